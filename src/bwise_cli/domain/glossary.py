"""A glossary: concepts with their words in each language, and where they occur in a text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from bwise_cli.domain.message import Message


@dataclass(frozen=True, slots=True)
class Term:
    """A concept with its words in each language."""

    identifier: str
    """Stable name of the concept."""
    forms: dict[str, tuple[str, ...]]
    """By locale: the preferred form, then further accepted ones."""
    part_of_speech: str = ""
    """`noun`, `verb`, …"""
    definition: str = ""
    """What the concept is, in English."""
    note: str = ""
    """Why a form was chosen, for translators."""
    status: str = "preferred"
    """`preferred`, `admitted` or `forbidden`."""
    translate: bool = True
    """False for a name that stays as it is in every language."""
    exact_case: bool = False
    """Whether upper and lower case must match."""


@dataclass(frozen=True)
class Glossary:
    """Terms, and a search for them."""

    terms: tuple[Term, ...]
    """In the order of the files."""
    source_language: str = "en"
    """The language that texts are searched in."""

    def hits(self, text: str) -> tuple[Term, ...]:
        """The terms that occur in `text`, longest first where two overlap, in order of occurrence.

        Words match whole; an English plural in -s or -es counts.
        """
        if not self._by_form:
            return ()
        found = ((match[1], self._by_form[match[1].lower()]) for match in self._pattern.finditer(text))
        hits = dict.fromkeys(term.identifier for form, term in found if _case_fits(form, term, self.source_language))
        by_identifier = {term.identifier: term for term in self.terms}
        return tuple(by_identifier[identifier] for identifier in hits)

    @cached_property
    def _by_form(self) -> dict[str, Term]:
        forms: dict[str, Term] = {}
        for term in self.terms:
            for form in term.forms.get(self.source_language, ()):
                forms.setdefault(form.lower(), term)
        return forms

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        longest_first = sorted(self._by_form, key=lambda form: (-len(form), form))
        return re.compile(rf"(?<!\w)({'|'.join(map(re.escape, longest_first))})(?:e?s)?(?!\w)", re.IGNORECASE)


def _case_fits(found: str, term: Term, language: str) -> bool:
    return not term.exact_case or found in term.forms[language]


GLOSSARY_NOTE = "glossary: "
"""Begins each line that shows a translator a term."""


def annotate(messages: Sequence[Message], glossary: Glossary, chain: Sequence[str]) -> list[Message]:
    """`messages` with a note for each term that occurs and has a form in the fallback chain of a locale."""
    return [replace(message, notes=_notes(message, glossary, chain)) for message in messages]


def _notes(message: Message, glossary: Glossary, chain: Sequence[str]) -> tuple[str, ...]:
    own = tuple(note for note in message.notes if not note.startswith(GLOSSARY_NOTE))
    lines = []
    for term in glossary.hits(message.text):
        source = term.forms[glossary.source_language][0]
        target = next((term.forms[locale] for locale in chain if term.forms.get(locale)), ())
        if not term.translate:
            lines.append(f"{GLOSSARY_NOTE}{source} stays as it is")
        elif target:
            lines.append(f"{GLOSSARY_NOTE}{source} = {', '.join(target)}")
    return own + tuple(lines)
