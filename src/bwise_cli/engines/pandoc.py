"""pandoc as a child process: bounded in memory and time, fed on standard input, never with a path of a stranger's."""

import subprocess
from collections.abc import Sequence
from functools import cache

from bwise_cli.domain.errors import ToolError

READING_MEMORY = "512M"
"""Heap for texts of strangers: 574 masters at once take less."""
WRITING_MEMORY = "4096M"
"""Heap for a whole book with its pictures inside: 60 photographs of 1.2 MB do not fit into 512 MB."""
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


def run(
    arguments: Sequence[str],
    stdin: bytes,
    environment: dict[str, str] | None = None,
    *,
    memory: str = READING_MEMORY,
) -> bytes:
    """Run pandoc once and return what it prints. Raises `ToolError` if it fails or hits a limit."""
    command = [executable(), "+RTS", f"-M{memory}", "-RTS", *arguments]
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
