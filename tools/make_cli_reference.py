"""Make `docs/cli.md`: the help of every command as the program prints it, and the exit codes.

Run it after a change of a command: `.venv/bin/python tools/make_cli_reference.py`.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

from bwise_cli.cli.app import app
from bwise_cli.domain.errors import ExitCode

TARGET = Path(__file__).parents[1] / "docs" / "cli.md"
WIDTH = 90
"""Columns of the help, whatever the terminal is."""
MEANINGS = {
    ExitCode.DONE: ("done", "done, and nothing is wrong"),
    ExitCode.FINDINGS: (
        "findings",
        "the content is not as asked for: `check` found an error, or a release is not ready",
    ),
    ExitCode.USAGE: ("usage", "a wrong option, or a mistake in `bwise.toml` or in a country file"),
    ExitCode.REFUSED: ("refused", "an input file is broken or unsafe: a catalogue, a glossary, a master, an image"),
    ExitCode.LOCKED: ("locked", "another bwise is writing to the same project"),
    ExitCode.DISK: ("disk", "a file or folder cannot be read or written"),
    ExitCode.TOOL: ("tool", "pandoc or typst failed, or hit a limit"),
    ExitCode.REMOTE: ("remote", "a service on the network did not do all of it; the same command goes on from there"),
    ExitCode.BUG: ("bug", "a bug of bwise; run the command again with `--debug` and report what it prints"),
    ExitCode.INTERRUPTED: ("interrupted", "stopped from the keyboard"),
}
"""A short name and a sentence for each exit code."""


def make_reference() -> str:
    """The text of `docs/cli.md`."""
    return "\n".join([*_introduction(), *_commands(), *_exit_codes()])


def _introduction() -> Iterator[str]:
    yield "# Commands"
    yield ""
    yield "Made by `tools/make_cli_reference.py` from the program itself; do not edit this page by hand."
    yield "`bwise` stands for `python bootstrap.py`, or for `.venv/bin/bwise` (`.venv\\Scripts\\bwise` on Windows)."
    yield ""


def _commands() -> Iterator[str]:
    yield from _command("bwise", typer.main.get_command(app), None)


def _command(name: str, command: Any, parent: Any) -> Iterator[str]:
    """The section of a command, then those of the commands in it."""
    context = command.make_context(
        name.split()[-1], [], parent=parent, resilient_parsing=True, terminal_width=WIDTH, max_content_width=WIDTH
    )
    yield from _section(name, command.get_help(context))
    for inner, each in getattr(command, "commands", {}).items():
        yield from _command(f"{name} {inner}", each, context)


def _section(title: str, text: str) -> Iterator[str]:
    yield f"## {title}"
    yield ""
    yield "```text"
    yield from (line.rstrip() for line in text.strip().splitlines())
    yield "```"
    yield ""


def _exit_codes() -> Iterator[str]:
    yield "## Exit codes"
    yield ""
    yield "The codes are the same in every version. Where nothing was written, the last line of the message says so."
    yield ""
    yield "| code | name | meaning |"
    yield "|---:|---|---|"
    for code in ExitCode:
        name, meaning = MEANINGS[code]
        yield f"| {code.value} | {name} | {meaning} |"
    yield ""


if __name__ == "__main__":
    TARGET.write_text(make_reference(), encoding="utf-8", newline="\n")
