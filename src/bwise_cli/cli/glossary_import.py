"""The command `bwise glossary import`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bwise_cli.cli.guard import guarded
from bwise_cli.cli.options import DebugOption, ProjectOption, ReportFormat, ReportOption

if TYPE_CHECKING:
    from bwise_cli.pipeline.glossary_import import ImportedGlossary


@guarded
def import_terms(
    source: Annotated[Path, typer.Argument(metavar="FILE", help="A file of terms: CSV, XLSX or TBX.")],
    into: Annotated[
        str | None,
        typer.Option("--into", metavar="NAME", help="The glossary for new terms. Default: the only one there is."),
    ] = None,
    encoding: Annotated[
        str, typer.Option("--encoding", metavar="NAME", help="What a CSV is in if it is not UTF-8, such as cp1250.")
    ] = "",
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help="Take over what differs too, not only what is empty here.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would change and write nothing.")] = False,
    project: ProjectOption = None,
    report: ReportOption = ReportFormat.TEXT,
    debug: DebugOption = False,
) -> None:
    """Take terms from a file into the glossaries.

    New terms are added, and what is empty is filled. What is there already stays, and is listed where the file says
    something else. Terms that the file does not have stay as they are. Exits 1 if anything differs.
    """
    from bwise_cli.cli.choose import opened
    from bwise_cli.cli.printing import print_json
    from bwise_cli.domain.errors import ExitCode
    from bwise_cli.pipeline.glossary_import import import_glossary

    done = import_glossary(opened(project), source, into=into, encoding=encoding, overwrite=overwrite, dry_run=dry_run)
    if report is ReportFormat.JSON:
        print_json(_record(done, dry_run=dry_run))
    else:
        _print(done, dry_run=dry_run)
    if any(not each.taken for each in done.reconciled.changes):
        raise typer.Exit(ExitCode.FINDINGS)


def _record(done: "ImportedGlossary", *, dry_run: bool) -> dict[str, object]:
    from bwise_cli.cli.printing import finding_record

    changes = [
        {"id": each.term.identifier, "column": each.column, "old": each.old, "new": each.new, "taken": each.taken}
        for each in done.reconciled.changes
    ]
    return {
        "dry_run": dry_run,
        "added": [term.identifier for term in done.reconciled.added],
        "changes": changes,
        "same": done.reconciled.same,
        "written": list(done.written),
        "findings": [finding_record(finding) for finding in done.findings],
    }


def _print(done: "ImportedGlossary", *, dry_run: bool) -> None:
    from bwise_cli.cli.printing import counted, print_findings, print_summary
    from bwise_cli.domain.finding import quoted

    print_findings(done.findings)
    for each in done.reconciled.changes:
        if each.taken:
            what = f"{quoted(each.old)} becomes {quoted(each.new)}" if each.old else quoted(each.new)
            print(f"{each.term.place}: {each.column} of {quoted(each.term.identifier)}: {what}")
    for term in done.reconciled.added:
        print(f"new: {term.identifier}")
    kept = sum(not each.taken for each in done.reconciled.changes)
    filled = len(done.reconciled.changes) - kept
    said = f"{counted(len(done.reconciled.added), 'term')} added, {counted(filled, 'field')} filled, {kept} kept"
    if dry_run:
        print_summary(f"dry run: {said}; nothing was written")
    else:
        print_summary(f"{said}; {', '.join(done.written) if done.written else 'nothing'} was written")
