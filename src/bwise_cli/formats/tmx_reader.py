"""Reads TMX, the exchange format of translation memories, piece by piece: a file of any size takes little room.

Nothing that a file names is ever loaded. Many honest files begin with `<!DOCTYPE tmx SYSTEM "tmx14.dtd">`, which is
harmless as it is passed over; a document type that declares something of its own is refused, and with it entities.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import NoReturn
from xml.parsers import expat

from bwise_cli.domain.errors import RefusedError
from bwise_cli.domain.finding import Finding, Note, Place, quoted
from bwise_cli.formats.tmx_values import CONTEXT, PENALTY, STATE, TmxHeader, TmxUnit, TmxVariant, variant_of

MOST_BYTES = 1024 * 1024 * 1024
"""A memory of a million units has half of it."""
LONGEST = 100_000
"""Characters of one segment, or of a remark."""
DECLARATION = 200
"""Bytes in which the XML declaration ends."""
DEEPEST = 40
"""How deep elements may be nested; a code in a footnote in a code takes ten."""

EXPORT_AGAIN = "export it again from the program that it comes from, as TMX 1.4 in UTF-8"
_CODES = frozenset({"bpt", "ept", "ph", "it", "ut"})
"""Elements of a segment that hold what another program writes there, not words."""
_TEXTS = frozenset({"seg", "prop"})
_XML = "<?xml"


def read_tmx(chunks: Iterable[bytes], path: str) -> tuple[TmxHeader, Iterator[TmxUnit]]:
    """The header of a TMX file, and its units as they are read from `chunks`; `path` is shown in findings.

    Raises `RefusedError` with a finding, also while the units are read.
    """
    reader = _Reader(path)
    units = reader.units(chunks)
    first = next(units, None)
    return reader.header, units if first is None else _with_first(first, units)


def _with_first(first: TmxUnit, rest: Iterator[TmxUnit]) -> Iterator[TmxUnit]:
    yield first
    yield from rest


class _Reader:
    """Reads one file. What it is in the middle of changes with every element."""

    def __init__(self, path: str) -> None:
        self.header = TmxHeader()
        self._path = path
        self._open: list[str] = []
        self._done: list[TmxUnit] = []
        self._text: list[str] = []
        self._length = 0
        self._context: str | None = None
        self._variant: dict[str, str] = {}
        self._variants: list[TmxVariant] = []
        self._line = 0
        self._skipping = 0
        self._prop = ""
        self._has_body = False

    def units(self, chunks: Iterable[bytes]) -> Iterator[TmxUnit]:
        """The units of the file as they are read."""
        size = 0
        parser: expat.XMLParserType | None = None
        for chunk in _with_declaration(chunks):
            size += len(chunk)
            if size > MOST_BYTES:
                self._refuse_as("tmx-size", f"is larger than {MOST_BYTES // 1024**2} MiB", 0, "split it")
            parser = parser or self._parser(chunk)
            self._parse(parser, chunk, last=False)
            yield from self._done
            self._done.clear()
        if parser is None:
            self._refuse_as("tmx-format", "is empty", 0, EXPORT_AGAIN)
        self._parse(parser, b"", last=True)
        yield from self._done

    def _parser(self, beginning: bytes) -> expat.XMLParserType:
        parser = expat.ParserCreate(_encoding(beginning))
        parser.buffer_text = True
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler = self._characters
        parser.StartDoctypeDeclHandler = self._doctype
        parser.SkippedEntityHandler = self._entity
        self._line_now: Callable[[], int] = lambda: parser.CurrentLineNumber
        return parser

    def _parse(self, parser: expat.XMLParserType, chunk: bytes, *, last: bool) -> None:
        try:
            parser.Parse(chunk, last)
        except expat.ExpatError as error:
            reason = expat.ErrorString(error.code) or "no XML"
            self._refuse_as("tmx-syntax", f"is not well-formed XML: {reason}", error.lineno, EXPORT_AGAIN)
        except (LookupError, ValueError):
            self._refuse_as("tmx-syntax", "is in an encoding that is not known here", 1, EXPORT_AGAIN)
        if last and not self._has_body:
            self._refuse_as("tmx-format", "has no units: there is no <body>", self._line_now(), EXPORT_AGAIN)

    # What expat finds

    def _doctype(self, name: str, system: str | None, public: str | None, has_own: int) -> None:
        if has_own:
            message = "declares a document type of its own, which could hide anything"
            self._refuse_as("tmx-doctype", message, self._line_now(), "take out everything from <!DOCTYPE to ]>")

    def _entity(self, name: str, is_parameter: int) -> None:
        self._refuse_as("tmx-syntax", f"names an unknown entity: {quoted(name)}", self._line_now(), EXPORT_AGAIN)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.lower()
        said = {key.lower(): value for key, value in attributes.items()}
        if not self._open and name != "tmx":
            self._refuse_as("tmx-format", f"is not a TMX: it begins with <{name[:40]}>", self._line_now(), EXPORT_AGAIN)
        self._open.append(name)
        if len(self._open) > DEEPEST:
            self._refuse_as("tmx-size", f"nests elements more than {DEEPEST} deep", self._line_now(), EXPORT_AGAIN)
        match name:
            case "header":
                self.header = TmxHeader(said.get("srclang", ""), said.get("creationtool", ""))
            case "body":
                self._has_body = True
            case "tu":
                self._context, self._variants, self._line = None, [], self._line_now()
            case "tuv":
                self._variant = said
            case "seg" | "prop":
                self._text, self._length, self._prop = [], 0, said.get("type", "")
            case _ if name in _CODES and not self.header.is_own:
                self._skipping += 1
                self._text += [" "] if name == "ph" and self._skipping == 1 else []

    def _end(self, name: str) -> None:
        name = self._open.pop()
        match name:
            case "prop":
                self._property(self._prop, "".join(self._text), self._open[-1] if self._open else "")
            case "seg":
                self._variant["seg"] = "".join(self._text)
            case "tuv":
                self._variants += variant_of(self._variant, is_own=self.header.is_own)
            case "tu":
                self._done.append(TmxUnit(tuple(self._variants), self._context, self._line))
            case _ if name in _CODES and not self.header.is_own:
                self._skipping -= 1

    def _property(self, kind: str, value: str, owner: str) -> None:
        """What a `<prop>` of our own says; others are passed over."""
        if owner == "header" and kind == PENALTY:
            value = value.strip()
            if not (value.isascii() and value.isdigit() and int(value) <= 100):
                message = f"has a penalty that is no percentage: {quoted(value)}"
                self._refuse_as("tmx-format", message, self._line_now(), "write a whole number from 0 to 100")
            self.header = TmxHeader(self.header.source_language, self.header.tool, int(value))
        elif owner == "tu" and self.header.is_own and kind == CONTEXT:
            self._context = value
        elif owner == "tuv" and self.header.is_own and kind == STATE:
            self._variant["state"] = value

    def _characters(self, text: str) -> None:
        if self._skipping or _TEXTS.isdisjoint(self._open):
            return
        self._length += len(text)
        if self._length > LONGEST:
            message = f"has a segment of more than {LONGEST:,} characters"
            self._refuse_as("tmx-size", message, self._line_now(), EXPORT_AGAIN)
        self._text.append(text)

    def _refuse_as(self, tag: str, message: str, line: int, remedy: str) -> NoReturn:
        finding = Finding(tag, message, Place(self._path, line), notes=(Note(remedy),))
        raise RefusedError(f"{self._path} cannot be read", findings=(finding,))


def _with_declaration(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """`chunks`, of which the first one is long enough to hold the XML declaration."""
    rest, beginning = iter(chunks), b""
    while len(beginning) < DECLARATION and (chunk := next(rest, None)) is not None:
        beginning += chunk
    if beginning:
        yield beginning
    yield from rest


def _encoding(beginning: bytes) -> str | None:
    """What overrides the encoding that a file declares, as that is wrong in some; None if it may be right."""
    if beginning.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "UTF-16"
    if beginning.startswith(b"\xef\xbb\xbf"):
        return "UTF-8"
    declaration = beginning[:DECLARATION].partition(b"?>")[0].lower()
    return "UTF-8" if declaration.startswith(_XML.encode()) and b"utf-16" in declaration else None
