"""The marks in the text of a message, found without a parser.

They are what a translation must have too, and what other tools are shown as codes. Whether a translation really fits
is for `fitting` to say, which has it parsed; this is for what looks at very many.
"""

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from bwise_cli.domain.splice import VARIABLE


class MarkKind(StrEnum):
    """What a mark is."""

    OPEN = "open"
    """Begins something that has words in it, such as `[` or `**`."""
    CLOSE = "close"
    """Ends it, such as `](2)` or `**`."""
    ALONE = "alone"
    """Stands for itself: code, a variable, a footnote, a tag, an escaped character."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark in a text."""

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


_TOKEN = re.compile(
    rf"""(?P<escape>\\[!-/:-@\[-`{{-~])
    |(?P<kept>(?<!`)(?P<tick>`+)(?!`).+?(?<!`)(?P=tick)(?!`)
      |\$\$[^$]+\$\$|\$(?![\s$])[^$\n]*?(?<=\S)\$(?!\d)
      |</?[A-Za-z][^<>\n]*>
      |{VARIABLE.pattern})
    |\[\^(?P<note>[1-9]\d{{0,3}})\]
    |(?P<open>!?\[)
    |\]\((?P<part>[1-9]\d{{0,3}})\)
    |(?P<bracket>\])
    |(?P<emphasis>\*{{1,3}}|(?<!\w)_{{1,3}}|_{{1,3}}(?!\w)|~~?|\^)""",
    re.VERBOSE | re.DOTALL,
)

_SIGN = re.compile(r"[\\`$<{\[\]*_~^]")
"""Without any of these a text has no marks."""


def marks_in(text: str) -> list[Mark]:
    """The marks of `text` in their order. Brackets and stars that mark nothing are none."""
    return _Reader().read(text) if _SIGN.search(text) else []


class _Reader:
    """Reads the marks of one text."""

    def __init__(self) -> None:
        self.found: list[Mark] = []
        self._open: list[tuple[str, int]] = []
        self._pairs = 0

    def read(self, text: str) -> list[Mark]:
        for token in _TOKEN.finditer(text):
            start, written = token.start(), token[0]
            if token["emphasis"]:
                self._emphasis(text, written, start)
            elif token["open"]:
                self._begin(written, start)
            elif token["part"] or token["bracket"]:
                self._bracket(written, start, int(token["part"] or 0))
            elif token["note"]:
                self.found.append(Mark(written, start, MarkKind.ALONE, written, int(token["note"])))
            else:
                self.found.append(Mark(written, start, MarkKind.ALONE, written if token["kept"] else ""))
        unpaired = {place for _, place in self._open}
        return [mark for place, mark in enumerate(self.found) if place not in unpaired]

    def _begin(self, written: str, start: int) -> None:
        self._open.append((written, len(self.found)))
        self.found.append(Mark(written, start, MarkKind.OPEN, ""))

    def _end(self, level: int, written: str, start: int, name: str, number: int) -> None:
        """Close what was opened at `level`; what was opened in it and not closed is no mark."""
        self._pairs += 1
        _, place = self._open[level]
        inner = {at for _, at in self._open[level + 1 :]}
        del self._open[level:]
        self.found[place] = replace(self.found[place], pair=self._pairs)
        self.found = [mark for at, mark in enumerate(self.found) if at not in inner]
        self.found.append(Mark(written, start, MarkKind.CLOSE, name, number, self._pairs))

    def _bracket(self, written: str, start: int, number: int) -> None:
        level = next((n for n in reversed(range(len(self._open))) if self._open[n][0].endswith("[")), None)
        if level is None:
            return
        if number:
            self._end(level, written, start, f"{self._open[level][0]}{written}", number)
        else:
            inner = {at for _, at in self._open[level:]}
            del self._open[level:]
            self.found = [mark for at, mark in enumerate(self.found) if at not in inner]

    def _emphasis(self, text: str, written: str, start: int) -> None:
        before, behind = text[start - 1 : start], text[start + len(written) : start + len(written) + 1]
        level = next((n for n in reversed(range(len(self._open))) if self._open[n][0] == written), None)
        if level is not None and before.strip():
            self._end(level, written, start, "", 0)
        elif behind.strip():
            self._begin(written, start)


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
