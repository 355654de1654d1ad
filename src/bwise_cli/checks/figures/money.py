"""Are amounts of money in the same currency, and is its sign where the locale puts it?"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from bwise_cli.checks.figures.reading import DIGITS, has_figures
from bwise_cli.checks.pair import Edit, Pair, Slip
from bwise_cli.domain.finding import quoted

_FORMS: Mapping[str, re.Pattern[str]] = {
    "EUR": re.compile(r"€|\b(?:euro?|eiro|evr|евро|ευρώ|ευρω)", re.IGNORECASE),
    "USD": re.compile(r"(?<!\$)\$(?!\$)|\bUSD|\b(?:d[oóò]ll?[aāáă]r|долар|δολ[αά]ρ)", re.IGNORECASE),
    "GBP": re.compile(r"£|\bGBP|\b(?:pound|pfund|libra|livre|funt|sterlin|mārciņ|pond|лира|λίρ)", re.IGNORECASE),
    "CHF": re.compile(r"\bCHF|\b(?:Swiss franc|franken|φράγκ|швейцар|frank|franc)", re.IGNORECASE),
}  # fmt: skip
"""Signs, codes and beginnings of names of currencies, in all languages."""
_SHOWN = {"EUR": "€", "USD": "$", "GBP": "£", "CHF": "CHF"}
_ENGLISH = re.compile(
    r"(?P<EUR>€ ?[0-9]|[0-9][ \u00a0\u202f]?€|\bEUR [0-9]|[0-9] (?:EUR\b|euros?\b|(?:[mb]illion|thousand) euros?\b))"
    r"|(?P<USD>\$[ \u00a0]?[0-9]{2}|\$[0-9][.,][0-9]|[0-9][ \u00a0\u202f]?\$|\bUSD [0-9]|[0-9] (?:USD\b|dollars?\b))"
    r"|(?P<GBP>£[ \u00a0]?[0-9]|[0-9][ \u00a0\u202f]?£|\bGBP [0-9]|[0-9] (?:GBP\b|pounds? sterling\b))"
    r"|(?P<CHF>\bCHF ?[0-9]|[0-9] (?:CHF\b|Swiss francs?\b))"
)
_SIGNS = frozenset("€£")
"""Not that of the dollar: $1 can be a variable."""
_BEHIND = frozenset(("bg", "de", "el", "es", "fr", "hr", "lv", "pl", "ro", "sl"))
"""Languages that put the sign behind the amount. In Italian and Dutch publishers differ."""
_SPACED = _BEHIND - {"el"}
"""Languages whose publishers agree on a space before it."""
_GLUED_BEFORE = re.compile(
    r"(?<!\w)([€£])([0-9]+(?:[.,\u00a0\u202f][0-9]+)*(?:[–-][0-9]+(?:[.,\u00a0\u202f][0-9]+)*)?)"
)
_GLUED_BEHIND = re.compile(r"(?<=[0-9])€")
_ENGLISH_NUMBER = re.compile(r",[0-9]{3}|\.[0-9]{1,2}\b")
_WORD_BEHIND = re.compile(r"[ \u00a0\u202f-]?[^\W\d_]|[–/]")


def currency(pair: Pair) -> Iterator[Slip]:
    """Currencies that a translation changed or lost."""
    wanted = _currencies(pair.source.words) if has_figures(pair) else frozenset()
    if not wanted:
        return
    words = pair.target.words
    there = {code for code, form in _FORMS.items() if form.search(words)}
    lost = wanted - there
    others = (there if lost else _currencies(words)) - wanted
    if others:
        new, old = _SHOWN[min(others)], _SHOWN[min(lost or wanted)]
        yield Slip(f"the currency {quoted(new)} is {quoted(old)} in the source")
    elif not DIGITS.isdisjoint(pair.target.signs):
        for code in sorted(lost):
            yield Slip(f"the currency {quoted(_SHOWN[code])} is missing")


@lru_cache(maxsize=4096)
def _currencies(source: str) -> frozenset[str]:
    """The currencies of the amounts in a text, by their signs, codes and English names."""
    return frozenset(found.lastgroup or "" for found in _ENGLISH.finditer(source))


def currency_format(pair: Pair) -> Iterator[Slip]:
    """Signs of currencies before the amount as in English, or without a space."""
    if pair.language not in _BEHIND or _SIGNS.isdisjoint(pair.target.signs) or not has_figures(pair):
        return
    words = pair.target.words
    for found in _GLUED_BEFORE.finditer(words):
        new = f"{found[2]}\u00a0{found[1]}"
        is_clear = not _WORD_BEHIND.match(words, found.end()) and not _ENGLISH_NUMBER.search(found[2])
        edit = Edit(found.start(), found.end(), new) if is_clear else None
        yield Slip(f"the amount {quoted(found[0])} is written as in English", f"write {quoted(new)}", edit)
    for found in _GLUED_BEHIND.finditer(words) if pair.language in _SPACED else ():
        number = re.search(r"[0-9.,\u00a0\u202f]+$", words[max(0, found.start() - 12) : found.start()])
        amount = f"{number[0] if number else ''}€"
        message = f"there is no space between the amount and the sign of the currency in {quoted(amount)}"
        yield Slip(message, "", Edit(found.start(), found.start(), "\u00a0"))
