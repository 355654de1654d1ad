"""The workflow and the hook that strangers copy: read as GitHub, GitLab and pre-commit read them, then run."""

import json
import os
import re
import shutil
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from lxml import etree

from bwise_cli.domain.errors import ExitCode

from .docs_pages import DOCS, ROOT, blocks, page
from .small_project import CATALOGUE, MASTER, TRANSLATIONS, git, make_project, translate

WORKFLOW_FILE = DOCS / "ci" / "bwise-check.yml"
WORKFLOW: Any = yaml.safe_load(WORKFLOW_FILE.read_text(encoding="utf-8"))
(JOB,) = WORKFLOW["jobs"].values()
STEPS: dict[str, Any] = {step.get("name", step.get("uses")): step for step in JOB["steps"]}
(HOOK,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))

needs_a_shell = pytest.mark.skipif(
    os.name == "nt" or not shutil.which("bash") or not shutil.which("git"), reason="runs bash and git"
)


def shell(folder: Path, script: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a script as a runner does: by bash, which stops at the first fault; with this program and no network."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "GITHUB_"))}
    search = f"{Path(sys.executable).parent}{os.pathsep}{inherited['PATH']}"
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", script],
        cwd=folder,
        env={**inherited, "PATH": search, "PIP_NO_INDEX": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1", **environment},
        capture_output=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        check=False,
        timeout=300,
    )


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A clone whose main branch has a project without a fault; a pull request has been checked out."""
    origin, folder = tmp_path / "origin.git", tmp_path / "clone"
    folder.mkdir()
    assert git(tmp_path, "init", "--quiet", "--bare", "--initial-branch=main", str(origin)).returncode == 0
    git(folder, "init", "--quiet", "--initial-branch=main")
    make_project(folder, TRANSLATIONS)
    (folder / ".gitignore").write_text(".bwise/\n", encoding="utf-8")
    commit(folder, "Begin")
    git(folder, "remote", "add", "origin", str(origin))
    assert git(folder, "push", "--quiet", "origin", "main").returncode == 0
    git(folder, "checkout", "--quiet", "-b", "change")
    return folder


def commit(folder: Path, message: str) -> None:
    git(folder, "add", "--all")
    assert git(folder, "commit", "--quiet", "--message", message).returncode == 0


def break_a_link(folder: Path) -> None:
    translate(folder, {"Read [the guide](1) first.": "Najprej preberite navodila."})


# The workflow of GitHub


def test_the_workflow_gets_no_more_than_it_needs() -> None:
    assert WORKFLOW["permissions"] == {}
    assert JOB["permissions"] == {"contents": "read", "actions": "read", "security-events": "write"}
    events = WORKFLOW[True]  # what YAML 1.1 makes of the key "on"
    assert set(events) == {"pull_request", "push"}, "no event that gives a stranger's branch more rights"
    text = WORKFLOW_FILE.read_text(encoding="utf-8")
    assert "secrets." not in text
    assert STEPS["actions/checkout@v6"]["with"]["persist-credentials"] is False
    assert STEPS["actions/checkout@v6"]["with"]["fetch-depth"] == 0, "--since looks into the history"
    assert all(re.search(r"@v\d+$", step["uses"]) for step in JOB["steps"] if "uses" in step)


def test_no_step_pastes_what_a_stranger_wrote_into_a_script() -> None:
    scripts = [step["run"] for step in JOB["steps"] if "run" in step]
    assert len(scripts) == 4
    assert not [script for script in scripts if "${{" in script]


def test_the_cache_is_named_by_a_file_that_is_there() -> None:
    path = STEPS["actions/setup-python@v6"]["with"]["cache-dependency-path"]
    assert path == f".github/workflows/{WORKFLOW_FILE.name}", "where the page says that it is copied to"
    assert "bwise-cli>=" in STEPS["Install bwise"]["run"]


def run_workflow(folder: Path, *, event: str, summary: Path) -> dict[str, subprocess.CompletedProcess[str]]:
    """Run each step that has a script and that this event has, in order, until one fails; as GitHub would."""
    environment = {"GITHUB_ACTIONS": "true", "GITHUB_EVENT_NAME": event, "GITHUB_STEP_SUMMARY": str(summary)}
    environment |= {"GITHUB_BASE_REF": "main"} if event == "pull_request" else {}
    done: dict[str, subprocess.CompletedProcess[str]] = {}
    for name, step in STEPS.items():
        condition = re.fullmatch(r"github\.event_name (==|!=) '(\w+)'", step.get("if", ""))
        if condition and (condition[1] == "==") != (condition[2] == event):
            continue
        if "run" in step:
            done[name] = shell(folder, step["run"], **environment)
            if done[name].returncode:
                break
        elif "sarif_file" in step.get("with", {}):
            report = json.loads((folder / step["with"]["sarif_file"]).read_text(encoding="utf-8"))
            assert report["version"] == "2.1.0", "what is uploaded is there"
    return done


@needs_a_shell
@pytest.mark.parametrize("event", ["pull_request", "push"])
def test_the_workflow_passes_a_project_without_a_fault(event: str, repository: Path, tmp_path: Path) -> None:
    translate(repository, {"Ask your job coach.": "Vprašajte svojo delovno mentorico."})
    commit(repository, "Change a word")
    done = run_workflow(repository, event=event, summary=tmp_path / "summary.md")
    assert [each.returncode for each in done.values()] == [0, 0, 0], [each.stderr for each in done.values()]
    assert "::notice title=bwise check::passed: " in list(done.values())[-1].stdout
    assert (tmp_path / "summary.md").read_text(encoding="utf-8").startswith("## ✅ bwise check\n")


@needs_a_shell
@pytest.mark.parametrize("event", ["pull_request", "push"])
def test_the_workflow_stops_a_change_that_breaks_something(event: str, repository: Path, tmp_path: Path) -> None:
    break_a_link(repository)
    commit(repository, "Break a link")
    done = run_workflow(repository, event=event, summary=tmp_path / "summary.md")
    assert [each.returncode for each in done.values()] == [0, 0, ExitCode.FINDINGS]
    printed = list(done.values())[-1].stdout
    assert re.search(rf"^::error file={CATALOGUE},line=\d+,title=bwise%3A link::", printed, re.MULTILINE)
    assert "**error[link]**" in (tmp_path / "summary.md").read_text(encoding="utf-8")
    report = json.loads((repository / "bwise.sarif").read_text(encoding="utf-8"))
    assert [result["ruleId"] for result in report["runs"][0]["results"]] == ["link"]


@needs_a_shell
def test_a_pull_request_does_not_answer_for_what_others_have_to_do(repository: Path, tmp_path: Path) -> None:
    """An author adds a text that nobody has translated yet; on main the fault of somebody else waits."""
    git(repository, "checkout", "--quiet", "main")
    break_a_link(repository)
    commit(repository, "Break a link")
    git(repository, "push", "--quiet", "origin", "main")
    git(repository, "checkout", "--quiet", "-b", "another")
    with (repository / MASTER).open("a", encoding="utf-8") as file:
        file.write("\nThank you.\n")
    assert shell(repository, "bwise extract").returncode == 0
    commit(repository, "Add a text")
    done = run_workflow(repository, event="pull_request", summary=tmp_path / "summary.md")
    assert [each.returncode for each in done.values()] == [0, 0, 0], list(done.values())[-1].stdout
    whole = run_workflow(repository, event="push", summary=tmp_path / "summary.md")
    assert list(whole.values())[-1].returncode == ExitCode.FINDINGS


@needs_a_shell
def test_the_workflow_does_not_upload_what_is_no_report(repository: Path, tmp_path: Path) -> None:
    (repository / "bwise.toml").write_text("[project]\n", encoding="utf-8")
    done = run_workflow(repository, event="push", summary=tmp_path / "summary.md")
    assert list(done) == ["Install bwise", "Report for code scanning"]
    assert list(done.values())[-1].returncode != 0


# GitLab


@needs_a_shell
def test_the_job_of_gitlab(repository: Path) -> None:
    (text,) = (block.text for block in blocks(page("checks.md")) if block.form == "yaml" and "junit" in block.text)
    (job,) = yaml.safe_load(text).values()
    report = repository / job["artifacts"]["reports"]["junit"]
    assert job["artifacts"]["when"] == "always"
    assert shell(repository, "\n".join(job["script"])).returncode == ExitCode.DONE
    assert etree.parse(report).getroot().attrib["failures"] == "0"
    break_a_link(repository)
    assert shell(repository, "\n".join(job["script"])).returncode == ExitCode.FINDINGS
    assert etree.parse(report).getroot().attrib["failures"] == "1"


# The hook of pre-commit


def test_the_hook_is_run_for_files_of_a_project() -> None:
    files = re.compile(HOOK["files"])
    for name in ("bwise.toml", CATALOGUE, MASTER, f"training/{CATALOGUE}", "glossaries/terms.csv"):
        assert files.search(name), name
    for name in ("README.md", "my-bwise.toml.txt", "src/translations.py"):
        assert not files.search(name), name
    assert HOOK["language"] == "python"
    assert HOOK["pass_filenames"] is False, "it takes no file names, and finds the project itself"


def test_the_page_shows_the_hook() -> None:
    (text,) = (block.text for block in blocks(page("checks.md")) if block.form == "yaml" and "repos:" in block.text)
    (repo,) = yaml.safe_load(text)["repos"]
    assert [hook["id"] for hook in repo["hooks"]] == [HOOK["id"]]


@needs_a_shell
@pytest.mark.parametrize("place", ["", "training"])
def test_the_hook_lets_a_good_commit_pass_and_no_other(place: str, tmp_path: Path) -> None:
    """Git runs the hook as pre-commit would, with all that it puts into the environment."""
    project = tmp_path / place
    git(tmp_path, "init", "--quiet")
    make_project(project, TRANSLATIONS)
    (tmp_path / ".gitignore").write_text(".bwise/\n", encoding="utf-8")
    commit(tmp_path, "Begin")
    arguments = f" --project {place}" if place else ""
    hook = tmp_path / ".git" / "hooks" / "pre-commit"
    program = f"PATH={Path(sys.executable).parent}:$PATH"
    hook.write_text(f"#!/bin/sh\n{program}\nexec {HOOK['entry']}{arguments}\n", encoding="utf-8")
    hook.chmod(hook.stat().st_mode | stat.S_IXUSR)

    translate(project, {"Ask your job coach.": ""})
    done = git(tmp_path, "commit", "--quiet", "--all", "--message", "Begin anew")
    assert done.returncode == 0, f"what is not translated yet may be committed: {done.stdout}{done.stderr}"
    break_a_link(project)
    for words in (["--all"], ["--only", f"{place}/{CATALOGUE}".lstrip("/")]):
        done = git(tmp_path, "commit", "--quiet", *words, "--message", "Break a link")
        assert done.returncode != 0
        assert re.search(rf"{CATALOGUE}:\d+: error\[link\]: ", done.stdout + done.stderr)
    assert git(tmp_path, "log", "--format=%s").stdout.split("\n")[0] == "Begin anew"
