"""Terms to TBX-Basic of version 2, which OmegaT and other translation programs read. `tbx` reads it back."""

import re
import shlex
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from bwise_cli.domain.glossary import STATUSES, Term
from bwise_cli.formats.tbx_xml import LANGUAGE, OWN
from bwise_cli.locales import language_tag

if TYPE_CHECKING:
    from lxml.etree import _Element

_WRITTEN_STATUS = dict(
    zip(STATUSES, ("preferredTerm-admn-sts", "admittedTerm-admn-sts", "deprecatedTerm-admn-sts"), strict=True)
)
_NAME = re.compile(r"[A-Za-z_][\w.\-]*", re.ASCII)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def serialise_tbx(terms: Sequence[Term], title: str, source_language: str = "en") -> bytes:
    """A TBX-Basic file of `terms`, in the order of their concepts."""
    from lxml import etree

    root = etree.Element("martif", {"type": "TBX-Basic", LANGUAGE: language_tag(source_language)})
    header = _add(root, "martifHeader")
    description = _add(header, "fileDesc")
    _add(_add(description, "titleStmt"), "title", title)
    _add(_add(description, "sourceDesc"), "p", "Exported by bwise")
    _add(_add(header, "encodingDesc"), "p", "TBXBasicXCSV02.xcs", type="XCSURI")
    body = _add(_add(root, "text"), "body")
    concepts: dict[str, list[Term]] = {}
    for term in terms:
        concepts.setdefault(term.identifier, []).append(term)
    used: set[str] = set()
    for number, (identifier, rows) in enumerate(concepts.items(), 1):
        safe = identifier if _NAME.fullmatch(identifier) else f"concept-{number}"
        while safe in used:
            safe += "x"
        used.add(safe)
        _add_concept(body, safe, rows, source_language)
    etree.indent(root)
    return bytes(etree.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def _add_concept(body: "_Element", identifier: str, rows: list[Term], source_language: str) -> None:
    concept = _add(body, "termEntry", id=identifier)
    rows = sorted(rows, key=lambda row: STATUSES.index(row.status))
    definitions = dict.fromkeys(row.definition for row in rows if row.definition)
    if definitions:
        _add(concept, "descrip", "; ".join(definitions), type="definition")
    if identifier != rows[0].identifier:
        _add(concept, "note", f"{OWN}id={shlex.quote(rows[0].identifier)}")
    if rows[0].note:
        _add(concept, "note", rows[0].note)
    locales = {locale for row in rows for locale, forms in row.forms.items() if forms}
    noted: set[str] = set()
    for locale in sorted(locales, key=lambda locale: (locale != source_language, locale)):
        section = _add(concept, "langSet")
        section.set(LANGUAGE, language_tag(locale))
        for number, row in enumerate(rows):
            for form in row.forms.get(locale, ()):
                _add_term(section, form, row, _row_notes(row, first=not number) if row.status not in noted else ())
                noted.add(row.status)


def _row_notes(row: Term, *, first: bool) -> Iterator[str]:
    """What stands beside the first term of a row; the note of the first row stands beside the concept."""
    flags = [*(() if row.translate else ("translate=no",)), *(("case=exact",) if row.exact_case else ())]
    if flags:
        yield OWN + " ".join(flags)
    if row.note and not first:
        yield row.note


def _add_term(section: "_Element", form: str, row: Term, notes: Iterable[str]) -> None:
    term = _add(section, "tig")
    _add(term, "term", form)
    _add(term, "termNote", _WRITTEN_STATUS[row.status], type="administrativeStatus")
    if row.part_of_speech:
        kind = {"proper-noun": "properNoun"}.get(row.part_of_speech, row.part_of_speech)
        _add(term, "termNote", kind, type="partOfSpeech")
    for note in notes:
        _add(term, "note", note)


def _add(parent: "_Element", name: str, text: str = "", **attributes: str) -> "_Element":
    from lxml import etree

    child = etree.SubElement(parent, name, attributes)
    if text:
        child.text = _CONTROL.sub(" ", text)
    return child
