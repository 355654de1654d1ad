"""One way to rebuild a document: outer nodes before inner ones, footnotes, captions and cells included."""

from typing import Any

from bwise_cli.domain.nodes import (
    Blocks,
    Inlines,
    Node,
    child_inlines,
    node,
    with_child_inlines,
)

BLOCKS_INSIDE = frozenset({"BlockQuote", "BulletList", "OrderedList", "DefinitionList", "Div", "Figure", "Table"})


class Rewriter:
    """Rebuilds a document as it is. A subclass overrides `block` or `inline` for the nodes that it changes.

    Both may return several nodes, or none. What they do not change they hand to `inside` or `inside_inline`,
    which rebuild what the node holds.
    """

    def blocks(self, blocks: Blocks) -> Blocks:
        """Rewrite a run of blocks."""
        return [new for block in blocks for new in self.block(block)]

    def inlines(self, inlines: Inlines) -> Inlines:
        """Rewrite a run of inlines."""
        return [new for inline in inlines for new in self.inline(inline)]

    def block(self, block: Node) -> Blocks:
        """What stands in the place of `block`."""
        return [self.inside(block)]

    def inline(self, inline: Node) -> Inlines:
        """What stands in the place of `inline`."""
        return [self.inside_inline(inline)]

    def inside(self, block: Node) -> Node:
        """`block` with everything inside it rewritten."""
        kind: str = block["t"]
        content: Any = block.get("c")
        if kind in BLOCKS_INSIDE:
            return node(kind, self._container(kind, content))
        match kind:
            case "Plain" | "Para":
                return node(kind, self.inlines(content))
            case "Header":
                level, attributes, inlines = content
                return node(kind, [level, attributes, self.inlines(inlines)])
            case "LineBlock":
                return node(kind, [self.inlines(line) for line in content])
        return block

    def inside_inline(self, inline: Node) -> Node:
        """`inline` with everything inside it rewritten."""
        if inline["t"] == "Note":
            return node("Note", self.blocks(inline["c"]))
        children = child_inlines(inline)
        return inline if children is None else with_child_inlines(inline, self.inlines(children))

    def caption(self, caption: Any) -> Any:
        """A caption: its blocks; the short form, which nothing here shows, is dropped."""
        return [None, self.blocks(caption[1])]

    def item(self, item: Blocks) -> Blocks:
        """What a list item, a definition or a table cell holds."""
        return self.blocks(item)

    def _container(self, kind: str, content: Any) -> Any:
        """The content of a block of one of the types `BLOCKS_INSIDE`."""
        match kind:
            case "BlockQuote":
                return self.item(content)
            case "BulletList":
                return [self.item(item) for item in content]
            case "OrderedList":
                return [content[0], [self.item(item) for item in content[1]]]
            case "DefinitionList":
                return [[self.inlines(term), [self.item(each) for each in texts]] for term, texts in content]
            case "Div":
                return [content[0], self.blocks(content[1])]
            case "Figure":
                return [content[0], self.caption(content[1]), self.blocks(content[2])]
            case _:
                return self._table(content)

    def _table(self, content: Any) -> Any:
        attributes, caption, columns, head, bodies, foot = content
        return [
            attributes,
            self.caption(caption),
            columns,
            [head[0], self._rows(head[1])],
            [[body[0], body[1], self._rows(body[2]), self._rows(body[3])] for body in bodies],
            [foot[0], self._rows(foot[1])],
        ]

    def _rows(self, rows: Any) -> Any:
        return [[attributes, [[*cell[:4], self.item(cell[4])] for cell in cells]] for attributes, cells in rows]
