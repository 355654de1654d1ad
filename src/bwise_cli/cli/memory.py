"""The commands `bwise memory …`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bwise_cli.cli.guard import guarded
from bwise_cli.cli.options import DebugOption, LocalesOption, ProjectOption, ReportFormat, ReportOption

if TYPE_CHECKING:
    from bwise_cli.pipeline.memory import Held

OUTPUT = Path("memory.tmx")

memory = typer.Typer(name="memory", no_args_is_help=True, rich_markup_mode=None)


@memory.callback()
def about() -> None:
    """Translation memories: what was translated before, for drafts and for other tools.

    `bwise translate` looks up every empty text in the catalogues of the project and in the TMX files of its folder
    `memories`.
    """


@memory.command("list")
@guarded
def list_(project: ProjectOption = None, report: ReportOption = ReportFormat.TEXT, debug: DebugOption = False) -> None:
    """Show what is known: how many translations for each locale."""
    from bwise_cli.cli.choose import opened
    from bwise_cli.cli.printing import print_json
    from bwise_cli.pipeline.memory import held

    found = held(opened(project))
    if report is ReportFormat.JSON:
        print_json({"memories": [_record(each) for each in found]})
        return
    for each in found:
        print(f"{each.path}: {_described(each)}")


@memory.command("import")
@guarded
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE.tmx", help="The memory, in any version of TMX.")],
    penalty: Annotated[
        int | None,
        typer.Option(min=0, max=100, help="Percent that its translations count less. Default: as the file says, or 0."),
    ] = None,
    locales: LocalesOption = None,
    replace: Annotated[bool, typer.Option("--replace", help="Take the place of a memory of the same name.")] = False,
    project: ProjectOption = None,
    report: ReportOption = ReportFormat.TEXT,
    debug: DebugOption = False,
) -> None:
    """Take the memory of an earlier project into this one.

    What it has in the languages of the project goes into the folder memories, without names of persons. The file itself
    stays as it is.
    """
    from bwise_cli.cli.choose import chosen_locales, opened
    from bwise_cli.cli.printing import counted, print_json
    from bwise_cli.pipeline.memory import import_memory

    workspace = opened(project)
    done = import_memory(workspace, file, chosen_locales(workspace, locales, None), penalty=penalty, replace=replace)
    if report is ReportFormat.JSON:
        print_json({**_record(done.held), "read": done.read})
        return
    print(f"{done.held.path}: {_described(done.held)}; the file has {counted(done.read, 'unit')}")


@memory.command("export")
@guarded
def export(
    locales: LocalesOption = None,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="The file to write.")] = Path(
        "memory.tmx"
    ),
    project: ProjectOption = None,
    report: ReportOption = ReportFormat.TEXT,
    debug: DebugOption = False,
) -> None:
    """Write what persons translated in this project to a TMX file, for other tools and later projects.

    Drafts are left out; so are names of persons.
    """
    from bwise_cli.cli.choose import chosen_locales, opened, started_locales
    from bwise_cli.cli.printing import counted, print_json, print_summary
    from bwise_cli.pipeline.memory import export_memory

    workspace = opened(project)
    chosen = chosen_locales(workspace, locales, None) or started_locales(workspace)
    done = export_memory(workspace, chosen, output)
    if report is ReportFormat.JSON:
        record = {"units": done.units, "translations": done.translations, "left_out": done.left_out}
        print_json({"path": str(output), **record})
        return
    print(f"{output}: {counted(done.units, 'text')}, {counted(done.translations, 'translation')}")
    if done.left_out:
        print_summary(f"{counted(done.left_out, 'text')} left out: XML cannot hold some of their characters")


def _described(each: "Held") -> str:
    counts = ", ".join(f"{number} {locale}" for locale, number in each.units.items()) or "nothing"
    return f"{counts}; counts {each.penalty} % less" if each.penalty else counts


def _record(each: "Held") -> dict[str, object]:
    return {"path": each.path, "penalty": each.penalty, "units": each.units}
