"""The command `bwise translate`."""

from typing import TYPE_CHECKING, Annotated

import typer

from bwise_cli.cli.guard import guarded
from bwise_cli.cli.options import CountriesOption, DebugOption, ProjectOption, ReportFormat, ReportOption

if TYPE_CHECKING:
    from bwise_cli.pipeline.translate import Translation


@guarded
def translate(
    locales: Annotated[
        list[str] | None, typer.Argument(metavar="LOCALE…", help="Locales to draft, such as sl or nl_BE.")
    ] = None,
    countries: CountriesOption = None,
    engine: Annotated[
        str | None,
        typer.Option(help="What drafts beside the memory: memory, deepl, local, libretranslate or pseudo."),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be drafted and write nothing.")] = False,
    project: ProjectOption = None,
    report: ReportOption = ReportFormat.TEXT,
    debug: DebugOption = False,
) -> None:
    """Fill what is empty in a locale with drafts.

    The memory comes first: texts that were translated before in this locale. Then the engine, if one can be
    had. Terms of the glossaries are shown in the comment of each message. What a person wrote is never touched.
    """
    from bwise_cli.cli.choose import chosen_engine, chosen_locales, opened
    from bwise_cli.cli.printing import counted, print_json, print_summary
    from bwise_cli.domain.errors import ConfigurationError
    from bwise_cli.pipeline.translate import translate as run

    workspace = opened(project)
    chosen = chosen_locales(workspace, locales, countries)
    if not chosen:
        raise ConfigurationError("say which locale or country, such as: bwise translate sl")
    done = run(workspace, chosen, chosen_engine(workspace, engine), dry_run=dry_run)
    if report is ReportFormat.JSON:
        print_json({"dry_run": dry_run, **_record(done)})
        return
    for each in done.catalogues:
        drafted = ", ".join(f"{number} from {name}" for name, number in each.drafted.by_engine.items())
        print(f"{each.path}: {drafted}; {counted(each.drafted.left, 'message')} still empty")
    if done.advice:
        print_summary(done.advice)
    if dry_run:
        print_summary("dry run; nothing was written")


def _record(done: "Translation") -> dict[str, object]:
    catalogues = [
        {"path": each.path, "drafted": each.drafted.by_engine, "empty": each.drafted.left} for each in done.catalogues
    ]
    return {"catalogues": catalogues, "advice": done.advice}
