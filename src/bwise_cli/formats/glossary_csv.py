"""Glossary CSV to a table and back, as spreadsheets read and write it."""

import codecs
import csv
import io
import re
from dataclasses import dataclass

from bwise_cli.domain.errors import ConfigurationError, RefusedError
from bwise_cli.domain.finding import Finding, Note, Place, quoted
from bwise_cli.domain.glossary import Term
from bwise_cli.formats.glossary_table import FIXED_COLUMNS, Table, make_table, refused, terms_of
from bwise_cli.formats.legacy_text import ALPHABETS, proven_text, written_in

MAX_BYTES = 16 * 1024 * 1024
"""A larger file is refused unread; ten thousand terms in 16 locales take about 4 MiB."""
_DELIMITERS = (",", ";", "\t")
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
"""How the "Unicode text" of Excel begins."""
_GUARDED = re.compile(r"'*[=+\-@\t\r]")
"""How a cell begins that a spreadsheet would take for a formula, or that says by a quote that it is none."""


@dataclass(frozen=True, slots=True)
class CsvFile:
    """A table and how its file is written, so that a change of one cell stays a change of one line."""

    table: Table
    """What it says."""
    delimiter: str = ","
    """What separates cells."""
    mark: bool = False
    """Whether the file begins with a byte order mark, by which Excel knows UTF-8."""
    line_end: str = "\n"
    """What ends a row."""


def parse_glossary_csv(
    data: bytes, path: str, source_language: str = "en", encoding: str = "", *, foreign: bool = False
) -> tuple[Term, ...]:
    """Read the terms of one glossary file; one that is `foreign` need not have ids.

    Raises `RefusedError` with file and line of everything that is wrong.
    """
    file = parse_csv(data, path, source_language, encoding, foreign=foreign)
    return terms_of(file.table, path, source_language)


def parse_csv(
    data: bytes, path: str, source_language: str = "en", encoding: str = "", *, foreign: bool = False
) -> CsvFile:
    """Read a file as Excel, LibreOffice or an editor saved it.

    It is UTF-8, or UTF-16 with its mark, or in a code page that the letters of its columns prove, or in `encoding`.
    Raises `RefusedError` for anything else, with the line; `ConfigurationError` if there is no such encoding.
    """
    if len(data) > MAX_BYTES:
        finding = Finding("glossary-size", f"is larger than {MAX_BYTES // 2**20} MiB", Place(path))
        raise refused(path, (finding,))
    text = _text(data, path, source_language, encoding)
    delimiter = _delimiter(text)
    table = make_table(_rows(text, delimiter, path), path, source_language, foreign=foreign)
    plain_utf8 = data.isascii() or (_is_utf8(data) and not data.startswith(codecs.BOM_UTF8))
    return CsvFile(table, delimiter, mark=not plain_utf8, line_end="\r\n" if "\r\n" in text else "\n")


def serialise_csv(file: CsvFile) -> bytes:
    """The bytes of a file, always UTF-8. A cell that a spreadsheet would take for a formula begins with a quote."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=file.delimiter, lineterminator=file.line_end)
    writer.writerow(file.table.columns)
    writer.writerows([_guarded(cell) for cell in row] for row in file.table.rows)
    return (codecs.BOM_UTF8 if file.mark else b"") + out.getvalue().encode("utf-8")


def _guarded(cell: str) -> str:
    return "'" + cell if _GUARDED.match(cell) else cell


def _unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _GUARDED.match(cell[1:]) else cell


def _rows(text: str, delimiter: str, path: str) -> list[tuple[int, list[str]]]:
    """Every row that is not empty, with the line on which it begins."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[tuple[int, list[str]]] = []
    begin = 1
    try:
        for row in reader:
            if any(field.strip() for field in row):
                rows.append((begin, [_unguarded(cell.strip()) for cell in row]))
            begin = reader.line_num + 1
    except csv.Error as error:
        raise refused(path, (Finding("glossary-quote", f"broken quoting: {error}", Place(path, begin)),)) from error
    return rows


def _delimiter(text: str) -> str:
    """What separates the columns: whichever of the three usual ones the header row has most of."""
    header = text.lstrip("\r\n").partition("\n")[0]
    return max(_DELIMITERS, key=header.count)


# Charsets


def _text(data: bytes, path: str, source_language: str, encoding: str) -> str:
    if encoding:
        return _decoded(data, path, encoding)
    if data.startswith(_UTF16):
        return _decoded(data, path, "utf-16")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        proven = None if b"\0" in data else proven_text(data, lambda text: _fits(text, path, source_language))
        if proven is None:
            raise refused(path, (_not_text(data, error.start, path),)) from error
        return proven
    if "\0" in text:
        raise refused(path, (_not_text(data, data.index(b"\0"), path),))
    return text


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _decoded(data: bytes, path: str, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except LookupError as error:
        raise ConfigurationError(f"there is no encoding {quoted(encoding)}; try cp1250, cp1252 or utf-8") from error
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        finding = Finding("glossary-charset", f"is not {encoding}", Place(path, line), notes=(_SAVE_AS_UTF8,))
        raise refused(path, (finding,)) from error
    return text.removeprefix("\ufeff")


def _fits(text: str, path: str, source_language: str) -> bool:
    """Whether every column has letters of its language only, and every other one those of any of these."""
    try:
        rows = [row for _, row in _rows(text, _delimiter(text), path)]
    except RefusedError:
        return False
    header = rows[0] if rows else []
    languages = [None if name in FIXED_COLUMNS else name.replace("-", "_").partition("_")[0] for name in header]
    named = {language for language in languages if language}
    if not named <= ALPHABETS.keys() or not named - {source_language}:
        return False
    return all(
        written_in(cell, *((language,) if language else named))
        for row in rows[1:]
        for language, cell in zip(languages, row, strict=False)
    )


_SAVE_AS_UTF8 = Note("save it as CSV UTF-8 (in Excel: Save as, CSV UTF-8)")


def _not_text(data: bytes, position: int, path: str) -> Finding:
    line = data.count(b"\n", 0, position) + 1
    say = Note("or say what it is in, such as: bwise glossary import FILE --encoding cp1250")
    return Finding("glossary-charset", "is not UTF-8", Place(path, line), notes=(_SAVE_AS_UTF8, say))
