"""Are numbers written in the way of the locale? Only those are judged that are surely numbers, and still in English."""

import re
from collections.abc import Iterator
from functools import lru_cache

from bwise_cli.checks.figures.reading import FIGURE, SPACES, has_figures
from bwise_cli.checks.pair import Edit, Pair, Slip
from bwise_cli.domain.finding import quoted
from bwise_cli.regional import grouping_sign

_GROUPED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_DECIMAL = re.compile(r"[0-9]+\.[0-9]+")
_TIME = re.compile(r"[0-2]?[0-9]\.[0-5][0-9]")
_MONEY = re.compile(rf"[€$£][{SPACES}]?$|\b(?:EUR|USD|GBP)[{SPACES}]$")
_MEASURE = re.compile(
    rf"""[{SPACES}-]?(?:
    [%‰€]|°[CF]|(?:EUR|USD|GBP|[kKMGT]i?B|[kMG]bit/s|[Mm]bps|[kMG]?Hz|[kcm]?m[²³]?|[km]?g|[mc]?l|k?Wh?|dB|lx|px|ft|h|hrs?|min|sec|tb?sp)\b
    |(?:per\ ?cent|euros?|dollars?|pounds?|cents?|hundred|thousand|[mb]illion|trillion|times|points?|degrees?
    |(?:giga|mega|kilo|tera)?bytes?|(?:milli|centi|kilo)?(?:met|lit)(?:re|er)s?|(?:kilo)?grams?|inch(?:es)?|feet|miles?
    |seconds?|minutes?|hours?|days?|weeks?|months?|years?|people|persons?|pages?|words)\b)""",
    re.VERBOSE,
)
"""What stands behind a number that counts or measures."""


def number_format(pair: Pair) -> Iterator[Slip]:
    """Numbers with a decimal point, or groups parted by commas, as they are in the English text."""
    if not has_figures(pair) or pair.source.signs.isdisjoint(".,"):
        return
    english = _numbers(pair.source.words)
    for found in FIGURE.finditer(pair.target.words) if english else ():
        if found[0] in english:
            new = _in_locale(found[0], pair)
            message = f"the number {quoted(found[0])} is written as in English"
            yield Slip(message, f"write {quoted(new)}", Edit(found.start(), found.end(), new))


@lru_cache(maxsize=4096)
def _numbers(source: str) -> frozenset[str]:
    """What is surely a number in an English text, and has a sign that means something else elsewhere."""
    sure: set[str] = set()
    other: set[str] = set()
    for figure in FIGURE.finditer(source):
        written = figure[0]
        if _GROUPED.fullmatch(written):
            sure.add(written)
        elif _DECIMAL.fullmatch(written):
            (sure if _is_amount(source, figure.start(), figure.end()) else other).add(written)
    return frozenset(sure - other)


def _is_amount(source: str, start: int, end: int) -> bool:
    """Whether a figure with a point counts, measures or costs, where it could be a version, a section or a time."""
    measure = _MEASURE.match(source, end)
    if measure and measure[0].strip(f"{SPACES}-").startswith("h"):
        return not _TIME.fullmatch(source, start, end)
    return bool(measure or _MONEY.search(source[max(0, start - 4) : start]))


def _in_locale(written: str, pair: Pair) -> str:
    whole, _, fraction = written.partition(".")
    groups = whole.split(",")
    sign = grouping_sign(pair.locale)
    is_short = len(groups) == 2 and len(groups[0]) == 1 and pair.language in ("es", "pl", "bg")
    return ("" if is_short else sign).join(groups) + (f",{fraction}" if fraction else "")
