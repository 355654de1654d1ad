"""Glossary CSV to terms."""

import csv
import io
from collections.abc import Sequence

from bwise_cli.domain.errors import RefusedError
from bwise_cli.domain.finding import Finding, Note, Place, quoted
from bwise_cli.domain.glossary import STATUSES, Term

FIXED_COLUMNS = ("id", "pos", "definition", "note", "status", "translate", "case")
"""Columns that say something of the concept; every other column is a locale."""
FORM_SEPARATOR = "|"


def parse_glossary_csv(data: bytes, path: str, source_language: str = "en") -> tuple[Term, ...]:
    """Read the terms of one glossary file.

    Raises `RefusedError` with file and line of everything that is wrong.
    """
    rows = _rows(data, path)
    header = [name.strip() for name in rows[0][1]] if rows else []
    faults = _header_faults(header, path, source_language)
    if faults:
        raise RefusedError(f"the glossary {path} cannot be read", findings=tuple(faults))
    terms: dict[tuple[str, str], Term] = {}
    for line, row in rows[1:]:
        fields = dict(zip(header, (field.strip() for field in row), strict=False))
        fault = _row_fault(fields, len(row) - len(header), terms, source_language)
        if fault:
            faults.append(Finding("glossary-row", fault, Place(path, line)))
        else:
            terms[fields["id"], _status(fields)] = _term(fields)
    if faults:
        raise RefusedError(f"the glossary {path} cannot be read", findings=tuple(faults))
    return tuple(terms.values())


def _rows(data: bytes, path: str) -> list[tuple[int, list[str]]]:
    """Every row that is not empty, with the line on which it begins."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _not_text(data, error.start, path) from error
    if "\0" in text:
        raise _not_text(data, data.index(b"\0"), path)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    rows: list[tuple[int, list[str]]] = []
    begin = 1
    try:
        for row in reader:
            if any(field.strip() for field in row):
                rows.append((begin, row))
            begin = reader.line_num + 1
    except csv.Error as error:
        finding = Finding("glossary-quote", f"broken quoting: {error}", Place(path, begin))
        raise RefusedError(f"the glossary {path} cannot be read", findings=(finding,)) from error
    return rows


def _not_text(data: bytes, position: int, path: str) -> RefusedError:
    line = data.count(b"\n", 0, position) + 1
    note = Note("save it as CSV UTF-8 (in Excel: Save as, CSV UTF-8)")
    finding = Finding("glossary-charset", "is not UTF-8", Place(path, line), notes=(note,))
    return RefusedError(f"the glossary {path} cannot be read", findings=(finding,))


def _delimiter(text: str) -> str:
    """What separates the columns: whichever of the three usual ones the header row has most of."""
    header = text.partition("\n")[0]
    return max((",", ";", "\t"), key=header.count)


def _header_faults(header: Sequence[str], path: str, source_language: str) -> list[Finding]:
    place = Place(path, 1)
    wanted = ("id", source_language)
    faults = [Finding("glossary-header", f"has no column {quoted(w)}", place) for w in wanted if w not in header]
    doubles = sorted({name for name in header if header.count(name) > 1})
    return faults + [Finding("glossary-header", f"has two columns {quoted(name)}", place) for name in doubles]


def _row_fault(
    fields: dict[str, str], surplus: int, terms: dict[tuple[str, str], Term], source_language: str
) -> str | None:
    if surplus:
        return f"has {abs(surplus)} {'more' if surplus > 0 else 'fewer'} fields than the header"
    known = any((fields["id"], status) in terms for status in STATUSES)
    if not fields["id"] or not (fields[source_language] or known):
        return f"needs an id and a term in {quoted(source_language)}"
    if _status(fields) not in STATUSES:
        return f"the status is one of {', '.join(STATUSES)}; found {quoted(fields['status'])}"
    if (fields["id"], _status(fields)) in terms:
        return f"the id {quoted(fields['id'])} is there twice"
    return None


def _status(fields: dict[str, str]) -> str:
    return fields.get("status", "") or STATUSES[0]


def _term(fields: dict[str, str]) -> Term:
    forms = {
        name: tuple(form.strip() for form in value.split(FORM_SEPARATOR) if form.strip())
        for name, value in fields.items()
        if name and name not in FIXED_COLUMNS
    }
    return Term(
        identifier=fields["id"],
        forms=forms,
        part_of_speech=fields.get("pos", ""),
        definition=fields.get("definition", ""),
        note=fields.get("note", ""),
        status=_status(fields),
        translate=fields.get("translate", "").lower() != "no",
        exact_case=fields.get("case", "").lower() == "exact",
    )
