"""The command `bwise migrate`."""

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bwise_cli.cli.guard import guarded
from bwise_cli.cli.options import DebugOption, ProjectOption, ReportFormat, ReportOption

if TYPE_CHECKING:
    from bwise_cli.pipeline.migrate import Migration, Taken


@guarded
def migrate(
    locales: Annotated[
        list[str] | None,
        typer.Argument(metavar="LOCALE…", help="Locales to migrate; default: every one that is started."),
    ] = None,
    curriculum: Annotated[
        str | None, typer.Option("--curriculum", metavar="NAME", help="A curriculum; default: every one.")
    ] = None,
    source: Annotated[
        Path | None,
        typer.Option("--from", metavar="FILE", help="A PO file of another tool that fills what is empty."),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would change and write nothing.")] = False,
    project: ProjectOption = None,
    report: ReportOption = ReportFormat.TEXT,
    debug: DebugOption = False,
) -> None:
    """Take over catalogues that another tool made, or an older version of the program.

    Every translation goes to the text that it translates, in the way in which texts are spelled here. What
    finds no place is kept at the end of the file and listed. What a person wrote is never overwritten, and a
    catalogue that is up to date is not touched.
    """
    from bwise_cli.cli.choose import chosen_locales, opened
    from bwise_cli.cli.printing import print_findings, print_json
    from bwise_cli.pipeline.migrate import migrate as run

    workspace = opened(project)
    done = run(workspace, chosen_locales(workspace, locales, None), curriculum, source, dry_run=dry_run)
    findings = [finding for taken in done.taken for finding in taken.findings]
    if report is ReportFormat.JSON:
        print_json(_record(done, dry_run=dry_run))
        return
    print_findings(findings, more="--format json")
    for taken in done.taken:
        _print_taken(taken)
    _print_end(done, dry_run=dry_run)


_TOLD = {
    "same": "as they were",
    "respelled": "spelled anew",
    "split": "split into passages",
    "similar": "given to a similar text, as outdated",
    "other": "not taken: there is another translation",
    "kept": "kept at the end of the file",
}
"""How the report calls what became of a translation."""


def _print_taken(taken: "Taken") -> None:
    from bwise_cli.cli.printing import counted

    entries, words = _counts(taken)
    total = counted(sum(entries.values()), "translation")
    source = "" if taken.source == taken.path else f" from {taken.source}"
    print(f"{taken.path}: {total}{source}, {counted(sum(words.values()), 'word')}")
    for fate, told in _TOLD.items():
        if entries[fate]:
            print(f"  {entries[fate]:>7,} {told} ({counted(words[fate], 'word')})")


def _print_end(done: "Migration", *, dry_run: bool) -> None:
    from bwise_cli.cli.printing import counted, print_summary

    written = counted(len(done.written), "catalogue")
    unchanged = f"{len(done.untouched)} unchanged"
    if dry_run:
        print_summary(f"dry run: {written} would be written, {unchanged}; nothing was written")
    else:
        print_summary(f"{written} written, {unchanged}")


def _counts(taken: "Taken") -> tuple[Counter[str], Counter[str]]:
    """Entries and source words by what became of them."""
    entries: Counter[str] = Counter()
    words: Counter[str] = Counter()
    for each in taken.accounts:
        entries[each.fate] += 1
        words[each.fate] += each.words
    return entries, words


def _record(done: "Migration", *, dry_run: bool) -> dict[str, Any]:
    from bwise_cli.cli.printing import finding_record

    taken = []
    for each in done.taken:
        entries, words = _counts(each)
        taken.append(
            {
                "path": each.path,
                "from": each.source,
                "entries": {fate: entries[fate] for fate in _TOLD},
                "words": {fate: words[fate] for fate in _TOLD},
            }
        )
    findings = [finding_record(finding) for each in done.taken for finding in each.findings]
    return {
        "dry_run": dry_run,
        "taken": taken,
        "written": list(done.written),
        "unchanged": list(done.untouched),
        "findings": findings,
    }
