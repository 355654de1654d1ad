r"""What pandoc's reader does not know is taken out of a text before it reads, and put back into what it made.

Three kinds of *pieces* are taken out, and a token of characters that no text may hold stands for each meanwhile:

* the syntax of other systems, which passes through untouched: Hugo shortcodes `{{< x >}}`, with what stands between
  them if that is code, Liquid and Jinja `{% x %}` `{{ x }}` `{# x #}`, icons `:material-home:`, MyST roles
  `` {ref}`x` ``, the markers of MyST directives, callouts and mkdocs' boxes (what stands in them is text like any
  other), targets `(x)=`, kramdown's `{: .class}`, LaTeX environments;
* blocks that `commonmark_x` lacks: grid, simple and multi-line tables, line blocks;
* footnotes in a line, `^[text]`.

What looks like one of these inside code comes back as it was: a token in a word becomes a node of its own, one
in any other string becomes its text again.
"""

import re
from dataclasses import dataclass
from enum import Enum, auto

from bwise_cli.engines.admonitions import Box, box_at, callout_at
from bwise_cli.engines.foreign_blocks import extra_block, marker_block
from bwise_cli.engines.foreign_fences import Fences, Marker

OPEN, CLOSE = "\ufdda", "\ufddb"
DIGITS = "\ufdd0\ufdd1\ufdd2\ufdd3\ufdd4\ufdd5\ufdd6\ufdd7\ufdd8\ufdd9"
"""Characters that Unicode keeps for uses like this. They are no letters or digits, so ids of headings lack them."""
TOKEN = re.compile(f"{OPEN}([{DIGITS}]+){CLOSE}")


class PieceKind(Enum):
    """What a piece is."""

    SYNTAX = auto()
    """Passes through untouched."""
    BLOCKS = auto()
    """Is read as blocks of pandoc's own Markdown."""
    NOTE = auto()
    """Is read as the text of a footnote."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A passage that was taken out."""

    kind: PieceKind
    """What it is."""
    source: str
    """As it stands in the text."""
    content: str = ""
    """What of it is read, for blocks and notes."""


@dataclass(frozen=True, slots=True)
class Shielded:
    """A text without its pieces."""

    text: str
    """The text with a token for each piece."""
    pieces: tuple[Piece, ...] = ()
    """What the tokens stand for, by number."""
    lines: tuple[int, ...] = ()
    """Line of the source, from 1, for each line of the text; empty if they are the same."""


_CANDIDATE = re.compile(
    r"\{\{|\{%|\{#[ \t]|\{:|\}`|\^\[|"
    r"^[ \t>]*(?:\(\S+\)=|%[ \t]|\+\+\+|\\begin\{|\+[-=]|\|[ \t]|-{2,}[ \t]+-{2,}|-+8<-|!!!|\?\?\?|===[!+]?[ \t]|\[!)|"
    r":(?:material|octicons|fontawesome|simple)-|[`~:]{3,}[ \t]*(?:\{[A-Za-z]|[A-Za-z][\w-]*(?:\[|[ \t]+\S))",
    re.MULTILINE,
)
"""A text in which this finds nothing has no pieces."""


def shield(text: str, *, extra: bool) -> Shielded:
    """Take the pieces out of `text`; `extra` says whether to look for the blocks and notes that a reader lacks."""
    if not _CANDIDATE.search(text) or any(sign in text for sign in (OPEN, CLOSE)):
        return Shielded(text)
    shielder = _Shielder(text.split("\n"), extra)
    shielder.run()
    if not shielder.pieces:
        return Shielded(text)
    return Shielded("\n".join(shielder.out), tuple(shielder.pieces), tuple(shielder.origins))


def piece_number(match: re.Match[str]) -> int:
    """The number of the piece for which a token stands."""
    return int("".join(str(DIGITS.index(sign)) for sign in match[1]))


class _Shielder:
    """One pass over the lines of one text."""

    def __init__(self, lines: list[str], extra: bool) -> None:
        self.out: list[str] = []
        self.origins: list[int] = []
        self.pieces: list[Piece] = []
        self._lines = lines
        self._extra = extra
        self._fences = Fences()
        self._paragraph: list[str] = []
        self._boxes: list[tuple[int, str]] = []

    def run(self) -> None:
        index = 0
        while index < len(self._lines):
            self._close_boxes(index)
            index = self._step(index)
        self._end_paragraph(index)
        self._close_boxes(index)

    def _step(self, index: int) -> int:
        """Deal with line `index`; the number of the next line."""
        line = self._lines[index]
        was_code = self._fences.in_code
        marker = self._fences.enter(self._lines, index)
        if marker:
            self._end_paragraph(index)
            self._marker(marker, index)
            return marker.end
        if was_code or self._fences.in_code or not line.strip(" \t>"):
            self._end_paragraph(index)
            self._put(line, index)
            return index + 1
        if box := box_at(self._lines, index):
            self._open_box(box, index)
            return index + 1
        if callout := callout_at(self._lines, index):
            self._end_paragraph(index)
            self._marker(callout, index)
            return index + 1
        for kind, end in self._blocks(index):
            if end > index:
                self._end_paragraph(index)
                self._block(kind, index, end)
                return end
        self._paragraph.append(line)
        return index + 1

    def _blocks(self, index: int) -> list[tuple[PieceKind, int]]:
        found = [(PieceKind.SYNTAX, marker_block(self._lines, index))]
        return [*found, (PieceKind.BLOCKS, extra_block(self._lines, index))] if self._extra else found

    def _open_box(self, box: Box, index: int) -> None:
        """Put out the marker of a box; its content is as far in as the marker when its lines come."""
        self._end_paragraph(index)
        self._marker(box.marker, index)
        self._lines[index + 1 : box.end] = box.content
        self._boxes.append((box.end, box.marker.prefix))

    def _close_boxes(self, index: int) -> None:
        """A piece without a source where a box ends: its last list must not run on into the next one."""
        while self._boxes and self._boxes[-1][0] <= index:
            end, prefix = self._boxes.pop()
            self._end_paragraph(index)
            self._alone(prefix + self._token(Piece(PieceKind.SYNTAX, "")), prefix, end - 1)

    # What is put out

    def _put(self, line: str, index: int) -> None:
        self.out.append(line)
        self.origins.append(index + 1)

    def _alone(self, line: str, prefix: str, index: int) -> None:
        """A line with an empty one on either side, inside the quote in which it stands."""
        gap = ">" * prefix.count(">")
        if self.out and self.out[-1].strip(" \t>"):
            self._put(gap, index)
        self._put(line, index)
        self._put(gap, index)

    def _marker(self, marker: Marker, index: int) -> None:
        shown = self._token(Piece(PieceKind.SYNTAX, marker.source))
        if marker.title:
            shown += f" {self._inline(marker.title)}"
        if marker.rest:
            shown += self._token(Piece(PieceKind.SYNTAX, marker.rest))
        self._alone(marker.prefix + shown, marker.prefix, index)

    def _block(self, kind: PieceKind, index: int, end: int) -> None:
        lines = self._lines[index:end]
        prefix = lines[0][: len(lines[0]) - len(lines[0].lstrip(" \t>"))]
        inside = "\n".join(line.removeprefix(prefix) for line in lines)
        piece = Piece(kind, inside, inside if kind is PieceKind.BLOCKS else "")
        self._alone(prefix + self._token(piece), prefix, index)

    def _end_paragraph(self, index: int) -> None:
        """Put out the lines of text before line `index`, without the pieces in them."""
        if not self._paragraph:
            return
        source = "\n".join(self._paragraph)
        first = index - len(self._paragraph)
        self._paragraph = []
        text, place, numbers = "", 0, [first]
        for start, end, piece in [*self._pieces_in(source), (len(source), len(source), None)]:
            breaks = [found.end() for found in re.finditer("\n", source[place:start])]
            numbers += [first + source.count("\n", 0, place + each) for each in breaks]
            text += source[place:start] + (self._token(piece) if piece else "")
            place = end
        for number, line in zip(numbers, text.split("\n"), strict=True):
            self._put(line, number)

    def _inline(self, text: str) -> str:
        place = 0
        result = ""
        for start, end, piece in self._pieces_in(text):
            result += text[place:start] + self._token(piece)
            place = end
        return result + text[place:]

    def _token(self, piece: Piece) -> str:
        self.pieces.append(piece)
        return OPEN + "".join(DIGITS[int(digit)] for digit in str(len(self.pieces) - 1)) + CLOSE

    def _pieces_in(self, text: str) -> list[tuple[int, int, Piece]]:
        """The pieces inside a paragraph: begin, end, and what it is."""
        found: list[tuple[int, int, Piece]] = []
        place = 0
        while match := _INLINE.search(text, place):
            start, end = match.span()
            if match["syntax"]:
                found.append((start, end, Piece(PieceKind.SYNTAX, match[0])))
            elif match["note"] and self._extra and (end := _closing(text, start + 1)):
                found.append((start, end, Piece(PieceKind.NOTE, text[start:end], text[start + 2 : end - 1])))
            place = max(end, start + 1)
        return found


_INLINE = re.compile(
    r"(?P<syntax>\{\{[<%].*?[%>]\}\}|\{\{.*?\}\}|\{%.*?%\}|\{#[ \t].*?#\}"
    r"|\{:[ \t]*[.#][^{}\n]*\}|(?<=\S)\{:[ \t]*\w[^{}\n]*\}"
    r"|:(?:material|octicons|fontawesome|simple)-[a-z0-9-]+:(?:\{[ \t]*[.:#][^{}\n]*\})?"
    r"|\{[A-Za-z][\w:+.-]*\}(?P<role>`+)(?!`).+?(?<!`)(?P=role)(?!`))"
    r"|(?P<escape>\\.)|(?P<code>(?P<tick>`+)(?!`).+?(?<!`)(?P=tick)(?!`))|`+|(?P<note>\^\[)",
    re.DOTALL,
)
_BRACKET = re.compile(r"\\.|`+[^`]*`+|[\[\]]", re.DOTALL)


def _closing(text: str, opening: int) -> int:
    """Where the bracket that stands at `opening` is closed, behind it; 0 if it is not."""
    depth = 0
    for match in _BRACKET.finditer(text, opening):
        depth += {"[": 1, "]": -1}.get(match[0], 0)
        if depth == 0:
            return match.end()
    return 0
