"""The multilingual glossary of a project at DeepL: found, read, compared, brought up to date."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, TypeAlias

from bwise_cli.domain.errors import ConfigurationError
from bwise_cli.domain.finding import quoted
from bwise_cli.engines.deepl_client import DeepLConnection

if TYPE_CHECKING:
    from deepl import DeepLClient
    from deepl.api_data import MultilingualGlossaryDictionaryEntries

Entries: TypeAlias = Mapping[str, str]
"""Terms of one language by the term that they translate."""
HASH_DIGITS = 8


@dataclass(frozen=True, slots=True)
class ServerGlossary:
    """A glossary that an account has."""

    identifier: str
    """What requests name it by."""
    name: str
    """What people call it."""
    languages: tuple[str, ...]
    """The languages, in lower case, that it has a dictionary for, from the language of the masters."""


def entries_hash(entries: Entries) -> str:
    """Stands for what a dictionary says: equal for equal entries in any order."""
    lines = sorted(f"{source}\t{target}" for source, target in entries.items())
    return hashlib.sha256("\n".join(lines).encode("utf-8")).hexdigest()[:HASH_DIGITS]


def find_glossary(connection: DeepLConnection, name: str, source_language: str) -> ServerGlossary | None:
    """The account's glossary with this id or name. Raises `ConfigurationError` if two are called so."""
    found = connection.ask(lambda _: _parse_glossaries(connection.get("v3/glossaries"), source_language))
    if by_identifier := [each for each in found if each.identifier == name]:
        return by_identifier[0]
    named = [each for each in found if each.name == name]
    if len(named) > 1:
        identifiers = " and ".join(each.identifier for each in named)
        raise ConfigurationError(
            f"your DeepL account has {len(named)} glossaries called {quoted(name)} ({identifiers}); delete all but one"
        )
    return named[0] if named else None


def _parse_glossaries(answer: Any, source_language: str) -> list[ServerGlossary]:
    """The client's own method takes a page of HTML for an account without glossaries."""
    return [
        ServerGlossary(
            str(each["glossary_id"]),
            str(each["name"]),
            tuple(
                str(dictionary["target_lang"]).lower()
                for dictionary in each["dictionaries"]
                if str(dictionary["source_lang"]).lower() == source_language
            ),
        )
        for each in answer["glossaries"]
    ]


def read_entries(connection: DeepLConnection, glossary: ServerGlossary, source: str, target: str) -> dict[str, str]:
    """What the server's dictionary says."""

    def read() -> dict[str, str]:
        answer = connection.ask(
            lambda client: client.get_multilingual_glossary_entries(glossary.identifier, source, target)
        )
        entries: dict[str, str] = {}
        for dictionary in answer.dictionaries:
            # The client says that it is a mapping; what it passes on is a text of lines with a tab.
            entries |= _from_lines(dictionary.entries) if isinstance(dictionary.entries, str) else dictionary.entries
        return entries

    return connection.ask(lambda _: read())


def _from_lines(text: str) -> dict[str, str]:
    rows = [line.split("\t") for line in text.split("\n") if line.strip()]
    return {row[0].strip(): row[1].strip("\r\n ") for row in rows}


@dataclass(frozen=True, slots=True)
class GlossaryPlan:
    """What it takes to make the server's glossary say what it should."""

    name: str
    """Name of the glossary."""
    glossary: ServerGlossary | None
    """The one that the server has; None if it is to be made."""
    change: Mapping[str, Entries]
    """Dictionaries that are new or say something else, by language."""
    remove: tuple[str, ...]
    """Languages whose dictionary is to go."""
    same: tuple[str, ...]
    """Languages whose dictionary is as it should be."""


def plan_glossary(
    connection: DeepLConnection, name: str, source_language: str, wanted: Mapping[str, Entries]
) -> GlossaryPlan:
    """Compare what the server has with what is wanted; languages in lower case, none without entries.

    If nothing is wanted, the server's glossary is left as it is: a project that lost its files is likelier than one
    that wants to lose its glossary.
    """
    if not wanted:
        return GlossaryPlan(name, None, {}, (), ())
    glossary = find_glossary(connection, name, source_language)
    if glossary is None:
        return GlossaryPlan(name, None, dict(wanted), (), ())
    there = {
        language: entries_hash(read_entries(connection, glossary, source_language, language))
        for language in glossary.languages
        if language in wanted
    }
    same = tuple(language for language in wanted if there.get(language) == entries_hash(wanted[language]))
    change = {language: entries for language, entries in wanted.items() if language not in same}
    remove = tuple(language for language in glossary.languages if language not in wanted)
    return GlossaryPlan(name, glossary, change, remove, same)


def carry_out(connection: DeepLConnection, plan: GlossaryPlan, source_language: str) -> None:
    """Send what changed, a dictionary at a time: if it breaks off, the next plan holds the rest."""
    from deepl.api_data import MultilingualGlossaryDictionaryEntries

    dictionaries = [
        MultilingualGlossaryDictionaryEntries(source_language, language, dict(entries))
        for language, entries in plan.change.items()
    ]
    if plan.glossary is None:
        if dictionaries:
            connection.ask(lambda client: client.create_multilingual_glossary(plan.name, dictionaries))
        return
    for dictionary in dictionaries:
        connection.ask(partial(_replace, plan.glossary.identifier, dictionary))
    for language in plan.remove:
        connection.ask(partial(_remove, plan.glossary.identifier, source_language, language))


def _replace(identifier: str, dictionary: "MultilingualGlossaryDictionaryEntries", client: "DeepLClient") -> None:
    client.replace_multilingual_glossary_dictionary(identifier, dictionary)


def _remove(identifier: str, source: str, target: str, client: "DeepLClient") -> None:
    client.delete_multilingual_glossary_dictionary(identifier, source_lang=source, target_lang=target)
