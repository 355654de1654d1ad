"""Checks of wording: what depends on settings, on the kind of a message, on the glossary, on other units."""

from dataclasses import replace
from itertools import product
from time import process_time

import pytest

from bwise_cli.checks import CATALOGUE_CHECKS, UNIT_CHECKS
from bwise_cli.checks.pair import Pair
from bwise_cli.domain.glossary import Glossary, Term
from bwise_cli.domain.message import Kind, Message, State, Unit
from bwise_cli.domain.prose import prose
from bwise_cli.engines.word_forms import InflectedWords
from bwise_cli.settings import CheckSettings

from .checking import slips, subject


def test_names_of_the_project_stay_as_they_are() -> None:
    assert slips("unchanged", "sl", "Brave Browser", "Brave Browser")
    assert not slips("unchanged", "sl", "Brave Browser", "Brave Browser", settings=CheckSettings(names=("Brave",)))


@pytest.mark.parametrize("text", ["Fairfield Home", "Lift"])
def test_terms_that_are_the_same_stay_as_they_are(text: str) -> None:
    terms = (
        Term("home", {"en": ("Fairfield Home",)}, translate=False),
        Term("lift", {"en": ("lift",), "sl": ("lift",)}),
    )
    glossary = Glossary(terms, forms=InflectedWords())
    assert not slips("unchanged", "sl", text, text, glossary=glossary)


def test_how_long_a_heading_may_be() -> None:
    source, translation = "Ask for help early", "Že kmalu prosite sodelavce ali vodjo, naj vam pomagajo"
    assert not slips("length", "sl", source, translation, kinds=(Kind.PARAGRAPH,), settings=CheckSettings())
    for kinds in ((Kind.HEADING,), (Kind.PARAGRAPH, Kind.TABLE_CELL)):
        assert slips("length", "sl", source, translation, kinds=kinds)
        wide = CheckSettings(limits={"heading": 400, "cell": 400, "text": 400})
        assert not slips("length", "sl", source, translation, kinds=kinds, settings=wide)


# Units beside each other


def about(tag: str, *units: Unit) -> list[str]:
    """The texts that a check of catalogues has something to say about."""
    seen = replace(subject(units, "sl"), keys=frozenset(unit.key for unit in units))
    return [finding.about[1] for finding in CATALOGUE_CHECKS[tag](seen) if finding.about]


def unit(text: str, translation: str, context: str | None = None) -> Unit:
    return Unit(Message(text, context), translation)


def test_the_rarer_of_two_translations_is_told() -> None:
    units = (unit("Lock it", "Zakleni"), unit("Lock it.", "Blokiraj."), unit("LOCK IT", "ZAKLENI"))
    assert about("inconsistent", *units) == ["Lock it."]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (unit("Save", "Shrani"), unit("save", "Shranite")),
        (unit("Save", "Shrani"), unit("Save", "Prihrani", "money")),
        (unit("Saved?", "Ste shranili?"), unit("Saved.", "Shranjeno.")),
        (unit("1 hour", "1 ura"), unit("5 hours", "pet ur")),
        (unit("`save`", "ukaz `save`"), unit("`Open`", "ukaz `Open`")),
        (unit("2 hours", "2 uri"), unit("5 hours", "5 ur")),
    ],
    ids=["form", "context", "question", "other text", "code", "number"],
)
def test_what_is_no_second_translation(first: Unit, second: Unit) -> None:
    assert about("inconsistent", first, second) == []


def test_outdated_translations_are_no_measure() -> None:
    old = replace(unit("Save.", "Ohrani."), fuzzy=True, previous=(None, "Keep."))
    assert old.state is State.OUTDATED
    assert about("inconsistent", unit("Save", "Shrani"), old) == []


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (
            unit("Delete the file now", "Zdaj izbrišite datoteko"),
            unit("Delete that file now.", "Zdaj izbrišite datoteko."),
        ),
        (unit("Right", "Tako je prav"), unit("That is correct", "Tako je prav")),
        (unit("Answer the call", "Odgovorite"), unit("Reply by mail", "Odgovorite")),
    ],
    ids=["near", "one word", "short"],
)
def test_what_may_have_the_same_translation(first: Unit, second: Unit) -> None:
    assert about("same-translation", first, second) == []


@pytest.mark.parametrize("tag", ["unchanged", "length"])
@pytest.mark.parametrize("piece", ["a", "1,", '"', " ", "a b ", "Aa. ", "the ", ".", "a.) ", "A-", "[", "ab!\u00a0"])
def test_a_megabyte_takes_no_second(tag: str, piece: str) -> None:
    slips(tag, "sl", "Settings", "Settings")  # dictionaries are read once
    text = piece * (1_000_000 // len(piece))
    texts, around = (prose(text), prose("Settings")), subject([], "sl")
    for source, target in product(texts, repeat=2):
        pair = Pair(Unit(Message(source.text), target.text), source, target, "sl", around)
        began = process_time()
        list(UNIT_CHECKS[tag](pair))
        assert process_time() - began < 1
