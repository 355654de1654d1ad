"""A glossary as a table, which CSV and spreadsheets hold: to terms and back."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bwise_cli.domain.errors import RefusedError
from bwise_cli.domain.finding import Finding, Note, Place, quoted
from bwise_cli.domain.glossary import PREFERRED, STATUSES, Term
from bwise_cli.locales import LOCALES

FIXED_COLUMNS = ("id", "pos", "definition", "note", "status", "translate", "case")
"""Columns that say something of the concept; every other column is a locale."""
FORM_SEPARATOR = "|"
TRANSLATE = ("yes", "no")
CASES = ("any", "exact")
_LOST = re.compile(r"\?{2,}|\ufffd")
"""What is left of letters that a code page does not have."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of a glossary as they are in a file."""

    columns: tuple[str, ...]
    """Their names: those of `FIXED_COLUMNS` and of locales."""
    rows: tuple[tuple[str, ...], ...]
    """A cell for each column."""
    lines: tuple[int, ...]
    """Where each row begins: a line, or the row of a sheet, from 1."""


def make_table(
    rows: Sequence[tuple[int, Sequence[str]]], path: str, source_language: str, *, foreign: bool = False
) -> Table:
    """The table that the first of `rows` is the header of; each row is there with its line.

    Columns and cells that are empty at the end are left away. One that is `foreign` need not have ids: a term is then
    called by its own words. Raises `RefusedError` for a header or a row that does not
    fit.
    """
    header = [_column(name, source_language) for name in rows[0][1]] if rows else []
    while header and not header[-1] and not any(cell.strip() for _, row in rows for cell in row[len(header) - 1 :]):
        header.pop()
    if foreign and "id" not in header and source_language in header:
        return make_table(_with_ids(rows, header.index(source_language)), path, source_language)
    place = Place(path, rows[0][0] if rows else 1)
    findings = [Finding("glossary-header", fault, place) for fault in _header_faults(header, source_language)]
    if findings:
        raise refused(path, findings)
    cells = [[cell.strip() for cell in row] for _, row in rows[1:]]
    for row in cells:
        while len(row) > len(header) and not row[-1]:
            row.pop()
    findings = [
        Finding("glossary-row", _width_fault(len(row) - len(header)), Place(path, line))
        for (line, _), row in zip(rows[1:], cells, strict=True)
        if len(row) != len(header)
    ]
    if findings:
        raise refused(path, findings)
    return Table(tuple(header), tuple(map(tuple, cells)), tuple(line for line, _ in rows[1:]))


def _with_ids(rows: Sequence[tuple[int, Sequence[str]]], column: int) -> list[tuple[int, Sequence[str]]]:
    """`rows` with an id before each, made of the first form in a column; none where that is empty."""
    cells = [row[column].partition(FORM_SEPARATOR)[0] if column < len(row) else "" for _, row in rows[1:]]
    named = ["-".join(re.findall(r"\w+", cell.lower())) for cell in cells]
    return [(line, [name, *row]) for (line, row), name in zip(rows, ["id", *named], strict=True)]


def refused(path: str, findings: Iterable[Finding]) -> RefusedError:
    """The exception for a glossary that cannot be read because of `findings`."""
    return RefusedError(f"the glossary {path} cannot be read", findings=tuple(findings))


def _column(name: str, source_language: str) -> str:
    """The name of a column as the program spells it: `de_AT` for `de-at`."""
    known = {each.lower(): each for each in (*FIXED_COLUMNS, *LOCALES, source_language)}
    return known.get(name.strip().replace("-", "_").lower(), name.strip())


def _header_faults(header: Sequence[str], source_language: str) -> Iterator[str]:
    known = (*FIXED_COLUMNS, *LOCALES, source_language)
    yield from (f"has no column {quoted(name)}" for name in ("id", source_language) if name not in header)
    yield from (f"has two columns {quoted(name)}" for name in sorted(set(header)) if header.count(name) > 1)
    for number, name in enumerate(header, 1):
        if name and name not in known:
            yield f"has a column {quoted(name)}, which is no locale and nothing that is said of a term"
        elif not name:
            yield f"has no name for column {number}, in which something stands"


def _width_fault(surplus: int) -> str:
    return f"has {abs(surplus)} {'more' if surplus > 0 else 'fewer'} fields than the header"


# Terms


def terms_of(table: Table, path: str, source_language: str) -> tuple[Term, ...]:
    """The terms of a table. Raises `RefusedError` with every row that is wrong."""
    terms: dict[tuple[str, str], Term] = {}
    findings: list[Finding] = []
    every = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
    named = {fields["id"] for fields in every if fields[source_language]}
    for fields, line in zip(every, table.lines, strict=True):
        place = Place(path, line)
        fault = _row_fault(fields, terms, named, source_language)
        if fault:
            findings.append(Finding("glossary-row", fault, place))
        elif lost := next((name for name, cell in fields.items() if _is_locale(name) and _LOST.search(cell)), ""):
            message = f"letters of {quoted(fields[lost])} were lost when it was saved in an old code page"
            findings.append(Finding("glossary-lost", message, place, notes=(Note("type it anew and save as UTF-8"),)))
        else:
            terms[fields["id"], _status(fields)] = _term(fields, place)
    if findings:
        raise refused(path, findings)
    return tuple(terms.values())


def _row_fault(
    fields: Mapping[str, str], terms: Mapping[tuple[str, str], Term], named: set[str], source_language: str
) -> str | None:
    if not fields["id"] or fields["id"] not in named:
        return f"needs an id and a term in {quoted(source_language)}"
    for name, allowed in (("status", STATUSES), ("translate", TRANSLATE), ("case", CASES)):
        if fields.get(name, "") and fields[name].lower() not in allowed:
            return f"the {name} is one of {', '.join(allowed)}; found {quoted(fields[name])}"
    if (fields["id"], _status(fields)) in terms:
        return f"the id {quoted(fields['id'])} is there twice"
    return None


def _is_locale(column: str) -> bool:
    return column not in FIXED_COLUMNS


def _status(fields: Mapping[str, str]) -> str:
    return fields.get("status", "").lower() or PREFERRED


def _term(fields: Mapping[str, str], place: Place) -> Term:
    forms = {
        name: tuple(form.strip() for form in value.split(FORM_SEPARATOR) if form.strip())
        for name, value in fields.items()
        if _is_locale(name)
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
        place=place,
    )


def fields_of(term: Term) -> dict[str, str]:
    """What a row says of a term, by column."""
    return {
        "id": term.identifier,
        "pos": term.part_of_speech,
        "definition": term.definition,
        "note": term.note,
        "status": term.status,
        "translate": TRANSLATE[not term.translate],
        "case": CASES[term.exact_case],
        **{locale: FORM_SEPARATOR.join(forms) for locale, forms in term.forms.items()},
    }


def table_of(terms: Sequence[Term], source_language: str, locales: Sequence[str] | None = None) -> Table:
    """A table of `terms` with a column for each of `locales`; None means those that occur."""
    found = {locale for term in terms for locale, forms in term.forms.items() if forms}
    wanted = sorted(found) if locales is None else locales
    columns = (*FIXED_COLUMNS, source_language, *(each for each in wanted if each != source_language))
    rows = (tuple(fields_of(term).get(column, "") for column in columns) for term in terms)
    return Table(columns, tuple(rows), tuple(range(2, len(terms) + 2)))


def with_cells(table: Table, cells: Mapping[tuple[int, str], str]) -> Table:
    """`table` with other words in some cells, by line and column; a column that is new comes last."""
    columns = (*table.columns, *dict.fromkeys(column for _, column in cells if column not in table.columns))
    rows = (
        tuple(cells.get((line, column), cell) for column, cell in zip(columns, _padded(row, len(columns)), strict=True))
        for line, row in zip(table.lines, table.rows, strict=True)
    )
    return Table(columns, tuple(rows), table.lines)


def with_rows(table: Table, terms: Sequence[Term]) -> Table:
    """`table` with rows for `terms` at its end, and with a column for all that these say."""
    new = [fields_of(term) for term in terms]
    usual = ("", PREFERRED, TRANSLATE[0], CASES[0])
    said = (column for fields in new for column, words in fields.items() if words not in usual)
    columns = (*table.columns, *dict.fromkeys(column for column in said if column not in table.columns))
    rows = [_padded(row, len(columns)) for row in table.rows]
    rows += [tuple(fields.get(column, "") for column in columns) for fields in new]
    last = max(table.lines, default=1)
    return Table(columns, tuple(rows), (*table.lines, *range(last + 1, last + 1 + len(new))))


def _padded(row: tuple[str, ...], width: int) -> tuple[str, ...]:
    return (*row, *[""] * (width - len(row)))
