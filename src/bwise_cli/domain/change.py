"""What an author changed in a text: what its translator has to look at."""

import re
from collections.abc import Callable
from enum import StrEnum


class Change(StrEnum):
    """What is different between the source that was translated and the source now. The value stands in records.

    The order is that of the work that it makes.
    """

    CONTEXT = "context"
    """The same text in another context."""
    MARKUP = "markup"
    """The same words, with other marks, links or footnotes."""
    PUNCTUATION = "punctuation"
    """The same words, with other punctuation, spaces, hyphens or capitals."""
    SPELLING = "spelling"
    """One letter of a word, or two that changed places."""
    NUMBER = "number"
    """The same words with other figures: the translation is wrong until they are changed there."""
    SPLIT = "split"
    """A part of the old text is a text of its own; the translation is that of the whole."""
    JOINED = "joined"
    """Several old texts are one; the translation is theirs, one after the other."""
    TEXT = "text"
    """Other words."""


SMALL = frozenset({Change.MARKUP, Change.PUNCTUATION, Change.SPELLING, Change.NUMBER})
"""Changes that leave the words as they were: a translator is done with them in a moment."""


def _never(word: str) -> bool:
    return False


def change_of(before: str, after: str, is_known: Callable[[str], bool] = _never) -> Change:
    """What is different between two texts of one message: of several changes, the one that asks for most.

    `is_known` says that a word, in small letters, is in use elsewhere: then it is not a slip of the pen.
    """
    plain = _without_marks(before) == _without_marks(after)
    if plain and before.split() != after.split():
        return Change.MARKUP
    olds, news = words_of(before), words_of(after)
    if plain or olds == news:
        return Change.PUNCTUATION
    if len(olds) != len(news):
        return Change.TEXT
    found = {_change_of_word(old, new, is_known) for old, new in zip(olds, news, strict=True) if old != new}
    if Change.TEXT in found:
        return Change.TEXT
    return Change.NUMBER if Change.NUMBER in found else Change.SPELLING


def words_of(text: str) -> list[str]:
    """The words of a text in small letters, without marks and punctuation; code and variables are words."""
    words: list[str] = []
    position = 0
    for match in _OPAQUE.finditer(text):
        words += _plain_words(text[position : match.start()])
        words.append(match[0])
        position = match.end()
    return words + _plain_words(text[position:])


def marks_of(text: str) -> list[str]:
    """Whatever a translation of `text` must have as well, sorted: numbered parts, marks, tags, code, variables."""
    marks = [match[0] for match in _MARK.finditer(_ESCAPED.sub("", text)) if match[0] != "\\"]
    return sorted(mark.replace("_", "*") for mark in (*marks, *_OPAQUE.findall(text)))


_OPAQUE = re.compile(r"`+[^`]*`+|\{[^{}]*\}")
"""Code and variables: they are the same in every language."""
_MARK = re.compile(r"\[\^\d+\]|\]\(\d+\)|!?\[|\]|</?\w[^<>]*>|(?<!\w)_+|_+(?!\w)|[*~^]+|\\")
"""Marks, and the numbers of parts."""
_ESCAPED = re.compile(r"\\[^\w\s]")
_NUMBER = r"(?:(?<![\w)])[-–−])?\d+(?:[.,:]\d+)*"
"""Figures, with the sign that makes a number less than nothing: in `5-10` there is none."""
_WORD = re.compile(rf"[^\W\d_]+|{_NUMBER}|[^\w\s.,;:!?…¡¿·'\"’‘‚‛“”„‟«»‹›()\[\]\\‐‑–—-]")
"""A word, a number, or a sign that means something, such as % or €."""
_INSIDE_WORD = re.compile(r"(?<=[^\W\d_])[-‐’'](?=[^\W\d_])")
_FIGURES = re.compile(_NUMBER)


def _without_marks(text: str) -> str:
    """`text` without the marks outside code and variables, with single spaces."""
    pieces: list[str] = []
    position = 0
    for match in _OPAQUE.finditer(text):
        pieces += [_MARK.sub("", text[position : match.start()]), match[0]]
        position = match.end()
    return " ".join("".join([*pieces, _MARK.sub("", text[position:])]).split())


def _plain_words(text: str) -> list[str]:
    return _WORD.findall(_INSIDE_WORD.sub("", _MARK.sub(" ", text)).casefold())


def _change_of_word(old: str, new: str, is_known: Callable[[str], bool]) -> Change:
    if _FIGURES.search(old) and _FIGURES.sub("0", old) == _FIGURES.sub("0", new):
        return Change.NUMBER
    if old.isalpha() and new.isalpha() and _is_slip(old, new) and not is_known(old):
        return Change.SPELLING
    return Change.TEXT


def _is_slip(old: str, new: str) -> bool:
    """Whether one letter inside a word changed, is missing or too much, or two changed places.

    Not at its ends, where plurals, tenses and negations are; in a short word only the last of these.
    """
    begin = _common(old, new)
    end = min(_common(old[::-1], new[::-1]), min(len(old), len(new)) - begin)
    if not begin or not end:
        return False
    left, right = old[begin : len(old) - end], new[begin : len(new) - end]
    if len(left) == len(right) == 2:
        return left == right[::-1]
    return max(len(left), len(right)) == 1 and min(len(old), len(new)) >= SHORTEST_SLIP


SHORTEST_SLIP = 5
"""Letters of a word in which another letter is a slip: `live` and `love` are two words."""


def _common(first: str, second: str) -> int:
    """How many letters two words begin with that are the same."""
    same = 0
    for one, other in zip(first, second, strict=False):
        if one != other:
            break
        same += 1
    return same
