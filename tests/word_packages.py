"""Word packages for the tests, written part by part: the smallest that are whole, and what can be wrong with one."""

import zipfile
from collections.abc import Mapping
from io import BytesIO

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DOCUMENT = "word/document.xml"
TYPES = "[Content_Types].xml"
MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def types(main: str = MAIN_TYPE) -> bytes:
    """The list of types; `main` is that of the text."""
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/{DOCUMENT}" ContentType="{main}"/></Types>'
    ).encode()


def relations(*rows: tuple[str, str]) -> bytes:
    """Relations of kind and target, numbered from 1."""
    inside = "".join(
        f'<Relationship Id="rId{number}" Type="{RELATIONS}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(rows, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inside}</Relationships>'.encode()


def text_part(body: str, root: str = "document") -> bytes:
    """A part of WordprocessingML."""
    inner = f"<w:body>{body}</w:body>" if root == "document" else body
    return f'<w:{root} xmlns:w="{W}">{inner}</w:{root}>'.encode()


def paragraph(text: str, style: str = "") -> str:
    """A paragraph as WordprocessingML."""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{properties}<w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def minimal(body: str = paragraph("Words"), **related: str) -> dict[str, bytes]:
    """The parts of the smallest Word file with `body` as its text, and parts that the text is related to."""
    return {
        TYPES: types(),
        "_rels/.rels": relations(("officeDocument", DOCUMENT)),
        DOCUMENT: text_part(body),
        "word/_rels/document.xml.rels": relations(*((name, f"{name}.xml") for name in related)),
        **{f"word/{name}.xml": text_part(content, name) for name, content in related.items()},
    }


def styles(*names: str) -> str:
    """Paragraph styles; the id of each is its name without spaces."""
    return "".join(
        f'<w:style w:type="paragraph" w:styleId="{name.replace(" ", "")}"><w:name w:val="{name}"/></w:style>'
        for name in names
    )


def packed(parts: Mapping[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP file of `parts`."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()
