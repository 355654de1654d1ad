"""From the terms of a project to the dictionaries of a glossary at DeepL."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bwise_cli.domain.glossary import Glossary, Term
from bwise_cli.locales import base_language

MAX_OCTETS = 1024
"""UTF-8 bytes that DeepL allows a term."""
_CONTROL = re.compile(r"[\x00-\x1f\x80-\x9f\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A term that DeepL does not get for a language."""

    identifier: str
    """The concept."""
    language: str
    """The language."""
    reason: str
    """Why, in lower case and without a full stop."""


@dataclass(frozen=True, slots=True)
class Dictionaries:
    """What a glossary says, for each language."""

    entries: Mapping[str, Mapping[str, str]]
    """Terms by what they translate, by language; none is empty."""
    left_out: tuple[LeftOut, ...]
    """Terms that are in the glossaries and not in here."""


def make_dictionaries(glossary: Glossary, locales: Sequence[str]) -> Dictionaries:
    """The dictionaries for the languages of `locales`: the preferred form of each concept that has one.

    DeepL tells no regions apart: `de` says what `de_AT` has only where `de` itself says nothing.
    """
    entries: dict[str, dict[str, str]] = {}
    left_out: list[LeftOut] = []
    terms = sorted((term for term in glossary.terms if term.status != "forbidden"), key=_is_second_choice)
    for language in sorted({base_language(locale) for locale in locales}):
        regional = sorted(locale for locale in locales if locale != language and base_language(locale) == language)
        made, left = _dictionary(terms, glossary.source_language, (language, *regional))
        left_out += left
        if made:
            entries[language] = made
    return Dictionaries(entries, tuple(left_out))


def _is_second_choice(term: Term) -> bool:
    return term.status != "preferred"


def _dictionary(
    terms: Iterable[Term], source_language: str, locales: Sequence[str]
) -> tuple[dict[str, str], list[LeftOut]]:
    """Entries for one language, whose words are those of the first of `locales` that has any."""
    made: dict[str, str] = {}
    first: dict[str, str] = {}
    left: list[LeftOut] = []
    for term in terms:
        source = _preferred(term, source_language)
        target = next(filter(None, (_preferred(term, locale) for locale in locales)), "")
        if not term.translate:
            target = source
        if not source or not target:
            continue
        key = source.casefold()
        reason = _fault(source) or _fault(target)
        if not reason and key in first:
            reason = f"{first[key]} has the same term"
        if reason:
            left.append(LeftOut(term.identifier, locales[0], reason))
        else:
            first[key] = term.identifier
            made[source] = target
    return made, left


def _preferred(term: Term, locale: str) -> str:
    """The preferred form in a locale, with single spaces and composed letters; empty if there is none."""
    forms = term.forms.get(locale, ())
    return " ".join(unicodedata.normalize("NFC", forms[0]).split()) if forms else ""


def _fault(text: str) -> str:
    """What DeepL would refuse a term for; empty if nothing."""
    if len(text.encode("utf-8")) > MAX_OCTETS:
        return f"longer than {MAX_OCTETS} bytes"
    return "has a control character" if _CONTROL.search(text) else ""
