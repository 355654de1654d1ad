"""The commands `bwise glossary …`."""

import typer

from bwise_cli.cli.glossary_sync import sync

glossary = typer.Typer(name="glossary", no_args_is_help=True, rich_markup_mode=None)
for command in (sync,):
    glossary.command()(command)


@glossary.callback()
def about() -> None:
    """Look after the terms of the project."""
