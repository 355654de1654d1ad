"""The checks of how a text is written: what they say of neighbours of a unit, of a whole catalogue, and how fast."""

from dataclasses import replace
from itertools import islice
from time import process_time

import pytest

from bwise_cli.checks import MOST_SLIPS, UNIT_CHECKS, run_checks
from bwise_cli.checks.pair import Pair
from bwise_cli.domain.message import Kind, Message, Unit
from bwise_cli.domain.prose import Prose

from .checking import slips, subject

LOCALES = {
    "end-mark": ("el", "es", "de"),
    "spacing": ("fr", "de"),
    "quotes": ("nl", "fr"),
    "letters": ("ro",),
    "capital": ("nl",),
    "doubled": ("fr",),
}
"""Locales whose rules take the longest ways."""
PIECES = (
    "a",
    "1,",
    '"',
    " ",
    "a b ",
    "a.b",
    "« ",
    "»a «",
    "?a",
    "a? ",
    "'a ",
    "a\u0301",
    "(",
    "ţ´",
    "a a ",
    "...",
    "„a“ ",
)


@pytest.mark.parametrize("piece", PIECES)
@pytest.mark.parametrize("tag", LOCALES)
def test_a_megabyte_takes_no_second(tag: str, piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    long, short = (Prose(each, each, None, frozenset(each)) for each in (text, "Save it."))
    for locale in LOCALES[tag]:
        slips(tag, locale, "Save it.", "Save it.")  # what is made once
        around = subject([], locale)
        for source, target in ((short, long), (long, long)):
            pair = Pair(Unit(Message(source.text), target.text), source, target, locale, around)
            began = process_time()
            list(islice(UNIT_CHECKS[tag](pair), MOST_SLIPS))
            assert process_time() - began < 1, locale


def said(units: list[Unit], locale: str) -> list[str]:
    """What is said of a catalogue of these units, with their places."""
    text = "\n\n".join(unit.message.text for unit in units)
    return [f"{each.place.line} {each.tag}: {each.message}" for each in run_checks(subject(units, locale, text=text))]


def test_a_letter_goes_on_small_behind_its_salutation() -> None:
    letter = [
        Unit(Message("Dear Ms Nagy,"), "Sehr geehrte Frau Nagy,"),
        Unit(Message("On Tuesday I am ill."), "am Dienstag bin ich krank."),
    ]
    assert said(letter, "de") == []
    assert said(letter[1:], "de") == ['10 capital: begins with a small letter, the source does not: "am"']


def test_a_catalogue_that_writes_lists_with_capitals_may() -> None:
    sources = ("a phone", "a warm coat", "the old key")
    small, capital = ("telefono", "cappotto caldo", "vecchia chiave"), ("Telefono", "Cappotto caldo", "Vecchia chiave")
    units = [Unit(Message(text), translation) for text, translation in zip(sources, capital, strict=True)]
    assert said(units, "it") == []
    mixed = [replace(unit, translation=translation) for unit, translation in zip(units[1:], small[1:], strict=True)]
    assert said([units[0], *mixed], "it") == ['10 capital: begins with a capital, the source does not: "Telefono"']


def test_straight_marks_become_what_the_catalogue_has() -> None:
    units = [
        Unit(Message("Click “Save”."), "Haz clic en “Guardar”."),
        Unit(Message("Click “Open”."), 'Haz clic en "Abrir".'),
    ]
    assert said(units, "es") == ["20 quotes: straight quotation marks: write “…”"]
    assert said(units[1:], "es") == ["10 quotes: straight quotation marks: write «…»"]


@pytest.mark.parametrize(
    ("source", "translation", "found"),
    [
        ("a phone", "un téléphone\u00a0;", 0),
        ("a phone;", "un téléphone.", 0),
        ("a phone", "un téléphone.", 1),
        ("French to begin with.", "français pour commencer.", 0),
    ],
)
def test_items_of_a_list_end_and_begin_as_the_language_likes(source: str, translation: str, found: int) -> None:
    listed = [
        slip
        for tag in ("end-mark", "capital")
        for slip in slips(tag, "fr", source, translation, kinds=(Kind.LIST_ITEM,))
    ]
    assert len(listed) == found


def test_german_of_austria_and_french_of_belgium_are_written_so_too() -> None:
    for locale, text in {"de_AT": "Klicken Sie auf “Sichern”.", "fr_BE": "Vraiment ?"}.items():
        tag = "quotes" if "“" in text else "spacing"
        assert slips(tag, locale, "Click “Save”. Really?", text) == slips(
            tag, locale[:2], "Click “Save”. Really?", text
        )
        assert slips(tag, locale, "Click “Save”. Really?", text)
