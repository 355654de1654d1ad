"""Are headings in order, and is every id there once?"""

from collections import Counter
from collections.abc import Iterator

from bwise_cli.checks.course.course import Course, MasterSlip, Sheet, stretch_of
from bwise_cli.domain.anchors import find_anchors
from bwise_cli.domain.finding import quoted
from bwise_cli.domain.nodes import attributes_of, nodes_of_type, plain_text


def skipped_heading(course: Course) -> Iterator[MasterSlip]:
    """Headings that are more than one level below the heading before them. A master begins below its chapter."""
    for sheet in course.sheets:
        level = 1
        for spot in sheet.spots:
            if spot.block["t"] != "Header" or spot.is_in("BlockQuote", "BulletList", "OrderedList", "Table"):
                continue
            before, (level, _, inlines) = level, spot.block["c"]
            if level > before + 1:
                message = f"heading of level {level} below one of level {before}: {quoted(plain_text(inlines))}"
                remedy = f"make it level {before + 1}: who listens to the page takes the gap for a missing heading"
                yield MasterSlip(sheet.name, message, remedy, spot, (stretch_of(inlines),))


def duplicate_id(course: Course) -> Iterator[MasterSlip]:
    """Ids that two places of one master have."""
    for sheet in course.sheets:
        for identifier, count in _ids(sheet).items():
            if count > 1:
                message = f"the id {quoted(identifier)} is there {'twice' if count == 2 else f'{count} times'}"
                remedy = "links lead to the first of them; give each a name of its own"
                spot = next((each for each in sheet.spots if _has_id(each.block, identifier)), None)
                yield MasterSlip(sheet.name, message, remedy, spot, (f"#{identifier}", f'"{identifier}"', identifier))


def _ids(sheet: Sheet) -> Counter[str]:
    blocks = find_anchors(sheet.document.blocks).blocks
    with_ids = nodes_of_type(blocks, "Header", "Div", "CodeBlock", "Table", "Figure", "Link", "Image", "Span", "Code")
    return Counter(item_id for item in with_ids if (item_id := (attributes_of(item) or [""])[0]))


def _has_id(block: object, identifier: str) -> bool:
    attributes = attributes_of(block) if isinstance(block, dict) else None
    return bool(attributes and attributes[0] == identifier)
