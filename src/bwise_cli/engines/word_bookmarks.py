"""Bookmarks of a Word file, to which links in other files may lead.

Pandoc keeps the bookmarks that a link in the same file leads to, and gives headings ids of its own. So a paragraph is
put at the end of the text that links to every bookmark, and is taken away again when it has told where each one leads.
"""

from typing import TYPE_CHECKING

from bwise_cli.domain.anchors import BOOKMARKS
from bwise_cli.domain.nodes import (
    NO_ATTRIBUTES,
    Blocks,
    Node,
    attributes_of,
    nodes_of_type,
    rewrite,
    string,
    with_attribute,
)
from bwise_cli.engines.word_package import W, element, remove
from bwise_cli.engines.word_styles import Styles

if TYPE_CHECKING:
    from lxml.etree import _Element

_OWN = "_"
"""What the names of bookmarks begin with that Word makes for itself."""


class Bookmarks:
    """The bookmarks of one file."""

    def __init__(self, word: str) -> None:
        """`word` stands in no text of the file."""
        self._word = word
        self._names: list[str] = []

    def ask(self, root: "_Element", styles: Styles) -> None:
        """Put each bookmark into a paragraph, and the paragraph that links to them at the end of the text `root`."""
        _settle(root)
        self._names = list(dict.fromkeys(_names(root, styles)))
        body = root.find(f"{{{W}}}body")
        if body is None or not self._names:
            return
        links = [element("hyperlink", _run(str(number)), anchor=name) for number, name in enumerate(self._names)]
        asking = element("p", _run(f"{self._word} "), *links)
        last = body[-1] if len(body) else None
        if last is not None and last.tag == f"{{{W}}}sectPr":
            last.addprevious(asking)
        else:
            body.append(asking)

    def answered(self, blocks: Blocks) -> Blocks:
        """`blocks` without that paragraph, and with other bookmarks of a place as an attribute of it."""
        if not self._names:
            return blocks
        leads = {
            self._names[int(link["c"][1][0]["c"])]: link["c"][2][0].removeprefix("#")
            for block in blocks
            if self._is_asking(block)
            for link in nodes_of_type([block], "Link")
        }

        def named(item: Node) -> list[Node]:
            place = (attributes_of(item) or NO_ATTRIBUTES)[0]
            names = [name for name, leads_to in leads.items() if leads_to == place != name]
            return [with_attribute(item, BOOKMARKS, " ".join(names))] if names else [item]

        return rewrite([block for block in blocks if not self._is_asking(block)], named)

    def _is_asking(self, block: Node) -> bool:
        return bool(block["t"] == "Para" and block["c"][:1] == [string(self._word)])


def _settle(root: "_Element") -> None:
    """Move bookmarks that stand between paragraphs, where pandoc reads none, into the next paragraph."""
    paragraph = f"{{{W}}}p"
    for mark in list(root.iter(f"{{{W}}}bookmarkStart")):
        if mark.getparent() is None or next(mark.iterancestors(paragraph), None) is not None:
            continue
        following = next((each for after in mark.itersiblings() for each in after.iter(paragraph)), None)
        if following is not None:
            remove(mark)
            properties = following.find(f"{{{W}}}pPr")
            following.insert(0 if properties is None else 1, mark)


def _names(root: "_Element", styles: Styles) -> "list[str]":
    """The bookmarks that others may link to: those of authors, and Word's own in headings."""
    found = []
    for mark in root.iter(f"{{{W}}}bookmarkStart"):
        name = mark.get(f"{{{W}}}name") or ""
        paragraph = next(mark.iterancestors(f"{{{W}}}p"), None)
        if paragraph is not None and name and " " not in name:
            is_heading = styles.of(paragraph).startswith("heading")
            found += [name] if is_heading or not name.startswith(_OWN) else []
    return found


def _run(text: str) -> "_Element":
    content = element("t")
    content.text = text
    content.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return element("r", content)
