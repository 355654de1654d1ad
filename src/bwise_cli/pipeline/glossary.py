"""`bwise glossary check` and `export`: how the terms of a project are, and a copy of them for other programs."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bwise_cli.domain.finding import Finding
from bwise_cli.domain.glossary import Term
from bwise_cli.engines.xlsx import write_sheet
from bwise_cli.formats.glossary_csv import CsvFile, serialise_csv
from bwise_cli.formats.glossary_table import table_of
from bwise_cli.formats.tbx_write import serialise_tbx
from bwise_cli.glossaries import Coverage, coverage, faults
from bwise_cli.workspace import Workspace

EXPORTS = ("csv", "xlsx", "tbx")
"""Formats that terms are exported in; each is also the ending of a file name."""


@dataclass(frozen=True, slots=True)
class CheckedGlossary:
    """What `bwise glossary check` found."""

    findings: tuple[Finding, ...]
    """What is wrong."""
    coverage: tuple[Coverage, ...]
    """How far the terms are, for each locale."""
    files: int
    """How many glossaries there are."""


def check_glossary(workspace: Workspace, locales: Sequence[str] = ()) -> CheckedGlossary:
    """Look at all glossaries together, beside the masters as they are now; at all locales if none is named."""
    files = workspace.glossary_files()
    glossary = workspace.glossary_of([term for file in files for term in file.terms])
    coverages = coverage(glossary, locales or workspace.project.locales)
    if not glossary.terms:
        return CheckedGlossary((), tuple(coverages), len(files))
    offers = (workspace.offered(each.name).read() for each in workspace.project.curricula)
    texts = dict.fromkeys(message.text for offer in offers for message in offer.messages)
    return CheckedGlossary(tuple(faults(glossary, coverages, texts)), tuple(coverages), len(files))


def export_glossary(workspace: Workspace, form: str, locales: Sequence[str] = ()) -> bytes:
    """All terms in the format `form`, with the words in `locales`; in every locale that has any if none is named."""
    source = workspace.project.source_language
    terms = [term for file in workspace.glossary_files() for term in file.terms]
    if form == "tbx":
        return serialise_tbx(
            [_only(term, (source, *locales)) if locales else term for term in terms], _title(workspace)
        )
    table = table_of(terms, source, locales or None)
    if form == "xlsx":
        return write_sheet(table.columns, table.rows, "glossary")
    return serialise_csv(CsvFile(table, mark=True, line_end="\r\n"))


def _only(term: Term, locales: Sequence[str]) -> Term:
    return replace(term, forms={locale: forms for locale, forms in term.forms.items() if locale in locales})


def _title(workspace: Workspace) -> str:
    return f"Glossary of {workspace.project.name}"
