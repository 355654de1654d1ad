"""English as sentences: the cases of tests/fixtures/sentences, and what holds for any text."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bwise_cli.engines.sentences import LONGEST, sentences

from .cases import Case, read_cases

CASES = read_cases("sentences")


@pytest.mark.parametrize("case", CASES, ids=[case.title for case in CASES])
def test_sentences(case: Case) -> None:
    found = [part for part in sentences(case.given.strip()) if part.strip()]
    assert "\n".join(found) == case.expected, case.place


WORDS = (
    *("Ask", "first", "Dr", "e.g", "etc", "U.S", "no", "a", "The", "ž", "word " * 30, "1", "2.5", "[1]", "[/1]", "⟦1⟧"),
    *(".", "!", "?", "…", ",", ";", ":", "(", ")", '"', "“", "”", " ", "  ", "\n", "\n\n", "\u00a0"),
)
ENGLISH = st.lists(st.sampled_from(WORDS), max_size=60).map("".join)


@given(st.one_of(ENGLISH, st.text()))
def test_parts_are_the_text(text: str) -> None:
    assert "".join(sentences(text)) == text


@given(st.one_of(ENGLISH, st.text()))
def test_sentences_have_no_spaces_around_them_that_the_text_has_not_at_its_ends(text: str) -> None:
    assert all(part == part.strip() for part in sentences(text.strip()) if part.strip())


@given(st.integers(1, 300), st.sampled_from(["word", "word,", "word;", "a"]))
def test_a_sentence_that_is_too_long_is_divided_between_words(count: int, word: str) -> None:
    text = " ".join([word] * count)
    parts = list(sentences(text))
    assert "".join(parts) == text
    assert max(map(len, parts)) <= LONGEST
    assert {piece for part in parts for piece in part.split()} == {word}


def test_a_long_sentence_is_divided_at_its_clauses() -> None:
    clause = "people who are new to this need more time than you would think, and that is fine"
    text = f"{clause}; {clause}; {clause}; {clause}; {clause}; {clause}."
    parts = [part for part in sentences(text) if part.strip()]
    assert len(parts) > 1
    assert all(part.endswith((";", ".")) for part in parts)


def test_a_word_without_end_stays_whole() -> None:
    assert list(sentences("x" * 2000)) == ["x" * 2000]


def test_a_long_text_takes_no_time() -> None:
    text = "Mr. " * 20_000 + "." * 20_000 + "[1]" * 20_000 + '"' * 20_000 + " " * 20_000 + "\n \n" * 20_000
    begun = time.perf_counter()
    assert "".join(sentences(text)) == text
    assert time.perf_counter() - begun < 5
