"""Does a translation begin with a capital where its source does?"""

import re
from collections.abc import Iterator
from functools import lru_cache

from bwise_cli.checks.pair import Edit, Pair, Slip
from bwise_cli.checks.typography.known import Known
from bwise_cli.domain.finding import quoted
from bwise_cli.domain.message import Kind
from bwise_cli.domain.prose import KEPT

_WORD = re.compile(r"[^\W\d_]+")
_BARRED = re.compile(rf"[\d%{KEPT}]")
_CLITIC = re.compile(r"['’‘][a-z]\b[ \u00a0]?")
_ALWAYS_CAPITAL = re.compile(
    r"i|(mon|tue|wed|thu|fri|sat|sun)([a-z]*day)?|jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?"
    r"|sept?(ember)?|oct(ober)?|nov(ember)?|dec(ember)?|arabic|dutch|european|french|german|greek|\w+(ian|ish|ese)"
)
"""Words that English writes with a capital wherever they stand, and most other languages do not."""
_POLITE = {
    "bg": "в",
    "hr": "v",
    "it": "ls",
    "lv": "jt",
    "pl": "tpcwj",
    "sl": "vt",
    "es": "uv",
}
"""First letters of words for *you* and *your* that are capital out of respect."""
_OWN_NAMES = ("internet", "web", "bibl", "διαδίκτυο", "интернет")


def capital(pair: Pair) -> Iterator[Slip]:
    """A small letter at the start where the source has a capital; the other way only where it cannot be a name."""
    start = _start(pair.source.words)
    found = _first_word(pair.target.words, pair.language)
    if start is None or found is None or found[1][0].isupper() == start[1][0].isupper():
        return
    at, word = found
    if start[1][0].isupper():
        if word[0].islower() and not _may_be_small(start[1], word, pair):
            edit = Edit(at, at + 1, word[0].upper()) if word.islower() else None
            yield Slip(f"begins with a small letter, the source does not: {quoted(word)}", edit=edit)
    elif _must_be_small(word, pair):
        yield Slip(f"begins with a capital, the source does not: {quoted(word)}")


@lru_cache(maxsize=16_384)
def _start(words: str) -> tuple[int, str] | None:
    return _first_word(words, "en")


def _first_word(words: str, language: str) -> tuple[int, str] | None:
    """The first word and where it is; None if a figure or something kept stands before it."""
    position = 0
    if language == "nl" and (clitic := _CLITIC.match(words)):
        position = clitic.end()
    found = _WORD.search(words, position)
    if found is None or _BARRED.search(words, 0, found.start()):
        return None
    return found.start(), found[0]


def _may_be_small(first: str, word: str, pair: Pair) -> bool:
    """Whether the capital is that of a name, or the small letter that of one or of what follows a salutation."""
    words = pair.source.words
    if (len(word) > 3 and word in words.split()) or (word.lower() != word and not word.isupper()):
        return True
    ends = words.rstrip("\"'”’)»«“ ")[-1:] in (".", "!", "?")
    is_sentence = ends and " " in words and Kind.LIST_ITEM not in pair.unit.message.kinds
    if not is_sentence and (_ALWAYS_CAPITAL.fullmatch(first.lower()) or any(letter.isupper() for letter in first[1:])):
        return True
    return _follows_comma(pair)


def _follows_comma(pair: Pair) -> bool:
    """Whether the unit before ends in a comma, as the first line of a letter does: many languages go on small."""
    before = ""
    for unit in pair.subject.catalogue.current:
        if unit.key == pair.unit.key:
            return before.rstrip().endswith(",")
        before = unit.translation
    return False


def _must_be_small(word: str, pair: Pair) -> bool:
    """Whether a capital cannot be right: the source has none at all, and the word is no way to address people."""
    if pair.language == "de" or not word[1:].islower() or any(letter.isupper() for letter in pair.source.words):
        return False
    if word[0].lower() in _POLITE.get(pair.language, "") or word.lower().startswith(_OWN_NAMES):
        return False
    return not _has_capitals(Known(pair.subject.catalogue))


@lru_cache(maxsize=16)
def _has_capitals(known: Known) -> bool:
    """Whether a catalogue has capitals where its sources begin small, more often than by mistake: lists may be so."""
    pairs = [(unit.message.text[0], unit.translation[0]) for unit in known.catalogue.current if unit.translation]
    capitals = [other.isupper() for one, other in pairs if one.islower()]
    return sum(capitals) > max(1, 0.2 * len(capitals))
