"""A segment: a run of inlines of a document that is translated as a whole."""

import re
from dataclasses import dataclass

from bwise_cli.domain.message import Kind, Reference
from bwise_cli.domain.nodes import Inlines, plain_text
from bwise_cli.domain.splice import VARIABLE


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of inlines that is translated as a whole."""

    kind: Kind
    """What it is."""
    inlines: Inlines
    """The text. Never empty."""
    reference: Reference
    """Where it stands."""
    context: str | None = None
    """What the author gave it to tell it from equal texts."""
    notes: tuple[str, ...] = ()
    """What the author tells the translators of it."""

    @property
    def is_prose(self) -> bool:
        """Whether there is anything to translate."""
        return is_prose(self.inlines)


_PLAIN_WORD = re.compile(r"[^\W\d_][^{}]*")
"""A word that is no part of a variable: nearly every text has one, and needs no closer look."""
_LETTER_OR_DECIMAL = re.compile(r"[^\W\d_]|\d[.,]\d")


def is_prose(inlines: Inlines) -> bool:
    """Whether there is anything to translate: a letter outside variables and code, or a decimal number."""
    if any(inline["t"] == "Str" and _PLAIN_WORD.fullmatch(inline["c"]) for inline in inlines):
        return True
    text = plain_text(item for item in inlines if item["t"] not in ("Code", "Math"))
    return _LETTER_OR_DECIMAL.search(VARIABLE.sub("", text)) is not None
