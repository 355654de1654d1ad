"""Faults in numbers, dates, times, units and money, put into correct translations."""

import calendar
import re
from collections.abc import Callable, Mapping
from functools import cache
from random import Random

from babel import Locale

from bwise_cli.domain.prose import Prose, prose

_FIGURE = re.compile(r"\d+(?:[.,: \u00a0\u202f]\d+)*")
_PLAIN = re.compile(r"(?<![\d.,:])(?<!\d[ \u00a0\u202f])[1-9]\d*(?![\d.,:])(?![ \u00a0\u202f]\d)")
_TURNED = re.compile(r"(\d)(?!\1)\d")
_MONTHS_AND_DAYS = ("months", "days")
_WORD = re.compile(r"(?<!\S)[^\W\d_]{2,}(?!\S)")
_ADDRESS = re.compile(r"\S*(?:@|://)\S*|\b[KSR]\d{1,2}\b")
"""What is no number: addresses, and codes of learning outcomes."""


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


@cache
def _names(locale: str) -> tuple[tuple[str, ...], ...]:
    """The months, and the days of the week, as CLDR has them in a date."""
    data = Locale.parse(locale)
    return tuple(
        tuple(name.lower() for name in (data.months if what == "months" else data.days)["format"]["wide"].values())
        for what in _MONTHS_AND_DAYS
    )


def another_name(source: str, translation: str, locale: str) -> str | None:
    """Another month in a date, or another day of the week."""
    names = _names(locale)

    def other(found: re.Match[str], chance: Random) -> str:
        own = next(each for each in names if any(re.fullmatch(_forms(name), found[0].lower()) for name in each))
        return chance.choice([name for name in own if not re.fullmatch(_forms(name), found[0].lower())])

    months = "|".join(_forms(name) for name in names[0])
    days = "|".join(_forms(name) for name in names[1])
    patterns = (
        [rf"(?<=[0-9.e][ \u00a0])(?:{months})(?!\w)"] if any(name in source for name in calendar.month_name[1:]) else []
    )
    patterns += [rf"(?<!\w)(?:{days})(?!\w)"] if any(name in source for name in calendar.day_name) else []
    return _somewhere(re.compile(f"(?i){'|'.join(patterns)}"), other, translation) if patterns else None


def _forms(name: str) -> str:
    return rf"{name[:-2]}\w{{0,3}}" if len(name) > 5 else name


def another_unit(source: str, translation: str, locale: str) -> str | None:
    """Ten or a thousand times as much, by another unit."""
    units = {
        "KB": "MB",
        "MB": "GB",
        "GB": "MB",
        "Ko": "Mo",
        "Mo": "Go",
        "Go": "Mo",
        "cm": "mm",
        "см": "мм",
        "εκ.": "χλμ.",
    }
    pattern = re.compile(rf"(?<=\d[ \u00a0\u202f])(?:{'|'.join(units)})(?![^\W\d_])")
    return _somewhere(pattern, lambda found, _: units[found[0]], translation)


def without_percent(source: str, translation: str, locale: str) -> str | None:
    """All signs and words of percent gone."""
    broken = re.sub(r"[ \u00a0\u202f]?(?:%|odstot\w+)", "", translation)
    return broken if broken != translation and "%" in source else None


def without_space_before_unit(source: str, translation: str, locale: str) -> str | None:
    """A unit right behind its number."""
    percent = "|%" if locale in ("de", "fr", "hr") else ""
    pattern = re.compile(rf"(?<=\d)[ \u00a0\u202f](?=(?:[KMGT][Bo]|cm|dB|Mbit/s)\b{percent})")
    return _somewhere(pattern, lambda *_: "", translation)


_EUROS = re.compile(
    r"[ \u00a0\u202f]?(?:€|\b(?:EUR|euro?s?|eur[aouei]|evr(?:o|a|i|ov|om)|eiro|евро|ευρώ)\b)[ \u00a0\u202f]?",
    re.IGNORECASE,
)


def in_dollars(source: str, translation: str, locale: str) -> str | None:
    """Dollars for all euros."""
    dollars = _EUROS.sub(lambda found: re.sub(r"[^ \u00a0\u202f]+", "$", found[0]), translation)
    return dollars if dollars != translation and re.search(r"€|\beuros?\b", source) else None


def without_currency(source: str, translation: str, locale: str) -> str | None:
    """All signs and names of euros gone."""
    broken = _EUROS.sub(" ", translation)
    return broken if broken != translation and re.search(r"€|\beuros?\b", source) else None


def sign_before(source: str, translation: str, locale: str) -> str | None:
    """The sign of euros before the amount, where the locale has it behind."""
    pattern = re.compile(r"(?<![\w–-])\d+(?:[.,\u00a0\u202f ]\d+)*[ \u00a0\u202f]€")
    if locale not in ("de", "es", "fr", "hr", "ro", "sl"):  # publishers differ, or the sample has the word
        return None
    return _somewhere(pattern, lambda found, _: f"€{found[0][:-2]}", translation)


def glued_sign(source: str, translation: str, locale: str) -> str | None:
    """No space before the sign of euros."""
    if locale not in ("de", "es", "fr", "hr", "ro", "sl"):  # publishers differ, or the sample has the word
        return None
    return _somewhere(re.compile(r"(?<=\d)[ \u00a0\u202f]€"), lambda *_: "€", translation)


FIGURES: Mapping[str, Callable[[str, str, str], str | None]] = {
    "number/digit": another_digit,
    "number/turned": turned_digits,
    "number/tenfold": ten_times_as_much,
    "number-count/lost": without_a_number,
    "number-count/added": with_a_number,
    "number-format/point": with_a_point,
    "number-format/commas": with_commas,
    "date": another_name,
    "unit/other": another_unit,
    "unit/lost": without_percent,
    "unit-format": without_space_before_unit,
    "currency/other": in_dollars,
    "currency/lost": without_currency,
    "currency-format/before": sign_before,
    "currency-format/glued": glued_sign,
}
"""What damages figures, by the tag of the check that has to find it."""
