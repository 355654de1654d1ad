"""What is known of earlier runs changes how long a run takes and nothing else."""

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from bwise_cli.cache import DATABASE, Cache, content_key
from bwise_cli.domain.errors import RefusedError
from bwise_cli.engines import markdown
from bwise_cli.pipeline.extract import Extraction, extract
from bwise_cli.workspace import open_workspace

from .cases import FIXTURES


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the example project, extracted once."""
    folder = tmp_path / "project"
    shutil.copytree(FIXTURES / "example", folder)
    run(folder)
    return folder


def run(folder: Path) -> Extraction:
    return extract(open_workspace(folder), ["sl"])


def texts(folder: Path) -> dict[str, str]:
    """The catalogues without their dates."""
    return {
        path.name + path.parent.name: "\n".join(
            line for line in path.read_text("utf-8").split("\n") if "Date" not in line
        )
        for path in (folder / "translations").rglob("*.po*")
    }


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


CHANGES: dict[str, Callable[[Path], object]] = {
    "nothing": lambda folder: None,
    "a master": lambda folder: edit(folder / "curricula/tablets/01-first-steps.md", "job coach", "trainer"),
    "a new master": lambda folder: (folder / "curricula/tablets/02-next.md").write_text("# Next\n", encoding="utf-8"),
    "a master that is gone": lambda folder: (folder / "curricula/tablets/01-first-steps.md").unlink(),
    "a master of another name": lambda folder: (folder / "curricula/tablets/01-first-steps.md").rename(
        folder / "curricula/tablets/02-first-steps.md"
    ),
    "the reader": lambda folder: edit(
        folder / "bwise.toml", "[curricula.tablets]", '[curricula.tablets]\nreader = "gfm"'
    ),
    "a term": lambda folder: edit(folder / "glossaries/terms.csv", "job coach", "job coaches"),
    "a template that is gone": lambda folder: (folder / "translations/tablets.pot").unlink(),
    "a catalogue that is gone": lambda folder: (folder / "translations/sl/tablets.po").unlink(),
    "a translation": lambda folder: edit(
        folder / "translations/sl/tablets.po", 'msgid "First steps"\nmsgstr ""', 'msgid "First steps"\nmsgstr "Koraki"'
    ),
    "a unit that somebody took out": lambda folder: edit(
        folder / "translations/tablets.pot", 'msgid "First steps"', 'msgid "Other steps"'
    ),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_a_run_that_remembers_gives_what_one_gives_that_does_not(
    project: Path, change: Callable[[Path], object]
) -> None:
    change(project)
    other = project.with_name("other")
    shutil.copytree(project, other, ignore=shutil.ignore_patterns(".bwise"))
    remembering, fresh = run(project), run(other)
    assert texts(project) == texts(other)
    assert remembering.findings == fresh.findings
    assert [(each.path, each.messages, each.written) for each in remembering.updates] == [
        (each.path, each.messages, each.written) for each in fresh.updates
    ]


def test_only_the_master_that_changed_is_read(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    really = markdown.parse_markdown

    def count(given: list[str], reader: str) -> list[markdown.Parsed | markdown.Unreadable]:
        read.extend(given)
        return really(given, reader)

    monkeypatch.setattr(markdown, "parse_markdown", count)
    run(project)
    assert read == []
    edit(project / "curricula/tablets/01-first-steps.md", "job coach", "trainer")
    run(project)
    assert len(read) == 1
    assert "trainer" in read[0]


def test_a_master_that_changes_while_it_is_read_is_not_taken_for_what_it_was(project: Path) -> None:
    path = project / "curricula/tablets/01-first-steps.md"
    edit(path, "job coach", "trainer")
    workspace = open_workspace(project)
    offered = workspace.offered("tablets")
    edit(path, "trainer", "mentor")
    with pytest.raises(RefusedError, match="changed while it was read"):
        offered.read()
    edit(path, "mentor", "trainer")
    assert any("trainer" in message.text for message in workspace.offered("tablets").read().messages)


def test_every_broken_master_is_named(project: Path) -> None:
    folder = project / "curricula/tablets"
    (folder / "02-latin.md").write_bytes("Caf\u00e9".encode("latin-1"))
    (folder / "03-front.md").write_text("---\ntitle: x\n", encoding="utf-8")
    with pytest.raises(RefusedError) as caught:
        run(project)
    assert {finding.tag for finding in caught.value.findings} == {"master-charset", "front-matter"}


def test_warnings_are_told_every_time(project: Path) -> None:
    with (project / "curricula/tablets/01-first-steps.md").open("a", encoding="utf-8") as file:
        file.write("\n<!-- bwise:end -->\n")
    assert [finding.tag for finding in run(project).findings] == ["directive"]
    assert [finding.tag for finding in run(project).findings] == ["directive"]


# The database


def test_what_is_kept_is_recalled(tmp_path: Path) -> None:
    keys = [content_key("test", str(number)) for number in range(1200)]
    Cache(tmp_path).keep_all({key: key.encode() for key in keys})
    assert Cache(tmp_path).recall_all([*keys, "unknown"]) == {key: key.encode() for key in keys}


def test_a_database_that_is_damaged_is_begun_anew(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.keep_all({"key": b"value"})
    (tmp_path / DATABASE).write_bytes(b"no database" * 1000)
    assert cache.recall_all(["key"]) == {}
    cache.keep_all({"key": b"again"})
    assert cache.recall_all(["key"]) == {"key": b"again"}


def test_a_value_that_is_damaged_is_not_recalled(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.keep_all({"good": b"value", "bad": b"value"})
    with sqlite3.connect(tmp_path / DATABASE) as database:
        database.execute("UPDATE derived SET value = ? WHERE key = 'bad'", (b"velua",))
    database.close()
    assert cache.recall_all(["good", "bad"]) == {"good": b"value"}


def test_a_database_of_another_version_is_begun_anew(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.keep_all({"key": b"value"})
    with sqlite3.connect(tmp_path / DATABASE) as database:
        database.execute("PRAGMA user_version = 1")
    database.close()
    assert cache.recall_all(["key"]) == {}


def test_a_folder_that_cannot_be_made_costs_nothing_but_time(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    cache = Cache(tmp_path / "file" / "cache")
    cache.keep_all({"key": b"value"})
    assert cache.recall_all(["key"]) == {}
