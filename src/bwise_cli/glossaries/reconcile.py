"""What terms from outside bring to those of a project: nothing that is there is replaced unless that is asked for."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from bwise_cli.domain.glossary import Term
from bwise_cli.domain.wording import folded
from bwise_cli.formats.glossary_table import CASES, FIXED_COLUMNS, FORM_SEPARATOR, TRANSLATE, fields_of


@dataclass(frozen=True, slots=True)
class Change:
    """A cell of a row that is there, of which the file says something else."""

    term: Term
    """The row as it is."""
    column: str
    """The column, such as `definition` or a locale."""
    old: str
    """What stands there; may be empty."""
    new: str
    """What the file says."""
    taken: bool
    """Whether the new replaces the old: always where that is empty."""


@dataclass(frozen=True, slots=True)
class Reconciled:
    """What becomes of terms from outside."""

    added: tuple[Term, ...]
    """Rows that were not there."""
    changes: tuple[Change, ...]
    """Cells that differ."""
    same: int
    """Rows of which the file says nothing new."""


def reconcile(
    existing: Sequence[Term], incoming: Iterable[Term], source_language: str, *, overwrite: bool = False
) -> Reconciled:
    """Compare `incoming` with `existing`, row by row.

    A concept is known by its id, or, where another program gave it another one, by a word in the language of the
    masters. One with a known id and quite other words is another concept: nothing of it is taken unless `overwrite`.
    """
    known = _Known(existing, source_language)
    added: list[Term] = []
    changes: list[Change] = []
    same = 0
    for term in incoming:
        row = replace(term, identifier=known.identifier(term))
        old = known.rows.get((row.identifier, row.status))
        if old is None:
            added.append(row)
            continue
        found = list(_changes(old, row, overwrite=overwrite))
        if known.is_another(row) and not overwrite:
            found = [each for each in found if each.column == source_language]
        changes += found
        same += not found
    return Reconciled(tuple(added), tuple(changes), same)


class _Known:
    """The terms of a project, by what identifies them."""

    def __init__(self, terms: Sequence[Term], source_language: str) -> None:
        self.rows = {(term.identifier, term.status): term for term in terms}
        self._source_language = source_language
        self._words: dict[str, set[str]] = {}
        self._concepts: dict[str, set[str]] = {}
        for term in terms:
            words = self._source(term)
            self._words.setdefault(term.identifier, set()).update(words)
            for word in words:
                self._concepts.setdefault(word, set()).add(term.identifier)

    def identifier(self, term: Term) -> str:
        """The id under which the project has the concept of `term`, or its own."""
        if term.identifier in self._words and not self.is_another(term):
            return term.identifier
        named = {each for word in self._source(term) for each in self._concepts.get(word, ())}
        return named.pop() if len(named) == 1 else term.identifier

    def is_another(self, term: Term) -> bool:
        """Whether a concept that the project has under this id has quite other words."""
        words, known = self._source(term), self._words.get(term.identifier, set())
        return bool(words and known) and words.isdisjoint(known)

    def _source(self, term: Term) -> set[str]:
        return {folded(form) for form in term.forms.get(self._source_language, ())}


_NAMES = ("id", "status")
_USUAL = {"translate": TRANSLATE[0], "case": CASES[0]}
"""What a file that says nothing of it means: no reason to change what a project says."""


def _changes(old: Term, new: Term, *, overwrite: bool) -> Iterator[Change]:
    before = fields_of(old)
    for column, words in fields_of(new).items():
        there = before.get(column, "")
        if column not in _NAMES and words and words != _USUAL.get(column) and not _says(there, words, column):
            yield Change(old, column, there, words, overwrite or not there)


def _says(there: str, words: str, column: str) -> bool:
    """Whether a cell says all that the file says: a locale has every form, anything else the same words."""
    if column in FIXED_COLUMNS:
        return folded(there) == folded(words)
    return _forms(words) <= _forms(there)


def _forms(cell: str) -> set[str]:
    return {folded(form.strip()) for form in cell.split(FORM_SEPARATOR)}
