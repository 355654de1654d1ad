"""Would `msgfmt --check` of gettext refuse a catalogue, or warn of it? What bwise refuses is not said again."""

from collections.abc import Iterator, Mapping

from bwise_cli.checks.format_strings import format_fault
from bwise_cli.checks.subject import Subject, is_meant
from bwise_cli.domain.finding import Finding, Note, Place, quoted
from bwise_cli.domain.message import Unit

_INITIAL: Mapping[str, str] = {
    "Project-Id-Version": "PACKAGE VERSION",
    "PO-Revision-Date": "YEAR-MO-DA HO:MI+ZONE",
    "Last-Translator": "FULL NAME <EMAIL@ADDRESS>",
    "Language-Team": "LANGUAGE <LL@li.org>",
    "Language": "",
    "MIME-Version": "",
    "Content-Type": "text/plain; charset=CHARSET",
    "Content-Transfer-Encoding": "ENCODING",
}
"""Fields that a header has to have, and what stands in them until somebody fills them in."""


def gettext(subject: Subject) -> Iterator[Finding]:
    """What msgfmt would say of the header, of line feeds at the ends of texts, and of places for values."""
    yield from _of_header(subject)
    for unit in subject.catalogue.current:
        if unit.key in subject.keys and is_meant(unit) and not unit.fuzzy:
            place = Place(subject.catalogue.path, unit.line)
            for message, remedy in _of_unit(unit):
                yield Finding("gettext", message, place, notes=(Note(remedy),), about=unit.key)


def _of_unit(unit: Unit) -> Iterator[tuple[str, str]]:
    source, translation = unit.message.text, unit.translation
    if source.startswith("\n") != translation.startswith("\n"):
        yield "the source and the translation do not both begin with a line feed", "begin it as the source does"
    if source.endswith("\n") != translation.endswith("\n"):
        yield "the source and the translation do not both end with a line feed", "end it as the source does"
    if unit.flags and (fault := format_fault(unit.flags, source, translation)):
        yield f"msgfmt refuses this: {fault}", "copy the places for values from the source"


def _of_header(subject: Subject) -> Iterator[Finding]:
    fields, place = dict(subject.catalogue.header), Place(subject.catalogue.path, 1)
    missing = [name for name in _INITIAL if name not in fields or (name == "Language" and not fields[name])]
    unfilled = [name for name, initial in _INITIAL.items() if initial and fields.get(name) == initial]
    language = fields.get("Language", "")
    if fields and missing:
        remedy = Note("add what is missing; programs for translators do when they save the file")
        yield Finding("gettext", f"the header has no {', '.join(missing)}", place, notes=(remedy,))
    for name in unfilled:
        message = f"the header still has {quoted(fields[name])} for {name}"
        yield Finding("gettext", message, place, notes=(Note("say it, or leave it empty"),))
    if language and language.replace("-", "_").partition("_")[0].lower() != subject.language:
        message = f"the header says that the language is {quoted(language)}, not {quoted(subject.chain[0])}"
        yield Finding("gettext", message, place, notes=(Note("is this the right file? then correct the header"),))
