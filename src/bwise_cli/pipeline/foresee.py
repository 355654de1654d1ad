"""`bwise translate --dry-run`: what would be drafted, and what it would cost."""

from collections.abc import Sequence

from bwise_cli.domain.passage import Marking
from bwise_cli.draft import open_sources
from bwise_cli.draft.desk import estimate
from bwise_cli.engines.markdown import parse_inlines
from bwise_cli.locales import base_language
from bwise_cli.pipeline.engines import engine_names
from bwise_cli.pipeline.extract import as_extracted
from bwise_cli.pipeline.translate import by_language, from_memory, kept_names, newly_filled, with_recalled
from bwise_cli.pipeline.translation import Translated, Translation, Wishes
from bwise_cli.settings import MEMORY
from bwise_cli.workspace import Workspace


def foresee(workspace: Workspace, locales: Sequence[str], wishes: Wishes) -> Translation:
    """What `translate` would do, with nothing sent and nothing written; no key is needed.

    Characters are those of the texts that the memory does not know. A text that two locales of one language need, or
    two curricula, counts once.
    """
    names = engine_names(workspace, locales, wishes.engine, wishes.models)
    glossary = workspace.glossary()
    counted: dict[tuple[str, str], set[str]] = {}
    done = {}
    for locale in [locale for group in by_language(locales) for locale in group]:
        for curriculum in workspace.project.curricula:
            old = as_extracted(workspace, curriculum.name, locale)
            recalled = from_memory(workspace, old, locale, wishes.fuzzy)
            sources = open_sources(recalled, kept_names(recalled, glossary), redraft=wishes.redraft)
            known = counted.setdefault((names[locale], base_language(locale)), set())
            new = [source for source in sources if source.text not in known]
            foreseen = Translated(
                workspace.shown(workspace.catalogue_path(curriculum.name, locale)),
                locale,
                curriculum.name,
                names[locale],
                left=len(sources),
                characters=0 if names[locale] == MEMORY else estimate(new, Marking.TAGS, parse_inlines),
            )
            done[locale, curriculum.name] = with_recalled(foreseen, newly_filled(old, recalled))
            known.update(source.text for source in sources)
    return Translation(tuple(done[locale, each.name] for locale in locales for each in workspace.project.curricula))
