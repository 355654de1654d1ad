"""Marks: texts as an engine is given them, and its answers as texts of messages again, with every sign in its place."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape, unescape

from bwise_cli.domain.nodes import Inlines
from bwise_cli.domain.passage import Marking, Passage
from bwise_cli.draft.signs import LINE_BREAK, Role, Sign, Token, same, spelled, tidy, tokens

LEAST_DRIFT = 60
"""Characters of a text in which marks can be said to have drifted: in a short one, word order moves them as far."""
EDGE, INSIDE = 0.03, 0.15
"""Parts of the length of a text: what is nearer to an end stands at it, and what is farther from both stands inside."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A text that is ready for an engine."""

    tokens: tuple[Token, ...]
    """Its words and signs."""
    marking: Marking
    """How the signs are shown."""
    passages: tuple[Passage, ...]
    """What is sent: one passage, or one for each run of words. Empty if there are no words."""


@dataclass(frozen=True, slots=True)
class Restored:
    """An answer as a text of a message."""

    tokens: tuple[Token, ...]
    """Its words and signs."""

    @property
    def spellings(self) -> tuple[str, ...]:
        """How it can be written, the most readable first. Only `is_read_as` tells which one can be."""
        return tuple(dict.fromkeys(spelled(self.tokens, escaped=escaped) for escaped in (False, True)))

    def is_read_as(self, inlines: Inlines | None) -> bool:
        """Whether `inlines`, what a spelling was read as, are what it was meant to be."""
        return inlines is not None and same(tokens(inlines), self.tokens)


def mark(text: Inlines, marking: Marking, keep: Sequence[str] = ()) -> Marked:
    """A message, read as inlines, for an engine; `keep` are words that stay as they are."""
    parts = tuple(tokens(text, keep))
    if marking is Marking.PIECES:
        sent = [part.strip() for part in parts if _has_words(part) and isinstance(part, str)]
    else:
        whole = "".join(_shown(part, number, marking) for part, number in _numbered(parts)).strip()
        sent = [whole] if any(map(_has_words, parts)) else []
    return Marked(parts, marking, tuple(Passage(words) for words in sent))


def restore(marked: Marked, answers: Sequence[str]) -> Restored | None:
    """The answers to the passages of `marked` as one text; None if a sign is missing, doubled, or out of place."""
    if not all(answer.strip() for answer in answers):
        return None
    if marked.marking is Marking.PIECES or not answers:
        return Restored(tidy(_filled(marked.tokens, answers)))
    read = _read(answers[0], marked)
    if read is None or not _is_in_place(list(_numbered(marked.tokens)), read):
        return None
    return Restored(tidy(part for part, _ in read))


def _has_words(part: Token) -> bool:
    return isinstance(part, str) and any(map(str.isalpha, part))


_Numbered = tuple[Token, int]
"""A part of a text and, for a sign, its number: one that closes has that of the one that opened."""


def _numbered(parts: Sequence[Token]) -> Iterator[_Numbered]:
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


# To the engine


def _shown(part: Token, number: int, marking: Marking) -> str:
    if isinstance(part, str):
        return escape(part, quote=False) if marking is Marking.TAGS else part
    tag = _token(part, number) if marking is Marking.TOKENS else _tag(part, number)
    return f" {tag} " if part.spelling == LINE_BREAK else tag


def _token(sign: Sign, number: int) -> str:
    return f"[/{number}]" if sign.role is Role.CLOSE else f"[{number}]"


def _tag(sign: Sign, number: int) -> str:
    if sign.role is Role.WHOLE:
        return f"<k{number}>{escape(sign.shown, quote=False)}</k{number}>" if sign.shown else f"<n{number}/>"
    return f"</g{number}>" if sign.role is Role.CLOSE else f"<g{number}>"


# From the engine

_TAG = re.compile(
    r"<k(?P<kept>\d+)>(?P<shown>.*?)</k(?P=kept)>"
    r"|<n(?P<empty>\d+)\s*(?:/>|>\s*</n(?P=empty)>)"
    r"|<(?P<closing>/?)g(?P<pair>\d+)>",
    re.DOTALL,
)
_TOKEN = re.compile(r"\[(?P<closing>/?)(?P<number>\d+)\]")
_Signs = dict[tuple[int, Role], Sign]


def _read(answer: str, marked: Marked) -> list[_Numbered] | None:
    """The answer as words and signs; None if it has a tag of its own, or something other in what was to stay."""
    signs = {(number, part.role): part for part, number in _numbered(marked.tokens) if isinstance(part, Sign)}
    tags = marked.marking is Marking.TAGS
    read: list[_Numbered] = []
    end = 0
    for match in (_TAG if tags else _TOKEN).finditer(answer):
        key = (_tag_key if tags else _token_key)(match, signs)
        if key not in signs:
            return None
        read += [(answer[end : match.start()], 0), (signs[key], key[0])]
        end = match.end()
    read.append((answer[end:], 0))
    if tags and any("<" in part for part, _ in read if isinstance(part, str)):
        return None
    return [(unescape(part) if tags and isinstance(part, str) else part, number) for part, number in read]


_NO_KEY = (0, Role.WHOLE)


def _tag_key(match: re.Match[str], signs: _Signs) -> tuple[int, Role]:
    if match["pair"]:
        return int(match["pair"]), Role.CLOSE if match["closing"] else Role.OPEN
    key = (int(match["kept"] or match["empty"]), Role.WHOLE)
    sign = signs.get(key)
    return key if sign and unescape(match["shown"] or "").strip() == sign.shown.strip() else _NO_KEY


def _token_key(match: re.Match[str], signs: _Signs) -> tuple[int, Role]:
    number = int(match["number"])
    if match["closing"]:
        return number, Role.CLOSE
    return number, Role.OPEN if (number, Role.OPEN) in signs else Role.WHOLE


def _filled(parts: Sequence[Token], answers: Sequence[str]) -> list[Token]:
    """`parts` with the answers in place of the words, and the space that was around them."""
    coming = iter(answers)
    return [
        _with_space_of(part, next(coming)) if isinstance(part, str) and _has_words(part) else part for part in parts
    ]


def _with_space_of(words: str, answer: str) -> str:
    before = words[: len(words) - len(words.lstrip())]
    after = words[len(words.rstrip()) :]
    return f"{before}{answer.strip()}{after}"


# In place


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a sign stands."""

    around: tuple[int, ...]
    """For a pair: the pairs that it stands in, from the outermost."""
    share: float
    """Part of the words before it, from 0 to 1."""
    holds_words: bool
    """For a pair: whether there is a word in it."""


def _is_in_place(source: Sequence[_Numbered], answer: Sequence[_Numbered]) -> bool:
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
    """Whether all signs from the inside of a text are at one end now, where engines put what they lost track of."""
    shares = [found[number].share for number, place in wanted.items() if INSIDE < place.share < 1 - INSIDE]
    return bool(shares) and (max(shares) < EDGE or min(shares) > 1 - EDGE)


def _length(parts: Iterable[_Numbered]) -> int:
    return sum(len(part) for part, _ in parts if isinstance(part, str))


def _places(parts: Sequence[_Numbered]) -> dict[int, _Place] | None:
    """Where each sign stands, by its number; None if one is there twice, or pairs do not nest."""
    length = _length(parts) or 1
    places: dict[int, _Place] = {}
    opened: list[int] = []
    before = 0
    for part, number in parts:
        if isinstance(part, str):
            before += len(part)
            if _has_words(part):
                places |= {each: replace(places[each], holds_words=True) for each in opened}
        elif part.role is Role.CLOSE:
            if not opened or opened.pop() != number:
                return None
        elif number in places:
            return None
        else:
            pairs = tuple(opened) if part.role is Role.OPEN else ()
            places[number] = _Place(pairs, before / length, holds_words=False)
            opened += [number] if part.role is Role.OPEN else []
    return None if opened else places
