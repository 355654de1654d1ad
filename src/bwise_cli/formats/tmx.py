"""Units of a translation memory to TMX 1.4 and back.

What we write is for other tools too: each mark of a message is a code in them, `[` and `](1)` a pair, a variable or
piece of code one that stands alone. Joined again they are the text of the message to the letter. No names of persons.
"""

import re
from collections.abc import Iterable, Iterator

import bwise_cli
from bwise_cli.domain.inline_marks import Mark, MarkKind, marks_in
from bwise_cli.formats.tmx_reader import read_tmx
from bwise_cli.formats.tmx_values import CONTEXT, OWN_TOOL, PENALTY, STATE, TmxHeader, TmxUnit, TmxVariant, locale_of

__all__ = ["TmxHeader", "TmxUnit", "TmxVariant", "can_be_written", "locale_of", "parse_tmx", "serialise_tmx"]

parse_tmx = read_tmx
"""The header and the units of a TMX file; see there."""

AT_ONCE = 1000
"""Units that are written in one go."""
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def can_be_written(unit: TmxUnit) -> bool:
    """Whether XML can hold every character of `unit`: there are control characters that it cannot."""
    texts = (unit.context or "", *(variant.text for variant in unit.variants))
    return not any(_NOT_IN_XML.search(text) for text in texts)


def serialise_tmx(units: Iterable[TmxUnit], source_language: str, penalty: int = 0) -> Iterator[bytes]:
    """The TMX file that holds `units`, in pieces; each of them must be one that can be written.

    The same units give the same bytes.
    """
    yield _header(source_language, penalty).encode("utf-8")
    lines: list[str] = []
    for number, unit in enumerate(units, 1):
        lines += _unit_lines(unit)
        if number % AT_ONCE == 0:
            yield "".join(lines).encode("utf-8")
            lines = []
    yield "".join([*lines, "</body>\n</tmx>\n"]).encode("utf-8")


def _header(source_language: str, penalty: int) -> str:
    said = {
        "creationtool": OWN_TOOL,
        "creationtoolversion": bwise_cli.__version__,
        "segtype": "paragraph",
        "o-tmf": "gettext PO",
        "adminlang": "en",
        "srclang": _tag(source_language),
        "datatype": "plaintext",
    }
    attributes = "".join(f' {name}="{_escaped(value)}"' for name, value in said.items())
    prop = f'<prop type="{PENALTY}">{penalty}</prop>' if penalty else ""
    head = f"<header{attributes}>{prop}</header>" if prop else f"<header{attributes}/>"
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4">\n{head}\n<body>\n'


def _unit_lines(unit: TmxUnit) -> Iterator[str]:
    yield "<tu>\n"
    if unit.context is not None:
        yield f'<prop type="{CONTEXT}">{_escaped(unit.context)}</prop>\n'
    for variant in unit.variants:
        changed = f' changedate="{variant.changed.replace("-", "")}T000000Z"' if variant.changed else ""
        state = f'<prop type="{STATE}">{_escaped(variant.state)}</prop>' if variant.state else ""
        yield f'<tuv xml:lang="{_tag(variant.locale)}"{changed}>{state}<seg>{_segment(variant.text)}</seg></tuv>\n'
    yield "</tu>\n"


def _tag(locale: str) -> str:
    return _escaped(locale.replace("_", "-"))


def _segment(text: str) -> str:
    """`text` with its marks as codes."""
    pieces, position = [], 0
    for mark in marks_in(text):
        pieces += [_escaped(text[position : mark.start]), _code(mark)]
        position = mark.end
    return "".join([*pieces, _escaped(text[position:])])


def _code(mark: Mark) -> str:
    match mark.kind:
        case MarkKind.OPEN:
            return f'<bpt i="{mark.pair}">{_escaped(mark.text)}</bpt>'
        case MarkKind.CLOSE:
            return f'<ept i="{mark.pair}">{_escaped(mark.text)}</ept>'
        case MarkKind.ALONE:
            return f"<ph>{_escaped(mark.text)}</ph>"


_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;"}
_SPECIAL = re.compile('[&<>"\r]')


def _escaped(text: str) -> str:
    """`text` as XML holds it; a carriage return would become a line feed."""
    return _SPECIAL.sub(lambda match: _ESCAPES[match[0]], text)
