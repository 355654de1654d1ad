"""How drafting goes on, as bars on a terminal."""

from threading import Lock
from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn


class Silent:
    """Shows nothing."""

    def begin(self, locale: str, texts: int) -> None:
        """Hear of texts that go to an engine."""

    def advance(self, locale: str, texts: int, characters: int) -> None:
        """Hear of texts that are done."""


class Bars:
    """A bar for each locale: messages, characters sent, time left."""

    def __init__(self) -> None:
        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[characters]:,} characters"),
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
                self._tasks[locale] = self._progress.add_task(locale, total=0, characters=0)
            total, characters = self._totals.get(locale, (0, 0))
            self._totals[locale] = (total + texts, characters)
            self._progress.update(self._tasks[locale], total=total + texts)

    def advance(self, locale: str, texts: int, characters: int) -> None:
        """Move the bar of a locale on."""
        with self._lock:
            total, sent = self._totals[locale]
            self._totals[locale] = (total, sent + characters)
            self._progress.update(self._tasks[locale], advance=texts, characters=sent + characters)
