"""Updates as an author and a translator see them: the command, and the difference that it makes in the files."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bwise_cli.domain.catalogue import Catalogue
from bwise_cli.domain.errors import RefusedError
from bwise_cli.domain.message import Kind, Message, Record, Reference, State, Unit, sign_hash
from bwise_cli.files import locked
from bwise_cli.formats.po import parse_po, serialise_po
from bwise_cli.merge import Merged, merge
from bwise_cli.pipeline import extract as extract_pipeline
from bwise_cli.pipeline import migrate as migrate_pipeline
from bwise_cli.workspace import Workspace, open_workspace

from .cases import FIXTURES

FIRST = "curricula/tablets/01-first-steps.md"
COACH = "The job coach sits beside you."


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the example project in which everything is translated and reviewed."""
    folder = tmp_path / "project"
    shutil.copytree(FIXTURES / "example", folder)
    run(folder, "extract", "sl")
    for path in (folder / "translations" / "sl").glob("*.po"):
        catalogue = parse_po(path.read_bytes(), path.name, path.stem, "sl")
        units = tuple(_reviewed(unit) for unit in catalogue)
        path.write_bytes(serialise_po(replace(catalogue, units=units)))
    return folder


def _reviewed(unit: Unit) -> Unit:
    translation = unit.message.text.upper() if "{" not in unit.message.text else unit.message.text
    record = Record(State.REVIEWED, by="Ana", on="2026-11-24", of=sign_hash(*unit.key, translation))
    return replace(unit, translation=translation, fuzzy=False, record=record)


def run(folder: Path, *words: str) -> str:
    """What `bwise` prints."""
    command = [sys.executable, "-m", "bwise_cli", *words]
    done = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def edit(folder: Path, old: str, new: str) -> None:
    """Change the master."""
    path = folder / FIRST
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def units(folder: Path) -> dict[str, Unit]:
    """The units of the catalogue, by their text."""
    path = folder / "translations" / "sl" / "tablets.po"
    return {unit.message.text: unit for unit in parse_po(path.read_bytes(), path.name, "tablets", "sl").current}


def files_of(folder: Path) -> dict[str, bytes]:
    """Every file, without what is derived."""
    found = (path for path in folder.rglob("*") if path.is_file() and ".bwise" not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


# The command


def test_a_dry_run_writes_nothing_and_says_what_the_edit_costs(project: Path) -> None:
    edit(project, COACH, "The job coach sits beside you!\n\nEvery lamp is green.")
    before = files_of(project)
    printed = run(project, "extract", "--dry-run")
    assert files_of(project) == before
    assert [line.split() for line in printed.splitlines() if line.startswith((" locale", " sl"))] == [
        ["locale", "curriculum", "new", "punctuation", "to", "do"],
        ["sl", "tablets", "4", "6", "10"],
        ["sl", "welcome", "–", "–", "–"],
    ]
    assert "2 files would be written; nothing was written" in printed
    assert max(len(line) for line in printed.splitlines()) <= 80


def test_a_dry_run_for_programs(project: Path) -> None:
    edit(project, COACH, "The job coach sits in front of you.")
    report = json.loads(run(project, "extract", "--dry-run", "--format", "json"))
    assert report["dry_run"] is True
    costs = {each["path"]: each["cost"] for each in report["catalogues"]}
    assert costs["translations/sl/tablets.po"] == {
        "new": {"messages": 0, "words": 0},
        "changed": {"text": {"messages": 1, "words": 8}},
        "to_do": {"messages": 1, "words": 8},
        "kept": {"messages": 0, "words": 0},
        "gone": {"messages": 0, "words": 0},
    }
    written = {each["path"] for each in report["catalogues"] if each["written"]}
    assert written == {"translations/tablets.pot", "translations/sl/tablets.po"}


def test_a_dry_run_of_a_locale_that_is_not_started_is_all_new(project: Path) -> None:
    shutil.rmtree(project / "translations")
    report = json.loads(run(project, "extract", "sl", "--dry-run", "--format", "json"))
    tablets = next(each for each in report["catalogues"] if each["path"] == "translations/sl/tablets.po")
    assert tablets["cost"]["new"]["messages"] == tablets["messages"] > 0
    assert not (project / "translations").exists()


def test_an_edit_costs_what_a_dry_run_said(project: Path) -> None:
    edit(project, COACH, "The job coach sits beside you and waits.")
    dry, real = (json.loads(run(project, "extract", *words, "--format", "json")) for words in (["--dry-run"], []))
    assert dry["catalogues"] == real["catalogues"]


def test_a_minor_edit_keeps_the_sign_off_and_says_so_in_the_file(project: Path) -> None:
    signed = units(project)[COACH]
    edit(project, COACH, COACH.replace(".", "!"))
    printed = run(project, "extract", "--minor")
    assert "(0 new, 0 changed, 1 kept, 0 gone)" in printed
    unit = units(project)[COACH.replace(".", "!")]
    assert unit.state is State.REVIEWED
    assert unit.record is not None
    assert signed.record is not None
    assert (unit.record.by, unit.record.minor, unit.record.was) == (
        "Ana", date.today().isoformat(), signed.record.of,
    )  # fmt: skip


def test_what_is_not_minor_is_listed_with_the_reason(project: Path) -> None:
    edit(project, COACH, "The job coach sits in front of you.")
    printed = run(project, "extract", "--minor", "--dry-run")
    warning = 'outdated, as words changed: "The job coach sits in front of you."'
    assert f"translations/sl/tablets.po: warning[not-minor]: {warning}" in printed
    assert f'it was "{COACH}"' in printed


def test_without_minor_nothing_is_kept(project: Path) -> None:
    edit(project, COACH, COACH.replace(".", "!"))
    assert "warning[not-minor]" not in run(project, "extract")
    assert units(project)[COACH.replace(".", "!")].state is State.OUTDATED


def test_an_edit_that_was_extracted_too_early_may_still_be_declared_minor(project: Path) -> None:
    """`bwise translate` extracts too, so this happens to everybody."""
    edit(project, COACH, COACH.replace(".", "!"))
    run(project, "translate", "sl", "--engine", "memory")
    assert units(project)[COACH.replace(".", "!")].state is State.OUTDATED
    run(project, "extract", "--minor")
    assert units(project)[COACH.replace(".", "!")].state is State.OUTDATED
    assert "(0 new, 0 changed, 1 kept, 0 gone)" in run(project, "extract", "--minor-earlier")
    assert units(project)[COACH.replace(".", "!")].state is State.REVIEWED
    assert "0 files written" in run(project, "extract", "--minor-earlier")


def test_an_edit_that_is_taken_back_leaves_the_catalogue_as_it_was(project: Path) -> None:
    path = project / "translations/sl/tablets.po"
    before = path.read_bytes()
    for old, new in ((COACH, "The coach sits with you."), ("The coach sits with you.", COACH)):
        edit(project, old, new)
        run(project, "extract")
    assert without_date(path.read_bytes()) == without_date(before)


def without_date(data: bytes) -> list[bytes]:
    return [line for line in data.splitlines() if not line.startswith(b'"POT-Creation-Date')]


def test_a_dry_run_before_any_locale_is_started_names_the_templates(project: Path) -> None:
    shutil.rmtree(project / "translations")
    printed = run(project, "extract", "--dry-run")
    assert "translations/tablets.pot: 7 messages" in printed
    assert "2 files would be written; nothing was written" in printed


def test_a_dry_run_waits_for_nobody(project: Path) -> None:
    with locked(project / ".bwise" / "lock"):
        assert "nothing was written" in run(project, "extract", "--dry-run")
        assert "nothing was written" in run(project, "migrate", "--dry-run")


@pytest.mark.parametrize(
    ("module", "command"),
    [
        (extract_pipeline, lambda workspace: extract_pipeline.extract(workspace)),
        (migrate_pipeline, lambda workspace: migrate_pipeline.migrate(workspace, ["sl"], None, None, dry_run=False)),
    ],
)
def test_what_a_translator_saves_during_a_run_is_not_overwritten(
    project: Path, module: ModuleType, command: Callable[[Workspace], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = project / "translations/sl/tablets.po"
    if module is migrate_pipeline:
        path.write_bytes(path.read_bytes().replace(b"X-Bwise-Rules: 1", b"X-Bwise-Rules: 0"))
    saved = path.read_bytes().replace(b"THE JOB COACH", b"MENTOR")

    def merge_slowly(*words: Any) -> Merged:
        path.write_bytes(saved)
        return merge(*words)

    monkeypatch.setattr(module, "merge", merge_slowly)
    edit(project, COACH, "The coach sits with you.")
    workspace = open_workspace(project)
    with pytest.raises(RefusedError, match=r"translations/sl/tablets\.po was saved by another program"):
        command(workspace)
    assert path.read_bytes() == saved


def test_the_label_stands_in_the_file_and_in_the_status(project: Path) -> None:
    edit(project, COACH, COACH.replace(".", "!"))
    run(project, "extract")
    text = (project / "translations/sl/tablets.po").read_text(encoding="utf-8")
    assert "change=punctuation before=reviewed\n" in text
    (tablets, _) = json.loads(run(project, "status", "--locale", "sl", "--format", "json"))
    assert tablets["changes"] == {"punctuation": {"messages": 1, "words": 6}}
    assert "small changes" in run(project, "status", "--locale", "sl")


# What stands in the files

words = st.sampled_from(
    ["ask", "the", "coach", "for", "help", "when", "tablet", "stops", "and", "save", "your", "work"]
)
texts = st.lists(words, min_size=1, max_size=12).map(" ".join)
courses = st.lists(texts, min_size=1, max_size=8, unique=True)


def messages_of(course: list[str]) -> list[Message]:
    return [Message(text, kinds=(Kind.PARAGRAPH,), references=(Reference("01.md", "a"),)) for text in course]


def entries(catalogue: Catalogue) -> list[str]:
    """The entries of the file, without the header, which has the date and names the last unit."""
    return serialise_po(catalogue).decode("utf-8").removesuffix("\n").split("\n\n")[1:]


@settings(max_examples=50)
@given(courses, texts, st.data())
def test_an_inserted_paragraph_changes_its_own_entry_only(course: list[str], new: str, data: st.DataObject) -> None:
    if new in course:
        return
    translated = tuple(Unit(each, each.text.upper()) for each in messages_of(course))
    place = data.draw(st.integers(0, len(course)))
    longer = messages_of([*course[:place], new, *course[place:]])
    for old in (
        Catalogue("course", "sl", translated),
        Catalogue("course", None, tuple(map(Unit, messages_of(course)))),
    ):
        after = entries(merge(old, longer).catalogue)
        assert after[:place] + after[place + 1 :] == entries(old)


@settings(max_examples=50)
@given(courses, courses)
def test_every_translation_is_in_the_new_file(before: list[str], after: list[str]) -> None:
    old = Catalogue("course", "sl", tuple(Unit(each, each.text.upper()) for each in messages_of(before)))
    data = serialise_po(merge(old, messages_of(after)).catalogue)
    found = {unit.translation for unit in parse_po(data, "course.po", "course", "sl")}
    assert {unit.translation for unit in old} <= found


@settings(max_examples=50)
@given(courses, courses)
def test_a_second_update_leaves_every_byte(before: list[str], after: list[str]) -> None:
    old = Catalogue("course", "sl", tuple(Unit(each, each.text.upper()) for each in messages_of(before)))
    once = serialise_po(merge(old, messages_of(after)).catalogue)
    again = merge(parse_po(once, "course.po", "course", "sl"), messages_of(after)).catalogue
    assert serialise_po(again) == once
