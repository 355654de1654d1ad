"""Do the places for values in a text of a program fit those of its source? As gettext's msgfmt looks at them.

An entry has a flag such as `c-format` where a program fills in values. Each notation is a pattern here; what of it a
translation must have as often, or at all, is compared.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

Values: TypeAlias = Mapping[str, str]
"""The values that a text asks for, by their names or numbers, with the sort of each."""

_CONVERSIONS = {
    **dict.fromkeys("di", "a whole number"),
    **dict.fromkeys("ouxX", "a positive number"),
    **dict.fromkeys("eEfFgGaA", "a decimal number"),
    "c": "a character",
    **dict.fromkeys("sr", "a text"),
    "p": "an address",
}
"""What the letter at the end of a directive asks for."""
_PRINTF = re.compile(
    r"%(?:(?P<number>\d+)\$)?(?:\((?P<name>\w+)\))?[-+ #0']*(?P<width>\*|\d+)?(?:\.(?P<digits>\*|\d+))?"
    r"(?P<size>hh?|ll?|[qjztL])?(?P<letter>[diouxXeEfFgGaAcsrp%])|(?P<broken>%)"
)
_BRACE = re.compile(r"\{\{|\}\}|\{(?P<name>[^{}]*)\}|(?P<broken>[{}])")
_PERL = re.compile(r"\{(?P<name>[A-Za-z_]\w*)\}")
_SHELL = re.compile(r"\$(?P<brace>\{)?(?P<name>[A-Za-z_]\w*)(?(brace)\})")
_NUMBERED = re.compile(r"%(?P<name>[1-9]\d?)")
_BOOST = re.compile(r"%(?P<name>[1-9]\d?)%")


@dataclass(frozen=True, slots=True)
class _BrokenError(Exception):
    """A text is not written in its notation."""

    near: str
    """What cannot be read."""


def _printf(text: str) -> Values:
    found: dict[str, str] = {}
    for match in _PRINTF.finditer(text):
        if match["broken"]:
            raise _BrokenError(text[match.start() : match.start() + 4])
        if match["letter"] == "%":
            continue
        for starred in ("width", "digits"):
            if match[starred] == "*":
                found[str(len(found) + 1)] = "a whole number"
        name = match["name"] or match["number"] or str(len(found) + 1)
        found[name] = f"{match['size'] or ''}{_CONVERSIONS[match['letter']]}"
    return found


def _named(pattern: re.Pattern[str]) -> Callable[[str], Values]:
    def read(text: str) -> Values:
        found: dict[str, str] = {}
        for match in pattern.finditer(text):
            parts = match.groupdict()
            if parts.get("broken"):
                raise _BrokenError(text[match.start() : match.start() + 8])
            if parts["name"]:
                found[parts["name"]] = ""
        return found

    return read


_LONGEST = 100_000
"""Characters of texts that are looked at, at the most."""
_NOTATIONS: Mapping[str, Callable[[str], Values]] = {
    **dict.fromkeys(
        ("c", "possible-c", "objc", "python", "php", "javascript", "java-printf", "lua", "ruby", "awk", "gcc-internal"),
        _printf,
    ),
    "python-brace": _named(_BRACE),
    "csharp": _named(_BRACE),
    "java": _named(_BRACE),
    "perl-brace": _named(_PERL),
    "sh": _named(_SHELL),
    **dict.fromkeys(("qt", "kde", "qt-plural"), _named(_NUMBERED)),
    "boost": _named(_BOOST),
}
"""How each notation is read, by its flag without `-format`."""


def format_fault(flags: tuple[str, ...], source: str, translation: str) -> str:
    """What is wrong with the places for values in a translation; empty if nothing is, or no flag asks for any."""
    if len(source) + len(translation) > _LONGEST:
        return ""
    for flag in flags:
        read = _NOTATIONS.get(flag.removesuffix("-format")) if flag.endswith("-format") else None
        if read and (fault := _fault(read, source, translation)):
            return f"{flag}: {fault}"
    return ""


def _fault(read: Callable[[str], Values], source: str, translation: str) -> str:
    try:
        wanted = read(source)
    except _BrokenError:
        return ""
    try:
        found = read(translation)
    except _BrokenError as broken:
        return f"this is no place for a value: {broken.near}"
    for name, sort in wanted.items():
        if name not in found:
            return f"the place for value {name} is missing"
        if found[name] != sort:
            return f"the place for value {name} is for {found[name]}, not for {sort}"
    extra = next((name for name in found if name not in wanted), "")
    return f"the source has no value {extra}" if extra else ""
