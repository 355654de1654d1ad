"""The command `bwise extract`."""

from typing import TYPE_CHECKING, Annotated, Any, TypeAlias

import typer

from bwise_cli.cli.guard import guarded
from bwise_cli.cli.options import DebugOption, ProjectOption, ReportFormat, ReportOption

if TYPE_CHECKING:
    from bwise_cli.domain.catalogue import Count
    from bwise_cli.merge import Cost
    from bwise_cli.pipeline.extract import Extraction, Updated


MinorOption: TypeAlias = Annotated[
    bool,
    typer.Option(
        "--minor", help="The edit is minor: keep sign-offs where only marks, punctuation or spelling changed."
    ),
]
MinorEarlierOption: TypeAlias = Annotated[
    bool, typer.Option("--minor-earlier", help="As --minor, and for earlier edits that were extracted without it.")
]


@guarded
def extract(
    locales: Annotated[
        list[str] | None,
        typer.Argument(metavar="LOCALE…", help="Locales to make or update; default: every one that is started."),
    ] = None,
    minor: MinorOption = False,
    minor_earlier: MinorEarlierOption = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what the edit costs the translators, in words, and write nothing.")
    ] = False,
    project: ProjectOption = None,
    report: ReportOption = ReportFormat.TEXT,
    debug: DebugOption = False,
) -> None:
    """Bring catalogues up to date with the masters.

    Translations of texts that did not change are kept as they are; a changed text keeps its nearest old
    translation as outdated; a text that is gone is kept at the end of the file. Nothing is written that
    did not change.
    """
    from bwise_cli.cli.choose import chosen_locales, opened
    from bwise_cli.cli.printing import print_findings, print_json
    from bwise_cli.pipeline.extract import extract as run

    workspace = opened(project)
    named = chosen_locales(workspace, locales, None)
    done = run(workspace, named, minor=minor, earlier=minor_earlier, dry_run=dry_run)
    if report is ReportFormat.JSON:
        print_json(_record(done, dry_run=dry_run))
        return
    print_findings(done.findings)
    if dry_run:
        _print_costs(done)
    else:
        _print_updates(done, minor=minor or minor_earlier)


# For people


def _print_updates(done: "Extraction", *, minor: bool) -> None:
    from bwise_cli.cli.printing import counted, print_summary

    for each in done.updates:
        cost = each.cost
        kept = f"{cost.kept.messages} kept, " if minor or cost.kept.messages else ""
        changes = f"{cost.added.messages} new, {cost.outdated.messages} changed, {kept}{cost.gone.messages} gone"
        messages = counted(each.messages, "message")
        print(f"{each.path}: {messages}" + (f" ({changes})" if each.written and each.locale else ""))
    written = sum(each.written for each in done.updates)
    print_summary(f"{counted(written, 'file')} written, {len(done.updates) - written} unchanged")


def _print_costs(done: "Extraction") -> None:
    """A table with a line for each catalogue, and only those columns in which something stands."""
    from bwise_cli.cli.printing import counted, new_table, print_summary, print_table

    catalogues = [each for each in done.updates if each.locale]
    if not catalogues:
        _print_templates(done)
    costs = [_columns(each.cost) for each in catalogues]
    occurring = [name for name in (costs[0] if costs else ()) if any(counts[name].messages for counts in costs)]
    if occurring:
        table = new_table("what the edit costs, in source words", ("locale", "curriculum"), occurring)
        for each, counts in zip(catalogues, costs, strict=True):
            table.add_row(each.locale, each.curriculum, *(str(counts[name].words or "–") for name in occurring))
        print_table(table)
    written = counted(sum(each.written for each in done.updates), "file")
    print_summary(f"dry run: {written} would be written; nothing was written")


def _print_templates(done: "Extraction") -> None:
    """What a locale would have to translate, where none has begun yet."""
    from bwise_cli.cli.printing import counted

    for each in done.updates:
        print(f"{each.path}: {counted(each.messages, 'message')}")


def _columns(cost: "Cost") -> "dict[str, Count]":
    """The columns of the table."""
    from bwise_cli.domain.catalogue import NONE
    from bwise_cli.domain.change import Change

    changed = {str(change): cost.changed.get(change, NONE) for change in reversed(Change)}
    return {"new": cost.added, **changed, "to do": cost.to_do, "kept": cost.kept, "gone": cost.gone}


# For programs


def _record(done: "Extraction", *, dry_run: bool) -> dict[str, Any]:
    from bwise_cli.cli.printing import finding_record

    return {
        "dry_run": dry_run,
        "catalogues": [_catalogue_record(each) for each in done.updates],
        "findings": [finding_record(each) for each in done.findings],
    }


def _catalogue_record(updated: "Updated") -> dict[str, Any]:
    cost = updated.cost
    return {
        "path": updated.path,
        "locale": updated.locale,
        "curriculum": updated.curriculum,
        "written": updated.written,
        "messages": updated.messages,
        "added": cost.added.messages,
        "carried": cost.outdated.messages + cost.kept.messages,
        "removed": cost.gone.messages,
        "cost": {
            "new": _count_record(cost.added),
            "changed": {str(change): _count_record(count) for change, count in cost.changed.items()},
            "to_do": _count_record(cost.to_do),
            "kept": _count_record(cost.kept),
            "gone": _count_record(cost.gone),
        },
    }


def _count_record(count: "Count") -> dict[str, int]:
    return {"messages": count.messages, "words": count.words}
