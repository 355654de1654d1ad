"""The command `bwise align`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bwise_cli.cli.guard import guarded
from bwise_cli.cli.options import DebugOption, ProjectOption, ReportFormat, ReportOption
from bwise_cli.domain.errors import ExitCode

if TYPE_CHECKING:
    from bwise_cli.align import Pair
    from bwise_cli.pipeline.align import Salvage


THRESHOLD = 0.8
"""Confidence from which a pair is taken; `benchmarks/align.py` measures what that is worth."""


@guarded
def align(
    source: Annotated[Path, typer.Argument(metavar="ENGLISH", help="The English document: Word or Markdown.")],
    translation: Annotated[Path, typer.Argument(metavar="TRANSLATION", help="Its translation: Word or Markdown.")],
    locale: Annotated[str, typer.Option("--locale", metavar="LOCALE", help="Locale of the translation, such as sl.")],
    curriculum: Annotated[
        str | None, typer.Option("--curriculum", metavar="NAME", help="A curriculum; default: every one.")
    ] = None,
    threshold: Annotated[
        float, typer.Option(min=0.0, max=1.0, help="Confidence that a pair must have to be taken, 0 to 1.")
    ] = THRESHOLD,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be filled and write nothing.")] = False,
    project: ProjectOption = None,
    report: ReportOption = ReportFormat.TEXT,
    debug: DebugOption = False,
) -> None:
    """Salvage a translation that was made in Word, or in Markdown, long ago.

    The English document and its translation are laid beside each other, passage by passage, and what is surely a pair
    becomes a draft in the catalogues. A text that has changed since becomes outdated, with the old English beside it.
    What is in doubt is left out and listed. What has a translation already is never touched.
    """
    from bwise_cli.cli.choose import chosen_locales, opened
    from bwise_cli.cli.printing import print_findings, print_json
    from bwise_cli.pipeline.align import align_documents

    workspace = opened(project)
    (chosen,) = chosen_locales(workspace, [locale], None)
    done = align_documents(workspace, (source, translation), chosen, curriculum, threshold, dry_run=dry_run)
    if report is ReportFormat.JSON:
        print_json(_record(done, dry_run=dry_run))
    else:
        print_findings(done.findings, more="--format json")
        _print_report(done, threshold, dry_run=dry_run)
    if not done.taken:
        raise typer.Exit(ExitCode.FINDINGS)


def _print_report(done: "Salvage", threshold: float, *, dry_run: bool) -> None:
    from bwise_cli.cli.printing import counted, print_summary

    pairs = done.alignment.pairs
    low = sum(pair.confidence < threshold for pair in pairs)
    left = f"{len(done.alignment.sources_left)} and {len(done.alignment.targets_left)} without a counterpart"
    print(f"{done.source}, {done.translation}: {counted(len(pairs), 'pair')}, {low} of them in doubt; {left}")
    for each in done.catalogues:
        drafts = counted(each.drafts, "draft")
        print(f"{each.path}: {drafts}, {each.outdated} outdated, {each.known} translated before")
    if done.elsewhere:
        print(f"{counted(done.elsewhere, 'text')} of the English document in no master")
    written = counted(sum(each.written for each in done.catalogues), "catalogue")
    if not done.taken:
        print_summary("nothing could be aligned; nothing was written")
    elif dry_run:
        print_summary(f"dry run: {written} would be written; nothing was written")
    else:
        print_summary(f"{written} written")


def _record(done: "Salvage", *, dry_run: bool) -> dict[str, Any]:
    from bwise_cli.cli.printing import finding_record

    taken = set(map(id, done.taken))
    return {
        "dry_run": dry_run,
        "source": done.source,
        "translation": done.translation,
        "pairs": [_pair_record(pair, taken=id(pair) in taken) for pair in done.alignment.pairs],
        "catalogues": [
            {
                "path": each.path,
                "drafts": each.drafts,
                "outdated": each.outdated,
                "known": each.known,
                "written": each.written and not dry_run,
            }
            for each in done.catalogues
        ],
        "elsewhere": done.elsewhere,
        "findings": [finding_record(finding) for finding in done.findings],
    }


def _pair_record(pair: "Pair", *, taken: bool) -> dict[str, Any]:
    return {
        "confidence": round(pair.confidence, 3),
        "taken": taken,
        "source": [{"passage": each.number, "text": each.text} for each in pair.sources],
        "translation": [{"passage": each.number, "text": each.text} for each in pair.targets],
    }
