"""Passages: the segments of a document with what an alignment compares of them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from bwise_cli.align.traits import CODE, Traits, joined_traits, traits_of
from bwise_cli.domain.blocks import each_block
from bwise_cli.domain.document import Document
from bwise_cli.domain.message import Kind
from bwise_cli.domain.nodes import SPACE, Blocks, Inlines, plain_text
from bwise_cli.domain.survey import segments

Concepts: TypeAlias = Callable[[str], Iterable[str]]
"""The signs of the concepts of which a text speaks."""


@dataclass(frozen=True, eq=False, slots=True)
class Passage:
    """A segment of a document, or several neighbours taken as one. Two with the same text are two."""

    kind: Kind
    """What it is; of several, what the first is."""
    inlines: Inlines
    """The text; of several, with spaces between."""
    traits: Traits
    """What is compared of it."""
    offered: bool
    """Whether there is anything to translate."""
    number: int = 0
    """Its place among the segments of its document, from 1."""
    under: str = ""
    """The nearest heading above, as a reader sees it."""
    level: int = 0
    """Of a heading, from 1; 0 for all else."""
    cell: tuple[int, int] | None = None
    """For a cell of a table: how many columns there are, and in which of them it stands."""

    @property
    def text(self) -> str:
        """What a reader sees."""
        return plain_text(self.inlines)


def joined(passages: Sequence[Passage]) -> Passage:
    """Neighbours taken as one."""
    first, *rest = passages
    if not rest:
        return first
    inlines = [*first.inlines]
    for each in rest:
        inlines += [SPACE, *each.inlines]
    traits = joined_traits([each.traits for each in passages])
    return replace(first, inlines=inlines, traits=traits, offered=any(each.offered for each in passages))


@dataclass(frozen=True, slots=True)
class _Place:
    """What the blocks around a run of inlines say of it."""

    level: int = 0
    cell: tuple[int, int] | None = None
    code: tuple[str, ...] = ()
    """Code that stands right before it."""


def passages_of(document: Document, concepts: Concepts) -> list[Passage]:
    """The passages of `document`, in the order of the walk; a concept of the glossary in them is a sign."""
    places = dict(_places(document.blocks))
    found: list[Passage] = []
    under = ""
    for number, segment in enumerate(segments(document), 1):
        place = places.get(id(segment.inlines), _Place())
        traits = traits_of(segment.inlines, *place.code, *concepts(plain_text(segment.inlines)))
        found.append(
            Passage(segment.kind, segment.inlines, traits, segment.is_prose, number, under, place.level, place.cell)
        )
        if segment.kind is Kind.HEADING:
            under = plain_text(segment.inlines)
    return found


def _places(blocks: Blocks) -> Iterator[tuple[int, _Place]]:
    """The place of each run of inlines, by the `id` of the run: there may be several that are equal."""
    cells: dict[int, tuple[int, int]] = {}
    code: list[str] = []
    for block in each_block(blocks):
        match block["t"]:
            case "CodeBlock":
                code.append(CODE + block["c"][1].strip())
            case "Table":
                cells |= {id(inlines): cell for inlines, cell in _cells(block["c"])}
            case "Header":
                yield id(block["c"][2]), _Place(level=block["c"][0], code=tuple(code))
                code = []
            case "Para" | "Plain":
                yield id(block["c"]), _Place(cell=cells.get(id(block["c"])), code=tuple(code))
                code = []


def _cells(table: Any) -> Iterator[tuple[Inlines, tuple[int, int]]]:
    """The text of each cell, with the number of columns and the column in which it stands."""
    _, _, columns, head, bodies, foot = table
    rows = [*head[1], *(row for body in bodies for row in (*body[2], *body[3])), *foot[1]]
    for _, cells in rows:
        for column, cell in enumerate(cells):
            for block in cell[4]:
                if block["t"] in ("Para", "Plain"):
                    yield block["c"], (len(columns), column)
