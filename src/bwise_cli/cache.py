"""What was derived from files, kept by the hash of what it was derived from. Deleting it changes nothing but time.

A document is a file of its own. What is small and many, such as what each master offers, is in one database: a file
each would cost more time than making them again.
"""

import contextlib
import hashlib
import sqlite3
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TypeVar

import bwise_cli
from bwise_cli import files
from bwise_cli.domain.errors import DiskError

TOOLS = ("pypandoc_binary", "typst", "python-docx", "lxml", "babel", "polib", "fontpkg-source-sans-3")
"""Packages that decide what masters mean and how packs look; manifests name their versions."""


T = TypeVar("T")

DATABASE = "derived.sqlite3"
LARGEST = 512 * 1024 * 1024
"""Bytes of the database beyond which it is begun anew: what no master says any more is still in it."""
WAIT = 5.0
"""Seconds to wait for another run that writes to the database; after that it is done without."""
AT_ONCE = 500
"""Keys in one query: SQLite takes at least 999."""


@dataclass(frozen=True, slots=True)
class Cache:
    """Derived things in a folder."""

    folder: Path
    """Where they are kept; made when it is needed."""

    def recall(self, key: str) -> bytes | None:
        """What was kept under `key`, or None."""
        try:
            return (self.folder / key).read_bytes()
        except OSError:
            return None

    def keep(self, key: str, data: bytes) -> None:
        """Keep `data` under `key`; a cache that cannot be written costs time and nothing else."""
        with contextlib.suppress(DiskError):
            files.write_whole(self.folder / key, data, key)

    def recall_all(self, keys: Sequence[str]) -> dict[str, bytes]:
        """What was kept by `keep_all` under each of `keys`; what was not, or is damaged, is missing."""
        return self._query(lambda database: _found(database, keys)) or {}

    def keep_all(self, values: Mapping[str, bytes]) -> None:
        """Keep each of `values` under its key; all of them or none."""
        if values:
            rows = [(key, zlib.crc32(value), value) for key, value in values.items()]
            insert = "INSERT OR REPLACE INTO derived VALUES (?, ?, ?)"
            self._query(lambda database: database.executemany(insert, rows))

    def _query(self, work: Callable[[sqlite3.Connection], T]) -> T | None:
        """What `work` makes of the database; None if it cannot be had, which costs time and nothing else.

        A database that is damaged, too large, or of another version of the program is begun anew. It need not outlive
        a power cut, so nothing waits for the disk.
        """
        path = self.folder / DATABASE
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            if path.is_file() and path.stat().st_size > LARGEST:
                path.unlink()
            with contextlib.closing(sqlite3.connect(path, timeout=WAIT)) as database, database:
                _prepare(database)
                return work(database)
        except (sqlite3.OperationalError, OSError):
            return None
        except sqlite3.DatabaseError:
            with contextlib.suppress(OSError):
                path.unlink()
            return None


def _prepare(database: sqlite3.Connection) -> None:
    """Make the one table, empty if it is that of another version of the program."""
    version = int(_program()[:7], 16)
    database.execute("PRAGMA synchronous = OFF")
    if database.execute("PRAGMA user_version").fetchone()[0] != version:
        database.execute("DROP TABLE IF EXISTS derived")
        database.execute("CREATE TABLE derived (key TEXT PRIMARY KEY, checksum INTEGER, value BLOB)")
        database.execute(f"PRAGMA user_version = {version}")


def _found(database: sqlite3.Connection, keys: Sequence[str]) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for start in range(0, len(keys), AT_ONCE):
        some = keys[start : start + AT_ONCE]
        marks = ", ".join("?" * len(some))
        rows = database.execute(f"SELECT key, checksum, value FROM derived WHERE key IN ({marks})", some)
        found |= {key: value for key, checksum, value in rows if zlib.crc32(value) == checksum}
    return found


def content_key(kind: str, *parts: str) -> str:
    """Name in the cache for something of this `kind` that the program makes of `parts` and nothing else."""
    joined = "\0".join((_program(), *parts)).encode("utf-8", "surrogatepass")
    return f"{kind}/{hashlib.sha256(joined).hexdigest()}"


@cache
def _program() -> str:
    """Fingerprint of the program and the tools it works with: what another version made is made again."""
    digest = hashlib.sha256()
    folder = Path(bwise_cli.__file__).parent
    for path in sorted(folder.rglob("*")):
        if path.suffix in (".py", ".lua", ".po"):
            digest.update(path.relative_to(folder).as_posix().encode("utf-8") + b"\0" + path.read_bytes())
    for name, number in tool_versions().items():
        digest.update(f"{name}={number}\0".encode())
    return digest.hexdigest()


def tool_versions() -> dict[str, str]:
    """Versions of the program and of the packages that decide what it makes."""
    return {"bwise": bwise_cli.__version__, **{name: version(name) for name in TOOLS}}
