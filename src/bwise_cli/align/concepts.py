"""Concepts of the glossary in a text: evidence that reaches across languages."""

from collections.abc import Sequence

from bwise_cli.align.passages import Concepts
from bwise_cli.align.traits import TERM, stems
from bwise_cli.domain.glossary import Glossary


def source_concepts(glossary: Glossary) -> Concepts:
    """Finds concepts in a text in the language of the masters."""
    return lambda text: [TERM + term.identifier for term in glossary.hits(text)]


def target_concepts(glossary: Glossary, chain: Sequence[str]) -> Concepts:
    """Finds concepts in a text in a language of `chain`: every word of a form is there, in whatever inflection."""
    forms = [
        (TERM + term.identifier, frozenset(stems(form)))
        for term in glossary.terms
        for locale in chain
        for form in term.forms.get(locale, ())
        if stems(form)
    ]

    def find(text: str) -> list[str]:
        words = set(stems(text))
        return [sign for sign, form in forms if form <= words]

    return find
