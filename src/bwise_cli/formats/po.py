"""PO text to catalogues and back.

Reading is strict and our own (`po_lint`); writing is polib's. Two things are added to what polib writes:
each field stands on one line, however long, so that a file cut off inside a unit cannot pass for a whole one,
and a header field names the last unit, so that a file cut off between two units cannot either.
"""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from bwise_cli.domain.catalogue import Catalogue
from bwise_cli.domain.errors import RefusedError
from bwise_cli.domain.finding import Finding, Note, Place, quoted
from bwise_cli.domain.message import Key, Message, Record, State, Unit, sign_hash
from bwise_cli.formats.po_charset import decode_po, refused
from bwise_cli.formats.po_comments import (
    lines_of,
    parse_extracted,
    parse_references,
    serialise_extracted,
    serialise_references,
)
from bwise_cli.formats.po_entry import PoEntry
from bwise_cli.formats.po_header import LAST_UNIT, new_header, parse_header, saying_charset, serialise_header
from bwise_cli.formats.po_lint import read_entries
from bwise_cli.formats.po_record import serialise_record, split_record

if TYPE_CHECKING:
    import polib

__all__ = ["new_header", "parse_po", "serialise_po"]

# Reading


def parse_po(data: bytes, path: str, curriculum: str, locale: str | None, *, foreign: bool = False) -> Catalogue:
    """Read a catalogue from the bytes of a PO file; `path` is only shown in findings.

    A `foreign` file need not name its charset: mdpo writes an empty header.

    Raises `RefusedError` with findings if anything in the file is wrong: the result is never a shorter catalogue.
    """
    head, *entries = read_entries(decode_po(data, path, locale), path)
    header, last_unit = parse_header(saying_charset(head) if foreign and entries else head, path)
    units = tuple(_unit(entry) for entry in entries)
    if last_unit is not None and all(_unit_name(unit.key) != last_unit for unit in reversed(units)):
        raise refused(path, _last_unit_missing(units, path))
    return Catalogue(
        curriculum,
        locale,
        units=tuple(sorted(units, key=lambda unit: unit.obsolete)),
        header=header,
        comments=(*head.comments, *head.extracted),
        path=path,
    )


def _unit(entry: PoEntry) -> Unit:
    kinds, parts, notes = parse_extracted(entry.extracted)
    record, comments = split_record(entry.comments)
    return Unit(
        Message(entry.text, entry.context, kinds, parse_references(entry.references), parts, notes),
        entry.translation,
        fuzzy="fuzzy" in entry.flags,
        previous=entry.previous,
        record=record,
        comments=comments,
        flags=tuple(flag for flag in entry.flags if flag != "fuzzy"),
        obsolete=entry.obsolete,
        line=entry.line,
    )


def _unit_name(key: Key) -> str:
    """What the header calls the unit with this key."""
    return sign_hash(*key, "")


def _last_unit_missing(units: tuple[Unit, ...], path: str) -> Finding:
    return Finding(
        "po-truncated",
        "the unit that was last when this file was written is missing",
        Place(path, max((unit.line for unit in units), default=1)),
        notes=(
            Note("was the file cut off on its way? ask for it again"),
            Note(f"if a program removed the unit on purpose, remove the line {LAST_UNIT} from the header"),
        ),
    )


# Writing


def serialise_po(catalogue: Catalogue) -> bytes:
    """The PO file of `catalogue`: UTF-8, lines ended by a line feed, obsolete units last.

    The same catalogue gives the same bytes, and so does reading them and writing again. Raises `RefusedError`
    if something in it cannot stand in a PO file.
    """
    units = (*catalogue.current, *catalogue.obsolete)
    try:
        _check_keys(units)
        texts = [_header_text(catalogue, units), *(_unit_text(unit) for unit in units)]
        return "\n".join(texts).encode("utf-8")
    except ValueError as error:
        place = Place(catalogue.path or f"{catalogue.curriculum}.po")
        finding = Finding("po-unwritable", _reason(error), place, notes=(Note("mend the text that it comes from"),))
        raise RefusedError(f"the catalogue {place.path} cannot be written", findings=(finding,)) from error


def _reason(error: ValueError) -> str:
    """Why something cannot be written. What cannot be encoded is half a character: a lone surrogate."""
    if isinstance(error, UnicodeEncodeError):
        return f"half a character in {_around(error.object, error.start)}"
    return str(error)


def _around(text: str, position: int) -> str:
    return quoted(text[max(0, position - 20) : position + 20])


def _check_keys(units: Iterable[Unit]) -> None:
    """Raise `ValueError` for a unit that would be taken for the header or for another unit."""
    seen: set[Key] = set()
    for unit in units:
        if unit.key == (None, ""):
            raise ValueError("a unit has neither text nor context")
        if unit.key in seen:
            raise ValueError(f"two units with the text {quoted(unit.message.text)}")
        seen.add(unit.key)


def _header_text(catalogue: Catalogue, units: tuple[Unit, ...]) -> str:
    import polib

    last_unit = _unit_name(units[-1].key) if units else None
    text = serialise_header(catalogue.header, last_unit)
    return _rendered(polib.POEntry(msgid="", msgstr=text, tcomment="\n".join(lines_of(catalogue.comments))))


def _unit_text(unit: Unit) -> str:
    import polib

    context, text = unit.previous or (None, None)
    entry = polib.POEntry(
        msgctxt=unit.message.context,
        msgid=unit.message.text,
        msgstr=unit.translation,
        previous_msgctxt=context,
        previous_msgid=text,
        tcomment="\n".join(_comment_lines(unit)),
        comment="\n".join(serialise_extracted(unit.message)),
        occurrences=[(name, "") for name in serialise_references(unit.message.references)],
        flags=_flags(unit),
        obsolete=unit.obsolete,
    )
    return _on_one_line(_rendered(entry))


def _comment_lines(unit: Unit) -> tuple[str, ...]:
    """The translator's comments, then the record."""
    stray, comments = split_record(lines_of(unit.comments))
    record = unit.record or stray
    if record is None or _is_void(record, unit):
        return comments
    return (*comments, serialise_record(record))


def _is_void(record: Record, unit: Unit) -> bool:
    """Whether a person has done anew what `record` tells of.

    Editors accept a draft by taking `fuzzy` away. What the memory gave as translated is theirs once they change it.
    """
    if record.state is State.TRANSLATED and record.of and not unit.fuzzy:
        return record.of != sign_hash(*unit.key, unit.translation)
    return record.state in (State.DRAFT, State.OUTDATED) and not unit.fuzzy


def _flags(unit: Unit) -> list[str]:
    names = [" ".join(name.split()) for flag in unit.flags for name in flag.split(",")]
    others = dict.fromkeys(name for name in names if name and name != "fuzzy")
    return ["fuzzy", *others] if unit.fuzzy else [*others]


def _rendered(entry: "polib.POEntry") -> str:
    """What polib writes for `entry`, unwrapped, without the space that it puts after an empty `#`.

    Raises `ValueError` if a PO file cannot hold it.
    """
    text = _EMPTY_COMMENT.sub(r"\1", entry.__unicode__(wrapwidth=0))
    if "\0" in text:
        raise ValueError(f"NUL character in {_around(text, text.index(chr(0)))}")
    return text


_EMPTY_COMMENT = re.compile(r"^(#\.?) $", re.MULTILINE)


def _on_one_line(entry: str) -> str:
    """`entry` with the strings joined that polib writes for one text, one for each of its lines."""
    for mark in ("", "#~ ", "#| ", "#~| "):
        entry = entry.replace(f'"\n{mark}"', "")
    return entry
