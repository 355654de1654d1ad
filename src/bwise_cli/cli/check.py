"""The command `bwise check`."""

import os
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeAlias

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


AllOption: TypeAlias = Annotated[bool, typer.Option("--all", help="Every country of the project.")]
RequireOption: TypeAlias = Annotated[
    str | None,
    typer.Option(metavar="STATE", help="State every unit has to meet: draft, translated, reviewed or approved."),
]
SinceOption: TypeAlias = Annotated[
    str | None, typer.Option(metavar="REV", help="Only what changed since the branch parted from this revision.")
]
WriteBaselineOption: TypeAlias = Annotated[
    bool, typer.Option("--write-baseline", help="Take every finding down as known, so that only new ones count.")
]
NoBaselineOption: TypeAlias = Annotated[bool, typer.Option("--no-baseline", help="Count the known findings too.")]
SpellOption: TypeAlias = Annotated[
    bool, typer.Option("--spell", help="Look up the words of translations in installed Hunspell dictionaries.")
]
FixOption: TypeAlias = Annotated[
    bool, typer.Option("--fix", help="First mend what is safe to mend; sign-offs of what changes are void then.")
]
DryRunOption: TypeAlias = Annotated[
    bool, typer.Option("--dry-run", help="With --fix: show what it would change as a diff, and write nothing.")
]
EverythingOption: TypeAlias = Annotated[bool, typer.Option("--everything", help="Print every finding, however many.")]
CheckFormatOption: TypeAlias = Annotated[
    CheckFormat, typer.Option("--format", help="How the report is printed on standard output.")
]


@guarded
def check(
    locales: LocalesOption = None,
    countries: CountriesOption = None,
    every: AllOption = False,
    editions: EditionsOption = None,
    require: RequireOption = None,
    since: SinceOption = None,
    write_baseline: WriteBaselineOption = False,
    no_baseline: NoBaselineOption = False,
    spell: SpellOption = False,
    fix: FixOption = False,
    dry_run: DryRunOption = False,
    everything: EverythingOption = False,
    project: ProjectOption = None,
    report: CheckFormatOption = CheckFormat.TEXT,
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

    workspace = opened(project)
    is_whole = not (locales or countries or every or since)
    _refuse_contradictions(since=since, write_baseline=write_baseline, fix=fix, dry_run=dry_run, is_whole=is_whole)
    codes = _all_countries(workspace) if every else countries or []
    request, not_started = check_request(workspace, locales or [], codes, editions or [], require, since, spell=spell)
    if fix:
        _fix(workspace, request, report, dry_run=dry_run)
    if write_baseline:
        _write_baseline(workspace, request)
    else:
        done = _checked(workspace, request, no_baseline=no_baseline, is_whole=is_whole)
        _report(report, done, not_started, root=workspace.root, everything=everything)


def _refuse_contradictions(
    *, since: str | None, write_baseline: bool, fix: bool, dry_run: bool, is_whole: bool
) -> None:
    """Raise `ConfigurationError` for options that say nothing together."""
    from bwise_cli.domain.errors import ConfigurationError

    if dry_run and not fix:
        raise ConfigurationError("--dry-run says what --fix would do: name both")
    if fix and (since or write_baseline):
        raise ConfigurationError("--fix mends whole catalogues; leave --since and --write-baseline out")
    if write_baseline and not is_whole:
        raise ConfigurationError("--write-baseline looks at the whole project; leave the other options out")


def _all_countries(workspace: "Workspace") -> list[str]:
    from bwise_cli.domain.errors import ConfigurationError

    if not workspace.project.countries:
        raise ConfigurationError("--all is for the packs of countries, and the project has no country file")
    return list(workspace.project.countries)


def _checked(workspace: "Workspace", request: "CheckRequest", *, no_baseline: bool, is_whole: bool) -> "Checked":
    """What is found; what the baseline knows and is gone can only be told where everything was looked at."""
    from bwise_cli.pipeline.baseline import load_baseline
    from bwise_cli.pipeline.check import check as run

    baseline = None if no_baseline else load_baseline(workspace)
    done = run(workspace, replace(request, baseline=baseline))
    return done if is_whole else replace(done, gone=0)


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


def _report(
    report: CheckFormat, done: "Checked", not_started: tuple[str, ...], *, root: Path, everything: bool
) -> None:
    """Print a report, its places as the repository has them if it is for one; exit with 1 if nothing passes."""
    from bwise_cli.cli.reports.github import github_report
    from bwise_cli.cli.reports.json_report import json_report
    from bwise_cli.cli.reports.junit import junit_report
    from bwise_cli.cli.reports.markdown import markdown_report
    from bwise_cli.cli.reports.outcome import outcome_of
    from bwise_cli.cli.reports.sarif import sarif_report
    from bwise_cli.cli.reports.text import print_text
    from bwise_cli.domain.errors import ExitCode
    from bwise_cli.engines.git import folder_in_repository

    is_local = report in (CheckFormat.TEXT, CheckFormat.JSON)
    outcome = outcome_of(done, not_started, folder="" if is_local else folder_in_repository(root))
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
    if not done.passed:
        raise typer.Exit(ExitCode.FINDINGS)


def _add_to_summary(text: str) -> None:
    """Add a report to the page of the job that GitHub Actions shows, if it collects one."""
    from bwise_cli.files import append_text

    if name := os.environ.get("GITHUB_STEP_SUMMARY"):
        append_text(Path(name), text + "\n", "the file that GITHUB_STEP_SUMMARY names")
