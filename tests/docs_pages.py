"""The pages of the documentation, as the tests read them: their fenced blocks, links and commands."""

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = (*sorted(DOCS.glob("*.md")), ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", ROOT / "README.md")

_FENCE = re.compile(
    r"^(?:<!-- edit(?:: (?P<file>\S+))? -->\n|<!-- reader: (?P<reader>\w+) -->\n)?(?P<fence>`{3,4})(?P<form>\w+)\n",
    re.MULTILINE,
)
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
_EDIT = "<!-- edit"


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block of a page."""

    form: str
    """The word behind the fence, such as `console`."""
    text: str
    """What stands in it."""
    page: Path
    """The page."""
    line: int
    """Line of the page on which the block begins."""
    is_edit: bool
    """Whether the page says by a comment above the block that a reader does this edit."""
    file: str
    """The file that the comment names; may be empty."""
    reader: str
    """What a comment above the block says that the master in it is read with."""
    heading: str
    """The heading below which the block stands."""

    @property
    def place(self) -> str:
        """Page and line, for messages."""
        return f"{self.page.name}:{self.line}"


def page(name: str) -> Path:
    """A page of the folder `docs`."""
    return DOCS / name


def blocks(path: Path) -> list[Block]:
    """The fenced blocks of a page in their order."""
    text = path.read_text(encoding="utf-8")
    found: list[Block] = []
    position, heading = 0, ""
    while opened := _FENCE.search(text, position):
        end = text.index(f"\n{opened['fence']}\n", opened.end() - 1)
        line = text.count("\n", 0, opened.start()) + 1
        is_edit = opened[0].startswith(_EDIT)
        content = text[opened.end() : end + 1]
        heading = [heading, *_HEADING.findall(text, position, opened.start())][-1]
        reader = opened["reader"] or "commonmark_x"
        found.append(Block(opened["form"], content, path, line, is_edit, opened["file"] or "", reader, heading))
        position = end + len(opened["fence"]) + 1
    return found


def prose(path: Path) -> str:
    """A page without its fenced blocks."""
    return re.sub(r"^(`{3,4})\w*\n.*?^\1$", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)


def commands(path: Path) -> Iterator[tuple[list[str], str]]:
    """The words of every command in the `console` blocks of a page, without comments, and where it stands."""
    for block in blocks(path):
        if block.form == "console":
            prompted = [line[2:] for line in block.text.splitlines() if line.startswith("$ ")]
            for line in prompted or block.text.splitlines():
                if words := shlex.split(line, comments=True):
                    yield words, block.place
