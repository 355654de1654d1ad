"""The command `bwise check`."""

from typing import TYPE_CHECKING, Annotated

import typer

from bwise_cli.cli.guard import guarded
from bwise_cli.cli.options import CountriesOption, DebugOption, LocalesOption, ProjectOption, ReportFormat, ReportOption

if TYPE_CHECKING:
    from bwise_cli.pipeline.check import Checked


@guarded
def check(
    locales: LocalesOption = None,
    countries: CountriesOption = None,
    require: Annotated[
        str | None,
        typer.Option(metavar="STATE", help="State every unit has to meet: draft, translated, reviewed or approved."),
    ] = None,
    everything: Annotated[bool, typer.Option("--everything", help="Print every finding, however many.")] = False,
    project: ProjectOption = None,
    report: ReportOption = ReportFormat.TEXT,
    debug: DebugOption = False,
) -> None:
    """Check that translations are complete and intact.

    Complete: as far as the required state. Intact: with the markup, links, code and variables of the English.

    Looks at every locale that is started, or at those that are named: then a catalogue that is missing is an
    error too. Exits 1 if there is an error.
    """
    from bwise_cli.cli.choose import chosen_locales, opened, required_state, started_locales
    from bwise_cli.cli.printing import count_of
    from bwise_cli.domain.errors import ExitCode
    from bwise_cli.domain.finding import Severity
    from bwise_cli.pipeline.check import check as run

    workspace = opened(project)
    chosen = chosen_locales(workspace, locales, countries)
    looked_at = chosen or started_locales(workspace)
    done = run(workspace, looked_at, required_state(workspace, require))
    not_started = [] if chosen else [each for each in workspace.project.locales if each not in looked_at]
    if report is ReportFormat.JSON:
        _print_record(done, not_started)
    else:
        _print_report(done, not_started, everything=everything)
    if count_of(done.findings, Severity.ERROR):
        raise typer.Exit(ExitCode.FINDINGS)


def _print_record(done: "Checked", not_started: list[str]) -> None:
    from bwise_cli.cli.printing import count_of, finding_record, print_json
    from bwise_cli.domain.finding import Severity

    print_json(
        {
            "errors": count_of(done.findings, Severity.ERROR),
            "warnings": count_of(done.findings, Severity.WARNING),
            "catalogues": done.catalogues,
            "units": done.units,
            "not_started": not_started,
            "findings": [finding_record(finding) for finding in done.findings],
        }
    )


def _print_report(done: "Checked", not_started: list[str], *, everything: bool) -> None:
    from bwise_cli.cli.printing import count_of, counted, print_findings, print_summary
    from bwise_cli.domain.finding import Severity

    errors, warnings = (count_of(done.findings, severity) for severity in (Severity.ERROR, Severity.WARNING))
    print_findings(done.findings, more="" if everything else "--everything")
    looked = f"{counted(done.units, 'unit')} in {counted(done.catalogues, 'catalogue')}"
    print_summary(f"{counted(errors, 'error')} and {counted(warnings, 'warning')} in {looked}")
    if not_started:
        print_summary(f"not started, so not checked: {', '.join(not_started)}")
