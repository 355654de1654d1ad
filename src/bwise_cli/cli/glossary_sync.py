"""The command `bwise glossary sync`."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from bwise_cli.cli.guard import guarded
from bwise_cli.cli.options import DebugOption, ProjectOption, ReportFormat, ReportOption

if TYPE_CHECKING:
    from bwise_cli.pipeline.glossary_sync import GlossarySync


@guarded
def sync(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be sent and send nothing.")] = False,
    project: ProjectOption = None,
    report: ReportOption = ReportFormat.TEXT,
    debug: DebugOption = False,
) -> None:
    """Send the terms of the glossaries to DeepL, where drafts use them.

    One glossary in your DeepL account, called as the project, with a dictionary for each language. Only what changed
    is sent, and it costs nothing. The key is that of DEEPL_AUTH_KEY or of the system's keyring.
    """
    from bwise_cli.cli.choose import opened
    from bwise_cli.cli.printing import print_json
    from bwise_cli.pipeline.glossary_sync import sync_glossary

    done = sync_glossary(opened(project), dry_run=dry_run)
    if report is ReportFormat.JSON:
        print_json({"dry_run": dry_run, **_record(done)})
    else:
        _print(done, dry_run=dry_run)


def _print(done: "GlossarySync", *, dry_run: bool) -> None:
    from bwise_cli.cli.printing import counted, print_summary
    from bwise_cli.domain.finding import quoted

    for each in done.left_out:
        print(f"{each.language}: {each.identifier} is left out: {each.reason}")
    for language, number in sorted(done.terms.items()):
        state = ("would be sent" if dry_run else "sent") if language in done.plan.change else "already there"
        print(f"{language}: {counted(number, 'term')}, {state}")
    for language in done.plan.remove:
        print(f"{language}: no terms any more, {'would be removed' if dry_run else 'removed'}")
    for language in done.unsupported:
        print(f"{language}: DeepL has no glossaries for this language")
    changed = len(done.plan.change) + len(done.plan.remove)
    end = f"{changed} of {changed + len(done.plan.same)} dictionaries changed"
    if dry_run:
        end = "dry run; nothing was sent"
    elif not done.terms:
        end = "left as it is, as there are no terms to send"
    print_summary(f"glossary {quoted(done.plan.name)} at DeepL: {end}")


def _record(done: "GlossarySync") -> dict[str, Any]:
    return {
        "glossary": done.plan.name,
        "sent": sorted(done.plan.change),
        "removed": list(done.plan.remove),
        "unchanged": sorted(done.plan.same),
        "unsupported": list(done.unsupported),
        "terms": done.terms,
        "left_out": [
            {"id": each.identifier, "language": each.language, "reason": each.reason} for each in done.left_out
        ],
    }
