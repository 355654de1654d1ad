"""What is wrong with the terms of a project."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from bwise_cli.domain.finding import Finding, Note, Severity, quoted
from bwise_cli.domain.glossary import FORBIDDEN, Glossary, Term
from bwise_cli.domain.wording import folded
from bwise_cli.glossaries.coverage import Coverage, concepts


def faults(glossary: Glossary, coverages: Sequence[Coverage], texts: Iterable[str]) -> list[Finding]:
    """Findings about `glossary`, whose masters say `texts`."""
    return [
        *_duplicates(glossary),
        *_conflicts(glossary),
        *_shared(glossary),
        *_missing(coverages),
        *_unused(glossary, texts),
    ]


def _duplicates(glossary: Glossary) -> Iterator[Finding]:
    """Words of the masters that stand for two concepts: only the first is ever shown."""
    first: dict[str, Term] = {}
    for term in glossary.terms:
        for form in term.forms.get(glossary.source_language, ()) if term.status != FORBIDDEN else ():
            other = first.setdefault(folded(form), term)
            if other.identifier != term.identifier:
                message = f"{quoted(form)} is a word of {quoted(other.identifier)} already"
                note = Note("the other one; give each concept words of its own", other.place)
                yield Finding("glossary-duplicate", message, term.place, notes=(note,))


def _conflicts(glossary: Glossary) -> Iterator[Finding]:
    """Words that may stand for a concept and must not."""
    for term in concepts(glossary):
        locales = dict.fromkeys(locale for row in glossary.terms for locale in row.forms)
        for locale in (each for each in locales if each != glossary.source_language):
            accepted = {folded(form) for _, form in glossary.accepted(term, (locale,))}
            for _, form in glossary.forbidden(term, (locale,)):
                if folded(form) in accepted:
                    message = f"{locale}: {quoted(form)} is accepted and forbidden for {quoted(term.identifier)}"
                    note = Note("take it out of one of the rows of the concept")
                    yield Finding("glossary-conflict", message, term.place, notes=(note,))


def _shared(glossary: Glossary) -> Iterator[Finding]:
    """Words that translate two concepts: a reader cannot tell these apart."""
    first: dict[tuple[str, str], Term] = {}
    for term in concepts(glossary):
        for locale, forms in term.forms.items():
            if forms and locale != glossary.source_language and term.translate:
                other = first.setdefault((locale, folded(forms[0])), term)
                if other is not term:
                    message = f"{locale}: {quoted(forms[0])} is the word for {quoted(other.identifier)} too"
                    note = Note("the other one; is one word meant for both?", other.place)
                    yield Finding("glossary-shared", message, term.place, Severity.WARNING, (note,))


def _missing(coverages: Sequence[Coverage]) -> Iterator[Finding]:
    """Concepts without a term in locales that have begun."""
    lacking: dict[str, list[str]] = defaultdict(list)
    terms: dict[str, Term] = {}
    for each in coverages:
        for term in each.missing if each.begun else ():
            lacking[term.identifier].append(each.locale)
            terms[term.identifier] = term
    for identifier, locales in lacking.items():
        message = f"{quoted(identifier)} has no term in {', '.join(locales)}"
        yield Finding("glossary-missing", message, terms[identifier].place, Severity.WARNING)


def _unused(glossary: Glossary, texts: Iterable[str]) -> Iterator[Finding]:
    """Concepts of which the masters never speak."""
    spoken = {each.term.identifier for text in texts for each in glossary.occurrences(text)}
    for term in concepts(glossary):
        if term.identifier not in spoken:
            message = f"{quoted(term.identifier)} never occurs in the masters"
            yield Finding("glossary-unused", message, term.place, Severity.WARNING)
