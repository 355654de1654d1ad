"""Are measured values in the same units, and is a space where it belongs?"""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from bwise_cli.checks.figures.reading import SPACES, Figure, figures, has_figures
from bwise_cli.checks.figures.unit_names import DIMENSIONS, ENGLISH, forms
from bwise_cli.checks.pair import Edit, Pair, Slip
from bwise_cli.domain.finding import quoted

_KIND = {unit: kind for kind, units in DIMENSIONS.items() for unit in units}
_RANGE = re.compile(rf"[{SPACES}]?(?:[–—-]|to|and|or)[{SPACES}]?")
_GLUED = re.compile(r"(?<=[0-9])(?=(?:[kKMGT]B|[kcm]m|kg|dB|Mbit/s|[kKMG]o)\b)")
_GLUED_ENGLISH = re.compile(r"[0-9](?:[kKMGT]B|[kcm]m|kg|dB|Mbit/s)\b")
"""Where the source has none either, as in the name of a product."""
_NUMBER_BEFORE = re.compile(r"[0-9.,]+$")
_SPACED_PERCENT = frozenset(("de", "fr", "hr"))
"""Languages whose publishers agree on a space before the sign; in Slovenian one without is an adjective."""
_GLUED_PERCENT = re.compile(r"(?<=[0-9])(?=%(?!\w|-))")


def measured_unit(pair: Pair) -> Iterator[Slip]:
    """Units that a translation changed or lost."""
    if not has_figures(pair):
        return
    measured = _measured(pair.source.words)
    if not measured:
        return
    words = pair.target.words
    if _is_like(measured, words, pair.language):
        return
    read = figures(words, english=False)
    values = {reading[0] for figure in read for reading in figure.readings}
    there = _units_there(words, read, pair.language)
    units = {name for _, name in measured}
    wrong = {name for _, name in there} - units
    changed: set[str] = set()
    for value, name in measured:
        other = next((each for each in sorted(wrong) if (value, each) in there and _KIND[each] == _KIND[name]), None)
        if other and (value, name) not in there:
            changed.add(name)
            yield Slip(f"the unit of {quoted(value)} is {quoted(other)}, in the source {quoted(name)}")
    for name in sorted(units - changed):
        if not _is_there(name, words, pair.language, there):
            lost = next((value for value, unit in measured if unit == name and value != "0" and value in values), None)
            if lost:
                yield Slip(f"the unit {quoted(name)} of {quoted(lost)} is missing")


def _is_like(measured: Sequence[tuple[str, str]], words: str, language: str) -> bool:
    """Whether every value is followed by its unit in `words`, written as in English: most are."""
    pattern = _translated(language)
    for value, name in measured:
        start = words.find(value)
        if start < 0 or words[start - 1 : start].isdigit() or _unit_behind(words, start + len(value), pattern) != name:
            return False
    return True


def _is_there(name: str, words: str, language: str, there: set[tuple[str, str]]) -> bool:
    """Whether a unit is anywhere in the words; percent only as the sign or behind a number."""
    if name == "%":
        return "%" in words or any(other == "%" for _, other in there)
    return bool(_anywhere(name, language).search(words))


@lru_cache(maxsize=4096)
def _measured(source: str) -> tuple[tuple[str, str], ...]:
    """Every value with a unit in an English text; both of a range."""
    found: list[tuple[str, str]] = []
    read = figures(source, english=True)
    following: tuple[int, str] | None = None
    for figure in reversed(read):
        unit_name = _unit_behind(source, figure.end, _english())
        if not unit_name and following and _RANGE.fullmatch(source, figure.end, following[0]):
            unit_name = following[1]
        if unit_name:
            found.append((figure.readings[0][0], unit_name))
        following = (figure.start, unit_name) if unit_name else None
    return tuple(dict.fromkeys(found[::-1]))


def _units_there(words: str, read: Sequence[Figure], language: str) -> set[tuple[str, str]]:
    pattern = _translated(language)
    return {
        (reading[0], unit_name)
        for figure in read
        if (unit_name := _unit_behind(words, figure.end, pattern))
        for reading in figure.readings
    }


def _unit_behind(text: str, end: int, pattern: re.Pattern[str]) -> str:
    found = pattern.match(text, end)
    return list(_KIND)[(found.lastindex or 0) - 1] if found else ""


@cache
def _english() -> re.Pattern[str]:
    return _behind([ENGLISH[unit_name] for unit_name in _KIND])


@cache
def _translated(language: str) -> re.Pattern[str]:
    return _behind([forms(language)[unit_name] for unit_name in _KIND])


def _behind(units: list[str]) -> re.Pattern[str]:
    """What finds a unit behind a number; the number of the group that matched is its place."""
    return re.compile(rf"(?:[{SPACES}]|-|[{SPACES}]de[{SPACES}])?(?:{'|'.join(f'({each})' for each in units)})")


@cache
def _anywhere(unit_name: str, language: str) -> re.Pattern[str]:
    """What finds a unit wherever it is, in Dutch and German at the end of a longer word too."""
    named = forms(language)[unit_name]
    behind = "|".join(
        form for form in named.removeprefix("(?i:").removesuffix(")").split("|") if len(form) > 2 and form.isalpha()
    )
    is_compound = language in ("de", "nl") and unit_name in DIMENSIONS["time"] and behind
    return re.compile(rf"(?<![^\W\d_])(?:{named})" + (f"|(?i:{behind})" if is_compound else ""))


def unit_format(pair: Pair) -> Iterator[Slip]:
    """Units without the space before them."""
    if not has_figures(pair):
        return
    words = pair.target.words
    patterns = [_GLUED] if _GLUED_ENGLISH.search(pair.source.words) is None else []
    if pair.language in _SPACED_PERCENT and "%" in pair.target.signs:
        patterns.append(_GLUED_PERCENT)
    for pattern in patterns:
        for found in pattern.finditer(words):
            number = _NUMBER_BEFORE.search(words[max(0, found.start() - 12) : found.start()])
            behind = re.match(r"%|\w+", words[found.end() : found.end() + 8])
            amount = f"{number[0] if number else ''}{behind[0] if behind else ''}"
            message = f"there is no space between the number and the unit in {quoted(amount)}"
            yield Slip(message, "", Edit(found.start(), found.start(), "\u00a0"))
