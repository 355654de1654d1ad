"""Does a word or a mark stand twice in a row?"""

import re
from collections.abc import Iterator
from itertools import islice
from operator import eq

from bwise_cli.checks.pair import Edit, Pair, Slip
from bwise_cli.domain.finding import quoted

_TWICE = re.compile(r"\b([^\W\d_]+)(,?)[ \u00a0\n]\1\b", re.IGNORECASE)
MOST = 1_000
"""Words twice in a row in one text that are counted, at the most."""
_MARKS = re.compile(r"(?<=[\w)\]»”“’…])(?:([,;:])\1+|(?<!\.)\.\.)(?=[\s»”“’)\]]|$)")

_RIGHT: dict[str, frozenset[str]] = {
    language: frozenset(words.split())
    for language, words in {
        "bg": "си ви ни ми ти му им ѝ я го ги те да е",
        "de": "die der das den dem sie ihr ihnen uns sich ist sind war waren hat haben in zu",
        "el": "σας μας μου του της τους το τα τον την σου που ένα ένας μία λίγο σιγά πρώτα",
        "es": "muy",
        "fr": "nous vous en si est sont",
        "hr": "je da bi si se što to malo",
        "it": "che via mano piano passo poco così",
        "lv": "tas tā jā nav",
        "nl": "dat die je u het er is was zijn zich ze we had in van of hebben hun",
        "pl": "nie to co tuż już",
        "ro": "mai încet rând o",
        "sl": "da je si jo ga",
    }.items()
}
"""Words that can be right twice in a row: two pronouns, a pronoun and an article, two verbs."""


def doubled(pair: Pair) -> Iterator[Slip]:
    """The same word twice in a row, or the same mark, where the source has nothing of the kind."""
    words = pair.target.words
    listed = words.lower().split()
    if any(map(eq, listed, listed[1:])):
        yield from _words(pair)
    if ".." in words or ",," in words or "::" in words or ";;" in words:
        yield from _marks(pair)


def _words(pair: Pair) -> Iterator[Slip]:
    right = _RIGHT.get(pair.language, frozenset())
    found = [each for each in islice(_TWICE.finditer(pair.target.words), MOST) if each[1].lower() not in right]
    if len(found) > sum(1 for _ in islice(_TWICE.finditer(pair.source.words), MOST)):
        for each in found:
            if not each[2] and pair.target.is_unbroken(*each.span()):
                yield Slip(f"the same word twice in a row: {quoted(each[0])}")


def _marks(pair: Pair) -> Iterator[Slip]:
    for found in _MARKS.finditer(pair.target.words):
        marks = found[0]
        asked = marks.replace(";", "?") if pair.language == "el" else marks
        if marks in pair.source.words or asked in pair.source.words or not pair.target.is_unbroken(*found.span()):
            continue
        is_ellipsis = marks == ".." and not pair.source.signs.isdisjoint("…")
        edit = None if is_ellipsis or "..." in pair.source.words else Edit(*found.span(), marks[0])
        yield Slip(f"the same mark twice in a row: {quoted(marks)}", edit=edit)
