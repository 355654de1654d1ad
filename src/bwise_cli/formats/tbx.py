"""TBX to terms: the exchange format of terminology programs (ISO 30042). `tbx_write` is the way back.

Read are version 2 (`martif`) and version 3 (`tbx`), with categories as attributes (DCA) or as elements (DCT).
"""

import re
import shlex
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bwise_cli.domain.finding import Finding, Place, Severity, quoted
from bwise_cli.domain.glossary import FORBIDDEN, PREFERRED, STATUSES, Term
from bwise_cli.formats.glossary_table import FORM_SEPARATOR
from bwise_cli.formats.tbx_xml import LANGUAGE, OWN, line_of, tbx_root
from bwise_cli.locales import LOCALES

if TYPE_CHECKING:
    from lxml.etree import _Element

_CONCEPTS = ("termEntry", "conceptEntry")
_SECTIONS = ("langSet", "langSec")
_TERMS = ("tig", "ntig", "termSec")


@dataclass(frozen=True, slots=True)
class TermBase:
    """What a file of terms holds."""

    terms: tuple[Term, ...]
    """Its terms."""
    findings: tuple[Finding, ...] = ()
    """What in it is not taken over."""


def parse_tbx(data: bytes, path: str, source_language: str = "en") -> TermBase:
    """Read a TBX file. Raises `RefusedError` for one that is broken, unsafe or no TBX."""
    root = tbx_root(data, path)
    terms: list[Term] = []
    findings: list[Finding] = []
    foreign: set[str] = set()
    seen: set[str] = set()
    for number, concept in enumerate(_named(root, _CONCEPTS), 1):
        place = Place(path, line_of(concept))
        rows = _Concept(concept, source_language, place, foreign).rows(f"concept-{number}")
        if rows and rows[0].identifier in seen:
            rows = [replace(row, identifier=f"{row.identifier}-{number}") for row in rows]
        seen.update(row.identifier for row in rows)
        if any(source_language in row.forms for row in rows):
            terms += rows
        else:
            message = f"the concept {quoted(concept.get('id', str(number)))} has no term in {quoted(source_language)}"
            findings.append(Finding("glossary-source", message, place, Severity.WARNING))
    for language in sorted(foreign):
        message = f"has terms in {quoted(language)}, which is no locale of the program"
        findings.append(Finding("glossary-language", message, Place(path), Severity.WARNING))
    return TermBase(tuple(terms), tuple(findings))


def _local(element: "_Element") -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _named(parent: "_Element", names: Sequence[str]) -> Iterator["_Element"]:
    """Elements below `parent` that are called one of `names`."""
    return (element for element in parent.iter() if _local(element) in names)


def _category(element: "_Element") -> str:
    """What an element says: its type, or its name where categories are elements."""
    return element.get("type") or _local(element)


def _text(element: "_Element") -> str:
    return "".join(str(part) for part in element.itertext()).strip()


@dataclass(frozen=True, slots=True)
class _Concept:
    """One concept of a file."""

    element: "_Element"
    source_language: str
    place: Place
    foreign: set[str]
    """Languages of the file that the program does not know."""

    def rows(self, fallback: str) -> list[Term]:
        """A row for each status that its terms have, the best first."""
        forms: dict[str, dict[str, list[str]]] = {}
        kinds: dict[str, str] = {}
        notes: dict[str, list[str]] = {}
        for locale, section in self._sections():
            status = _status(section)
            term = " ".join(re.split(r"\s*[\r\n\t]\s*", next(map(_text, _named(section, ("term",))), "")))
            if not term:
                continue
            forms.setdefault(status, {}).setdefault(locale, []).append(term.replace(FORM_SEPARATOR, "/"))
            kinds.setdefault(status, next((_text(e) for e in section.iter() if _category(e) == "partOfSpeech"), ""))
            notes.setdefault(status, []).extend(map(_text, _named(section, ("note",))))
        own, about = _parted(self._notes())
        made: list[Term] = []
        for status in (each for each in STATUSES if each in forms):
            flags, said = _parted(notes[status])
            made.append(
                Term(
                    own.get("id") or self.element.get("id") or fallback,
                    {locale: tuple(dict.fromkeys(found)) for locale, found in forms[status].items()},
                    {"properNoun": "proper-noun"}.get(kinds[status], kinds[status]),
                    "" if made else self._definition(),
                    "\n".join(said if made else [*about, *said]),
                    status,
                    flags.get("translate") != "no",
                    flags.get("case") == "exact",
                    self.place,
                )
            )
        return made

    def _sections(self) -> Iterator[tuple[str, "_Element"]]:
        """Each term with its locale."""
        for section in _named(self.element, _SECTIONS):
            language = section.get(LANGUAGE) or section.get("lang") or ""
            locale = _locale(language, self.source_language)
            for term in _named(section, _TERMS):
                if locale:
                    yield locale, term
                else:
                    self.foreign.add(language)

    def _notes(self) -> list[str]:
        """Notes on the concept as a whole."""
        return [_text(each) for each in self.element.iterchildren() if _local(each) == "note"]

    def _definition(self) -> str:
        """The definition: that of the concept, or in the language of the masters, or the first."""
        found = [each for each in self.element.iter() if _category(each) == "definition"]
        return next(map(_text, sorted(found, key=self._strangeness)), "")

    def _strangeness(self, element: "_Element") -> int:
        section = next((each for each in element.iterancestors() if _local(each) in _SECTIONS), None)
        language = "" if section is None else section.get(LANGUAGE, "")
        return (language != "") + (_locale(language, self.source_language) not in ("", self.source_language))


def _locale(tag: str, source_language: str) -> str:
    """The locale that a language tag such as `de-AT` or `sl-SI` means; empty if the program does not know it."""
    language, _, region = tag.replace("-", "_").partition("_")
    spelled = f"{language.lower()}_{region.upper()}"
    if spelled in LOCALES:
        return spelled
    return language.lower() if language.lower() in (*LOCALES, source_language) else ""


def _status(section: "_Element") -> str:
    """The status of a term; one that does not say is preferred."""
    said = [_text(e) for e in section.iter() if _category(e) in ("administrativeStatus", "normativeAuthorization")]
    for value in said:
        if value.startswith(("deprecated", "superseded", "forbidden", "obsolete")):
            return FORBIDDEN
        if value.startswith("admitted"):
            return STATUSES[1]
    return PREFERRED


def _parted(notes: Iterable[str]) -> tuple[dict[str, str], list[str]]:
    """What the program itself wrote in notes, and the others."""
    own: dict[str, str] = {}
    others: list[str] = []
    for note in filter(None, notes):
        pairs = _pairs(note)
        own |= pairs
        if not pairs:
            others.append(note)
    return own, others


def _pairs(note: str) -> dict[str, str]:
    """What the program wrote in a note of its own; nothing for another note."""
    try:
        words = shlex.split(note.removeprefix(OWN)) if note.startswith(OWN) else []
    except ValueError:  # quotes that do not end: not ours
        return {}
    return {name: value for name, equals, value in (word.partition("=") for word in words) if equals}
