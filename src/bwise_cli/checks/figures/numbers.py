"""Does a translation have the same numbers as the English?"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TypeAlias

from bwise_cli.checks.figures.calendar_names import months_in
from bwise_cli.checks.figures.number_words import english_values, roman_values, times_said
from bwise_cli.checks.figures.reading import Figure, Reading, figures, has_figures, runs, runs_of_source
from bwise_cli.checks.pair import Pair, Slip
from bwise_cli.domain.finding import quoted
from bwise_cli.domain.outcome import OUTCOME_CODE
from bwise_cli.domain.prose import KEPT, Prose

_LISTED = 3
"""More numbers than that are not listed one by one."""
_MOST = 400
"""A text with more numbers than that is a table of them, which nobody types anew."""
_CALLED = 7
"""So many digits in a row, in whatever groups, are a telephone number."""
_COUNTED = re.compile(r"(?:\s?(?:[–-]|to|or)\s?(?P<upper>[0-9.]+))?[ \u00a0-](?!(?:and|or|to|of|in|at)\b)[a-z]")
"""Behind a 1 that counts something, as in `1 hour`: many languages need no word for it."""
_CHARACTER = re.compile("&#[xX]?[0-9a-fA-F]{1,6};")
_NAME = re.compile(r"\b[A-Z]\w*[ \u00a0]$")
_ALWAYS = re.compile(r"\b24\s?/\s?7\b")
_WHOLE_DAY = re.compile(r"\b24[\s-]?(?:/\s?7|h\b|hours?\b)")
"""What can become 0–24 h or 24/7."""

_Rest: TypeAlias = tuple[Figure, tuple[Reading, ...]]
"""A figure that the other side does not have, and for each of its readings the values that are not there."""


@dataclass(frozen=True, slots=True)
class _Unmatched:
    """The numbers of a text and its translation that the other side does not have."""

    lacking: tuple[str, ...] = ()
    """Those of the source that the translation lacks."""
    added: tuple[str, ...] = ()
    """Those of the translation that the source lacks."""
    is_one_for_one: bool = False
    """Whether both have equally many numbers, so that one that is lacking was changed, be it into one that is there."""

    @property
    def are_others(self) -> bool:
        """Whether other numbers stand in their places."""
        return bool((self.lacking and self.added) or (self.is_one_for_one and (self.lacking or self.added)))


_NONE = _Unmatched()


def number(pair: Pair) -> Iterator[Slip]:
    """Numbers that are others in the translation."""
    found = _unmatched(pair)
    if len(found.lacking) == len(found.added) == 1:
        yield Slip(f"the number {quoted(found.added[0])} is {quoted(found.lacking[0])} in the source")
    elif found.are_others:
        yield from _listed(found)


def number_count(pair: Pair) -> Iterator[Slip]:
    """Numbers that a translation lost or added, and has no other one for: words that are not known may say them."""
    found = _unmatched(pair)
    if not found.are_others:
        yield from _listed(found)


def _unmatched(pair: Pair) -> _Unmatched:
    """What differs. Words can stand for digits, and digits for words."""
    if not has_figures(pair) or runs_of_source(pair.source.words) == runs(pair.target.words):
        return _NONE
    return _compared(pair.source, pair.target, pair.language)


@lru_cache(maxsize=16)
def _compared(source_prose: Prose, target_prose: Prose, language: str) -> _Unmatched:
    source, target = _without_characters(source_prose.words), _without_characters(target_prose.words)
    english, translated = figures(source, english=True), figures(target, english=False)
    if len(english) + len(translated) > _MOST:
        return _NONE
    lacking, added = map(_no_codes, _differences(english, translated))
    if source.count(KEPT) != target.count(KEPT):  # words that became code, or code that became words
        lacking = [rest for rest in lacking if rest[0].written not in target_prose.text]
        added = [rest for rest in added if rest[0].written not in source_prose.text]
    lacking = [rest for rest in lacking if not _is_understood(rest, source, target, language)]
    added = list(_unexplained(added, english, source)) if added else []
    added = [rest for rest in added if not _has_a_half(rest[0], english, target, language)]
    return _Unmatched(
        tuple(figure.written for figure, _ in lacking),
        tuple(figure.written for figure, _ in added),
        len(english) == len(translated),
    )


def _no_codes(rests: Sequence[_Rest]) -> list[_Rest]:
    """`rests` without codes of learning outcomes, which `outcome-id` looks at."""
    return [rest for rest in rests if not OUTCOME_CODE.fullmatch(rest[0].written)]


def _unexplained(added: Sequence[_Rest], english: Sequence[Figure], source: str) -> Iterator[_Rest]:
    """Those that no word of the source can have become, and that do not say once more what is there."""
    in_words = english_values(source) | ({"0", "7"} if _WHOLE_DAY.search(source) else set())
    there = in_words.union(*(reading for figure in english for reading in figure.readings))
    for figure, readings in added:
        is_name = figure.written[0].isalpha()  # such as K1
        if not any((in_words if is_name else there).issuperset(values) for values in readings):
            yield figure, readings


def _has_a_half(figure: Figure, english: Sequence[Figure], target: str, language: str) -> bool:
    """Whether a figure says the whole of a number of the source and a word the half: 38 and a half for 38.5."""
    half = f"{figure.readings[0][0]}.5"
    return any((half,) in each.readings for each in english) and times_said("0.5", target, language) > 0


def _without_characters(text: str) -> str:
    """`text` without numbers of characters such as `&#176;`."""
    return _CHARACTER.sub(" ", text)


def _listed(found: _Unmatched) -> Iterator[Slip]:
    for numbers, what in ((found.lacking, "missing"), (found.added, "not in the source")):
        for written in numbers[:_LISTED]:
            yield Slip(f"the number {quoted(written)} is {what}")
        if len(numbers) > _LISTED:
            yield Slip(f"{len(numbers) - _LISTED} more numbers are {what}")


def _is_understood(rest: _Rest, source: str, target: str, language: str) -> bool:
    """Whether a translation can do without the figure, or says it in words."""
    figure, values = rest[0], min(rest[1], key=len)
    if any(found.start() <= figure.start < found.end() for found in _ALWAYS.finditer(source)):
        return True
    if figure.written[0].isalpha() or _is_version(figure, source):  # K1, Moodle 4.5
        return False
    counted = _COUNTED.match(source, figure.end) if figure.written == "1" else None
    if counted and not (counted["upper"] and counted["upper"] in target):
        return True
    in_english = english_values(source) - {"1"}
    left = [value for value in values if times_said(value, target, language) <= (value in in_english)]
    months = set(map(str, months_in(target, language))) - in_english
    return not left or (roman_values(target) | months).issuperset(left)


def _is_version(figure: Figure, source: str) -> bool:
    """Whether a figure with a point ends in a zero or stands behind a name: no words stand for it."""
    before = source[max(0, figure.start - 24) : figure.start]
    return "." in figure.written and (figure.written.endswith("0") or bool(_NAME.search(before)))


def _differences(source: Sequence[Figure], target: Sequence[Figure]) -> tuple[list[_Rest], list[_Rest]]:
    """What is left of both when all that means the same is taken away."""
    source, target = _unlike(source, target, lambda one, other: one.written == other.written)
    source, target = _unlike(source, target, lambda one, other: not set(one.readings).isdisjoint(other.readings))
    if len(_digits(source)) >= _CALLED and _digits(source) == _digits(target):
        return [], []
    return _rests(source, target), _rests(target, source)


def _unlike(
    source: Sequence[Figure], target: Sequence[Figure], is_like: Callable[[Figure, Figure], bool]
) -> tuple[list[Figure], list[Figure]]:
    """The figures of both without the pairs that are alike."""
    alone, left = [], list(target)
    for figure in source:
        partner = next((other for other in left if is_like(figure, other)), None)
        if partner:
            left.remove(partner)
        else:
            alone.append(figure)
    return alone, left


def _digits(found: Sequence[Figure]) -> str:
    return "".join(filter(str.isdigit, "".join(figure.written for figure in found)))


def _rests(mine: Sequence[Figure], others: Sequence[Figure]) -> list[_Rest]:
    """Those of `mine` whose parts do not stand for themselves in `others`, as those of a date or a time may."""
    rests = []
    for figure in mine:
        lacks = [_lacking(reading, others) for reading in figure.readings]
        if all(lacks):
            rests.append((figure, tuple(lacks)))
    return rests


def _lacking(reading: Reading, others: Sequence[Figure]) -> Reading:
    """The values of `reading` that `others` do not have. Two values, as in a time, have to stand together there."""
    if len(reading) == 1:
        is_there = any(reading[0] in each for other in others for each in other.readings)
        return () if is_there else reading
    there = [value for other in others for value in max(other.readings, key=len)]
    lacking = tuple((Counter(reading) - Counter(there)).elements())
    if len(reading) == 2 and not lacking and reading not in pairwise(there):
        return reading
    return lacking
