"""What a person vouched for ends when its text changes, and comes back with that text; never with another one."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bwise_cli.domain.catalogue import Catalogue
from bwise_cli.domain.message import Message, Record, State, Unit, sign_hash
from bwise_cli.formats.po import parse_po, serialise_po
from bwise_cli.merge import Merged, Minor, merge

from .building import catalogue

TODAY = "2026-11-25"
NOW, EARLIER = Minor(TODAY), Minor(TODAY, earlier=True)
ASK = "Ask the job coach for help when the tablet does not start."
ASK_SHOUTED = "Ask the job coach for help when the tablet does not start!"
ASK_AGAIN = "Ask your job coach for help when the tablet does not start."
ASK_SL = "Prosite mentorja za pomoč, če se tablica ne zažene."


def vouched(
    text: str = ASK, translation: str = ASK_SL, state: State = State.REVIEWED, context: str | None = None
) -> Unit:
    """A unit as a person left it."""
    if state is State.TRANSLATED:
        return Unit(Message(text, context), translation, comments=("Pazi na spol.",))
    record = Record(state, by="Ana", on="2026-11-23", of=sign_hash(context, text, translation))
    return Unit(Message(text, context), translation, record=record, comments=("Pazi na spol.",))


def updated(old: Catalogue, *messages: Message | str, minor: Minor | None = None) -> Merged:
    """`old` brought up to date and read from its file again."""
    made = [Message(each) if isinstance(each, str) else each for each in messages]
    merged = merge(old, made, minor)
    return replace(merged, catalogue=parse_po(serialise_po(merged.catalogue), "sl/test.po", "test", "sl"))


def current(merged: Merged) -> list[Unit]:
    return [replace(unit, line=0) for unit in merged.catalogue.current]


VOUCHED_STATES = (State.TRANSLATED, State.REVIEWED, State.APPROVED)


# A text that comes back


@pytest.mark.parametrize("state", VOUCHED_STATES)
@pytest.mark.parametrize("between", [[ASK_AGAIN], [ASK_SHOUTED], [ASK_AGAIN, ASK_SHOUTED]])
def test_a_change_that_is_taken_back_costs_nothing(state: State, between: list[str]) -> None:
    old = vouched(state=state)
    made = catalogue([old])
    for text in between:
        made = updated(made, text).catalogue
        assert made.units[0].state is State.OUTDATED
    back = updated(made, ASK)
    assert current(back) == [old]
    assert (back.cost.to_do.messages, back.cost.kept.messages) == (0, 1)


def test_a_translation_that_was_touched_in_between_is_a_draft() -> None:
    (unit,) = updated(catalogue([vouched()]), ASK_AGAIN).catalogue
    back = updated(catalogue([replace(unit, translation="Prosite svojega mentorja.")]), ASK)
    assert current(back)[0].state is State.DRAFT


def test_a_sign_off_that_was_void_does_not_come_back() -> None:
    void = replace(vouched(), translation="Prosite.")
    (unit,) = current(updated(updated(catalogue([void]), ASK_AGAIN).catalogue, ASK))
    assert unit.state is State.TRANSLATED


def test_a_draft_is_a_draft_when_its_text_comes_back() -> None:
    draft = Unit(Message(ASK), ASK_SL, fuzzy=True, record=Record(State.DRAFT, engine="deepl", on=TODAY))
    (unit,) = current(updated(updated(catalogue([draft]), ASK_AGAIN).catalogue, ASK))
    assert unit.state is State.DRAFT


DRAFTED = Unit(
    Message(ASK),
    ASK_SL,
    fuzzy=True,
    record=Record(State.DRAFT, engine="deepl", on=TODAY, of=sign_hash(None, ASK, ASK_SL)),
)
"""A draft that nobody has touched."""


def test_an_untouched_draft_comes_back_with_its_text_as_it_was() -> None:
    changed = updated(catalogue([DRAFTED]), ASK_AGAIN).catalogue
    assert changed.units[0].state is State.OUTDATED
    assert not changed.units[0].is_untouched
    back = updated(changed, ASK)
    assert current(back) == [DRAFTED]
    touched = catalogue([replace(changed.units[0], translation="Prosite.")])
    (unit,) = current(updated(touched, ASK))
    assert (unit.state, unit.is_untouched) == (State.DRAFT, False)


def test_a_draft_under_a_minor_change_is_as_untouched_as_before() -> None:
    (unit,) = current(updated(catalogue([DRAFTED]), ASK_SHOUTED, minor=NOW))
    assert (unit.state, unit.is_untouched, unit.translation) == (State.DRAFT, True, ASK_SL)
    touched = replace(DRAFTED, translation="Prosite.")
    (unit,) = current(updated(catalogue([touched]), ASK_SHOUTED, minor=NOW))
    assert (unit.state, unit.is_untouched, unit.translation) == (State.DRAFT, False, "Prosite.")


def test_a_draft_in_another_context_is_as_untouched_as_before() -> None:
    (unit,) = current(updated(catalogue([DRAFTED]), Message(ASK, "a poster")))
    assert (unit.state, unit.is_untouched) == (State.DRAFT, True)
    touched = replace(DRAFTED, translation="Prosite.")
    (unit,) = current(updated(catalogue([touched]), Message(ASK, "a poster")))
    assert (unit.state, unit.is_untouched) == (State.DRAFT, False)


def test_a_match_whose_text_changes_is_outdated_against_the_text_that_it_was_made_for() -> None:
    record = replace(DRAFTED.record or Record(State.DRAFT), engine="memory", match="87", origin="workers")
    match = replace(DRAFTED, previous=(None, "Ask the coach."), record=record)
    assert (match.state, match.is_untouched) == (State.DRAFT, True)
    for minor in (None, NOW):
        (unit,) = current(updated(catalogue([match]), ASK_SHOUTED, minor=minor))
        assert (unit.state, unit.previous) == (State.OUTDATED, (None, "Ask the coach."))


def test_a_context_that_is_taken_away_again_costs_nothing() -> None:
    old = vouched()
    poster = updated(catalogue([old]), Message(ASK, "a poster"))
    assert current(poster)[0].state is State.DRAFT
    assert current(updated(poster.catalogue, ASK)) == [old]


def test_a_text_that_returns_beside_its_successor_has_its_translation() -> None:
    old = vouched()
    changed = updated(catalogue([old]), ASK_AGAIN).catalogue
    both = current(updated(changed, ASK_AGAIN, ASK))
    assert [unit.state for unit in both] == [State.OUTDATED, State.REVIEWED]
    assert both[1] == old


def test_a_split_text_that_is_joined_again_is_as_it_was() -> None:
    other = "Every worker signs the agreement on the first day."
    whole = vouched(f"{ASK} {other}", f"{ASK_SL} Vsak delavec podpiše dogovor.")
    parts = updated(catalogue([whole]), ASK, other).catalogue
    first, second = parts.units
    cut = replace(parts, units=(first, replace(second, translation="Vsak delavec podpiše dogovor.")))
    assert current(updated(cut, whole.message)) == [whole]


def test_what_is_gone_stays_whole_for_the_day_it_returns() -> None:
    """Another text took its translation on the way, and its translator made another one of it."""
    old = vouched()
    gone = updated(catalogue([old])).catalogue
    assert [unit.obsolete for unit in gone] == [True]
    successor, kept = updated(gone, ASK_AGAIN).catalogue
    assert (successor.state, kept.obsolete) == (State.OUTDATED, True)
    mended = replace(successor, translation="Prosite svojega mentorja.", fuzzy=False, previous=None)
    both = current(updated(catalogue([mended, kept]), ASK_AGAIN, ASK))
    assert both[1] == old


# Minor after the fact


@pytest.mark.parametrize("state", VOUCHED_STATES)
def test_an_edit_may_be_declared_minor_later(state: State) -> None:
    outdated = updated(catalogue([vouched(state=state)]), ASK_SHOUTED).catalogue
    late = updated(outdated, ASK_SHOUTED, minor=EARLIER)
    at_once = updated(catalogue([vouched(state=state)]), ASK_SHOUTED, minor=NOW)
    assert current(late) == current(at_once)
    assert (late.cost.kept.messages, late.cost.to_do.messages) == (1, 0)


def test_minor_means_this_edit_and_no_earlier_one() -> None:
    outdated = updated(catalogue([vouched()]), ASK_SHOUTED).catalogue
    assert current(updated(outdated, ASK_SHOUTED, minor=NOW))[0].state is State.OUTDATED
    assert current(updated(outdated, ASK, minor=NOW))[0].state is State.REVIEWED


def test_several_edits_are_judged_together() -> None:
    outdated = updated(catalogue([vouched()]), ASK_AGAIN).catalogue
    late = updated(outdated, ASK_SHOUTED, minor=EARLIER)
    assert current(late) == current(updated(catalogue([vouched()]), ASK_SHOUTED, minor=NOW))


@pytest.mark.parametrize(
    "text", [ASK_AGAIN, ASK.replace("tablet", "*tablet*"), ASK.replace("the job coach", "2 coaches")]
)
def test_what_is_not_minor_is_not_minor_later(text: str) -> None:
    outdated = updated(catalogue([vouched()]), text).catalogue
    late = updated(outdated, text, minor=EARLIER)
    assert late.catalogue == outdated
    assert late.carried == ()


def test_a_translation_that_was_touched_is_not_given_back_later() -> None:
    (unit,) = updated(catalogue([vouched()]), ASK_SHOUTED).catalogue
    touched = catalogue([replace(unit, translation="Prosite.")])
    assert current(updated(touched, ASK_SHOUTED, minor=EARLIER))[0].state is State.OUTDATED


def test_what_was_really_signed_stays_on_record_through_it_all() -> None:
    old = vouched()
    minor = updated(catalogue([old]), ASK_SHOUTED, minor=NOW).catalogue
    (unit,) = current(updated(updated(minor, ASK_AGAIN).catalogue, ASK_SHOUTED))
    assert [unit] == current(replace(updated(minor, ASK_SHOUTED)))
    assert old.record is not None
    assert unit.record is not None
    assert unit.record.was == old.record.of


# A previous source that an editor left behind


def test_a_previous_source_beside_a_translation_that_is_done_means_nothing() -> None:
    """Some editors take `fuzzy` away and leave `#| msgid`: the sign-off is for the text as it is."""
    left = replace(vouched("Wait there now.", "Počakaj tam."), previous=(None, "Wait here."))
    (unit,) = current(updated(catalogue([left]), "Wait here!", minor=NOW))
    assert (unit.state, unit.previous) == (State.OUTDATED, (None, "Wait there now."))
    (unit,) = current(updated(catalogue([left]), "Wait there, now.", minor=NOW))
    assert (unit.state, unit.previous) == (State.REVIEWED, None)


def test_a_joined_text_names_what_its_translations_were_made_for() -> None:
    other = "Every worker signs the agreement on the first day."
    left = replace(vouched(), previous=(None, "Something else that was here long ago."))
    (unit, *_) = current(updated(catalogue([left, vouched(other, "Vsak.")]), f"{ASK} {other}"))
    assert unit.previous == (None, f"{ASK} {other}")


# On any history

TEXTS = ["Ask the coach now.", "Ask the coach now!", "Ask the *coach* now.", "Ask a coach now.", "Wait 5 minutes."]
histories = st.lists(
    st.tuples(st.lists(st.sampled_from(TEXTS), unique=True, max_size=4), st.booleans(), st.booleans()), max_size=6
)


@given(st.lists(st.sampled_from(TEXTS), unique=True, max_size=4), st.sampled_from(VOUCHED_STATES), histories)
def test_no_history_of_edits_makes_a_sign_off_for_another_text(
    start: list[str], state: State, history: list[tuple[list[str], bool, bool]]
) -> None:
    made = catalogue([vouched(text, text.upper(), state) for text in start])
    for texts, minor, earlier in history:
        made = updated(made, *texts, minor=Minor(TODAY, earlier) if minor else None).catalogue
        for unit in made:
            if unit.state in VOUCHED_STATES and unit.translation != unit.message.text.upper():
                assert unit.record is not None
                assert unit.record.minor
                signed = unit.translation.capitalize()
                assert unit.record.was == sign_hash(None, signed, unit.translation)
                assert "minutes" not in unit.message.text


@given(st.lists(st.sampled_from(TEXTS), unique=True, max_size=4), st.sampled_from(VOUCHED_STATES), histories)
def test_whoever_takes_every_edit_back_has_every_sign_off_back(
    start: list[str], state: State, history: list[tuple[list[str], bool, bool]]
) -> None:
    old = catalogue([vouched(text, text.upper(), state) for text in start])
    made = old
    for texts, _, _ in history:
        made = updated(made, *texts).catalogue
    back = updated(made, *start)
    assert current(back) == [replace(unit, line=0) for unit in old]
