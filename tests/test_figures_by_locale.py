"""Dates, times, amounts and units as CLDR writes them in each locale are right; the same with a fault is found."""

import datetime
import re
from typing import Literal

import pytest
from babel.dates import format_date, format_time
from babel.numbers import format_currency, format_decimal
from babel.units import format_unit

from bwise_cli.checks import UNIT_CHECKS
from bwise_cli.locales import LOCALES

from .checking import slips

FIGURES = [
    tag for tag in UNIT_CHECKS if tag.startswith(("number", "date", "time", "unit", "currency")) or tag == "invisible"
]
DAYS = [datetime.date(2026, month, 3 + month) for month in range(1, 13)]
TIMES = [datetime.time(hour, 5 * hour % 60) for hour in range(13, 24)]
UNITS = {
    "digital-megabyte": "MB", "digital-gigabyte": "GB", "length-centimeter": "cm", "length-millimeter": "mm",
    "temperature-celsius": "°C", "mass-kilogram": "kg", "duration-minute": "minutes", "duration-hour": "hours",
    "duration-day": "days", "duration-week": "weeks", "duration-month": "months", "duration-year": "years",
    "duration-second": "seconds", "length-meter": "metres", "length-kilometer": "km", "volume-liter": "litres",
}  # fmt: skip
COUNTS = (2, 5, 21, 300)


def found(locale: str, source: str, translation: str) -> set[str]:
    """The tags of all that is said of the figures."""
    return {tag for tag in FIGURES if slips(tag, locale, source, translation)}


def english_date(day: datetime.date) -> str:
    return f"{day:%A}, {day.day} {day:%B} {day.year}"


@pytest.mark.parametrize("locale", LOCALES)
def test_dates(locale: str) -> None:
    for day in DAYS:
        source = english_date(day)
        assert found(locale, source, format_date(day, "full", locale)) == set()
        assert (
            found(locale, source, f"{format_date(day, 'EEEE', locale)}, {format_date(day, 'd. M. y', locale)}") == set()
        )


@pytest.mark.parametrize("locale", LOCALES)
def test_another_month_or_day_of_the_week(locale: str) -> None:
    for day in DAYS:
        for shift in (1, 5):
            other = day.replace(month=(day.month + shift - 1) % 12 + 1)
            said = f"{format_date(day, 'EEEE', locale)}, {format_date(other, 'long', locale)}"
            assert found(locale, english_date(day), said) == {"date"}, said
            other = day + datetime.timedelta(days=shift)
            said = f"{format_date(other, 'EEEE', locale)}, {format_date(day, 'long', locale)}"
            assert found(locale, english_date(day), said) == {"date"}, said


@pytest.mark.parametrize("locale", LOCALES)
def test_dates_in_the_form_of_english(locale: str) -> None:
    for day in DAYS:
        month = format_date(day, "MMMM", locale)
        for said in (
            f"{month} {day.day}, {day.year}",
            f"{day.day}th {month} {day.year}",
            f"{day:%m}/{day.day + 12}/2026",
        ):
            assert "date-format" in found(locale, f"{day:%B} {day.day}, {day.year}", said), said


@pytest.mark.parametrize("locale", LOCALES)
def test_times(locale: str) -> None:
    for moment in TIMES:
        source = f"at {moment.hour - 12}:{moment:%M} p.m."
        for pattern in ("H:mm", "HH:mm", "H.mm", "H 'h' mm"):
            assert found(locale, source, format_time(moment, pattern, locale=locale)) == set()
        for pattern in ("h:mm", "hh.mm"):
            assert found(locale, source, format_time(moment, pattern, locale=locale)) == {"time"}


@pytest.mark.parametrize("locale", [locale for locale in LOCALES if locale != "es"])
def test_times_with_half_days(locale: str) -> None:
    for moment in TIMES:
        said = f"{moment.hour - 12}:{moment:%M} p.m."
        assert "time-format" in found(locale, f"at {said}", said)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("length", ["short", "long"])
@pytest.mark.parametrize("unit", UNITS)
def test_units(unit: str, length: Literal["short", "long"], locale: str) -> None:
    others = [other for other in UNITS if other.partition("-")[0] == unit.partition("-")[0] and other != unit]
    for count in COUNTS:
        source = f"{count:,} {UNITS[unit]}"
        right = format_unit(count, unit, length, locale=locale)
        if unit not in right and right[-2:] != " a":  # where CLDR has no short form; años are not shortened in texts
            assert found(locale, source, right) <= {"unit-format"}
        for other in others:
            said = format_unit(count, other, length, locale=locale)
            assert other in said or "unit" in found(locale, source, said), said
        assert "unit" in found(locale, source, format_decimal(count, locale=locale))


@pytest.mark.parametrize("locale", LOCALES)
def test_money(locale: str) -> None:
    for amount in (6.5, 20, 125, 499.9, 2500, 13400, 1250000, 20000000, 0.5, 1.25, 18750):
        source = f"€{amount:,.2f}"
        right = format_currency(amount, "EUR", locale=locale)
        assert found(locale, source, right) == set()
        assert found(locale, source, format_currency(amount, "EUR", locale=locale, format_type="name")) == set()
        assert found(locale, source, re.sub("€|EUR", "$", right)) == {"currency"}
        assert found(locale, source, re.sub("€|EUR", "", right).strip()) == {"currency"}
