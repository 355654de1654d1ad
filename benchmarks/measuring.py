"""A command as a child process, with the time and the memory that it and its own children take."""

import contextlib
import os
import subprocess
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

INTERVAL = 0.1
"""Seconds between two looks at the memory: each takes processor time from what is measured."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One run of a command."""

    seconds: float
    """Wall time."""
    processor: float
    """Seconds of processor time, of the process and those of its children that it waited for; 0 on Windows."""
    megabytes: float
    """The most memory that the process and its children held together."""


def measure(command: Sequence[str | os.PathLike[str]], folder: Path, expected: Sequence[int] = (0,)) -> Measured:
    """Run `command` in `folder`. Raises `SystemExit` with what it printed if it ends with a code that is not expected.

    A Python program keeps its compiled modules, as one that pip installed does.
    """
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    begin, before = time.perf_counter(), os.times()
    process = subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    watch = _Watch(process.pid)
    watch.start()
    printed, _ = process.communicate()
    seconds = time.perf_counter() - begin
    watch.done.set()
    watch.join()
    if process.returncode not in expected:
        raise SystemExit(f"{command[0]} failed with {process.returncode}:\n{printed.decode(errors='replace')[-2000:]}")
    after = os.times()
    processor = after.children_user + after.children_system - before.children_user - before.children_system
    return Measured(seconds, processor, watch.peak / 1e6)


class _Watch(threading.Thread):
    """Looks at the memory of a process and its children until it is told that they are done."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.done = threading.Event()
        self.peak = 0
        self._root = psutil.Process(pid)

    def run(self) -> None:
        while not self.done.wait(INTERVAL):
            with contextlib.suppress(psutil.Error):
                family = [self._root, *self._root.children(recursive=True)]
                self.peak = max(self.peak, sum(map(_held, family)))


def _held(process: psutil.Process) -> int:
    """Bytes that a process holds; of what it shares with others its part, where the system tells that."""
    try:
        memory = process.memory_full_info()
        return int(getattr(memory, "pss", memory.uss))
    except psutil.Error:
        return 0
