"""Directives: what an author says to this program in comments of a master.

`<!-- bwise:skip -->` … `<!-- bwise:end -->` leaves out what stands between; `<!-- bwise:context … -->` and
`<!-- bwise:note … -->` are for the next message.
"""

import re
from dataclasses import dataclass

from bwise_cli.domain.nodes import Blocks, Node, node

SKIP, END, CONTEXT, NOTE = "skip", "end", "context", "note"
DIRECTIVES = (SKIP, END, CONTEXT, NOTE)


@dataclass(frozen=True, slots=True)
class Directive:
    """One directive."""

    name: str
    """One of `DIRECTIVES`, or what the author wrote instead."""
    text: str
    """What stands behind the name, with single spaces."""
    source: str
    """The comment as it stands in the master."""


@dataclass(frozen=True, slots=True)
class DirectiveFault:
    """A directive that means nothing where it stands."""

    source: str
    """The comment as it stands in the master."""
    message: str
    """What is wrong with it."""
    remedy: str
    """What to do."""


_DIRECTIVE = re.compile(r"<!--\s*bwise:\s*([\w-]*)(.*?)-->", re.DOTALL)


def directive_of(item: Node) -> Directive | None:
    """The directive that a raw block or inline is."""
    if item["t"] not in ("RawBlock", "RawInline") or item["c"][0] != "html":
        return None
    found = _DIRECTIVE.fullmatch(item["c"][1].strip())
    return Directive(found[1], " ".join(found[2].split()), found[0]) if found else None


def split_off_directives(paragraph: Node) -> Blocks:
    """A paragraph with the directives that stand at its beginning as blocks before it.

    In a table cell, or right above a line of text, a comment is part of the paragraph.
    """
    inlines = list(paragraph["c"])
    before: Blocks = []
    while inlines and ((inlines[0]["t"] in ("Space", "SoftBreak") and before) or directive_of(inlines[0])):
        first = inlines.pop(0)
        if first["t"] == "RawInline":
            before.append(node("RawBlock", first["c"]))
    if not before:
        return [paragraph]
    return [*before, node(paragraph["t"], inlines)] if inlines else before
