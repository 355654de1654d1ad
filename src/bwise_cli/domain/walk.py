"""The one walk over a document.

The walk that extracts is the walk that localises: `transform` calls `visit` for every segment in reading
order and puts what it returns in the segment's place. Extraction returns each segment as it is.

Invariant: `transform(document, lambda segment: segment.inlines) == document` for every document in normal form.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeAlias

from bwise_cli.domain.directives import DirectiveFault, OpenDirectives, directive_of
from bwise_cli.domain.document import Document
from bwise_cli.domain.message import Kind, Reference
from bwise_cli.domain.nodes import (
    CHILD_INLINES,
    WRAPPERS,
    Blocks,
    Inlines,
    Node,
    attribute,
    child_inlines,
    has_class,
    node,
    plain_text,
    text_inlines,
    with_attribute,
    with_child_inlines,
)
from bwise_cli.domain.normal import CHECKED, UNCHECKED
from bwise_cli.domain.segment import Segment, is_prose

Visit: TypeAlias = Callable[[Segment], Inlines]


def transform(document: Document, visit: Visit) -> Document:
    """`document` with every segment replaced by what `visit` returns for it, in reading order."""
    return _Walk(document, visit).document()


def walk(document: Document, visit: Visit) -> list[DirectiveFault]:
    """Visit every segment as `transform` does; return the directives that mean nothing where they stand."""
    passed = _Walk(document, visit)
    passed.document()
    return passed.directives.faults


class _Walk:
    """One pass over one document. Holds the nearest heading, which is where segments stand, and open directives."""

    def __init__(self, document: Document, visit: Visit) -> None:
        self._document = document
        self._anchor = ""
        self._visit = visit
        self.directives = OpenDirectives()

    def document(self) -> Document:
        meta = self.meta(self._document.meta)
        blocks = self.blocks(self._document.blocks, Kind.PARAGRAPH)
        self.directives.end_document()
        return replace(self._document, meta=meta, blocks=blocks)

    # Segments

    def segment(self, inlines: Inlines, kind: Kind) -> Inlines:
        """Visit a run of inlines, then what hangs on them: footnotes, titles, alternative texts."""
        if not inlines:
            return inlines
        if len(inlines) == 1 and inlines[0]["t"] == "Image":
            image = inlines[0]
            return [self.hanging(with_child_inlines(image, self.segment(image["c"][1], Kind.ALT)), inside=False)]
        visited = self._visit(self.offer(inlines, kind))
        return [self.hanging(inline) if inline["t"] in _HOLDING else inline for inline in visited]

    def offer(self, inlines: Inlines, kind: Kind) -> Segment:
        """The segment that `inlines` are. The first one with words takes the directives that wait for it."""
        reference = Reference(self._document.name, self._anchor)
        if not self.directives.wait or not is_prose(inlines):
            return Segment(kind, inlines, reference)
        return Segment(kind, inlines, reference, *self.directives.take())

    def hanging(self, inline: Node, *, inside: bool = True) -> Node:
        """`inline` with the texts that hang on it visited, and `inside` says whether also on what is in it."""
        if inline["t"] == "Note":
            return node("Note", self.blocks(inline["c"], Kind.FOOTNOTE))
        children = child_inlines(inline)
        if children is not None and inside:
            inline = with_child_inlines(inline, [self.hanging(child) for child in children])
        if inline["t"] in ("Link", "Image"):
            attributes, inner, (url, title) = inline["c"]
            inline = node(inline["t"], [attributes, inner, [url, self.text(title, Kind.TITLE)]])
        if inline["t"] == "Image" and attribute(inline, "alt"):
            inline = with_attribute(inline, "alt", self.text(attribute(inline, "alt"), Kind.ALT))
        return inline

    def text(self, text: str, kind: Kind) -> str:
        """Visit a plain string, such as the title of a div."""
        inlines = text_inlines(text)
        return plain_text(self.segment(inlines, kind)) if inlines else text

    # Front matter

    def meta(self, meta: dict[str, Node]) -> dict[str, Node]:
        """Visit the prose of the front matter; its keys come in the order of the document's `prose_keys`."""
        order = {key: rank for rank, key in enumerate(self._document.prose_keys)}
        visited = {
            key: self.meta_value(meta[key], key in order)
            for key in sorted(meta, key=lambda key: (order.get(key, len(order)), key))
        }
        return {key: visited[key] for key in meta}

    def meta_value(self, value: Node, prose: bool) -> Node:
        """Visit one value of the front matter; `prose` says that its key holds prose."""
        kind, content = value["t"], value["c"]
        if kind == "MetaMap":
            return node(kind, self.meta(content))
        if kind == "MetaList":
            return node(kind, [self.meta_value(item, prose) for item in content])
        if kind == "MetaInlines" and prose:
            return node(kind, self.segment(content, Kind.FRONT_MATTER))
        if kind == "MetaBlocks" and prose:
            return node(kind, self.blocks(content, Kind.FRONT_MATTER))
        if kind == "MetaString" and prose:
            return node(kind, self.text(content, Kind.FRONT_MATTER))
        return value

    # Blocks

    def blocks(self, blocks: Blocks, kind: Kind) -> Blocks:
        """Visit blocks; `kind` is what a paragraph is here."""
        skipped_before = self.directives.skip
        visited = [self.block(block, kind) for block in blocks]
        if not skipped_before:
            self.directives.end_level()
        return visited

    def block(self, block: Node, kind: Kind) -> Node:
        """Visit one block, unless a directive leaves it out."""
        directive = directive_of(block)
        if directive:
            self.directives.add(directive)
        elif self.directives.skip:
            self._anchor = (block["t"] == "Header" and block["c"][1][0]) or self._anchor
            return block
        handle = _BLOCKS.get(block["t"])
        return handle(self, block, kind) if handle else block

    def paragraph(self, block: Node, kind: Kind) -> Node:
        return node(block["t"], self.segment(block["c"], kind))

    def header(self, block: Node, kind: Kind) -> Node:
        level, attributes, inlines = block["c"]
        self._anchor = attributes[0] or self._anchor
        return node("Header", [level, attributes, self.segment(inlines, Kind.HEADING)])

    def quote(self, block: Node, kind: Kind) -> Node:
        return node("BlockQuote", self.blocks(block["c"], Kind.QUOTE))

    def bullets(self, block: Node, kind: Kind) -> Node:
        return node("BulletList", [self.item(item, kind) for item in block["c"]])

    def ordered(self, block: Node, kind: Kind) -> Node:
        attributes, items = block["c"]
        return node("OrderedList", [attributes, [self.item(item, kind) for item in items]])

    def item(self, item: Blocks, kind: Kind) -> Blocks:
        """Visit a list item. A task list marker is structure, not text."""
        in_quiz = kind in (Kind.QUIZ_QUESTION, Kind.QUIZ_ANSWER)
        if not item or not _has_marker(item[0]):
            return self.blocks(item, kind if in_quiz else Kind.LIST_ITEM)
        answer = Kind.QUIZ_ANSWER if in_quiz else Kind.LIST_ITEM
        marker, text = item[0]["c"][:2], item[0]["c"][2:]
        first = node(item[0]["t"], [*marker, *self.segment(text, answer)])
        return [first, *self.blocks(item[1:], answer)]

    def definitions(self, block: Node, kind: Kind) -> Node:
        entries = []
        for term, definitions in block["c"]:
            visited = self.segment(term, Kind.TERM)
            entries.append([visited, [self.blocks(each, Kind.DEFINITION) for each in definitions]])
        return node("DefinitionList", entries)

    def lines(self, block: Node, kind: Kind) -> Node:
        return node("LineBlock", [self.segment(line, Kind.LINE) for line in block["c"]])

    def div(self, block: Node, kind: Kind) -> Node:
        title = attribute(block, "title")
        if title:
            block = with_attribute(block, "title", self.text(title, Kind.TITLE))
        if has_class(block, "quiz"):
            kind = Kind.QUIZ_QUESTION
        elif has_class(block, "feedback"):
            kind = Kind.QUIZ_FEEDBACK
        attributes, blocks = block["c"]
        return node("Div", [attributes, self.blocks(blocks, kind)])

    def figure(self, block: Node, kind: Kind) -> Node:
        attributes, caption, blocks = block["c"]
        visited = self.caption(caption)
        return node("Figure", [attributes, visited, self.blocks(blocks, kind)])

    def caption(self, caption: Any) -> Any:
        short, blocks = caption
        return [short and self.segment(short, Kind.CAPTION), self.blocks(blocks, Kind.CAPTION)]

    def table(self, block: Node, kind: Kind) -> Node:
        attributes, caption, columns, head, bodies, foot = block["c"]
        caption = self.caption(caption)
        head = [head[0], self.rows(head[1], Kind.TABLE_HEADER)]
        bodies = [
            [body[0], body[1], self.rows(body[2], Kind.TABLE_HEADER), self.rows(body[3], Kind.TABLE_CELL)]
            for body in bodies
        ]
        foot = [foot[0], self.rows(foot[1], Kind.TABLE_CELL)]
        return node("Table", [attributes, caption, columns, head, bodies, foot])

    def rows(self, rows: Any, kind: Kind) -> Any:
        return [[attributes, [[*cell[:4], self.blocks(cell[4], kind)] for cell in cells]] for attributes, cells in rows]


_HOLDING = WRAPPERS | {"Note", *CHILD_INLINES}
"""Inlines on which, or in which, a text can hang that is a segment of its own."""


def _has_marker(block: Node) -> bool:
    if block["t"] not in ("Plain", "Para") or len(block["c"]) < 3:
        return False
    first, second = block["c"][:2]
    return first["t"] == "Str" and first["c"] in (UNCHECKED, CHECKED) and second["t"] == "Space"


_BLOCKS: dict[str, Callable[[_Walk, Node, Kind], Node]] = {
    "Plain": _Walk.paragraph,
    "Para": _Walk.paragraph,
    "Header": _Walk.header,
    "BlockQuote": _Walk.quote,
    "BulletList": _Walk.bullets,
    "OrderedList": _Walk.ordered,
    "DefinitionList": _Walk.definitions,
    "LineBlock": _Walk.lines,
    "Div": _Walk.div,
    "Figure": _Walk.figure,
    "Table": _Walk.table,
}
"""What the walk does with each type of block. Code, raw blocks and rules are not offered."""
