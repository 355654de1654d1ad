"""Compose: from the localised documents of one curriculum to the text of one book.

Takes out what the edition and the country do not show, fills the variables, and makes of several files one text
in which every id is unique and every link leads somewhere.
"""

import posixpath
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import TypeAlias
from urllib.parse import unquote

from bwise_cli.domain.document import Document
from bwise_cli.domain.edition import TRAINER_CLASSES, Edition
from bwise_cli.domain.finding import Finding, Note, Place, Severity, quoted
from bwise_cli.domain.nodes import (
    Blocks,
    Node,
    attribute,
    attributes_of,
    has_class,
    node,
    rewrite,
    string,
    with_attribute,
    with_attributes,
)
from bwise_cli.domain.normal import CHECKED, UNCHECKED
from bwise_cli.domain.splice import VARIABLE

Fill: TypeAlias = Callable[[str, str], str | None]
"""The value of a variable by its name and argument; None if it has none here."""

SAFE_SCHEMES = ("https://", "http://", "mailto:", "tel:")
"""What a link out of the book may begin with."""
COUNTRY_CLASSES = frozenset({"only", "except"})
"""Classes of divs that readers see in some countries only."""


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
    shown = [_visible(document, edition, country) for document in documents]
    targets = {document.name: _targets(document.blocks) for document in shown}
    findings: list[Finding] = []
    blocks: Blocks = []
    for document in shown:
        place = Place(f"{folder}/{document.name}")
        filled = _filled(document.blocks, fill, place, findings)
        blocks += _Linker(document.name, targets, place, findings).link(filled)
    return Composed(blocks, tuple(dict.fromkeys(findings)))


# What is shown


def _visible(document: Document, edition: Edition, country: str) -> Document:
    def change(item: Node) -> list[Node]:
        if item["t"] == "Div":
            return _visible_div(item, edition, country)
        if item["t"] == "Header" and document.is_overview:
            return [_unnumbered(item)]
        return [item]

    blocks = rewrite(document.blocks, change)
    return replace(document, blocks=blocks)


def _visible_div(div: Node, edition: Edition, country: str) -> Blocks:
    (identifier, classes, pairs), blocks = div["c"]
    if not _is_for(div, country):
        return []
    if not edition.shows_trainer_text:
        if TRAINER_CLASSES & set(classes):
            return []
        if has_class(div, "quiz"):
            blocks = rewrite(blocks, _unmarked)
    kept = [name for name in classes if name not in COUNTRY_CLASSES]
    if kept or not classes:
        return [node("Div", [[identifier, kept, pairs], blocks])]
    return list(blocks)


def _is_for(div: Node, country: str) -> bool:
    """Whether readers in `country` see `div`."""
    named = country in attribute(div, "country").split()
    return (named or not has_class(div, "only")) and not (named and has_class(div, "except"))


def _unmarked(item: Node) -> list[Node]:
    """An answer that does not give itself away."""
    return [string(UNCHECKED)] if item == string(CHECKED) else [item]


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


def book_id(file: str, identifier: str) -> str:
    """The id in the book of what has `identifier` in `file`."""
    stem = PurePosixPath(file).with_suffix("").as_posix().replace("/", "-").replace(" ", "-")
    return f"{stem}--{identifier}"


@dataclass(frozen=True, slots=True)
class _Targets:
    """What of one document a link can lead to."""

    start: str
    """Id of the first heading; empty if there is none."""
    ids: frozenset[str]
    """Every id."""


def _targets(blocks: Blocks) -> _Targets:
    headings: list[str] = []
    found: set[str] = set()

    def record(item: Node) -> list[Node]:
        attributes = attributes_of(item)
        if attributes and attributes[0]:
            found.add(attributes[0])
            if item["t"] == "Header":
                headings.append(attributes[0])
        return [item]

    rewrite(blocks, record)
    return _Targets(headings[0] if headings else "", frozenset(found))


class _Linker:
    """Makes ids and links of one document those of the book."""

    def __init__(self, file: str, targets: dict[str, _Targets], place: Place, findings: list[Finding]) -> None:
        self._file = file
        self._targets = targets
        self._place = place
        self._findings = findings

    def link(self, blocks: Blocks) -> Blocks:
        return rewrite(blocks, self._change)

    def _change(self, item: Node) -> list[Node]:
        if item["t"] == "Link":
            return self._link(item)
        attributes = attributes_of(item)
        if attributes and attributes[0]:
            return [with_attributes(item, [book_id(self._file, attributes[0]), *attributes[1:]])]
        return [item]

    def _link(self, link: Node) -> list[Node]:
        attributes, inlines, (url, title) = link["c"]
        if url.lower().startswith(SAFE_SCHEMES):
            return [link]
        target = self._target(url)
        if target is None:
            self._findings.append(
                Finding("link-target", f"link leads nowhere in this book: {quoted(url)}", self._place, Severity.WARNING)
            )
            return list(inlines)
        return [node("Link", [attributes, inlines, [f"#{target}", title]])]

    def _target(self, url: str) -> str | None:
        path, _, identifier = (unquote(part) for part in url.partition("#"))
        file = posixpath.normpath(f"{posixpath.dirname(self._file) or '.'}/{path}") if path else self._file
        known = self._targets.get(file)
        identifier = identifier or (known.start if known else "")
        return book_id(file, identifier) if known and identifier in known.ids else None


def image_targets(blocks: Blocks) -> list[str]:
    """The targets of all images in `blocks`, without repeats, in reading order."""
    found: dict[str, None] = {}

    def record(item: Node) -> list[Node]:
        if item["t"] == "Image":
            found[item["c"][2][0]] = None
        return [item]

    rewrite(blocks, record)
    return list(found)
