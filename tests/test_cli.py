"""Runs of the program that go beyond one command: killed, interrupted, repeated, side by side, and to the release."""

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

import bwise_cli
from bwise_cli import files
from bwise_cli.domain.errors import ExitCode
from bwise_cli.domain.message import Record, State, sign_hash
from bwise_cli.domain.rules import RULES, Group
from bwise_cli.formats.po import parse_po, serialise_po

from .cases import FIXTURES
from .test_commands import bwise, contents

EPOCH = {"SOURCE_DATE_EPOCH": "1763942400"}
CATALOGUE = "translations/sl/tablets.po"
MODULE = "curricula/tablets/01-first-steps.md"
ESCAPE = "\x1b"
PROJECT = Path(__file__).parents[1]


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """A copy of the example project."""
    folder = tmp_path / "example"
    shutil.copytree(FIXTURES / "example", folder)
    return folder


@pytest.fixture
def drafted(example: Path) -> Path:
    """The example project, drafted in Slovenian."""
    assert bwise(example, "translate", "sl", "--engine", "pseudo").returncode == 0
    return example


def stamps(folder: Path) -> dict[str, int]:
    """When each file was last written."""
    return {path.name: path.stat().st_mtime_ns for path in (folder / "translations").rglob("*.po*")}


def refused(folder: Path, code: ExitCode, *words: str, **environment: str) -> str:
    """What a command says that ends with `code` and leaves every file as it was."""
    before = contents(folder)
    done = bwise(folder, *words, **environment)
    assert (done.returncode, contents(folder) == before) == (code, True), done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert done.stderr.splitlines()[-1].startswith("bwise: ")
    return done.stderr


def changed(folder: Path, preparation: str, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the program in a process where the Python text `preparation` came first."""
    script = (
        f"import sys\n{preparation}\nfrom bwise_cli.cli.app import main\nsys.argv = ['bwise', *sys.argv[1:]]\nmain()"
    )
    return subprocess.run(
        [sys.executable, "-c", script, *words], cwd=folder, capture_output=True, encoding="utf-8", check=False
    )


def pass_any_wording(folder: Path) -> None:
    """Let checks say nothing of drafts that are in no language, though a person signs them off."""
    tags = [rule.tag for rule in RULES if not rule.is_firm and rule.group is not Group.PROGRESS]
    with (folder / "bwise.toml").open("a", encoding="utf-8") as file:
        file.writelines(f'{tag} = "off"\n' for tag in tags if tag != "fact-unchecked")


def sign(path: Path, state: State) -> None:
    """Sign off every unit of a catalogue, as a reviewer would."""
    catalogue = parse_po(path.read_bytes(), path.name, path.stem, "sl")
    units = [
        replace(
            unit,
            fuzzy=False,
            record=Record(state, by="Ana", on="2026-11-24", of=sign_hash(*unit.key, unit.translation)),
        )
        for unit in catalogue
    ]
    path.write_bytes(serialise_po(replace(catalogue, units=tuple(units))))


# The program itself


def test_version(tmp_path: Path) -> None:
    done = bwise(tmp_path, "--version")
    assert (done.returncode, done.stdout) == (0, f"bwise {bwise_cli.__version__}\n")


def test_without_a_project(tmp_path: Path) -> None:
    for command in ("extract", "status", "check"):
        assert "no bwise.toml here or above" in refused(tmp_path, ExitCode.USAGE, command)
    assert list(tmp_path.iterdir()) == []


# Again and again


def test_a_second_run_touches_no_file(drafted: Path) -> None:
    before = stamps(drafted)
    for command in (["extract"], ["translate", "sl", "--engine", "pseudo"], ["check"], ["status"]):
        bwise(drafted, *command)
    assert stamps(drafted) == before


def test_order_does_not_depend_on_chance(example: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    shutil.copytree(example, other)
    made = []
    for folder, seed in ((example, "1"), (other, "2")):
        bwise(folder, "translate", "sl", "--engine", "pseudo", PYTHONHASHSEED=seed)
        files_there = (folder / "translations").rglob("*.po*")
        made.append({path.name: re.sub(r".*-Date: .*", "", path.read_text("utf-8")) for path in files_there})
    assert made[0] == made[1]


def test_the_cache_can_be_deleted_or_spoiled(drafted: Path) -> None:
    before = bwise(drafted, "check", "--format", "json").stdout
    for path in (drafted / ".bwise" / "cache").rglob("*"):
        if path.is_file():
            path.write_bytes(path.read_bytes()[:-7])
    assert bwise(drafted, "check", "--format", "json").stdout == before
    shutil.rmtree(drafted / ".bwise")
    assert bwise(drafted, "check", "--format", "json").stdout == before


def test_line_ends_of_windows_change_nothing(drafted: Path) -> None:
    before = stamps(drafted)
    for path in (drafted / "curricula").rglob("*.md"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert bwise(drafted, "extract").returncode == 0
    assert stamps(drafted) == before


def test_two_runs_side_by_side(example: Path) -> None:
    command = [sys.executable, "-m", "bwise_cli", "translate", "sl", "--engine", "pseudo"]
    runs = [subprocess.Popen(command, cwd=example, stdout=subprocess.DEVNULL) for _ in range(3)]
    assert [run.wait(60) for run in runs] == [0, 0, 0]
    assert bwise(example, "check", "--require", "draft").returncode == 0


def test_a_change_of_the_master_and_back(drafted: Path) -> None:
    pass_any_wording(drafted)
    master = drafted / MODULE
    text = master.read_text(encoding="utf-8")
    sign(drafted / CATALOGUE, State.REVIEWED)
    master.write_text(text.replace("sits beside you", "sits next to you"), encoding="utf-8")
    bwise(drafted, "extract")
    told = bwise(drafted, "check").stdout
    assert re.search(r"tablets\.po:\d+: error\[incomplete\]: outdated, not reviewed: \"The job coach sits next", told)
    assert told.count("tablets.po") == 2, "one finding with its note, and no other"
    master.write_text(text, encoding="utf-8")
    bwise(drafted, "extract")
    assert "tablets.po" not in bwise(drafted, "check").stdout, "the sign-off is back"


# To the release


def test_a_release_of_what_is_reviewed(drafted: Path) -> None:
    pass_any_wording(drafted)
    for name in ("tablets", "welcome"):
        sign(drafted / "translations" / "sl" / f"{name}.po", State.REVIEWED)
    assert bwise(drafted, "check").returncode == ExitCode.DONE
    done = bwise(drafted, "package", "--country", "SI", "--format", "docx", "--release", **EPOCH)
    assert done.returncode == ExitCode.DONE, done.stderr
    manifest = json.loads((drafted / "dist" / "SI-sl" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["release"] is True
    words = [counts for each in manifest["curricula"].values() for counts in each["words_by_state"].values()]
    assert sum(counts["reviewed"] for counts in words) == sum(sum(counts.values()) for counts in words) > 0


def test_one_word_that_changed_after_the_sign_off_stops_a_release(drafted: Path) -> None:
    for name in ("tablets", "welcome"):
        sign(drafted / "translations" / "sl" / f"{name}.po", State.REVIEWED)
    path = drafted / CATALOGUE
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    number = max(index for index, line in enumerate(lines) if line.startswith("msgstr"))
    lines[number] = lines[number].rstrip()[:-1] + '!"\n'
    path.write_text("".join(lines), encoding="utf-8")
    told = refused(drafted, ExitCode.FINDINGS, "package", "--country", "SI", "--release")
    assert re.search(rf"{CATALOGUE}:{number}: error\[incomplete\]: translated, not reviewed", told)
    warned = bwise(drafted, "check").stdout
    assert f"{CATALOGUE}:{number}: warning[sign-off]: the sign-off by Ana is void" in warned


def test_a_pack_holds_english_where_a_translation_does_not_fit_and_says_so(drafted: Path) -> None:
    path = drafted / CATALOGUE
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r'(msgid "Read \[the guide\].*\nmsgstr) ".*"', r'\1 "Brez povezave."', text), "utf-8")
    done = bwise(drafted, "package", "--country", "SI", "--format", "docx", "--curriculum", "tablets", **EPOCH)
    assert done.returncode == ExitCode.FINDINGS
    assert re.search(rf"{CATALOGUE}:\d+: error\[link\]: link .* is missing", done.stderr)
    manifest = json.loads((drafted / "dist" / "SI-sl" / "manifest.json").read_text(encoding="utf-8"))
    counts = manifest["curricula"]["tablets"]["words_by_state"]["01-first-steps.md"]
    assert (counts["untranslated"] > 0, manifest["release"]) == (True, False)


def front_page(example: Path, front_matter: str) -> str:
    """The words of the Slovenian Word file, cover included, with other front matter."""
    overview = example / "curricula" / "tablets" / "curriculum.md"
    text = overview.read_text(encoding="utf-8")
    overview.write_text(text.replace("title: Tablets at work", front_matter), encoding="utf-8")
    bwise(example, "package", "--country", "SI", "--format", "docx", "--curriculum", "tablets", **EPOCH)
    with zipfile.ZipFile(example / "dist" / "SI-sl" / "tablets-learner.docx") as pack:
        return re.sub(r"<[^>]+>", "", pack.read("word/document.xml").decode("utf-8"))


def test_variables_are_filled_in_the_facts_of_a_curriculum(example: Path) -> None:
    assert "Workers in Slovenija" in front_page(example, 'title: Tablets\naudience: "Workers in {country}"')


def test_variables_are_filled_on_the_cover(example: Path) -> None:
    assert "Tablets in Slovenija" in front_page(example, 'title: "Tablets in {country}"')


# What goes badly


def test_another_run_holds_the_lock(drafted: Path) -> None:
    before = contents(drafted)
    with files.locked(drafted / ".bwise" / "lock"):
        done = changed(drafted, "from bwise_cli import files; files.LOCK_WAIT = 0.1", "extract")
    assert done.returncode == ExitCode.LOCKED
    assert "another bwise is writing to this project" in done.stderr
    assert contents(drafted) == before


BUG = "import bwise_cli.pipeline.extract as e\ndef extract(*_, **__): raise {}\ne.extract = extract"


def test_an_interrupted_run(drafted: Path) -> None:
    done = changed(drafted, BUG.format("KeyboardInterrupt"), "extract")
    assert (done.returncode, "Traceback" in done.stderr) == (ExitCode.INTERRUPTED, False)
    assert "interrupted" in done.stderr


def test_a_bug_of_ours(drafted: Path) -> None:
    done = changed(drafted, BUG.format("ValueError('odd')"), "extract")
    assert (done.returncode, "Traceback" in done.stderr) == (ExitCode.BUG, False)
    assert "a bug in bwise (ValueError: odd); run it again with --debug" in done.stderr
    assert "Traceback" in changed(drafted, BUG.format("ValueError('odd')"), "extract", "--debug").stderr


def test_a_full_disk(drafted: Path) -> None:
    master = drafted / MODULE
    master.write_text(master.read_text(encoding="utf-8") + "\nNew words.\n", encoding="utf-8")
    before = contents(drafted)
    full = "import os\ndef fsync(_): raise OSError(28, 'No space left on device')\nos.fsync = fsync"
    done = changed(drafted, full, "extract")
    assert done.returncode == ExitCode.DISK
    assert "cannot be written: no space left on device" in done.stderr
    assert contents(drafted) == before


def test_a_file_in_the_place_of_the_translations(example: Path) -> None:
    shutil.rmtree(example / "translations")
    (example / "translations").write_text("a file", encoding="utf-8")
    assert "cannot be written" in refused(example, ExitCode.DISK, "extract", "sl")


@pytest.mark.parametrize(
    ("path", "content", "code", "told"),
    [
        ("bwise.toml", "[project\n", ExitCode.USAGE, "bwise.toml:1: error["),
        (
            "bwise.toml",
            "[project]\nname = 'š'\n".encode("cp1250"),
            ExitCode.USAGE,
            "bwise.toml:2: error[config-charset]",
        ),
        ("curricula/countries/SI.toml", "locale = 'sl'\n", ExitCode.USAGE, "curricula/countries/SI.toml:1: error["),
        ("curricula/countries/XX.toml", "locales = ['sl']\n", ExitCode.USAGE, "curricula/countries/XX.toml: error["),
        (MODULE, b"# One\n\nna\xefve\n", ExitCode.REFUSED, f"{MODULE}:3: error[master-charset]: is not UTF-8"),
        (MODULE, "x[^1]\n\n[^1]: y[^1]\n", ExitCode.REFUSED, f"{MODULE}:3: error[master-markup]"),
        ("glossaries/terms.csv", "id,en\nx\n", ExitCode.REFUSED, "glossaries/terms.csv:2: error[glossary-row]"),
        ("glossaries/more.csv", "id,en\nx,y,z\n", ExitCode.REFUSED, "glossaries/more.csv:2: error[glossary-row]"),
        (CATALOGUE, 'msgid "a"\nmsgstr “b”\n', ExitCode.REFUSED, f"{CATALOGUE}:2: error[po-quote]"),
        (CATALOGUE, "", ExitCode.REFUSED, f"{CATALOGUE}"),
        (CATALOGUE, b"PK\x03\x04\0\0\0\0", ExitCode.REFUSED, f"{CATALOGUE}"),
    ],
)
def test_a_broken_file_is_named_with_its_line(
    drafted: Path, path: str, content: str | bytes, code: ExitCode, told: str
) -> None:
    (drafted / path).write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    said = refused(drafted, code, "extract")
    assert told in said
    assert "nothing was written" in said


def test_a_curriculum_without_files(example: Path) -> None:
    shutil.rmtree(example / "curricula" / "tablets")
    assert "there is no master in curricula/tablets" in refused(example, ExitCode.USAGE, "extract")


@pytest.mark.parametrize("target", ["../secret.png", "/etc/hostname", "https://a.example/x.png", "a\\b.png", "CON.png"])
def test_images_from_elsewhere_are_refused(example: Path, target: str) -> None:
    (example / "curricula" / "secret.png").write_bytes(b"secret")
    with (example / MODULE).open("a", encoding="utf-8") as file:
        file.write(f"\n![x]({target})\n")
    told = refused(example, ExitCode.REFUSED, "package", "--country", "SI", "--format", "docx")
    assert re.search(rf"{MODULE}:9: error\[image-missing\]: there is no image ", told)


@pytest.mark.skipif(os.name == "nt", reason="symbolic links are those of POSIX")
def test_an_image_that_is_a_link_out_of_its_folder_is_refused(example: Path) -> None:
    (example / "secret.png").write_bytes(b"secret")
    (example / "curricula" / "tablets" / "x.png").symlink_to(example / "secret.png")
    with (example / MODULE).open("a", encoding="utf-8") as file:
        file.write("\n![x](x.png)\n")
    refused(example, ExitCode.REFUSED, "package", "--country", "SI", "--format", "docx")


@pytest.mark.parametrize("epoch", ["tomorrow", "-1", "1e9", "99999999999999999999"])
def test_a_source_date_that_is_none(drafted: Path, epoch: str) -> None:
    told = refused(drafted, ExitCode.USAGE, "package", "--country", "SI", SOURCE_DATE_EPOCH=epoch)
    assert "SOURCE_DATE_EPOCH" in told


def test_an_edition_of_a_later_version(drafted: Path) -> None:
    assert "toolkit" in refused(drafted, ExitCode.USAGE, "package", "--country", "SI", "--edition", "toolkit")


def test_a_hostile_file_cannot_move_the_cursor(drafted: Path) -> None:
    path = drafted / MODULE
    path.write_text(path.read_text(encoding="utf-8") + f"\nEvil {ESCAPE}[2J \u202e words.\n", encoding="utf-8")
    bwise(drafted, "extract", "sl")
    done = bwise(drafted, "check")
    assert "Evil \\x1b[2J \\u202e words." in done.stdout
    assert ESCAPE not in done.stdout
    assert "\u202e" not in done.stdout


def test_a_reader_that_stops_reading(drafted: Path) -> None:
    command = [sys.executable, "-m", "bwise_cli", "check", "--everything"]
    run = subprocess.Popen(command, cwd=drafted, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert run.stdout is not None
    assert run.stderr is not None
    run.stdout.close()
    assert b"Traceback" not in run.stderr.read()
    run.stderr.close()
    assert run.wait(30) != ExitCode.BUG


# On a terminal


@pytest.mark.skipif(os.name == "nt", reason="pseudo-terminals are those of POSIX")
def test_a_terminal_without_colour(drafted: Path) -> None:
    import pty

    for command in (["status"], ["check"], ["--help"], ["package", "--country", "XX"]):
        ours, theirs = pty.openpty()
        run = subprocess.Popen(
            [sys.executable, "-m", "bwise_cli", *command],
            cwd=drafted,
            env={**os.environ, "NO_COLOR": "1", "TERM": "xterm-256color"},
            stdin=theirs, stdout=theirs, stderr=theirs,
        )  # fmt: skip
        os.close(theirs)
        shown = b""
        try:
            while chunk := os.read(ours, 65536):
                shown += chunk
        except OSError:
            pass  # how Linux says that the other side is closed
        run.wait(30)
        os.close(ours)
        assert shown
        assert not re.search(rb"\x1b\[[0-9;]*3[0-7]", shown), command


@pytest.mark.skipif(shutil.which("msgfmt") is None, reason="gettext is not installed")
@pytest.mark.parametrize(
    "path",
    [*PROJECT.glob("translations/*.pot"), *PROJECT.glob("src/bwise_cli/locale/*.pot")],
    ids=lambda path: path.name,
)
def test_msgfmt_accepts_every_template(path: Path, tmp_path: Path) -> None:
    command = ["msgfmt", "-c", "-o", str(tmp_path / "x.mo"), str(path)]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0
