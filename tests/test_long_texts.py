"""No check of figures and letters takes long, whatever a text holds."""

from itertools import islice
from time import process_time

import pytest

from bwise_cli.checks import MOST_SLIPS, UNIT_CHECKS
from bwise_cli.checks.pair import LONGEST, Pair
from bwise_cli.domain.message import Message, Unit
from bwise_cli.domain.prose import Prose

from .checking import subject

TAGS = [tag for tag in UNIT_CHECKS if tag.partition("-")[0] in ("number", "date", "time", "unit", "currency")]
TAGS += ["script", "mojibake", "invisible", "bidi"]
PIECES = (
    "a", "1,", '"', " ", "a b ", "1 ", "1", "12 MB, ", "111 ", "?", "a?", "aа", "é", "Ð", "Ã©", "Ã© a ", "naèin ",
    "a\u200b", "\u202e", "€1 ", "1€", "5%", "November 1, 2026 ", "2:15 p.m. ", "a.m.", "IVXLC ", "Monday ", "ΑB ",
    "½", "&#1;", "one ", "“?", "е ов ", "a¹a", "w@", "a\ufe0f", "\U000e0061",
)  # fmt: skip
SOURCE = "It costs €20 and 1,250 MB in May 2026 at 2:15 p.m., one?"


@pytest.mark.parametrize("size", [LONGEST - 1000, 1_000_000])
@pytest.mark.parametrize("piece", PIECES)
def test_no_text_takes_a_second(piece: str, size: int) -> None:
    long = (piece * (size // len(piece) + 1))[:size]
    locale = "sl" if piece.isascii() else "bg"
    for source, target in ((long, "x 1 x."), (SOURCE, long)):
        pair = Pair(Unit(Message(source), target), seen(source), seen(target), locale, subject([], locale))
        for tag in TAGS:
            began = process_time()
            list(islice(UNIT_CHECKS[tag](pair), MOST_SLIPS))
            assert process_time() - began < 1, tag


def seen(text: str) -> Prose:
    """The text as one without marks: they are none of the checks' business."""
    return Prose(text, text, None, frozenset(text))
