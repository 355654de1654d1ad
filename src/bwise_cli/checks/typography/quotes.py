"""Are quotation marks those of the language, in pairs, and of one kind?"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from bwise_cli.checks.pair import Edit, Pair, Slip
from bwise_cli.checks.typography.known import Known
from bwise_cli.checks.typography.quote_styles import SINGLE, Styles, styles_of
from bwise_cli.checks.typography.spaces import NO_BREAK

_SIGNS = frozenset("\"“”„‟«»‹›‘’‚‛'")
_MARK = re.compile(r",,(?=\w)|[\"“”„‟«»‹›‘‚‛]|(?<!\w)['’]|['’](?!\w)")
MOST = 600
"""Quotation marks in one text up to which they are looked at: what has more is no prose."""
_BEFORE = frozenset(' \u00a0\u202f\u2009\n([{/—–-¿¡=\ufffc„“«»‚‘›‹"')
_AFTER = frozenset(' \u00a0\u202f\u2009\n.,;:!?…)]}/—–-\ufffc”“»«’‘›‹"')
_OPENS = frozenset("„“«‚‘‹")
_CODE = re.compile(r"[=(){}<>;\\/_]")
_CALL = re.compile(r"\w\($|=$")
_CLITIC = re.compile(r"['’](?:[stnmrk]\b|\d)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Quote:
    """A pair of quotation marks in a text."""

    start: tuple[int, int]
    """Where the first mark begins and ends."""
    end: tuple[int, int]
    """Where the second does."""
    pair: str
    """The two marks."""
    depth: int
    """How many others it stands in."""


def quotes(pair: Pair) -> Iterator[Slip]:
    """Quotation marks that no good publisher of the language uses, without a partner, or of two kinds in one text."""
    source, words = pair.source.words, pair.target.words
    if pair.target.signs.isdisjoint(_SIGNS) or _are_many(words) or _are_many(source):
        return
    styles = styles_of(pair.locale)
    with_single = not pair.source.signs.isdisjoint("‘'‹‚")
    found, alone = _pairs(words, with_single=with_single)
    wrong = [each for each in found if not _is_right(each, styles) and not _is_code(each, words, source)]
    usual = _usual(Known(pair.subject.catalogue), styles) if wrong else ""
    for each in wrong:
        new = _wanted(each, found, styles, usual)
        yield from _mend(each, new, words, is_french=pair.language == "fr")
    if alone and not _pairs(source, with_single=True)[1]:
        yield Slip("a quotation mark has no partner")
    outer = {each.pair for each in found if each.depth == 0 and each not in wrong and not SINGLE.issuperset(each.pair)}
    if len(outer) > 1:
        yield Slip(f"two kinds of quotation marks in one text: {' and '.join(map(_shown, sorted(outer)))}")


def _are_many(words: str) -> bool:
    return len(words) > MOST and sum(1 for _ in islice(_MARK.finditer(words), MOST + 1)) > MOST


def _pairs(words: str, *, with_single: bool) -> tuple[list[_Quote], int]:
    """The pairs of quotation marks in `words`, and how many double marks have no partner."""
    found: list[_Quote] = []
    open_: list[tuple[str, int, int]] = []
    alone = 0
    for mark in _MARK.finditer(words):
        sign, (start, end) = mark[0], mark.span()
        if sign in "'’" and not with_single:
            continue
        before, after = words[start - 1 : start], words[end : end + 1]
        if (sign in "'’" and (_is_apostrophe(words, start, before))) or (sign == '"' and _is_inch(before, open_)):
            continue
        if _opens(sign, before, after, open_):
            open_.append((sign, start, end))
            continue
        level = next((n for n in reversed(range(len(open_))) if _fit(open_[n][0], sign)), None)
        if level is None:
            alone += sign not in SINGLE
            continue
        alone += sum(each[0] not in SINGLE for each in open_[level + 1 :])
        first, at, behind = open_[level]
        found.append(_Quote((at, behind), (start, end), first[0] + sign, level))
        del open_[level:]
    return found, alone + sum(each[0] not in SINGLE for each in open_)


def _is_apostrophe(words: str, start: int, before: str) -> bool:
    return not before.isalnum() and _CLITIC.match(words, start) is not None


def _is_inch(before: str, open_: list[tuple[str, int, int]]) -> bool:
    return before.isdigit() and not any(each[0] == '"' for each in open_)


def _opens(sign: str, before: str, after: str, open_: list[tuple[str, int, int]]) -> bool:
    free_before, free_after = not before or before in _BEFORE, not after or after in _AFTER
    if free_before != free_after:
        return free_before
    if sign in ('"', "'", "”", "’", "»", "›"):
        return not any(_fit(each[0], sign) for each in open_)
    if sign in ("“", "‘", "«", "‹"):
        return not any(each[0] in {"“": "„", "‘": "‚", "«": "»", "‹": "›"}[sign] for each in open_)
    return sign in _OPENS


def _fit(first: str, second: str) -> bool:
    """Whether two marks can be a pair at all, in any language or by mistake: both single, or both double."""
    return (first in SINGLE) == (second in SINGLE) and (first in "«»‹›") == (second in "«»‹›")


def _is_right(quote: _Quote, styles: Styles) -> bool:
    return quote.pair in styles.outer or (
        quote.pair in styles.inner and (quote.depth > 0 or SINGLE.issuperset(quote.pair))
    )


def _is_code(quote: _Quote, words: str, source: str) -> bool:
    """Whether straight marks belong to something that the source writes in the same way."""
    if quote.pair not in ('""', "''"):
        return False
    if _CALL.search(words[max(0, quote.start[0] - 2) : quote.start[0]]):
        return True
    text = words[quote.start[0] : quote.end[1]]
    return text in source and _CODE.search(text) is not None


def _mend(quote: _Quote, new: str, words: str, *, is_french: bool) -> Iterator[Slip]:
    """What is wrong with `quote`, once for each of its marks, with the edit of that mark."""
    if quote.pair in ('""', "''"):
        message = f"straight quotation marks: write {_shown(new)}"
    else:
        message = f"{_shown(quote.pair)} are not the quotation marks of this language: write {_shown(new)}"
    first, last = new[0], new[1]
    if is_french and new == "«»":
        first += "" if words[quote.start[1]].isspace() else NO_BREAK
        last = last if words[quote.end[0] - 1].isspace() else NO_BREAK + last
    yield Slip(message, edit=Edit(*quote.start, first))
    yield Slip(message, edit=Edit(*quote.end, last))


def _wanted(quote: _Quote, found: list[_Quote], styles: Styles, usual: str) -> str:
    """The pair that belongs in the place of `quote`: it fits what is around it, or what the text has elsewhere."""
    around = [each for each in found if each.start < quote.start and quote.end < each.end]
    if around:
        nearest = max(around, key=lambda each: each.start)
        outer = nearest.pair if _is_right(nearest, styles) else _wanted(nearest, found, styles, usual)
        return styles.outer.get(outer) or styles.outer[usual]
    used = (each.pair for each in found if each.pair in styles.outer and not SINGLE.issuperset(each.pair))
    return usual if SINGLE.issuperset(quote.pair) else next(used, usual)


@lru_cache(maxsize=16)
def _usual(known: Known, styles: Styles) -> str:
    """The outer pair that a catalogue has most often; the first of the language if it has none."""
    text = "".join(unit.translation for unit in known.catalogue.current)
    counts = {pair: min(text.count(pair[0]), text.count(pair[1])) for pair in styles.outer}
    return max(counts, key=lambda pair: counts[pair])


def _shown(pair: str) -> str:
    return f"{pair[0].replace(',', ',,')}…{pair[1]}"
