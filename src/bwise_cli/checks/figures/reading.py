"""Figures in a text, and what each of them can mean."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias
from unicodedata import normalize

from bwise_cli.checks.pair import Pair

Reading: TypeAlias = tuple[str, ...]
"""One meaning of a figure: the values in it, such as `2250`, or `14` and `15` for a time."""

DIGITS = frozenset("0123456789")
SPACES = " \u00a0\u2009\u202f"
"""What can stand between groups of digits, and between a number and its unit."""

FIGURE = re.compile(
    rf"(?<![0-9])[0-9]{{1,3}}(?:[{SPACES}][0-9]{{3}}(?![0-9]))+(?:[.,][0-9]+(?![.,]?[0-9]))?|[0-9]+(?:[.,:][0-9]+)*"
)
"""A number, a time or a date of digits; groups of three digits belong together."""

_FRACTION = re.compile(r"(?<![\d/.,])(?:(?P<whole>[0-9]+)[ \u00a0])?(?P<part>[1-9])[/⁄](?P<of>[2-9])(?![\d/]|[.,]\d)")
"""A fraction, alone or behind a whole number: 3/4, 1 1/2. Those of one character, such as ½, are `_SIGN`."""
_SIGN = re.compile("[¼-¾⅐-⅞]")
_READ = re.compile(rf"(?:[0-9]+[ \u00a0]?)?{_SIGN.pattern}|{_FRACTION.pattern}|{FIGURE.pattern}")

_WORD = re.compile(r"\S+")
_LETTERS = re.compile(r"[^\W\d_]+$")
_SIGNS = re.compile("[.,:]")
_HOURS = re.compile(rf"[{SPACES}0-9,и–-]*ч\b")
"""Behind a time whose hours and minutes a comma parts, as in Bulgarian."""
_RUN = re.compile("[0-9]+")
_OF_HOURS = re.compile(rf"[{SPACES}-](?:h|hrs?|hours?)\b")
_SCALE = re.compile(
    rf"""[{SPACES}]?(?:de[{SPACES}])?(?:
    (?P<e9>billion|milli?ard|mili[jy]?ard|miljard|mld|mrd|δισεκατ|δις\b|милиард|млрд)
    |(?P<e6>milli?[oó]|milio|mili[jl]|miljo|mln|mio\b|m\b|εκατομμ|εκατ\.|милион|млн)
    |(?P<e3>thousand|tausend|tsd|tiso[čć]|tisu[ćc]|tys|tūkst|duizend|χιλι|хиляд|хил\.|mille?\b|mila\b|mii\b|k\b|tis\.)
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_HALF_DAY = re.compile(rf"[{SPACES}]?(?:(?P<am>a\.?[{SPACES}]?m\b)|(?P<pm>p\.?[{SPACES}]?m\b))", re.IGNORECASE)
_AT = re.compile(r"\bat $", re.IGNORECASE)
_UNTIL = re.compile(r"\s?(?:[–—-]|to|and|or|until)\s?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a text."""

    start: int
    """Where it begins."""
    end: int
    """Where what follows it begins."""
    written: str
    """How it is written, with the letters before it, as in K1."""
    readings: tuple[Reading, ...]
    """What it can mean, the likeliest first. Never empty."""


def has_figures(pair: Pair) -> bool:
    """Whether there is a digit in a translation or in its source, and both are texts for people."""
    return not (DIGITS.isdisjoint(pair.target.signs) and DIGITS.isdisjoint(pair.source.signs)) and not pair.is_long


def without_addresses(text: str) -> str:
    """`text` with spaces in the place of web and e-mail addresses."""
    return _WORD.sub(_blank_address, text) if "@" in text or "://" in text or "www." in text else text


def _blank_address(word: re.Match[str]) -> str:
    is_address = "@" in word[0] or "://" in word[0] or "www." in word[0]
    return " " * len(word[0]) if is_address else word[0]


def runs(text: str) -> list[str]:
    """All digits of `text` that stand together, in their order."""
    return _RUN.findall(text)


@lru_cache(maxsize=4096)
def runs_of_source(text: str) -> list[str]:
    """The same; kept, because every locale asks for the same sources."""
    return runs(text)


def canonical(whole: str, fraction: str = "") -> str:
    """One spelling for each value."""
    fraction = fraction.rstrip("0")
    return (whole.lstrip("0") or "0") + (f".{fraction}" if fraction else "")


def figures(text: str, *, english: bool) -> list[Figure]:
    """The figures of a text in their order. Addresses on the web are left out."""
    text = without_addresses(text)
    found = list(_READ.finditer(text))
    read: list[Figure] = []
    is_later = False
    following = len(text)
    for each in reversed(found):
        half_day = _HALF_DAY.match(text, each.end())
        reach = half_day.end() if half_day else each.end()
        joined = bool(_UNTIL.fullmatch(text, reach, following)) if following < len(text) else False
        is_later = bool(half_day and half_day["pm"]) or (is_later and joined and not half_day)
        is_early = bool(half_day and half_day["am"])
        readings = dict.fromkeys(_readings(each[0], text, each.end(), english))
        hours = dict.fromkeys(_clock(reading, is_later, is_early) for reading in readings)
        if english and each[0].isdigit() and not half_day and _AT.search(text[max(0, each.start() - 4) : each.start()]):
            hours |= dict.fromkeys(_clock(reading, is_later=True, is_early=False) for reading in readings)
        letters = _LETTERS.search(text[max(0, each.start() - 8) : each.start()])
        written = letters[0] + each[0] if letters else each[0]
        read.append(Figure(each.start(), each.end(), written, tuple({**readings, **hours})))
        following = each.start()
    return read[::-1]


def _readings(written: str, text: str, end: int, english: bool) -> Iterator[Reading]:
    spelt = _SIGN.sub(lambda sign: f" {normalize('NFKC', sign[0])}", written)
    if fraction := _FRACTION.fullmatch(" ".join(spelt.split())):
        readings = tuple(_of_fraction(fraction))
        yield from readings if english else reversed(readings)  # a translation may write a date like that
        return
    scale = _SCALE.match(text, end)
    if english and written.endswith(".5") and _OF_HOURS.match(text, end):
        yield (canonical(written[:-2]), "30")
    for value in _values(written, english):
        yield (value,)
        if scale:
            yield (_scaled(value, int((scale.lastgroup or "e0")[1:])),)
        if len(value) == 4 and text[end : end + 1] in ("s", "e", "-"):  # the 1990s, die 90er
            yield (value[2:],)
    apart = _apart(written)
    if not _is_one_number(written, english) or _HOURS.match(text, end):
        yield apart
    if "00" in (found := _RUN.findall(written))[1:]:  # 8:00, which can be 8 h
        yield apart[:1] + tuple(canonical(run) for run in found[1:] if run != "00")


def _of_fraction(fraction: re.Match[str]) -> Iterator[Reading]:
    """What a fraction can mean: 1 1/2 is 1.5, and where it counts hours 1 h 30."""
    whole, part, of = (int(each or 0) for each in fraction.groups())
    if of in (2, 4, 5):
        decimals, _, digits = f"{whole + part / of:.2f}".partition(".")
        yield (canonical(decimals, digits),)
    if (part, of) == (1, 2) and whole:
        yield (str(whole), "30")
    yield _apart(fraction[0])


def _is_one_number(written: str, english: bool) -> bool:
    """Whether its parts mean nothing for themselves, as those of a time or a date would."""
    signs = _SIGNS.findall(written)
    if len(signs) != 1 or signs[0] == ":":
        return False
    behind = len(_RUN.findall(written)[-1])
    return (behind == 3 if signs[0] == "," else behind != 2) if english else signs[0] == ","


def _apart(written: str) -> Reading:
    """Every run of digits for itself, as in dates, times and sections."""
    return tuple(canonical(run) for run in _RUN.findall(written))


def _values(written: str, english: bool) -> Iterator[str]:
    """The number that a figure is. Two where a translation may still be written in the English way; none for a date."""
    signs = _SIGNS.findall(written)
    if ":" in signs:
        return
    parts = re.split(r"[.,]", re.sub(f"[{SPACES}]", "", written))
    is_grouped = all(len(part) == 3 for part in parts[1:]) and 0 < len(parts[0]) <= 3 and parts[0] != "0"
    if not signs:
        yield canonical(parts[0])
    elif len(set(signs)) == 2 and signs.count(signs[-1]) == 1:
        yield canonical("".join(parts[:-1]), parts[-1])
    elif len(signs) > 1:
        if is_grouped:
            yield canonical("".join(parts))
    elif english or not is_grouped:
        if signs[0] == "." or not english:
            yield canonical(*parts)
        elif is_grouped:
            yield canonical("".join(parts))
    else:
        yield canonical("".join(parts))
        if signs[0] == ",":
            yield canonical(*parts)


def _scaled(value: str, places: int) -> str:
    whole, _, fraction = value.partition(".")
    return canonical(whole + fraction[:places].ljust(places, "0"), fraction[places:])


def _clock(reading: Reading, is_later: bool, is_early: bool) -> Reading:
    """The same by a clock of 24 hours, if it is a time."""
    hour = reading[0]
    if is_later and hour.isdigit() and int(hour[:3]) < 12:
        return (str(int(hour) + 12), *reading[1:])
    if is_early and hour == "12":
        return ("0", *reading[1:])
    return reading
