"""Bringing a catalogue up to date: what is kept, what is carried over, and that no work is ever lost."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bwise_cli.domain.catalogue import Catalogue
from bwise_cli.domain.message import Kind, Message, Record, Reference, State, Unit, sign_hash
from bwise_cli.formats.po import parse_po, serialise_po
from bwise_cli.merge import Merged, merge

from .building import catalogue, messages
from .cases import Case, read_cases

ASK = Message("Ask the job coach for help when the tablet does not start.", kinds=(Kind.PARAGRAPH,))
ASK_AGAIN = Message("Ask your job coach for help when the tablet does not start.", kinds=(Kind.PARAGRAPH,))
ASK_LATER = Message("Ask your job coach for help if the tablet does not start.", kinds=(Kind.PARAGRAPH,))
OTHER = Message("Every worker signs the agreement.")
ASK_SL = "Prosite mentorja za pomoč, če se tablica ne zažene."
OTHER_SL = "Vsak delavec podpiše dogovor."


def reviewed(message: Message, translation: str) -> Unit:
    """A unit that was signed off."""
    record = Record(State.REVIEWED, by="Ana", on="2026-11-23", of=sign_hash(*message.key, translation))
    return Unit(message, translation, record=record, comments=("Pazi na spol.",), flags=("no-wrap",))


SIGNED = reviewed(ASK, ASK_SL)


def counts(merged: Merged) -> tuple[int, int, int]:
    """How many messages are new, changed and gone."""
    return len(merged.added), len(merged.carried), len(merged.removed)


def without_lines(made: Catalogue) -> tuple[Unit, ...]:
    """The units as if they had never been in a file."""
    return tuple(replace(unit, line=0) for unit in made)


# What did not change


def test_nothing_changes_when_nothing_changed() -> None:
    old = catalogue([SIGNED, Unit(OTHER), Unit(Message("Gone."), "Ni več.", obsolete=True)])
    merged = merge(old, [ASK, OTHER])
    assert merged.catalogue == old
    assert counts(merged) == (0, 0, 0)


def test_an_equal_text_keeps_translation_sign_off_comments_and_flags() -> None:
    moved = replace(ASK, references=(Reference("02-new.md", "start"),), notes=("glossary: tablet = tablica",))
    (unit,) = merge(catalogue([SIGNED]), [moved]).catalogue
    assert unit.state is State.REVIEWED
    assert (unit.translation, unit.comments, unit.flags) == (ASK_SL, ("Pazi na spol.",), ("no-wrap",))
    assert unit.message == moved


def test_units_come_in_the_order_of_the_document() -> None:
    merged = merge(catalogue([SIGNED, Unit(OTHER, OTHER_SL)]), [OTHER, Message("New."), ASK])
    assert [unit.message.text for unit in merged.catalogue] == [OTHER.text, "New.", ASK.text]


def test_equal_texts_in_other_contexts_are_other_units() -> None:
    button, field = Message("Save", "button"), Message("Save", "field")
    merged = merge(catalogue([Unit(button, "Shrani"), Unit(field, "Prihrani")]), [field, button])
    assert [(unit.message.context, unit.translation) for unit in merged.catalogue] == [
        ("field", "Prihrani"),
        ("button", "Shrani"),
    ]


# What is gone


def test_a_removed_text_becomes_obsolete_after_the_others() -> None:
    merged = merge(catalogue([SIGNED, Unit(OTHER, OTHER_SL)]), [OTHER])
    assert [(unit.message.text, unit.obsolete) for unit in merged.catalogue] == [(OTHER.text, False), (ASK.text, True)]
    assert counts(merged)[2] == 1


def test_a_removed_text_without_a_translation_is_dropped() -> None:
    merged = merge(catalogue([Unit(ASK), Unit(OTHER, OTHER_SL)]), [OTHER])
    assert [unit.message.text for unit in merged.catalogue] == [OTHER.text]


def test_a_removed_text_with_a_remark_keeps_that() -> None:
    asked = Unit(OTHER, comments=("Which agreement?",))
    gone = merge(catalogue([asked]), []).catalogue
    assert [(unit.comments, unit.obsolete) for unit in gone] == [(("Which agreement?",), True)]
    assert without_lines(merge(gone, [OTHER]).catalogue) == (asked,)


def test_a_text_that_returns_is_as_it_was() -> None:
    without = merge(catalogue([SIGNED]), []).catalogue
    (unit,) = merge(without, [ASK]).catalogue
    assert not unit.obsolete
    assert unit.state is State.REVIEWED
    assert replace(unit, line=0) == SIGNED


# What changed


def test_a_changed_text_keeps_its_translation_as_outdated() -> None:
    merged = merge(catalogue([SIGNED]), [ASK_AGAIN])
    (unit,) = merged.catalogue
    assert (unit.message, unit.translation, unit.state) == (ASK_AGAIN, ASK_SL, State.OUTDATED)
    assert unit.previous == ASK.key
    assert (unit.comments, unit.flags) == (SIGNED.comments, SIGNED.flags)
    assert counts(merged) == (0, 1, 0)


def test_a_sign_off_does_not_survive_a_change_of_the_text() -> None:
    (unit,) = merge(catalogue([SIGNED]), [ASK_AGAIN]).catalogue
    assert replace(unit, fuzzy=False).state is State.TRANSLATED


def test_a_text_that_changed_twice_keeps_the_source_that_was_translated() -> None:
    once = merge(catalogue([SIGNED]), [ASK_AGAIN]).catalogue
    (unit,) = merge(once, [ASK_LATER]).catalogue
    assert (unit.translation, unit.previous, unit.state) == (ASK_SL, ASK.key, State.OUTDATED)


def test_a_draft_of_a_text_that_changed_is_outdated() -> None:
    drafted = Unit(ASK, ASK_SL, fuzzy=True, record=Record(State.DRAFT, engine="deepl", on="2026-11-23"))
    (unit,) = merge(catalogue([drafted]), [ASK_AGAIN]).catalogue
    assert (unit.state, unit.previous) == (State.OUTDATED, ASK.key)


def test_an_obsolete_translation_helps_a_new_text() -> None:
    gone = replace(SIGNED, obsolete=True)
    unit, kept = merge(catalogue([gone]), [ASK_AGAIN]).catalogue
    assert (unit.translation, unit.state, unit.obsolete) == (ASK_SL, State.OUTDATED, False)
    assert kept == gone


def test_one_old_text_goes_to_the_most_similar_new_one() -> None:
    merged = merge(catalogue([SIGNED]), [ASK_LATER, ASK_AGAIN])
    assert [unit.translation for unit in merged.catalogue] == ["", ASK_SL]
    assert counts(merged)[:2] == (1, 1)


def test_two_old_texts_go_to_two_new_ones() -> None:
    olds = [Unit(Message(f"Step {n}: open the program and wait."), f"{n}. korak") for n in (1, 2)]
    news = [Message(f"Step {n}: open the program and wait a minute.") for n in (2, 1)]
    merged = merge(catalogue(olds), news)
    assert [unit.translation for unit in merged.catalogue] == ["2. korak", "1. korak"]


def test_a_text_from_the_same_section_is_preferred() -> None:
    here, there = Reference("01-a.md", "here"), Reference("01-a.md", "there")
    olds = [
        Unit(Message("Save your work before lunch.", references=(there,)), "tam"),
        Unit(Message("Save your work before class.", references=(here,)), "tu"),
    ]
    (unit, *_) = merge(catalogue(olds), [Message("Save your work before break.", references=(here,))]).catalogue
    assert unit.translation == "tu"


def test_a_text_that_has_nothing_to_do_with_it_gets_nothing() -> None:
    merged = merge(catalogue([SIGNED]), [OTHER])
    assert [(unit.translation, unit.obsolete) for unit in merged.catalogue] == [("", False), (ASK_SL, True)]


def test_an_untranslated_text_is_never_carried_over() -> None:
    merged = merge(catalogue([Unit(ASK)]), [ASK_AGAIN])
    assert [(unit.previous, unit.state) for unit in merged.catalogue] == [(None, State.UNTRANSLATED)]


# A text that stands in several places


def at(text: str, *places: str) -> Message:
    return Message(text, kinds=(Kind.PARAGRAPH,), references=tuple(Reference(*place.split("#")) for place in places))


def test_a_text_that_changed_in_one_of_its_places_lends_its_translation() -> None:
    everywhere = reviewed(at(ASK.text, "01.md#start", "02.md#stop"), ASK_SL)
    news = [at(ASK.text, "01.md#start"), at(ASK_AGAIN.text, "02.md#stop")]
    merged = merge(catalogue([everywhere]), news)
    here, there = merged.catalogue
    assert (here.translation, here.state) == (ASK_SL, State.REVIEWED)
    assert (there.translation, there.state, there.previous) == (ASK_SL, State.OUTDATED, ASK.key)
    assert counts(merged) == (0, 1, 0)


def test_a_text_that_is_where_it_was_lends_nothing() -> None:
    everywhere = reviewed(at(ASK.text, "01.md#start", "02.md#stop"), ASK_SL)
    for news in (
        [everywhere.message, at(ASK_AGAIN.text, "02.md#stop")],
        [at(ASK.text, "01.md#start", "03.md#stop"), at(ASK_AGAIN.text, "03.md#stop")],
    ):
        assert merge(catalogue([everywhere]), news).catalogue.units[1].state is State.UNTRANSLATED


# Contexts, split and joined texts


def test_a_text_that_gets_a_context_keeps_its_translation_as_a_draft() -> None:
    (unit,) = merge(catalogue([SIGNED]), [replace(ASK, context="a poster")]).catalogue
    assert (unit.translation, unit.state, unit.previous) == (ASK_SL, State.DRAFT, None)
    assert unit.record == replace(
        SIGNED.record or Record(State.DRAFT), state=State.DRAFT, change="context", before="reviewed"
    )


def test_a_text_that_has_a_context_in_one_of_two_places_stays_signed_in_the_other() -> None:
    plain, poster = merge(catalogue([SIGNED]), [ASK, replace(ASK, context="a poster")]).catalogue
    assert (plain.translation, plain.state) == (ASK_SL, State.REVIEWED)
    assert (poster.translation, poster.state) == (ASK_SL, State.DRAFT)


def test_another_context_that_is_still_there_gives_nothing() -> None:
    door = reviewed(Message("Open", "door"), "Odprto")
    _, unit = merge(catalogue([door]), [door.message, Message("Open", "file")]).catalogue
    assert unit.state is State.UNTRANSLATED


def test_an_outdated_text_that_gets_a_context_is_outdated() -> None:
    outdated = merge(catalogue([SIGNED]), [ASK_AGAIN]).catalogue
    (unit,) = merge(outdated, [replace(ASK_AGAIN, context="a poster")]).catalogue
    assert (unit.translation, unit.state, unit.previous) == (ASK_SL, State.OUTDATED, ASK.key)


def test_joined_texts_that_are_parted_again_are_as_they_were() -> None:
    both = [SIGNED, reviewed(OTHER, OTHER_SL)]
    whole = Message(f"{ASK.text} {OTHER.text}", kinds=(Kind.PARAGRAPH,))
    joined = merge(catalogue(both), [whole])
    assert [len(joined.added), len(joined.removed)] == [0, 0]
    first, *_ = joined.catalogue
    assert (first.translation, first.state) == (f"{ASK_SL} {OTHER_SL}", State.OUTDATED)
    assert first.previous == whole.key
    parted = merge(joined.catalogue, [ASK, OTHER]).catalogue
    assert [replace(unit, line=0) for unit in parted.current] == both


def test_both_parts_of_a_split_text_name_the_whole_as_their_source() -> None:
    whole = reviewed(Message(f"{ASK.text} {OTHER.text}", kinds=(Kind.PARAGRAPH,)), f"{ASK_SL} {OTHER_SL}")
    first, second = merge(catalogue([whole]), [ASK, OTHER]).catalogue
    for unit in (first, second):
        assert (unit.translation, unit.state, unit.previous) == (whole.translation, State.OUTDATED, whole.key)
        assert unit.record is not None
        assert unit.record.change == "split"


# Edits as authors make them


@pytest.mark.parametrize("case", read_cases("merge"), ids=lambda case: case.title)
def test_what_translators_get_after_an_edit(case: Case) -> None:
    before, after = (messages(text) for text in case.given.split("=====\n"))
    merged = merge(catalogue([Unit(each, each.text.upper()) for each in before]), after)
    labels = {each.unit.key: str(each.change) for each in merged.carried}
    fresh = [unit for unit in merged.catalogue.current if unit.key not in {each.key for each in before}]
    lines = [
        f"{labels[unit.key]}: {unit.message.text} <- {unit.translation}"
        if unit.key in labels
        else f"new: {unit.message.text}"
        for unit in fresh
    ]
    lines += [f"gone: {unit.message.text}" for unit in merged.removed]
    assert lines == case.expected.splitlines()


# On any catalogue

words = st.sampled_from(
    ["ask", "the", "coach", "for", "help", "when", "tablet", "stops", "and", "save", "your", "work"]
)
texts = st.lists(words, min_size=1, max_size=6).map(" ".join)
keys = st.tuples(st.sampled_from([None, None, "button"]), texts)
translations = st.sampled_from(["", "ena", "dve", "tri", "štiri"])
units = st.builds(
    lambda key, translation, fuzzy, obsolete: Unit(
        Message(key[1], key[0]),
        translation,
        fuzzy=fuzzy and bool(translation),
        obsolete=obsolete and bool(translation),
    ),
    keys, translations, st.booleans(), st.booleans(),
)  # fmt: skip
catalogues = st.lists(units, max_size=8, unique_by=lambda unit: unit.key).map(
    lambda made: catalogue(sorted(made, key=lambda unit: unit.obsolete))
)
message_lists = st.lists(keys, max_size=8, unique=True).map(lambda made: [Message(text, ctx) for ctx, text in made])


@given(catalogues, message_lists)
def test_no_translation_is_ever_lost(old: Catalogue, messages: list[Message]) -> None:
    before = Counter(unit.translation for unit in old if unit.translation)
    after = Counter(unit.translation for unit in merge(old, messages).catalogue if unit.translation)
    assert not before - after


@given(catalogues, message_lists)
def test_the_result_holds_every_message_once_in_order(old: Catalogue, messages: list[Message]) -> None:
    merged = merge(old, messages)
    assert [unit.message for unit in merged.catalogue.current] == messages
    assert [unit.obsolete for unit in merged.catalogue] == sorted(unit.obsolete for unit in merged.catalogue)
    known = {unit.key for unit in old}
    new = [unit for unit in merged.catalogue.current if unit.key not in known]
    assert counts(merged)[:2] == (
        sum(not unit.translation for unit in new),
        sum(bool(unit.translation) for unit in new),
    )


@given(catalogues, message_lists)
def test_merging_twice_is_merging_once(old: Catalogue, messages: list[Message]) -> None:
    once = merge(old, messages).catalogue
    assert merge(once, messages).catalogue == once


@settings(max_examples=25)
@given(catalogues, message_lists)
def test_a_merged_catalogue_comes_back_from_its_file(old: Catalogue, messages: list[Message]) -> None:
    merged = merge(old, messages).catalogue
    read = parse_po(serialise_po(merged), "sl/test.po", "test", "sl")
    assert without_lines(read) == without_lines(merged)


@pytest.mark.parametrize("translated", [True, False])
def test_counts_of_added_and_removed(translated: bool) -> None:
    old = catalogue([Unit(ASK, ASK_SL if translated else ""), Unit(OTHER, OTHER_SL)])
    merged = merge(old, [OTHER, Message("Breakfast is at nine.")])
    assert counts(merged) == (1, 0, 1)
