"""`bwise translate --engine local` as its users see it when something is missing."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bwise_cli.domain.errors import ExitCode

from .tiny_model import write_model

SETTINGS = """\
[project]
name = "course"
version = "1"
[curricula.workers]
[translate]
more_locales = ["sl", "hr"]
"""
NOWHERE = {"BWISE_MODELS_INDEX": "http://127.0.0.1:9/records", "BWISE_MODELS_FILES": "http://127.0.0.1:9/"}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / "course" / "curricula" / "workers" / "01-ask.md"
    path.parent.mkdir(parents=True)
    path.write_text("# Ask\n\nAsk *first*. Then help.\n", encoding="utf-8")
    (tmp_path / "course" / "bwise.toml").write_text(SETTINGS, encoding="utf-8")
    return tmp_path / "course"


def drafted(project: Path, models: Path, locale: str = "sl", **variables: str) -> tuple[int, str]:
    """The exit code of `bwise translate`, and what it says of a fault."""
    done = subprocess.run(
        [sys.executable, "-m", "bwise_cli", "translate", locale, "--engine", "local"],
        cwd=project,
        env=os.environ | NOWHERE | {"BWISE_MODELS": str(models)} | variables,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert "Traceback" not in done.stderr
    return done.returncode, done.stderr


def test_a_model_that_is_there_drafts(project: Path, tmp_path: Path) -> None:
    write_model(tmp_path / "models")
    assert drafted(project, tmp_path / "models") == (ExitCode.DONE, "")
    text = (project / "translations" / "sl" / "workers.po").read_text(encoding="utf-8")
    assert text.count("state=draft engine=local model=en-sl-") == 2


def test_no_model_and_no_network(project: Path, tmp_path: Path) -> None:
    code, said = drafted(project, tmp_path / "models")
    assert code == ExitCode.REMOTE
    assert f"there is no model en-sl in {tmp_path / 'models'}, and it cannot be fetched: 127.0.0.1:9 cannot" in said
    assert "copy a folder en-sl from another machine there; nothing was written" in said
    assert not (project / "translations").exists()


def test_a_damaged_model(project: Path, tmp_path: Path) -> None:
    path = write_model(tmp_path / "models") / "model.ensl.intgemm.alphas.bin"
    path.write_bytes(path.read_bytes()[:-1])
    code, said = drafted(project, tmp_path / "models")
    assert code == ExitCode.REFUSED
    assert f'{path} is damaged; delete the folder "en-sl": it is downloaded again' in said


def test_a_model_for_other_languages(project: Path, tmp_path: Path) -> None:
    write_model(tmp_path / "models", "en-sl").rename(tmp_path / "models" / "en-hr")
    code, said = drafted(project, tmp_path / "models", "hr")
    assert code == ExitCode.REFUSED
    assert "is for another pair of languages; put a model for en-hr there" in said


def test_the_extra_is_missing(project: Path, tmp_path: Path) -> None:
    write_model(tmp_path / "models")
    (tmp_path / "hidden").mkdir()
    hidden = 'raise ModuleNotFoundError("No module named \'fxtranslate\'", name="fxtranslate")'
    (tmp_path / "hidden" / "fxtranslate.py").write_text(hidden, encoding="utf-8")
    code, said = drafted(project, tmp_path / "models", PYTHONPATH=str(tmp_path / "hidden"))
    assert code == ExitCode.USAGE
    assert "the engine local needs the extra: pip install bwise-cli[local]" in said
