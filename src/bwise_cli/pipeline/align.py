"""`bwise align`: catalogues filled from a document and its translation."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from bwise_cli.align import Alignment, Pair, align
from bwise_cli.align.concepts import source_concepts, target_concepts
from bwise_cli.align.language import WrongFile, untranslated, wrong_file
from bwise_cli.align.listing import listed, misfits, not_translated, unrelated, unspelled
from bwise_cli.align.passages import passages_of
from bwise_cli.align.salvage import Found, Salvaged, as_catalogue, filled, find_messages, prose, salvage
from bwise_cli.domain.adoption import texts_of
from bwise_cli.domain.catalogue import Catalogue
from bwise_cli.domain.errors import ConfigurationError, RefusedError
from bwise_cli.domain.finding import Finding, Note, Place
from bwise_cli.domain.glossary import Glossary, annotate
from bwise_cli.domain.message import State, Unit
from bwise_cli.engines import markdown
from bwise_cli.extract import extract_messages
from bwise_cli.locales import base_language, fallback_chain
from bwise_cli.merge import Merged, merge
from bwise_cli.pipeline.extract import dated
from bwise_cli.pipeline.outside import Outside, is_markdown, read_outside
from bwise_cli.pipeline.rules import require_current
from bwise_cli.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Filled:
    """What happened to one catalogue."""

    path: str
    """Its file, relative to the project."""
    drafts: int
    """Messages that are in the document just so, and have its translation now."""
    outdated: int
    """Messages that are nearly so in the document, and have its translation as outdated."""
    known: int
    """Messages of the document that were translated before; they are as they were."""
    written: bool
    """Whether the file changes."""


@dataclass(frozen=True, slots=True)
class Salvage:
    """What `bwise align` did."""

    source: str
    """The document."""
    translation: str
    """Its translation."""
    alignment: Alignment
    """Both beside each other."""
    taken: tuple[Pair, ...]
    """The pairs that are sure enough and have a text to translate."""
    catalogues: tuple[Filled, ...]
    """One for each catalogue that has, or would have, anything of the document."""
    elsewhere: int
    """Texts of `taken` that are in no master, nor nearly."""
    findings: tuple[Finding, ...]
    """What was left out, and what a person should look at."""


def align_documents(
    workspace: Workspace,
    paths: tuple[Path, Path],
    locale: str,
    curriculum: str | None,
    threshold: float,
    *,
    dry_run: bool,
) -> Salvage:
    """Align the document at the first of `paths` with its translation at the second, and fill catalogues with it.

    None means every curriculum. Only pairs with at least the confidence `threshold` are taken. With `dry_run` nothing
    is written. Raises `RefusedError` if one of the documents is not what it is said to be.
    """
    names = _curricula(workspace, curriculum)
    one, two = _read(workspace, paths, names)
    glossary = workspace.glossary()
    alignment, still = _aligned(one, two, glossary, workspace.project.source_language, locale)
    pairs = [pair for pair in alignment.pairs if pair.confidence >= threshold]
    taken = salvage(pairs, markdown.parse_inlines)
    with workspace.locked():
        plans = [_planned(workspace, name, locale, taken, glossary, f"{one.shown}, {two.shown}") for name in names]
        if not dry_run:
            _save(workspace, plans)
    findings = (
        *one.findings,
        *two.findings,
        *still,
        *unspelled(pairs, taken, one.shown),
        *(finding for plan in plans for finding in plan.findings),
        *listed(alignment, threshold, one.shown, two.shown),
    )
    told = tuple(plan.told() for plan in plans if plan.used)
    elsewhere = {each.text for each in taken}.difference(*(plan.used for plan in plans))
    pairs_taken = tuple(each.pair for each in taken)
    return Salvage(one.shown, two.shown, alignment, pairs_taken, told, len(elsewhere), findings)


def _curricula(workspace: Workspace, named: str | None) -> list[str]:
    if named:
        return [workspace.project.curriculum(named).name]
    return [each.name for each in workspace.project.curricula]


def _read(workspace: Workspace, paths: tuple[Path, Path], curricula: Sequence[str]) -> tuple[Outside, Outside]:
    """Both documents; Markdown is read as the masters of `curricula` are, which must be in one way."""
    readers = sorted({workspace.project.curriculum(name).reader for name in curricula})
    if len(readers) > 1 and any(is_markdown(path) for path in paths):
        shown = " and ".join(readers)
        raise ConfigurationError(f"the curricula read Markdown differently ({shown}); name one with --curriculum")
    keys, styles = workspace.project.masters.prose_keys, workspace.project.word.styles
    return read_outside(paths[0], readers[0], keys, styles), read_outside(paths[1], readers[0], keys, styles)


def _aligned(
    one: Outside, two: Outside, glossary: Glossary, source_language: str, locale: str
) -> tuple[Alignment, list[Finding]]:
    """Both documents beside each other, and which passages of the second nobody has translated.

    Raises `RefusedError` if a document is clearly in another language, if both are the same, or if they have too little
    in common.
    """
    sources = passages_of(one.document, source_concepts(glossary))
    targets = passages_of(two.document, target_concepts(glossary, fallback_chain(locale)))
    languages = source_language, base_language(locale)
    _require(wrong_file(prose(sources), prose(targets), *languages), one, two)
    still = untranslated(sources, targets, languages)
    left_out = set(still)
    alignment = align(sources, [each for each in targets if each not in left_out])
    _require(unrelated(alignment, one.shown), one, two)
    return alignment, not_translated(still, two.shown)


def _require(wrong: WrongFile | None, one: Outside, two: Outside) -> None:
    """Raise `RefusedError` if a file is `wrong`."""
    if wrong:
        shown = two.shown if wrong.is_translation else one.shown
        finding = Finding(wrong.tag, wrong.message, Place(shown), notes=(Note(wrong.remedy),))
        raise RefusedError(f"{one.shown} and {two.shown} cannot be aligned", findings=(finding,))


# One catalogue


@dataclass(frozen=True, slots=True)
class _Plan:
    """A catalogue, and what it is to become."""

    path: str
    new: Catalogue
    filled: tuple[Unit, ...]
    """Units that were empty."""
    known: int
    """Units that are in the document and were translated before."""
    used: frozenset[str]
    """Texts of the document that the masters have, or had."""
    findings: tuple[Finding, ...]

    def told(self) -> Filled:
        """What the report says."""
        states = [unit.state for unit in self.filled]
        return Filled(self.path, states.count(State.DRAFT), states.count(State.OUTDATED), self.known, bool(self.filled))


def _save(workspace: Workspace, plans: Sequence[_Plan]) -> None:
    for plan in plans:
        if plan.filled:
            workspace.save(dated(plan.new))


def _planned(
    workspace: Workspace,
    curriculum: str,
    locale: str,
    taken: Sequence[Salvaged],
    glossary: Glossary,
    said: str,
) -> _Plan:
    """What a catalogue becomes with what was `taken` from the documents."""
    masters = workspace.masters(curriculum)
    messages = extract_messages(masters)
    old = workspace.catalogue(curriculum, locale)
    if old:
        require_current(old)
    noted = annotate(messages, glossary, fallback_chain(locale))
    current = merge(old or Catalogue(curriculum, locale), noted).catalogue
    found = find_messages(taken, noted)
    today = date.today().isoformat()
    merged = merge(as_catalogue(found, current, said, today), noted)
    units = filled(current, merged.catalogue, today)
    fresh = tuple(unit for before, unit in zip(current.units, units, strict=True) if unit is not before)
    path = workspace.shown(workspace.catalogue_path(curriculum, locale))
    return _Plan(
        path,
        replace(current, units=units),
        fresh,
        sum(bool(unit.translation) for unit in merged.catalogue.current) - len(fresh),
        _used(merged, found),
        tuple(misfits(fresh, found, texts_of(masters, messages), markdown.parse_inlines, path)),
    )


def _used(merged: Merged, found: Found) -> frozenset[str]:
    """Texts of the document that became something, or would have if nobody had been faster."""
    keys = {origin.key for each in merged.carried for origin in each.origins}
    keys |= {unit.key for unit in merged.catalogue.current if unit.key in found}
    return frozenset(found[key].text for key in keys)
