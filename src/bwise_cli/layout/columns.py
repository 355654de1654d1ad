"""Column widths for tables whose author gave none, from the words in their cells.

A pipe table says nothing about widths. Left alone, a column of numbers gets as much room as one of sentences, and
a narrow column breaks every word. Here every column gets room for its longest word, and then room is given where
it saves most lines.
"""

from collections.abc import Iterable, Sequence
from math import ceil
from typing import Any

from bwise_cli.domain.blocks import each_block
from bwise_cli.domain.nodes import Blocks, Node, node, plain_text

LINE = 88
"""Letters that fit into one line of a page-wide table."""
PADDING = 4
"""Letters that the space left and right of a cell's text takes."""
LONGEST_WORD = 22
"""Longer words may be hyphenated."""
FIRST_ROWS = 60
"""Rows that are looked at; those of a longer table are mostly alike."""
SLACK = 1.12
"""What the ends of lines and wide letters cost."""
LONGEST_TEXT = 600
"""Letters of a cell that are looked at; beyond them, widths make no difference that a reader sees."""


def with_widths(table: Node) -> Node:
    """`table` with a relative width for every column, unless its author gave some."""
    attributes, caption, columns, head, bodies, foot = table["c"]
    if not columns or any(width["t"] == "ColWidth" for _, width in columns):
        return table
    rows = [*head[1], *(row for body in bodies for row in (*body[2], *body[3])), *foot[1]]
    widths = _widths(_texts_by_column(rows[:FIRST_ROWS], len(columns)))
    sized = [[align, node("ColWidth", width)] for (align, _), width in zip(columns, widths, strict=True)]
    return node("Table", [attributes, caption, sized, head, bodies, foot])


def _texts_by_column(rows: Iterable[Any], count: int) -> list[list[str]]:
    """The texts of each column, one for each row; cells that span columns say nothing about one of them."""
    texts: list[list[str]] = [[] for _ in range(count)]
    for _, cells in rows:
        line = [""] * count
        column = 0
        for _, _, _, width, blocks in cells:
            if width == 1 and column < count:
                line[column] = _text(blocks)
            column += width
        for each, text in zip(texts, line, strict=True):
            each.append(text)
    return texts


def _text(blocks: Blocks) -> str:
    return " ".join(plain_text(b["c"]) for b in each_block(blocks) if b["t"] in ("Plain", "Para"))


def _widths(texts: Sequence[Sequence[str]]) -> list[float]:
    """The share of the line that each column gets; adds up to 1."""
    widths = [_longest_word(column) for column in texts]
    lengths = [[ceil(SLACK * min(len(text), LONGEST_TEXT)) for text in column] for column in texts]
    room = LINE - sum(widths) - PADDING * len(widths)
    while step := _best_step(widths, lengths, room):
        column, letters = step
        widths[column] += letters
        room -= letters
    return _shares(width + PADDING for width in widths)


def _longest_word(texts: Iterable[str]) -> int:
    longest = max((len(word) for text in texts for word in text.split()), default=1)
    return max(min(longest, LONGEST_WORD), 3)


def _best_step(widths: Sequence[int], lengths: Sequence[Sequence[int]], room: int) -> tuple[int, int] | None:
    """The column to widen, and by how many letters, such that each letter saves most; None if none saves any."""
    best, best_worth = None, 0.0
    for column, width in enumerate(widths):
        for letters in range(1, room + 1):
            saved = _saved(column, width, letters, widths, lengths)
            if saved / letters > best_worth + 1e-9:
                best, best_worth = (column, letters), saved / letters
    return best


def _saved(column: int, width: int, letters: int, widths: Sequence[int], lengths: Sequence[Sequence[int]]) -> float:
    """Lines of the table that are saved if `column` gets more letters; a line of one cell alone counts a tenth."""
    saved = 0.0
    for row, length in enumerate(lengths[column]):
        before, after = ceil(length / width), ceil(length / (width + letters))
        others = max(
            (ceil(lengths[other][row] / widths[other]) for other in range(len(widths)) if other != column), default=0
        )
        saved += max(before, others) - max(after, others) + 0.1 * (before - after)
    return saved


def _shares(widths: Iterable[float]) -> list[float]:
    """`widths` as parts of 1, rounded so that every machine writes the same digits."""
    given = list(widths)
    return [round(width / sum(given), 4) for width in given]
