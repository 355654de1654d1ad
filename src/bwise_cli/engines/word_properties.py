"""What a Word file says about itself."""

from dataclasses import dataclass
from datetime import UTC, datetime

APPLICATION = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties xmlns='
    b'"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>bwise</Application>'
    b"</Properties>"
)
"""The part `docProps/app.xml`."""
_CP = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_DC = "http://purl.org/dc/elements/1.1/"
_TERMS = "http://purl.org/dc/terms/"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"


@dataclass(frozen=True, slots=True)
class Details:
    """What a Word file says about itself, and on every page."""

    title: str
    """Title of the document; also stands in the header."""
    creator: str
    """Who publishes it, or empty."""
    language: str
    """BCP 47 tag of its language."""
    band: str
    """Text of the band at the top of every page; empty for none."""
    footer: str
    """Left text of the footer."""
    page_of_pages: str
    """Right text of the footer, with `{page}` and `{pages}`."""
    timestamp: int
    """Seconds since 1970 at which it was made."""


def core_properties(details: Details) -> bytes:
    """The part `docProps/core.xml`."""
    from lxml import etree

    namespaces = {"cp": _CP, "dc": _DC, "dcterms": _TERMS, "xsi": _XSI}
    root = etree.Element(f"{{{_CP}}}coreProperties", nsmap=namespaces)
    texts = (("title", details.title), ("creator", details.creator), ("language", details.language))
    for name, text in texts:
        etree.SubElement(root, f"{{{_DC}}}{name}").text = text
    moment = datetime.fromtimestamp(details.timestamp, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    for name in ("created", "modified"):
        date = etree.SubElement(root, f"{{{_TERMS}}}{name}")
        date.set(f"{{{_XSI}}}type", "dcterms:W3CDTF")
        date.text = moment
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
