"""Do a text and its translation end in the same kind of mark, and do questions look like questions?"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from bwise_cli.checks.pair import Edit, Pair, Slip
from bwise_cli.checks.typography.abbreviations import ends_in_abbreviation
from bwise_cli.domain.finding import quoted
from bwise_cli.domain.message import Kind
from bwise_cli.domain.prose import Prose

_MARKS = "?!:;….,"
_AT_END = "\"'”“’‘»«›‹)]}*_ \u00a0\u202f\u2009\n·\u037e\u0387" + _MARKS
"""Marks and what may stand around them at the end of a text."""
_BRACKETS = re.compile(r"(?<=[.!?…;\u037e»”“’‘]) \([^()]{1,30}\)$")
_TO_LATIN = str.maketrans(";\u037e·\u0387", "??;;")
_QUOTES = frozenset('"”“»«')
_LISTED = {"", ",", ";", "."}
_SENTENCE = 5
"""Spaces from which on a text is a sentence, which may lead to a list or a block below it."""


def end_mark(pair: Pair) -> Iterator[Slip]:
    """A translation that ends otherwise than its source; questions with the marks of another language."""
    language = pair.language
    source, target = _source_ending(pair.source.words), _ending(pair.target.words, language)
    if target.in_brackets and source.mark == "." and not source.in_brackets:
        target = replace(target, mark="")
    if source.mark != target.mark and not _are_alike(source, target, pair):
        yield Slip(_told(source.mark, target.mark, language))
    if language == "el":
        yield from _greek(pair.source, pair.target)
    elif language == "es":
        yield from _spanish(pair.target)


@dataclass(frozen=True, slots=True)
class _Ending:
    """What a text ends in."""

    mark: str
    """The mark, with `?` and `!` for those of all languages; empty if there is none."""
    place: int = 0
    """Where the marks and brackets at the end begin."""
    in_brackets: bool = False
    """Whether a full stop is inside the bracket that the text ends in."""
    in_quotes: bool = False
    """Whether the text ends in a quotation mark; a full stop may stand before or behind it, or be left out."""


@lru_cache(maxsize=16_384)
def _source_ending(words: str) -> _Ending:
    return _ending(words, "en")


def _ending(words: str, language: str) -> _Ending:
    end = len(words)
    if words[-1:] == ")" and (found := _BRACKETS.search(words, max(0, end - 40))):
        end = found.start()
    place = len(words[:end].rstrip(_AT_END))
    tail = words[place:end]
    in_quotes = words[-1:] in _QUOTES
    marks = tail.translate(_TO_LATIN) if language == "el" else tail
    if "..." in marks or "…" in marks:
        mark = next((each for each in "?!" if each in marks), "…")
    else:
        mark = next((each for each in _MARKS if each in marks), "")
    return _Ending(mark, place, mark == "." and ")" in tail[tail.rindex(".") :], in_quotes)


def _are_alike(source: _Ending, target: _Ending, pair: Pair) -> bool:
    """Whether good translators write the one for the other."""
    one, other = source.mark, target.mark
    if one == "," or (one, other) == ("!", "."):
        return True
    if one == "." and not other:
        if source.in_brackets or (source.in_quotes and target.in_quotes):
            return True
        return ends_in_abbreviation(pair.source.words[: source.place], "en")
    if other == "." and not one:
        return target.in_brackets or ends_in_abbreviation(pair.target.words[: target.place], pair.language)
    if (one, other) == ("", ":"):
        return pair.source.words.count(" ") >= _SENTENCE
    is_listed = Kind.LIST_ITEM in pair.unit.message.kinds
    return is_listed and one in _LISTED and other in _LISTED and (";" in (one, other) or other == ",")


def _told(source: str, target: str, language: str) -> str:
    wanted = _own(source, language)
    if not source:
        return f"ends in {quoted(_own(target, language))}, the source does not"
    if not target:
        return f"does not end in {quoted(wanted)} as the source does"
    return f"ends in {quoted(_own(target, language))}, not in {quoted(wanted)} as the source does"


def _own(mark: str, language: str) -> str:
    """How `language` writes a mark."""
    return {"?": ";", ";": "·"}.get(mark, mark) if language == "el" else mark


_GREEK_QUESTION = re.compile(r"(?<=[\u0370-\u03ff\u1f00-\u1fff])(?:[^\w?]|[\d_]){0,60}(?P<mark>\?)(?!\w)")
"""A Latin question mark behind a Greek word; a title in English may keep its own."""


def _greek(source: Prose, target: Prose) -> Iterator[Slip]:
    if "?" in target.signs:
        for found in _GREEK_QUESTION.finditer(target.words):
            yield Slip('a question ends in ";" in Greek, not in "?"', edit=Edit(*found.span("mark"), ";"))
    if ";" in target.signs and ";" in source.signs and "?" not in source.signs:
        yield Slip('";" asks a question in Greek', 'for a semicolon write "·"')


_OPENED = re.compile(r"[¿¡]+")
_CLOSED = re.compile(r"(?<![(/])[?!]+(?![\w=&/])")
_ONE_SENTENCE = re.compile(r"[^\W\d_][^,.:;…—–«»“”\"'‘’()¿¡?!\ufffc]*[?!]")


def _spanish(target: Prose) -> Iterator[Slip]:
    if target.signs.isdisjoint("?!¿¡"):
        return
    words = target.words
    opened, closed = len(_OPENED.findall(words)), len(_CLOSED.findall(words))
    if opened < closed:
        mark = "¿" if "?" in target.signs else "¡"
        simple = not opened and _ONE_SENTENCE.fullmatch(words)
        edit = Edit(0, 1, ("¿" if words[-1] == "?" else "¡") + words[0]) if simple else None
        yield Slip(f'"{mark}" is missing where the question or exclamation begins', edit=edit)
    elif opened > closed:
        yield Slip('"¿" or "¡" stands where no question or exclamation ends')
