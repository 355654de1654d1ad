"""The command `bwise check`."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from bwise_cli.cli.guard import guarded
from bwise_cli.cli.options import (
    CountriesOption,
    DebugOption,
    EditionsOption,
    LocalesOption,
    ProjectOption,
    ReportFormat,
    ReportOption,
)

if TYPE_CHECKING:
    from bwise_cli.pipeline.check import Checked, CheckRequest
    from bwise_cli.workspace import Workspace


@guarded
def check(
    locales: LocalesOption = None,
    countries: CountriesOption = None,
    every: Annotated[bool, typer.Option("--all", help="Every country of the project.")] = False,
    editions: EditionsOption = None,
    require: Annotated[
        str | None,
        typer.Option(metavar="STATE", help="State every unit has to meet: draft, translated, reviewed or approved."),
    ] = None,
    since: Annotated[
        str | None, typer.Option(metavar="REV", help="Only what changed since the branch parted from this revision.")
    ] = None,
    write_baseline: Annotated[
        bool, typer.Option("--write-baseline", help="Take every finding down as known, so that only new ones count.")
    ] = False,
    no_baseline: Annotated[bool, typer.Option("--no-baseline", help="Count the known findings too.")] = False,
    everything: Annotated[bool, typer.Option("--everything", help="Print every finding, however many.")] = False,
    project: ProjectOption = None,
    report: ReportOption = ReportFormat.TEXT,
    debug: DebugOption = False,
) -> None:
    """Check that translations are complete and intact.

    Complete: as far as the required state. Intact: with the markup, links, code and variables of the English,
    and written as their language is. Each check is explained in docs/checks.md.

    Looks at every locale that is started, or at those that are named: then a catalogue that is missing is an
    error too. With --country or --all it looks at what the packs of those countries print, and at nothing else.
    Exits 1 if there is an error, or there are more warnings than bwise.toml allows.
    """
    from bwise_cli.cli.choose import opened
    from bwise_cli.cli.requests import check_request
    from bwise_cli.domain.errors import ConfigurationError, ExitCode
    from bwise_cli.pipeline.baseline import load_baseline
    from bwise_cli.pipeline.check import check as run

    workspace = opened(project)
    request, not_started = check_request(
        workspace,
        locales=locales or [],
        countries=list(workspace.project.countries) if every else countries or [],
        editions=editions or [],
        require=require,
        since=since,
    )
    if write_baseline:
        if locales or countries or every or since:
            raise ConfigurationError("--write-baseline looks at the whole project; leave the other options out")
        _write_baseline(workspace, request)
        return
    baseline = None if no_baseline else load_baseline(workspace)
    done = run(workspace, replace(request, baseline=baseline))
    if report is ReportFormat.JSON:
        _print_record(done, not_started)
    else:
        is_whole = not (locales or countries or every or since)
        _print_report(done, not_started, everything=everything, is_whole=is_whole)
    if not done.passed:
        raise typer.Exit(ExitCode.FINDINGS)


def _write_baseline(workspace: "Workspace", request: "CheckRequest") -> None:
    from bwise_cli.cli.printing import counted, print_summary
    from bwise_cli.pipeline.baseline import BASELINE_FILE, save_baseline
    from bwise_cli.pipeline.check import check as run

    found = run(workspace, request).findings
    changed = save_baseline(workspace, found)
    print_summary(f"{counted(len(found), 'finding')} in {BASELINE_FILE}{'' if changed else ', as before'}")


def _print_record(done: "Checked", not_started: Sequence[str]) -> None:
    from bwise_cli.cli.printing import count_of, finding_record, print_json
    from bwise_cli.domain.finding import Severity

    print_json(
        {
            "errors": count_of(done.findings, Severity.ERROR),
            "warnings": count_of(done.findings, Severity.WARNING),
            "catalogues": done.catalogues,
            "units": done.units,
            "passed": done.passed,
            "ignored": done.ignored,
            "known": done.known,
            "outside": done.outside,
            "not_started": list(not_started),
            "findings": [finding_record(finding) for finding in done.findings],
        }
    )


def _print_report(done: "Checked", not_started: Sequence[str], *, everything: bool, is_whole: bool) -> None:
    from bwise_cli.cli.printing import count_of, counted, print_findings, print_summary
    from bwise_cli.domain.finding import Severity

    errors, warnings = (count_of(done.findings, severity) for severity in (Severity.ERROR, Severity.WARNING))
    print_findings(done.findings, more="" if everything else "--everything")
    looked = f"{counted(done.units, 'unit')} in {counted(done.catalogues, 'catalogue')}"
    print_summary(f"{counted(errors, 'error')} and {counted(warnings, 'warning')} in {looked}")
    if done.known:
        print_summary(f"{counted(done.known, 'finding')} of the baseline left out; --no-baseline shows them")
    if done.gone and is_whole:
        print_summary(f"{counted(done.gone, 'finding')} of the baseline mended; --write-baseline takes them out")
    if not_started:
        print_summary(f"not started, so not checked: {', '.join(not_started)}")
