"""The co-funding line in each language, from a file that a coordinator can correct."""

from collections.abc import Mapping

from bwise_cli.locales import LOCALES, SOURCE_LANGUAGE, fallback_chain
from bwise_cli.toml_schema import TomlDocument

FUNDING_FILE = "co-funding.toml"
"""Name of the file among the templates."""


def parse_funding(text: str, path: str) -> dict[str, str]:
    """The line by locale. Raises `ConfigurationError` with all mistakes of the file `path`."""
    document = TomlDocument(text, path)
    top = document.top()
    lines = {locale: top.text(locale) for locale in (*LOCALES, SOURCE_LANGUAGE) if top.has(locale)}
    top.close()
    document.raise_if_faulty()
    return lines


def funding_line(lines: Mapping[str, str], locale: str) -> str:
    """The line for `locale`, along its fallback chain and then in English; empty if there is none."""
    chain = (*fallback_chain(locale), SOURCE_LANGUAGE)
    return next((lines[each] for each in chain if each in lines), "")
