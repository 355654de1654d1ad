"""Column widths for tables whose author gave none, from the words in their cells.

A pipe table says nothing about widths. Left alone, a column of short codes gets as much room as one of
sentences, and a narrow column breaks every word. Here a column is never narrower than its longest word
(as far as the page allows) and shares the rest by how much text it holds.
"""

from collections.abc import Iterable
from typing import Any

from bwise_cli.domain.document import each_block
from bwise_cli.domain.nodes import Blocks, Node, node, plain_text

LINE = 84
"""Letters that fit into one line of a page-wide table."""
PADDING = 3
"""Letters that the space left and right of a cell's text takes."""
LONGEST_WORD = 22
"""Longer words may be hyphenated."""
DAMPING = 0.6
"""Below 1, so that one very long cell does not starve the others."""


def with_widths(table: Node) -> Node:
    """`table` with a relative width for every column, unless its author gave some."""
    attributes, caption, columns, head, bodies, foot = table["c"]
    if not columns or any(width["t"] == "ColWidth" for _, width in columns):
        return table
    rows = [*head[1], *(row for body in bodies for row in (*body[2], *body[3])), *foot[1]]
    widths = _widths(_texts_by_column(rows, len(columns)))
    sized = [[align, node("ColWidth", width)] for (align, _), width in zip(columns, widths, strict=True)]
    return node("Table", [attributes, caption, sized, head, bodies, foot])


def _texts_by_column(rows: Iterable[Any], count: int) -> list[list[str]]:
    """The texts of each column; cells that span columns say nothing about one of them."""
    texts: list[list[str]] = [[] for _ in range(count)]
    for _, cells in rows:
        column = 0
        for _, _, _, width, blocks in cells:
            if width == 1 and column < count:
                texts[column].append(_text(blocks))
            column += width
    return texts


def _text(blocks: Blocks) -> str:
    return " ".join(plain_text(b["c"]) for b in each_block(blocks) if b["t"] in ("Plain", "Para"))


def _widths(texts: list[list[str]]) -> list[float]:
    """The share of the line that each column gets; adds up to 1."""
    least = [_longest_word(column) + PADDING for column in texts]
    if sum(least) >= LINE:
        return _shares(least)
    wanted = [max((len(text) for text in column), default=0) + PADDING for column in texts]
    extra = [max(want - need, 0) ** DAMPING for want, need in zip(wanted, least, strict=True)]
    if not any(extra):
        return _shares(wanted)
    room = LINE - sum(least)
    return _shares([need + room * part / sum(extra) for need, part in zip(least, extra, strict=True)])


def _longest_word(texts: Iterable[str]) -> int:
    longest = max((len(word) for text in texts for word in text.split()), default=1)
    return max(min(longest, LONGEST_WORD), 3)


def _shares(widths: Iterable[float]) -> list[float]:
    """`widths` as parts of 1, rounded so that every machine writes the same digits."""
    given = list(widths)
    return [round(width / sum(given), 4) for width in given]
