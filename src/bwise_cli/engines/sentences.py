"""English text as sentences, for engines that take one at a time and lose what is longer than they can see.

In doubt nothing is divided: two sentences at once are translated well, half a sentence is not.
"""

import re
from collections.abc import Iterator
from typing import Final

LONGEST: Final = 400
"""Characters that an engine sees at once: about 100 of the 127 parts of words that a Firefox model is made for."""

_TOKENS = r"(?:\[/?\d+\])"
_OPENING = rf"(?:[\"'“‘«(\[¿¡*]|{_TOKENS})*"
_STOP = re.compile(
    r"(?<![.!?…])(?P<stop>[.!?…]+)"
    rf"(?P<closing>(?:[\"'”’»)\]*]|{_TOKENS})*)"
    r"\s+"
    rf"(?={_OPENING}(?P<next>[^\W_]+|\Z)|\[\d+\])"
)
_PARAGRAPHS = re.compile(r"(?<!\s)[^\S\n]*\n[^\S\n]*\n\s*")
_BREAKS = (
    re.compile(r"(?<=[;:])\s+"),
    re.compile(r"(?<=,)\s+|(?<!\s)\s+(?=[–—])"),
    re.compile(r"\s+"),
)
"""Where a sentence is divided that is too long, the best places first."""
_WORD_BEFORE = re.compile(r"[^\s\"'“‘«(\[\]]*\Z")
_FAR_ENOUGH = 80
"""Characters before a full stop that are looked at."""

BEFORE_NAMES: Final = frozenset({
    "mr", "mrs", "ms", "mx", "dr", "prof", "st", "rev", "hon", "messrs", "gen", "gov",
    "cf", "e.g", "i.e", "eg", "ie", "viz", "vs", "resp", "incl", "excl", "esp",
})  # fmt: skip
"""Short forms after which a sentence goes on, without their last full stop."""
BEFORE_NUMBERS: Final = frozenset({
    "no", "nos", "nr", "fig", "figs", "eq", "sec", "sect", "ch", "chap", "vol", "art", "arts", "par", "para", "p", "pp",
    "ed", "ref", "refs", "tel", "approx", "ca", "c", "max", "min",
})  # fmt: skip
"""Short forms, or words, after which a sentence goes on if a number follows."""
BEFORE_SMALL: Final = frozenset({"etc", "al", "inc", "ltd", "co", "corp", "jr", "sr", "a.m", "p.m", "b.c", "a.d"})
"""Short forms after which a sentence goes on unless a capital follows."""
STARTERS: Final = frozenset({
    "a", "after", "all", "an", "and", "are", "as", "ask", "at", "because", "before", "but", "by", "can",
    "check", "click", "do", "does", "don", "each", "every", "first", "for", "from", "go", "he", "her", "here",
    "his", "how", "however", "i", "if", "in", "instead", "is", "it", "its", "let", "many", "most", "my", "no",
    "not", "now", "of", "on", "once", "one", "open", "or", "other", "our", "people", "please", "read",
    "remember", "say", "select", "she", "so", "some", "start", "such", "take", "talk", "tell", "that", "the",
    "their", "them", "then", "there", "these", "they", "this", "those", "to", "try", "use", "we", "what",
    "when", "where", "which", "while", "who", "why", "will", "with", "work", "write", "you", "your",
})  # fmt: skip
"""Words that begin a sentence rather than a name, behind what could be an initial: `Plan B. The …`, but `J. Smith`."""


def sentences(text: str) -> Iterator[str]:
    """The sentences of `text` and the spaces between them, in their order: joined, they are `text`.

    Those that are too long for an engine are divided.
    """
    for piece in whole_sentences(text):
        yield from _short(piece)


def whole_sentences(text: str) -> Iterator[str]:
    """The same, but no sentence is divided, however long it is."""
    end = 0
    for gap in _PARAGRAPHS.finditer(text):
        yield from _of_paragraph(text[end : gap.start()])
        yield gap.group()
        end = gap.end()
    yield from _of_paragraph(text[end:])


def _of_paragraph(text: str) -> Iterator[str]:
    start = 0
    for match in _STOP.finditer(text):
        if _ends(text, start, match):
            yield text[start : match.end("closing")]
            yield text[match.end("closing") : match.end()]
            start = match.end()
    yield text[start:]


def _ends(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether the sentence that begins at `start` ends with a match of `_STOP`."""
    following = match["next"] or ""
    if following[:1].islower():
        return False
    if match["stop"] != "." or match["closing"]:
        return True
    before = re.sub(_TOKENS, "", text[max(start, match.start() - _FAR_ENOUGH) : match.start()])
    found = _WORD_BEFORE.search(before)
    word = found.group() if found else ""
    if match.start() - start < _FAR_ENOUGH and not re.search(r"\w", before[: len(before) - len(word)]):
        return not _is_list_mark(word)
    return not _goes_on(word, following)


def _goes_on(word: str, following: str) -> bool:
    """Whether a sentence goes on behind `word` and its full stop; an empty `following` stands for a token."""
    short = word.casefold()
    if short in BEFORE_NAMES:
        return True
    if short in BEFORE_NUMBERS and (not following or following[0].isdecimal()):
        return True
    if short in BEFORE_SMALL and not following[:1].isupper():
        return True
    if re.fullmatch(r"[A-Z]|(?:[A-Z]\.)+[A-Z]|Ph\.D", word):
        return following.casefold() not in STARTERS
    return False


def _is_list_mark(word: str) -> bool:
    """Whether what stands at the beginning is the mark of an item, such as `1.` or `b.`, or a short form."""
    is_mark = len(word) <= 1 or re.fullmatch(r"(?:\d+\.)*\d+|[ivxIVX]{1,4}", word)
    return bool(is_mark) or word.casefold() in BEFORE_NAMES


def _short(sentence: str) -> Iterator[str]:
    """A sentence, in parts if it is too long, divided near its middle where that does least harm."""
    match = _break(sentence) if len(sentence) > LONGEST else None
    if match is None:
        yield sentence
        return
    yield from _short(sentence[: match.start()])
    yield match.group()
    yield from _short(sentence[match.end() :])


def _break(sentence: str) -> re.Match[str] | None:
    """Where to divide a sentence that is too long; None if there is no space in it."""
    middle = len(sentence) / 2
    best: re.Match[str] | None = None
    for pattern in _BREAKS:
        inside = [found for found in pattern.finditer(sentence) if found.start() > 0 and found.end() < len(sentence)]
        best = min(inside, key=lambda found: abs(found.start() - middle), default=None)
        if best and abs(best.start() - middle) <= 0.6 * middle:
            break
    return best
