"""The command `bwise check`."""

import os
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bwise_cli.cli.guard import guarded
from bwise_cli.cli.options import (
    CountriesOption,
    DebugOption,
    EditionsOption,
    LocalesOption,
    ProjectOption,
)

if TYPE_CHECKING:
    from bwise_cli.pipeline.check import Checked, CheckRequest
    from bwise_cli.workspace import Workspace


class CheckFormat(StrEnum):
    """How `bwise check` reports."""

    TEXT = "text"
    JSON = "json"
    JUNIT = "junit"
    SARIF = "sarif"
    GITHUB = "github"
    MARKDOWN = "markdown"


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
    spell: Annotated[
        bool, typer.Option("--spell", help="Look up the words of translations in installed Hunspell dictionaries.")
    ] = False,
    fix: Annotated[
        bool, typer.Option("--fix", help="First mend what is safe to mend; sign-offs of what changes are void then.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="With --fix: show what it would change as a diff, and write nothing.")
    ] = False,
    everything: Annotated[bool, typer.Option("--everything", help="Print every finding, however many.")] = False,
    project: ProjectOption = None,
    report: Annotated[
        CheckFormat, typer.Option("--format", help="How the report is printed on standard output.")
    ] = CheckFormat.TEXT,
    debug: DebugOption = False,
) -> None:
    """Check that translations are complete and intact.

    Complete: as far as the required state. Intact: with the markup, links, code and variables of the English,
    and written as their language is. Each check is explained in docs/checks.md.
    The masters and the facts of countries are looked at too.

    Looks at every locale that is started, or at those that are named: then a catalogue that is missing is an
    error too. With --country or --all it looks at those translations that their packs print.
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
        spell=spell,
    )
    if dry_run and not fix:
        raise ConfigurationError("--dry-run says what --fix would do: name both")
    if fix:
        if since or write_baseline:
            raise ConfigurationError("--fix mends whole catalogues; leave --since and --write-baseline out")
        _fix(workspace, request, report, dry_run=dry_run)
    if write_baseline:
        if locales or countries or every or since:
            raise ConfigurationError("--write-baseline looks at the whole project; leave the other options out")
        _write_baseline(workspace, request)
        return
    baseline = None if no_baseline else load_baseline(workspace)
    done = run(workspace, replace(request, baseline=baseline))
    is_whole = not (locales or countries or every or since)
    told = replace(done, gone=done.gone if is_whole else 0)
    _print(report, told, not_started, in_repository=workspace.in_repository, everything=everything)
    if not done.passed:
        raise typer.Exit(ExitCode.FINDINGS)


def _fix(workspace: "Workspace", request: "CheckRequest", report: CheckFormat, *, dry_run: bool) -> None:
    """Mend what is safe; with `dry_run` show it, and end there: 1 if there is something to mend."""
    from bwise_cli.cli.fixing import print_diff, print_fixed
    from bwise_cli.domain.errors import ExitCode
    from bwise_cli.pipeline.fix import fix as run

    done = run(workspace, request.scopes, dry_run=dry_run)
    if dry_run:
        print_diff(done)
        raise typer.Exit(ExitCode.FINDINGS if done else ExitCode.DONE)
    print_fixed(done, to_stderr=report is not CheckFormat.TEXT)


def _write_baseline(workspace: "Workspace", request: "CheckRequest") -> None:
    from bwise_cli.cli.printing import counted, print_summary
    from bwise_cli.pipeline.baseline import BASELINE_FILE, save_baseline
    from bwise_cli.pipeline.check import check as run

    found = run(workspace, request).findings
    changed = save_baseline(workspace, found)
    print_summary(f"{counted(len(found), 'finding')} in {BASELINE_FILE}{'' if changed else ', as before'}")


def _print(
    report: CheckFormat, done: "Checked", not_started: tuple[str, ...], *, in_repository: str, everything: bool
) -> None:
    """Print a report. Those of a repository show places as they are in it."""
    from bwise_cli.cli.reports.github import github_report
    from bwise_cli.cli.reports.json_report import json_report
    from bwise_cli.cli.reports.junit import junit_report
    from bwise_cli.cli.reports.markdown import markdown_report
    from bwise_cli.cli.reports.outcome import outcome_of
    from bwise_cli.cli.reports.sarif import sarif_report
    from bwise_cli.cli.reports.text import print_text

    is_local = report in (CheckFormat.TEXT, CheckFormat.JSON)
    outcome = outcome_of(done, not_started, folder="" if is_local else in_repository)
    match report:
        case CheckFormat.TEXT:
            print_text(outcome, everything=everything)
        case CheckFormat.JSON:
            print(json_report(outcome))
        case CheckFormat.JUNIT:
            print(junit_report(outcome))
        case CheckFormat.SARIF:
            print(sarif_report(outcome))
        case CheckFormat.MARKDOWN:
            print(markdown_report(outcome))
        case CheckFormat.GITHUB:
            print(github_report(outcome))
            _add_to_summary(markdown_report(outcome))


def _add_to_summary(text: str) -> None:
    """Add a report to the page of the job that GitHub Actions shows, if it collects one."""
    from bwise_cli.files import append_text

    if name := os.environ.get("GITHUB_STEP_SUMMARY"):
        append_text(Path(name), text + "\n", "the file that GITHUB_STEP_SUMMARY names")
