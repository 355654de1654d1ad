"""A Word file as its parts: which is the text, and which are its styles, numberings, footnotes and comments."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from bwise_cli.domain.errors import RefusedError
from bwise_cli.domain.finding import Finding, Note, Place, quoted
from bwise_cli.engines.word_guard import SAVE_AGAIN, checked_package
from bwise_cli.engines.word_package import CONTENT_TYPES, W, parse_part

if TYPE_CHECKING:
    from lxml.etree import _Element

_DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_MACROS = "application/vnd.ms-word.document.macroenabled.main+xml"
_STRICT = "{http://purl.oclc.org/ooxml/"
_TEMPLATES = ("wordprocessingml.template.main+xml", "template.macroenabledtemplate.main+xml")


@dataclass(frozen=True, slots=True)
class WordFile:
    """A package that holds a Word document."""

    parts: Mapping[str, bytes]
    """Content of every part, by name."""
    main: str
    """Name of the part that is the text."""

    def related(self, kind: str) -> str:
        """Name of the part that is the text's `styles`, `numbering`, `footnotes`, `comments`; empty for none."""
        return next((target for each, target in _relations(self.parts, self.main) if each == kind), "")

    @property
    def folder(self) -> PurePosixPath:
        """The folder that the text's relations start from."""
        return PurePosixPath(self.main).parent


def open_word(data: bytes, shown: str) -> WordFile:
    """The Word file `data`, which messages call `shown`.

    Raises `RefusedError` if it is unsafe, damaged, or something other than a Word document.
    """
    parts = checked_package(data, shown)
    main = next((target for kind, target in _relations(parts, "") if kind == "officeDocument"), "")
    if main not in parts:
        raise _not_word(shown, "is not a DOCX: it holds no document")
    kind = _content_type(parts, main).lower()
    if kind == _MACROS:
        raise _not_word(shown, "is a Word file with macros, which no master needs")
    if kind.endswith(_TEMPLATES):
        raise _not_word(shown, "is a template, not a document")
    if kind != _DOCUMENT:
        raise _not_word(shown, f"is not a Word document but {quoted(kind)}")
    root = str(parse_part(parts[main]).tag)
    if root.startswith(_STRICT):
        raise _not_word(shown, 'is a "Strict Open XML" document, which few programs read')
    if root != f"{{{W}}}document":
        raise _not_word(shown, f"is not a Word document: its text begins with {quoted(root)}")
    return WordFile(parts, main)


def _not_word(shown: str, message: str) -> RefusedError:
    finding = Finding("word-format", message, Place(shown), notes=(Note(SAVE_AGAIN),))
    return RefusedError(f"{shown} cannot be read", findings=(finding,))


def _relations(parts: Mapping[str, bytes], source: str) -> Iterator[tuple[str, str]]:
    """Kind and part of each relation of the part `source`; those of the package if that is empty."""
    path = PurePosixPath(source)
    for relation in _children(parts, (path.parent / "_rels" / f"{path.name}.rels").as_posix()):
        if relation.get("TargetMode") != "External":
            kind = (relation.get("Type") or "").rpartition("/")[2]
            target = relation.get("Target") or ""
            yield kind, target[1:] if target.startswith("/") else (path.parent / target).as_posix()


def _content_type(parts: Mapping[str, bytes], name: str) -> str:
    """What the package says that the part `name` is."""
    suffix = PurePosixPath(name).suffix[1:].lower()
    by_suffix = ""
    for item in _children(parts, CONTENT_TYPES):
        if (item.get("PartName") or "").lower() == f"/{name}".lower():
            return item.get("ContentType") or ""
        if (item.get("Extension") or "").lower() == suffix:
            by_suffix = item.get("ContentType") or ""
    return by_suffix


def _children(parts: Mapping[str, bytes], name: str) -> "list[_Element]":
    return list(parse_part(parts[name])) if name in parts else []
