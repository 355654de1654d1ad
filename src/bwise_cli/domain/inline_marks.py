"""The marks in the text of a message, found without a parser.

They are what a translation must have too, and what other tools are shown as codes. Whether a translation really fits
is for `fitting` to say, which has it parsed; this is for what looks at very many.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from enum import StrEnum
from functools import cached_property, lru_cache
from typing import NamedTuple

from bwise_cli.domain.splice import VARIABLE


class MarkKind(StrEnum):
    """What a mark is."""

    OPEN = "open"
    """Begins something that has words in it, such as `[` or `**`."""
    CLOSE = "close"
    """Ends it, such as `](2)` or `**`."""
    ALONE = "alone"
    """Stands for itself: code, a variable, a footnote, a tag, an escaped character."""


class Mark(NamedTuple):
    """One mark in a text. A tuple, since there may be very many."""

    text: str
    """The mark as it stands there."""
    start: int
    """Where it begins."""
    kind: MarkKind
    """What it is."""
    name: str
    """What a translation must have as often: empty for emphasis and escapes, which it may have as it likes."""
    number: int = 0
    """The number of the part that it stands for; 0 if it stands for none."""
    pair: int = 0
    """The same, from 1, for the two marks of a pair; 0 for what stands alone."""

    @property
    def end(self) -> int:
        """Where what follows begins."""
        return self.start + len(self.text)

    @property
    def form(self) -> str:
        """What sort of part it stands for: a number of one sort cannot take the place of another."""
        return self.name.replace(str(self.number), "n") if self.number else ""


_SIGNS = r"\\`$<{\[\]*_~^"
_TOKEN = re.compile(
    rf"""(?P<words>[^{_SIGNS}]*+)(?:
    (?P<escape>\\[!-/:-@\[-`{{-~])
    |(?P<ticks>(?<!`)`+)
    |(?P<kept>\$\$[^$]+\$\$|\$(?![\s$])[^$\n]*?(?<=\S)\$(?!\d)
      |</?[A-Za-z][^<>\n]*>
      |{VARIABLE.pattern})
    |(?P<note>\[\^[1-9]\d{{0,3}}\])
    |(?P<open>\[)
    |(?P<part>\]\([1-9]\d{{0,3}}\))
    |(?P<bracket>\])
    |(?P<emphasis>\*{{1,3}}|(?<!\w)_{{1,3}}|_{{1,3}}(?!\w)|~~?|\^)
    |(?P<other>[{_SIGNS}])
    |(?P<end>\Z))""",
    re.VERBOSE | re.DOTALL,
)
"""Words, and the mark behind them."""
_SIGN = re.compile(f"[{_SIGNS}]")
"""Without any of these a text has no marks."""


def marks_in(text: str) -> list[Mark]:
    """The marks of `text` in their order. Brackets and stars that mark nothing are none."""
    return list(_marks(text)) if _SIGN.search(text) else []


@lru_cache(maxsize=1024)
def _marks(text: str) -> tuple[Mark, ...]:
    """The same, kept for a while: several checks look at the same text one after the other."""
    return tuple(_Reader(text).read())


class _Reader:
    """Reads the marks of one text, in a time that grows as its length does."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._found: list[Mark | None] = []
        """The marks, and None for what was opened and is not, or never, closed."""
        self._open: list[tuple[str, int, int]] = []
        """What is open, the outermost first: as it is written, its start, its place in `_found`."""
        self._levels: defaultdict[str, list[int]] = defaultdict(list)
        """Where in `_open` the emphases of each writing are, and the brackets."""
        self._pairs = 0

    def read(self) -> list[Mark]:
        place: int | None = 0
        while place is not None:
            place = self._read_from(place)
        return [mark for mark in self._found if mark]

    def _read_from(self, place: int) -> int | None:
        """Read on from `place` up to the end of the next code span, and return that; None if there is no further."""
        for token in _TOKEN.finditer(self._text, place):
            kind = token.lastgroup or ""
            written, start = token[kind], token.start(kind)
            match kind:
                case "open" if token["words"].endswith("!"):
                    self._begin("![", start - 1)
                case "open":
                    self._begin("[", start)
                case "part" | "bracket":
                    self._bracket(written, start)
                case "emphasis":
                    self._emphasis(written, start)
                case "ticks":
                    if end := self._code_end(start, len(written)):
                        code = self._text[start:end]
                        self._found.append(Mark(code, start, MarkKind.ALONE, code))
                        return end
                case "note":
                    self._found.append(Mark(written, start, MarkKind.ALONE, written, int(written[2:-1])))
                case "kept" | "escape":
                    name = written if kind == "kept" else ""
                    self._found.append(Mark(written, start, MarkKind.ALONE, name))
        return None

    def _code_end(self, start: int, length: int) -> int:
        """Where the code ends that `length` ticks at `start` open: behind the next as many; 0 if there are none."""
        runs = self._runs.get(length, [])
        following = bisect_right(runs, start)
        return runs[following] + length if following < len(runs) else 0

    @cached_property
    def _runs(self) -> dict[int, list[int]]:
        """Where so many ticks stand together."""
        found: dict[int, list[int]] = {}
        for run in _TICKS.finditer(self._text):
            found.setdefault(len(run[0]), []).append(run.start())
        return found

    def _begin(self, written: str, start: int) -> None:
        self._levels[_sort(written)].append(len(self._open))
        self._open.append((written, start, len(self._found)))
        self._found.append(None)

    def _level(self, sort: str) -> int | None:
        """Where the innermost open mark of a sort is in `_open`."""
        levels = self._levels[sort]
        return levels[-1] if levels else None

    def _forget(self, level: int) -> None:
        """Take away what is open from `level` on: closed, or no mark since what is around it is closed."""
        while len(self._open) > level:
            self._levels[_sort(self._open.pop()[0])].pop()

    def _end(self, level: int, written: str, start: int, name: str, number: int) -> None:
        """Close what was opened at `level`."""
        self._pairs += 1
        opening, at, place = self._open[level]
        self._forget(level)
        self._found[place] = Mark(opening, at, MarkKind.OPEN, "", 0, self._pairs)
        self._found.append(Mark(written, start, MarkKind.CLOSE, name, number, self._pairs))

    def _bracket(self, written: str, start: int) -> None:
        level = self._level(_BRACKET)
        if level is None:
            return
        if len(written) > 1:
            self._end(level, written, start, f"{self._open[level][0]}{written}", int(written[2:-1]))
        else:
            self._forget(level)

    def _emphasis(self, written: str, start: int) -> None:
        level, end = self._level(written), start + len(written)
        if level is not None and not self._text[start - 1].isspace():
            self._end(level, written, start, "", 0)
        elif end < len(self._text) and not self._text[end].isspace():
            self._begin(written, start)


_TICKS = re.compile("`+")
_BRACKET = "["


def _sort(written: str) -> str:
    """Under what `_levels` knows an opening mark: an image and a link are closed alike."""
    return _BRACKET if written.endswith(_BRACKET) else written


def needed(text: str) -> list[str]:
    """What every translation of `text` must have, and as often: parts, code, formulas, tags, variables. Sorted."""
    return sorted(mark.name for mark in marks_in(text) if mark.name)


def blanked(text: str) -> str:
    """`text` with a space for every character of its marks: what is left stands where it stood."""
    pieces, position = [], 0
    for mark in marks_in(text):
        pieces += [text[position : mark.start], " " * len(mark.text)]
        position = mark.end
    return "".join([*pieces, text[position:]])
