"""Passages: texts on their way to an engine, with what must come back as it is marked in them."""

import re
from dataclasses import dataclass
from enum import StrEnum
from html import unescape

MACHINES = ("deepl", "local", "libretranslate")
"""Engines that translate by themselves. What comes from a memory or from an old document, a person once wrote."""
PSEUDO = "pseudo"
"""The engine that only looks as if it did."""


class Marking(StrEnum):
    """How a text shows an engine what is not to be translated. The order is from the best drafts to the surest."""

    TAGS = "tags"
    """XML: `<g1>…</g1>` around marked words, `<k2>…</k2>` around what stays as it is, `<n3/>` for what has no words."""
    TOKENS = "tokens"
    """Plain text with a token such as `⟦3⟧` for each tag, and for what stays as it is."""
    PIECES = "pieces"
    """Plain text between two marks, each piece a passage of its own: nothing gets lost but the sentence around."""


class Register(StrEnum):
    """How readers are addressed."""

    USUAL = "usual"
    """As the engine does by itself."""
    FORMAL = "formal"
    PLAIN = "plain"
    """As one speaks to a colleague."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A text for an engine."""

    text: str
    """What is to be translated, marked as the order says. Never without a letter."""
    context: str = ""
    """Words around it in the master, for engines that take them; neither translated nor billed."""


_TAG = re.compile(r"</?[gkn]\d+/?>")


def billable(passage: Passage, marking: Marking) -> int:
    """What an engine bills for a passage: its characters (code points), without tags."""
    if marking is not Marking.TAGS:
        return len(passage.text)
    return len(unescape(_TAG.sub("", passage.text)))


@dataclass(frozen=True, slots=True)
class Order:
    """Passages of one kind for one engine; no more at once than its limits allow."""

    passages: tuple[Passage, ...]
    """What is to be translated."""
    locale: str
    """What into, such as `de_AT`."""
    marking: Marking
    """How all of them are marked."""
    register: Register = Register.USUAL
    """How their readers are addressed."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much an engine takes at once."""

    passages: int
    """Passages in one order."""
    octets: int
    """Bytes of UTF-8 in one order."""
    orders: int = 1
    """Orders on their way at the same time, over all locales."""
