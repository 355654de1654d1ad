"""Changes that an author declares minor: which states survive, which never do, and what stands on record."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bwise_cli.domain.change import Change
from bwise_cli.domain.message import Message, Record, State, Unit, sign_hash
from bwise_cli.merge import Carried, Minor, merge

from .building import catalogue

TODAY = "2026-11-25"
NOW = Minor(TODAY)
SIGNED_STATES = (State.REVIEWED, State.APPROVED)


def signed(text: str, translation: str, state: State = State.REVIEWED) -> Unit:
    """A unit that was signed off."""
    record = Record(state, by="Ana", on="2026-11-23", of=sign_hash(None, text, translation))
    return Unit(Message(text), translation, record=record)


def edited(old: Unit, text: str) -> Carried:
    """What becomes of `old` when its text changes, and that is declared minor."""
    (carried,) = merge(catalogue([old]), [Message(text)], NOW).carried
    return carried


@pytest.mark.parametrize(
    ("before", "after", "translation"),
    [
        ("The worker decides.", "The worker decides!", "Delavec odloča."),
        ("The coach recieves the plan.", "The coach receives the plan.", "Mentor dobi načrt."),
        ("Press *Start* now.", "Press Start now.", "Zdaj pritisnite Start."),
        ("Press Start now.", "Press **Start** now.", "Zdaj pritisnite **Start**."),
    ],
)
@pytest.mark.parametrize("state", SIGNED_STATES)
def test_a_sign_off_survives_a_small_change(before: str, after: str, translation: str, state: State) -> None:
    old = signed(before, translation, state)
    done = edited(old, after)
    assert (done.kept, done.refused) == (True, "")
    assert (done.unit.state, done.unit.previous) == (state, None)
    assert old.record is not None
    assert done.unit.record == replace(
        old.record, of=sign_hash(None, after, translation), minor=TODAY, was=old.record.of
    )


@pytest.mark.parametrize(
    ("before", "after", "translation", "reason"),
    [
        ("Wait 30 minutes.", "Wait 45 minutes.", "Počakajte 30 minut.", "a number changed"),
        ("Ask the worker first.", "Ask the coach first.", "Najprej vprašajte.", "words changed"),
        ("Press Start now.", "Press *Start* now.", "Zdaj pritisnite Start.", "the translation has other marks than "),
        ("Press *Start* now.", "Press Start *now*.", "Zdaj pritisnite *Start*.", "the same marks stand elsewhere"),
        ("A right of all.", "A right of all.[^1]", "Pravica vseh.", "the translation has other marks than the text"),
    ],
)
def test_no_other_change_is_minor(before: str, after: str, translation: str, reason: str) -> None:
    done = edited(signed(before, translation), after)
    assert done.refused.startswith(reason)
    assert (done.kept, done.unit.state) == (False, State.OUTDATED)
    assert done.unit.record == Record(
        State.OUTDATED,
        by="Ana",
        on="2026-11-23",
        of=sign_hash(None, before, translation),
        change="" if done.change is Change.TEXT else done.change.value,
        before="reviewed",
    )


def test_a_translation_that_nobody_signed_stays_translated() -> None:
    done = edited(Unit(Message("Wait here."), "Čakaj tu."), "Wait here!")
    assert done.unit.state is State.TRANSLATED
    was = sign_hash(None, "Wait here.", "Čakaj tu.")
    assert done.unit.record == Record(State.TRANSLATED, minor=TODAY, was=was)


def test_a_void_sign_off_is_not_mended() -> None:
    done = edited(replace(signed("Wait here.", "Čakaj tu."), translation="Počakaj tu."), "Wait here!")
    assert done.unit.state is State.TRANSLATED


def test_what_was_outdated_or_a_draft_is_no_better_than_before() -> None:
    outdated = Unit(
        Message("Wait here."), "Čakaj.", fuzzy=True, previous=(None, "Wait."), record=Record(State.OUTDATED)
    )
    draft = Unit(Message("Wait here."), "Čakaj.", fuzzy=True, record=Record(State.DRAFT, engine="deepl"))
    assert edited(outdated, "Wait here!").unit.state is State.OUTDATED
    assert edited(draft, "Wait here!").unit.state is State.DRAFT
    assert edited(draft, "Wait there.").unit.state is State.OUTDATED


def test_a_sign_off_of_a_text_that_was_gone_is_not_kept() -> None:
    done = edited(replace(signed("Wait here.", "Čakaj tu."), obsolete=True), "Wait here!")
    assert (done.unit.state, done.refused) == (State.OUTDATED, "")


def test_the_record_keeps_what_was_signed_through_two_changes() -> None:
    old = signed("Wait here.", "Čakaj tu.")
    once = edited(old, "Wait here!").unit
    twice = edited(once, "Wait: here!").unit
    assert old.record is not None
    assert twice.record is not None
    assert (twice.state, twice.record.was) == (State.REVIEWED, old.record.of)


# On any catalogue

texts = st.lists(st.sampled_from(["Ask", "ask", "the", "*coach*", "coach,", "5", "6", "help"]), min_size=1, max_size=5)
keys = texts.map(" ".join)
states = st.sampled_from([State.TRANSLATED, State.DRAFT, State.OUTDATED, State.REVIEWED, State.APPROVED])
units = st.builds(
    lambda text, state, void: replace(
        signed(text, f"SL {text}", state),
        fuzzy=state in (State.DRAFT, State.OUTDATED),
        translation=f"SL {text}" + ("!" if void else ""),
    ),
    keys, states, st.booleans(),
)  # fmt: skip
unit_lists = st.lists(units, max_size=6, unique_by=lambda unit: unit.key)
message_lists = st.lists(keys, max_size=6, unique=True).map(lambda made: [Message(text) for text in made])


@given(unit_lists, message_lists, st.sampled_from([None, NOW]))
def test_no_sign_off_appears_from_nothing(olds: list[Unit], messages: list[Message], minor: Minor | None) -> None:
    valid = {(unit.state, unit.translation) for unit in olds if unit.state in SIGNED_STATES}
    merged = merge(catalogue(olds), messages, minor)
    kept = {unit.key for unit in olds} | {each.unit.key for each in merged.carried if each.kept}
    for unit in merged.catalogue:
        if unit.state in SIGNED_STATES:
            assert (unit.state, unit.translation) in valid
            assert unit.key in kept


@given(unit_lists, message_lists)
def test_what_is_kept_is_small_and_what_is_not_has_a_reason(olds: list[Unit], messages: list[Message]) -> None:
    for each in merge(catalogue(olds), messages, NOW).carried:
        assert not each.kept or each.change in (Change.MARKUP, Change.PUNCTUATION, Change.SPELLING)
        lost = each.origins[0].state in (State.TRANSLATED, *SIGNED_STATES) and each.unit.state is State.OUTDATED
        assert bool(each.refused) == lost
