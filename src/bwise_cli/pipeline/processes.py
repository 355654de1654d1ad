"""Looking at many catalogues in as many processes as there are processors: Python runs in one of them at a time."""

import gc
import os
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import cache
from multiprocessing import get_context
from pathlib import Path

from bwise_cli.domain.errors import ToolError
from bwise_cli.domain.gate import Look
from bwise_cli.domain.message import State
from bwise_cli.pipeline.kept_looks import KeptLooks
from bwise_cli.pipeline.looking import Lookers, Scope
from bwise_cli.workspace import Workspace, open_workspace

WORTH = 500_000
"""Bytes of catalogues for each process, at the least: starting one takes as long as looking at so many."""
MOST = 8
"""Processes at once, at the most: each holds the masters."""


def looks_at(workspace: Workspace, scopes: Sequence[Scope], required: State) -> list[Look]:
    """What there is to say of every curriculum in each of `scopes`, in their order."""
    kept = KeptLooks(workspace, scopes, required)
    wanted = [(each.name, scope) for each in workspace.project.curricula for scope in scopes]
    known = [kept.recall(*each) for each in wanted]
    missing = [each for each, recalled in zip(wanted, known, strict=True) if recalled is None]
    made = _made(workspace, missing, required)
    kept.keep(zip(missing, made, strict=True))
    new = iter(made)
    return [recalled or next(new) for recalled in known]


def _made(workspace: Workspace, wanted: Sequence[tuple[str, Scope]], required: State) -> list[Look]:
    size = sum(_size(workspace.catalogue_path(name, scope.locale)) for name, scope in wanted)
    count = max(1, min(os.cpu_count() or 1, MOST, size // WORTH))
    lookers = Lookers(workspace, required)
    if count == 1:
        return [lookers.look_at(*each) for each in wanted]
    # A fork would inherit locks of other threads, and Windows knows none.
    spawn = get_context("spawn")
    with ProcessPoolExecutor(count - 1, spawn, initializer=gc.set_threshold, initargs=gc.get_threshold()) as pool:
        try:
            away = [pool.submit(_look, workspace.root, *each, required) for each in wanted]
            last_first = reversed(range(len(wanted)))  # the others begin at the front
            here = {n: lookers.look_at(*wanted[n]) for n in last_first if away[n].cancel()}
            return [here[n] if n in here else away[n].result() for n in range(len(wanted))]
        except BrokenProcessPool as error:
            raise ToolError(
                "a process that looked at catalogues was ended from outside; is there enough memory? run it again"
            ) from error
        finally:
            pool.shutdown(cancel_futures=True)


def _look(root: Path, curriculum: str, scope: Scope, required: State) -> Look:
    """The same in a process of its own."""
    return _lookers(root, required).look_at(curriculum, scope)


@cache
def _lookers(root: Path, required: State) -> Lookers:
    return Lookers(open_workspace(root), required)


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0
