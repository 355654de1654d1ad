"""What of a document belongs to its source: everything but the words."""

import html
import json
import re
from collections.abc import Iterable
from typing import Any

from bwise_cli.domain.document import Document
from bwise_cli.domain.nodes import WRAPPERS, Attributes, Inlines, Node, child_inlines, node, rewrite, string
from bwise_cli.domain.normal import CHECKED, PROSE_ATTRIBUTES, UNCHECKED
from bwise_cli.domain.spelling import is_emoji

_WORDS = frozenset({"Str", "Space", "SoftBreak", "LineBreak", "Quoted", *WRAPPERS})
"""Inlines that a translation may have or not as it likes."""
_WORD = re.compile(r"[^\W_]+")


def skeleton(document: Document) -> Any:
    """The blocks of `document` in order, and in the place of each run of inlines what is not words in it, sorted."""
    return [_skeleton(document.blocks), _skeleton(document.meta)]


def _skeleton(value: Any) -> Any:
    if isinstance(value, dict) and value.get("t") == "Div":
        attributes, blocks = value["c"]
        return ["Div", _attributes(attributes), _skeleton(blocks)]
    if isinstance(value, dict):
        return {key: _skeleton(item) for key, item in value.items()}
    if not isinstance(value, list):
        return value
    if _is_run(value):
        return sorted(_fixed(value), key=json.dumps)
    return [_skeleton(item) for item in value]


def _attributes(attributes: Attributes) -> Attributes:
    """Attributes without the values that are prose."""
    identifier, classes, pairs = attributes
    return [identifier, classes, [[key, bool(value) if key in PROSE_ATTRIBUTES else value] for key, value in pairs]]


_INLINES = _WORDS | {"Link", "Image", "Span", "Note", "Code", "Math", "RawInline", "Cite"}


def _is_run(value: list[Any]) -> bool:
    return any(isinstance(item, dict) and item.get("t") in _INLINES for item in value)


def _fixed(inlines: Inlines) -> Iterable[Any]:
    """What a translation has no say in: parts with their attributes and targets, and what stands in footnotes."""
    for inline in inlines:
        children = child_inlines(inline)
        if children is not None:
            yield from _fixed(children)
        if is_emoji(inline) or _is_marked_english(inline):
            continue
        if inline in (string(CHECKED), string(UNCHECKED)):
            yield inline
        elif inline["t"] in ("Image", "Link"):
            url, title = inline["c"][2]
            yield [inline["t"], _attributes(inline["c"][0]), url, bool(title)]
        elif inline["t"] == "Span":
            yield ["Span", inline["c"][0]]
        elif inline["t"] not in _WORDS:
            yield [inline["t"], _skeleton(inline["c"])]


def _is_marked_english(inline: Node) -> bool:
    return inline == node("Span", [["", [], [["lang", "en"]]], child_inlines(inline)])


def words(text: str) -> list[str]:
    """The words of a translation as a reader sees them; numbers that stand for parts are none."""
    shown = re.sub(r"\]\(\d+\)|\[\^\d+\]", " ", text.replace("\\\n", " "))
    return _WORD.findall(html.unescape(re.sub(r"\\(?=[^\w\s])", "", shown)))


def all_text(document: Document) -> str:
    """All that is printed of `document`, code and tags included."""
    found: list[str] = []

    def record(item: Node) -> list[Node]:
        if item["t"] in ("Str", "Code", "Math", "RawInline"):
            found.append(item["c"] if item["t"] == "Str" else item["c"][1])
        return [item]

    rewrite(document.blocks, record)
    return " ".join(found)
