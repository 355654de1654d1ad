"""What engines answered and how well they kept the marks, kept on disk so that nothing is paid twice.

Unlike the cache it is not derived: without it, what was answered and not yet saved in a catalogue is paid again.
"""

import contextlib
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from bwise_cli.domain.errors import DiskError
from bwise_cli.domain.passage import Marking

WAIT = 10.0
"""Seconds to wait for another run that writes."""
AT_ONCE = 500
"""Keys in one query: SQLite takes at least 999."""
_LOCK = Lock()
_TABLES = """
CREATE TABLE IF NOT EXISTS answers (key TEXT PRIMARY KEY, text TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS marks (pair TEXT, marking TEXT, tried INTEGER, lost INTEGER, PRIMARY KEY (pair, marking));
"""


@dataclass(frozen=True, slots=True)
class AnswerStore:
    """Answers in one file. Its methods may be called from several threads; they raise `DiskError`."""

    path: Path
    """The file; made when the first answer is kept."""
    shown: str
    """The file as messages show it."""

    def recall(self, keys: Sequence[str]) -> dict[str, str]:
        """The answers kept under `keys`."""
        found: dict[str, str] = {}
        if not self.path.exists():
            return found
        with self._database() as database:
            for start in range(0, len(keys), AT_ONCE):
                some = keys[start : start + AT_ONCE]
                marks = ", ".join("?" * len(some))
                found |= dict(database.execute(f"SELECT key, text FROM answers WHERE key IN ({marks})", some))
        return found

    def keep(self, answers: Mapping[str, str]) -> None:
        """Keep `answers` by their keys; they are on the disk when this returns."""
        with self._database() as database:
            database.executemany("INSERT OR REPLACE INTO answers VALUES (?, ?)", answers.items())

    def marks_lost(self, pair: str) -> dict[Marking, tuple[int, int]]:
        """Texts tried and those that lost marks, for each marking that was tried with an engine and a language."""
        if not self.path.exists():
            return {}
        with self._database() as database:
            rows = database.execute("SELECT marking, tried, lost FROM marks WHERE pair = ?", (pair,)).fetchall()
        return {Marking(marking): (tried, lost) for marking, tried, lost in rows if marking in set(Marking)}

    def note_marks(self, pair: str, marking: Marking, tried: int, lost: int) -> None:
        """Remember that of `tried` texts with `marking` so many came back without their marks."""
        insert = (
            "INSERT INTO marks VALUES (?, ?, ?, ?) ON CONFLICT (pair, marking)"
            " DO UPDATE SET tried = tried + excluded.tried, lost = lost + excluded.lost"
        )
        with self._database() as database:
            database.execute(insert, (pair, str(marking), tried, lost))

    @contextlib.contextmanager
    def _database(self) -> Iterator[sqlite3.Connection]:
        """The database, for one transaction that is on the disk at the end."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with _LOCK, contextlib.closing(sqlite3.connect(self.path, timeout=WAIT)) as database, database:
                database.executescript(_TABLES)
                yield database
        except (sqlite3.Error, OSError) as error:
            remedy = "if it is damaged, delete it; what it held is asked for again"
            raise DiskError(f"{self.shown} cannot be used: {error}; {remedy}") from error
