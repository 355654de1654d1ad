"""Terms are found in whatever form they stand, and where only a similar word stands they are not."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bwise_cli.engines.word_forms import InflectedWords

from .terms import LANGUAGES, figures, sentences

FORMS = InflectedWords()
RECALL, FALSE_ALARMS = 0.90, 0.05
"""What the sentences are to reach at least, and at most."""


def test_there_are_sentences_for_every_language() -> None:
    assert LANGUAGES == ("bg", "de", "el", "es", "fr", "hr", "it", "lv", "nl", "pl", "ro", "sl")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sentences_are_enough(language: str) -> None:
    every = list(sentences(language))
    terms = {each.term for each in every}
    assert len(terms) >= 10
    for term in terms:
        assert sum(each.occurs for each in every if each.term == term) >= 3, term
        assert sum(not each.occurs for each in every if each.term == term) >= 2, term
    assert all(bool(each.marked) is each.occurs and each.marked in each.translation for each in every)
    assert not any(re.search(r"[\[\]]", each.english + each.translation) for each in every)


@pytest.mark.parametrize("language", LANGUAGES)
def test_terms_are_found_by_their_forms(language: str) -> None:
    for side in figures(language, FORMS):
        print(f"{language}: {side.found}/{side.there} found, {side.alarms}/{side.absent} false alarms")
        assert side.recall >= RECALL, side.wrong
        assert side.false_alarms <= FALSE_ALARMS, side.wrong


WORDS = sorted({word for language in LANGUAGES for each in sentences(language) for word in each.translation.split()})


@settings(deadline=None)
@given(st.sampled_from(WORDS), st.sampled_from(WORDS), st.sampled_from((*LANGUAGES, "en", "fi", "xx")))
def test_forms_of_one_word_share_a_key(one: str, other: str, language: str) -> None:
    assert FORMS.match(one, one, language)
    assert FORMS.match(one, other, language) == FORMS.match(other, one, language) or language == "en"
    assert not FORMS.match(one, other, language) or FORMS.keys(one, language) & FORMS.keys(other, language)


def test_threads_find_the_same() -> None:
    words = [(word, language) for language in ("en", "el", "hr", "lv") for word in WORDS[:300]]
    shared = InflectedWords()
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda each: shared.keys(*each), words * 2))
    assert found == [FORMS.keys(*each) for each in words] * 2


def test_an_english_noun_in_ing_is_not_its_verb() -> None:
    assert FORMS.match("recording", "Recordings", "en")
    assert FORMS.match("record", "recording", "en")
    assert not FORMS.match("recording", "recorded", "en")
    assert not FORMS.match("messaging", "message", "en")
    assert FORMS.match("string", "strings", "en")
