"""The program `bwise`: its commands."""

import gc
import io
import sys
from typing import Annotated

import typer

import bwise_cli
from bwise_cli.cli.align import align
from bwise_cli.cli.check import check
from bwise_cli.cli.extract import extract
from bwise_cli.cli.glossary import glossary
from bwise_cli.cli.memory import memory
from bwise_cli.cli.migrate import migrate
from bwise_cli.cli.package import package
from bwise_cli.cli.status import status
from bwise_cli.cli.translate import translate

GARBAGE_THRESHOLD = 200_000
"""Objects made before Python looks for cycles. A document is a tree of very many: looking for cycles in them as often
as Python does took a quarter of the time of an extraction, and found none."""

app = typer.Typer(
    name="bwise",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for command in (extract, translate, status, check, package, migrate, align):
    app.command()(command)
for group in (glossary, memory):
    app.add_typer(group)


def _print_version(wanted: bool) -> None:
    if wanted:
        print(f"bwise {bwise_cli.__version__}")
        raise typer.Exit


@app.callback()
def about(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """Localise curricula and package them: from English masters to Word and PDF training packs for each country.

    Exit codes: 0 done and clean; 1 findings; 2 usage or configuration; 3 input refused; 4 locked by another run;
    5 disk or permission; 6 pandoc or typst failed; 7 a service on the network did not do all of it; 70 a bug;
    130 interrupted.
    """


def main() -> None:
    """Run the program."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A pipe on Windows would take the code page of the system, which lacks most of the 12 languages.
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="backslashreplace")
    gc.set_threshold(GARBAGE_THRESHOLD)
    app()
