"""The program as a shell sees it: real processes on a copy of the example project."""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bwise_cli.domain.errors import ExitCode

from .cases import FIXTURES

PROJECT = Path(__file__).parents[1]
MSGFMT = shutil.which("msgfmt")


def bwise(folder: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run `bwise` in `folder` without a terminal."""
    inherited = {
        name: value for name, value in os.environ.items() if name not in ("SOURCE_DATE_EPOCH", "DEEPL_AUTH_KEY")
    }
    return subprocess.run(
        [sys.executable, "-m", "bwise_cli", *words],
        cwd=folder,
        env={**inherited, "PYTHONUTF8": "0", **environment},
        capture_output=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        check=False,
    )


def contents(folder: Path) -> dict[str, str]:
    """Hash of every file of a project, without what is derived."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".bwise" not in path.parts
    }


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the example project, with an image."""
    folder = tmp_path / "project"
    shutil.copytree(FIXTURES / "example", folder)
    tablets = folder / "curricula" / "tablets"
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle cx="4" cy="4" r="3"/></svg>'
    (tablets / "lamp.svg").write_text(drawing, encoding="utf-8")
    with (tablets / "01-first-steps.md").open("a", encoding="utf-8") as file:
        file.write("\n![A lamp](lamp.svg)\n")
    return folder


# What goes well


def test_extract_writes_nothing_the_second_time(project: Path) -> None:
    assert bwise(project, "extract", "sl").returncode == 0
    before = contents(project)
    done = bwise(project, "extract", "sl")
    assert "0 files written, 4 unchanged" in done.stdout
    assert contents(project) == before


def test_an_inserted_paragraph_changes_its_own_entry_only(project: Path) -> None:
    bwise(project, "extract", "sl")
    path = project / "translations" / "tablets.pot"
    before = path.read_text(encoding="utf-8")
    master = project / "curricula" / "tablets" / "01-first-steps.md"
    text = master.read_text(encoding="utf-8")
    master.write_text(text.replace("The job coach", "A new paragraph.\n\nThe job coach"), encoding="utf-8")
    bwise(project, "extract", "sl")
    added = set(path.read_text(encoding="utf-8").splitlines()) - set(before.splitlines())
    assert {line for line in added if "Date" not in line} == {'msgid "A new paragraph."'}


def test_status_for_programs(project: Path) -> None:
    bwise(project, "translate", "sl", "--engine", "pseudo")
    standings = json.loads(bwise(project, "status", "--locale", "sl", "--format", "json").stdout)
    tablets = next(each for each in standings if each["curriculum"] == "tablets")
    assert tablets["messages"]["untranslated"] == 0
    assert tablets["messages"]["draft"] > 0
    assert tablets["share"]["draft"] == 1.0


def test_check_names_what_is_not_reviewed_and_passes_drafts_if_told_to(project: Path) -> None:
    bwise(project, "translate", "sl", "--engine", "pseudo")
    done = bwise(project, "check")
    assert done.returncode == ExitCode.FINDINGS
    assert re.search(r"translations/sl/tablets\.po:\d+: error\[incomplete\]: draft, not reviewed: ", done.stdout)
    passed = bwise(project, "check", "--require", "draft")
    assert passed.returncode == ExitCode.DONE
    assert "not started, so not checked" not in passed.stdout


def test_check_finds_a_broken_translation_on_its_line(project: Path) -> None:
    bwise(project, "translate", "sl", "--engine", "pseudo")
    path = project / "translations" / "sl" / "tablets.po"
    lines = path.read_text(encoding="utf-8").splitlines()
    number = next(i for i, line in enumerate(lines) if line.startswith('msgid "Read [the guide]'))
    lines[number + 1] = 'msgstr "Preberite [navodila](7)."'
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    done = bwise(project, "check", "--require", "draft")
    place = f"translations/sl/tablets.po:{number + 1}: error"
    assert done.returncode == ExitCode.FINDINGS
    assert f"{place}[link]: […](7) is not in the source" in done.stdout
    assert f"{place}[footnote]: footnote [^2] is missing" in done.stdout


def test_a_second_pack_is_the_same_bytes_and_typesets_nothing(project: Path, tmp_path: Path) -> None:
    bwise(project, "translate", "sl", "--engine", "pseudo")
    epoch = {"SOURCE_DATE_EPOCH": "1763942400"}
    first = bwise(project, "package", "--country", "SI", "--curriculum", "tablets", **epoch)
    assert first.returncode == 0, first.stderr
    assert "2 typeset, 0 unchanged" in first.stdout
    made = contents(project / "dist")
    again = bwise(project, "package", "--country", "SI", "--curriculum", "tablets", **epoch)
    assert "0 typeset, 2 unchanged" in again.stdout
    assert contents(project / "dist") == made

    elsewhere = tmp_path / "elsewhere"
    shutil.copytree(project, elsewhere, ignore=shutil.ignore_patterns("dist", ".bwise"))
    bwise(elsewhere, "package", "--country", "SI", "--curriculum", "tablets", TZ="Asia/Tokyo", **epoch)
    assert contents(elsewhere / "dist") == made


def test_the_manifest_describes_the_pack(project: Path) -> None:
    bwise(project, "translate", "sl", "--engine", "pseudo")
    bwise(project, "package", "--country", "SI", "--format", "pdf")
    folder = project / "dist" / "SI-sl"
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert set(manifest["files"]) == {"tablets-learner.pdf", "welcome-learner.pdf"}
    for name, entry in manifest["files"].items():
        assert entry["sha256"] == hashlib.sha256((folder / name).read_bytes()).hexdigest()
    words = manifest["curricula"]["tablets"]["words_by_state"]
    assert words["01-first-steps.md"]["draft"] > 0
    assert manifest["release"] is False
    assert {"pypandoc_binary", "typst", "bwise"} <= set(manifest["tools"])


def test_deepl_without_a_key_does_what_it_can_and_says_how_to_set_one(project: Path) -> None:
    done = bwise(project, "translate", "sl", "--engine", "deepl")
    assert done.returncode == ExitCode.DONE
    assert "DEEPL_AUTH_KEY" in done.stdout


def test_a_project_is_found_upwards_or_by_name(project: Path, tmp_path: Path) -> None:
    inside = bwise(project / "curricula" / "tablets", "status", "--format", "json")
    named = bwise(tmp_path, "status", "--project", str(project), "--format", "json")
    assert inside.stdout == named.stdout
    assert json.loads(named.stdout)


def test_output_to_a_pipe_is_plain_utf8(project: Path) -> None:
    bwise(project, "translate", "sl", "--engine", "pseudo")
    done = bwise(project, "status", LC_ALL="C")
    assert "\x1b" not in done.stdout + done.stderr
    assert "≥" in done.stdout


@pytest.mark.parametrize("command", ["", "extract", "translate", "status", "check", "package", "migrate"])
def test_help(command: str, tmp_path: Path) -> None:
    done = bwise(tmp_path, *command.split(), "--help")
    assert done.returncode == 0
    assert f"Usage: bwise {command}".rstrip() in done.stdout.replace("python -m bwise_cli", "bwise")


def test_help_pays_for_nothing_heavy(tmp_path: Path) -> None:
    script = (
        "import sys; sys.argv = ['bwise', '--help']\n"
        "from bwise_cli.cli.app import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "heavy = {'deepl', 'docx', 'pypandoc', 'typst', 'babel', 'polib', 'lxml', 'rapidfuzz', 'requests'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"


# What goes badly


def refused(project: Path, code: ExitCode, *words: str, **environment: str) -> str:
    """Run a command that must end with `code`, one clear message, and every file as it was."""
    before = contents(project)
    done = bwise(project, *words, **environment)
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    assert contents(project) == before
    return done.stderr


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["package", "--country", "SL"], 'no country "SL"; did you mean SI (Slovenia)?'),
        (["package", "--country", "sl"], 'no country "sl": that is a locale'),
        (["package"], "say which country"),
        (["package", "--country", "SI", "--edition", "learners"], 'no edition "learners"; known: learner, trainer'),
        (["package", "--country", "SI", "--format", "doc"], 'no format "doc"; known: docx, pdf'),
        (["package", "--country", "SI", "--curriculum", "tablet"], 'did you mean "tablets"?'),
        (["translate", "SI"], "that is a country"),
        (["translate"], "say which locale"),
        (["translate", "sl", "--engine", "deeple"], 'no engine "deeple"'),
        (["check", "--require", "done"], 'no state "done"'),
        (["check", "--locale", "xx"], 'no locale "xx"'),
        (["check", "--no-such-option"], "No such option"),
        (["status", "--project", "nowhere"], "holds no bwise.toml"),
    ],
)
def test_a_wrong_word_on_the_command_line(project: Path, words: list[str], told: str) -> None:
    assert told in refused(project, ExitCode.USAGE, *words)


def test_a_mistake_in_the_configuration(project: Path) -> None:
    path = project / "bwise.toml"
    path.write_text(path.read_text(encoding="utf-8") + "\n[package]\nformts = ['pdf']\n", encoding="utf-8")
    told = refused(project, ExitCode.USAGE, "status")
    assert re.search(r"bwise\.toml:\d+: error\[config-key\]: unknown key \"formts\"", told)
    assert 'did you mean "formats"?' in told


@pytest.mark.parametrize(
    ("front", "line"),
    [
        ("---\ntitle: a: b\nhours: 1\n---\n", 2),
        ('---\ntitle: "a\nhours: 1\n---\n', 4),
        ("---\ntitle: never closed\n\n", 1),
    ],
)
def test_broken_front_matter(project: Path, front: str, line: int) -> None:
    (project / "curricula" / "tablets" / "curriculum.md").write_text(front + "# One\n", encoding="utf-8")
    told = refused(project, ExitCode.REFUSED, "extract", "sl")
    assert f"curricula/tablets/curriculum.md:{line}: error[front-matter]" in told
    assert "nothing was written" in told


def test_a_missing_image_is_told_with_its_line(project: Path) -> None:
    (project / "curricula" / "tablets" / "lamp.svg").unlink()
    told = refused(project, ExitCode.REFUSED, "package", "--country", "SI")
    assert "curricula/tablets/01-first-steps.md:9: error[image-missing]" in told


def test_a_truncated_catalogue(project: Path) -> None:
    bwise(project, "translate", "sl", "--engine", "pseudo")
    path = project / "translations" / "sl" / "tablets.po"
    path.write_bytes(path.read_bytes()[:-40])
    for command in (["extract"], ["translate", "sl"], ["check"], ["status"], ["package", "--country", "SI"]):
        told = refused(project, ExitCode.REFUSED, *command)
        assert re.search(r"translations/sl/tablets\.po:\d+: error\[po-", told)


def test_a_catalogue_in_the_wrong_charset(project: Path) -> None:
    bwise(project, "extract", "sl")
    path = project / "translations" / "sl" / "welcome.po"
    path.write_bytes(path.read_text(encoding="utf-8").replace('msgstr ""', 'msgstr "Šola"').encode("cp1250"))
    assert "error[po-charset]" in refused(project, ExitCode.REFUSED, "check")


def test_a_folder_that_cannot_be_written(project: Path) -> None:
    (project / "dist").write_text("a file in the place of the folder", encoding="utf-8")
    told = refused(project, ExitCode.DISK, "package", "--country", "SI", "--format", "pdf")
    assert "dist/SI-sl cannot be written" in told


def test_a_release_of_drafts_is_refused_and_the_old_pack_stays(project: Path) -> None:
    bwise(project, "translate", "sl", "--engine", "pseudo")
    bwise(project, "package", "--country", "SI", "--format", "pdf")
    told = refused(project, ExitCode.FINDINGS, "package", "--country", "SI", "--format", "pdf", "--release")
    assert re.search(r"translations/sl/tablets\.po:\d+: error\[incomplete\]: draft, not reviewed", told)
    assert "SI-sl cannot be released" in told


# The project's own files


@pytest.mark.skipif(MSGFMT is None, reason="gettext is not installed")
@pytest.mark.parametrize(
    "path",
    [*PROJECT.glob("translations/*/*.po"), *PROJECT.glob("src/bwise_cli/locale/*.po")],
    ids=lambda path: path.stem,
)
def test_msgfmt_accepts_every_catalogue(path: Path, tmp_path: Path) -> None:
    assert MSGFMT is not None
    done = subprocess.run(
        [MSGFMT, "-c", "-o", str(tmp_path / "x.mo"), str(path)], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_the_projects_own_catalogues_lack_nothing() -> None:
    done = bwise(PROJECT, "check", "--require", "draft")
    assert done.returncode == ExitCode.DONE, done.stdout


FULL = Path("/dev/full")


@pytest.mark.skipif(not FULL.exists(), reason="a device that is always full is Linux's")
@pytest.mark.parametrize("words", [["status"], ["check", "--format", "json"], ["check"]])
def test_an_output_that_cannot_be_written_is_a_fault_of_the_disk(project: Path, words: list[str]) -> None:
    with FULL.open("w") as full:
        command = [sys.executable, "-m", "bwise_cli", *words]
        done = subprocess.run(command, cwd=project, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    said = "bwise: what was to be printed could not be written: no space left on device\n"
    assert (done.returncode, done.stderr) == (5, said)
