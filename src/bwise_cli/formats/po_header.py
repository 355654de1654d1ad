"""The header entry of a PO file to its fields and back."""

import re
from dataclasses import replace
from typing import TypeAlias

from bwise_cli.domain.finding import Finding, Note, Place, quoted
from bwise_cli.formats.po_charset import refused
from bwise_cli.formats.po_comments import lines_of
from bwise_cli.formats.po_entry import PoEntry

Header: TypeAlias = tuple[tuple[str, str], ...]
"""Names and values in the order of the file."""

EXTRACTION_RULES = "1"
"""Version of the rules by which texts become messages; a catalogue of other rules needs a migration.

Raise it when a release spells or parts texts otherwise than the release before, not for changes between releases: no
catalogue outside the program's own development has their rules.
"""
RULES = "X-Bwise-Rules"
"""Field that holds the version of the rules of a catalogue. Other tools do not write it."""
LAST_UNIT = "X-Bwise-Last"
"""Field that names the last unit of the file. It comes and goes with the file: `Catalogue.header` has it never."""

_CONTENT_TYPE = "Content-Type"
_IN_UTF8 = {_CONTENT_TYPE: "text/plain; charset=UTF-8", "Content-Transfer-Encoding": "8bit"}
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")


def new_header(curriculum: str, locale: str | None, date: str) -> Header:
    """The header of a catalogue that is made now.

    `date` is written like `2026-11-23 09:00+0100`. The template, with the locale None, names no language.
    """
    return (
        ("Project-Id-Version", curriculum),
        ("Report-Msgid-Bugs-To", ""),
        ("POT-Creation-Date", date),
        ("PO-Revision-Date", date),
        ("Last-Translator", ""),
        ("Language-Team", ""),
        ("Language", locale or ""),
        ("MIME-Version", "1.0"),
        *_IN_UTF8.items(),
        ("X-Generator", "bwise"),
        (RULES, EXTRACTION_RULES),
    )


def saying_charset(entry: PoEntry) -> PoEntry:
    """The header `entry` of another tool, with the charset that it was read in if it names none.

    Only for a file with further entries: one that is cut off in its header has none.
    """
    if f"{_CONTENT_TYPE}:" in entry.translation:
        return entry
    return replace(entry, translation=f"{entry.translation}\n{_CONTENT_TYPE}: {_IN_UTF8[_CONTENT_TYPE]}\n")


def parse_header(entry: PoEntry, path: str) -> tuple[Header, str | None]:
    """The fields of the header `entry`, and the name of the last unit if it has one.

    A line without a name continues the field above. Raises `RefusedError` if there is none above, or if
    the header does not say that it is text, as one that is cut off.
    """
    fields: list[tuple[str, str]] = []
    for line in filter(str.strip, entry.translation.split("\n")):
        name, colon, value = line.partition(":")
        if colon and _NAME.fullmatch(name):
            fields.append((name, value.strip()))
        elif fields:
            fields[-1] = (fields[-1][0], f"{fields[-1][1]} {line.strip()}".strip())
        else:
            message, remedy = f"no field of a header: {quoted(line)}", 'write each as "Language: sl\\n"'
            raise refused(path, Finding("po-header", message, Place(path, entry.line), notes=(Note(remedy),)))
    if _CONTENT_TYPE not in dict(fields):
        message = f"the header has no {_CONTENT_TYPE}"
        remedy = f'add the line "{_CONTENT_TYPE}: {_IN_UTF8[_CONTENT_TYPE]}\\n" to it; or was the file cut off?'
        raise refused(path, Finding("po-header", message, Place(path, entry.line), notes=(Note(remedy),)))
    return _without_last_unit(_saying_utf8(fields)), dict(fields).get(LAST_UNIT)


def rules_of(header: Header) -> str:
    """The version of the extraction rules that `header` names; empty if another tool wrote it."""
    return dict(header).get(RULES, "")


def with_rules(header: Header) -> Header:
    """`header` with the rules that hold now."""
    if RULES in dict(header):
        return tuple((name, EXTRACTION_RULES if name == RULES else value) for name, value in header)
    return (*header, (RULES, EXTRACTION_RULES))


def serialise_header(header: Header, last_unit: str | None) -> str:
    """The msgstr of a header entry for a file in UTF-8 that ends with the unit named `last_unit`.

    That name stands before the charset, and no header is accepted without that: a file cut off in its
    header does not pass for one without units. Raises `ValueError` for a name that is none.
    """
    fields = list(_without_last_unit(_saying_utf8(header)))
    if last_unit is not None:
        place = [name for name, _ in fields].index(_CONTENT_TYPE)
        fields.insert(place, (LAST_UNIT, last_unit))
    for name, _ in fields:
        if not _NAME.fullmatch(name):
            raise ValueError(f"{quoted(name)} cannot be the name of a header field")
    return "".join(f"{name}: {' '.join(lines_of([value])).strip()}\n" for name, value in fields)


def _saying_utf8(fields: Header | list[tuple[str, str]]) -> Header:
    said = tuple((name, _IN_UTF8.get(name, value)) for name, value in fields)
    return said if _CONTENT_TYPE in dict(said) else (*said, (_CONTENT_TYPE, _IN_UTF8[_CONTENT_TYPE]))


def _without_last_unit(fields: Header) -> Header:
    return tuple(field for field in fields if field[0] != LAST_UNIT)
