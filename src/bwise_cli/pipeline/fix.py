"""`bwise check --fix`: what checks can mend safely, mended in the catalogues."""

from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass

from bwise_cli.checks.mending import mended
from bwise_cli.checks.subject import make_subject
from bwise_cli.domain.catalogue import Catalogue
from bwise_cli.domain.message import State
from bwise_cli.engines.markdown import parse_inlines
from bwise_cli.formats.po import serialise_po
from bwise_cli.locales import fallback_chain
from bwise_cli.pipeline.looking import Scope
from bwise_cli.workspace import Workspace

_SIGNED = (State.REVIEWED, State.APPROVED)


@dataclass(frozen=True, slots=True)
class Fixed:
    """A catalogue in which something is mended, or would be."""

    path: str
    """Its file, relative to the project."""
    before: str
    """Its text, as the program writes it, without what was mended."""
    after: str
    """Its text with it."""
    units: int
    """How many units were mended."""
    signed: int
    """How many of them were signed off."""


def fix(workspace: Workspace, scopes: Sequence[Scope], *, dry_run: bool) -> list[Fixed]:
    """Mend the catalogues of `scopes`, each as a whole, and write them; with `dry_run` only say what would change.

    Nothing is written unless all of them can be read.
    """
    with nullcontext() if dry_run else workspace.locked():
        names = [each.name for each in workspace.project.curricula]
        pairs = [(old, new) for name in names for old, new in _mended(workspace, name, scopes) if new != old]
        for _, new in () if dry_run else pairs:
            workspace.save(new)
    return [_fixed(old, new) for old, new in pairs]


def _mended(workspace: Workspace, curriculum: str, scopes: Sequence[Scope]) -> Iterator[tuple[Catalogue, Catalogue]]:
    """The catalogues of a curriculum as they are, and mended."""
    masters, glossary = workspace.masters(curriculum), workspace.glossary()
    settings, language = workspace.project.check, workspace.project.source_language
    for locale in _locales(scopes):
        if old := workspace.catalogue(curriculum, locale):
            chain = fallback_chain(locale)
            subject = make_subject(old, masters, parse_inlines, glossary, chain, State.DRAFT, settings, language)
            yield old, mended(subject, parse_inlines)


def _locales(scopes: Sequence[Scope]) -> list[str]:
    """The locales of `scopes`, and for packs those that stand in for them."""
    chains = (fallback_chain(each.locale) if each.country else (each.locale,) for each in scopes)
    return list(dict.fromkeys(locale for chain in chains for locale in chain))


def _fixed(old: Catalogue, new: Catalogue) -> Fixed:
    changed = [one for one, other in zip(old.units, new.units, strict=True) if one != other]
    signed = sum(unit.state in _SIGNED for unit in changed)
    before, after = (serialise_po(each).decode("utf-8") for each in (old, new))
    return Fixed(old.path, before, after, len(changed), signed)
