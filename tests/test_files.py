"""Files are whole or as they were, whatever happens, and one run writes at a time."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bwise_cli import files
from bwise_cli.domain.errors import DiskError, ExitCode, LockedError

needs_links = pytest.mark.skipif(os.name == "nt", reason="symbolic links and modes are those of POSIX")
OLD, NEW = {"a.pdf": b"old a", "b.pdf": b"old b"}, {"a.pdf": b"new a", "manifest.json": b"{}"}


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def python(script: str, *arguments: str) -> subprocess.Popen[bytes]:
    """A process of its own that runs `script`."""
    return subprocess.Popen([sys.executable, "-c", script, *arguments])


def no_space(*_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


# One file


def test_a_file_is_made_with_its_folders(tmp_path: Path) -> None:
    assert files.write_whole(tmp_path / "a" / "b" / "c.po", b"x", "c.po")
    assert contents(tmp_path / "a" / "b") == {"c.po": b"x"}


def test_what_is_there_already_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "c.po"
    path.write_bytes(b"x")
    before = path.stat()
    assert not files.write_whole(path, b"x", "c.po")
    after = path.stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


@needs_links
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o444])
def test_the_mode_stays(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "c.po"
    path.write_bytes(b"old")
    path.chmod(mode)
    assert files.write_whole(path, b"new", "c.po")
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"new", mode)


@needs_links
def test_a_new_file_has_the_usual_mode(tmp_path: Path) -> None:
    files.write_whole(tmp_path / "ours", b"", "ours")
    (tmp_path / "usual").write_bytes(b"")
    assert (tmp_path / "ours").stat().st_mode == (tmp_path / "usual").stat().st_mode


@needs_links
def test_a_symbolic_link_stays_one(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    real, link = tmp_path / "elsewhere" / "c.po", tmp_path / "c.po"
    real.write_bytes(b"old")
    link.symlink_to(real)
    assert files.write_whole(link, b"new", "c.po")
    assert (link.is_symlink(), real.read_bytes()) == (True, b"new")


@pytest.mark.parametrize("call", ["fsync", "fdopen"])
def test_a_full_disk_leaves_the_old_file_and_no_stray(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    path = tmp_path / "c.po"
    path.write_bytes(b"old")
    monkeypatch.setattr(os, call, no_space)
    with pytest.raises(DiskError) as caught:
        files.write_whole(path, b"new", "translations/sl/c.po")
    assert caught.value.exit_code is ExitCode.DISK
    assert str(caught.value) == "translations/sl/c.po cannot be written: no space left on device"
    assert caught.value.outcome == "translations/sl/c.po is as it was"
    assert contents(tmp_path) == {"c.po": b"old"}


def test_a_file_in_the_place_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "sl").write_bytes(b"a file")
    with pytest.raises(DiskError, match=r"^sl/c\.po cannot be written: "):
        files.write_whole(tmp_path / "sl" / "c.po", b"new", "sl/c.po")
    assert contents(tmp_path) == {"sl": b"a file"}


def test_a_folder_in_the_place_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "c.po").mkdir()
    with pytest.raises(DiskError):
        files.write_whole(tmp_path / "c.po", b"new", "c.po")
    assert [path.name for path in tmp_path.iterdir()] == ["c.po"]


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(DiskError, match=r"^x\.md cannot be read: "):
        files.read_file(tmp_path / "x.md", "x.md")


def test_strays_of_a_killed_run_are_swept(tmp_path: Path) -> None:
    killed = "import os; from pathlib import Path; from bwise_cli import files; import sys\n"
    killed += "files.os.fsync = lambda _: os._exit(9)\n"
    killed += "files.write_whole(Path(sys.argv[1]) / 'sl' / 'c.po', b'new', 'c.po')"
    (tmp_path / "sl").mkdir()
    (tmp_path / "sl" / "c.po").write_bytes(b"old")
    (tmp_path / "sl" / ".own").write_bytes(b"of the user")
    assert python(killed, str(tmp_path)).wait() == 9
    assert len(contents(tmp_path / "sl")) == 3
    files.sweep(tmp_path)
    assert contents(tmp_path / "sl") == {"c.po": b"old", ".own": b"of the user"}


# A folder


def test_a_folder_is_replaced_whole(tmp_path: Path) -> None:
    pack = tmp_path / "dist" / "SI-sl"
    files.replace_folder(pack, OLD, "dist/SI-sl")
    assert contents(pack) == OLD
    files.replace_folder(pack, NEW, "dist/SI-sl")
    assert contents(pack) == NEW
    assert [path.name for path in pack.parent.iterdir()] == ["SI-sl"]


@pytest.mark.parametrize("call", ["fsync", "mkdir"])
def test_a_full_disk_leaves_the_old_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    pack = tmp_path / "SI-sl"
    files.replace_folder(pack, OLD, "dist/SI-sl")
    with monkeypatch.context() as patched:
        patched.setattr(os if call == "fsync" else Path, call, no_space)
        with pytest.raises(DiskError, match=r"^dist/SI-sl cannot be written: "):
            files.replace_folder(pack, NEW, "dist/SI-sl")
    assert contents(pack) == OLD
    assert [path.name for path in tmp_path.iterdir()] == ["SI-sl"]


def test_a_file_in_the_place_of_a_pack_stays(tmp_path: Path) -> None:
    (tmp_path / "SI-sl").write_bytes(b"a file")
    for _ in range(2):
        with pytest.raises(DiskError, match=r"^dist/SI-sl cannot be written: "):
            files.replace_folder(tmp_path / "SI-sl", NEW, "dist/SI-sl")
    assert contents(tmp_path) == {"SI-sl": b"a file"}


KILLED = """
import os, sys
from pathlib import Path
from bwise_cli import files
left, rename = int(sys.argv[2]), Path.rename
def rename_and_die(self, target):
    global left
    left -= 1
    if left < 0:
        os._exit(9)
    return rename(self, target)
Path.rename = rename_and_die
files.shutil.rmtree = lambda *_, **__: os._exit(9)
files.replace_folder(Path(sys.argv[1]), {"a.pdf": b"new a", "manifest.json": b"{}"}, "dist/SI-sl")
"""


@pytest.mark.parametrize(("renames", "expected"), [(0, OLD), (1, OLD), (2, NEW)])
def test_a_run_killed_at_any_moment_leaves_one_whole_folder(
    tmp_path: Path, renames: int, expected: dict[str, bytes]
) -> None:
    pack = tmp_path / "SI-sl"
    files.replace_folder(pack, OLD, "dist/SI-sl")
    assert python(KILLED, str(pack), str(renames)).wait() == 9
    files.recover_folder(pack)
    assert contents(pack) == expected
    assert [path.name for path in tmp_path.iterdir()] == ["SI-sl"]


def test_the_next_run_recovers_and_goes_on(tmp_path: Path) -> None:
    pack = tmp_path / "SI-sl"
    files.replace_folder(pack, OLD, "dist/SI-sl")
    assert python(KILLED, str(pack), "1").wait() == 9
    assert not pack.exists()
    files.replace_folder(pack, NEW, "dist/SI-sl")
    assert contents(pack) == NEW


# The lock

EDITS = 60
EDITING = """
import sys
from pathlib import Path
from bwise_cli import files
path = Path(sys.argv[1])
for number in range(int(sys.argv[3])):
    with files.locked(path.with_name("lock")):
        text = path.read_text(encoding="utf-8")
        files.write_whole(path, f"{text}{sys.argv[2]}{number}\\n".encode("utf-8"), "edits")
"""


def test_two_processes_lose_no_edit(tmp_path: Path) -> None:
    path = tmp_path / "edits"
    path.write_bytes(b"")
    writers = [python(EDITING, str(path), name, str(EDITS)) for name in "ab"]
    assert [writer.wait(60) for writer in writers] == [0, 0]
    edits = path.read_text(encoding="utf-8").split()
    assert sorted(edits) == sorted(f"{name}{number}" for name in "ab" for number in range(EDITS))


def test_a_lock_that_another_run_keeps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LOCK_WAIT", 0.05)
    with files.locked(tmp_path / "lock"), pytest.raises(LockedError) as caught, files.locked(tmp_path / "lock"):
        pytest.fail("two runs hold the lock")
    assert caught.value.exit_code is ExitCode.LOCKED


def test_a_lock_of_a_run_that_was_killed_is_free(tmp_path: Path) -> None:
    script = "import os, sys; from pathlib import Path; from bwise_cli import files\n"
    script += "files.locked(Path(sys.argv[1])).__enter__(); os._exit(9)"
    assert python(script, str(tmp_path / "lock")).wait() == 9
    with files.locked(tmp_path / "lock"):
        pass


def test_a_lock_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / ".bwise").write_bytes(b"a file")
    with pytest.raises(DiskError), files.locked(tmp_path / ".bwise" / "lock"):
        pytest.fail("there is no lock")
