"""Whether a catalogue was made by the extraction rules that hold now, and what to do if it was not."""

from enum import StrEnum

from bwise_cli.domain.catalogue import Catalogue
from bwise_cli.domain.errors import RefusedError
from bwise_cli.domain.finding import Finding, Note, Place, quoted
from bwise_cli.formats.po_header import EXTRACTION_RULES, rules_of


class Rules(StrEnum):
    """The rules of a catalogue beside those of the program."""

    CURRENT = "current"
    OLDER = "older"
    FOREIGN = "foreign"
    """Another tool made it, or took the name of the rules out of its header."""


def standing(catalogue: Catalogue) -> Rules:
    """By which rules `catalogue` was made. Raises `RefusedError` if this version does not know them."""
    name = rules_of(catalogue.header)
    if name == EXTRACTION_RULES:
        return Rules.CURRENT
    if not name:
        return Rules.FOREIGN
    if name.isascii() and name.isdigit() and int(name) < int(EXTRACTION_RULES):
        return Rules.OLDER
    message = f"made by extraction rules {quoted(name)}; this version of bwise knows them up to {EXTRACTION_RULES}"
    raise _refused(catalogue, message, "a newer bwise wrote it: update yours")


def require_current(catalogue: Catalogue) -> None:
    """Raise `RefusedError` for a catalogue that has to be migrated first, or that a newer version wrote."""
    rules = standing(catalogue)
    if rules is not Rules.CURRENT:
        whose = "older rules" if rules is Rules.OLDER else "another tool"
        remedy = f"run bwise migrate {catalogue.locale}, which loses no translation"
        raise _refused(catalogue, f"made by {whose}: its texts are not those of the masters", remedy)


def _refused(catalogue: Catalogue, message: str, remedy: str) -> RefusedError:
    finding = Finding("po-rules", message, Place(catalogue.path), notes=(Note(remedy),))
    return RefusedError(f"{catalogue.path} cannot be updated", findings=(finding,))
