"""Faults in numbers, dates, times, units and money, put into correct translations."""

import re
from collections.abc import Callable, Mapping
from random import Random

from bwise_cli.domain.prose import Prose, prose

_FIGURE = re.compile(r"\d+(?:[.,: \u00a0\u202f]\d+)*")
_PLAIN = re.compile(r"(?<![\d.,:])(?<!\d[ \u00a0\u202f])[1-9]\d*(?![\d.,:])(?![ \u00a0\u202f]\d)")
_TURNED = re.compile(r"(\d)(?!\1)\d")
_WORD = re.compile(r"(?<!\S)[^\W\d_]{2,}(?!\S)")
_ADDRESS = re.compile(r"\S*(?:@|://)\S*")


def _somewhere(pattern: re.Pattern[str], new: Callable[[re.Match[str], Random], str], translation: str) -> str | None:
    """The translation with something new for one of what the pattern finds in its words; none of an address."""
    text, chance = prose(translation), Random(translation)  # the same damage in every run
    addresses = [found.span() for found in _ADDRESS.finditer(text.words)]
    found = [
        each
        for each in pattern.finditer(text.words)
        if not any(start <= each.start() < end for start, end in addresses)
    ]
    chance.shuffle(found)
    return next((damaged for each in found if (damaged := _edited(text, each, new(each, chance)))), None)


def _edited(text: Prose, found: re.Match[str], new: str) -> str | None:
    try:
        return text.edited(found.start(), found.end(), new)
    except ValueError:  # marks stand in between
        return None


def another_digit(source: str, translation: str, locale: str) -> str | None:
    """One digit that is another one."""

    def other(found: re.Match[str], chance: Random) -> str:
        return chance.choice([digit for digit in "123456789" if digit != found[0]])

    return _somewhere(re.compile(r"\d"), other, translation)


def turned_digits(source: str, translation: str, locale: str) -> str | None:
    """Two digits that changed places."""
    return _somewhere(_TURNED, lambda found, _: found[0][::-1], translation)


def ten_times_as_much(source: str, translation: str, locale: str) -> str | None:
    """A number with one more zero."""
    return _somewhere(_PLAIN, lambda found, _: f"{found[0]}0", translation)


def without_a_number(source: str, translation: str, locale: str) -> str | None:
    """A translation that lost a number."""
    return _somewhere(_FIGURE, lambda *_: "", translation)


def with_a_number(source: str, translation: str, locale: str) -> str | None:
    """A translation with a number that is not in the English."""
    return _somewhere(_WORD, lambda found, chance: f"{chance.randrange(21, 99)} {found[0]}", translation)


def with_a_point(source: str, translation: str, locale: str) -> str | None:
    """A decimal point as in English; not where a number is all, which could be that of a section."""
    english = set(re.findall(r"(?<![\d.])\d+\.\d+(?![\d.])", prose(source).words))
    if not english or not re.search(r"[^\W\d_]", translation):
        return None

    def new(found: re.Match[str], _: Random) -> str:
        return found[0].replace(",", ".")

    numbers = "|".join(re.escape(number.replace(".", ",")) for number in english)
    return _somewhere(re.compile(rf"(?<![\d,])(?:{numbers})(?![\d,])"), new, translation)


def with_commas(source: str, translation: str, locale: str) -> str | None:
    """Commas between groups of digits, as in English."""
    grouped: list[str] = re.findall(r"\d+(?:,\d{3})+", prose(source).words)
    english = {re.sub(r"\D", "", number): number for number in grouped}

    def new(found: re.Match[str], _: Random) -> str:
        return english.get(re.sub(r"\D", "", found[0]), "")

    numbers = "|".join(r"[.\u00a0\u202f ]?".join(digits) for digits in english)
    return _somewhere(re.compile(rf"(?<!\d)(?:{numbers})(?!\d)"), new, translation) if english else None


FIGURES: Mapping[str, Callable[[str, str, str], str | None]] = {
    "number/digit": another_digit,
    "number/turned": turned_digits,
    "number/tenfold": ten_times_as_much,
    "number/lost": without_a_number,
    "number/added": with_a_number,
    "number-format/point": with_a_point,
    "number-format/commas": with_commas,
}
"""What damages figures, by the tag of the check that has to find it."""
