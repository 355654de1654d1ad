"""How much may be sent: a limit over all locales of a run."""

from collections.abc import Sequence
from threading import Lock


class Budget:
    """Characters that may still be sent, over all locales. Safe to use from several threads."""

    def __init__(self, limit: int | None = None) -> None:
        self.sent = 0
        self.exhausted = False
        self._limit = limit
        self._stopped = False
        self._lock = Lock()

    @property
    def is_over(self) -> bool:
        """Whether nothing may be sent any more."""
        return self.exhausted or self._stopped

    def grant(self, sizes: Sequence[int]) -> int:
        """How many texts of these sizes may be sent, from the first; if not all, nothing may be sent any more."""
        with self._lock:
            for granted, size in enumerate(sizes):
                if self._limit is not None and self.sent + size > self._limit:
                    self.exhausted = True
                if self.is_over:
                    return granted
                self.sent += size
            return len(sizes)

    def stop(self) -> None:
        """Let nothing more be sent."""
        self._stopped = True
