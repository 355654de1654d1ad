"""What of a text most likely comes through a translation: numbers, destinations, code, names, punctuation, markup."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

from bwise_cli.domain.nodes import Inlines, each_inline, plain_text
from bwise_cli.domain.splice import VARIABLE

STEM = 5
"""Letters of a word that are compared: the rest is mostly inflection in the languages that we meet."""
NUMBER, LINK, HOST, IMAGE, CODE, TERM, VALUE = "#", "@", "/", "!", "`", "=", "{"
"""How signs begin that are not stems of words."""

_WORD = re.compile(r"[^\W\d_]{2,}")
_NAME = re.compile(r"(?:(?<=[\w,] )|\b(?=[A-Z]{2}))[A-ZÀ-Ž]\w+")
_DIGITS = re.compile(r"\d+(?:[.,:/]\d+)*")
_ADDRESS = re.compile(r"(?:[a-z]+:)?//([^/?#\s]+)([^?#\s]*)|mailto:(\S+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Traits:
    """What is compared of a text."""

    length: int
    """Letters and digits."""
    words: frozenset[str]
    """Its words as stems."""
    names: frozenset[str]
    """Stems of words that likely are the same in every language: with a capital inside a sentence, or with several."""
    signs: frozenset[str]
    """Numbers, destinations, pictures, code, variables, and what its surroundings add."""
    tokens: frozenset[str]
    """Words and signs: all that can be looked for in it."""
    shape: int
    """Punctuation and markup: one bit for each of `_SHAPE`."""


def traits_of(inlines: Inlines, *more: str) -> Traits:
    """The traits of a text; `more` are further signs."""
    text = plain_text(inlines)
    words = frozenset(stems(text))
    signs = frozenset((*_signs(inlines), *more))
    names = frozenset(map(stem, _NAME.findall(text)))
    shape = sum(1 << position for position, has in enumerate(_SHAPE) if has(inlines, text))
    return Traits(sum(map(str.isalnum, text)), words, names, signs, words | signs, shape)


def joined_traits(parts: Sequence[Traits]) -> Traits:
    """The traits of several texts taken as one."""
    first, last = parts[0], parts[-1]
    shape = last.shape & _ENDINGS | first.shape & _BEGINNINGS
    for each in parts:
        shape |= each.shape & ~(_ENDINGS | _BEGINNINGS)
    words, names, signs = (
        frozenset().union(*(getattr(each, name) for each in parts)) for name in ("words", "names", "signs")
    )
    return Traits(sum(each.length for each in parts), words, names, signs, words | signs, shape)


@cache
def stem(word: str) -> str:
    """What is compared of a word: its beginning, without accents and capitals."""
    plain = unicodedata.normalize("NFKD", word.casefold())
    return "".join(c for c in plain if not unicodedata.combining(c))[:STEM]


def stems(text: str) -> list[str]:
    """The words of `text` as stems, in order."""
    return [stem(word) for word in _WORD.findall(text)]


_TYPOGRAPHY = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00a0": " ", "…": "..."})
"""What Word changes while one types."""


def plain_type(text: str) -> str:
    """`text` without typographic quotes, dashes and the like: what two spellings of one text have in common."""
    return text.translate(_TYPOGRAPHY)


def _signs(inlines: Inlines) -> Iterator[str]:
    for inline in each_inline(inlines):
        match inline["t"]:
            case "Str":
                yield from _signs_of_word(inline["c"])
            case "Code" | "Math":
                yield CODE + inline["c"][1].strip()
            case "Link":
                yield from _destination(inline["c"][2][0])
            case "Image":
                yield IMAGE + inline["c"][2][0].rpartition("/")[2].casefold()


def _signs_of_word(word: str) -> Iterator[str]:
    for match in VARIABLE.finditer(word):
        yield match.group()
    for digits in _DIGITS.findall(VARIABLE.sub("", word)):
        yield NUMBER + re.sub(r"\D", "", digits)


def _destination(url: str) -> Iterator[str]:
    if match := _ADDRESS.match(url):
        host = (match[1] or match[3]).casefold().removeprefix("www.")
        yield HOST + host
        yield LINK + host + (match[2] or "").rstrip("/").casefold()
    elif not url.startswith("#"):
        yield LINK + url.casefold()


# Shape

_Trait: TypeAlias = Callable[[Inlines, str], bool]
"""Whether a text, given as inlines and as a reader sees it, has something."""


def _ends(*endings: str) -> _Trait:
    return lambda _, text: text.rstrip(" )\"'”’“»*").endswith(endings)


def _has(characters: str) -> _Trait:
    found = re.compile(f"[{re.escape(characters)}]")
    return lambda _, text: found.search(text) is not None


def _holds(*kinds: str) -> _Trait:
    return lambda inlines, _: any(inline["t"] in kinds for inline in each_inline(inlines))


_SHAPE: tuple[_Trait, ...] = (
    _ends(".", "…"),
    _ends("?", ";"),
    _ends("!"),
    _ends(":"),
    lambda inlines, _: inlines[0]["t"] == "Strong",
    _has("("),
    _has('"“”„«»'),
    _has(":"),
    _holds("Strong"),
    _holds("Emph"),
    _holds("Note"),
    _holds("Link"),
    _holds("LineBreak"),
)
"""What a text has or has not. A Greek question ends with a semicolon."""
BITS = len(_SHAPE)
_ENDINGS, _BEGINNINGS = 0b01111, 0b10000
"""Bits that say how a text ends, and how it begins."""
