"""Reading translations without pandoc, where there is only one way to read them.

Most translations are words; some have emphasis, code or a number in brackets. What pandoc makes of those needs no
pandoc. Whatever is not on the short list here, or stands where CommonMark weighs one reading against another, is left
to it.

Invariant: `read_plain(text)` is None, or what pandoc makes of `text`.
"""

import re
from unicodedata import is_normalized

from bwise_cli.domain.nodes import NO_ATTRIBUTES, SPACE, Inlines, Node, node, string, text_inlines
from bwise_cli.domain.splice import NOTE_CLOSE, NOTE_OPEN

LONGEST = 1000
"""Characters that a text with marks may have here: what stands in each other is then within every limit."""

_ELSEWHERE = "\x00-\x1f\x7f-\x9f\u0300-\u036f\u0530-\u1dff\u20d0-\u20ff\u2c00-\U0010ffff"
"""Control and combining characters, and scripts that are not of Europe, which differ between versions of Unicode."""
_SIGNS = rf"\\`*_\[\]<&^~${_ELSEWHERE}"
"""Without any of these, and without an emoji, a text is nothing but words."""
_SIGN = re.compile(f"[{_SIGNS}]")
_EMOJI = re.compile(r":[^ :]+:")
_TOKEN = re.compile(
    rf"""`(?P<code>[^`\ {_ELSEWHERE}](?:[^`{_ELSEWHERE}]*[^`\ {_ELSEWHERE}])?)`(?!`)
    |\[\^(?P<note>[0-9]{{1,4}})\]
    |(?P<stars>\*\*?)(?!\*)
    |(?P<open>(?<!!)\[)(?!\ )
    |(?<!\ )\]\((?P<close>[0-9]+)\)
    |(?P<sign>(?<=[A-Za-z0-9])_(?=[A-Za-z0-9])|&(?![\#A-Za-z]))
    |(?P<other>[{_SIGNS}])""",
    re.VERBOSE,
)
_PUNCTUATION = frozenset(".,;:!?()[]{}\"'/-„“”‚‘’«»…–—¿¡")
"""Characters that are punctuation in every version of Unicode and of CommonMark."""
_SPACES = frozenset(" \xa0\u202f")
_EMPHASIS = {"*": "Emph", "**": "Strong"}


def read_plain(text: str) -> Inlines | None:
    """`text` as inlines in normal form; None if that is for pandoc to say, or if there is nothing in it."""
    if not (text.isascii() or is_normalized("NFC", text)) or (text.count(":") > 1 and _EMOJI.search(text)):
        return None
    if not _SIGN.search(text):
        return text_inlines(text) or None
    return _Reader(text.strip(" ")).read() if len(text) <= LONGEST else None


class _Reader:
    """Reads one text with marks."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._levels: list[tuple[str, Inlines]] = [("", [])]
        """What is open, the innermost last, and the inlines in it."""
        self._words = ""
        """What was read since the last mark."""

    def read(self) -> Inlines | None:
        place = 0
        for token in _TOKEN.finditer(self._text):
            self._words += self._text[place : token.start()]
            place = token.end()
            if not self._take(token):
                return None
        self._words += self._text[place:]
        self._end_words()
        return self._levels[0][1] if len(self._levels) == 1 else None

    def _take(self, token: re.Match[str]) -> bool:
        """Take one mark; false if it is not sure what it means."""
        match token.lastgroup:
            case "sign":
                self._words += token[0]
            case "note":
                self._words += f"{NOTE_OPEN}{token['note']}{NOTE_CLOSE}"
            case "code":
                self._put(node("Code", [NO_ATTRIBUTES, token["code"]]))
            case "open" if all(mark != "[" for mark, _ in self._levels):
                self._open("[")
            case "close":
                return self._close("[", token["close"])
            case "stars":
                return self._emphasis(token["stars"], token.start(), token.end())
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
        return closes and self._close(stars)

    def _open(self, mark: str) -> None:
        self._end_words()
        self._levels.append((mark, []))

    def _close(self, mark: str, number: str = "") -> bool:
        """Close what is open; false if that is something else."""
        self._end_words()
        if self._levels[-1][0] != mark:
            return False
        inside = self._levels.pop()[1]
        made = node("Link", [NO_ATTRIBUTES, inside, [number, ""]]) if number else node(_EMPHASIS[mark], inside)
        self._put(made)
        return True

    def _put(self, made: Node) -> None:
        self._end_words()
        self._levels[-1][1].append(made)

    def _end_words(self) -> None:
        """Words with a space between, and at an end that has one."""
        inlines = self._levels[-1][1]
        for place, word in enumerate(self._words.split(" ")):
            if place and not (inlines and inlines[-1] is SPACE):
                inlines.append(SPACE)
            if word:
                inlines.append(string(word))
        self._words = ""


def _is_solid(character: str) -> bool:
    """Whether `character` is surely no white space."""
    return character.isalnum() or character in _PUNCTUATION or character == "`"
