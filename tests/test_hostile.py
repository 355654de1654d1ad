"""Hostile masters are read faithfully, or refused with a place: in bounded time, and never with a traceback."""

import time
from pathlib import Path

import pytest

from bwise_cli.cache import Cache
from bwise_cli.domain.document import PROSE_KEYS
from bwise_cli.domain.errors import ExitCode, RefusedError
from bwise_cli.domain.master import Master
from bwise_cli.engines import pandoc
from bwise_cli.engines.markdown import MASTER_FORMATS
from bwise_cli.masters import MasterFolder

from .hostile import hostile_masters
from .invariants import breaches, not_identical, other_skeleton
from .test_commands import bwise
from .test_word_masters import make_project

MASTERS = hostile_masters()
REFUSED = {
    "UTF-16 little-endian": ("master-charset", 1),
    "UTF-16 big-endian without a mark": ("master-charset", 3),
    "UTF-32": ("master-charset", 1),
    "Windows-1252": ("master-charset", 3),
    "a cut sequence at the end": ("master-charset", 4),
    "two encodings in one file": ("master-charset", 4),
    "surrogates written as UTF-8": ("master-charset", 3),
    "overlong slash": ("master-charset", 3),
    "a picture": ("master-charset", 1),
    "10,000 quotes in each other": ("master-markup", 3),
    "500 quotes in each other": ("master-markup", 3),
    "10,000 marks of emphasis": ("master-markup", 0),
    "a footnote in itself": ("master-markup", 5),
    "footnotes in a circle": ("master-markup", 5),
    "front matter that is never closed": ("front-matter", 1),
    "front matter in TOML that is never closed": ("front-matter", 1),
    "front matter with a tab": ("front-matter", 3),
    "front matter 500 deep": ("front-matter", 0),
    "TOML that is broken": ("front-matter", 2),
    "a billion words in front": ("front-matter", 5),
}
"""The finding for each master that cannot be read, and its line."""
LARGE = 200_000
"""Bytes of a master from which on a test of every invariant takes long."""
LIMIT = 60.0
"""Seconds that one master may take on a busy machine; on a quiet one none takes more than a few."""


@pytest.fixture(autouse=True)
def _short_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pandoc, "TIME_LIMIT", LIMIT)


def read(folder: Path, content: bytes, reader: str) -> list[Master]:
    (folder / "01.md").write_bytes(content)
    return MasterFolder(folder, "curricula/c", reader, (), PROSE_KEYS, {}, Cache(folder / "cache")).masters()


def test_there_are_enough() -> None:
    assert len(MASTERS) > 80
    assert set(REFUSED) < set(MASTERS)


@pytest.mark.parametrize("reader", MASTER_FORMATS)
@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_refused_with_a_place(name: str, reader: str, tmp_path: Path) -> None:
    with pytest.raises(RefusedError) as caught:
        read(tmp_path, MASTERS[name], reader)
    (finding,) = caught.value.findings
    assert (finding.tag, finding.place.line) == REFUSED[name]
    assert finding.place.path == "curricula/c/01.md"
    assert finding.notes


@pytest.mark.parametrize("reader", MASTER_FORMATS)
@pytest.mark.parametrize("name", [name for name in MASTERS if name not in REFUSED])
def test_what_can_be_read_keeps_the_invariants(name: str, reader: str, tmp_path: Path) -> None:
    started = time.monotonic()
    masters = read(tmp_path, MASTERS[name], reader)
    assert time.monotonic() - started < LIMIT
    if len(MASTERS[name]) > LARGE:
        assert list(not_identical(masters)) == []
    elif is_offered(masters[0]):
        assert breaches(masters) == []
    else:
        assert list(other_skeleton(masters)) == []


def is_offered(master: Master) -> bool:
    """Whether all that is prose is offered; `bwise extract` warns of the rest, which stays as it is."""
    return all(spelling or not segment.is_prose for segment, spelling in master)


def test_all_that_are_refused_are_named_and_nothing_is_written(tmp_path: Path) -> None:
    folder = make_project(tmp_path / "p")
    course = folder / "curricula" / "tecaj"
    quick = [name for name, (_, line) in REFUSED.items() if line]
    for number, name in enumerate(quick):
        (course / f"{number:02}.md").write_bytes(MASTERS[name])
    done = bwise(folder, "extract", "sl")
    assert done.returncode == ExitCode.REFUSED
    assert "Traceback" not in done.stderr
    for number, name in enumerate(quick):
        tag, line = REFUSED[name]
        assert f"curricula/tecaj/{number:02}.md:{line}: error[{tag}]" in done.stdout + done.stderr
    assert not (folder / "translations").exists()
