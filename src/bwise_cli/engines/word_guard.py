"""What a Word file of a stranger's must be before anything else looks at it: a whole and harmless package.

Nothing is unpacked before its size is known, no part is read further than the size that it declares, and no part
of XML may declare a document type: with one come entities, and with these bombs and files from elsewhere.
"""

import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import PurePosixPath
from typing import NoReturn
from xml.parsers import expat

from bwise_cli.domain.errors import RefusedError
from bwise_cli.domain.finding import Finding, Note, Place, quoted
from bwise_cli.engines.word_package import CONTENT_TYPES

MOST_BYTES = 64 * 1024 * 1024
"""What the parts of a package may be together, unpacked."""
MOST_TIMES = 250
"""How many times as large as its packed form a part of XML may be; an empty picture may be more."""
SMALL_PART = 64 * 1024
"""A part of this size is harmless however well it was packed."""
MOST_PARTS = 10_000
"""A handbook of 300 pages with a picture on each has some hundred."""
MOST_ELEMENTS = 1_000_000
"""Elements of XML in all parts together; a handbook of 2,000 pages has a quarter of it."""
DEEPEST = 150
"""How deep elements of a part may be nested; a picture in a text box in a table takes some thirty."""

SAVE_AGAIN = "open it in Word and save it again as a Word document (.docx)"
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ENTRY = b"PK\x01\x02"
"""What each entry of a ZIP file's directory begins with."""
_LOOKS_LIKE = (
    (b"{\\rtf", "it is an RTF file"),
    (b"%PDF", "it is a PDF"),
    (b"<", "it is a text with tags, such as a web page"),
    (b"", "it is no ZIP file, which every DOCX is"),
)
"""What a file that is no package begins with, and what to call it; the first that fits counts."""
_XML_SUFFIXES = (".xml", ".rels", ".vml", ".svg")
_ALWAYS_READ = (CONTENT_TYPES, ".rels")
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
"""Byte order marks; a part that begins with one is text."""


def checked_package(data: bytes, shown: str) -> dict[str, bytes]:
    """The parts of the Word file `data` by name, each whole and harmless.

    Raises `RefusedError` with a finding that names the file as `shown`, the fault and the remedy.
    """
    return _Guard(shown).parts(data)


class _Guard:
    """Looks at one package."""

    def __init__(self, shown: str) -> None:
        self._shown = shown
        self._elements = 0

    def parts(self, data: bytes) -> dict[str, bytes]:
        self._is_package(data)
        try:
            with zipfile.ZipFile(BytesIO(data)) as archive:
                members = self._members(archive)
                parts = {member.filename: archive.read(member) for member in members}
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError) as error:
            self._refuse_as("word-damaged", f"is damaged: {_reason(error)}", "get the file again from where it came")
        self._are_harmless(parts)
        return parts

    def _are_harmless(self, parts: dict[str, bytes]) -> None:
        """Refuse broken XML; take it out if no other part is related to it: some programs leave such things behind."""
        related = b"".join(content for name, content in parts.items() if name.lower().endswith(".rels"))
        for name, content in list(parts.items()):
            fault = self._fault(name, content) if _is_xml(name, content) else ""
            if fault and (PurePosixPath(name).name.encode() in related or name.endswith(_ALWAYS_READ)):
                self._refuse_as("word-damaged", f"is damaged: {quoted(name)} is not XML ({fault})", SAVE_AGAIN)
            if fault:
                del parts[name]

    def _is_package(self, data: bytes) -> None:
        """Tell what is no ZIP file from its first bytes."""
        if data.startswith(_OLE):
            if "EncryptedPackage".encode("utf-16-le") in data:
                self._refuse_as("word-encrypted", "is protected with a password", "take the password off and save it")
            self._refuse_as("word-format", "is not a DOCX: it is a file of an older Word", SAVE_AGAIN)
        if not data:
            self._refuse_as("word-format", "is empty", "get the file again from where it came")
        if not data.startswith(b"PK"):
            start = data[:256].lstrip(b"\xef\xbb\xbf \t\r\n")
            kind = next(words for first, words in _LOOKS_LIKE if start.startswith(first))
            self._refuse_as("word-format", f"is not a DOCX: {kind}", SAVE_AGAIN)
        if len(data) > MOST_BYTES:
            self._refuse_as("word-bomb", _TOO_LARGE, _SMALLER)
        if data.count(_ENTRY) > MOST_PARTS:
            self._refuse_as("word-bomb", f"holds more than {MOST_PARTS:,} parts", "split the file")

    def _members(self, archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
        """The files in `archive`, whose names and sizes are in order."""
        if wrong := next(_wrong_names(archive.infolist()), ""):
            self._refuse_as("word-names", f"holds a part {wrong}", SAVE_AGAIN)
        members = [info for info in archive.infolist() if not info.is_dir()]
        if any(info.flag_bits & 1 for info in members):
            self._refuse_as("word-encrypted", "is protected with a password", "take the password off and save it")
        if sum(info.file_size for info in members) > MOST_BYTES:
            self._refuse_as("word-bomb", _TOO_LARGE, _SMALLER)
        for info in members:
            limit = max(SMALL_PART, MOST_TIMES * info.compress_size)
            if info.filename.lower().endswith(_XML_SUFFIXES) and info.file_size > limit:
                message = f"holds a part that unpacks to more than {MOST_TIMES} times its size: {quoted(info.filename)}"
                self._refuse_as("word-bomb", message, SAVE_AGAIN)
        return members

    def _fault(self, name: str, content: bytes) -> str:
        """Why a part is no XML; empty if it is. Refuses one nested without end, or that declares a document type."""
        depth = 0

        def start(*_: object) -> None:
            nonlocal depth
            depth += 1
            self._elements += 1
            if self._elements > MOST_ELEMENTS:
                self._refuse_as("word-bomb", f"holds more than {MOST_ELEMENTS:,} elements", "split the file")
            if depth > DEEPEST:
                self._refuse_as("word-bomb", f"nests elements more than {DEEPEST} deep in {quoted(name)}", SAVE_AGAIN)

        def end(*_: object) -> None:
            nonlocal depth
            depth -= 1

        def declared(*_: object) -> None:
            self._refuse_as("word-doctype", f"declares a document type in {quoted(name)}", SAVE_AGAIN)

        parser = expat.ParserCreate()
        parser.StartElementHandler, parser.EndElementHandler = start, end
        parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = declared
        try:
            parser.Parse(content, True)
        except (expat.ExpatError, LookupError, ValueError) as error:
            return _reason(error)
        return ""

    def _refuse_as(self, tag: str, message: str, remedy: str) -> NoReturn:
        finding = Finding(tag, message, Place(self._shown), notes=(Note(remedy),))
        raise RefusedError(f"{self._shown} cannot be read", findings=(finding,))


_TOO_LARGE = f"is larger than {MOST_BYTES // 1024 // 1024} MiB when it is unpacked"
_SMALLER = "make its pictures smaller (in Word: Picture Format, Compress Pictures), or split the file"


def _wrong_names(members: list[zipfile.ZipInfo]) -> Iterator[str]:
    """What is wrong with names that lead out of the package, or stand there twice."""
    seen: set[str] = set()
    for info in members:
        # `filename` ends at a NUL and has the separators of the system; the original is what other programs read
        path = PurePosixPath(info.orig_filename)
        unsafe = path.is_absolute() or ".." in path.parts or any(sign in info.orig_filename for sign in "\\:\0")
        if unsafe:
            yield f"with an unsafe name: {quoted(info.orig_filename)}"
        if info.filename.lower() in seen:
            yield f"twice: {quoted(info.orig_filename)}"
        seen.add(info.filename.lower())


def _is_xml(name: str, content: bytes) -> bool:
    return name.lower().endswith(_XML_SUFFIXES) or content.startswith(_MARKS) or content.lstrip()[:1] == b"<"


def _reason(error: Exception) -> str:
    """What `error` says, as part of a message."""
    words = " ".join(str(error).split()) or type(error).__name__
    return quoted(words[:1].lower() + words[1:], limit=120)[1:-1]
