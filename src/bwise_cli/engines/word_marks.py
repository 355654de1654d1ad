"""Marks in a Word file: what pandoc does not read, written as words that it does.

A mark is a word that stands in no other text. A paragraph of nothing else says where a div of the style table, or a
passage that is skipped, begins or ends, or holds a directive. Marks are set where paragraphs, list items and tables
are still neighbours; pandoc nests them.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from bwise_cli.domain.directives import END, SKIP
from bwise_cli.domain.nodes import Node, node
from bwise_cli.domain.word_style import WordStyle
from bwise_cli.engines.word_comments import WordDirective
from bwise_cli.engines.word_package import W, element, run
from bwise_cli.engines.word_styles import Styles

if TYPE_CHECKING:
    from lxml.etree import _Element

DIV_END = "div-end"
"""What a mark stands for that ends a div."""
_BLOCKS = (f"{{{W}}}p", f"{{{W}}}tbl")
_SPEAKING = tuple(f"{{{W}}}{name}" for name in ("t", "drawing", "pict", "object", "sym"))
"""What a paragraph that is not empty holds some of; formulas begin with another name."""


class Marks:
    """The marks of one file."""

    def __init__(self, seed: str) -> None:
        """`seed` makes the words of the marks; nobody who writes the file can know it."""
        self._seed = seed
        self._meanings: dict[str, WordStyle | Node | str] = {}

    def meaning(self, word: str) -> WordStyle | Node | str | None:
        """What `word` marks: the beginning of a div, its end, or a directive as a raw node; None for any word."""
        return self._meanings.get(word)

    def __contains__(self, word: object) -> bool:
        return word in self._meanings

    def _word(self, meaning: WordStyle | Node | str) -> str:
        word = f"bwise{self._seed}x{len(self._meanings)}x"
        self._meanings[word] = meaning
        return word

    def _paragraph(self, meaning: WordStyle | Node | str) -> "_Element":
        return element("p", run(self._word(meaning)))

    # Divs

    def mark_styles(self, root: "_Element", styles: Styles, meant: Mapping[str, WordStyle]) -> None:
        """Mark every run of neighbouring blocks of one meaning. `meant` is by `style_key`."""
        if not meant:
            return
        for container in dict.fromkeys(block.getparent() for block in root.iter(*_BLOCKS)):
            if container is not None:
                self._mark_children(list(container), styles, meant)

    def _mark_children(self, children: "list[_Element]", styles: Styles, meant: Mapping[str, WordStyle]) -> None:
        runs: list[tuple[WordStyle, list[_Element]]] = []
        is_open = False
        for child in children:
            if child.tag not in _BLOCKS or _is_empty(child):
                continue
            meaning = _meaning(child, styles, meant)
            if meaning is None:
                is_open = False
            elif is_open and not meaning.is_title and _is_same(runs[-1][0], meaning):
                runs[-1][1].append(child)
            else:
                runs.append((meaning, [child]))
                is_open = True
        for meaning, blocks in runs:
            blocks[0].addprevious(self._paragraph(meaning))
            blocks[-1].addnext(self._paragraph(DIV_END))

    # Directives

    def mark_directive(self, directive: WordDirective, styles: Styles) -> None:
        """Mark what a directive says, at the blocks that it is for."""
        comment = _comment(directive.name, directive.text)
        if _is_list_item(directive.first, styles) and directive.name != SKIP:
            properties = directive.first.find(f"{{{W}}}pPr")
            start = 0 if properties is None else 1
            directive.first.insert(start, run(self._word(comment) + " "))
            return
        directive.first.addprevious(self._paragraph(comment))
        if directive.name == SKIP:
            directive.last.addnext(self._paragraph(_comment(END, "")))


def _comment(name: str, text: str) -> Node:
    inner = f"bwise:{name} {text}".strip().replace("-->", "->")
    return node("RawBlock", ["html", f"<!-- {inner} -->"])


def _is_empty(block: "_Element") -> bool:
    """Whether a paragraph says nothing: authors put space between others with such."""
    if block.tag != f"{{{W}}}p":
        return False
    return not any(
        each.tag in _SPEAKING[1:] or (each.text or "").strip() or each.tag.endswith("}oMath")
        for each in block.iter(*_SPEAKING, "{*}oMath")
    )


def _meaning(block: "_Element", styles: Styles, meant: Mapping[str, WordStyle]) -> WordStyle | None:
    """What the style of a paragraph means, or that of all paragraphs of a table."""
    if block.tag == f"{{{W}}}p":
        return meant.get(styles.of(block))
    found = [meant.get(styles.of(each)) for each in block.iter(f"{{{W}}}p") if not _is_empty(each)]
    first = found[0] if found else None
    return first if first and all(each is not None and _is_same(first, each) for each in found) else None


def _is_same(one: WordStyle, other: WordStyle) -> bool:
    return (one.div, one.attributes) == (other.div, other.attributes)


def _is_list_item(block: "_Element", styles: Styles) -> bool:
    """Whether `block` is in a list, where a paragraph before it would end the list; a heading may be numbered too."""
    if block.tag != f"{{{W}}}p" or styles.of(block).startswith("heading"):
        return False
    return block.find(f"{{{W}}}pPr/{{{W}}}numPr") is not None or styles.of(block) in styles.numberings
