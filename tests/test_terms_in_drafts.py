"""The check of terms: drafts of an engine that was not given the glossary."""

from dataclasses import replace

import pytest

from bwise_cli.checks.pair import Pair
from bwise_cli.checks.terms import draft_without_term
from bwise_cli.domain.glossary import Glossary, Term
from bwise_cli.domain.message import Message, Record, State, Unit
from bwise_cli.domain.prose import prose
from bwise_cli.engines.word_forms import InflectedWords

from .checking import subject

GLOSSARY = Glossary(
    (
        Term("job-coach", {"en": ("job coach",), "hr": ("radni mentor",)}),
        Term("zoom", {"en": ("Zoom",)}, translate=False),
    ),
    forms=InflectedWords(),
)
MESSAGE = Message("Ask your job coaches to open Zoom.")
DRAFT = Record(State.DRAFT, engine="deepl")


def warnings(unit: Unit) -> list[str]:
    seen = subject([unit], "hr", glossary=GLOSSARY)
    pair = Pair(unit, prose(unit.message.text), prose(unit.translation), "hr", seen)
    return [slip.message for slip in draft_without_term(pair)]


def test_a_draft_with_another_word_is_told() -> None:
    unit = Unit(MESSAGE, "Zamolite trenere da otvore program.", fuzzy=True, record=DRAFT)
    assert warnings(unit) == [
        'the draft does not use the term for "job coach": "radni mentor"',
        'the draft does not use the term for "Zoom": "Zoom"',
    ]


def test_an_inflected_term_will_do() -> None:
    assert warnings(Unit(MESSAGE, "Zamolite svoje radne mentore da otvore Zoom.", fuzzy=True, record=DRAFT)) == []


@pytest.mark.parametrize(
    "record",
    [replace(DRAFT, glossary="1a2b3c4d"), replace(DRAFT, engine="memory"), None],
    ids=["glossary", "memory", "human"],
)
def test_nothing_else_is_judged(record: Record | None) -> None:
    assert warnings(Unit(MESSAGE, "Zamolite trenere.", fuzzy=True, record=record)) == []
    assert warnings(Unit(MESSAGE, "Zamolite trenere.", record=DRAFT)) == []
