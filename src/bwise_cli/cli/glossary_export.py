"""The command `bwise glossary export`."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from bwise_cli.cli.guard import guarded
from bwise_cli.cli.options import DebugOption, LocalesOption, ProjectOption


class ExportFormat(StrEnum):
    """What terms are exported as."""

    CSV = "csv"
    XLSX = "xlsx"
    TBX = "tbx"


@guarded
def export(
    form: Annotated[
        ExportFormat | None, typer.Option("--format", help="Default: that of the file's name, or CSV.")
    ] = None,
    locales: LocalesOption = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="Where to. Default: standard output.")
    ] = None,
    project: ProjectOption = None,
    debug: DebugOption = False,
) -> None:
    """Write the terms for spreadsheets and terminology programs.

    CSV and XLSX open in Excel as they are, TBX in terminology programs; `bwise glossary import` takes each back. With
    --locale only the words in that locale are in the file, beside the English ones.
    """
    from bwise_cli import files
    from bwise_cli.cli.choose import chosen_locales, opened
    from bwise_cli.domain.errors import ConfigurationError
    from bwise_cli.pipeline.glossary import export_glossary

    chosen = form or _of_name(output)
    if output is None and chosen is ExportFormat.XLSX:
        raise ConfigurationError("a spreadsheet is no text for the terminal; say where to, such as: -o terms.xlsx")
    workspace = opened(project)
    if output and output.resolve().parent == workspace.glossaries_folder.resolve():
        raise ConfigurationError(f"{output.as_posix()} would be a glossary of the project itself; write it elsewhere")
    data = export_glossary(workspace, chosen.value, chosen_locales(workspace, locales, None))
    if output is None:
        print(data.decode("utf-8-sig").replace("\r\n", "\n"), end="")
    else:
        files.write_whole(output, data, output.as_posix())


def _of_name(output: Path | None) -> ExportFormat:
    ending = output.suffix.lower().lstrip(".") if output else ""
    return ExportFormat(ending) if ending in list(ExportFormat) else ExportFormat.CSV
