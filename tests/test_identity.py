"""The invariants that every master keeps; what each one is about stands in `invariants.py`."""

import os
from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bwise_cli.domain.document import Document
from bwise_cli.domain.master import Master, make_masters
from bwise_cli.domain.survey import segments
from bwise_cli.domain.walk import transform
from bwise_cli.engines.markdown import Parsed, parse_inlines, parse_markdown
from bwise_cli.localise import localise

from .building import identity, master
from .cases import Case, read_cases
from .invariants import breaches
from .made_up import TEXTS

USUAL = 200
EXAMPLES = int(os.environ.get("BWISE_EXAMPLES", USUAL))
"""Of each property; a night run takes 10,000."""
SLOW = settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    derandomize=EXAMPLES == USUAL,  # what a change did not cause must not turn its tests red
)
SEVERAL = st.lists(TEXTS, min_size=1, max_size=5)
READERS = {"extract": "commonmark_x", "extract_gfm": "gfm"}
CASES = [pytest.param(case, READERS[folder], id=case.place) for folder in READERS for case in read_cases(folder)]


def _masters(texts: Sequence[str], reader: str) -> list[Master]:
    """Masters of those `texts` that can be read at all: some are refused, such as a footnote that leads to itself."""
    read = [each for each in parse_markdown(texts, reader) if isinstance(each, Parsed)]
    return make_masters([Document(f"{n}.md", each.meta, each.blocks) for n, each in enumerate(read)], parse_inlines)


@pytest.mark.parametrize(("case", "reader"), CASES)
def test_every_construct_keeps_the_invariants(case: Case, reader: str) -> None:
    assert breaches([master(case.given, reader=reader)]) == []


@pytest.mark.parametrize("case", read_cases("extract"), ids=lambda case: case.place)
def test_identity_of_every_construct(case: Case) -> None:
    source = master(case.given)
    localised = localise([source], [identity([source])], parse_inlines)
    assert localised.findings == ()
    assert localised.documents == (source.document,)


@SLOW
@given(SEVERAL)
def test_any_text_keeps_the_invariants(texts: list[str]) -> None:
    assert breaches(_masters(texts, "commonmark_x")) == []


@SLOW
@given(SEVERAL)
def test_any_github_text_keeps_the_invariants(texts: list[str]) -> None:
    assert breaches(_masters(texts, "gfm")) == []


@SLOW
@given(SEVERAL)
def test_almost_everything_with_words_is_offered(texts: list[str]) -> None:
    for source in _masters(texts, "commonmark_x"):
        for segment, spelling in source:
            nested = any(item["t"] in ("Span", "Link", "Note") for item in segment.inlines)
            assert spelling is not None or not segment.is_prose or nested


@given(TEXTS)
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_the_walk_changes_nothing_by_itself(text: str) -> None:
    for source in _masters([text], "commonmark_x"):
        assert transform(source.document, lambda segment: segment.inlines) == source.document
        assert all(segment.inlines for segment in segments(source.document))
