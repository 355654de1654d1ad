"""pandoc as a child process: bounded in memory and time, fed on standard input, never with a path of a stranger's."""

import subprocess
from collections.abc import Sequence
from functools import cache

from bwise_cli.domain.errors import ToolError

MEMORY_LIMIT = "-M512M"
TIME_LIMIT = 120.0
"""Seconds; a 300-page handbook takes about 10."""


@cache
def executable() -> str:
    """Path of the pandoc that comes with `pypandoc_binary`. Raises `ToolError` if it is not there."""
    import pypandoc

    try:
        return str(pypandoc.get_pandoc_path())
    except OSError as error:
        raise ToolError("pandoc is not installed; pip install pypandoc_binary brings it") from error


@cache
def version() -> str:
    """Version of pandoc, such as `3.9`."""
    return run(["--version"], b"").decode("utf-8").split()[1]


def run(arguments: Sequence[str], stdin: bytes, environment: dict[str, str] | None = None) -> bytes:
    """Run pandoc once and return what it prints. Raises `ToolError` if it fails or hits a limit."""
    command = [executable(), "+RTS", MEMORY_LIMIT, "-RTS", *arguments]
    try:
        done = subprocess.run(
            command, input=stdin, capture_output=True, timeout=TIME_LIMIT, env=environment, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise ToolError(f"pandoc took longer than {TIME_LIMIT:.0f} s and was stopped") from error
    except OSError as error:
        raise ToolError(f"pandoc cannot be started: {error}") from error
    if done.returncode != 0:
        reason = " ".join(done.stderr.decode("utf-8", "replace").split())
        raise ToolError(f"pandoc failed (exit {done.returncode}): {reason[:300]}")
    return done.stdout
