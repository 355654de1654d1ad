"""Sheets of a spreadsheet (XLSX): cells as text, whatever a spreadsheet would take them for."""

import re
import warnings
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from typing import Any

from bwise_cli.domain.errors import RefusedError
from bwise_cli.domain.finding import Finding, Note, Place
from bwise_cli.engines.word_guard import checked_package

MOST_ROWS = 100_000
MOST_COLUMNS = 200
"""A sheet that says that it is larger is refused."""
_STUMBLES = (zipfile.BadZipFile, SyntaxError, LookupError, ValueError, TypeError, AttributeError, OSError)
"""What openpyxl raises for a package that is no spreadsheet; broken XML is a `SyntaxError`."""
_CODE = re.compile(r"_x([0-9A-Fa-f]{4})_")
"""How a cell spells a character that XML lacks; an underscore that only looks like one is spelled so itself."""
_LOOKS_LIKE_CODE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_TEXT = "@"
_SAVE_AGAIN = Note("open it in a spreadsheet and save it again as an Excel workbook (.xlsx)")


def read_sheet(data: bytes, path: str) -> list[tuple[int, list[str]]]:
    """The rows of the first sheet of the file `data` that are not empty, each with its number.

    A formula counts as what it last came to. Raises `RefusedError` for a file that is broken or unsafe.
    """
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    _check(data, path)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and extensions that are not kept
            book = openpyxl.load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
            sheet = book.worksheets[0]
            sheet.reset_dimensions()
            rows = [(n, [_words(value) for value in row]) for n, row in enumerate(_values(sheet, path), 1)]
    except (*_STUMBLES, InvalidFileException) as error:
        raise _refused(path, f"cannot be read as a spreadsheet: {type(error).__name__}") from error
    width = max((len(row) for _, row in rows), default=0)
    return [(number, row + [""] * (width - len(row))) for number, row in rows if any(row)]


def _values(sheet: Any, path: str) -> list[tuple[Any, ...]]:
    rows: list[tuple[Any, ...]] = []
    for row in sheet.iter_rows(values_only=True):
        if len(rows) >= MOST_ROWS or len(row) > MOST_COLUMNS:
            raise _refused(path, f"has more than {MOST_ROWS:,} rows or {MOST_COLUMNS} columns")
        rows.append(row)
    return rows


def _words(value: Any) -> str:
    """What a person reads in a cell; a whole number has no point."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime | date):
        return value.isoformat()
    words = _CODE.sub(lambda match: chr(int(match[1], 16)), str(value))
    return words.replace("\r\n", "\n").strip()


def _check(data: bytes, path: str) -> None:
    """Refuse what is no harmless package, by the guard of Word files, in words that fit a spreadsheet."""
    if not data.startswith(b"PK"):
        raise _refused(path, "is not an XLSX file")
    try:
        checked_package(data, path)
    except RefusedError as error:
        findings = (replace(each, tag="glossary-xlsx", notes=(_SAVE_AGAIN,)) for each in error.findings)
        raise RefusedError(f"the glossary {path} cannot be read", findings=tuple(findings)) from error


def _refused(path: str, message: str) -> RefusedError:
    finding = Finding("glossary-xlsx", message, Place(path), notes=(_SAVE_AGAIN,))
    return RefusedError(f"the glossary {path} cannot be read", findings=(finding,))


def write_sheet(columns: Sequence[str], rows: Sequence[Sequence[str]], title: str) -> bytes:
    """A file with one sheet. Every cell is text, so that none is a formula and none loses a leading zero."""
    import openpyxl
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = title[:31]
    for number, row in enumerate([columns, *rows], 1):
        for place, words in enumerate(row, 1):
            cell = sheet.cell(number, place)
            cell.value = _legal(words)
            cell.data_type = "s"
            cell.number_format = _TEXT
            cell.quotePrefix = words[:1] in ("=", "+", "-", "@")
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.font = Font(bold=number == 1)
    for place in range(1, len(columns) + 1):
        sheet.column_dimensions[get_column_letter(place)].width = 28
    sheet.freeze_panes = "B2"
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _legal(words: str) -> str:
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    return str(_LOOKS_LIKE_CODE.sub("_x005F_", ILLEGAL_CHARACTERS_RE.sub(" ", words)))
