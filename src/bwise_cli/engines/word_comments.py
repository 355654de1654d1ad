"""Comments of a Word file: those that begin with `bwise:` are directives, the others are not printed.

A comment stands for the paragraphs that it is attached to: `bwise:skip` leaves these out, or all up to the end of
those of a comment `bwise:end`; `bwise:note …` and `bwise:context …` are for the first of them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bwise_cli.domain.directives import END, SKIP
from bwise_cli.engines.word_package import W, parse_part

if TYPE_CHECKING:
    from lxml.etree import _Element

_DIRECTIVE = re.compile(r"bwise:\s*([\w-]*)\s*(.*)", re.DOTALL)
_CONTAINERS = {f"{{{W}}}{name}" for name in ("body", "tc", "sdtContent", "txbxContent", "footnote", "endnote")}
"""What holds paragraphs and tables."""


@dataclass(frozen=True, slots=True)
class WordDirective:
    """A directive and the blocks that it is for, which are neighbours."""

    name: str
    """Its name, such as `note`."""
    text: str
    """What stands behind the name."""
    first: "_Element"
    """The first paragraph or table that it is for."""
    last: "_Element"
    """The last one."""


def find_directives(text: "_Element", comments: bytes | None) -> tuple[list[WordDirective], int]:
    """The directives in the order of the text, and how many other comments there are."""
    said = {each.get(f"{{{W}}}id"): _words(each) for each in parse_part(comments)} if comments else {}
    directives: list[WordDirective] = []
    for identifier, first, last in _ranges(text):
        found = _DIRECTIVE.fullmatch(said.get(identifier, ""))
        if found is None:
            continue
        start, end = neighbours(first, last)
        if found[1] == END and directives and directives[-1].name == SKIP:
            begun = directives.pop()
            directives.append(WordDirective(SKIP, begun.text, *neighbours(begun.first, end)))
        else:
            directives.append(WordDirective(found[1], " ".join(found[2].split()), start, end))
    others = sum(1 for words in said.values() if not _DIRECTIVE.fullmatch(words))
    return directives, others


def _words(comment: "_Element") -> str:
    paragraphs = ("".join(t.text or "" for t in p.iter(f"{{{W}}}t")) for p in comment.iter(f"{{{W}}}p"))
    return " ".join(paragraphs).strip()


def _ranges(text: "_Element") -> Iterator[tuple[str | None, "_Element", "_Element"]]:
    """Id, first and last block of each comment."""
    ends = {each.get(f"{{{W}}}id"): each for each in text.iter(f"{{{W}}}commentRangeEnd")}
    seen: set[str | None] = set()
    for mark in text.iter(f"{{{W}}}commentRangeStart", f"{{{W}}}commentReference"):
        identifier = mark.get(f"{{{W}}}id")
        first = _block(mark, forward=True)
        if identifier in seen or first is None:
            continue
        seen.add(identifier)
        end = ends.get(identifier)
        last = None if end is None else _block(end, forward=False)
        yield identifier, first, first if last is None else last


def _block(mark: "_Element", *, forward: bool) -> "_Element | None":
    """The paragraph that `mark` stands in; between two, the one after or before it.

    A selection that takes in the end of a paragraph ends before the first word of the next one.
    """
    paragraph = next(mark.iterancestors(f"{{{W}}}p"), None)
    if paragraph is None:
        return mark.getnext() if forward else mark.getprevious()
    if not forward and all(each.tag != f"{{{W}}}r" for each in mark.itersiblings(preceding=True)):
        before = paragraph.getprevious()
        begins_here = any(each.get(f"{{{W}}}id") == mark.get(f"{{{W}}}id") for each in _starts(paragraph))
        return paragraph if before is None or begins_here else before
    return paragraph


def _starts(paragraph: "_Element") -> Iterator["_Element"]:
    return paragraph.iter(f"{{{W}}}commentRangeStart")


def neighbours(first: "_Element", last: "_Element") -> "tuple[_Element, _Element]":
    """The blocks around `first` and `last` that stand in the same run of blocks, as far inside as can be."""
    of_first = _chain(first)
    of_last = dict(_chain(last))
    for container, block in of_first:
        if container in of_last:
            return block, of_last[container]
    return first, first


def _chain(block: "_Element") -> "list[tuple[_Element, _Element]]":
    """Each container around `block`, innermost first, with its child that holds `block`."""
    found = []
    for ancestor in block.iterancestors():
        if ancestor.tag in _CONTAINERS:
            found.append((ancestor, block))
        block = ancestor
    return found
