"""Files written whole or not at all, and one writer at a time."""

import contextlib
import errno
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from bwise_cli.domain.errors import DiskError, LockedError

STRAY_SUFFIX = ".bwise-tmp"
"""Ends the names of temporary files; what a killed run left behind is known by it."""
PIECE = 1024 * 1024
"""Bytes of a large file that are read at once."""
LOCK_WAIT = 10.0
"""Seconds that a run waits for another one to finish."""


def read_file(path: Path, shown: str) -> bytes:
    """The content of a file. Raises `DiskError`, which calls it `shown`."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise DiskError(f"{shown} cannot be read: {_reason(error)}") from error


def read_pieces(path: Path, shown: str) -> Iterator[bytes]:
    """The content of a file, piece by piece: never all of it at once. Raises `DiskError`, which calls it `shown`."""
    try:
        with path.open("rb") as file:
            while piece := file.read(PIECE):
                yield piece
    except OSError as error:
        raise DiskError(f"{shown} cannot be read: {_reason(error)}") from error


def write_pieces(path: Path, pieces: Iterable[bytes], shown: str) -> None:
    """Make `pieces` the content of the file, whole or not at all: what raises while they are made leaves it as it was.

    Raises `DiskError`, which calls the file `shown`.
    """
    target = Path(os.path.realpath(path))
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _replace(target, pieces)
    except OSError as error:
        raise DiskError(f"{shown} cannot be written: {_reason(error)}", outcome=f"{shown} is as it was") from error


def write_whole(path: Path, data: bytes, shown: str) -> bool:
    """Make `data` the content of the file; return whether that changed anything.

    The file holds the old or the new content at every moment. A symbolic link stays one; the mode is kept.
    Raises `DiskError`, which calls the file `shown`.
    """
    target = Path(os.path.realpath(path))
    try:
        if target.is_file() and target.read_bytes() == data:
            return False
        target.parent.mkdir(parents=True, exist_ok=True)
        _replace(target, (data,))
    except OSError as error:
        raise DiskError(f"{shown} cannot be written: {_reason(error)}", outcome=f"{shown} is as it was") from error
    return True


def append_text(path: Path, text: str, shown: str) -> None:
    """Add `text` at the end of a file that another program collects. Raises `DiskError`, which calls it `shown`."""
    try:
        with path.open("a", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except OSError as error:
        raise DiskError(f"{shown} cannot be written: {_reason(error)}") from error


def _replace(target: Path, pieces: Iterable[bytes]) -> None:
    mode = target.stat().st_mode if target.exists() else None
    descriptor, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=STRAY_SUFFIX, dir=target.parent)
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            for piece in pieces:
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(mode if mode is not None else 0o666 & ~_umask())
        temporary.replace(target)
        _sync_folder(target.parent)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _sync_folder(folder: Path) -> None:
    """Make a rename last through a power cut; Windows has no such call and needs none."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sweep(folder: Path) -> None:
    """Remove temporary files that a killed run left in `folder`. Call it only under the lock."""
    for stray in folder.rglob(f".*{STRAY_SUFFIX}"):
        with contextlib.suppress(OSError):
            stray.unlink()


@contextlib.contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock file `path`. Raises `LockedError` if another run keeps it, `DiskError` if it cannot be made."""
    import filelock

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = filelock.FileLock(path, timeout=LOCK_WAIT)
        lock.acquire()
    except filelock.Timeout as error:
        raise LockedError("another bwise is writing to this project; try again when it has finished") from error
    except OSError as error:
        raise DiskError(f"the lock {path.name} cannot be made: {_reason(error)}") from error
    try:
        yield
    finally:
        lock.release()


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()


def replace_folder(folder: Path, contents: Mapping[str, bytes], shown: str) -> None:
    """Make `folder` hold exactly `contents`, whole or not at all.

    A run that is killed between the two renames leaves the old folder under another name beside the new one;
    `recover_folder` puts that right. Raises `DiskError`, which calls the folder `shown`.
    """
    new, old = _beside(folder, "new"), _beside(folder, "old")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        recover_folder(folder)
        if folder.exists() and not folder.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, "a file is in its place")
        new.mkdir()
        for name, data in contents.items():
            with (new / name).open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
        if folder.exists():
            folder.rename(old)
        new.rename(folder)
        _sync_folder(folder.parent)
        shutil.rmtree(old, ignore_errors=True)
    except OSError as error:
        with contextlib.suppress(OSError):
            recover_folder(folder)
        raise DiskError(f"{shown} cannot be written: {_reason(error)}", outcome=f"{shown} is as it was") from error


def recover_folder(folder: Path) -> None:
    """Put right what a killed `replace_folder` left: the old folder comes back if there is no whole new one."""
    new, old = _beside(folder, "new"), _beside(folder, "old")
    if old.exists() and not folder.exists():
        old.rename(folder)
    for stray in (old, new):
        if stray.exists():
            shutil.rmtree(stray)


def _beside(folder: Path, what: str) -> Path:
    return folder.with_name(f".{folder.name}.{what}{STRAY_SUFFIX}")
