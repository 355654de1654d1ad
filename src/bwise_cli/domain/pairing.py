"""Entries of other tools taken apart: each passage of the source beside the one that translates it."""

from collections.abc import Container, Sequence
from dataclasses import dataclass
from typing import Protocol

from bwise_cli.domain.document import Document
from bwise_cli.domain.excerpt import WAYS, Way, beside_passages, cleaned, is_made_up
from bwise_cli.domain.master import Master, make_masters
from bwise_cli.domain.nodes import plain_text
from bwise_cli.domain.respelling import Respelled, Respelling, respell_all
from bwise_cli.domain.segment import Segment
from bwise_cli.domain.spelling import ParseInlines, Spelling, describe_part
from bwise_cli.domain.survey import segments


class ReadTexts(Protocol):
    """Reads texts as masters are read."""

    def __call__(self, texts: Sequence[str], /) -> list[Document | None]:
        """The document that each text is; None where it cannot be read."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What another tool offered, and its translation."""

    text: str
    """The msgid."""
    translation: str
    """The msgstr. Not empty."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One passage of an entry."""

    text: str
    """The passage as it is spelled now."""
    parts: tuple[str, ...]
    """What each number in it stands for."""
    translation: str
    """Its translation, with the same numbers."""
    replaced: tuple[str, ...]
    """What the translation had of its own where it now has a part of the source."""
    fits: bool
    """False where the translation has parts of which the source knows nothing: then it is as it was."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """An entry taken apart."""

    pieces: tuple[Piece, ...]
    """The passages that could be paired, in their order."""
    whole: bool
    """Whether nothing of the translation is left out."""


NOTHING = Pieces((), whole=False)


def take_apart(entries: Sequence[Entry], wanted: Container[str], read: ReadTexts, parse: ParseInlines) -> list[Pieces]:
    """Each entry as pieces, read in the way that gives the most of the `wanted` texts."""
    sources = _sources(entries, read, parse)
    ways = [_best_ways(entry, sources, wanted) for entry in entries]
    translations = _read_all(
        [way(entry.translation) for entry, best in zip(entries, ways, strict=True) for way in best], read
    )
    paired = []
    for entry, best in zip(entries, ways, strict=True):
        tried = (_paired(sources[way(entry.text)], translations[way(entry.translation)]) for way in best)
        paired.append(next((each for each in tried if each), None))
    requests = [pair.request for each in paired if each for pair in each.pairs if pair.request]
    made = iter(respell_all(requests, parse))
    return [
        _pieces(entry, each, [next(made) if pair.request else None for pair in each.pairs]) if each else NOTHING
        for entry, each in zip(entries, paired, strict=True)
    ]


# Reading


def _read_all(texts: Sequence[str], read: ReadTexts) -> dict[str, Document | None]:
    different = list(dict.fromkeys(texts))
    return {
        text: None if document is None else cleaned(document)
        for text, document in zip(different, read(different), strict=True)
    }


def _sources(entries: Sequence[Entry], read: ReadTexts, parse: ParseInlines) -> dict[str, Master | None]:
    """Every source, read in every way."""
    documents = _read_all([way(entry.text) for entry in entries for way in WAYS], read)
    masters = iter(make_masters([document for document in documents.values() if document], parse))
    return {text: next(masters) if document else None for text, document in documents.items()}


def _passages(master: Master) -> list[tuple[Segment, Spelling | None]]:
    return [(segment, spelling) for segment, spelling in master if not is_made_up(segment)]


def _best_ways(entry: Entry, sources: dict[str, Master | None], wanted: Container[str]) -> list[Way]:
    """The ways in which the source of `entry` holds the most wanted texts; the first if it holds none."""
    counts = []
    for way in WAYS:
        master = sources[way(entry.text)]
        counts.append(sum(s is not None and s.text in wanted for _, s in _passages(master)) if master else 0)
    most = max(counts)
    return [way for way, count in zip(WAYS, counts, strict=True) if count == most] if most else [WAYS[0]]


# Pairing


@dataclass(frozen=True, slots=True)
class _Pair:
    """A passage of the source beside that of the translation."""

    source: Segment
    spelling: Spelling | None
    translation: Segment

    @property
    def request(self) -> Respelling | None:
        """What is to be spelled; None if the source is not offered."""
        if self.spelling is None:
            return None
        return Respelling(self.translation.inlines, self.source.inlines, self.spelling)


@dataclass(frozen=True, slots=True)
class _Paired:
    """All passages of an entry."""

    pairs: tuple[_Pair, ...]
    whole: bool
    """Whether the translation says nothing of its own outside them."""


def _paired(source: Master | None, translation: Document | None) -> _Paired | None:
    """The passages of both sides; None if they are not of the same kinds in the same order."""
    if source is None or translation is None:
        return None
    here = _passages(source)
    there = [segment for segment in segments(translation) if not is_made_up(segment)]
    alike = [segment.kind for segment, _ in here] == [segment.kind for segment in there]
    if not here or not (alike or len(here) == len(there) == 1):
        return None
    own = beside_passages(source.document)
    pairs = tuple(_Pair(one, spelling, other) for (one, spelling), other in zip(here, there, strict=True))
    return _Paired(pairs, all(each in own for each in beside_passages(translation)))


def _pieces(entry: Entry, paired: _Paired, made: Sequence[Respelled | None]) -> Pieces:
    """What became of an entry; `made` is the translation of each of its pairs."""
    pieces: list[Piece] = []
    whole = paired.whole
    for pair, respelled in zip(paired.pairs, made, strict=True):
        if pair.spelling is None:
            whole = whole and plain_text(pair.source.inlines) == plain_text(pair.translation.inlines)
        elif respelled:
            pieces.append(_piece(pair.spelling, respelled.text, respelled.replaced, fits=True))
        elif len(paired.pairs) == 1:
            pieces.append(_piece(pair.spelling, entry.translation, (), fits=False))
        else:
            whole = False
    return Pieces(tuple(pieces), whole and bool(pieces))


def _piece(spelling: Spelling, translation: str, replaced: tuple[str, ...], *, fits: bool) -> Piece:
    parts = tuple(describe_part(part) for part in spelling.parts)
    return Piece(spelling.text, parts, translation, replaced, fits)
