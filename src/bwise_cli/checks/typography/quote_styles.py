"""The quotation marks of each language: those of its authorities first, then all others that good publishers use.

From the style guide of the EU's institutions, which names three levels for each language, and from each language's own:
Duden, RAE and Fundéu, Lexique de l'Imprimerie nationale, Onze Taal, PWN, ZRC SAZU, IHJJ, the Bulgarian Academy.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

SINGLE = frozenset("‘’‚‹›'")
"""Marks of a quotation in a quotation. They also set off single words, so beside others they are no mixture."""


@dataclass(frozen=True, slots=True, eq=False)
class Styles:
    """The quotation marks of one locale."""

    outer: Mapping[str, str]
    """Pairs that can stand around all else, the usual one first, and the pair that goes with each inside it."""
    inner: frozenset[str]
    """Pairs that can stand inside another, beside those of `outer`."""
    opening: frozenset[str]
    """Marks that only ever open."""
    closing: frozenset[str]
    """Marks that only ever close; not the apostrophe."""
    loose: re.Pattern[str]
    """Finds spaces that stand just inside."""


_STYLES = {
    "bg": ("„“‚‘ „”‚’ «»„“", "‘’ ’’"),
    "de": ("„“‚‘ »«›‹", ""),
    "el": ("«»“” “”‘’", "‹›"),
    "es": ("«»“” “”‘’", ""),
    "fr": ("«»“”", "‘’ ‹›"),
    "hr": ("„”‚’ „“‚‘ »«›‹ ””’’", "‘’"),
    "it": ("«»“” “”‘’", "‹›"),
    "lv": ("“”‘’ „”‚’ „“‚‘ «»‹›", ""),
    "nl": ("“”‘’ ‘’“” „”‚’ ‚’„”", ""),
    "nl_BE": ("“”‘’ ‘’“” „”‚’ ‚’„” «»‹›", ""),
    "pl": ("„”«» «»„” »«„”", "‚’ ‘’"),
    "ro": ("„”«» «»„”", "‘’ ‚’"),
    "sl": ("»«›‹ „“‚‘ „”‚’", "‘’"),
}
"""For each language its outer pairs, each with the inner pair that goes with it, then further inner pairs."""


@cache
def styles_of(locale: str) -> Styles:
    """The quotation marks of `locale`; those of English for a language that is not known."""
    listed, more = _STYLES.get(locale) or _STYLES.get(locale.partition("_")[0]) or ("“”‘’ ‘’“”", "")
    outer = {each[:2]: each[2:] for each in listed.split()}
    inner = frozenset((*outer.values(), *more.split()))
    pairs = (*outer, *inner)
    first, last = {pair[0] for pair in pairs}, {pair[1] for pair in pairs}
    opening, closing = frozenset(first - last), frozenset(last - first - {"’"})
    loose = rf"(?<=[{_listed(opening)}])[ ]+(?=\S)|(?<=\S)[ ]+(?=[{_listed(closing)}](?:[\s.,;:!?)]|$))"
    return Styles(outer, inner, opening, closing, re.compile(loose))


def _listed(signs: frozenset[str]) -> str:
    """`signs` for a regular expression; a sign that occurs in no text if there are none."""
    return "".join(sorted(signs)) or "\0"
