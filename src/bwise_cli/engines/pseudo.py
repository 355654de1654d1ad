"""The engine `pseudo`: English with accents, as long as a translation would be. For looking at layouts."""

import re
from collections.abc import Mapping

from bwise_cli.domain.passage import Limits, Marking, Order, Register

_ACCENTS = str.maketrans(
    "ACDEGHIKLNORSTUYZacdeghiklnorstuyz",
    "ÅÇÐÉĜĤÎĶĻÑÖŔŠŢÛÝŽåçðéĝĥîķļñöŕšţûýž",
)
_VOWELS = "åéîöû"
GROWTH = {"de": 0.35, "fr": 0.25, "es": 0.25, "it": 0.2, "nl": 0.25, "pl": 0.25, "ro": 0.25, "el": 0.3, "bg": 0.2}
"""How much longer than English a text usually is, by language, from the layout guides of large publishers."""
USUAL_GROWTH = 0.15
_TAG = re.compile(r"<k(\d+)>.*?</k\1>|<[^>]*>|&\w+;", re.DOTALL)


class Pseudo:
    """Makes drafts that show at a glance what is translatable, and how much room it needs."""

    name = "pseudo"
    markings = (Marking.TAGS, Marking.PIECES)
    limits = Limits(passages=1000, octets=1_000_000)

    def signature(self, locale: str, register: Register) -> str:
        """How much texts grow; all else is the same for all languages."""
        return f"{_growth(locale)}"

    def provenance(self, locale: str) -> Mapping[str, str]:
        """Nothing: there is only one way."""
        return {}

    def translate(self, order: Order) -> list[str]:
        """An accented, lengthened form of each passage."""
        return [_pseudo(passage.text, order) for passage in order.passages]


def _growth(locale: str) -> float:
    return GROWTH.get(locale.partition("_")[0], USUAL_GROWTH)


def _pseudo(text: str, order: Order) -> str:
    pieces, end = [], 0
    for match in _TAG.finditer(text) if order.marking is Marking.TAGS else ():
        pieces += [lengthened(text[end : match.start()], _growth(order.locale)), match.group()]
        end = match.end()
    return "".join([*pieces, lengthened(text[end:], _growth(order.locale))])


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
