"""What an author changed in a text, in one word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bwise_cli.domain.change import Change, change_of, marks_of, words_of

from .cases import Case, read_cases


@pytest.mark.parametrize("case", read_cases("change"), ids=lambda case: case.title)
def test_the_label_of_a_change(case: Case) -> None:
    before, after = case.given.splitlines()
    assert str(change_of(before, after)) == case.expected


def test_a_word_that_is_in_use_elsewhere_is_not_a_slip() -> None:
    assert change_of("Fill in the from.", "Fill in the form.") is Change.SPELLING
    assert change_of("Fill in the from.", "Fill in the form.", {"from"}.__contains__) is Change.TEXT


def test_words_are_without_marks_and_in_small_letters() -> None:
    text = "**Ask** the [job-coach’s](1) `Ctrl+C`[^2] for {money:5}, 1.5 % or <kbd>Esc</kbd>!"
    assert words_of(text) == [
        "ask", "the", "jobcoachs", "`Ctrl+C`", "for", "{money:5}", "1.5", "%", "or", "esc",
    ]  # fmt: skip


def test_marks_are_what_a_translation_must_have_too() -> None:
    text = r"_Ask_ a \* [coach](1) `x` {country}[^2] snake_case"
    assert marks_of(text) == sorted(["*", "*", "[", "](1)", "`x`", "{country}", "[^2]"])


letters = st.text("abc *_~[](1).,-’`{} é5%", max_size=12)


@given(letters, letters)
def test_a_change_looks_the_same_from_both_sides_but_for_slips(before: str, after: str) -> None:
    assert change_of(before, after) is change_of(after, before)


@given(letters, letters)
def test_small_changes_keep_the_words(before: str, after: str) -> None:
    if change_of(before, after) in (Change.MARKUP, Change.PUNCTUATION):
        assert "".join(words_of(before)) == "".join(words_of(after))
