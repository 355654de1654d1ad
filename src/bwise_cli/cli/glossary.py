"""The commands `bwise glossary …`."""

import typer

from bwise_cli.cli.glossary_check import check
from bwise_cli.cli.glossary_export import export
from bwise_cli.cli.glossary_import import import_terms
from bwise_cli.cli.glossary_sync import sync

glossary = typer.Typer(name="glossary", no_args_is_help=True, rich_markup_mode=None)
glossary.command("check")(check)
glossary.command("import")(import_terms)
glossary.command("export")(export)
glossary.command("sync")(sync)


@glossary.callback()
def about() -> None:
    """Look after the terms of the project."""
