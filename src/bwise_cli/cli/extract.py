"""The command `bwise extract`."""

from typing import Annotated

import typer

from bwise_cli.cli.guard import guarded
from bwise_cli.cli.options import DebugOption, ProjectOption, ReportFormat, ReportOption


@guarded
def extract(
    locales: Annotated[
        list[str] | None,
        typer.Argument(metavar="LOCALE…", help="Locales to make or update; default: every one that is started."),
    ] = None,
    project: ProjectOption = None,
    report: ReportOption = ReportFormat.TEXT,
    debug: DebugOption = False,
) -> None:
    """Bring catalogues up to date with the masters.

    Translations of texts that did not change are kept as they are; a changed text keeps its nearest old
    translation as outdated; a text that is gone is kept at the end of the file. Nothing is written that
    did not change.
    """
    from bwise_cli.cli.choose import chosen_locales, opened
    from bwise_cli.cli.printing import counted, finding_record, print_findings, print_json, print_summary
    from bwise_cli.pipeline.extract import extract as run

    workspace = opened(project)
    done = run(workspace, chosen_locales(workspace, locales, None))
    if report is ReportFormat.JSON:
        catalogues = [
            {
                "path": each.path,
                "written": each.written,
                "messages": each.messages,
                "added": each.added,
                "carried": each.carried,
                "removed": each.removed,
            }
            for each in done.updates
        ]
        print_json({"catalogues": catalogues, "findings": [finding_record(each) for each in done.findings]})
        return
    print_findings(done.findings)
    for each in done.updates:
        changes = f"{each.added} new, {each.carried} changed, {each.removed} gone"
        messages = counted(each.messages, "message")
        print(f"{each.path}: {messages}" + (f" ({changes})" if each.written and each.locale else ""))
    written = sum(each.written for each in done.updates)
    print_summary(f"{counted(written, 'file')} written, {len(done.updates) - written} unchanged")
