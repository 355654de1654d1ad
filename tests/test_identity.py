"""The invariant: a catalogue that translates every message into itself leaves the document as it is."""

import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bwise_cli.domain.document import segments, transform
from bwise_cli.domain.master import make_masters
from bwise_cli.domain.message import Unit
from bwise_cli.engines.markdown import parse_inlines
from bwise_cli.engines.pseudo import Pseudo
from bwise_cli.extract import extract_messages
from bwise_cli.localise import localise

from .building import catalogue, document, identity, master
from .cases import Case, read_cases
from .skeletons import skeleton

EXAMPLES = int(os.environ.get("BWISE_EXAMPLES", "200"))
"""Of each property; a night run takes 10,000."""
SLOW = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize("case", read_cases("extract"), ids=lambda case: case.place)
def test_identity_of_every_construct(case: Case) -> None:
    source = master(case.given)
    localised = localise([source], [identity([source])], parse_inlines)
    assert localised.findings == ()
    assert localised.documents == (source.document,)


PIECES = (
    "word a_b 5 * ** _ ` `` [ ] (x) <b> </b> < > &amp; & \\ \\* $ $5 ^ ~ ~~ :smile: : ! ![a](i.png)"
    " [l](https://e.example) [^1] `c` {x} {country} [s]{.k} x^2^ $a$ č “q” — # 1. - + | = ☐ … *e* **s** ~~d~~"
    " [*e*](https://e.example) <https://u.example> `r`{=latex}"
)
WORDS = st.sampled_from([*PIECES.split(), "\u00a0", "*e **s** e*", "[l *e*](https://e.example 'title')"])
LINES = st.lists(st.tuples(WORDS, st.sampled_from([" ", "", "\n", "\\\n"])), min_size=1, max_size=12).map(
    lambda pieces: "".join(word + gap for word, gap in pieces)
)
BLOCKS = st.one_of(
    LINES,
    LINES.map(lambda text: "# " + text.replace("\n", " ")),
    LINES.map(lambda text: "- " + text.replace("\n", "\n  ")),
    LINES.map(lambda text: "1. x\n\n   - [ ] " + text.replace("\n", " ")),
    LINES.map(lambda text: "> " + text.replace("\n", "\n> ")),
    LINES.map(lambda text: "::: {.case title='A b'}\n" + text + "\n:::"),
    LINES.map(lambda text: "| h |\n|---|\n| " + text.replace("\n", " ").replace("|", "") + " |\n\nTable: x y"),
    LINES.map(lambda text: "Term\n: " + text.replace("\n", "\n  ")),
    LINES.map(lambda text: "x[^1]\n\n[^1]: " + text.replace("\n", " ").replace("[^1]", "")),
)
TEXTS = st.lists(BLOCKS, min_size=1, max_size=8).map("\n\n".join)


@SLOW
@given(st.lists(TEXTS, min_size=1, max_size=5))
def test_identity_of_any_text(texts: list[str]) -> None:
    masters = make_masters([document(text, f"{n}.md") for n, text in enumerate(texts)], parse_inlines)
    localised = localise(masters, [identity(masters)], parse_inlines)
    assert localised.findings == ()
    assert list(localised.documents) == [source.document for source in masters]


@SLOW
@given(st.lists(TEXTS, min_size=1, max_size=5))
def test_almost_everything_with_words_is_offered(texts: list[str]) -> None:
    for source in make_masters([document(text) for text in texts], parse_inlines):
        for segment, spelling in source:
            nested = any(item["t"] in ("Span", "Link", "Note") for item in segment.inlines)
            assert spelling is not None or not segment.is_prose or nested


@given(TEXTS)
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_the_walk_changes_nothing_by_itself(text: str) -> None:
    source = document(text)
    assert transform(source, lambda segment: segment.inlines) == source
    assert all(segment.inlines for segment in segments(source))


@SLOW
@given(st.lists(TEXTS, min_size=1, max_size=5))
def test_a_pseudo_translation_leaves_the_skeleton_of_any_text(texts: list[str]) -> None:
    masters = make_masters([document(text, f"{n}.md") for n, text in enumerate(texts)], parse_inlines)
    offered = extract_messages(masters)
    drafts = Pseudo().draft(offered, "de")
    units = [Unit(message, draft or "", fuzzy=True) for message, draft in zip(offered, drafts, strict=True)]
    done = localise(masters, [catalogue(units)], parse_inlines)
    assert [skeleton(each) for each in done.documents] == [skeleton(each.document) for each in masters]
