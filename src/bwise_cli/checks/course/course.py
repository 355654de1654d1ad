"""The masters of one curriculum as their checks see them: block by block, each with what stands around it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bwise_cli.checks.course.ignore import Ignore, ignore_of
from bwise_cli.domain.blocks import child_blocks
from bwise_cli.domain.destinations import Destinations
from bwise_cli.domain.document import Document
from bwise_cli.domain.nodes import Blocks, Inlines, Node, has_class, nodes_of_type
from bwise_cli.settings import CheckSettings, Readability


@dataclass(frozen=True, slots=True)
class Spot:
    """A block of a master, where it stands."""

    block: Node
    """The block."""
    anchor: str
    """Id of the nearest heading above; empty where there is none."""
    around: tuple[Node, ...]
    """The blocks that it is in, outermost first."""
    ignores: tuple[Ignore, ...]
    """Directives that take findings about it away."""

    def is_in(self, *names: str) -> bool:
        """Whether it is, or is in, a div of one of these classes or a block of one of these types."""
        return any(item["t"] in names or any(has_class(item, name) for name in names) for item in self.chain)

    @property
    def chain(self) -> tuple[Node, ...]:
        """The blocks that it is in, and itself."""
        return (*self.around, self.block)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One master."""

    document: Document
    """Its document."""
    spots: tuple[Spot, ...]
    """Its blocks, however deep, in reading order, outer before inner."""
    ignores: tuple[Ignore, ...]
    """Every directive in it that takes findings away."""

    @property
    def name(self) -> str:
        """File name inside its curriculum."""
        return self.document.name

    @property
    def at_top(self) -> tuple[Ignore, ...]:
        """Directives above its first block: they are for its front matter too."""
        return self.spots[0].ignores if self.spots else self.ignores


@dataclass(frozen=True, slots=True)
class Course:
    """One curriculum."""

    folder: str
    """Folder of its masters, relative to the project."""
    sheets: tuple[Sheet, ...]
    """Its masters in their order."""
    destinations: Destinations
    """Where links in it can lead."""
    outcomes: Mapping[str, tuple[str, ...]]
    """Codes of the learning outcomes in the front matter of the overview, by the file in which they stand."""
    sentences: Callable[[str], Iterator[str]]
    """Divides a text into sentences and the spaces between them."""
    line: Callable[[str, str, str], int]
    """The line, in a file, of a text that stands below the heading with an id; 0 if it cannot be found."""
    readability: Readability | None
    """How easy it is meant to be to read; None if nobody said so."""
    settings: CheckSettings
    """What the project says of checks."""


@dataclass(frozen=True, slots=True)
class MasterSlip:
    """One thing that a check has to say of a master."""

    file: str
    """File name of the master inside its curriculum."""
    message: str
    """What is wrong: one line, lower case, without a full stop; quoted text through `quoted`."""
    remedy: str = ""
    """What to do, in the same form; empty where the message says it."""
    spot: Spot | None = None
    """The block that it is about; None for front matter."""
    find: tuple[str, ...] = ()
    """Texts by which its line can be found, the surest first."""


def make_sheet(document: Document) -> Sheet:
    """`document` as the checks see it."""
    reader = _Reader(document.name)
    spots = tuple(reader.spots(document.blocks, (), ()))
    return Sheet(document, spots, tuple(reader.ignores))


class _Reader:
    """One pass over the blocks of one master."""

    def __init__(self, file: str) -> None:
        self.ignores: list[Ignore] = []
        self._file = file
        self._anchor = ""

    def spots(self, blocks: Blocks, around: tuple[Node, ...], ignores: tuple[Ignore, ...]) -> Iterator[Spot]:
        """The blocks in `blocks`, each with the directives right before it."""
        waiting: tuple[Ignore, ...] = ()
        for block in blocks:
            if block["t"] == "RawBlock":
                if ignore := ignore_of(block, self._file):
                    self.ignores.append(ignore)
                    waiting = (*waiting, ignore)
                continue
            if block["t"] == "Header":
                self._anchor = block["c"][1][0] or self._anchor
            spot = Spot(block, self._anchor, around, (*ignores, *waiting))
            yield spot
            for inner in _inner_blocks(block):
                yield from self.spots(inner, spot.chain, spot.ignores)
            waiting = ()


def _inner_blocks(block: Node) -> Iterator[Blocks]:
    """The runs of blocks in `block`, footnotes last."""
    yield from child_blocks(block)
    for inlines in texts_of(block):
        yield from (note["c"] for note in nodes_of_type(inlines, "Note"))


def texts_of(block: Node) -> Sequence[Inlines]:
    """The runs of inlines that are text of `block` itself, not of blocks in it."""
    content: Any = block.get("c")
    match block["t"]:
        case "Para" | "Plain":
            return [content]
        case "Header":
            return [content[2]]
        case "LineBlock":
            return list(content)
        case "DefinitionList":
            return [term for term, _ in content]
    return []


def stretch_of(inlines: Inlines) -> str:
    """Words of `inlines` that stand in the master as they are: a run without markup, by which its line is found."""
    runs: list[list[str]] = [[]]
    for inline in inlines:
        if inline["t"] == "Str":
            runs[-1].append(inline["c"])
        elif inline["t"] not in ("Space", "SoftBreak"):
            children = inline["c"] if inline["t"] in ("Emph", "Strong") else []
            runs += [stretch_of(children).split(), []]
    long_enough = next((run for run in runs if len(run) >= _SURE), None)
    return " ".join(long_enough or max(runs, key=len))


_SURE = 3
"""Words of a run that are enough to find it."""
