"""On which line of a Markdown master the text of a message stands. The document itself knows no lines."""

import re
from bisect import bisect_right

from bwise_cli.domain.prose import KEPT, prose

_RUN = 6
"""Words of a text that are looked for; the more, the surer, unless a mark or a destination stands between them."""


class MasterLines:
    """A master's text in which words are found, however its lines are broken."""

    def __init__(self, text: str) -> None:
        """Take the text of a master, with line feeds."""
        pieces: list[str] = []
        self._starts: list[int] = []
        length = 0
        for line in text.split("\n"):
            words = " ".join(line.split())
            self._starts.append(length)
            pieces.append(words)
            length += len(words) + 1
        self._text = " ".join(pieces)

    def line(self, text: str, anchor: str = "") -> int:
        """The line, from 1, on which the text of a message begins that stands below the heading with this id.

        0 if it cannot be found, as what its author wrote with other marks.
        """
        begin = max(self._text.find(f"#{anchor}}}"), 0) if anchor else 0
        for run in _runs(text):
            for start in {begin: None, 0: None}:
                found = self._text.find(run, start)
                if found >= 0:
                    return bisect_right(self._starts, found)
        return 0


def _runs(text: str) -> list[str]:
    """What to look for, the best first: the text as it is, its first words, its longest stretch without a mark."""
    whole = " ".join(text.split())
    stretches = [" ".join(each.split()) for each in _stretches(text)]
    longest = max(stretches, key=len, default="")
    first = stretches[0] if stretches else ""
    shorter = " ".join(first.split()[:_RUN])
    return [run for run in dict.fromkeys((whole, first, shorter, longest)) if run]


def _stretches(text: str) -> list[str]:
    """The parts of a text between its marks that hold words."""
    seen = prose(text)
    if seen.places is None:
        return [text]
    parts, begin = [], 0
    for place in range(1, len(seen.words)):
        if seen.places[place] != seen.places[place - 1] + 1 or seen.words[place] == KEPT:
            parts.append(seen.words[begin:place])
            begin = place
    parts.append(seen.words[begin:])
    return [part for part in parts if re.search(r"\w", part)]
