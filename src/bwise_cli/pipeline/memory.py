"""`bwise memory`: translation memories of earlier projects in, the project's own translations out."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bwise_cli import files
from bwise_cli.domain.errors import ConfigurationError, RefusedError
from bwise_cli.domain.finding import Finding, Note, Place, quoted
from bwise_cli.domain.memory import Entry, Source, entries_of
from bwise_cli.domain.message import Key, State
from bwise_cli.formats.tmx import TmxUnit, TmxVariant, can_be_written, parse_tmx, serialise_tmx
from bwise_cli.memories import SUFFIX, Known, known_in
from bwise_cli.safe_names import ALLOWED, is_safe_name
from bwise_cli.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Held:
    """A memory, and how much it knows."""

    path: str
    """Its file, relative to the project; the folder of the catalogues for what the project itself knows."""
    penalty: int
    """Percent that its translations count less."""
    units: dict[str, int]
    """Translations for each locale that it has any for, sorted by locale."""


@dataclass(slots=True)
class _Counts:
    """What was counted while a file was read."""

    units: Counter[str] = field(default_factory=Counter)
    """Translations by locale."""
    languages: Counter[str] = field(default_factory=Counter)
    """Texts by whatever language they are in."""
    read: int = 0
    """Units of the file."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What `bwise memory import` did."""

    held: Held
    """The memory, as it is in the project now."""
    read: int
    """Units in the file."""
    kept: int
    """Translations that were taken; some units have several, or none for this project."""


def held(workspace: Workspace) -> list[Held]:
    """What there is to draft from: the project's own catalogues, then each file."""
    own: Counter[str] = Counter()
    for locale, entries in _own(workspace, workspace.project.locales):
        own[locale] += len({(entry.context, entry.text) for entry in entries})
    found = [Held(workspace.project.paths.translations, 0, _sorted(own))]
    folder = workspace.memories
    for path in folder.files():
        summary = folder.summary(path)
        found.append(Held(folder.name_of(path), summary.penalty, summary.units))
    return found


def _sorted(counts: Counter[str]) -> dict[str, int]:
    return {locale: counts[locale] for locale in sorted(counts) if counts[locale]}


# Import


def import_memory(
    workspace: Workspace, file: Path, locales: Sequence[str], *, penalty: int | None, replace: bool
) -> Imported:
    """Put what `file` knows for `locales`, or for all of the project, into the folder of memories.

    Without `penalty` it keeps the one that it has. Raises `RefusedError` if it is no TMX or knows nothing of use,
    `ConfigurationError` if there is another memory of its name and `replace` is not set.
    """
    folder = workspace.memories
    target = folder.root / f"{file.stem}{SUFFIX}"
    shown = folder.name_of(target)
    if not is_safe_name(target.name):
        raise ConfigurationError(f"{quoted(target.name)} cannot be the name of a memory; rename the file; {ALLOWED}")
    with workspace.locked():
        if target.exists() and not replace:
            raise ConfigurationError(f"{shown} is there already; say --replace, or rename the file")
        header, units = parse_tmx(files.read_pieces(file, str(file)), str(file))
        counts = _Counts()
        source = workspace.project.source_language
        known = known_in(header, _counted(units, counts), source)
        wanted = _wanted(known, {*(locales or workspace.project.locales)}, counts)
        taken = header.penalty if penalty is None else penalty
        written = serialise_tmx((_unit(each, source) for each in wanted), source, taken)
        files.write_pieces(target, _unless_empty(written, counts, file, source), shown)
    return Imported(Held(shown, taken, _sorted(counts.units)), counts.read, counts.units.total())


def _counted(units: Iterable[TmxUnit], counts: _Counts) -> Iterator[TmxUnit]:
    for unit in units:
        counts.read += 1
        counts.languages.update({variant.locale for variant in unit.variants})
        yield unit


def _wanted(known: Iterable[Known], locales: set[str], counts: _Counts) -> Iterator[Known]:
    """Those of `known` that are in one of `locales`, without repeats."""
    seen: set[int] = set()
    for each in known:
        same = hash((each.context, each.text, each.translation.locale, each.translation.text))
        if each.translation.locale in locales and same not in seen:
            seen.add(same)
            counts.units[each.translation.locale] += 1
            yield each


def _unit(known: Known, source_language: str) -> TmxUnit:
    return TmxUnit((TmxVariant(source_language, known.text), known.translation), known.context)


def _unless_empty(pieces: Iterator[bytes], counts: _Counts, file: Path, source: str) -> Iterator[bytes]:
    """`pieces`. Raises `RefusedError` at their end if nothing of the file is in them, so that they are not kept."""
    yield from pieces
    if not counts.units:
        languages = ", ".join(sorted(counts.languages)[:12]) or "none"
        finding = Finding(
            "tmx-language",
            f"knows nothing for this project: {counts.read:,} units, languages: {languages}",
            Place(str(file)),
            notes=(Note(f'it takes units with "{source}" and a language of the project, or of --locale'),),
        )
        raise RefusedError(f"{file} was not imported", findings=(finding,))


# Export


@dataclass(frozen=True, slots=True)
class Exported:
    """What `bwise memory export` did."""

    units: int
    """Texts in the file."""
    translations: int
    """Translations of them."""
    left_out: int
    """Texts with characters that XML cannot hold."""


def export_memory(workspace: Workspace, locales: Sequence[str], file: Path) -> Exported:
    """Write the project's own translations into `locales` to `file`: those that a person vouched for."""
    found: dict[Key, dict[str, list[TmxVariant]]] = {}
    for locale, entries in _own(workspace, locales):
        for entry in entries:
            variants = found.setdefault((entry.context, entry.text), {}).setdefault(locale, [])
            variant = TmxVariant(locale, entry.translation, str(entry.state), entry.on)
            if all(variant.text != other.text for other in variants):
                variants.append(variant)
    source = workspace.project.source_language
    units = [unit for key, by_locale in found.items() for unit in _units(key, by_locale, source)]
    good = [unit for unit in units if can_be_written(unit)]
    files.write_pieces(file, serialise_tmx(good, source), str(file))
    return Exported(len(good), sum(len(unit.variants) - 1 for unit in good), len(units) - len(good))


def _own(workspace: Workspace, locales: Sequence[str]) -> Iterator[tuple[str, list[Entry]]]:
    """By locale what persons translated in each catalogue, in document order."""
    for curriculum in (each.name for each in workspace.project.curricula):
        for locale in locales:
            if catalogue := workspace.catalogue(curriculum, locale):
                entries = entries_of(catalogue, Source(curriculum))
                yield locale, [entry for entry in entries if entry.state.meets(State.TRANSLATED)]


def _units(key: Key, by_locale: dict[str, list[TmxVariant]], source_language: str) -> Iterator[TmxUnit]:
    """A text with all its translations; where a locale has a second one, a second unit with that, and so on."""
    context, text = key
    for number in range(max(map(len, by_locale.values()))):
        others = [variants[number] for variants in by_locale.values() if number < len(variants)]
        yield TmxUnit((TmxVariant(source_language, text), *others), context)
