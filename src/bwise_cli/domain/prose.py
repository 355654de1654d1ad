"""The words of a message's text without its marks, and where each character of them stands in the text."""

import re
from dataclasses import dataclass
from functools import lru_cache

from bwise_cli.domain.inline_marks import marks_in

KEPT = "\ufffc"
"""Stands among words for what is kept as it is: code, a formula, a variable."""

_FORM = re.compile(r"(?:[*_~^\[\]\\]|\(\d{1,4}\)|</?[a-z]+>)*")
"""Marks that give words a form, and stand for nothing between them."""


@dataclass(frozen=True, slots=True)
class Prose:
    """A text as readers see it."""

    text: str
    """The text with its marks."""
    words: str
    """The text without them: emphasis, brackets, tags, numbers of parts and backslashes are gone, and `KEPT` stands
    for each code, formula and variable."""
    places: tuple[int, ...] | None
    """Where each character of `words` stands in `text`, and then where `text` ends; None if they are the same."""
    signs: frozenset[str]
    """The different characters of `words`."""

    def are_neighbours(self, start: int, end: int) -> bool:
        """Whether readers see nothing between the characters of `words[start:end]`: no image, footnote or address."""
        places = self.places
        if places is None:
            return True
        gaps = ((places[at - 1] + 1, places[at]) for at in range(start + 1, end))
        return all(first == last or _gives_form(self.text[first:last]) for first, last in gaps)

    def is_unbroken(self, start: int, end: int) -> bool:
        """Whether no marks at all stand between the first and the last character of `words[start:end]`."""
        return self.places is None or self.places[end - 1] - self.places[start] == end - 1 - start

    def edited(self, start: int, end: int, new: str) -> str:
        """`text` with `new` in the place of `words[start:end]`.

        Raises `ValueError` if marks stand between the first and the last character of that.
        """
        if self.places is None:
            return self.text[:start] + new + self.text[end:]
        if start == end:
            first = last = self.places[start - 1] + 1 if start else self.places[0]
        else:
            first, last = self.places[start], self.places[end - 1] + 1
            if not self.is_unbroken(start, end):
                raise ValueError("marks stand in between")
        return self.text[:first] + new + self.text[last:]


def _gives_form(marks: str) -> bool:
    return _FORM.fullmatch(marks) is not None and "<br>" not in marks


@lru_cache(maxsize=16_384)
def prose(text: str) -> Prose:
    """`text` as readers see it."""
    marks = marks_in(text)
    if not marks:
        return Prose(text, text, None, frozenset(text))
    words: list[str] = []
    places: list[int] = []
    position = 0
    for mark in marks:
        words.append(text[position : mark.start])
        places += range(position, mark.start)
        shown = _shown(mark.text)
        words.append(shown)
        places += range(mark.end - len(shown), mark.end)
        position = mark.end
    words.append(text[position:])
    places += range(position, len(text) + 1)
    seen = "".join(words)
    return Prose(text, seen, tuple(places), frozenset(seen))


def _shown(mark: str) -> str:
    """What readers see of a mark."""
    if len(mark) == 2 and mark[0] == "\\":
        return mark[1]
    return KEPT if mark[0] in "`${" else ""
