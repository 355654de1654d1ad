"""A text as words and signs: what is to be translated, and the markup around it as it is written in a message.

Signs are read from the inlines of a message, and written back exactly as they were read: `*`, `](2)`, `[^3]`.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from bwise_cli.domain.nodes import Inlines, Node, child_inlines, plain_text
from bwise_cli.domain.spelling import is_emoji
from bwise_cli.domain.splice import NOTE_CLOSE, NOTE_OPEN, VARIABLE


class Role(Enum):
    """What a sign does."""

    OPEN = "open"
    CLOSE = "close"
    WHOLE = "whole"
    """Stands for itself."""


@dataclass(frozen=True, slots=True)
class Sign:
    """Something in a text that is no word to be translated."""

    role: Role
    """What it does."""
    spelling: str
    """How it is written in a message, such as `**` or `](2)`."""
    shown: str = ""
    """What an engine may see of it, such as the words of code; empty if there is nothing to see."""


Token: TypeAlias = str | Sign
"""A run of words, or a sign."""
LINE_BREAK = "\\\n"
"""How the sign for a new line is spelled."""

_DELIMITERS = {"Emph": "*", "Strong": "**", "Strikeout": "~~", "Superscript": "^", "Subscript": "~"}
_NOTE = re.compile(rf"{NOTE_OPEN}(\d{{1,4}}){NOTE_CLOSE}")
_OPENING = re.compile(r"<([A-Za-z][A-Za-z0-9-]*)(?:\s[^<>]*)?>")


def tokens(inlines: Inlines, keep: Sequence[str] = ()) -> list[Token]:
    """The words and signs of a message, read as inlines whose destinations are numbers.

    Words of `keep` are signs that can be seen. Runs of words are as long as can be.
    """
    return [part for token in _joined(_of_run(inlines, inside="")) for part in _parted(token, keep)]


def _of_run(inlines: Inlines, inside: str) -> Iterator[Token]:
    closing = _closing_tags(inlines)
    for position, inline in enumerate(inlines):
        if inline["t"] == "RawInline":
            yield Sign(closing.get(position, Role.WHOLE), inline["c"][1])
        else:
            yield from _of_inline(inline, inside)


def _of_inline(inline: Node, inside: str) -> Iterator[Token]:
    kind = inline["t"]
    if kind == "Str":
        yield inline["c"]
    elif kind in ("Space", "SoftBreak"):
        yield " "
    elif kind == "LineBreak":
        yield Sign(Role.WHOLE, LINE_BREAK)
    elif kind in ("Code", "Math"):
        yield Sign(Role.WHOLE, _spelled_literal(inline), inline["c"][1])
    elif is_emoji(inline):
        yield Sign(Role.WHOLE, f":{inline['c'][0][2][0][1]}:", plain_text(inline["c"][1]))
    elif kind in _DELIMITERS:
        mark = _DELIMITERS[kind]
        mark = mark.replace("*", "_") if inside in ("Emph", "Strong") else mark
        yield from _pair(mark, inline["c"], mark, kind)
    else:
        children = child_inlines(inline) or []
        bang = "!" if kind == "Image" else ""
        yield from _pair(f"{bang}[", children, f"]({inline['c'][2][0]})", "")


def _pair(before: str, children: Inlines, after: str, inside: str) -> Iterator[Token]:
    """What stands between two signs; one with nothing or a space between is a sign of its own."""
    if all(each["t"] in ("Space", "SoftBreak") for each in children):
        yield Sign(Role.WHOLE, f"{before}{' ' if children else ''}{after}")
        return
    yield Sign(Role.OPEN, before)
    yield from _of_run(children, inside)
    yield Sign(Role.CLOSE, after)


def _spelled_literal(inline: Node) -> str:
    text = inline["c"][1]
    if inline["t"] == "Math":
        mark = "$" if inline["c"][0]["t"] == "InlineMath" else "$$"
        return f"{mark}{text}{mark}"
    fence = "`" * (max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def _closing_tags(inlines: Inlines) -> dict[int, Role]:
    """Which HTML tags of one run open and close each other, by position."""
    roles: dict[int, Role] = {}
    opened: list[tuple[int, str]] = []
    for position, inline in enumerate(inlines):
        tag = inline["c"][1] if inline["t"] == "RawInline" else ""
        if match := _OPENING.fullmatch(tag):
            opened.append((position, match[1]))
        elif tag.startswith("</"):
            name = tag[2:-1].strip()
            while opened and opened[-1][1] != name:
                opened.pop()
            if opened:
                roles |= {opened.pop()[0]: Role.OPEN, position: Role.CLOSE}
    return roles


def _parted(token: Token, keep: Sequence[str]) -> Iterator[Token]:
    """A run of words as words, footnotes, variables and words to be kept."""
    if isinstance(token, Sign):
        yield token
        return
    end = 0
    for match in _signs_in_words(keep).finditer(token):
        if match.start() > end:
            yield token[end : match.start()]
        yield _sign_in_words(match)
        end = match.end()
    if end < len(token):
        yield token[end:]


def _signs_in_words(keep: Iterable[str]) -> re.Pattern[str]:
    kept = [rf"(?<!\w){re.escape(word)}(?!\w)" for word in sorted(keep, key=len, reverse=True)]
    return re.compile("|".join([_NOTE.pattern, VARIABLE.pattern, *kept]))


def _sign_in_words(match: re.Match[str]) -> Sign:
    if note := _NOTE.fullmatch(match.group()):
        return Sign(Role.WHOLE, f"[^{note[1]}]")
    return Sign(Role.WHOLE, match.group(), match.group())


def spelled(parts: Iterable[Token], *, escaped: bool) -> str:
    """The text of a message; with `escaped` no character of its words can be taken for markup."""
    return "".join(_spelled(part, escaped) for part in parts)


_ESCAPABLE = re.compile(r"([\\`*_\[\]<>&$^~:!])")


def _spelled(part: Token, escaped: bool) -> str:
    if isinstance(part, Sign):
        return part.spelling
    return _ESCAPABLE.sub(r"\\\1", part) if escaped else part


def same(one: Iterable[Token], other: Iterable[Token]) -> bool:
    """Whether two texts say the same: words to be kept are words, and so is a text in two runs."""
    return _flat(one) == _flat(other)


def _flat(parts: Iterable[Token]) -> list[Token]:
    return _joined(part.spelling if isinstance(part, Sign) and part.spelling == part.shown else part for part in parts)


def _joined(parts: Iterable[Token]) -> list[Token]:
    """`parts` with runs of words that are as long as can be, and none that is empty."""
    joined: list[Token] = []
    for part in parts:
        if isinstance(part, str) and joined and isinstance(joined[-1], str):
            joined[-1] += part
        elif part:
            joined.append(part)
    return joined


_SPACE = re.compile(r"[ \t\r\n]+")


def tidy(parts: Iterable[Token]) -> tuple[Token, ...]:
    """`parts` with single spaces: none at either end or beside a new line, none just inside of a pair of signs."""
    found: list[Token] = []
    waits = False
    for part in parts:
        if isinstance(part, str):
            for number, word in enumerate(_SPACE.split(part)):
                waits = waits or number > 0
                if word:
                    _add_space(found, waits)
                    found.append(word)
                    waits = False
        elif part.role is Role.CLOSE:
            found.append(part)
        else:
            _add_space(found, waits and part.spelling != LINE_BREAK)
            found.append(part)
            waits = False
    return tuple(_joined(found))


def _add_space(found: list[Token], wanted: bool) -> None:
    """Put a space at the end of `found`, but before signs that have just opened."""
    at = len(found)
    while at and _opens(found[at - 1]):
        at -= 1
    if wanted and at and found[at - 1] not in (" ", _NEW_LINE):
        found.insert(at, " ")


def _opens(part: Token) -> bool:
    return isinstance(part, Sign) and part.role is Role.OPEN


_NEW_LINE = Sign(Role.WHOLE, LINE_BREAK)
