"""The sample of correct translations holds what it promises: else the false alarms counted on it say nothing."""

import json
import shutil
from pathlib import Path

import pytest

from bwise_cli.domain.catalogue import Catalogue
from bwise_cli.domain.errors import ExitCode
from bwise_cli.domain.message import State
from bwise_cli.formats.po import parse_po

from .cases import FIXTURES
from .test_commands import bwise, contents
from .test_false_alarms import LANGUAGES, language_of

SAMPLE = FIXTURES / "correct"
CURRICULA = {"handbook": 200, "notices": 90}
"""The curricula of the sample, and the units that each has at least. The checks were tuned on the first."""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the sample, in which commands may run."""
    folder = tmp_path_factory.mktemp("correct") / "project"
    shutil.copytree(SAMPLE, folder, ignore=shutil.ignore_patterns(".bwise"))
    return folder


@pytest.fixture(scope="module")
def errors(project: Path) -> list[dict[str, object]]:
    """What `bwise check` calls an error in the sample, in all languages in one go."""
    named = [word for language in LANGUAGES for word in ("--locale", language)]
    done = bwise(project, "check", *named, "--require", "translated", "--format", "json")
    report = json.loads(done.stdout)
    catalogues = len(LANGUAGES) * len(CURRICULA)
    assert (report["catalogues"], report["ignored"], report["known"]) == (catalogues, 0, 0)
    assert (done.returncode == ExitCode.DONE) is (report["errors"] == 0), done.stderr
    return [finding for finding in report["findings"] if finding["severity"] == "error"]


def po_file(language: str, curriculum: str) -> Path:
    return SAMPLE / "translations" / language / f"{curriculum}.po"


def sample(language: str, curriculum: str) -> Catalogue:
    path = po_file(language, curriculum)
    return parse_po(path.read_bytes(), path.as_posix(), curriculum, language)


def test_the_sample_has_all_languages_and_no_others() -> None:
    for curriculum in CURRICULA:
        assert tuple(sorted(path.parent.name for path in SAMPLE.glob(f"translations/*/{curriculum}.po"))) == LANGUAGES


@pytest.mark.parametrize("curriculum", CURRICULA)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_unit_is_translated_by_hand(language: str, curriculum: str) -> None:
    catalogue = sample(language, curriculum)
    assert len(catalogue.current) >= CURRICULA[curriculum]
    assert catalogue.obsolete == ()
    assert [unit.message.text for unit in catalogue.current if unit.state is not State.TRANSLATED] == []


@pytest.mark.parametrize("curriculum", CURRICULA)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_remark_of_the_program_tells_checks_what_to_do(language: str, curriculum: str) -> None:
    lines = po_file(language, curriculum).read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line.startswith("#") and "bwise:" in line] == []


def test_extract_changes_no_byte(project: Path) -> None:
    before = contents(project)
    done = bwise(project, "extract", *LANGUAGES)
    assert done.returncode == ExitCode.DONE, done.stderr
    assert contents(project) == before


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_check_finds_no_error(errors: list[dict[str, object]], language: str) -> None:
    assert [finding for finding in errors if language_of(str(finding["path"])) == language] == []


def test_the_check_finds_no_error_in_the_english(errors: list[dict[str, object]]) -> None:
    assert [finding for finding in errors if language_of(str(finding["path"])) not in LANGUAGES] == []
