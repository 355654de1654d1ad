"""What variables stand for: Babel's own way of writing in each locale, and the facts of the country."""

import datetime

import pytest

from bwise_cli.country import EVERY_LOCALE, Country, Fact, Nqf
from bwise_cli.variables import Variables

DAY = datetime.date(2026, 11, 3)
OFFICE = Fact("employment_service", {"nl": "VDAB", "fr_BE": "Forem"})
NUMBER = Fact("emergency_number", {EVERY_LOCALE: "112"})
NQF = Nqf({"nl": "VKS", "fr": "CFC"}, {"4": ("4a", "4b"), "5": ("5",)})
BELGIUM = Country("BE", ("nl_BE", "fr_BE"), ("de_BE",), "EUR", {f.name: f for f in (OFFICE, NUMBER)}, NQF)


def variables(code: str, locale: str, currency: str = "EUR") -> Variables:
    return Variables(Country(code, (locale,), (), currency, {}, None), locale, DAY)


@pytest.mark.parametrize(
    ("code", "locale", "country", "date"),
    [
        ("AT", "de_AT", "Österreich", "3. November 2026"),
        ("BE", "nl_BE", "België", "3 november 2026"),
        ("BE", "fr_BE", "Belgique", "3 novembre 2026"),
        ("BG", "bg", "България", "3 ноември 2026 г."),
        ("ES", "es", "España", "3 de noviembre de 2026"),
        ("GR", "el", "Ελλάδα", "3 Νοεμβρίου 2026"),
        ("HR", "hr", "Hrvatska", "3. studenoga 2026."),
        ("LV", "lv", "Latvija", "2026. gada 3. novembris"),
        ("PL", "pl", "Polska", "3 listopada 2026"),
        ("SI", "sl", "Slovenija", "3. november 2026"),
    ],
)
def test_names_and_dates(code: str, locale: str, country: str, date: str) -> None:
    said = variables(code, locale)
    assert said.fill("country", "") == country
    assert (said.fill("date", "") or "").replace("\u202f", " ") == date


@pytest.mark.parametrize(
    ("code", "locale", "currency", "whole", "cents"),
    [
        ("AT", "de_AT", "EUR", "€ 1.500", "€ 19,90"),
        ("NL", "nl", "EUR", "€ 1.500", "€ 19,90"),
        ("FR", "fr", "EUR", "1 500 €", "19,90 €"),
        ("SI", "sl", "EUR", "1.500 €", "19,90 €"),
        ("PL", "pl", "PLN", "1 500 zł", "19,90 zł"),
        ("RO", "ro", "RON", "1.500 RON", "19,90 RON"),
    ],
)
def test_money(code: str, locale: str, currency: str, whole: str, cents: str) -> None:
    said = variables(code, locale, currency)
    for argument, expected in (("1500", whole), ("1500.00", whole), ("19.9", cents)):
        made = said.fill("money", argument) or ""
        assert made.replace("\u202f", " ").replace("\u00a0", " ") == expected
        assert " " not in made, "an amount must not break at the end of a line"


@pytest.mark.parametrize("argument", ["", "much", "1,5", "nan", "inf", "1e999999", "1_0", "-5", "１５", "9" * 400])
def test_what_is_no_amount(argument: str) -> None:
    assert variables("SI", "sl").fill("money", argument) is None


def test_facts_follow_the_chain_of_the_locale() -> None:
    assert Variables(BELGIUM, "nl_BE", DAY).fill("employment_service", "") == "VDAB"
    assert Variables(BELGIUM, "fr_BE", DAY).fill("employment_service", "") == "Forem"
    assert Variables(BELGIUM, "de_BE", DAY).fill("employment_service", "") is None
    assert Variables(BELGIUM, "de_BE", DAY).fill("emergency_number", "") == "112"


@pytest.mark.parametrize(("name", "argument"), [("nothing", ""), ("emergency_number", "1"), ("nqf", ""), ("nqf", "9")])
def test_what_has_no_value(name: str, argument: str) -> None:
    assert Variables(BELGIUM, "nl_BE", DAY).fill(name, argument) is None


def test_national_levels() -> None:
    assert Variables(BELGIUM, "nl_BE", DAY).fill("nqf", "4") == "VKS 4a, 4b"
    assert Variables(BELGIUM, "fr_BE", DAY).fill("nqf", "5") == "CFC 5"
    assert Variables(BELGIUM, "fr_BE", DAY).fill("nqf", "6") is None
    assert variables("SI", "sl").national_level("4") == ""
