"""Marks: what an engine is shown, and which answers are taken."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bwise_cli.domain.passage import Marking
from bwise_cli.draft.marks import Marked, mark, restore
from bwise_cli.engines.markdown import parse_inlines

from .cases import Case, read_cases
from .drafting import foreign

TEXTS = [case.given.split("\n=>\n")[0].replace("“", "").replace("”", "") for case in read_cases("marks")]


def marked(text: str, marking: Marking, keep: tuple[str, ...] = ()) -> Marked:
    (inlines,) = parse_inlines([text])
    assert inlines is not None
    return mark(inlines, marking, keep)


def drafted(source: Marked, answers: list[str]) -> str | None:
    """The spelling that a draft of these answers gets; None if they are not taken."""
    restored = restore(source, answers)
    spellings = restored.spellings if restored else ()
    read = zip(spellings, parse_inlines(spellings), strict=True)
    return next((text for text, inlines in read if restored and restored.is_read_as(inlines)), None)


@pytest.mark.parametrize("case", read_cases("marks"), ids=lambda case: case.title)
def test_answers_become_drafts(case: Case) -> None:
    message, shown, answer = (part.removesuffix("\n") for part in re.split(r"\n=>(?:\n|$)", case.given))
    keep = tuple(re.findall("“(.*?)”", message))
    source = marked(message.replace("“", "").replace("”", ""), Marking.TAGS, keep)
    assert [passage.text for passage in source.passages] == [line for line in [shown] if line]
    draft = drafted(source, [answer] if shown else [])
    assert (draft or "-") == case.expected


@pytest.mark.parametrize("marking", list(Marking))
@pytest.mark.parametrize("text", dict.fromkeys(TEXTS))
def test_an_answer_that_changes_letters_alone_is_always_taken(text: str, marking: Marking) -> None:
    source = marked(text, marking)
    answers = [foreign(passage.text, marking) for passage in source.passages]
    draft = drafted(source, answers)
    assert draft is not None
    signs = re.findall(r"\]\(\d+\)|\[\^\d+\]|`[^`]+`|\{[^}]*\}|[*]+|</?\w+>|:\w+:|\$[^$]+\$", text)
    assert [sign for sign in signs if sign not in draft] == []


FREE = "If you have been out of work for more than a year, {office} pays for the course."
PUT_IN_FRONT = [
    (FREE, "<k1>{office}</k1> plača tečaj, če ste brez dela več kot eno leto.", True),
    ("You find the form for your first day at work [here](1), at any time you like.",
     "<g1>Hier</g1> finden Sie das Formular für Ihren ersten Arbeitstag, wann immer Sie möchten.", True),
    (f"First of all, ask somebody in your team. {FREE}", "<k1>{office}</k1> Vprašajte koga v ekipi. Če ste brez dela"
     " več kot eno leto, plača tečaj.", False),
    ("Three out of ten people[^1] in Europe have never used a computer, says a study.",
     "<n1/>Laut einer Studie haben drei von zehn Menschen in Europa noch nie einen Computer benutzt.", False),
    ("Ask somebody in your own team about {office} or `dir` before you go and do it.",
     "<k1>{office}</k1><k2>dir</k2> Vprašajte koga v svoji ekipi, preden greste in to storite sami.", False),
]  # fmt: skip


@pytest.mark.parametrize(("text", "answer", "is_taken"), PUT_IN_FRONT)
def test_what_stands_in_front_is_taken_where_word_order_can_put_it_there(
    text: str, answer: str, is_taken: bool
) -> None:
    assert (drafted(marked(text, Marking.TAGS), [answer]) is not None) == is_taken


ANSWERS = st.lists(
    st.sampled_from(
        ["<g1>", "</g1>", "<g2>", "</g2>", "<k3>dir</k3>", "<n4/>", "slovo", " ", "*", "<b>", "&lt;", "[^1]"]
    )
).map("".join)


@given(ANSWERS)
def test_whatever_comes_back_a_draft_has_the_signs_of_its_source(answer: str) -> None:
    source = marked("Press *the __red__ key* `dir`[^1] now", Marking.TAGS)
    draft = drafted(source, [answer])
    if draft is not None:
        assert sorted(re.findall(r"\[\^\d\]|`dir`", draft)) == ["[^1]", "`dir`"]
        (inlines,) = parse_inlines([draft])
        kinds = [inline["t"] for inline in inlines or []]
        assert kinds.count("Emph") == 1
        assert kinds.count("Code") == 1
