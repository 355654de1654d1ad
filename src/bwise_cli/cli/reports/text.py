"""The report that people read: findings by file, the modules with errors, one last line."""

from itertools import groupby

from bwise_cli.cli.printing import new_table, print_findings, print_summary, print_table
from bwise_cli.cli.reports.outcome import Outcome, in_order
from bwise_cli.cli.reports.summary import asides, percent, verdict
from bwise_cli.domain.finding import visible


def print_text(outcome: Outcome, *, everything: bool) -> None:
    """Print the report: everything, or the first findings of each kind and only the modules with errors."""
    for _, findings in groupby(in_order(outcome.findings), key=lambda finding: finding.place.path):
        print_findings(list(findings), more="" if everything else "--everything")
        print()
    _print_modules(outcome, everything=everything)
    for line in (*asides(outcome), verdict(outcome)):
        print_summary(line)


def _print_modules(outcome: Outcome, *, everything: bool) -> None:
    shown = [each for each in outcome.modules if everything or not each.passed]
    if not shown:
        return
    countries = ["country"] if any(each.standing.country for each in shown) else []
    names = (*countries, "locale", "curriculum", "module", "asked for")
    table = new_table("modules" if everything else "modules with errors", names, ("ready", "errors", "warnings"))
    for each in shown:
        standing = each.standing
        cells = [standing.country] if countries else []
        cells += [standing.locale, standing.curriculum, visible(standing.module), standing.required.value]
        table.add_row(*cells, percent(standing.share), str(each.errors), str(each.warnings))
    print_table(table)
