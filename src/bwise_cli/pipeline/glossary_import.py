"""`bwise glossary import`: terms from a file, to the glossaries of a project."""

import contextlib
from dataclasses import dataclass, replace
from pathlib import Path

from bwise_cli import files
from bwise_cli.domain.errors import ConfigurationError
from bwise_cli.domain.finding import Finding, Note, Severity, quoted
from bwise_cli.engines.xlsx import read_sheet
from bwise_cli.formats.glossary_csv import CsvFile, parse_csv, parse_glossary_csv, serialise_csv
from bwise_cli.formats.glossary_table import FIXED_COLUMNS, Table, make_table, terms_of, with_cells, with_rows
from bwise_cli.formats.tbx import TermBase, parse_tbx
from bwise_cli.glossaries import Change, Reconciled, reconcile
from bwise_cli.safe_names import ALLOWED, is_safe_name
from bwise_cli.workspace import GlossaryFile, Workspace

_READ_AS = {".csv": "csv", ".txt": "csv", ".tsv": "csv", ".xlsx": "xlsx", ".tbx": "tbx", ".xml": "tbx"}


@dataclass(frozen=True, slots=True)
class ImportedGlossary:
    """What `bwise glossary import` did."""

    reconciled: Reconciled
    """What became of the terms of the file."""
    findings: tuple[Finding, ...]
    """What of the file was not taken over, and why."""
    written: tuple[str, ...]
    """Glossaries that changed, or would change."""


def import_glossary(
    workspace: Workspace,
    source: Path,
    *,
    into: str | None = None,
    encoding: str = "",
    overwrite: bool = False,
    dry_run: bool = False,
) -> ImportedGlossary:
    """Add the terms of `source` that are new, and fill what is empty; what differs is told, and taken if `overwrite`.

    New terms go into the glossary `into`; without it into the only one that there is, or one called as the file. With
    `dry_run` nothing is written. Raises `RefusedError` for a broken file, `ConfigurationError` for an unknown kind.
    """
    with contextlib.nullcontext() if dry_run else workspace.locked():
        if _is_glossary(workspace, source) and encoding:
            return _convert(workspace, source, encoding, dry_run=dry_run)
        brought = _read(workspace, source, encoding)
        known = workspace.glossary_files()
        terms = [term for file in known for term in file.terms]
        done = reconcile(terms, brought.terms, workspace.project.source_language, overwrite=overwrite)
        target = _target(workspace, into, source)
        new = {file.path: content for file in known if (content := _changed(file, done, target)) != file.file}
        if done.added and target not in {file.path for file in known}:
            table = Table((*FIXED_COLUMNS, workspace.project.source_language), (), ())
            new[target] = CsvFile(with_rows(table, done.added))
        if not dry_run:
            for path, content in new.items():
                files.write_whole(path, serialise_csv(content), workspace.shown(path))
        findings = (*brought.findings, *(_finding(change) for change in done.changes if not change.taken))
        return ImportedGlossary(done, findings, tuple(workspace.shown(path) for path in new))


def _read(workspace: Workspace, source: Path, encoding: str) -> TermBase:
    """The terms of a file from outside."""
    form = _READ_AS.get(source.suffix.lower())
    if form is None:
        raise ConfigurationError(f"{quoted(source.name)} is not CSV, XLSX or TBX; save it as one of these")
    if encoding and form != "csv":
        raise ConfigurationError(f"--encoding is for CSV; {quoted(source.name)} says itself what it is in")
    shown, language = source.as_posix(), workspace.project.source_language
    data = files.read_file(source, shown)
    if form == "tbx":
        return parse_tbx(data, shown, language)
    if form == "xlsx":
        table = make_table(read_sheet(data, shown), shown, language, foreign=True)
        return TermBase(terms_of(table, shown, language))
    return TermBase(parse_glossary_csv(data, shown, language, encoding, foreign=True))


def _is_glossary(workspace: Workspace, source: Path) -> bool:
    return source.resolve() in {path.resolve() for path in workspace.glossary_paths()}


def _convert(workspace: Workspace, source: Path, encoding: str, *, dry_run: bool) -> ImportedGlossary:
    """Write a glossary of the project, which is in `encoding`, again as UTF-8."""
    path = source.resolve()
    data, shown = files.read_file(path, source.as_posix()), workspace.shown(path)
    file = parse_csv(data, shown, workspace.project.source_language, encoding)
    terms = terms_of(file.table, shown, workspace.project.source_language)
    if not dry_run:
        files.write_whole(path, serialise_csv(file), shown)
    return ImportedGlossary(Reconciled((), (), len(terms)), (), (shown,))


def _target(workspace: Workspace, into: str | None, source: Path) -> Path:
    """The glossary that new terms go into."""
    present = workspace.glossary_paths()
    if into is None and len(present) == 1:
        return present[0]
    name = (into or source.stem).removesuffix(".csv")
    if not is_safe_name(name):
        raise ConfigurationError(f"a glossary cannot be called {quoted(name)}; say --into NAME ({ALLOWED})")
    return workspace.glossaries_folder / f"{name}.csv"


def _changed(file: GlossaryFile, done: Reconciled, target: Path) -> CsvFile:
    """A glossary with what is taken over into it."""
    own = {term.place for term in file.terms}
    taken = [each for each in done.changes if each.taken and each.term.place in own]
    table = with_cells(file.file.table, {(each.term.place.line, each.column): each.new for each in taken})
    if done.added and file.path == target:
        table = with_rows(table, done.added)
    return replace(file.file, table=table)


def _finding(change: Change) -> Finding:
    what = f"{change.column} of {quoted(change.term.identifier)}"
    message = f"{what} is {quoted(change.old)}; the file has {quoted(change.new)}"
    note = Note("--overwrite takes over what differs")
    return Finding("glossary-differs", message, change.term.place, Severity.WARNING, (note,))
