"""The command `bwise glossary check`."""

from typing import TYPE_CHECKING, Annotated

import typer

from bwise_cli.cli.guard import guarded
from bwise_cli.cli.options import CountriesOption, DebugOption, LocalesOption, ProjectOption, ReportFormat, ReportOption

if TYPE_CHECKING:
    from bwise_cli.pipeline.glossary import CheckedGlossary


@guarded
def check(
    locales: LocalesOption = None,
    countries: CountriesOption = None,
    everything: Annotated[bool, typer.Option("--everything", help="Print every finding, however many.")] = False,
    project: ProjectOption = None,
    report: ReportOption = ReportFormat.TEXT,
    debug: DebugOption = False,
) -> None:
    """Check the terms of the project, and show how many each locale has.

    Finds words that stand for two concepts, forms that are accepted and forbidden, concepts without a term in a locale
    that has begun, and those of which the masters never speak. Exits 1 if there is an error.
    """
    from bwise_cli.cli.choose import chosen_locales, opened
    from bwise_cli.cli.printing import count_of
    from bwise_cli.domain.errors import ExitCode
    from bwise_cli.domain.finding import Severity
    from bwise_cli.pipeline.glossary import check_glossary

    workspace = opened(project)
    done = check_glossary(workspace, chosen_locales(workspace, locales, countries))
    if report is ReportFormat.JSON:
        _print_record(done)
    else:
        _print_report(done, everything=everything)
    if count_of(done.findings, Severity.ERROR):
        raise typer.Exit(ExitCode.FINDINGS)


def _print_record(done: "CheckedGlossary") -> None:
    from bwise_cli.cli.printing import count_of, finding_record, print_json
    from bwise_cli.domain.finding import Severity

    print_json(
        {
            "errors": count_of(done.findings, Severity.ERROR),
            "warnings": count_of(done.findings, Severity.WARNING),
            "glossaries": done.files,
            "coverage": [
                {
                    "locale": each.locale,
                    "terms": each.terms,
                    "total": each.total,
                    "missing": [term.identifier for term in each.missing],
                }
                for each in done.coverage
            ],
            "findings": [finding_record(finding) for finding in done.findings],
        }
    )


def _print_report(done: "CheckedGlossary", *, everything: bool) -> None:
    from bwise_cli.cli.printing import count_of, counted, new_table, print_findings, print_summary, print_table
    from bwise_cli.domain.finding import Severity

    print_findings(done.findings, more="" if everything else "--everything")
    table = new_table("concepts that have a term", ("locale",), ("terms", "missing", "share"))
    for each in done.coverage:
        share = f"{100 * each.terms // each.total} %" if each.total else "–"
        table.add_row(each.locale, str(each.terms), str(len(each.missing)), share)
    if done.files:
        print_table(table)
    errors, warnings = (count_of(done.findings, severity) for severity in (Severity.ERROR, Severity.WARNING))
    total = done.coverage[0].total if done.coverage else 0
    glossaries = "1 glossary" if done.files == 1 else f"{done.files} glossaries"
    looked = f"{counted(total, 'concept')} in {glossaries}"
    print_summary(f"{counted(errors, 'error')} and {counted(warnings, 'warning')} in {looked}")
