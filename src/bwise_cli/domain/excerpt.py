"""A passage that another tool took out of its document, made whole enough to be read as a document of its own.

What it refers to, a footnote or the destination of `[text][label]`, stands elsewhere in the document: here a
definition is made up for each, the same on both sides of an entry. Several ways of reading are offered: a passage may
have lost the marker that makes it a heading, and `1. May` may be a date.
"""

import re
from collections.abc import Callable
from typing import TypeAlias

from bwise_cli.domain.blocks import each_block
from bwise_cli.domain.document import Document
from bwise_cli.domain.nodes import SPACE, Inlines, child_inlines, string, with_child_inlines
from bwise_cli.domain.segment import Segment
from bwise_cli.domain.walk import transform

Way: TypeAlias = Callable[[str], str]
"""Makes of an excerpt the text that is read."""
MADE_UP = "\ue010"
"""Begins the text of every footnote that is made up here."""
_GUARD = "\ue011"
"""Stands before a text that is to be read as one paragraph, whatever it begins with."""

_FOOTNOTE = re.compile(r"\[\^([^\]\s]+)\]")
_FOOTNOTE_TEXT = re.compile(r"(?:^|(?<=\s))\[\^[^\]\s]+\]:[ \t]+")
_REFERENCE = re.compile(r"\[([^\[\]^\n][^\[\]\n]*)\](?:\[([^\[\]^\n]*)\])?(?![(:])")
_DEFINITION = re.compile(r"^ {0,3}\[([^\]\n]+)\]:", re.MULTILINE)
_LINE_END = re.compile(r"(?<!\\)(?<! {2})\n[ \t]*")
_HARD_BREAK = re.compile(r"(?:\\| {2,})\n[ \t]*")
_HEADING_MARK = re.compile(r"^#{1,6}[ \t]+")
_ATTRIBUTES = re.compile(r"[ \t]*\{[#.:][^{}]*\}\s*$")


def plain(text: str) -> str:
    """`text` as it is, with footnotes and named destinations defined."""
    return _defined(text, shortcuts=False)


def linked(text: str) -> str:
    """`text` without spaces around it, with `[word]` taken for a link as well."""
    return _defined(text.strip(), shortcuts=True)


def footnotes(text: str) -> str:
    """`text` as the texts of footnotes: `[^1]: One. [^2]: Two.` is two paragraphs."""
    return plain(_FOOTNOTE_TEXT.sub("\n\n", text).strip())


def bare(text: str) -> str:
    """`text` without the marker of a heading and the attributes at its end."""
    return plain(_ATTRIBUTES.sub("", _HEADING_MARK.sub("", text.strip())))


def one_paragraph(text: str) -> str:
    """`text` such that it is read as one run of inlines."""
    lines = _LINE_END.sub(" ", _HARD_BREAK.sub("\\\\\n" + _GUARD + " ", text.strip()))
    return _defined(f"{_GUARD} {lines}", shortcuts=True)


WAYS: tuple[Way, ...] = (plain, linked, footnotes, bare, one_paragraph)
"""How a text may be read, the likeliest first."""


def _defined(text: str, *, shortcuts: bool) -> str:
    known = {label.casefold() for label in _DEFINITION.findall(text)}
    notes = {label: f"[^{label}]: {MADE_UP}{label}" for label in _FOOTNOTE.findall(text)}
    links = {}
    for words, label in _named(text, shortcuts=shortcuts):
        name = label or words
        if name.casefold() not in known:
            links[name.casefold()] = f"[{name}]: <made-up:{_address(name)}>"
    made_up = [*notes.values(), *links.values()]
    return "\n\n".join([text, *made_up]) if made_up else text


def _named(text: str, *, shortcuts: bool) -> list[tuple[str, str]]:
    """Words and label of every `[words][label]`, with `[words]` alone if there are to be `shortcuts`."""
    return [
        (match[1], match[2] or "")
        for match in _REFERENCE.finditer(text)
        if (shortcuts or match[2] is not None) and match[1].strip()
    ]


def _address(name: str) -> str:
    return "-".join(re.findall(r"\w+", name.casefold()))


def cleaned(document: Document) -> Document:
    """An excerpt that was read, without the signs that its way of reading put into it."""
    return transform(document, lambda segment: _unguarded(segment.inlines))


def _unguarded(inlines: Inlines) -> Inlines:
    result: Inlines = []
    after_guard = False
    for inline in inlines:
        if inline == string(_GUARD):
            after_guard = True
        elif not (after_guard and inline == SPACE):
            after_guard = False
            children = child_inlines(inline)
            result.append(inline if children is None else with_child_inlines(inline, _unguarded(children)))
    return result


def is_made_up(segment: Segment) -> bool:
    """Whether a segment is the text of a footnote that was made up here."""
    first = segment.inlines[0]
    return first["t"] == "Str" and str(first["c"]).startswith(MADE_UP)


def beside_passages(document: Document) -> list[str]:
    """What stands in an excerpt and is in no segment of it: code, raw passages, front matter."""
    blocks = [str(block["c"][1]) for block in each_block(document.blocks) if block["t"] in ("CodeBlock", "RawBlock")]
    return [*blocks, *(f"{key}: {value}" for key, value in document.meta.items())]
