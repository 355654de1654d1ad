"""How drafting goes on, as bars on a terminal."""

from threading import Lock
from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

MEGABYTE = 1_000_000
BAR_WIDTH = 24
"""Columns of a bar: with long numbers beside it, a line still fits 80 columns."""


class Silent:
    """Shows nothing."""

    def begin(self, locale: str, texts: int) -> None:
        """Hear of texts that go to an engine."""

    def advance(self, locale: str, texts: int, characters: int) -> None:
        """Hear of texts that are done."""

    def fetch(self, model: str, done: int, total: int) -> None:
        """Hear of bytes of a model."""

    def stop(self) -> None:
        """Hear that the run ends early."""


class Bars:
    """A bar for each locale: messages, characters sent, time left; and one for each model that is fetched."""

    def __init__(self) -> None:
        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(bar_width=BAR_WIDTH),
            MofNCompleteColumn(),
            TextColumn("{task.fields[note]}"),
            TimeRemainingColumn(),
            console=Console(stderr=True),
        )
        self._tasks: dict[str, TaskID] = {}
        self._totals: dict[str, tuple[int, int]] = {}
        self._lock = Lock()

    def __enter__(self) -> "Bars":
        self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._progress.stop()

    def begin(self, locale: str, texts: int) -> None:
        """Make the bar of a locale, or make it longer."""
        with self._lock:
            if locale not in self._tasks:
                self._tasks[locale] = self._progress.add_task(locale, total=0, note="")
            total, characters = self._totals.get(locale, (0, 0))
            self._totals[locale] = (total + texts, characters)
            self._progress.update(self._tasks[locale], total=total + texts)

    def advance(self, locale: str, texts: int, characters: int) -> None:
        """Move the bar of a locale on."""
        with self._lock:
            total, sent = self._totals[locale]
            self._totals[locale] = (total, sent + characters)
            self._progress.update(self._tasks[locale], advance=texts, note=f"{sent + characters:,} characters")

    def fetch(self, model: str, done: int, total: int) -> None:
        """Show how much of a model is there."""
        with self._lock:
            if model not in self._tasks:
                self._tasks[model] = self._progress.add_task(f"model {model}", note="MB")
            self._progress.update(self._tasks[model], completed=done // MEGABYTE, total=total // MEGABYTE)

    def stop(self) -> None:
        """Say what is waited for."""
        waiting = "bwise: ending when the answers that are on their way are saved; Ctrl+C again ends without them"
        self._progress.console.print(waiting, highlight=False)
