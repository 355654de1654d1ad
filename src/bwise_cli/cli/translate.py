"""The command `bwise translate`."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bwise_cli.cli.guard import guarded
from bwise_cli.cli.options import CountriesOption, DebugOption, ProjectOption, ReportFormat, ReportOption
from bwise_cli.domain.memory import LEAST

if TYPE_CHECKING:
    from bwise_cli.pipeline.translate import Watch


@guarded
def translate(
    locales: Annotated[
        list[str] | None, typer.Argument(metavar="LOCALE…", help="Locales to draft, such as sl or nl_BE.")
    ] = None,
    countries: CountriesOption = None,
    engine: Annotated[
        str | None,
        typer.Option(help="What drafts beside the memory: auto, memory, deepl, local, libretranslate or pseudo."),
    ] = None,
    redraft: Annotated[bool, typer.Option("--redraft", help="Make drafts anew that nobody touched.")] = False,
    fuzzy: Annotated[
        int,
        typer.Option(
            metavar="PERCENT", min=50, max=100, help="How like a text must be whose translation helps; 100: the same."
        ),
    ] = LEAST,
    max_characters: Annotated[
        int | None, typer.Option(metavar="N", min=0, help="Send no more characters than this to the engine.")
    ] = None,
    models: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Where the models of the engine local are kept.")
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be drafted and what it costs; write and send nothing.")
    ] = False,
    project: ProjectOption = None,
    report: ReportOption = ReportFormat.TEXT,
    debug: DebugOption = False,
) -> None:
    """Fill what is empty in a locale with drafts.

    The memory comes first: texts that were translated before, and similar ones. Then the engine, if one can be had.
    Terms of the glossaries are shown in the comment of each message. What a person wrote is never touched, and no text
    is paid twice: what an engine answered is kept, and the same command goes on where a run ended.
    """
    from bwise_cli.cli.choose import chosen_locales, opened, require_engine
    from bwise_cli.cli.printing import print_json
    from bwise_cli.cli.translate_report import print_report, record
    from bwise_cli.domain.errors import ConfigurationError
    from bwise_cli.pipeline.foresee import foresee
    from bwise_cli.pipeline.translate import translate as run
    from bwise_cli.pipeline.translation import Wishes

    workspace = opened(project)
    chosen = chosen_locales(workspace, locales, countries)
    if not chosen:
        raise ConfigurationError("say which locale or country, such as: bwise translate sl")
    wishes = Wishes(require_engine(engine), redraft, fuzzy, max_characters, models)
    if dry_run:
        done = foresee(workspace, chosen, wishes)
    else:
        with _watched() as watch:
            done = run(workspace, chosen, wishes, watch)
    if report is ReportFormat.JSON:
        print_json(record(done, dry_run=dry_run))
    else:
        print_report(done, dry_run=dry_run)
    if done.fault:
        raise done.fault


@contextmanager
def _watched() -> "Iterator[Watch]":
    """Show a terminal how far each locale is; show nothing to anything else."""
    import sys

    from bwise_cli.cli.progress import Bars, Silent

    if not sys.stderr.isatty():
        yield Silent()
        return
    with Bars() as bars:
        yield bars
