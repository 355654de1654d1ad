"""Between a command and the shell: faults in running become a message and an exit code."""

import functools
import sys
from collections.abc import Callable
from typing import ParamSpec, TypeVar

import typer

from bwise_cli.cli.printing import print_findings, print_summary
from bwise_cli.domain.errors import BwiseError, ExitCode

P = ParamSpec("P")
R = TypeVar("R")


def guarded(command: Callable[P, R]) -> Callable[P, R]:
    """`command` such that it ends with a message and an exit code, never with a traceback unless `debug` is set."""

    @functools.wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except typer.Exit:
            raise
        except KeyboardInterrupt:
            print_summary("interrupted; files that were not finished are as they were", to_stderr=True)
            raise typer.Exit(ExitCode.INTERRUPTED) from None
        except BwiseError as error:
            if kwargs.get("debug"):
                raise
            print_findings(error.findings, more="bwise check --everything", to_stderr=True)
            end = f" ({error.outcome})" if error.message.endswith("?") else f"; {error.outcome}"
            print_summary(error.message + end, to_stderr=True)
            raise typer.Exit(error.exit_code) from None
        except BrokenPipeError:
            sys.stderr.close()
            raise typer.Exit(ExitCode.DISK) from None
        except OSError as error:  # files are written with errors of their own; what is left is the output
            if kwargs.get("debug"):
                raise
            reason = error.strerror or type(error).__name__
            print_summary(f"what was to be printed could not be written: {reason.lower()}", to_stderr=True)
            sys.stdout = None  # what is left in its buffer cannot be written either
            raise typer.Exit(ExitCode.DISK) from None
        except Exception as error:  # the last line of defence: the user gets a sentence, not a traceback
            if kwargs.get("debug"):
                raise
            name = type(error).__name__
            print_summary(f"a bug in bwise ({name}: {error}); run it again with --debug and report it", to_stderr=True)
            raise typer.Exit(ExitCode.BUG) from None

    return run
