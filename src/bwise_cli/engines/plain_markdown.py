"""Reading translations without pandoc, where there is only one way to read them.

Most translations are words; some have emphasis, code or a number in brackets. What pandoc makes of those needs no
pandoc. Whatever is not on the short list here, or stands where CommonMark weighs one reading against another, is left
to it.

Invariant: `read_plain(text)` is None, or what pandoc makes of `text`.
"""

import re
from collections.abc import Mapping

from bwise_cli.domain.bare_words import ELSEWHERE, SIGNS, are_bare_words, is_as_written
from bwise_cli.domain.nodes import NO_ATTRIBUTES, SPACE, Inlines, Node, node, string, text_inlines
from bwise_cli.domain.splice import NOTE_CLOSE, NOTE_OPEN

LONGEST = 1000
"""Characters that a text with marks may have here: what stands in each other is then within every limit."""

_TOKEN = re.compile(
    rf"""(?P<words>[^{SIGNS}]*+)(?:
    `(?P<code>[^`\ {ELSEWHERE}](?:[^`{ELSEWHERE}]*[^`\ {ELSEWHERE}])?)`(?!`)
    |\[\^(?P<note>[0-9]{{1,4}})\]
    |(?P<stars>\*\*?)(?!\*)
    |(?P<open>\[)(?!\ |\^[0-9])
    |(?<!\ )\]\((?P<close>[0-9]+)\)
    |(?P<tag></?[A-Za-z][A-Za-z0-9]*>)
    |(?P<sign>(?<=[A-Za-z0-9])_(?=[A-Za-z0-9])|&(?![\#A-Za-z]))
    |(?P<other>[{SIGNS}])
    |(?P<end>\Z))""",
    re.VERBOSE,
)
"""Words, and the mark behind them."""
_PUNCTUATION = frozenset(".,;:!?()[]{}\"'/-„“”‚‘’«»…–—¿¡")
"""Characters that are punctuation in every version of Unicode and of CommonMark."""
_SPACES = frozenset(" \xa0\u202f")
_EMPHASIS = {"*": "Emph", "**": "Strong"}
_BRACKETS = {"[": "Link", "![": "Image"}


def read_plain(text: str) -> Inlines | None:
    """`text` as inlines in normal form; None if that is for pandoc to say, or if there is nothing in it."""
    if are_bare_words(text):
        return text_inlines(text) or None
    return _Reader(text.strip(" ")).read() if len(text) <= LONGEST and is_as_written(text) else None


class _Reader:
    """Reads one text with marks."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._levels: list[tuple[str, Inlines]] = [("", [])]
        """What is open, the innermost last, and the inlines in it."""
        self._words = ""
        """What was read since the last mark."""

    def read(self) -> Inlines | None:
        if not all(map(self._take, _TOKEN.finditer(self._text))):
            return None
        return self._levels[0][1] if len(self._levels) == 1 else None

    def _take(self, token: re.Match[str]) -> bool:
        """Take words and the mark behind them; false if it is not sure what that means."""
        self._words += token["words"]
        match token.lastgroup:
            case "sign":
                self._words += token["sign"]
            case "note":
                self._words += f"{NOTE_OPEN}{token['note']}{NOTE_CLOSE}"
            case "code":
                self._put(node("Code", [NO_ATTRIBUTES, token["code"]]))
            case "tag":
                self._put(node("RawInline", ["html", token["tag"]]))
            case "open" if all(mark not in _BRACKETS for mark, _ in self._levels):
                mark = "![" if token["words"].endswith("!") else "["
                self._words = self._words.removesuffix("!") if mark == "![" else self._words
                self._open(mark)
            case "close":
                return self._close(_BRACKETS, token["close"])
            case "stars":
                return self._emphasis(token["stars"], *token.span("stars"))
            case "end":
                self._end_words()
            case _:
                return False
        return True

    def _emphasis(self, stars: str, start: int, end: int) -> bool:
        """Stars that can only open or only close. CommonMark pairs those with the nearest ones, if they are as many."""
        before, behind = self._text[start - 1 : start] or " ", self._text[end : end + 1] or " "
        if (before in _SPACES and _is_solid(behind)) or (before in _PUNCTUATION and behind.isalnum()):
            self._open(stars)
            return True
        closes = (behind in _SPACES and _is_solid(before)) or (behind in _PUNCTUATION and before.isalnum())
        return closes and self._close({stars: _EMPHASIS[stars]})

    def _open(self, mark: str) -> None:
        self._end_words()
        self._levels.append((mark, []))

    def _close(self, kinds: Mapping[str, str], number: str = "") -> bool:
        """Close what is open, which is one of `kinds` by its mark; false if it is not."""
        self._end_words()
        kind = kinds.get(self._levels[-1][0])
        if kind is None:
            return False
        inside = self._levels.pop()[1]
        self._put(node(kind, [NO_ATTRIBUTES, inside, [number, ""]] if number else inside))
        return True

    def _put(self, made: Node) -> None:
        self._end_words()
        self._levels[-1][1].append(made)

    def _end_words(self) -> None:
        """Words with a space between, and at an end that has one."""
        if not self._words:
            return
        inlines = self._levels[-1][1]
        for place, word in enumerate(self._words.split(" ")):
            if place and not (inlines and inlines[-1] is SPACE):
                inlines.append(SPACE)
            if word:
                inlines.append(string(word))
        self._words = ""


def _is_solid(character: str) -> bool:
    """Whether `character` is surely no white space."""
    return character.isalnum() or character in _PUNCTUATION or character in "`<>"
