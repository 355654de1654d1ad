"""Compose: from the localised documents of one curriculum to the text of one book.

Takes out what the edition and the country do not show, fills the variables, and makes of several files one text
in which every id is unique and every link leads somewhere.
"""

import posixpath
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from bwise_cli.domain.anchors import find_anchors
from bwise_cli.domain.destinations import SAFE_SCHEMES, Destinations
from bwise_cli.domain.document import Document
from bwise_cli.domain.edition import Edition
from bwise_cli.domain.finding import Finding, Note, Place, Severity, quoted
from bwise_cli.domain.nodes import (
    Blocks,
    Node,
    attribute,
    attributes_of,
    node,
    rewrite,
    string,
    with_attribute,
    with_attributes,
)
from bwise_cli.domain.splice import VARIABLE
from bwise_cli.domain.visible import visible

Fill: TypeAlias = Callable[[str, str], str | None]
"""The value of a variable by its name and argument; None if it has none here."""


@dataclass(frozen=True, slots=True)
class Composed:
    """The text of a book."""

    blocks: Blocks
    """All chapters."""
    findings: tuple[Finding, ...]
    """Variables without a value, and links that lead nowhere."""


def compose(documents: Sequence[Document], edition: Edition, country: str, fill: Fill, folder: str) -> Composed:
    """Make one text of `documents`, which are in the order of the book.

    `folder` is that of the masters, relative to the project; findings name it.
    """
    shown = [_shown(document, edition, country) for document in documents]
    anchors = {document.name: find_anchors(document.blocks) for document in shown}
    stems, destinations = _stems(anchors), Destinations(folder, anchors)
    findings: list[Finding] = []
    blocks: Blocks = []
    for name, found in anchors.items():
        place = Place(f"{folder}/{name}")
        filled = _filled(found.blocks, fill, place, findings)
        blocks += _Linker(name, stems, destinations, place, findings).link(filled)
    return Composed(blocks, tuple(dict.fromkeys(findings)))


# What is shown


def _shown(document: Document, edition: Edition, country: str) -> Document:
    seen = visible(document, edition, country)
    return replace(seen, blocks=rewrite(seen.blocks, _without_number)) if document.is_overview else seen


def _without_number(item: Node) -> list[Node]:
    return [_unnumbered(item)] if item["t"] == "Header" else [item]


def _unnumbered(header: Node) -> Node:
    level, (identifier, classes, pairs), inlines = header["c"]
    return node("Header", [level, [identifier, [*classes, "unnumbered"], pairs], inlines])


# Variables


def fill_text(text: str, fill: Fill, place: Place, findings: list[Finding]) -> str:
    """`text` with its variables filled; one without a value stays as it is written, and is a finding at `place`."""

    def value(match: re.Match[str]) -> str:
        found = fill(match[1], match[2] or "")
        if found is None:
            remedy = "give it a value in the country's file, or write it in code if it is no variable"
            findings.append(Finding("variable", f"{quoted(match[0])} has no value", place, notes=(Note(remedy),)))
        return match[0] if found is None else found

    return VARIABLE.sub(value, text)


def _filled(blocks: Blocks, fill: Fill, place: Place, findings: list[Finding]) -> Blocks:
    def value(text: str) -> str:
        return fill_text(text, fill, place, findings)

    def change(item: Node) -> list[Node]:
        if item["t"] == "Str":
            return [string(value(item["c"]))]
        if item["t"] in ("Link", "Image"):
            attributes, inner, (url, title) = item["c"]
            item = node(item["t"], [attributes, inner, [url, value(title)]])
        for key in ("title", "alt"):
            if item["t"] in ("Div", "Image") and attribute(item, key):
                item = with_attribute(item, key, value(attribute(item, key)))
        return [item]

    return rewrite(blocks, change)


# Ids and links


class _Linker:
    """Makes ids, links and images of one document those of the book."""

    def __init__(
        self,
        file: str,
        stems: Mapping[str, str],
        destinations: Destinations,
        place: Place,
        findings: list[Finding],
    ) -> None:
        self._file = file
        self._stems = stems
        self._destinations = destinations
        self._place = place
        self._findings = findings

    def link(self, blocks: Blocks) -> Blocks:
        return rewrite(blocks, self._change)

    def _change(self, item: Node) -> list[Node]:
        attributes = attributes_of(item)
        if attributes and attributes[0]:
            item = with_attributes(item, [self._book_id(self._file, attributes[0]), *attributes[1:]])
        if item["t"] == "Link":
            return self._link(item)
        return [self._image(item) if item["t"] == "Image" else item]

    def _book_id(self, file: str, identifier: str) -> str:
        return f"{self._stems[file]}--{identifier}"

    def _link(self, link: Node) -> list[Node]:
        attributes, inlines, (url, title) = link["c"]
        if url.lower().startswith(SAFE_SCHEMES):
            return [link]
        found = self._destinations.find(self._file, url)
        if found is None:
            self._findings.append(
                Finding("link-target", f"link leads nowhere in this book: {quoted(url)}", self._place, Severity.WARNING)
            )
            return [node("Span", [attributes, inlines])] if attributes[0] else list(inlines)
        return [node("Link", [attributes, inlines, [f"#{self._book_id(found.file, found.identifier)}", title]])]

    def _image(self, image: Node) -> Node:
        attributes, inlines, (target, title) = image["c"]
        return node("Image", [attributes, inlines, [image_target(self._file, target), title]])


def image_target(file: str, target: str) -> str:
    """The target of an image in `file`, counted from the folder of the masters and not from that of the file."""
    folder = posixpath.dirname(file)
    if target.startswith("/"):
        return target.lstrip("/")
    if not folder or ":" in target or target.startswith(f"{file}/"):
        return target
    return posixpath.normpath(f"{folder}/{target}")


def _stems(files: Iterable[str]) -> dict[str, str]:
    """What ids of each file begin with in the book."""
    stems: dict[str, str] = {}
    for file in files:
        stem = base = posixpath.splitext(file)[0].replace("/", "-").replace(" ", "-")
        number = 1
        while stem in stems.values():
            number += 1
            stem = f"{base}-{number}"
        stems[file] = stem
    return stems


def image_targets(blocks: Blocks) -> list[str]:
    """The targets of all images in `blocks`, without repeats, in reading order."""
    found: dict[str, None] = {}

    def record(item: Node) -> list[Node]:
        if item["t"] == "Image":
            found[item["c"][2][0]] = None
        return [item]

    rewrite(blocks, record)
    return list(found)
