"""The bytes of a TBX file to its elements, if that is safe."""

from typing import TYPE_CHECKING
from xml.parsers import expat

from bwise_cli.domain.errors import RefusedError
from bwise_cli.domain.finding import Finding, Note, Place, quoted
from bwise_cli.formats.glossary_table import refused

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_BYTES = 64 * 1024 * 1024
"""A larger file is refused unread."""
DEEPEST = 60
"""How deep elements may be nested; TBX takes some ten."""
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
OWN = "bwise: "
"""Begins a note in which the program keeps what TBX-Basic has no category for."""
_ROOTS = ("martif", "tbx")


def tbx_root(data: bytes, path: str) -> "_Element":
    """The first element of a TBX file, `martif` or `tbx`.

    Raises `RefusedError` for a file that is too large, is no TBX, or declares a document type: with one come entities,
    and with these bombs and files from elsewhere.
    """
    from lxml import etree

    if len(data) > MAX_BYTES:
        raise refused(path, (Finding("glossary-size", f"is larger than {MAX_BYTES // 2**20} MiB", Place(path)),))
    _check_safe(data, path)
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise _broken(path, error.lineno or 0, str(error)) from error
    name = str(root.tag).rpartition("}")[2]
    if name not in _ROOTS:
        raise _broken(path, line_of(root), f"begins with {quoted(name)}")
    return root


def _check_safe(data: bytes, path: str) -> None:
    """Refuse a document type, with which entities come, and elements that are nested without end."""
    depth = 0

    def start(*_: object) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise _broken(path, parser.CurrentLineNumber, f"nests elements more than {DEEPEST} deep")

    def end(*_: object) -> None:
        nonlocal depth
        depth -= 1

    def declared(*_: object) -> None:
        note = Note("take the line that begins with <!DOCTYPE out of the file, and import it again")
        place = Place(path, parser.CurrentLineNumber)
        raise refused(path, (Finding("glossary-doctype", "declares a document type", place, notes=(note,)),))

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = declared
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise _broken(path, error.lineno, expat.errors.messages[error.code]) from error
    except (LookupError, ValueError) as error:
        raise _broken(path, 1, str(error)) from error


def _broken(path: str, line: int, reason: str) -> RefusedError:
    message = f"is no TBX that can be read: {quoted(reason, 120)[1:-1]}"
    note = Note("export it anew as TBX from the program that made it")
    return refused(path, (Finding("glossary-tbx", message, Place(path, line), notes=(note,)),))


def line_of(element: "_Element") -> int:
    """The line on which an element begins; 0 if that is not known."""
    line = element.sourceline
    return line if isinstance(line, int) else 0
