"""The languages that DeepL offers, and what it can do in each, as the server says."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bwise_cli.domain.errors import ConfigurationError
from bwise_cli.domain.finding import quoted
from bwise_cli.engines.deepl_client import DeepLConnection
from bwise_cli.locales import base_language, language_tag

LANGUAGES_PATH = "v3/languages?resource=translate_text"
_ONLY_REGIONAL = ("en", "pt")
"""Languages that the client takes only with a region."""


@dataclass(frozen=True, slots=True)
class Language:
    """A language that DeepL translates into."""

    code: str
    """As the server spells it: `de`, `es-419`."""
    formality: bool
    """Whether it can be told how to address readers."""
    glossary: bool
    """Whether glossaries work, from the language of the masters."""

    @property
    def base(self) -> str:
        """The language without region, by which glossaries go."""
        return self.code.partition("-")[0]


@dataclass(frozen=True, slots=True)
class Languages:
    """All languages that DeepL translates into from one language."""

    targets: Mapping[str, Language]
    """By their code in lower case."""

    def of(self, locale: str) -> Language:
        """The language for a locale: its regional variant if there is one, else the language as such.

        Raises `ConfigurationError` if DeepL does not know it.
        """
        base = base_language(locale)
        wanted = [language_tag(locale), *([] if base in _ONLY_REGIONAL else [base]), f"{base}-{base}"]
        variants = sorted(code for code in self.targets if code.startswith(f"{base}-"))
        for code in [*wanted, *variants]:
            found = self.targets.get(code.lower())
            if found and found.code not in _ONLY_REGIONAL:
                return found
        known = ", ".join(sorted({language.base for language in self.targets.values()}))
        raise ConfigurationError(f"DeepL does not translate into {quoted(locale)}; it knows {known}")


def ask_languages(connection: DeepLConnection, source_language: str) -> Languages:
    """The languages that the server offers for texts in `source_language`. Raises what `DeepLConnection.ask` raises."""
    return connection.ask(lambda _: parse_languages(connection.get(LANGUAGES_PATH), source_language))


def parse_languages(answer: Any, source_language: str) -> Languages:
    """Read the server's answer. Raises `KeyError`, `TypeError` or `ValueError` if it is of another form."""
    entries = {str(entry["lang"]).lower(): entry for entry in answer}
    if not entries:
        raise ValueError("no languages")
    source = entries.get(source_language.lower())
    if source is None or not source["usable_as_source"]:
        raise ConfigurationError(f"DeepL does not translate from {quoted(source_language)}")
    has_glossaries = "glossary" in source["features"]
    return Languages(
        {
            code: Language(
                str(entry["lang"]),
                formality="formality" in entry["features"],
                glossary=has_glossaries and "glossary" in entry["features"],
            )
            for code, entry in entries.items()
            if entry["usable_as_target"]
        }
    )
