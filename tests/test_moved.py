"""Marks that slipped, and codes of outcomes: no text, however odd, takes long to look at."""

from itertools import product
from time import process_time

import pytest

from bwise_cli.checks import UNIT_CHECKS
from bwise_cli.checks.pair import Pair
from bwise_cli.domain.message import Message, Unit
from bwise_cli.domain.prose import prose

from .checking import subject

PIECES = (
    *("a", " ", "a b ", "*a ", "**", "[", "a [^1]", "{a}", "`a`", "<b>", "a*a"),
    *("K1 ", "K1–", "[a](1)", "[a **b**](1)"),
)
SOURCE = "Read **the** [guide](1) {a} `a` (K1) <b>x</b>[^1]"


@pytest.mark.parametrize("tag", ["moved", "outcome-id"])
@pytest.mark.parametrize("piece", PIECES)
def test_a_megabyte_takes_no_second(tag: str, piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    texts, around = (prose(text), prose(SOURCE)), subject([], "sl")
    for source, target in product(texts, repeat=2):
        pair = Pair(Unit(Message(source.text), target.text), source, target, "sl", around)
        began = process_time()
        list(UNIT_CHECKS[tag](pair))
        assert process_time() - began < 1
