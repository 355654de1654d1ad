"""Looking at many catalogues in as many processes as there are processors: Python runs in one of them at a time."""

import gc
import os
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from pathlib import Path
from typing import TypeAlias

from bwise_cli.domain.errors import ToolError
from bwise_cli.domain.gate import Look
from bwise_cli.domain.message import State
from bwise_cli.pipeline.kept_looks import KeptLooks
from bwise_cli.pipeline.looking import Scope, look
from bwise_cli.workspace import Workspace, open_workspace

WORTH = 500_000
"""Bytes of catalogues for each process, at the least: starting one takes as long as looking at so many."""
MOST = 8
"""Processes at once, at the most: each holds the masters."""

Task: TypeAlias = tuple[str, tuple[Scope, ...]]
"""A curriculum, and what of it is to be looked at."""


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
    tasks = _tasks(wanted, count)
    if count == 1:
        return [each for task in tasks for each in look(workspace, *task, required)]
    # A fork would inherit locks of other threads, and Windows knows none.
    spawn = get_context("spawn")
    with ProcessPoolExecutor(count - 1, spawn, initializer=gc.set_threshold, initargs=gc.get_threshold()) as pool:
        try:
            away = {n: pool.submit(_look, workspace.root, *task, required) for n, task in enumerate(tasks) if n % count}
            here = {n: look(workspace, *task, required) for n, task in enumerate(tasks) if n not in away}
            return [each for n in range(len(tasks)) for each in (here[n] if n in here else away[n].result())]
        except BrokenProcessPool as error:
            raise ToolError(
                "a process that looked at catalogues was ended from outside; is there enough memory? run it again"
            ) from error
        finally:
            pool.shutdown(cancel_futures=True)


def _look(root: Path, curriculum: str, scopes: Sequence[Scope], required: State) -> list[Look]:
    """The same in a process of its own."""
    return look(open_workspace(root), curriculum, scopes, required)


def _tasks(wanted: Sequence[tuple[str, Scope]], count: int) -> list[Task]:
    """`wanted` in order, what is wanted of each curriculum in at most `count` runs of even length."""
    by_name: dict[str, list[Scope]] = {}
    for name, scope in wanted:
        by_name.setdefault(name, []).append(scope)
    return [
        (name, tuple(scopes[start : start + length]))
        for name, scopes in by_name.items()
        for length in [-(-len(scopes) // count)]
        for start in range(0, len(scopes), length)
    ]


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0
