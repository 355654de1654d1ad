"""What `bwise translate` says when it is done: a line for one catalogue, a table for more."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from bwise_cli.cli.printing import counted, new_table, print_summary, print_table
from bwise_cli.settings import MEMORY

if TYPE_CHECKING:
    from bwise_cli.pipeline.translation import Translated, Translation


def record(done: "Translation", *, dry_run: bool) -> dict[str, Any]:
    """The report for programs."""
    return {
        "dry_run": dry_run,
        "catalogues": [asdict(each) for each in done.catalogues],
        "advice": list(done.advice),
        "stopped": done.stopped,
        "fault": done.fault.message if done.fault else None,
    }


def print_report(done: "Translation", *, dry_run: bool) -> None:
    """Print the report for people."""
    if len(done.catalogues) == 1:
        print((_foreseen_line if dry_run else _line)(done.catalogues[0]))
    elif done.catalogues:
        (_print_foreseen if dry_run else _print_done)(done)
    for line in done.advice:
        print_summary(line)
    sent = _characters(sum(each.characters for each in done.catalogues))
    if dry_run:
        print_summary(f"{sent} to send; dry run, nothing was sent or written")
    elif done.stopped:
        print_summary("stopped before --max-characters was passed; raise it to go on")
    if done.used_before:
        now = f", now: {done.used_after}" if done.used_after else ""
        print_summary(f"{sent} sent; used before: {done.used_before}{now}")


def _characters(number: int) -> str:
    return "1 character" if number == 1 else f"{number:,} characters"


def _line(each: "Translated") -> str:
    parts = [_from_memory(each)]
    if each.engine:
        flagged = f" ({each.flagged} in pieces, look at their markup)" if each.flagged else ""
        parts.append(f"{each.drafted} from {each.engine}{flagged}")
    return f"{each.path}: {', '.join(parts)}; {counted(each.left, 'message')} still empty"


def _from_memory(each: "Translated") -> str:
    counts = {"similar": each.similar, "ready": each.ready}
    told = ", ".join(f"{count} {name}" for name, count in counts.items() if count)
    return f"{each.from_memory} from memory" + (f" ({told})" if told else "")


def _foreseen_line(each: "Translated") -> str:
    parts = f"{each.path}: {_from_memory(each)}"
    if each.engine == MEMORY:
        return f"{parts}; {counted(each.left, 'message')} still empty"
    return f"{parts}; {counted(each.left, 'message')} for {each.engine}, {_characters(each.characters)}"


def _print_done(done: "Translation") -> None:
    columns = {
        "from memory": [each.from_memory for each in done.catalogues],
        "similar": [each.similar for each in done.catalogues],
        "ready": [each.ready for each in done.catalogues],
        "from engine": [each.drafted for each in done.catalogues],
        "in pieces": [each.flagged for each in done.catalogues],
        "still empty": [each.left for each in done.catalogues],
        "characters": [each.characters for each in done.catalogues],
    }
    usual = ("from memory", "still empty")
    _print(done, "messages drafted", {name: counts for name, counts in columns.items() if name in usual or any(counts)})


def _print_foreseen(done: "Translation") -> None:
    columns = {
        "from memory": [each.from_memory for each in done.catalogues],
        "to draft": [each.left for each in done.catalogues],
        "characters": [each.characters for each in done.catalogues],
    }
    _print(done, "messages that would be drafted", columns)


def _print(done: "Translation", title: str, columns: "dict[str, list[int]]") -> None:
    """Print a row for each catalogue, and their sum."""
    table = new_table(title, ("locale", "curriculum", "engine"), columns)
    for number, each in enumerate(done.catalogues):
        counts = (f"{column[number]:,}" for column in columns.values())
        table.add_row(each.locale, each.curriculum, each.engine or MEMORY, *counts)
    table.add_section()
    table.add_row("all", "", "", *(f"{sum(column):,}" for column in columns.values()))
    print_table(table)
