"""git, as far as it says what changed since a revision. It is run as a program, and only where somebody asks."""

import os
import subprocess
from pathlib import Path

from bwise_cli.domain.errors import ConfigurationError, ToolError
from bwise_cli.domain.finding import quoted

TIME_LIMIT = 60.0
"""Seconds for one question."""
_OF_HOOKS = ("GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE", "GIT_PREFIX")
"""What git tells its hooks of the repository: true in the folder in which they start, and not in another."""


def folder_in_repository(folder: Path) -> str:
    """`folder` as its repository knows it, with forward slashes; empty if it is all of one, or in none."""
    folder = folder.resolve()
    top = next((each for each in (folder, *folder.parents) if (each / ".git").exists()), folder)
    return "" if top == folder else folder.relative_to(top).as_posix()


def merge_base(root: Path, revision: str) -> str:
    """The commit in which what is checked out in `root` parted from `revision`.

    Raises `ConfigurationError` if there is no such revision, no repository, or too little of its history.
    """
    commit = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if commit is None:
        raise ConfigurationError(
            f"git knows no revision {quoted(revision)}; name a branch, tag or commit, and in CI fetch the whole history"
        )
    base = _git(root, "merge-base", commit.decode("ascii").strip(), "HEAD")
    if base is None:
        raise ConfigurationError(
            f"no common history with {quoted(revision)}; in CI fetch the whole history (fetch-depth: 0)"
        )
    return base.decode("ascii").strip()


def changed_files(root: Path, commit: str) -> frozenset[str]:
    """Files of `root`, with forward slashes, that are not as they were in `commit`, or that git does not know.

    A repository inside, such as a submodule, is one name, without those of its files.
    """
    differing = _git(root, "diff", "--name-only", "--relative", "-z", "--no-renames", commit, "--") or b""
    unknown = _git(root, "ls-files", "--others", "--exclude-standard", "-z") or b""
    names = (name.rstrip(b"/") for name in (differing + unknown).split(b"\0"))
    return frozenset(name.decode("utf-8", "surrogateescape") for name in names if name)


def file_at(root: Path, commit: str, path: str) -> bytes | None:
    """The file `path` of `root` as it was in `commit`; None if it was not there."""
    return _git(root, "show", f"{commit}:./{path}")


def _git(root: Path, *words: str) -> bytes | None:
    """What git prints; None if it says no. Raises `ConfigurationError` outside of a repository."""
    try:
        done = subprocess.run(
            ["git", "-C", str(root), *words],
            capture_output=True,
            timeout=TIME_LIMIT,
            check=False,
            stdin=subprocess.DEVNULL,
            env=_environment(),
        )
    except FileNotFoundError as error:
        raise ToolError("git is not installed, and --since asks it what changed") from error
    except (OSError, subprocess.TimeoutExpired) as error:
        raise ToolError(f"git cannot be run: {error}") from error
    said = done.stderr.decode("utf-8", "replace")
    if "not a git repository" in said or "dubious ownership" in said:
        raise ConfigurationError(f"--since needs a git repository: {' '.join(said.split())[:200]}")
    return done.stdout if done.returncode == 0 else None


def _environment() -> dict[str, str]:
    """What git is to know: it finds the repository itself, speaks English, and leaves the index alone."""
    kept = {name: value for name, value in os.environ.items() if name not in _OF_HOOKS}
    return {**kept, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"}
