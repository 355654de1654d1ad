"""Characters that cannot be seen, and those that make a text read otherwise than it is."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import islice

from bwise_cli.checks.pair import Edit, Pair, Slip
from bwise_cli.domain.finding import quoted

BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_OVERRIDES = frozenset("\u202d\u202e")

_SOFT_HYPHEN, _ZERO_SPACE, _NON_JOINER, _JOINER, _WORD_JOINER = "\u00ad", "\u200b", "\u200c", "\u200d", "\u2060"
_SELECTORS = frozenset(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))
_TAGS = frozenset(map(chr, range(0xE0000, 0xE0080)))
_SEPARATORS = frozenset("\u2028\u2029\x0b\x0c")
_NEVER = frozenset(
    map(
        chr,
        (
            *range(0x09), *range(0x0E, 0x20), 0x7F, 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180E,
            *range(0x2061, 0x2066), *range(0x206A, 0x2070), 0x3164, 0xFEFF, 0xFFA0, *range(0xFFF9, 0xFFFC),
        ),
    )
)  # fmt: skip
"""Controls, fillers, the mark at the beginning of a file: no text has them."""
HIDDEN = (
    frozenset((_SOFT_HYPHEN, _ZERO_SPACE, _NON_JOINER, _JOINER, _WORD_JOINER))
    | _SELECTORS | _TAGS | _SEPARATORS | _NEVER
)  # fmt: skip

MOST = 1000
"""So many are looked at in one text, at the most."""
_FLAG = re.compile("\U0001f3f4[\U000e0020-\U000e007e]+\U000e007f")
_BREAKS = frozenset("/\\-–—.:@_&=?#,;|+~")
"""Behind these a line may be broken in an address or in pairs such as and/or."""
_CHOSEN = frozenset("#*0123456789©®‼⁉™ℹ")
"""Characters beside symbols that have a form as an emoji."""


def invisible(pair: Pair) -> Iterator[Slip]:
    """Characters that cannot be seen and have no use where they stand. Those in the source are left alone."""
    signs = HIDDEN & pair.target.signs
    if not signs:
        return
    words = pair.target.words
    flags = [found.span() for found in _FLAG.finditer(words)] if signs & _TAGS else []
    for found in islice(re.finditer(f"[{''.join(map(re.escape, signs))}]+", words), MOST):
        if pair.source.signs.issuperset(found[0]) or any(a <= found.start() < b for a, b in flags):
            continue
        start, end = found.span()
        if all(_is_of_use(words, at, pair.language) for at in range(start, end)):
            continue
        message = f"there is an invisible character {_where(words, start, end)}: {_names(found[0])}"
        yield Slip(message, "", _without(words, start, end))


def _is_of_use(words: str, at: int, language: str) -> bool:
    sign, before, behind = words[at], words[at - 1 : at], words[at + 1 : at + 2]
    if sign == _SOFT_HYPHEN:
        return before.isalpha() and behind.isalpha()
    if sign == _ZERO_SPACE:
        return before in _BREAKS and bool(before and behind.strip())
    if sign == _NON_JOINER:
        return language == "de" and before.isalpha() and behind.isalpha()
    if sign == _WORD_JOINER:
        return bool(before.strip() and behind.strip()) and not (before.isalpha() and behind.isalpha())
    if sign == _JOINER:
        return _is_picture(before) and _is_picture(behind)
    if sign in _SELECTORS:
        return _is_picture(before) or (bool(before) and before in _CHOSEN)
    return False


def _is_picture(sign: str) -> bool:
    """Whether it can be part of an emoji: a symbol, a shade of skin or a variation selector."""
    return sign == "\ufe0f" or (bool(sign) and unicodedata.category(sign) in ("So", "Sk", "Sm"))


def _without(words: str, start: int, end: int) -> Edit:
    is_break = any(sign in _SEPARATORS for sign in words[start:end])
    between = words[start - 1 : start].strip() and words[end : end + 1].strip()
    return Edit(start, end, " " if is_break and between else "")


def bidi(pair: Pair) -> Iterator[Slip]:
    """Controls of the direction of writing: no locale needs them, and they can hide what a text says."""
    signs = (BIDI & pair.target.signs) - pair.source.signs
    if not signs:
        return
    words = pair.target.words
    is_safe = _OVERRIDES.isdisjoint(signs)
    for found in islice(re.finditer(f"[{''.join(sorted(signs))}]+", words), MOST):
        where = _where(words, found.start(), found.end())
        edit = Edit(found.start(), found.end(), "") if is_safe else None
        yield Slip(f"there is a control of the direction of writing {where}: {_names(found[0])}", "take it out", edit)


def _where(words: str, start: int, end: int) -> str:
    near = re.search(r"\w{1,20}\W{0,3}$", words[max(0, start - 24) : start])
    if near:
        return f"behind {quoted(near[0].strip())}"
    near = re.match(r"\W{0,3}\w{1,20}", words[end : end + 24])
    return f"before {quoted(near[0].strip())}" if near else "alone"


def _names(signs: str) -> str:
    names = dict.fromkeys(f"U+{ord(sign):04X} {unicodedata.name(sign, 'CONTROL CHARACTER')}" for sign in signs[:9])
    return ", ".join(names)
