"""Make `docs/cli.md`: the help of every command as the program prints it, and the exit codes.

Run it after a change of a command: `.venv/bin/python tools/make_cli_reference.py`.
"""

from collections.abc import Iterator
from pathlib import Path

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
    ExitCode.REMOTE: ("remote", "a remote service did not answer all; no command of this version asks one"),
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
    group = typer.main.get_command(app)
    context = group.make_context("bwise", [], resilient_parsing=True, terminal_width=WIDTH, max_content_width=WIDTH)
    yield from _section("bwise", group.get_help(context))
    for name, command in group.commands.items():  # type: ignore[attr-defined]  # an app of several commands is a group
        inner = command.make_context(
            name, [], parent=context, resilient_parsing=True, terminal_width=WIDTH, max_content_width=WIDTH
        )
        yield from _section(f"bwise {name}", command.get_help(inner))


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
