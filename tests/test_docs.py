"""The documentation says what the program does: its commands, examples and tables are run against it."""

import datetime
import json
import re
import runpy
import tomllib
from dataclasses import fields
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import typer

from bwise_cli.cli.app import app
from bwise_cli.country import BUILT_IN_VARIABLES, Country, Fact, Nqf
from bwise_cli.domain.document import PROSE_KEYS
from bwise_cli.domain.errors import ExitCode
from bwise_cli.domain.message import State
from bwise_cli.domain.rules import BY_TAG
from bwise_cli.domain.splice import VARIABLE
from bwise_cli.layout.mend import BOX_CLASSES
from bwise_cli.settings import (
    CheckSettings,
    CurriculumSettings,
    MastersSettings,
    PackageSettings,
    Paths,
    ProjectSettings,
    TranslateSettings,
    WordSettings,
)
from bwise_cli.variables import Variables
from bwise_cli.workspace import open_workspace

from .building import messages, shown_to_translators
from .docs_pages import DOCS, PAGES, ROOT, Block, blocks, commands, page, prose
from .docs_scenario import EXAMPLE, play
from .docs_source import message_patterns, tags

PLAYED = ("translating.md", "updating.md", "packaging.md", "migrating.md", "aligning.md", "glossary.md", "memory.md")
"""Pages whose commands are run, in their order, and answer as the page says."""


@pytest.fixture
def empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, which is empty, in an environment that says nothing to the program."""
    monkeypatch.chdir(tmp_path)
    for name in ("SOURCE_DATE_EPOCH", "DEEPL_AUTH_KEY", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


# Every page


@pytest.mark.parametrize("name", PLAYED)
def test_commands_answer_as_the_page_says(name: str, empty_folder: Path) -> None:
    play(page(name), empty_folder)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_commands_exist_with_their_options(path: Path) -> None:
    group: Any = typer.main.get_command(app)
    for words, place in commands(path):
        if words[0] == "bwise" or words[:2] == ["python", "bootstrap.py"]:
            name, *rest = words[1:] if words[0] == "bwise" else words[2:]
            if name in ("test", "lint"):
                continue
            assert name in group.commands, f"{place}: no command {name}"
            command = group.commands[name]
            if inner := getattr(command, "commands", None):
                assert rest[0] in inner, f"{place}: no command {name} {rest[0]}"
                command = inner[rest[0]]
            known = {option for parameter in command.params for option in parameter.opts}
            assert {word for word in rest if word.startswith("--")} <= known, place
        else:
            assert words[0] == ".venv/bin/python", f"{place}: {words[0]}"
            assert (ROOT / words[1]).is_file(), place


def test_pages_show_commands() -> None:
    assert {path.name for path in PAGES if list(commands(path))} >= {*PLAYED, "CONTRIBUTING.md"}


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_links_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"(?<!`)\]\(([^()\s]+)\)", re.sub(r"`[^`\n]*`", "", prose(path))):
        if re.match(r"https://|mailto:", target):
            continue
        name, _, anchor = target.partition("#")
        other = (path.parent / name) if name else path
        assert other.is_file(), target
        assert not anchor or anchor in _anchors(other), target


def _anchors(path: Path) -> set[str]:
    """The anchors that a forge makes of the headings of a page."""
    headings = re.findall(r"^#+ (.+)$", prose(path), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_every_page_of_the_folder_can_be_reached() -> None:
    linked = " ".join(path.read_text(encoding="utf-8") for path in PAGES)
    assert [
        path.name for path in DOCS.glob("*.md") if f"{path.name})" not in linked and f"{path.name}#" not in linked
    ] == []


# architecture.md


def test_floors_are_those_of_the_contract() -> None:
    said = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = said["tool"]["importlinter"]["contracts"]
    (layers,) = (each["layers"] for each in contracts if each["type"] == "layers")
    floors = [line.replace("bwise_cli.", "") for line in layers]
    assert floors in [block.text.splitlines() for block in blocks(page("architecture.md"))]


# authoring.md


def _pairs() -> list[tuple[Block, Block]]:
    found = blocks(page("authoring.md"))
    return [(one, two) for one, two in pairwise(found) if (one.form, two.form) == ("markdown", "text")]


@pytest.mark.parametrize(("given", "expected"), _pairs(), ids=lambda block: block.place)
def test_what_a_translator_sees_of_a_construct(given: Block, expected: Block) -> None:
    shown = [line for message in messages(given.text, given.reader) for line in shown_to_translators(message)]
    assert shown == expected.text.splitlines()


def test_every_example_of_a_master_has_its_messages() -> None:
    examples = [block for block in blocks(page("authoring.md")) if block.form == "markdown"]
    assert [block.place for block in examples] == [given.place for given, _ in _pairs()]


def test_values_of_variables_are_those_of_slovenia() -> None:
    country = open_workspace(EXAMPLE).project.country("SI")
    variables = Variables(country, "sl", datetime.date(2026, 11, 24))
    rows = re.findall(r"^\| `(\{[^`]+\})` \|.*\| ([^|]+) \|$", prose(page("authoring.md")), re.MULTILINE)
    assert {VARIABLE.fullmatch(written)[1] for written, _ in rows} >= BUILT_IN_VARIABLES  # type: ignore[index]  # else it fails
    for written, value in rows:
        match = VARIABLE.fullmatch(written)
        assert match is not None
        assert (variables.fill(match[1], match[2] or "") or "").replace("\xa0", " ") == value, written


def test_every_box_and_every_key_of_prose_is_described() -> None:
    text = prose(page("authoring.md"))
    assert [name for name in (*BOX_CLASSES, "only", "except") if not re.search(rf"::: (\{{\.)?{name}\b", text)] == []
    assert [key for key in PROSE_KEYS if f"`{key}`" not in text] == []


# packaging.md


def _keys_described() -> set[str]:
    rows = re.findall(r"^\| ((?:`[^`]+`(?:, )?)+) \|", prose(page("packaging.md")), re.MULTILINE)
    return {key for row in rows for key in re.findall(r"`([^`]+)`", row)}


def test_every_key_of_the_project_file_is_described() -> None:
    tables = (
        Paths,
        CurriculumSettings,
        MastersSettings,
        WordSettings,
        TranslateSettings,
        CheckSettings,
        PackageSettings,
        ProjectSettings,
    )
    keys = {field.name for table in tables for field in fields(table)} - {
        *("translate", "check", "package", "paths", "masters", "word")
    }
    assert keys - _keys_described() == set()


def test_every_key_of_a_country_file_is_described() -> None:
    keys = {field.name for table in (Country, Fact, Nqf) for field in fields(table)}
    keys -= {"code", "facts", "nqf", "values", "names"}
    assert keys | {"name", "value", "[facts.NAME]", "[nqf]"} <= _keys_described()


def test_every_field_of_a_manifest_is_described(empty_folder: Path) -> None:
    play(page("packaging.md"), empty_folder)
    (path,) = (empty_folder / "dist").rglob("manifest.json")
    manifest = json.loads(path.read_text(encoding="utf-8"))
    (part,) = manifest["curricula"].values()
    assert {*manifest, *part} <= _keys_described()
    assert all(set(file) == {"sha256", "bytes"} for file in manifest["files"].values())


# translating.md


def test_every_state_is_described() -> None:
    rows = re.findall(r"^\| (\w+) \|", prose(page("translating.md")), re.MULTILINE)
    assert {state.value for state in State} <= set(rows)


# cli.md


def test_reference_is_what_the_program_says() -> None:
    made = runpy.run_path(str(ROOT / "tools" / "make_cli_reference.py"))["make_reference"]()
    assert page("cli.md").read_text(encoding="utf-8") == made, "run tools/make_cli_reference.py"


def test_exit_codes_are_frozen() -> None:
    assert {code.name: code.value for code in ExitCode} == {
        "DONE": 0,
        "FINDINGS": 1,
        "USAGE": 2,
        "REFUSED": 3,
        "LOCKED": 4,
        "DISK": 5,
        "TOOL": 6,
        "REMOTE": 7,
        "BUG": 70,
        "INTERRUPTED": 130,
    }


# errors.md, and checks.md, which tests/test_checks.py looks at too


def _sections(name: str) -> dict[str, list[str]]:
    """The examples of each tag's section."""
    _, *sections = re.split(r"^### ", page(name).read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {
        section.partition("\n")[0]: re.findall(r"^```text\n(.*?)^```$", section, re.MULTILINE | re.DOTALL)
        for section in sections
    }


def test_every_tag_is_described_and_no_other() -> None:
    assert set(_sections("errors.md")) == tags() - set(BY_TAG)
    assert list(_sections("checks.md")) == list(BY_TAG)


@pytest.mark.parametrize("name", ["errors.md", "checks.md"])
def test_examples_are_messages_of_the_program(name: str) -> None:
    patterns = message_patterns()
    for tag, examples in _sections(name).items():
        assert len(examples) == 1, tag
        for line in examples[0].splitlines():
            match = re.fullmatch(r"[\w/.-]+(:[1-9]\d*)?: (error|warning)\[([a-z-]+)\]: (.+)", line)
            assert match is not None, examples[0]
            assert match[3] == tag
            assert any(pattern.fullmatch(match[4]) for pattern in patterns), match[4]
