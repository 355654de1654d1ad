"""Places that links lead to and that pandoc has no node for: ids in raw HTML tags, targets of MyST, bookmarks of Word.

They become nodes with an id, or other names of one, so that every link of a master can be followed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from bwise_cli.domain.nodes import (
    NO_ATTRIBUTES,
    Blocks,
    Inlines,
    Node,
    attribute,
    attributes_of,
    node,
    rewrite,
    with_attributes,
)

BOOKMARKS = "bookmarks"
"""The attribute that holds further names of a place, its bookmarks in Word, with a space between them."""
START = "bwise-start"
"""The id of a start that no heading marks."""
_MYST_TARGET = re.compile(r"^[ \t>]*\(([^\s()]+)\)=[ \t]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Anchors:
    """The places of one document that a link can lead to."""

    blocks: Blocks
    """The text, with a node for every id."""
    ids: tuple[str, ...]
    """Every id."""
    other_names: dict[str, str]
    """What else an id of `ids` may be called."""
    start: str
    """The id at which it starts: that of its first heading; empty for an empty text."""


def find_anchors(blocks: Blocks) -> Anchors:
    """The places in `blocks`. A text without headings gets a place at its start."""
    marker = _Marker()
    marked: Blocks = marker.mark(blocks)
    start = _first_heading(marked)
    if marked and not start:
        start = START
        marked = [marker.named(marked[0], [START]), *marked[1:]]
    ids: dict[str, None] = {}

    def record(item: Node) -> list[Node]:
        attributes = attributes_of(item)
        if attributes and attributes[0]:
            ids[attributes[0]] = None
            marker.other_names |= {name: str(attributes[0]) for name in attribute(item, BOOKMARKS).split()}
        return [item]

    rewrite(marked, record)
    other_names = {name: place for name, place in marker.other_names.items() if name not in ids}
    return Anchors(marked, tuple(ids), other_names, start)


def _first_heading(blocks: Blocks) -> str:
    headings: list[str] = []

    def record(item: Node) -> list[Node]:
        if item["t"] == "Header" and item["c"][1][0]:
            headings.append(item["c"][1][0])
        return [item]

    rewrite(blocks, record)
    return headings[0] if headings else ""


@dataclass(slots=True)
class _Marker:
    """One pass over one document."""

    other_names: dict[str, str] = field(default_factory=dict)
    """What else an id may be called."""

    def mark(self, value: Any) -> Any:
        """`value`, blocks or inlines, with a node for every id that stands in raw syntax."""
        if isinstance(value, dict):
            return {**value, "c": self.mark(value["c"])} if isinstance(value.get("c"), list) else value
        if not isinstance(value, list):
            return value
        items = [self.mark(item) for item in value]
        kinds = {item["t"] for item in items if isinstance(item, dict) and "t" in item}
        if "RawInline" in kinds:
            return _marked_inlines(items)
        return self._marked_blocks(items) if "RawBlock" in kinds else items

    def _marked_blocks(self, blocks: Blocks) -> Blocks:
        """A run of blocks; ids before a block become its own."""
        done: Blocks = []
        waiting: list[str] = []
        for block in blocks:
            if block["t"] == "RawBlock":
                waiting += _ids(block)
                done.append(block)
            else:
                done.append(self.named(block, waiting) if waiting else block)
                waiting = []
        return [*done, self.named(node("Div", [NO_ATTRIBUTES, []]), waiting)] if waiting else done

    def named(self, block: Node, names: list[str]) -> Node:
        """`block` with `names`: its own id if it can have one, so that nothing comes between it and its neighbours."""
        attributes = attributes_of(block)
        if attributes is None or block["t"] not in ("Header", "Div"):
            block = node("Div", [NO_ATTRIBUTES, [block]])
            attributes = NO_ATTRIBUTES
        identifier = attributes[0] or names[0]
        self.other_names |= dict.fromkeys(names, identifier)
        return with_attributes(block, [identifier, *attributes[1:]])


def _marked_inlines(inlines: Inlines) -> Inlines:
    done: Inlines = []
    for inline in inlines:
        if inline["t"] == "RawInline":
            done += [node("Span", [[name, [], []], []]) for name in _ids(inline)]
        done.append(inline)
    return done


def _ids(raw: Node) -> list[str]:
    """The ids that raw syntax gives to what follows it."""
    form, text = raw["c"]
    if form == "html":
        return list(_Ids(text))
    return _MYST_TARGET.findall(text) if form == "markdown" else []


class _Ids(HTMLParser):
    """The ids in a piece of HTML; those of comments and scripts are none."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self._found: list[str] = []
        self.feed(html)

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the `id` of any tag, and the `name` that an `<a>` had in older HTML."""
        found = {value for name, value in attrs if value and (name == "id" or (name == "name" and tag == "a"))}
        self._found += sorted(found)
