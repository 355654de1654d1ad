"""Can people who listen to a page follow its images and tables?"""

import re
from collections.abc import Iterator
from posixpath import basename

from bwise_cli.checks.course.course import Course, MasterSlip, stretch_of, texts_of
from bwise_cli.domain.blocks import table_rows
from bwise_cli.domain.finding import quoted
from bwise_cli.domain.nodes import Blocks, Node, attribute, nodes_of_type, plain_text

_FILE_NAME = re.compile(
    r"\S+\.(?:png|jpe?g|gif|svg|webp|bmp|tiff?)|(?:IMG|DSC|Screenshot)[ _-]?[\d_. -]+", re.IGNORECASE
)
_SAYS_NOTHING = re.compile(
    r"(?:an? |the )?(?:image|picture|photo|figure|screenshot|graphic|diagram|alt text)[.:]?", re.IGNORECASE
)


def image_without_text(course: Course) -> Iterator[MasterSlip]:
    """Images that say nothing to people who cannot see them."""
    for sheet in course.sheets:
        for spot in sheet.spots:
            captioned = _has_caption(spot.around[-1]) if spot.around else False
            for image in nodes_of_type([_without_notes(text) for text in texts_of(spot.block)], "Image"):
                target = str(image["c"][2][0])
                alt = (attribute(image, "alt") or plain_text(image["c"][1])).strip()
                find = (f"![{alt}](", f'alt="{alt}"', target, basename(target))
                shown = quoted(basename(target) if target else "")
                if not alt and not captioned:
                    message = f"the image {shown} has no alternative text"
                    yield MasterSlip(sheet.name, message, "say in its brackets what one sees", spot, find)
                elif _FILE_NAME.fullmatch(alt) or _SAYS_NOTHING.fullmatch(alt):
                    message = f"the alternative text of {shown} says nothing: {quoted(alt)}"
                    yield MasterSlip(sheet.name, message, "say in its brackets what one sees", spot, find)


def _has_caption(block: Node) -> bool:
    return bool(block["t"] == "Figure" and block["c"][1][1])


def _without_notes(inlines: list[Node]) -> list[Node]:
    """Footnotes are blocks of their own."""
    return [inline for inline in inlines if inline["t"] != "Note"]


def table_without_header(course: Course) -> Iterator[MasterSlip]:
    """Tables of which nothing says what their columns or rows are."""
    for sheet in course.sheets:
        for spot in sheet.spots:
            if spot.block["t"] != "Table" or _has_header(spot.block):
                continue
            rows = [[_words(cell[4]) for cell in row] for row in table_rows(spot.block)]
            first = next((words for row in rows for words in row if words), "")
            message = f"the table has no header: {quoted(first)}" if first else "the table has no header"
            remedy = "give it a first row that says what is in each column"
            find = tuple(words for row in rows for words in row if words)[:3]
            yield MasterSlip(sheet.name, message, remedy, spot, find)


def _has_header(table: Node) -> bool:
    _, _, _, head, bodies, _ = table["c"]
    rows = [*head[1], *(row for body in bodies for row in body[2])]
    if any(_words(cell[4]) for _, cells in rows for cell in cells):
        return True
    return any(body[1] for body in bodies)


def _words(blocks: object) -> str:
    found: Blocks = blocks if isinstance(blocks, list) else []
    return next((words for block in found for text in texts_of(block) if (words := stretch_of(text))), "")
