"""How many concepts have a term in each locale."""

from collections.abc import Sequence
from dataclasses import dataclass

from bwise_cli.domain.glossary import FORBIDDEN, Glossary, Term
from bwise_cli.locales import fallback_chain


@dataclass(frozen=True, slots=True)
class Coverage:
    """How far a glossary is in one locale."""

    locale: str
    """The locale."""
    terms: int
    """Concepts with a term in it, or in the language that it falls back to; names that stay as they are count."""
    total: int
    """All concepts."""
    missing: tuple[Term, ...]
    """The concepts without one."""

    begun: bool
    """Whether any concept has a term that was translated into it."""


def concepts(glossary: Glossary) -> list[Term]:
    """The first row of each concept that has words which may be used."""
    rows = [term for term in glossary.terms if term.status != FORBIDDEN]
    first: dict[str, Term] = {}
    for term in rows:
        first.setdefault(term.identifier, term)
    return list(first.values())


def coverage(glossary: Glossary, locales: Sequence[str]) -> list[Coverage]:
    """How far `glossary` is in each of `locales`."""
    every = concepts(glossary)
    found = []
    for locale in locales:
        missing = tuple(term for term in every if not glossary.accepted(term, fallback_chain(locale)))
        begun = any(term.forms.get(each) for term in every if term.translate for each in fallback_chain(locale))
        found.append(Coverage(locale, len(every) - len(missing), len(every), missing, begun))
    return found
