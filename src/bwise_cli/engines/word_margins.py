"""Headers and footers of the Word file."""

import re
from functools import partial
from typing import TYPE_CHECKING

from bwise_cli.engines.word_package import R, W, edit_part, element, parse_part, run
from bwise_cli.engines.word_properties import Details

if TYPE_CHECKING:
    from lxml.etree import _Element

_FIELDS = re.compile(r"\{(page|pages)\}")
_FIELD_CODES = {"page": "PAGE", "pages": "NUMPAGES"}


def fill_margins(parts: dict[str, bytes], details: Details) -> None:
    """Write the headers and footers that the last section refers to."""
    document = parse_part(parts["word/document.xml"])
    relations = parse_part(parts["word/_rels/document.xml.rels"])
    targets = {relation.get("Id"): relation.get("Target") for relation in relations}
    for kind in ("header", "footer"):
        for reference in document.iter(f"{{{W}}}{kind}Reference"):
            first = reference.get(f"{{{W}}}type") == "first"
            paragraphs = _header(details, first) if kind == "header" else _footer(details, first)
            name = targets[reference.get(f"{{{R}}}id")]
            edit_part(parts, f"word/{name}", partial(_refill, paragraphs))


def _refill(paragraphs: "list[_Element]", root: "_Element") -> None:
    for child in list(root):
        root.remove(child)
    root.extend(paragraphs)


def _header(details: Details, first: bool) -> "list[_Element]":
    band = [_paragraph("DraftBand", [run(details.band)])] if details.band else []
    title = [] if first else [_paragraph("Header", [run(details.title)])]
    return [*band, *title] or [_paragraph("Normal", [])]


def _footer(details: Details, first: bool) -> "list[_Element]":
    if first:
        return [_paragraph("Normal", [])]
    runs = [run(details.footer), element("r", element("tab"))]
    for index, piece in enumerate(_FIELDS.split(details.page_of_pages)):
        if piece:
            runs.append(_field(_FIELD_CODES[piece]) if index % 2 else run(piece))
    return [_paragraph("Footer", runs)]


def _field(code: str) -> "_Element":
    return element("fldSimple", run("1"), instr=f" {code} ")


def _paragraph(style: str, runs: "list[_Element]") -> "_Element":
    return element("p", element("pPr", element("pStyle", val=style)), *runs)
