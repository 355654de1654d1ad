"""Directives: what an author says to this program in comments of a master.

`<!-- bwise:skip -->` … `<!-- bwise:end -->` leaves out what stands between; `<!-- bwise:context … -->` and
`<!-- bwise:note … -->` are for the next message. `<!-- bwise:ignore … -->` takes findings about the next block away.
"""

import re
from dataclasses import dataclass

from bwise_cli.domain.nodes import Blocks, Node, node

SKIP, END, CONTEXT, NOTE, IGNORE = "skip", "end", "context", "note", "ignore"
DIRECTIVES = (SKIP, END, CONTEXT, NOTE, IGNORE)


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


class OpenDirectives:
    """The directives in force at one point of a walk over a document, and the faults found so far."""

    def __init__(self) -> None:
        self.faults: list[DirectiveFault] = []
        self._skip: Directive | None = None
        self._context: Directive | None = None
        self._notes: list[Directive] = []

    @property
    def skip(self) -> bool:
        """Whether what stands here is left out."""
        return self._skip is not None

    @property
    def wait(self) -> bool:
        """Whether a context or notes wait for the next message."""
        return bool(self._context or self._notes)

    def add(self, directive: Directive) -> None:
        """Do what a directive says; what it can not mean is a fault."""
        name, text = directive.name, directive.text
        if name not in DIRECTIVES:
            self._misplaced(directive, "there is no such directive", f"there are {', '.join(DIRECTIVES)}")
        elif name in (CONTEXT, NOTE) and not text:
            self._misplaced(directive, "it says nothing", f"write <!-- bwise:{name} what you mean -->")
        elif name == SKIP and self._skip:
            remedy = "write <!-- bwise:end --> first, or take it out"
            self._misplaced(directive, "the passage is skipped already", remedy)
        elif name == END and not self._skip:
            self._misplaced(directive, "nothing is skipped here", "write <!-- bwise:skip --> before, on the same level")
        elif name == CONTEXT and self._context:
            self._misplaced(directive, "the next message has a context already", "leave one of them")
        elif name == IGNORE:
            return  # it is for the checks, which look at whether it is right
        elif name in (SKIP, END):
            self._skip = directive if name == SKIP else None
        elif name == CONTEXT:
            self._context = directive
        else:
            self._notes.append(directive)

    def take(self) -> tuple[str | None, tuple[str, ...]]:
        """The context and the notes that wait, for the message that is next; none wait after that."""
        context, notes = self._context, self._notes
        self._context, self._notes = None, []
        return context.text if context else None, tuple(note.text for note in notes)

    def end_level(self) -> None:
        """Where blocks end among which a passage that is left out began: it has to end there too."""
        if self._skip:
            remedy = "write <!-- bwise:end --> where the passage ends, on the same level"
            self._misplaced(self._skip, "nothing ends it", remedy)
            self._skip = None

    def end_document(self) -> None:
        """Where the document ends, no message is next."""
        for directive in [*([self._context] if self._context else []), *self._notes]:
            self._misplaced(directive, "no message follows it", "put it right before the text that it is for")

    def _misplaced(self, directive: Directive, message: str, remedy: str) -> None:
        self.faults.append(DirectiveFault(directive.source, message, remedy))
