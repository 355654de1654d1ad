"""A glossary: concepts with their words in each language, and where they occur in a text."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from bwise_cli.domain.finding import Place
from bwise_cli.domain.message import Message
from bwise_cli.domain.wording import SAME_WORDS, Phrase, Searcher, WordForms, folded

STATUSES = ("preferred", "admitted", "forbidden")
"""How a form may stand: as the best one, as one that is accepted too, or not at all."""
PREFERRED, _, FORBIDDEN = STATUSES


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
    place: Place = field(default=Place(""), compare=False)
    """Where it stands, for messages."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A term in a text in the language of the masters."""

    start: int
    """Where it begins in the text."""
    end: int
    """Where it ends; marks of emphasis may stand between."""
    term: Term
    """What it is."""


@dataclass(frozen=True)
class Glossary:
    """Terms, and a search for them."""

    terms: tuple[Term, ...]
    """In the order of the files."""
    source_language: str = "en"
    """The language of the masters."""
    forms: WordForms = SAME_WORDS
    """Which words are forms of one word: what makes `job coaches` an occurrence of `job coach`."""
    _known: dict[str, tuple[Occurrence, ...]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def occurrences(self, text: str) -> tuple[Occurrence, ...]:
        """Where terms occur in `text`, a msgid, in whatever form: the longest where two overlap, so that none do."""
        known = self._known.get(text)
        if known is None:
            found = self._searcher.find(text)
            known = tuple(Occurrence(each.start, each.end, self._by_phrase[each.phrase]) for each in found)
            self._known[text] = known
        return known

    def hits(self, text: str) -> tuple[Term, ...]:
        """The terms that occur in `text`, each once, in order of occurrence."""
        return tuple({id(each.term): each.term for each in self.occurrences(text)}.values())

    def used(self, term: Term, translation: str, chain: Sequence[str]) -> bool:
        """Whether `translation` has a form of `term` that is accepted in a locale of `chain`, in whatever inflection.

        A term that is not translated has to be there as it is in the masters.
        """
        return any(
            self.contains(translation, form, locale, term.exact_case) for locale, form in self.accepted(term, chain)
        )

    def accepted(self, term: Term, chain: Sequence[str]) -> list[tuple[str, str]]:
        """The forms of `term` that may stand in a translation, best first, each after its locale.

        Those of the first locale of `chain` that has any; those of the masters if the term is not translated.
        """
        if not term.translate:
            chain = (*chain, self.source_language)
        rows = [each for each in self._concept(term) if each.status != FORBIDDEN]
        for locale in chain:
            forms = [
                form
                for status in STATUSES
                for each in rows
                if each.status == status
                for form in each.forms.get(locale, ())
            ]
            if forms:
                return [(locale, form) for form in dict.fromkeys(forms)]
        return []

    def forbidden(self, term: Term, chain: Sequence[str]) -> list[tuple[str, str]]:
        """The forms that must not stand for `term` in a translation, each after its locale."""
        rows = [each for each in self._concept(term) if each.status == FORBIDDEN]
        return list(
            dict.fromkeys((locale, form) for locale in chain for each in rows for form in each.forms.get(locale, ()))
        )

    def contains(self, text: str, form: str, locale: str, exact_case: bool = False) -> bool:
        """Whether `form` occurs in `text`, which is in `locale`, in whatever inflection."""
        searcher = Searcher((Phrase(form, exact_case),), _language(locale), self.forms)
        return bool(searcher.find(text))

    def _concept(self, term: Term) -> list[Term]:
        """Every row about the concept of `term`, and those that forbid a translation of one of its words."""
        rows = [*self._rows[term.identifier]] if term.identifier in self._rows else [term]
        for form in term.forms.get(self.source_language, ()):
            rows += [each for each in self._forbidding.get(folded(form), ()) if each not in rows]
        return rows

    @cached_property
    def _rows(self) -> dict[str, list[Term]]:
        """All rows by their concept."""
        found: dict[str, list[Term]] = {}
        for term in self.terms:
            found.setdefault(term.identifier, []).append(term)
        return found

    @cached_property
    def _forbidding(self) -> dict[str, list[Term]]:
        """Rows of forbidden forms by each of their words in the language of the masters."""
        found: dict[str, list[Term]] = {}
        for term in self.terms:
            for form in term.forms.get(self.source_language, ()) if term.status == FORBIDDEN else ():
                found.setdefault(folded(form), []).append(term)
        return found

    @cached_property
    def _by_phrase(self) -> dict[Phrase, Term]:
        found: dict[Phrase, Term] = {}
        for term in sorted(self.terms, key=lambda term: STATUSES.index(term.status)):
            for form in term.forms.get(self.source_language, ()):
                found.setdefault(Phrase(form, term.exact_case), term)
        return found

    @cached_property
    def _searcher(self) -> Searcher:
        return Searcher(tuple(self._by_phrase), self.source_language, self.forms)


def _language(locale: str) -> str:
    return locale.partition("_")[0]


GLOSSARY_NOTE = "glossary: "
"""Begins each line that shows a translator a term."""


def annotate(messages: Sequence[Message], glossary: Glossary, chain: Sequence[str]) -> list[Message]:
    """`messages` with a note for each term that occurs and has a form in the fallback chain of a locale."""
    return [replace(message, notes=_notes(message, glossary, chain)) for message in messages]


def _notes(message: Message, glossary: Glossary, chain: Sequence[str]) -> tuple[str, ...]:
    own = tuple(note for note in message.notes if not note.startswith(GLOSSARY_NOTE))
    lines = [line for term in glossary.hits(message.text) if (line := _line(glossary, term, chain))]
    return own + tuple(f"{GLOSSARY_NOTE}{line}" for line in lines)


def _line(glossary: Glossary, term: Term, chain: Sequence[str]) -> str:
    """What a translator is told about a term; empty if nothing."""
    source = next(iter(term.forms.get(glossary.source_language, ())), "")
    if not term.translate:
        return f"{source} stays as it is"
    accepted = ", ".join(form for _, form in glossary.accepted(term, chain))
    forbidden = ", ".join(form for _, form in glossary.forbidden(term, chain))
    line = f"{source} = {accepted}" if accepted else source
    return f"{line}; not: {forbidden}" if forbidden else line if accepted else ""
