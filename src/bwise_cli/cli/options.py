"""Options and arguments that several commands share."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated, TypeAlias

import typer


class ReportFormat(StrEnum):
    """How a report is printed."""

    TEXT = "text"
    JSON = "json"


ProjectOption: TypeAlias = Annotated[
    Path | None,
    typer.Option("--project", metavar="DIR", help="The project's folder. Default: found upwards from here."),
]
ReportOption: TypeAlias = Annotated[
    ReportFormat, typer.Option("--format", help="How the report is printed on standard output.")
]
DebugOption: TypeAlias = Annotated[bool, typer.Option("--debug", help="Show a traceback if something goes wrong.")]
LocalesOption: TypeAlias = Annotated[
    list[str] | None, typer.Option("--locale", metavar="LOCALE", help="A locale, such as sl. May be repeated.")
]
CountriesOption: TypeAlias = Annotated[
    list[str] | None, typer.Option("--country", metavar="CC", help="A country, such as SI. May be repeated.")
]
EditionsOption: TypeAlias = Annotated[
    list[str] | None, typer.Option("--edition", metavar="EDITION", help="learner or trainer. May be repeated.")
]
