"""Faults in running: one small family of exceptions, each with the exit code a shell sees.

Faults in content are not exceptions; they are `Finding`s. An exception may carry the findings
that made going on impossible.
"""

from enum import IntEnum
from typing import ClassVar

from bwise_cli.domain.finding import Finding

NOTHING_WRITTEN = "nothing was written"


class ExitCode(IntEnum):
    """What a `bwise` process exits with. Public and frozen: scripts and CI rely on it."""

    DONE = 0
    FINDINGS = 1
    USAGE = 2
    REFUSED = 3
    LOCKED = 4
    DISK = 5
    TOOL = 6
    REMOTE = 7
    BUG = 70
    INTERRUPTED = 130


class BwiseError(Exception):
    """A run that cannot go on.

    `message` is one line for people, lower case, without a full stop. `findings` are printed
    before it. `outcome` says whether files changed.
    """

    exit_code: ClassVar[ExitCode] = ExitCode.BUG

    def __init__(
        self,
        message: str,
        *,
        findings: tuple[Finding, ...] = (),
        outcome: str = NOTHING_WRITTEN,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.findings = findings
        self.outcome = outcome


class GateError(BwiseError):
    """The content is not what was asked for: a gate not met, conflicts."""

    exit_code = ExitCode.FINDINGS


class ConfigurationError(BwiseError):
    """A wrong option, or a mistake in `bwise.toml` or a country file."""

    exit_code = ExitCode.USAGE


class RefusedError(BwiseError):
    """An input file that is broken or unsafe."""

    exit_code = ExitCode.REFUSED


class LockedError(BwiseError):
    """Another run is writing to the same project."""

    exit_code = ExitCode.LOCKED


class DiskError(BwiseError):
    """A file or folder that cannot be read or written."""

    exit_code = ExitCode.DISK


class ToolError(BwiseError):
    """pandoc or typst failed or hit a limit."""

    exit_code = ExitCode.TOOL


class RemoteError(BwiseError):
    """A remote service did not do all of it; what it did is kept, and the same command goes on from there."""

    exit_code = ExitCode.REMOTE


class PartlyAnsweredError(RemoteError):
    """A remote service answered the first passages of an order and then no more."""

    def __init__(self, message: str, answers: tuple[str, ...]) -> None:
        super().__init__(message)
        self.answers = answers
        """The answers that came, to the first passages in their order: they are paid, keep them."""
