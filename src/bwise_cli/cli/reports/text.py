"""The report that people read: findings by file, the modules with errors, one last line."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from bwise_cli.cli.printing import (
    finding_lines,
    left_out_lines,
    new_table,
    print_summary,
    print_table,
    shortened,
)
from bwise_cli.cli.reports.modules import elsewhere
from bwise_cli.cli.reports.outcome import Outcome, in_order
from bwise_cli.cli.reports.summary import asides, percent, verdict
from bwise_cli.domain.finding import Finding, visible


def print_text(outcome: Outcome, *, everything: bool) -> None:
    """Print the report: everything, or the first findings of each kind and only the modules with errors."""
    for _, group in groupby(in_order(outcome.findings), key=lambda finding: finding.place.path):
        findings = list(group)
        shown, left_out = (findings, {}) if everything else shortened(findings)
        for finding in _with_each_place_once(shown):
            print("\n".join(finding_lines(finding)))
        for line in left_out_lines(left_out, "--everything"):
            print(line)
        print()
    _print_modules(outcome, everything=everything)
    for line in (*asides(outcome), verdict(outcome)):
        print_summary(line)


def _with_each_place_once(findings: Sequence[Finding]) -> Iterator[Finding]:
    """`findings` without the English text, where the next one is about the same translation and shows it too."""
    for finding, following in zip(findings, (*findings[1:], None), strict=True):
        if following and (following.place, following.about) == (finding.place, finding.about):
            shown = {elsewhere(following, note) for note in following.notes} - {None}
            yield replace(finding, notes=tuple(each for each in finding.notes if elsewhere(finding, each) not in shown))
        else:
            yield finding


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
