"""What is known for a locale: its own catalogues, those of the same language, and the memories of earlier projects."""

from collections.abc import Iterator

from bwise_cli.domain.memory import Entry, Source, entries_of
from bwise_cli.draft.recall import Recollection
from bwise_cli.locales import LOCALES, base_language, fallback_chain
from bwise_cli.workspace import Workspace

OWN, BASE, SISTER, FILE = range(4)
"""How far away: the locale itself, what it falls back to, other locales of the language, files."""


def recollect(workspace: Workspace, locale: str) -> Recollection:
    """All earlier translations that can help `locale`, ready to be searched."""
    return Recollection([*known_in_catalogues(workspace, locale), *workspace.memories.entries(locale, FILE)])


def known_in_catalogues(workspace: Workspace, locale: str) -> Iterator[Entry]:
    """What the catalogues of the project tell, those of the locale itself first."""
    chain = fallback_chain(locale)
    sisters = [each for each in LOCALES if base_language(each) == base_language(locale) and each not in chain]
    ranks = {locale: OWN, **dict.fromkeys(chain[1:], BASE), **dict.fromkeys(sisters, SISTER)}
    for other, rank in ranks.items():
        for curriculum in (each.name for each in workspace.project.curricula):
            if catalogue := workspace.catalogue(curriculum, other):
                yield from entries_of(catalogue, Source(other if rank else curriculum, rank, curriculum))
