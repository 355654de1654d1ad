"""Where the signs of a text stand, and whether an answer has them where they belong."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from bwise_cli.draft.signs import Role, Sign, Token

LEAST_DRIFT = 60
"""Characters of a text in which marks can be said to have drifted: in a short one, word order moves them as far."""
EDGE, INSIDE = 0.03, 0.15
"""Parts of the length of a text: what is nearer to an end stands at it, and what is farther from both stands inside."""
_SENTENCE_ENDS = (".", "!", "?", "…")
Numbered: TypeAlias = tuple[Token, int]
"""A part of a text and, for a sign, its number: one that closes has that of the one that opened."""


def has_words(part: Token) -> bool:
    """Whether there is anything to translate."""
    return isinstance(part, str) and any(map(str.isalpha, part))


def numbered(parts: Sequence[Token]) -> Iterator[Numbered]:
    """The parts of a text with their numbers, in the order in which signs open."""
    opened: list[int] = []
    count = 0
    for part in parts:
        number = 0
        if isinstance(part, Sign) and part.role is Role.CLOSE:
            number = opened.pop()
        elif isinstance(part, Sign):
            number = count = count + 1
            opened += [count] if part.role is Role.OPEN else []
        yield part, number


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a sign stands."""

    around: tuple[int, ...]
    """For a pair: the pairs that it stands in, from the outermost."""
    share: float
    """Part of the words before it, from 0 to 1."""
    holds_words: bool
    """For a pair: whether there is a word in it."""
    is_seen: bool
    """Whether a reader sees something where it stands: not so for a footnote or a mark without words."""
    stands_apart: bool = False
    """Whether a sentence begins behind it at the start of the text, or has ended before it."""


def is_in_place(source: Sequence[Numbered], answer: Sequence[Numbered]) -> bool:
    """Whether the answer has the signs of the source, each once, nested as they were, and none of them adrift."""
    wanted, found = _places(source), _places(answer)
    if found is None or wanted is None or wanted.keys() != found.keys():
        return False
    if any(_moved_out(wanted[number], found[number]) for number in wanted):
        return False
    return _length(source) < LEAST_DRIFT or not _are_adrift(wanted, found)


def _moved_out(wanted: _Place, found: _Place) -> bool:
    """Whether a pair stands in other pairs than before, or has lost its words."""
    return found.around != wanted.around or (wanted.holds_words and not found.holds_words)


def _are_adrift(wanted: Mapping[int, _Place], found: Mapping[int, _Place]) -> bool:
    """Whether all signs from the inside of a text are at one end now, where engines put what they lost track of.

    A single one may have a reason to be there, as in `{office} pays if …` for `If …, {office} pays`: unless it is no
    part of the sentence there, or has nothing to say, as a footnote has.
    """
    inside = [number for number, place in wanted.items() if INSIDE < place.share < 1 - INSIDE]
    shares = [found[number].share for number in inside]
    if not shares or (max(shares) >= EDGE and min(shares) <= 1 - EDGE):
        return False
    first = inside[0]
    return len(inside) > 1 or not wanted[first].is_seen or found[first].stands_apart


def _length(parts: Iterable[Numbered]) -> int:
    return sum(len(part) for part, _ in parts if isinstance(part, str))


def _places(parts: Sequence[Numbered]) -> dict[int, _Place] | None:
    """Where each sign stands, by its number; None if one is there twice, or pairs do not nest."""
    words = "".join(part for part, _ in parts if isinstance(part, str))
    places: dict[int, _Place] = {}
    opened: list[tuple[int, int]] = []
    at = 0
    for part, number in parts:
        if isinstance(part, str):
            at += len(part)
        elif part.role is Role.CLOSE:
            if not opened or opened[-1][0] != number:
                return None
            start = opened.pop()[1]
            places[number] = _place_of_words(places[number], words, start, at)
        elif number in places:
            return None
        else:
            is_pair = part.role is Role.OPEN
            around = tuple(each for each, _ in opened) if is_pair else ()
            place = _Place(around, at / (len(words) or 1), False, is_pair or bool(part.shown))
            places[number] = place if is_pair else _place_of_words(place, words, at, at)
            opened += [(number, at)] if is_pair else []
    return None if opened else places


def _place_of_words(place: _Place, words: str, start: int, end: int) -> _Place:
    """`place` of what stands from `start` to `end` of all words."""
    before, behind = words[:start].rstrip(), words[end:].lstrip()
    apart = before.endswith(_SENTENCE_ENDS) if before else behind[:1].isupper()
    return replace(place, holds_words=has_words(words[start:end]), stands_apart=apart)
