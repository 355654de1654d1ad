"""What a test reads back out of a PDF or a Word file."""

import re
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdf
from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
PIC = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"


@dataclass(frozen=True, slots=True)
class Tag:
    """One element of a PDF's structure."""

    role: str
    """Its role, such as `/H1`."""
    alt: str
    """Its alternative text, or empty."""
    language: str
    """Its language, or empty."""


def open_pdf(content: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(BytesIO(content))


def catalogue_of(content: bytes) -> Any:
    """The root of a PDF's objects."""
    return open_pdf(content).trailer["/Root"]


def pages_of(content: bytes) -> list[str]:
    """The text of each page, with single spaces."""
    return [" ".join(page.extract_text().split()) for page in open_pdf(content).pages]


def squeezed(text: str) -> str:
    """`text` without white space and hyphens: neither survives line breaks."""
    return re.sub(r"[\s\u00ad\u200b-]", "", text)


def tags_of(content: bytes) -> list[Tag]:
    """Every element of the structure in reading order."""
    return list(_tags(catalogue_of(content)["/StructTreeRoot"]))


def _tags(item: Any) -> Iterator[Tag]:
    item = item.get_object() if hasattr(item, "get_object") else item
    if isinstance(item, list):
        for each in item:
            yield from _tags(each)
    elif isinstance(item, dict):
        if "/S" in item:
            yield Tag(item["/S"], str(item.get("/Alt", "")), str(item.get("/Lang", "")))
        if "/K" in item:
            yield from _tags(item["/K"])


def parts_of(docx: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(docx)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def xml_of(docx: bytes, name: str = "word/document.xml") -> etree._Element:
    return etree.fromstring(parts_of(docx)[name])


def words_of(element: etree._Element) -> str:
    """The text of a Word element."""
    return "".join(text.text or "" for text in element.iter(f"{W}t"))


def paragraphs_of(docx: bytes, part: str = "word/document.xml") -> list[tuple[str, str]]:
    """Style and text of every paragraph of one part."""
    found = []
    for paragraph in xml_of(docx, part).iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        found.append(("" if style is None else style.get(f"{W}val", ""), words_of(paragraph)))
    return found


def audit(docx: bytes) -> list[str]:
    """What Word would complain about."""
    from openxml_audit import OpenXmlValidator

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "book.docx"
        path.write_bytes(docx)
        return [str(error) for error in OpenXmlValidator().validate(path).errors]
