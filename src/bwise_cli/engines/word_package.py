"""The package that a Word file is: parts of XML in a ZIP file, the same bytes each time."""

import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
CONTENT_TYPES = "[Content_Types].xml"
EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The time of every file in the package; a ZIP file knows no earlier one."""


def unpack_zip(content: bytes) -> dict[str, bytes]:
    """The parts of a package by name."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist() if not info.is_dir()}


def pack_zip(parts: Mapping[str, bytes]) -> bytes:
    """A package of `parts`, the list of types first as the format asks; the same bytes each time.

    Not compressed: each build of zlib compresses in its own way, and a pack must not differ for that.
    """
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(parts, key=lambda name: (name != CONTENT_TYPES, name)):
            info = zipfile.ZipInfo(name, EARLIEST)
            info.create_system = 0
            archive.writestr(info, parts[name])
    return target.getvalue()


def edit_part(parts: dict[str, bytes], name: str, change: Callable[["_Element"], None]) -> None:
    """Change one XML part, if the package has it."""
    from lxml import etree

    if name in parts:
        root = parse_part(parts[name])
        change(root)
        parts[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def parse_part(content: bytes) -> "_Element":
    """The root of an XML part; nothing outside it is read."""
    from lxml import etree

    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))


def element(name: str, /, *children: "_Element", **attributes: str) -> "_Element":
    """A WordprocessingML element; its attributes are of the same namespace."""
    from lxml import etree

    made = etree.Element(f"{{{W}}}{name}", nsmap={"w": W})
    for key, value in attributes.items():
        made.set(f"{{{W}}}{key}", value)
    made.extend(children)
    return made


def run(words: str) -> "_Element":
    """A run of words."""
    return element("r", text(words))


def text(words: str) -> "_Element":
    """Words of a run, spaces at their ends included."""
    made = element("t")
    made.text = words
    made.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return made


def first_child(parent: "_Element", name: str) -> "_Element":
    """The child `name`, which comes first; made if it is not there."""
    found = parent.find(f"{{{W}}}{name}")
    if found is None:
        found = element(name)
        parent.insert(0, found)
    return found


def remove(unwanted: "_Element") -> None:
    """Take `unwanted` out of what it stands in, unless it is out already."""
    parent = unwanted.getparent()
    if parent is not None:
        parent.remove(unwanted)


def unwrap(wrapper: "_Element") -> None:
    """Put what stands in `wrapper` in its place."""
    for child in reversed(wrapper):
        wrapper.addnext(child)
    remove(wrapper)
