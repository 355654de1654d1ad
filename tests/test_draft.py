"""Drafts: what is filled, from where, and that nothing a person wrote is touched."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from bwise_cli.domain.fitting import fit
from bwise_cli.domain.memory import Memory, make_memory
from bwise_cli.domain.message import Message, Record, State, Unit, sign_hash
from bwise_cli.draft import draft
from bwise_cli.engines.markdown import parse_inlines
from bwise_cli.engines.pseudo import PROTECTED, Pseudo

from .building import catalogue, master

TODAY = "2026-11-24"
ASK, HELP, SAVE = Message("Ask first."), Message("Then help."), Message("Save", "button")
NO_MEMORY = Memory({})


class Shouting:
    """An engine that knows everything but what asks for help."""

    name = "shouting"

    def __init__(self) -> None:
        self.asked: list[Message] = []

    def draft(self, messages: Sequence[Message], locale: str, /) -> list[str | None]:
        self.asked += messages
        return [None if "help" in message.text else f"{locale}: {message.text.upper()}" for message in messages]


def test_memory_comes_first_and_the_engine_sees_the_rest() -> None:
    engine = Shouting()
    memory = make_memory([catalogue([Unit(ASK, "Najprej vprašajte.")])])
    done = draft(catalogue([Unit(ASK), Unit(HELP), Unit(SAVE)]), memory, engine, TODAY)
    assert [unit.translation for unit in done.catalogue] == ["Najprej vprašajte.", "", "sl: SAVE"]
    assert (done.by_engine, done.left) == ({"memory": 1, "shouting": 1}, 1)
    assert engine.asked == [HELP, SAVE]


def test_a_draft_says_what_made_it_and_when() -> None:
    done = draft(catalogue([Unit(SAVE)]), NO_MEMORY, Shouting(), TODAY)
    (unit,) = done.catalogue
    assert (unit.state, unit.fuzzy) == (State.DRAFT, True)
    assert unit.record == Record(State.DRAFT, engine="shouting", on=TODAY, of=sign_hash(*SAVE.key, "sl: SAVE"))


def test_a_draft_is_untouched_until_somebody_changes_it() -> None:
    (unit,) = draft(catalogue([Unit(SAVE)]), NO_MEMORY, Shouting(), TODAY).catalogue
    assert unit.is_untouched
    assert not replace(unit, translation="Shrani").is_untouched
    assert not replace(unit, fuzzy=False).is_untouched
    assert not replace(unit, record=None).is_untouched
    assert not replace(unit, message=ASK).is_untouched


WRITTEN = [
    Unit(ASK, "Vprašajte."),
    Unit(ASK, "Vprašajte.", fuzzy=True),
    Unit(ASK, "Vprašajte.", fuzzy=True, previous=(None, "Ask."), record=Record(State.OUTDATED)),
    Unit(ASK, "Vprašajte.", record=Record(State.APPROVED, by="Ana", of="0")),
    Unit(ASK, "Vprašajte.", obsolete=True),
    Unit(ASK, "", obsolete=True),
]


@pytest.mark.parametrize("unit", WRITTEN, ids=lambda unit: f"{unit.state}{' obsolete' * unit.obsolete}")
def test_what_is_there_is_not_touched(unit: Unit) -> None:
    old, engine = catalogue([unit]), Shouting()
    done = draft(old, make_memory([catalogue([Unit(ASK, "Drugače.")])]), engine, TODAY)
    assert done.catalogue == old
    assert engine.asked == []


def test_comments_and_flags_of_an_empty_unit_stay() -> None:
    old = catalogue([Unit(SAVE, comments=("kratko",), flags=("no-wrap",))])
    (unit,) = draft(old, NO_MEMORY, Shouting(), TODAY).catalogue
    assert (unit.comments, unit.flags) == (("kratko",), ("no-wrap",))


def test_without_an_engine_only_memory_drafts() -> None:
    done = draft(catalogue([Unit(ASK), Unit(HELP)]), NO_MEMORY, None, TODAY)
    assert (done.by_engine, done.left) == ({"memory": 0}, 2)


# Memory


def test_the_unit_that_is_further_on_its_way_is_remembered() -> None:
    rough = catalogue([Unit(ASK, "osnutek", fuzzy=True)])
    ready = catalogue([Unit(ASK, "prevod")])
    for order in ([rough, ready], [ready, rough]):
        found = make_memory(order).recall(ASK.text)
        assert found is not None
        assert found.translation == "prevod"


def test_outdated_translations_are_not_remembered() -> None:
    old = Unit(ASK, "Vprašajte.", fuzzy=True, previous=(None, "Ask."))
    assert make_memory([catalogue([old, Unit(HELP)])]).units == {}


def test_a_translation_whose_source_is_gone_is_remembered() -> None:
    assert make_memory([catalogue([Unit(ASK, "Vprašajte.", obsolete=True)])]).recall(ASK.text)


# The engine pseudo

PROTECTED_TEXTS = [
    "Read [the guide](1) and ![the key](2).[^3]",
    "Type `dir /s` and ``a ` b`` in {country} for {money:1500}.",
    "Press <kbd>Ctrl</kbd><br/> and $a_b$ and :smile: or \\* and &amp; now",
    "Ask *before* you **help** ~~now~~",
    "a[b]c",
]


@pytest.mark.parametrize("text", PROTECTED_TEXTS)
def test_pseudo_gives_back_what_is_not_prose(text: str) -> None:
    (draft_of,) = Pseudo().draft([Message(text)], "sl")
    assert draft_of is not None
    kept = [match.group() for match in PROTECTED.finditer(text)]
    assert [match.group() for match in PROTECTED.finditer(draft_of)] == kept
    assert draft_of != text


def test_pseudo_is_longer_the_longer_the_language() -> None:
    message = Message("Ask the job coach before you help, and wait until the answer is there. " * 5)
    lengths = [len(Pseudo().draft([message], locale)[0] or "") for locale in ("sl", "it", "de_AT")]
    source = len(message.text)
    assert source < lengths[0] < lengths[1] < lengths[2]
    assert [round(length / source, 1) for length in lengths] == [1.1, 1.2, 1.3]


@pytest.mark.parametrize("text", ["Costs $5 or $6 here", "a < b and c > d", "use {curly braces} here", "R&D; and &co"])
def test_pseudo_fits_texts_that_only_look_like_markup(text: str) -> None:
    segment, spelling = next(iter(master(text + "\n")))
    assert spelling is not None
    (made,) = Pseudo().draft([Message(spelling.text)], "sl")
    faults, _ = fit(parse_inlines([made or ""])[0], segment.inlines, spelling)
    assert faults == ()
