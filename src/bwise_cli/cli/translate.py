"""The command `bwise translate`."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from bwise_cli.cli.guard import guarded
from bwise_cli.cli.options import CountriesOption, DebugOption, ProjectOption, ReportFormat, ReportOption
from bwise_cli.domain.memory import LEAST

if TYPE_CHECKING:
    from bwise_cli.pipeline.translate import Watch
    from bwise_cli.pipeline.translation import Translation, Wishes
    from bwise_cli.workspace import Workspace


LocalesArgument: TypeAlias = Annotated[
    list[str] | None, typer.Argument(metavar="LOCALE…", help="Locales to draft, such as sl or nl_BE.")
]
EngineOption: TypeAlias = Annotated[
    str | None,
    typer.Option(help="What drafts beside the memory: auto, memory, deepl, local, libretranslate or pseudo."),
]
RedraftOption: TypeAlias = Annotated[bool, typer.Option("--redraft", help="Make drafts anew that nobody touched.")]
FuzzyOption: TypeAlias = Annotated[
    int,
    typer.Option(
        metavar="PERCENT", min=50, max=100, help="How like a text must be whose translation helps; 100: the same."
    ),
]
MaxCharactersOption: TypeAlias = Annotated[
    int | None, typer.Option(metavar="N", min=0, help="Send no more characters than this to the engine.")
]
ModelsOption: TypeAlias = Annotated[
    Path | None, typer.Option(metavar="DIR", help="Where the models of the engine local are kept.")
]
DryRunOption: TypeAlias = Annotated[
    bool, typer.Option("--dry-run", help="Say what would be drafted and what it costs; write and send nothing.")
]


@guarded
def translate(
    locales: LocalesArgument = None,
    countries: CountriesOption = None,
    engine: EngineOption = None,
    redraft: RedraftOption = False,
    fuzzy: FuzzyOption = LEAST,
    max_characters: MaxCharactersOption = None,
    models: ModelsOption = None,
    dry_run: DryRunOption = False,
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
    from bwise_cli.pipeline.translation import Wishes

    workspace = opened(project)
    chosen = chosen_locales(workspace, locales, countries)
    if not chosen:
        raise ConfigurationError("say which locale or country, such as: bwise translate sl")
    wishes = Wishes(require_engine(engine), redraft, fuzzy, max_characters, models)
    done = foresee(workspace, chosen, wishes) if dry_run else _drafted(workspace, chosen, wishes)
    if report is ReportFormat.JSON:
        print_json(record(done, dry_run=dry_run))
    else:
        print_report(done, dry_run=dry_run)
    if done.fault:
        raise done.fault


def _drafted(workspace: "Workspace", locales: list[str], wishes: "Wishes") -> "Translation":
    from bwise_cli.pipeline.translate import translate as run

    with _watched() as watch:
        return run(workspace, locales, wishes, watch)


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
