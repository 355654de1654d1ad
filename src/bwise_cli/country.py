"""A pilot country: `curricula/countries/<CC>.toml` -> frozen, validated `Country`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bwise_cli.domain.finding import quoted
from bwise_cli.locales import COUNTRY_NAMES, LOCALES, country_label, fallback_chain, territory
from bwise_cli.nearest import nearest
from bwise_cli.toml_schema import TableReader, TomlDocument

COUNTRIES_FOLDER = "countries"
"""Folder of the country files, inside the folder of the curricula."""

BUILT_IN_VARIABLES = frozenset({"country", "date", "money", "nqf"})
"""Variables that the program fills itself; a fact cannot take their names."""

EVERY_LOCALE = ""
"""Stands for a locale where one value serves all of a country's locales."""

EQF_LEVELS = tuple(str(level) for level in range(1, 9))

_TAKEN_FOR_COUNTRIES = {"EL": "GR", "SL": "SI"}
"""Codes that people write for a country: the EU's own for Greece, and a language's."""

_CURRENCY = re.compile(r"[A-Z]{3}")
_VARIABLE = re.compile(r"[a-z][a-z0-9_]{0,59}")


@dataclass(frozen=True, slots=True)
class Fact:
    """What a variable such as `{employment_service}` stands for in one country."""

    name: str
    """Name of the variable, without braces."""
    values: Mapping[str, str]
    """Text by locale; under `EVERY_LOCALE` one that serves all locales."""
    source: str = ""
    """Where it can be checked, such as the web address of the body; empty if none was given."""
    checked: date | None = None
    """Day on which a person compared it with the source; None if nobody did yet."""

    def value(self, locale: str) -> str | None:
        """The text for `locale`, along its fallback chain; None if there is none."""
        return _along_chain(self.values, locale)


@dataclass(frozen=True, slots=True)
class Nqf:
    """A country's national qualifications framework."""

    names: Mapping[str, str]
    """Name, mostly an abbreviation, by locale; under `EVERY_LOCALE` one that serves all locales."""
    levels: Mapping[str, tuple[str, ...]]
    """The national levels that match each level of the EQF, lowest first. May lack levels."""
    source: str = ""
    """Where it can be checked; empty if none was given."""
    checked: date | None = None
    """Day on which a person compared it with the source; None if nobody did yet."""

    def name(self, locale: str) -> str | None:
        """The framework's name in `locale`, along its fallback chain; None if there is none."""
        return _along_chain(self.names, locale)


@dataclass(frozen=True, slots=True)
class Country:
    """One country in which the material is taught."""

    code: str
    """ISO 3166 alpha-2 code, such as `SI`; Greece is `GR`."""
    locales: tuple[str, ...]
    """Locales that every pack of the country comes in; the first is the default. Never empty."""
    optional_locales: tuple[str, ...]
    """Locales that the country can add."""
    currency: str
    """ISO 4217 code, such as `EUR`."""
    facts: Mapping[str, Fact]
    """What its variables stand for, by the variable's name."""
    nqf: Nqf | None
    """Its qualifications framework; None if the file has none."""

    @property
    def all_locales(self) -> tuple[str, ...]:
        """The country's locales, then its optional ones."""
        return self.locales + self.optional_locales


def parse_country(text: str, path: str, code: str) -> Country:
    """Read the country `code` from `text`, the content of the file `path`.

    Raises `ConfigurationError` with all mistakes of the file.
    """
    document = TomlDocument(text, path)
    top = document.top()
    _check_code(top, code)
    locales = _locales(top, code)
    country = Country(
        code=code,
        locales=locales,
        optional_locales=_optional_locales(top, code, locales),
        currency=_currency(top),
        facts=_facts(top.table("facts"), locales),
        nqf=_nqf(top.table("nqf"), locales) if top.has("nqf") else None,
    )
    top.close()
    document.raise_if_faulty()
    return country


def _along_chain(values: Mapping[str, str], locale: str) -> str | None:
    chain = (*fallback_chain(locale), EVERY_LOCALE)
    return next((values[each] for each in chain if each in values), None)


def _check_code(top: TableReader, code: str) -> None:
    if code in COUNTRY_NAMES:
        return
    near = _TAKEN_FOR_COUNTRIES.get(code.upper()) or nearest(code, COUNTRY_NAMES)
    note = f"did you mean {country_label(near)}?" if near else "name the file by a code such as SI"
    top.report("config-name", f"{quoted(code)} is not the code of a country", None, note)


def _locales(top: TableReader, code: str) -> tuple[str, ...]:
    if not top.has("locales"):
        top.report("config-missing", 'no "locales": a country needs one', None, 'add a line: locales = ["…"]')
        return ()
    locales = top.choices("locales", LOCALES, ())
    _check_territories(top, "locales", code, locales)
    return locales


def _optional_locales(top: TableReader, code: str, locales: tuple[str, ...]) -> tuple[str, ...]:
    optional = top.choices("optional_locales", LOCALES, ())
    _check_territories(top, "optional_locales", code, optional)
    for locale in optional:
        if locale in locales:
            message = f'{quoted(locale)} stands in "locales" and in "optional_locales"'
            top.report("config-value", message, "optional_locales")
    return optional


def _check_territories(top: TableReader, key: str, code: str, locales: tuple[str, ...]) -> None:
    for locale in locales:
        if territory(locale) not in ("", code):
            top.report("config-value", f"locale {quoted(locale)} is not one of {country_label(code)}", key)


def _currency(top: TableReader) -> str:
    currency = top.text("currency", required=True, example="EUR")
    if currency and not _CURRENCY.fullmatch(currency):
        message = f"{quoted(currency)} is not the code of a currency"
        top.report("config-value", message, "currency", "write three capital letters, such as EUR or PLN")
    return currency


def _facts(table: TableReader, locales: tuple[str, ...]) -> dict[str, Fact]:
    facts = {}
    for name in table.keys:
        reader = table.table(name)
        if name in BUILT_IN_VARIABLES:
            message = f"no fact can be named {quoted(name)}: the program fills that variable itself"
            table.report("config-name", message, name)
        elif not _VARIABLE.fullmatch(name):
            message = f"{quoted(name)} cannot be the name of a variable"
            table.report("config-name", message, name, "use small letters a to z, digits and underscores")
        facts[name] = _fact(name, reader, locales)
    return facts


def _fact(name: str, table: TableReader, locales: tuple[str, ...]) -> Fact:
    source, checked = table.text("source"), table.day("checked")
    values = _by_locale(table, locales)
    table.close()
    return Fact(name, values, source, checked)


def _nqf(table: TableReader, locales: tuple[str, ...]) -> Nqf:
    source, checked = table.text("source"), table.day("checked")
    if table.holds_table("name"):
        by_locale = table.table("name")
        names = _by_locale(by_locale, locales)
        by_locale.close()
    else:
        names = {EVERY_LOCALE: table.text("name", required=True, example="SOK")}
    levels = _levels(table.table("levels"))
    table.close()
    return Nqf(names, levels, source, checked)


def _levels(table: TableReader) -> dict[str, tuple[str, ...]]:
    levels = {level: table.text_or_texts(level) for level in EQF_LEVELS if table.has(level)}
    table.close()
    return levels


def _by_locale(table: TableReader, locales: tuple[str, ...]) -> dict[str, str]:
    """The texts of a table that holds one a locale, or a single `value` for all of them."""
    values = {locale: table.text(locale) for locale in LOCALES if table.has(locale)}
    if table.has("value"):
        values[EVERY_LOCALE] = table.text("value")
    for locale in locales:
        if table.is_table and _along_chain(values, locale) is None:
            note = f'add a line such as {locale} = "…", or value = "…" for all locales'
            table.report("config-missing", f"no text for locale {quoted(locale)} {table.where}", None, note)
    return values
