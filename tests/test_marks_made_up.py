"""Marks of made-up masters: what comes back with every mark in its place is taken, and whatever is taken fits."""

import re
from collections.abc import Callable, Mapping
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bwise_cli.domain.document import Document
from bwise_cli.domain.fitting import fit
from bwise_cli.domain.master import Master, make_masters
from bwise_cli.domain.passage import Limits, Marking, Order, Register
from bwise_cli.draft.desk import Source
from bwise_cli.engines.markdown import Parsed, parse_inlines, parse_markdown

from .drafting import desk, foreign, parts
from .made_up import TEXTS

FEW = settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
SEVERAL = st.lists(TEXTS.map(lambda text: text.replace("\u2028", " ")), min_size=1, max_size=4)
"""Masters without line separators: at the end of a text they are space, which engines take away."""
Answer = Callable[[str, Marking], str]


class Answering:
    """An engine that answers as it is told, with one marking."""

    name = "answering"
    limits = Limits(passages=1000, octets=10_000_000)

    def __init__(self, marking: Marking, answer: Answer) -> None:
        self.markings = (marking,)
        self._answer = answer

    def signature(self, locale: str, register: Register) -> str:
        return ""

    def provenance(self, locale: str) -> Mapping[str, str]:
        return {}

    def translate(self, order: Order) -> list[str]:
        return [self._answer(each.text, order.marking) for each in order.passages]


def shuffled(random: Random, *, whole: bool) -> Answer:
    """Answers in another order: of words and of pairs with what is in them, or of whatever there is."""

    def answer(text: str, marking: Marking) -> str:
        pieces = pairs(text, marking) if whole else [part for part, _ in parts(text, marking)]
        random.shuffle(pieces)
        return "".join(pieces)

    return answer


def pairs(text: str, marking: Marking) -> list[str]:
    """Words, signs, and pairs as one, of the outermost level."""
    found: list[str] = []
    depth = 0
    closing = ("[/",) if marking is Marking.TOKENS else ("</",)
    opening = set(re.findall(r"\[/(\d+)\]", text)) if marking is Marking.TOKENS else set(re.findall(r"</g(\d+)>", text))
    for part, is_sign in parts(foreign(text, marking), marking):
        closes = is_sign and part.startswith(closing)
        if depth:
            found[-1] += part
        elif is_sign:
            found.append(part)
        else:
            found += re.findall(r"\s*\S+\s*|\s+", part)
        if closes:
            depth -= 1
        elif is_sign and re.fullmatch(r"<g\d+>|\[\d+\]", part) and re.sub(r"\D", "", part) in opening:
            depth += 1
    return found


def made_up(texts: list[str], reader: str) -> list[Master]:
    read = [each for each in parse_markdown(texts, reader) if isinstance(each, Parsed)]
    return make_masters([Document(f"{n}.md", each.meta, each.blocks) for n, each in enumerate(read)], parse_inlines)


def refused(masters: list[Master], marking: Marking, answer: Answer) -> list[str]:
    """The texts that have no draft. Those that have one are seen to fit."""
    offered = [(segment, spelling) for master in masters for segment, spelling in master if spelling]
    sources = [Source(spelling.text) for _, spelling in offered]
    made = desk(Answering(marking, answer)).drafts(sources, "sl", Register.USUAL)
    read = dict(zip(made, parse_inlines([each.text for each in made.values()]), strict=True))
    for segment, spelling in offered:
        if spelling.text in made:
            faults, _ = fit(read[spelling.text], segment.inlines, spelling)
            assert faults == (), (spelling.text, made[spelling.text].text)
    return [source.text for source in sources if source.text not in made]


READERS = pytest.mark.parametrize("reader", ["commonmark_x", "gfm"])


@READERS
@FEW
@given(SEVERAL, st.sampled_from(Marking))
def test_an_answer_in_other_letters_is_taken_and_fits(reader: str, texts: list[str], marking: Marking) -> None:
    assert refused(made_up(texts, reader), marking, foreign) == []


@READERS
@FEW
@given(SEVERAL, st.sampled_from(Marking), st.randoms(use_true_random=False), st.booleans())
def test_an_answer_in_any_order_fits_or_is_refused(
    reader: str, texts: list[str], marking: Marking, random: Random, whole: bool
) -> None:
    refused(made_up(texts, reader), marking, shuffled(random, whole=whole))
