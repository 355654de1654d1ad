"""The command `bwise status`."""

from typing import TYPE_CHECKING, Any

from bwise_cli.cli.guard import guarded
from bwise_cli.cli.options import CountriesOption, DebugOption, LocalesOption, ProjectOption, ReportFormat, ReportOption

if TYPE_CHECKING:
    from bwise_cli.pipeline.status import Standing


@guarded
def status(
    locales: LocalesOption = None,
    countries: CountriesOption = None,
    project: ProjectOption = None,
    report: ReportOption = ReportFormat.TEXT,
    debug: DebugOption = False,
) -> None:
    """Show how far each translation is.

    Counts source words, and messages in brackets, by state, for each locale and curriculum.
    """
    from bwise_cli.cli.choose import chosen_locales, opened
    from bwise_cli.cli.printing import print_json
    from bwise_cli.pipeline.status import status as run

    workspace = opened(project)
    standings = run(workspace, chosen_locales(workspace, locales, countries) or list(workspace.project.locales))
    if report is ReportFormat.JSON:
        print_json([_record(standing) for standing in standings])
    else:
        _print_table(standings)


def _record(standing: "Standing") -> dict[str, Any]:
    from bwise_cli.domain.message import State

    counts = standing.tally
    return {
        "locale": standing.locale,
        "curriculum": standing.curriculum,
        "path": standing.path,
        "exists": standing.exists,
        "messages": {state.value: counts.messages[state] for state in State},
        "words": {state.value: counts.words[state] for state in State},
        "share": {share: round(counts.share(State(share)), 4) for share in _SHARES},
    }


def _print_table(standings: "list[Standing]") -> None:
    import sys

    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table

    from bwise_cli.domain.message import State

    occurring = [state for state in State if any(standing.tally.messages[state] for standing in standings)]
    table = Table(
        box=SIMPLE_HEAD, padding=0, title="source words by state (messages in brackets)", title_justify="left"
    )
    table.add_column("locale", overflow="fold")
    table.add_column("curriculum", overflow="fold")
    for state in occurring:
        table.add_column(state.value, justify="right", overflow="fold")
    for share in _SHARES:
        table.add_column(f"≥ {share}", justify="right", overflow="fold")
    for standing in standings:
        counts = standing.tally
        cells = [f"{counts.words[s]} ({counts.messages[s]})" if counts.messages[s] else "–" for s in occurring]
        shares = [f"{_percent(counts.share(State(share)))} %" for share in _SHARES]
        table.add_row(standing.locale, standing.curriculum, *cells, *shares)
    Console(width=None if sys.stdout.isatty() else PLAIN_WIDTH).print(table)


PLAIN_WIDTH = 160
"""Columns of a table that goes to a file or another program."""
_SHARES = ("draft", "translated", "reviewed")
"""States whose share of the words is shown, in percent: everything that is at least so far."""


def _percent(share: float) -> int:
    """Whole percents, never rounded up to 100: that would hide a gap."""
    return int(share * 100)
