"""Is a translation much longer, or much shorter, than its source?"""

from collections.abc import Iterator, Mapping

from bwise_cli.checks.pair import Pair, Slip
from bwise_cli.checks.wording.plain_words import sentences
from bwise_cli.domain.finding import quoted
from bwise_cli.domain.message import Kind

SLACK, SLACK_IN_TEXT, SLACK_IN_LETTER = 20, 25, 60
"""Characters that a text may be longer in any case: a word of three letters can need a phrase of three words, and
"Yours sincerely," a whole sentence.
"""
LONG, SHORTEST = 40, 0.4
"""From so many characters a translation has at least this share of its usual length."""
VERY_LONG, SHORTEST_OF_LONG = 120, 0.55
"""The same for long texts, which vary less."""
LOST, ADDED = 0.72, 1.5
"""Shares of the usual length between which nobody counts sentences."""
TWICE = 1.4
"""Share of the usual length from which a text can be there twice."""
GROWTH = {"bg": 1.09, "de": 1.24, "el": 1.2, "es": 1.16, "fr": 1.22, "it": 1.14, "nl": 1.13, "pl": 1.07, "ro": 1.13}
"""How many times as long as the English a text usually is; it is as long in languages that are not named."""
_SALUTATION = 4
"""Spaces that a line such as "Dear Ms Kovač," does not have."""
_LIMITED: Mapping[Kind, str] = {
    Kind.TITLE: "heading",
    Kind.HEADING: "heading",
    Kind.TABLE_HEADER: "cell",
    Kind.TABLE_CELL: "cell",
}
"""What of `[check.limits]` a message keeps to; all others to `text`."""
_PLACES = {"heading": "a heading", "cell": "a table cell", "text": "this text"}


def length(pair: Pair) -> Iterator[Slip]:
    """Translations that do not fit the place of their source, or have lost or won a sentence."""
    before, after = len(pair.source.words), len(pair.target.words)
    limits = pair.subject.settings.limits
    name = min((_LIMITED.get(kind, "text") for kind in pair.unit.message.kinds), key=limits.__getitem__, default="text")
    share = after / max(before, 1) / GROWTH.get(pair.language, 1.0)
    slack = SLACK_IN_TEXT if name == "text" else SLACK
    if _is_line_of_letter(pair):
        slack = SLACK_IN_LETTER
    if after > limits[name] / 100 * before + slack:
        message = f"{after} characters for {before} in English are too long for {_PLACES[name]}"
        yield Slip(f"{message}: {quoted(pair.source.words)}", "say it in fewer words")
    elif before >= LONG and not LOST <= share <= TWICE:
        yield from _incomplete(pair, share)


def _is_line_of_letter(pair: Pair) -> bool:
    """Whether it opens or closes a letter: languages have set phrases for that."""
    words = pair.source.words
    return words.endswith(",") and words.count(" ") < _SALUTATION


def _incomplete(pair: Pair, share: float) -> Iterator[Slip]:
    """What is to be said of a text that is much shorter or longer than usual."""
    before, after = (sum(1 for _ in sentences(each.words)) for each in (pair.source, pair.target))
    least = SHORTEST_OF_LONG if len(pair.source.words) >= VERY_LONG else SHORTEST
    if share < least or (share < LOST and after < before):
        yield Slip(f"this is much shorter than the English: {quoted(pair.target.words)}", "is all of it there?")
    elif (share > ADDED and after > before) or (share > TWICE and _is_twice(pair.target.words)):
        yield Slip(f"this is much longer than the English: {quoted(pair.target.words)}", "what does not belong there?")


def _is_twice(text: str) -> bool:
    """Whether `text` says one thing and then the same again, as after pasting twice."""
    half = len(text) // 2
    return text[:half].strip() == text[-half:].strip()
