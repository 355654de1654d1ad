"""Do the dates of a translation name the same months and days of the week, in the way of its locale?"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from bwise_cli.checks.figures.calendar_names import DAYS, MONTHS, day_pattern, days_in, month_pattern, months_in
from bwise_cli.checks.figures.number_words import roman_values
from bwise_cli.checks.figures.reading import has_figures
from bwise_cli.checks.pair import Pair, Slip
from bwise_cli.domain.finding import quoted
from bwise_cli.regional import short_days, short_months

_MONTH = "|".join(MONTHS)
_ENGLISH_MONTH = re.compile(
    rf"(?:\b[0-9]{{1,2}}(?:st|nd|rd|th)?(?: of)? (?P<behind>{_MONTH})\b"
    rf"|\b(?P<before>{_MONTH}) (?=[0-9]|(?:to|and|until|or|–|-) (?:[0-9]{{1,2}} )?(?:{_MONTH}) [0-9]))"
)
_SHORT = tuple(month[:3] for month in MONTHS)
_SHORT_MONTH = re.compile(rf"\b({'|'.join(_SHORT)})(?:[a-z]{{0,7}})\b")
_NUMBER_BEFORE = re.compile(r"[0-9]\.?[ \u00a0](?:de |di )?$")
_ENGLISH_DAY = re.compile(rf"\b({'|'.join(DAYS)})s?\b")
_NUMERIC = re.compile(r"\b[0-9]{1,4}[./-] ?([0-9]{1,2})\b")
_BEHIND_SHORT_DAY = r"(?=[.,:]|\s?[–-]|\s[0-9])"
"""Without any of that a short form is another word, as "so" and "pet" are."""
_ORDINAL = re.compile(r"\b[0-9]{1,2}(?:st|nd|rd|th)\b")
_AMERICAN = re.compile(r"\bUSA?\b|America")
_MAY_BE_ENGLISH = re.compile(rf"[0-9](?:(?:st|nd|rd|th)\b|/[0-9]|, [0-9]{{4}})|(?:{_MONTH})")
"""Without any of these there is no date as in English."""
_MONTH_FIRST = re.compile(r"\b(?:0?[1-9]|1[0-2])/(?:1[3-9]|2[0-9]|3[01])/(?:[0-9]{4}|[0-9]{2})\b")


def date(pair: Pair) -> Iterator[Slip]:
    """Months and days of the week that a translation changed or lost."""
    if pair.is_long:
        return
    months, days = _named(pair.source.words)
    if months:
        yield from _months(pair, months)
    if days:
        there = days_in(pair.target.words, pair.language)
        for day in days - there:
            shortened = _is_shortened(short_days(pair.locale)[day - 1], pair, _BEHIND_SHORT_DAY)
            if DAYS[day - 1] not in pair.target.words and not shortened:
                yield _slip(DAYS[day - 1], _others(there - days, pair, is_day=True))


def _months(pair: Pair, months: frozenset[int]) -> Iterator[Slip]:
    words = pair.target.words
    there = months_in(words, pair.language)
    lost = [month for month in months - there if not _is_otherwise(month, pair)]
    added = _beside_numbers(words, pair.language) - _mentioned(pair.source.words)
    for month in lost:
        yield _slip(MONTHS[month - 1], _others(there - months, pair, is_day=False))
    if added and not lost:
        yield _slip(MONTHS[min(months) - 1], _others(added, pair, is_day=False))


def _is_otherwise(month: int, pair: Pair) -> bool:
    """Whether a month is there as a number or shortened."""
    words = pair.target.words
    if any(int(found[1]) == month for found in _NUMERIC.finditer(words)) or str(month) in roman_values(words):
        return True
    return _is_shortened(short_months(pair.locale)[month - 1], pair)


def _is_shortened(forms: frozenset[str], pair: Pair, behind: str = r"(?!\w)") -> bool:
    """Whether one of the short forms of a name is there."""
    return any(re.search(rf"(?i)(?<!\w){re.escape(short)}{behind}", pair.target.words) for short in forms)


def _beside_numbers(words: str, language: str) -> frozenset[int]:
    """The months behind a number, such as that of a day."""
    found = month_pattern(language).finditer(words)
    return frozenset(
        each.lastindex or 0 for each in found if _NUMBER_BEFORE.search(words[max(0, each.start() - 8) : each.start()])
    )


@lru_cache(maxsize=4096)
def _mentioned(source: str) -> frozenset[int]:
    """Every month in an English text, shortened, as a number or in full."""
    named = {_SHORT.index(found[1]) + 1 for found in _SHORT_MONTH.finditer(source)}
    return frozenset(named | {int(found[1]) for found in _NUMERIC.finditer(source)})


def _others(others: frozenset[int], pair: Pair, *, is_day: bool) -> str:
    """A name in the translation that the source does not have."""
    pattern = (day_pattern if is_day else month_pattern)(pair.language)
    for found in pattern.finditer(pair.target.words):
        if found.lastindex in others:
            return re.match(r"\w+", pair.target.words[found.start() :])[0]  # type: ignore[index] # a name has letters
    return ""


def _slip(english: str, other: str) -> Slip:
    if other:
        return Slip(f"{quoted(other)} is {english} in the source")
    return Slip(f"{english} is missing")


@lru_cache(maxsize=4096)
def _named(source: str) -> tuple[frozenset[int], frozenset[int]]:
    """The months beside numbers and the days of the week in an English text."""
    months = {MONTHS.index(found["behind"] or found["before"]) + 1 for found in _ENGLISH_MONTH.finditer(source)}
    days = {DAYS.index(found[1]) + 1 for found in _ENGLISH_DAY.finditer(source)}
    return frozenset(months), frozenset(days)


def date_format(pair: Pair) -> Iterator[Slip]:
    """Dates in the order or with the endings and names of English."""
    if not has_figures(pair) or not _MAY_BE_ENGLISH.search(pair.target.words):
        return
    is_about_dates = _AMERICAN.search(pair.source.words)
    for found in _english_dates(pair.language).finditer(pair.target.words) if not is_about_dates else ():
        yield Slip(f"the date {quoted(found[0])} is written as in English")


@cache
def _english_dates(language: str) -> re.Pattern[str]:
    """What finds dates that no one writes so in a language."""
    own = month_pattern(language).pattern
    english = "|".join(month for month in MONTHS if not month_pattern(language).match(month))
    ordinal = _ORDINAL.pattern.replace("|nd", "") if language == "fr" else _ORDINAL.pattern  # 2nd is French
    patterns = [rf"{own}\w* [0-9]{{1,2}}, [0-9]{{4}}\b", ordinal, _MONTH_FIRST.pattern]
    if english:
        patterns.append(rf"\b[0-9]{{1,2}}\.? (?:{english})\b|\b(?:{english}) [0-9]{{1,4}}\b")
    return re.compile("|".join(f"(?i:{pattern})" if pattern.startswith("(?<!") else pattern for pattern in patterns))
