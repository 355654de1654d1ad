"""Exit code and output of `bwise check` in every format, as a shell sees them."""

import json
import re
from collections.abc import Callable, Mapping
from html import unescape
from pathlib import Path
from typing import TypeAlias

import pytest
from lxml import etree

from bwise_cli.cli.check import CheckFormat
from bwise_cli.domain.errors import ExitCode

from .small_project import CATALOGUE, MASTER, TRANSLATIONS, make_project, translate
from .test_commands import bwise

Told: TypeAlias = set[tuple[str, str, str]]
"""Severity, tag, and file with the line, of each finding."""

FORMATS = [each.value for each in CheckFormat]
LINE = re.compile(r"^(\S+): (error|warning)\[([\w-]+)\]: ", re.MULTILINE)


def of_text(printed: str) -> Told:
    return {(severity, tag, place) for place, severity, tag in LINE.findall(printed)}


def of_json(printed: str) -> Told:
    found = json.loads(printed)["findings"]
    return {(each["severity"], each["tag"], placed(each["path"], each["line"])) for each in found}


def of_junit(printed: str) -> Told:
    return of_text("\n".join(map(str, etree.fromstring(printed.encode("utf-8")).itertext())))


def of_sarif(printed: str) -> Told:
    told = set()
    for result in json.loads(printed)["runs"][0]["results"]:
        place = result["locations"][0]["physicalLocation"]
        line = place["region"]["startLine"]
        told.add((result["level"], result["ruleId"], placed(place["artifactLocation"]["uri"], line)))
    return told


def of_github(printed: str) -> Told:
    found = re.findall(
        r"^::(error|warning) file=([^,]+),(?:line=(\d+),)?title=bwise%3A ([\w-]+)::", printed, re.MULTILINE
    )
    return {(severity, tag, placed(path, int(line or 0))) for severity, path, line, tag in found}


def of_markdown(printed: str) -> Told:
    told = set()
    for section in printed.split("<details>")[1:]:
        path = unescape(re.findall(r"<summary><code>(.*?)</code>", section)[0])
        for line, severity, tag in re.findall(r"^- (?:line (\d+): )?\*\*(\w+)\[([\w-]+)\]\*\*", section, re.MULTILINE):
            told.add((severity, tag, placed(path, int(line or 0))))
    return told


def placed(path: str, line: int) -> str:
    return f"{path}:{line}" if line else path


READERS: Mapping[str, Callable[[str], Told]] = {
    "text": of_text,
    "json": of_json,
    "junit": of_junit,
    "sarif": of_sarif,
    "github": of_github,
    "markdown": of_markdown,
}


def checked(folder: Path, form: str, *words: str) -> tuple[int, Told, str]:
    """Exit code, findings and last words of a run."""
    done = bwise(folder, "check", *words, "--format", form)
    assert done.stderr == ""
    return done.returncode, READERS[form](done.stdout), done.stdout


def test_every_format_is_tried() -> None:
    assert list(READERS) == FORMATS


# A project without anything


@pytest.mark.parametrize("form", FORMATS)
def test_a_project_without_a_curriculum_is_no_project(form: str, tmp_path: Path) -> None:
    (tmp_path / "bwise.toml").write_text('[project]\nname = "none"\nversion = "1"\n', encoding="utf-8")
    done = bwise(tmp_path, "check", "--format", form)
    assert (done.returncode, done.stdout) == (ExitCode.USAGE, "")
    assert "bwise.toml: error[config-missing]: no curriculum" in done.stderr


@pytest.mark.parametrize("form", FORMATS)
def test_nothing_is_found_where_nothing_is_started(form: str, tmp_path: Path) -> None:
    make_project(tmp_path)
    code, told, printed = checked(tmp_path, form)
    assert (code, told) == (ExitCode.DONE, set())
    assert form == "sarif" or ("sl" in printed and "not passed" not in printed), "it says what it did not look at"


# A project with one locale missing


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project that is ready in Slovenian and not started in Croatian."""
    folder = tmp_path_factory.mktemp("whole")
    make_project(folder, TRANSLATIONS)
    return folder


@pytest.mark.parametrize("form", FORMATS)
def test_a_locale_that_nobody_started_is_told(form: str, whole: Path) -> None:
    code, told, printed = checked(whole, form)
    assert (code, told) == (ExitCode.DONE, set())
    assert form == "sarif" or "hr" in printed


@pytest.mark.parametrize("form", FORMATS)
def test_a_locale_that_was_asked_for_and_is_missing_is_an_error(form: str, whole: Path) -> None:
    code, told, _ = checked(whole, form, "--locale", "sl", "--locale", "hr")
    line = ":1" if form == "sarif" else ""
    assert (code, told) == (ExitCode.FINDINGS, {("error", "catalogue-missing", f"translations/hr/tools.po{line}")})


# A locale with three findings


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of which one translation lacks, one has no link, and one changed after the sign-off."""
    folder = tmp_path_factory.mktemp("faulty") / "repository" / "training"
    make_project(folder, TRANSLATIONS)
    (folder.parent / ".git").mkdir()
    texts = {"Tools": "", "Read [the guide](1) first.": "Najprej preberite navodila."}
    translate(folder, texts, void="Ask your job coach.")
    return folder


def lines_of(path: Path) -> dict[str, int]:
    """The line of each text of a catalogue."""
    lines = enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
    return {match[1]: number for number, line in lines if (match := re.fullmatch(r'msgid "(.*)"', line))}


@pytest.mark.parametrize("form", FORMATS)
def test_three_findings(form: str, faulty: Path) -> None:
    code, told, printed = checked(faulty, form)
    lines = lines_of(faulty / CATALOGUE)
    folder = "" if form in ("text", "json") else "training/"
    assert code == ExitCode.FINDINGS
    assert told == {
        ("error", "incomplete", f"{folder}{CATALOGUE}:{lines['Tools']}"),
        ("error", "link", f"{folder}{CATALOGUE}:{lines['Read [the guide](1) first.']}"),
        ("warning", "sign-off", f"{folder}{CATALOGUE}:{lines['Ask your job coach.']}"),
    }
    assert f"{folder}{MASTER}" in printed, "the place in the master"
    assert form in ("json", "sarif") or "not passed: 2 errors and 1 warning in 3 units in 1 catalogue" in printed


def test_modules_are_told_how_far_they_are(faulty: Path) -> None:
    record = json.loads(bwise(faulty, "check", "--format", "json").stdout)
    (module,) = record["modules"]
    assert (module["locale"], module["module"], module["passed"]) == ("sl", "01-tools.md", False)
    assert (module["errors"], module["warnings"]) == (2, 1)
    assert 0 < module["share"] < 1


def test_the_summary_of_a_job_is_added_to_what_is_there(faulty: Path, tmp_path: Path) -> None:
    summary = tmp_path / "summary.md"
    summary.write_text("# Before\n", encoding="utf-8")
    done = bwise(faulty, "check", "--format", "github", GITHUB_STEP_SUMMARY=str(summary))
    assert done.returncode == ExitCode.FINDINGS
    before, _, added = summary.read_text(encoding="utf-8").partition("\n")
    assert before == "# Before"
    assert added == bwise(faulty, "check", "--format", "markdown").stdout
    refused = bwise(faulty, "check", "--format", "github", GITHUB_STEP_SUMMARY=str(tmp_path / "no" / "folder.md"))
    assert refused.returncode == ExitCode.DISK
    assert "the file that GITHUB_STEP_SUMMARY names cannot be written" in refused.stderr


def test_no_colour_in_a_pipe(faulty: Path) -> None:
    for environment in ({}, {"NO_COLOR": "1"}, {"TERM": "xterm-256color"}):
        assert "\x1b" not in bwise(faulty, "check", **environment).stdout


@pytest.mark.parametrize("form", FORMATS)
def test_texts_that_mean_harm_are_only_shown(form: str, tmp_path: Path) -> None:
    """A master and a translation of a stranger, with what terminals, XML, Markdown and GitHub take for orders."""
    harm = "]]> <img src=x> | @all %0A ##[add-mask]x \x1b[2J \u202e {0}"
    make_project(tmp_path)
    (tmp_path / MASTER).write_text(f"# Tools {{#tools}}\n\nAsk `{harm}` [now](x.md).\n", encoding="utf-8")
    assert bwise(tmp_path, "extract", "sl").returncode == ExitCode.DONE
    text = f"Ask `{harm}` [now](1)."
    translate(tmp_path, {"Tools": "Orodja", text: f"Vprašajte {harm} takoj."})
    code, told, printed = checked(tmp_path, form)
    assert code == ExitCode.FINDINGS
    assert {"link", "code"} <= {tag for _, tag, _ in told}
    assert all(line.isprintable() for line in printed.split("\n"))
