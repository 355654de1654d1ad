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
        "changes": {
            label: {"messages": count.messages, "words": count.words} for label, count in counts.changes.items()
        },
        "share": {share: round(counts.share(State(share)), 4) for share in _SHARES},
    }


def _print_table(standings: "list[Standing]") -> None:
    from bwise_cli.cli.printing import new_table, print_table
    from bwise_cli.domain.message import State

    occurring = [state for state in State if any(standing.tally.messages[state] for standing in standings)]
    small = ["small changes"] if any(standing.tally.small.messages for standing in standings) else []
    columns = [*(state.value for state in occurring), *small, *(f"≥ {share}" for share in _SHARES)]
    table = new_table("source words by state (messages in brackets)", ("locale", "curriculum"), columns)
    for standing in standings:
        counts = standing.tally
        cells = [_cell(counts.words[state], counts.messages[state]) for state in occurring]
        cells += [_cell(counts.small.words, counts.small.messages) for _ in small]
        shares = [f"{_percent(counts.share(State(share)))} %" for share in _SHARES]
        table.add_row(standing.locale, standing.curriculum, *cells, *shares)
    print_table(table)


def _cell(words: int, messages: int) -> str:
    return f"{words} ({messages})" if messages else "–"


_SHARES = ("draft", "translated", "reviewed")
"""States whose share of the words is shown, in percent: everything that is at least so far."""


def _percent(share: float) -> int:
    """Whole percents, never rounded up to 100: that would hide a gap."""
    return int(share * 100)
