"""Typeset: from a book to a Word file and a PDF that can be printed as they are."""

from collections.abc import Callable
from dataclasses import dataclass

from bwise_cli.domain.book import Book
from bwise_cli.engines.pandoc_write import write_docx, write_typst
from bwise_cli.engines.typst_compiler import compile_pdf, rasterise
from bwise_cli.engines.word_finish import finish
from bwise_cli.engines.word_properties import Details
from bwise_cli.layout.text import clean
from bwise_cli.layout.typst import typst_book
from bwise_cli.layout.word import word_blocks

PAGE_FILE = "pack.typ"


@dataclass(frozen=True, slots=True)
class Templates:
    """The contents of the files that say how a pack looks."""

    page: str
    """`pack.typ`, the page of the PDF."""
    reference: bytes
    """`reference.docx`, the styles of the Word file."""


def _ignore(_: str) -> None:
    """Report nothing."""


def to_docx(book: Book, templates: Templates) -> bytes:
    """`book` as a Word file, the same bytes for the same book.

    Raises `RefusedError` for an image that cannot be used, `ToolError` if pandoc or Typst fails.
    """
    written = write_docx(word_blocks(book, rasterise), templates.reference, book.timestamp)
    return finish(written, _details(book))


def _details(book: Book) -> Details:
    cover = book.cover
    return Details(
        title=clean(cover.title),
        creator=clean(cover.publisher),
        language=book.language,
        band=clean(book.labels["Draft – not reviewed"]) if cover.notice else "",
        footer=clean(cover.version),
        page_of_pages=clean(book.labels["Page {page} of {pages}"]),
        timestamp=book.timestamp,
    )


def to_pdf(book: Book, templates: Templates, report: Callable[[str], None] = _ignore) -> bytes:
    """`book` as a tagged PDF (PDF/A-2a and PDF/UA-1), the same bytes for the same book.

    `report` is called for every character that the fonts of the PDF cannot show; a replacement sign stands for it.
    Raises `RefusedError` for an image that cannot be used, `ToolError` if pandoc or Typst fails.
    """
    laid_out = typst_book(book)
    main = f'#import "{PAGE_FILE}": *\n#show: pack\n\n{write_typst(laid_out.blocks)}'
    files = {PAGE_FILE: templates.page.encode("utf-8"), **laid_out.files}
    compiled = compile_pdf(main, files, book.timestamp)
    for character in compiled.unprintable:
        report(character)
    return compiled.pdf
