"""The engine `pseudo`: English with accents, as long as a translation would be. For looking at layouts."""

import re
from collections.abc import Sequence

from bwise_cli.domain.message import Message
from bwise_cli.domain.splice import VARIABLE

_ACCENTS = str.maketrans(
    "ACDEGHIKLNORSTUYZacdeghiklnorstuyz",
    "ÅÇÐÉĜĤÎĶĻÑÖŔŠŢÛÝŽåçðéĝĥîķļñöŕšţûýž",
)
_VOWELS = "åéîöû"
GROWTH = {"de": 0.35, "fr": 0.25, "es": 0.25, "it": 0.2, "nl": 0.25, "pl": 0.25, "ro": 0.25, "el": 0.3, "bg": 0.2}
"""How much longer than English a text usually is, by language, from the layout guides of large publishers."""
USUAL_GROWTH = 0.15
_ATTRIBUTE = r"""\s+[A-Za-z_:][\w.:-]*(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+))?"""
"""One attribute of an HTML tag, as CommonMark defines it: `<X a={b => c}>` is no tag but words."""
PROTECTED = re.compile(
    r"(?<!(?<!\\)`)(?P<tick>`+)(?!`).+?(?<!`)(?P=tick)(?!`)"  # code
    r"|\$\$[^$]+\$\$|\$(?![\s$])[^$\n]*?(?<=\S)\$"  # formulas
    rf"|{VARIABLE.pattern}"
    rf"|<[A-Za-z][A-Za-z0-9-]*(?:{_ATTRIBUTE})*\s*/?>|</[A-Za-z][A-Za-z0-9-]*\s*>"  # HTML tags
    r"|\]\(\d+\)|\[\^\d+\]"  # numbered parts
    r"|(?<![\w:]):[\w+-]+:(?![\w:])"  # emoji
    r"|\\[!-/:-@\[-`{-~\n]|&#?\w+;",  # escapes
    re.DOTALL,
)
"""What an engine for plain text must give back as it is."""


class Pseudo:
    """Makes drafts that show at a glance what is translatable, and how much room it needs."""

    name = "pseudo"

    def draft(self, messages: Sequence[Message], locale: str, /) -> list[str | None]:
        """An accented, lengthened form of each message."""
        growth = GROWTH.get(locale.split("_")[0], USUAL_GROWTH)
        return [self._pseudo(message.text, growth) for message in messages]

    def _pseudo(self, text: str, growth: float) -> str:
        pieces, end = [], 0
        for match in PROTECTED.finditer(text):
            pieces += [lengthened(text[end : match.start()], growth), match.group()]
            end = match.end()
        return "".join([*pieces, lengthened(text[end:], growth)])


def lengthened(text: str, growth: float) -> str:
    """Accent `text`, and double a vowel in as many words as it takes to grow by `growth`."""
    result, debt = [], 0.0
    for character in text.translate(_ACCENTS):
        result.append(character)
        debt += growth
        if debt >= 1 and character in _VOWELS:
            result.append(character)
            debt -= 1
    return "".join(result)
