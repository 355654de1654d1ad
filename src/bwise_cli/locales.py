"""The locales and countries that the program knows, and how a locale falls back."""

from collections.abc import Mapping

SOURCE_LANGUAGE = "en"
"""Language of the masters, and the last resort of every fallback chain."""

LOCALES: tuple[str, ...] = (
    "bg", "de", "de_AT", "de_BE", "el", "es", "fr", "fr_BE",
    "hr", "it", "lv", "nl", "nl_BE", "pl", "ro", "sl",
)  # fmt: skip
"""Locales that a project can translate into."""

COUNTRY_NAMES: Mapping[str, str] = {
    "AT": "Austria", "BE": "Belgium", "BG": "Bulgaria", "CY": "Cyprus", "CZ": "Czechia", "DE": "Germany",
    "DK": "Denmark", "EE": "Estonia", "ES": "Spain", "FI": "Finland", "FR": "France", "GR": "Greece",
    "HR": "Croatia", "HU": "Hungary", "IE": "Ireland", "IT": "Italy", "LT": "Lithuania", "LU": "Luxembourg",
    "LV": "Latvia", "MT": "Malta", "NL": "Netherlands", "PL": "Poland", "PT": "Portugal", "RO": "Romania",
    "SE": "Sweden", "SI": "Slovenia", "SK": "Slovakia",
}  # fmt: skip
"""Countries of the European Union by their ISO 3166 code (Greece is GR), with their English names."""


def fallback_chain(locale: str) -> tuple[str, ...]:
    """`locale` and then what stands in for it, best first, before English: `de_AT`, `de`."""
    base = base_language(locale)
    return (locale,) if base == locale else (locale, base)


def base_language(locale: str) -> str:
    """The language of `locale`, without its territory: `de` for `de_AT`."""
    return locale.partition("_")[0]


def territory(locale: str) -> str:
    """The country in the name of `locale`: `AT` for `de_AT`; empty if it names none."""
    return locale.partition("_")[2]


def language_tag(locale: str) -> str:
    """`locale` as a BCP 47 tag, as documents carry it: `de-AT` for `de_AT`."""
    return locale.replace("_", "-")


def country_label(code: str) -> str:
    """`code` with the country's English name: `SI (Slovenia)`."""
    return f"{code} ({COUNTRY_NAMES[code]})" if code in COUNTRY_NAMES else code
