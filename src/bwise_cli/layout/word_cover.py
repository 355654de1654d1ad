"""The cover of the Word file."""

from bwise_cli.domain.book import Book
from bwise_cli.domain.nodes import Blocks, Node, node
from bwise_cli.layout.images import Rasterise, data_address
from bwise_cli.layout.text import clean
from bwise_cli.layout.word_elements import empty, paragraph, words

EMBLEM_HEIGHT = "18mm"
LICENCE = "This material may be shared and adapted under the licence CC BY 4.0."


def cover(book: Book, rasterise: Rasterise) -> Blocks:
    """The paragraphs of the cover; a line without words is left out."""
    texts = book.cover
    facts = [fact for fact in (texts.country, texts.version, texts.date) if fact]
    lines = (
        ("Cover Publisher", texts.publisher),
        ("Title", texts.title),
        ("Subtitle", texts.subtitle),
        ("Cover Edition", texts.edition),
        ("Cover Facts", "  ·  ".join(facts)),
        ("Cover Notice", texts.notice),
    )
    return [
        *(paragraph(style, words(text)) for style, text in lines if clean(text).strip()),
        _emblem(book, rasterise),
        paragraph("Cover Funding", words(texts.funding)),
        paragraph("Cover Licence", words(book.labels[LICENCE])),
    ]


def _emblem(book: Book, rasterise: Rasterise) -> Node:
    """The emblem, or a dashed frame where it is to be put."""
    if book.cover.emblem is None:
        return empty("CoverEmblemPlace")
    size = ["", [], [["height", EMBLEM_HEIGHT]]]
    address = data_address(book.cover.emblem, "emblem", rasterise)
    return paragraph("Cover Emblem", [node("Image", [size, words(book.cover.funding), [address, ""]])])
