"""What the checks of a catalogue look at."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeAlias

from bwise_cli.domain.catalogue import Catalogue
from bwise_cli.domain.fitting import fit, surely_fits
from bwise_cli.domain.glossary import Glossary
from bwise_cli.domain.master import Master
from bwise_cli.domain.message import Key, State, Unit
from bwise_cli.domain.nodes import Inlines
from bwise_cli.domain.spelling import ParseInlines, Spelling
from bwise_cli.domain.splice import Fault
from bwise_cli.settings import CheckSettings


class LanguageDetector(Protocol):
    """Tells in which language a text is."""

    def likelihoods(self, text: str) -> Mapping[str, float]:
        """How likely it is that `text` is in each of the languages that are told apart; nothing if that is unknown."""


class _NoDetector:
    """Knows no language."""

    def likelihoods(self, text: str) -> Mapping[str, float]:
        """Nothing."""
        return {}


NO_DETECTOR: LanguageDetector = _NoDetector()
"""Stands for a detector where there is none."""


class Speller(Protocol):
    """Knows the words of a language."""

    def knows(self, word: str) -> bool:
        """Whether `word` is spelled like one of them."""


@dataclass(frozen=True, slots=True)
class Source:
    """A message where it stands in a master."""

    inlines: Inlines
    """The text."""
    spelling: Spelling
    """How it is spelled."""


Sources: TypeAlias = Mapping[Key, tuple[Source, ...]]


@dataclass(frozen=True, slots=True)
class Subject:
    """One catalogue beside its masters."""

    catalogue: Catalogue
    """The catalogue."""
    sources: Sources
    """Every message of the masters, and each way in which it stands there, in document order."""
    keys: frozenset[Key]
    """Those of the messages that are looked at: all, or those that a pack would take from this catalogue."""
    behind: Mapping[Key, State]
    """How far that is which is printed where the catalogue has nothing usable; without it English is printed."""
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
    detector: LanguageDetector = NO_DETECTOR
    """What tells in which language a text is."""
    speller: Speller | None = None
    """What knows the words of the language; None if spelling is not looked at."""

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
    detector: LanguageDetector = NO_DETECTOR,
) -> Subject:
    """Gather what the checks need to look at all of a catalogue, with nothing behind it."""
    sources = sources_of(masters)
    misfits = misfits_of(catalogue, sources, parse)
    return Subject(
        catalogue=catalogue,
        sources=sources,
        keys=frozenset(sources),
        behind={},
        misfits=misfits,
        glossary=glossary,
        chain=chain,
        source_language=source_language,
        required=required,
        settings=settings,
        detector=detector,
    )


def sources_of(masters: Sequence[Master]) -> Sources:
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


def misfits_of(catalogue: Catalogue, sources: Sources, parse: ParseInlines) -> dict[Key, tuple[Fault, ...]]:
    """Why translations of `catalogue` would be refused, by their messages; all are read in one go."""
    units = [
        unit
        for unit in catalogue.current
        if is_meant(unit) and unit.key in sources and not surely_fits(unit.translation, unit.message.text)
    ]
    texts = list(dict.fromkeys(unit.translation for unit in units))
    read = dict(zip(texts, parse(texts), strict=True))
    found = {}
    for unit in units:
        faults = [
            fault for way in sources[unit.key] for fault in fit(read[unit.translation], way.inlines, way.spelling)[0]
        ]
        if faults:
            found[unit.key] = tuple(dict.fromkeys(faults))
    return found
