"""The command `bwise package`."""

from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from bwise_cli.cli.guard import guarded
from bwise_cli.cli.options import CountriesOption, DebugOption, EditionsOption, LocalesOption, ProjectOption

if TYPE_CHECKING:
    from bwise_cli.pipeline.package import Packaged, Request
    from bwise_cli.workspace import Workspace


CurriculaOption: TypeAlias = Annotated[
    list[str] | None, typer.Option("--curriculum", metavar="NAME", help="A curriculum. May be repeated.")
]
FormatsOption: TypeAlias = Annotated[
    list[str] | None, typer.Option("--format", metavar="FORMAT", help="docx or pdf. May be repeated.")
]
ReleaseOption: TypeAlias = Annotated[
    bool, typer.Option("--release", help="Refuse a pack that holds drafts or English, and list what is missing.")
]


@guarded
def package(
    countries: CountriesOption = None,
    every: Annotated[bool, typer.Option("--all", help="Every country of the project.")] = False,
    locales: LocalesOption = None,
    curricula: CurriculaOption = None,
    editions: EditionsOption = None,
    formats: FormatsOption = None,
    release: ReleaseOption = False,
    project: ProjectOption = None,
    debug: DebugOption = False,
) -> None:
    """Make the training packs of a country.

    For each locale of the country: a folder with Word and PDF files and a manifest. A pack that holds drafts or
    English says so on its cover and on every page. A pack replaces the last one whole or not at all. Exits 1 if
    a translation was refused or a variable has no value: the pack is made, and marked as a draft.
    """
    from bwise_cli.cli.choose import opened
    from bwise_cli.cli.printing import counted, print_summary
    from bwise_cli.cli.requests import package_requests
    from bwise_cli.domain.errors import ExitCode

    workspace = opened(project)
    requests = package_requests(
        workspace.project,
        countries=list(workspace.project.countries) if every else countries or [],
        locales=locales or [],
        curricula=curricula or [],
        editions=editions or [],
        formats=formats or [],
        release=release,
    )
    if errors := sum(_made(workspace, request) for request in requests):
        print_summary(f"{counted(errors, 'error')}; the packs were made, and are marked as drafts", to_stderr=True)
        raise typer.Exit(ExitCode.FINDINGS)


def _made(workspace: "Workspace", request: "Request") -> int:
    """Make the packs of one request and print what they are; return the number of errors in them."""
    from bwise_cli.cli.printing import count_of, print_findings, progress
    from bwise_cli.domain.finding import Severity
    from bwise_cli.pipeline.package import package as run

    errors = 0
    with progress() as tell:
        done = run(workspace, request, tell)
    for packaged in done:
        print_findings(packaged.findings, more="bwise check --everything", to_stderr=True)
        _print_packaged(packaged)
        errors += count_of(packaged.findings, Severity.ERROR)
    return errors


def _print_packaged(packaged: "Packaged") -> None:
    from bwise_cli.cli.printing import print_summary
    from bwise_cli.domain.message import State

    pack = packaged.pack
    for name, content in pack.files.items():
        print(f"{packaged.folder}/{name}  {len(content) / 1024:.0f} kB")
    totals = {state: sum(c[state] for part in pack.parts for c in part.words.values()) for state in State}
    words = ", ".join(f"{number} {state.value}" for state, number in totals.items() if number)
    kind = "release" if pack.release else "draft"
    again = len(pack.files) - packaged.rendered
    print_summary(
        f"{packaged.folder} ({kind}): {packaged.rendered} typeset, {again} unchanged; words: {words or 'none'}"
    )
