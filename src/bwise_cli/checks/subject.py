"""What the checks of a catalogue look at."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bwise_cli.domain.catalogue import Catalogue
from bwise_cli.domain.fitting import fit
from bwise_cli.domain.glossary import Glossary
from bwise_cli.domain.master import Master
from bwise_cli.domain.message import Key, State, Unit
from bwise_cli.domain.nodes import Inlines
from bwise_cli.domain.spelling import ParseInlines, Spelling
from bwise_cli.domain.splice import Fault
from bwise_cli.settings import CheckSettings


@dataclass(frozen=True, slots=True)
class Source:
    """A message where it stands in a master."""

    inlines: Inlines
    """The text."""
    spelling: Spelling
    """How it is spelled."""


@dataclass(frozen=True, slots=True)
class Subject:
    """One catalogue beside its masters."""

    catalogue: Catalogue
    """The catalogue."""
    sources: Mapping[Key, tuple[Source, ...]]
    """Every message of the masters, and each way in which it stands there, in document order."""
    misfits: Mapping[Key, tuple[Fault, ...]]
    """Why translations would be refused, by their messages; nothing for those that fit."""
    glossary: Glossary
    """The terms."""
    chain: tuple[str, ...]
    """The locale of the catalogue, and what stands in for it."""
    source_language: str
    """Language of the masters, such as `en`."""
    required: State
    """State that every unit has to meet."""
    settings: CheckSettings
    """What the project says of checks."""

    @property
    def language(self) -> str:
        """Language of the catalogue, such as `de`."""
        return self.chain[0].partition("_")[0]


def make_subject(
    catalogue: Catalogue,
    masters: Sequence[Master],
    parse: ParseInlines,
    glossary: Glossary,
    chain: tuple[str, ...],
    required: State,
    settings: CheckSettings,
    source_language: str = "en",
) -> Subject:
    """Gather what the checks need; all translations are read in one go."""
    sources = sources_of(masters)
    misfits = _misfits([unit for unit in catalogue.current if is_meant(unit)], sources, parse)
    return Subject(catalogue, sources, misfits, glossary, chain, source_language, required, settings)


def sources_of(masters: Sequence[Master]) -> dict[Key, tuple[Source, ...]]:
    """Every message of `masters`, and each way in which it stands there."""
    sources: dict[Key, list[Source]] = {}
    for master in masters:
        for segment, spelling in master:
            if spelling:
                ways = sources.setdefault((segment.context, spelling.text), [])
                source = Source(segment.inlines, spelling)
                if source not in ways:
                    ways.append(source)
    return {key: tuple(ways) for key, ways in sources.items()}


def is_meant(unit: Unit) -> bool:
    """Whether the translation is meant for the text that stands there now."""
    return unit.state not in (State.UNTRANSLATED, State.OUTDATED)


def _misfits(
    units: Sequence[Unit], sources: Mapping[Key, tuple[Source, ...]], parse: ParseInlines
) -> dict[Key, tuple[Fault, ...]]:
    texts = list(dict.fromkeys(unit.translation for unit in units if unit.key in sources))
    read = dict(zip(texts, parse(texts), strict=True))
    found = {}
    for unit in units:
        ways = sources.get(unit.key, ())
        faults = [fault for way in ways for fault in fit(read[unit.translation], way.inlines, way.spelling)[0]]
        if faults:
            found[unit.key] = tuple(dict.fromkeys(faults))
    return found
