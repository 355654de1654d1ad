"""Ids, and the links that lead to them."""

import re
from collections.abc import Iterator
from itertools import count

from bwise_cli.domain.nodes import Blocks, Inlines, Node, attributes_of
from bwise_cli.layout.rewriter import Rewriter

_TIDY = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,199}")
"""Ids that are a label in Typst and a bookmark in Word as they are."""


def places_in(blocks: Blocks) -> "Places":
    """The places in `blocks` that a link can lead to."""
    places = Places()
    places.blocks(blocks)
    return places


def without_dangling_links(blocks: Blocks) -> Blocks:
    """`blocks` with only the words of a link that leads to a place that is not there."""
    return _Links(frozenset(places_in(blocks).found)).blocks(blocks)


class Places(Rewriter):
    """The ids of the blocks that it has been given."""

    def __init__(self) -> None:
        self.found: dict[str, None] = {}
        """Every id, in reading order."""

    def block(self, block: Node) -> Blocks:
        """`block`, whose id is noted."""
        self._record(block)
        return super().block(block)

    def inline(self, inline: Node) -> Inlines:
        """`inline`, whose id is noted."""
        self._record(inline)
        return super().inline(inline)

    def tidy(self) -> dict[str, str]:
        """A name for each id that every format can carry: the id itself if it is one."""
        free = self.unused("place")
        return {name: name if _TIDY.fullmatch(name) else next(free) for name in self.found}

    def unused(self, start: str) -> Iterator[str]:
        """Names that begin with `start` and that no place has."""
        return (name for name in map(f"{start}-{{}}".format, count(1)) if name not in self.found)

    def _record(self, item: Node) -> None:
        attributes = attributes_of(item)
        if attributes and attributes[0]:
            self.found[attributes[0]] = None


class Ids:
    """The ids that the nodes of a book get: tidy, and each for one node only."""

    def __init__(self, places: Places) -> None:
        self._names = places.tidy()
        self._unused = set(self._names)
        self._heading_names = places.unused("heading")

    def claim(self, item: Node) -> str:
        """The tidy id of `item`; empty if it has none, or if another node was the first to have it."""
        attributes = attributes_of(item)
        identifier = attributes[0] if attributes else ""
        if identifier not in self._unused:
            return ""
        self._unused.remove(identifier)
        return self._names[identifier]

    def for_heading(self) -> str:
        """An id for a heading that has none."""
        return next(self._heading_names)

    def led_to_by(self, url: str) -> str:
        """The id that a link to `url` leads to; empty if it leads out of the book, or nowhere."""
        return self._names.get(url[1:], "") if url.startswith("#") else ""


class _Links(Rewriter):
    """Takes away links to all but `places`, and leaves their words."""

    def __init__(self, places: frozenset[str]) -> None:
        self._places = places

    def inline(self, inline: Node) -> Inlines:
        if inline["t"] == "Link" and inline["c"][2][0].startswith("#"):
            _, text, (url, _) = inline["c"]
            return super().inline(inline) if url[1:] in self._places else self.inlines(text)
        return super().inline(inline)
