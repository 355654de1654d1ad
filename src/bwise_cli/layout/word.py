"""From a book to what pandoc's Word writer needs: named styles for everything, cover and contents included.

The styles are those of `templates/reference.docx`. Raw parts are made here only, from constants and escaped text.
"""

from collections.abc import Mapping
from xml.sax.saxutils import escape

from bwise_cli.domain.book import Book
from bwise_cli.domain.nodes import (
    SPACE,
    Blocks,
    Inlines,
    Node,
    node,
    plain_text,
    string,
)
from bwise_cli.domain.normal import CHECKED, UNCHECKED
from bwise_cli.layout.images import Rasterise, data_address, extension, image_of
from bwise_cli.layout.mend import mend
from bwise_cli.layout.pages import Pages
from bwise_cli.layout.parts import Box, Outcome, Picture
from bwise_cli.layout.text import clean
from bwise_cli.layout.word_contents import contents
from bwise_cli.layout.word_cover import cover
from bwise_cli.layout.word_elements import empty, paragraph, run, styled, words

BOX_STYLES = {
    "activity": "Activity Title",
    "case": "Case Title",
    "checklist": "Checklist Title",
    "trainer": "Trainer Note Title",
    "quiz": "Quiz Title",
}
_DECIMAL: Node = {"t": "Decimal"}
_PERIOD: Node = {"t": "Period"}
_TAB: Node = node("RawInline", ["openxml", "<w:r><w:tab/></w:r>"])


def word_blocks(book: Book, rasterise: Rasterise) -> Blocks:
    """Cover, contents and text of `book` for pandoc's Word writer, images inside.

    Raises `RefusedError` for an image that is missing or of an unknown type.
    """
    pages = _WordPages(book, rasterise)
    text = pages.blocks(mend(book.blocks, book.labels["Figure"]))
    return [*cover(book, rasterise), *contents(text, book.labels["Contents"]), *text]


class _WordPages(Pages):
    """Gives everything a named style."""

    def __init__(self, book: Book, rasterise: Rasterise) -> None:
        super().__init__({english: clean(word) for english, word in book.labels.items()})
        self._images: Mapping[str, bytes] = book.images
        self._rasterise = rasterise

    # Blocks

    def block(self, block: Node) -> Blocks:
        return [empty("Divider")] if block["t"] == "HorizontalRule" else super().block(block)

    def header(self, header: Node, module: str) -> Blocks:
        if not module:
            return [header]
        level, attributes, inlines = header["c"]
        eyebrow = run("Module Label", words(module))
        return [node("Header", [level, attributes, [eyebrow, {"t": "LineBreak"}, *inlines]])]

    def box(self, box: Box, blocks: Blocks) -> Blocks:
        if box.kind == "feedback":
            return [styled("Feedback", _labelled(box.label, blocks), box.identifier)]
        title = [run("Box Label", words(box.label))]
        if box.detail:
            title += [run("Box Detail", [SPACE, string("·"), SPACE, *words(box.detail)])]
        if box.title:
            title += [{"t": "LineBreak"}, *words(box.title)]
        if box.kind == "trainer":
            blocks = [_noted(block) for block in blocks]
        head = styled(BOX_STYLES[box.kind], [node("Para", title)], box.identifier)
        return [head, *blocks, empty("BoxEnd")]

    def outcomes(self, label: str, outcomes: list[Outcome]) -> Blocks:
        items = [styled("Outcome", _coded(each.code, each.blocks), each.identifier) for each in outcomes]
        return [paragraph("Outcome Title", words(label)), *items, empty("Gap")]

    def picture(self, picture: Picture) -> Blocks:
        content = image_of(self._images, picture.target)
        default = "100%" if extension(content, picture.target) == "svg" else ""
        width = picture.width or default
        attributes = ["", [], [["width", width]] if width else []]
        address = data_address(content, picture.target, self._rasterise)
        image = node("Image", [attributes, [string(picture.alt)], [address, ""]])
        caption = [node("Plain", picture.caption)] if picture.caption else []
        body = [node("Plain", [image])]
        if not caption:
            return [styled("Figure", [node("Para", [image])], picture.identifier)]
        return [node("Figure", [[picture.identifier, [], []], [None, caption], body])]

    def captioned_table(self, table: Node, caption: Inlines) -> Blocks:
        attributes, _, *rest = table["c"]
        words = [node("Plain", caption)] if caption else []
        return [node("Table", [attributes, [None, words], *rest]), empty("Gap")]

    def ticks(self, items: list[tuple[bool, Blocks]]) -> Blocks:
        marked = []
        for ticked, blocks in items:
            mark = [string(CHECKED if ticked else UNCHECKED), SPACE]
            first = blocks[0] if blocks and blocks[0]["t"] in ("Plain", "Para") else None
            rest = blocks[1:] if first else blocks
            kind, words = (first["t"], first["c"]) if first else ("Plain", [])
            marked.append([node(kind, [*mark, *words]), *rest])
        return [node("BulletList", marked)]

    def questions(self, start: int, items: list[Blocks]) -> Blocks:
        asked = [[styled("Quiz Question", item[:1]), *item[1:]] for item in items]
        return [node("OrderedList", [[start, _DECIMAL, _PERIOD], asked])]

    def passage(self, div: Node) -> Blocks:
        return [div]

    # Inlines

    def reference(self, text: str) -> Inlines:
        return [run("Reference", words(f"({text})"))]

    def caption_prefix(self, kind: str, number: int) -> Inlines:
        return [
            run("Caption Number", [*words(self.word(kind)), SPACE]),
            node("RawInline", ["openxml", _sequence(kind, number)]),
            run("Caption Number", [string(".")]),
        ]

    def inline(self, inline: Node) -> Inlines:
        if inline["t"] == "Image":
            attributes, words, (target, _) = inline["c"]
            address = data_address(image_of(self._images, target), target, self._rasterise)
            return [node("Image", [attributes, [string(plain_text(words))], [address, ""]])]
        return super().inline(inline)


def _sequence(kind: str, number: int) -> str:
    """A number that Word counts on when a caption is added."""
    return (
        f'<w:fldSimple w:instr=" SEQ {escape(kind)} \\* ARABIC "><w:r><w:rPr><w:rStyle w:val="CaptionNumber"/></w:rPr>'
        f"<w:t>{number}</w:t></w:r></w:fldSimple>"
    )


def _labelled(label: str, blocks: Blocks) -> Blocks:
    """`blocks` with `label` in front of the first words."""
    start = [run("Box Label", words(f"{label}:")), SPACE]
    if blocks and blocks[0]["t"] in ("Plain", "Para"):
        return [node("Para", [*start, *blocks[0]["c"]]), *blocks[1:]]
    return [node("Para", start), *blocks]


def _coded(code: str, blocks: Blocks) -> Blocks:
    """`blocks` with the code of an outcome in front, in a column of its own."""
    start = [run("Outcome Code", [string(code)]), _TAB]
    if blocks and blocks[0]["t"] in ("Plain", "Para"):
        return [node("Para", [*start, *blocks[0]["c"]]), *blocks[1:]]
    return [node("Para", start), *blocks]


def _noted(block: Node) -> Node:
    """A paragraph of a trainer note in the note's own style; blocks of other types as they are."""
    return styled("Trainer Note", [block]) if block["t"] in ("Plain", "Para") else block
