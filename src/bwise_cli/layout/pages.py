"""What both page formats share: which box a div is, how chapters, tables, figures and outcomes are numbered.

A format is a subclass of `Pages` that says what each of these becomes in its own writer's AST.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from itertools import groupby

from bwise_cli.domain.nodes import (
    SPACE,
    Blocks,
    Inlines,
    Node,
    attribute,
    has_class,
    node,
    plain_text,
)
from bwise_cli.domain.normal import CHECKED, UNCHECKED
from bwise_cli.domain.outcome import outcome_code
from bwise_cli.layout.mend import BOX_CLASSES
from bwise_cli.layout.parts import Box, Outcome, Picture
from bwise_cli.layout.rewriter import Rewriter

LABELS = {
    "activity": "Activity",
    "case": "Case",
    "checklist": "Checklist",
    "trainer": "Trainer note",
    "feedback": "Feedback",
    "quiz": "Quiz",
}
"""English text of the label that each box carries."""
OUTCOME_LABELS = {
    "knowledge": "Knowledge",
    "skills": "Skills",
    "responsibility": "Responsibility and autonomy",
}
"""English text of the label over the outcomes of one type."""


class Pages(Rewriter, ABC):
    """One pass over the mended blocks of one book."""

    def __init__(self, labels: Mapping[str, str]) -> None:
        self._labels = labels
        self._modules = 0
        self._counts: dict[str, int] = {}
        self._outcomes: dict[str, int] = {}
        self._asking = False
        self._in_heading = False

    def word(self, english: str) -> str:
        """A word of the program's own in the book's language."""
        return self._labels[english]

    # What a format says

    @abstractmethod
    def header(self, header: Node, module: str) -> Blocks:
        """A heading; `module` is the line over it if it opens a module, such as "Module 2"."""

    @abstractmethod
    def box(self, box: Box, blocks: Blocks) -> Blocks:
        """A box; `blocks` are already rewritten."""

    @abstractmethod
    def outcomes(self, label: str, outcomes: list[Outcome]) -> Blocks:
        """Outcomes of one type under their label."""

    @abstractmethod
    def picture(self, picture: Picture) -> Blocks:
        """A figure."""

    @abstractmethod
    def captioned_table(self, table: Node, caption: Inlines) -> Blocks:
        """A table; `caption` is empty if it has none."""

    @abstractmethod
    def ticks(self, items: list[tuple[bool, Blocks]]) -> Blocks:
        """A list of things to tick, each with whether it is ticked; `blocks` are already rewritten."""

    @abstractmethod
    def questions(self, start: int, items: list[Blocks]) -> Blocks:
        """The questions of a quiz, the first with number `start`; each is already rewritten."""

    @abstractmethod
    def caption_prefix(self, kind: str, number: int) -> Inlines:
        """What stands before the words of a caption; `kind` is `Table` or `Figure`."""

    @abstractmethod
    def reference(self, text: str) -> Inlines:
        """Where an outcome stands in a framework, such as "DigComp 5.2", beside its text."""

    @abstractmethod
    def passage(self, div: Node) -> Blocks:
        """A div that carries a language or an id; its blocks are already rewritten."""

    # The walk

    def blocks(self, blocks: Blocks) -> Blocks:
        """Rewrite a run of blocks; outcomes of one type that follow each other become one group."""
        result: Blocks = []
        for kind, group in groupby(blocks, _outcome_type):
            run = list(group)
            result += self._outcome_run(kind, run) if kind else super().blocks(run)
        return result

    def block(self, block: Node) -> Blocks:
        """What stands in the place of `block`: the format's own form of whatever has one."""
        match block["t"]:
            case "Header":
                return self._header(block)
            case "Div":
                return self._div(block)
            case "Figure":
                return self._figure(block)
            case "Table":
                return self._table_block(block)
            case "BulletList" if all(_marker(item) for item in block["c"]):
                return self.ticks([(_marker(item) == CHECKED, self.item(_unmarked(item))) for item in block["c"]])
            case "OrderedList" if self._asking:
                return self._questions(block)
        return super().block(block)

    def _header(self, header: Node) -> Blocks:
        level = header["c"][0]
        module = ""
        if level == 1:
            self._outcomes = {}
            if not has_class(header, "unnumbered"):
                self._modules += 1
                module = self.word("Module {number}").replace("{number}", str(self._modules))
        self._in_heading = True
        inside = self.inside(header)
        self._in_heading = False
        return self.header(inside, module)

    def _div(self, div: Node) -> Blocks:
        kind = next((name for name in BOX_CLASSES if has_class(div, name)), "")
        if not kind:
            return self.passage(self.inside(div))
        minutes = attribute(div, "minutes")
        box = Box(
            kind=kind,
            label=self.word(LABELS[kind]),
            title=attribute(div, "title"),
            detail=self.word("{minutes} minutes").replace("{minutes}", minutes) if minutes else "",
            identifier=div["c"][0][0],
        )
        before, self._asking = self._asking, kind == "quiz"
        blocks = self.blocks(div["c"][1])
        self._asking = before
        return self.box(box, blocks)

    def _outcome_run(self, kind: str, divs: Blocks) -> Blocks:
        label = self.word(OUTCOME_LABELS.get(kind, "Learning outcome"))
        return self.outcomes(label, [self._outcome(kind, div) for div in divs])

    def _outcome(self, kind: str, div: Node) -> Outcome:
        identifier = div["c"][0][0]
        self._outcomes[kind] = self._outcomes.get(kind, 0) + 1
        code = outcome_code(identifier, kind, self._outcomes[kind])
        blocks = self.blocks(div["c"][1])
        digcomp = attribute(div, "digcomp")
        return Outcome(code, identifier, self._ending(blocks, f"DigComp {digcomp}") if digcomp else blocks)

    def _ending(self, blocks: Blocks, reference: str) -> Blocks:
        """`blocks` with `reference` at the end of the last paragraph."""
        if not blocks or blocks[-1]["t"] not in ("Plain", "Para"):
            return blocks
        last = blocks[-1]
        return [*blocks[:-1], node(last["t"], [*last["c"], SPACE, *self.reference(reference)])]

    def _figure(self, figure: Node) -> Blocks:
        attributes, (_, caption), (body,) = figure["c"]
        image = body["c"][0]
        _, words, (target, _) = image["c"]
        return self.picture(
            Picture(
                target=target,
                alt=plain_text(words),
                language=attribute(words[0], "lang"),
                width=attribute(image, "width"),
                identifier=attributes[0],
                caption=self._numbered("Figure", caption),
            )
        )

    def _table_block(self, table: Node) -> Blocks:
        attributes, (_, caption), *rest = self.inside(table)["c"]
        bare = node("Table", [attributes, [None, []], *rest])
        return self.captioned_table(bare, self._numbered("Table", caption, done=True))

    def _numbered(self, kind: str, caption: Blocks, *, done: bool = False) -> Inlines:
        """The words of a caption after its number; `done` says that they are already rewritten."""
        words = [inline for block in caption if block["t"] in ("Plain", "Para") for inline in block["c"]]
        if not words:
            return []
        self._counts[kind] = self._counts.get(kind, 0) + 1
        prefix = self.caption_prefix(kind, self._counts[kind])
        return [*prefix, SPACE, *(words if done else self.inlines(words))]

    def _questions(self, block: Node) -> Blocks:
        (start, _, _), items = block["c"]
        self._asking = False
        asked = [self.item(_with_strong_start(item)) for item in items]
        self._asking = True
        return self.questions(start, asked)


def _outcome_type(block: Node) -> str:
    """The type of a learning outcome, `outcome` if it does not say; empty for any other block."""
    if block["t"] != "Div" or not has_class(block, "outcome"):
        return ""
    return attribute(block, "type") or "outcome"


def _marker(item: Blocks) -> str:
    """The tick box that a list item starts with, or empty."""
    if not item or item[0]["t"] not in ("Plain", "Para") or not item[0]["c"]:
        return ""
    first = item[0]["c"][0]
    return first["c"] if first["t"] == "Str" and first["c"] in (UNCHECKED, CHECKED) else ""


def _unmarked(item: Blocks) -> Blocks:
    rest = item[0]["c"][1:]
    return [node(item[0]["t"], rest[1:] if rest[:1] == [SPACE] else rest), *item[1:]]


def _with_strong_start(item: Blocks) -> Blocks:
    """`item` with its first paragraph, the question, in bold."""
    if not item or item[0]["t"] not in ("Plain", "Para"):
        return item
    return [node(item[0]["t"], [node("Strong", item[0]["c"])]), *item[1:]]
