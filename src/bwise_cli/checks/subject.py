"""What the checks look at."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bwise_cli.domain.catalogue import Catalogue
from bwise_cli.domain.glossary import Glossary
from bwise_cli.domain.master import Master
from bwise_cli.domain.message import Key, State
from bwise_cli.domain.nodes import Inlines
from bwise_cli.domain.spelling import ParseInlines, Spelling


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
    read: Mapping[str, Inlines | None]
    """The translations as inlines, by their text; None for one that is anything but one run of inlines."""
    required: State
    """State that every unit has to meet."""
    glossary: Glossary
    """The terms."""
    chain: tuple[str, ...]
    """The locale of the catalogue, and what stands in for it."""


def make_subject(
    catalogue: Catalogue,
    masters: Sequence[Master],
    required: State,
    parse: ParseInlines,
    glossary: Glossary,
    chain: tuple[str, ...],
) -> Subject:
    """Gather what the checks need; all translations are read in one go."""
    sources: dict[Key, list[Source]] = {}
    for master in masters:
        for segment, spelling in master:
            if spelling:
                ways = sources.setdefault((segment.context, spelling.text), [])
                source = Source(segment.inlines, spelling)
                if source not in ways:
                    ways.append(source)
    texts = list(dict.fromkeys(unit.translation for unit in catalogue.current if unit.translation))
    read = dict(zip(texts, parse(texts), strict=True))
    return Subject(catalogue, {key: tuple(ways) for key, ways in sources.items()}, read, required, glossary, chain)
