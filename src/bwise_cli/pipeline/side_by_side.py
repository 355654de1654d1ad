"""Work done side by side in threads, such that a fault and an interrupt are heard at once."""

from collections.abc import Callable, Sequence
from concurrent.futures import ALL_COMPLETED, FIRST_EXCEPTION, Future, wait
from queue import Empty, SimpleQueue
from threading import Thread
from typing import TypeAlias, TypeVar

J = TypeVar("J")
R = TypeVar("R")
_Queue: TypeAlias = "SimpleQueue[tuple[Future[R], J]]"
LOOK = 0.2
"""Seconds between two looks: Windows lets no interrupt through while one thread waits for another."""


def side_by_side(work: Callable[[J], R], jobs: Sequence[J], at_once: int, stop: Callable[[], None]) -> list[R]:
    """What `work` makes of each of `jobs`, in their order.

    If one raises, or an interrupt comes, `stop` is called, no other is begun, and those that were may end before that
    is raised. A second interrupt does not wait for them: their threads end with the program.
    """
    coming: list[Future[R]] = [Future() for _ in jobs]
    queue: _Queue[R, J] = SimpleQueue()
    for future, job in zip(coming, jobs, strict=True):
        queue.put((future, job))
    for _ in range(min(at_once, len(jobs))):
        Thread(target=_serve, args=(work, queue), daemon=True).start()
    try:
        _await(coming, FIRST_EXCEPTION)
        fault = next((error for each in coming if each.done() and (error := each.exception())), None)
        if fault:
            raise fault
    except BaseException:
        stop()
        for each in coming:
            each.cancel()
        _await(coming, ALL_COMPLETED)
        raise
    return [each.result() for each in coming]


def _serve(work: Callable[[J], R], queue: "_Queue[R, J]") -> None:
    """Do what is in `queue` until nothing is."""
    while True:
        try:
            future, job = queue.get_nowait()
        except Empty:
            return
        if future.set_running_or_notify_cancel():
            try:
                future.set_result(work(job))
            except BaseException as error:  # whoever asks for the result gets it
                future.set_exception(error)


def _await(coming: Sequence["Future[R]"], until: str) -> None:
    """Wait for all, or with `FIRST_EXCEPTION` for the first that fails."""
    while True:
        done, others = wait(coming, LOOK, until)
        if not others or (until == FIRST_EXCEPTION and any(each.exception() for each in done)):
            return
