"""Looking at many catalogues in as many processes as there are processors: Python runs in one of them at a time."""

import os
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from bwise_cli.domain.message import State
from bwise_cli.pipeline.looking import Look, Scope, look
from bwise_cli.workspace import Workspace, open_workspace

WORTH = 500_000
"""Bytes of catalogues for each process, at the least: starting one takes as long as looking at so many."""
MOST = 8
"""Processes at once, at the most: each holds the masters."""


def looks_at(workspace: Workspace, scopes: Sequence[Scope], required: State) -> list[Look]:
    """What there is to say of every curriculum in each of `scopes`, in their order."""
    curricula = [each.name for each in workspace.project.curricula]
    count = max(1, min(os.cpu_count() or 1, MOST, _size(workspace, scopes) // WORTH))
    tasks = [(curriculum, part) for curriculum in curricula for part in _parts(scopes, count)]
    if count == 1:
        return [look(workspace, curriculum, part, required) for curriculum, part in tasks]
    # A fork would inherit locks of other threads, and Windows knows none.
    with ProcessPoolExecutor(count - 1, mp_context=get_context("spawn")) as pool:
        try:
            away = {
                place: pool.submit(_look, workspace.root, *tasks[place], required) for place in _shared(tasks, count)
            }
            here = {place: look(workspace, *task, required) for place, task in enumerate(tasks) if place not in away}
            return [here[n] if n in here else away[n].result() for n in range(len(tasks))]
        finally:
            pool.shutdown(cancel_futures=True)


def _shared(tasks: Sequence[object], count: int) -> list[int]:
    """Places of the tasks that other processes do; every first of `count` is for this one."""
    return [place for place in range(len(tasks)) if place % count]


def _look(root: Path, curriculum: str, scopes: Sequence[Scope], required: State) -> Look:
    """The same in a process of its own."""
    return look(open_workspace(root), curriculum, scopes, required)


def _parts(scopes: Sequence[Scope], count: int) -> list[Sequence[Scope]]:
    """`scopes` in runs of even length, at most `count` of them."""
    length = -(-len(scopes) // max(count, 1)) or 1
    return [scopes[start : start + length] for start in range(0, len(scopes), length)] or [scopes]


def _size(workspace: Workspace, scopes: Sequence[Scope]) -> int:
    """Bytes of the catalogues that are looked at."""
    paths = {workspace.catalogue_path(each.name, s.locale) for each in workspace.project.curricula for s in scopes}
    return sum(path.stat().st_size for path in paths if path.exists())
