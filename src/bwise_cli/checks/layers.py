"""How the marks of a text lie in each other, and how they lie to its words."""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bwise_cli.domain.inline_marks import Mark, MarkKind, marks_in

_WORD = re.compile(r"\w+")
_MOST = 5_000
"""Marks of a text that are looked at: none has more, but for one that means harm."""
_DEEP = 8
"""Pairs around a mark that are looked at, likewise."""
_ANYWHERE = re.compile(r"</?(?:x\d|w?br\b)")
"""Tags that are glued to words as a matter of course."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """What a pair of marks with a number holds, such as the words of a link."""

    shown: str
    """The pair as messages show it."""
    words: int
    """Words in it; code, a formula or a variable is one."""
    outside: int
    """Words of the text that are not in it."""


@dataclass(frozen=True, slots=True)
class Layers:
    """How the marks of a text lie."""

    marks: Sequence[Mark]
    """The marks in their order."""
    stretches: Mapping[str, Stretch]
    """What pairs with a number hold, by the name of the pair."""
    inside: Mapping[str, tuple[str, ...]]
    """By the name of a mark that has one: names of the pairs with a number that it is in, where it stands first."""
    emphasis: bool
    """Whether a pair marks emphasis."""
    loose: frozenset[str]
    """Marks that are not glued to words as a matter of course, as `_sort` calls them."""
    glued: frozenset[tuple[str, str]]
    """Those that are glued to a word here, and on which side."""

    @property
    def parts(self) -> bool:
        """Whether there is a mark that a translation must have too."""
        return bool(self.loose)

    def is_loose(self, mark: Mark) -> bool:
        """Whether the text has a mark like `mark` that needs a space beside a word."""
        return _sort(mark) in self.loose

    def is_glued(self, mark: Mark, side: str) -> bool:
        """Whether a mark like `mark` is glued to a word on that side, `before` or `behind`."""
        return (_sort(mark), side) in self.glued


@lru_cache(maxsize=8192)
def layers_of_source(text: str) -> Layers:
    """The same as `layers`, kept: all languages share a source."""
    return layers(text)


def layers(text: str) -> Layers:
    """How the marks of `text` lie."""
    marks = marks_in(text)[:_MOST]
    numbered = {mark.pair: mark.name for mark in marks if mark.kind is MarkKind.CLOSE and mark.number}
    opened: dict[int, Mark] = {}
    around: list[str] = []
    inside: dict[str, tuple[str, ...]] = {}
    spans: dict[str, tuple[Mark, Mark]] = {}
    for mark in marks:
        name = numbered.get(mark.pair, "") if mark.kind is MarkKind.OPEN else mark.name
        if mark.kind is MarkKind.CLOSE:
            begun = opened.pop(mark.pair, mark)
            if mark.number:
                around.pop()
                spans.setdefault(name, (begun, mark))
        elif name:
            inside.setdefault(name, tuple(around[-_DEEP:]))
        if mark.kind is MarkKind.OPEN:
            opened[mark.pair] = mark
            around += [name] if name else []
    sorts = [(mark, _sort(mark)) for mark in marks]
    return Layers(
        marks=marks,
        stretches=_stretches(text, marks, spans) if spans else {},
        inside=inside,
        emphasis=any(mark.kind is MarkKind.OPEN and mark.pair not in numbered for mark in marks),
        loose=frozenset(sort for _, sort in sorts if sort),
        glued=frozenset(
            (sort, side)
            for mark, sort in sorts
            if sort
            for side in ("before", "behind")
            if beside(mark, text, side).isalnum()
        ),
    )


def beside(mark: Mark, text: str, side: str) -> str:
    """The character before or behind a mark; empty where the text begins or ends."""
    return text[max(0, mark.start - 1) : mark.start] if side == "before" else text[mark.end : mark.end + 1]


def _sort(mark: Mark) -> str:
    """What a mark is compared as; empty for one that may stand anywhere."""
    if mark.kind is MarkKind.ALONE:
        kept = mark.text[0] in "`${<" and not _ANYWHERE.match(mark.text)
        return mark.text if kept or mark.number else ""
    if mark.text == "[" or mark.number:
        return f"link {mark.kind}"
    return ""


def _stretches(text: str, marks: Sequence[Mark], spans: Mapping[str, tuple[Mark, Mark]]) -> dict[str, Stretch]:
    pieces, position = [], 0
    for mark in marks:
        sign = "x" if mark.kind is MarkKind.ALONE and mark.text[0] in "`${" else " "
        pieces += [text[position : mark.start], sign * len(mark.text)]
        position = mark.end
    bare = "".join([*pieces, text[position:]])
    starts = [word.start() for word in _WORD.finditer(bare)]
    found = {}
    for name, (begun, closed) in spans.items():
        words = bisect_left(starts, closed.start) - bisect_left(starts, begun.end)
        found[name] = Stretch(f"{begun.text}…{closed.text}", words, len(starts) - words)
    return found
