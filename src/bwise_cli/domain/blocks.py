"""Going through the blocks of a document."""

from collections.abc import Iterator
from typing import Any

from bwise_cli.domain.nodes import Blocks, Node


def each_block(blocks: Blocks) -> Iterator[Node]:
    """Every block in the order of the source file, outer before inner. Footnotes are not entered."""
    for block in blocks:
        yield block
        for children in child_blocks(block):
            yield from each_block(children)


def child_blocks(block: Node) -> Iterator[Blocks]:
    """The runs of blocks inside `block`. A table's caption comes last: in the source it stands below."""
    content: Any = block.get("c")
    match block["t"]:
        case "BlockQuote":
            yield content
        case "BulletList":
            yield from content
        case "OrderedList" | "Div" as kind:
            yield from content[1] if kind == "OrderedList" else [content[1]]
        case "DefinitionList":
            for _, definitions in content:
                yield from definitions
        case "Figure":
            yield from (content[2], content[1][1])
        case "Table":
            yield from (cell[4] for cells in table_rows(block) for cell in cells)
            yield content[1][1]


def table_rows(table: Node) -> list[list[list[Any]]]:
    """The rows of a table from head to foot, each a list of its cells."""
    _, _, _, head, bodies, foot = table["c"]
    rows = [*head[1], *(row for body in bodies for row in (*body[2], *body[3])), *foot[1]]
    return [cells for _, cells in rows]


def is_thematic_break(block: Node) -> bool:
    """Whether `block` is what pandoc reads `* * *` as: a list in a list in a list, and nothing in it."""
    items: Blocks = [block]
    for _ in range(3):
        if len(items) != 1 or items[0]["t"] != "BulletList" or len(items[0]["c"]) != 1:
            return False
        items = items[0]["c"][0]
    return not items
