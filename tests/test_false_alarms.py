"""What the checks say of correct translations: hardly anything. The table shows with `-s`."""

import shutil
from collections import Counter
from pathlib import Path

import pytest

from bwise_cli.domain.finding import Severity
from bwise_cli.domain.message import State
from bwise_cli.pipeline.check import Checked, CheckRequest, check
from bwise_cli.pipeline.looking import Scope
from bwise_cli.workspace import open_workspace

from .cases import FIXTURES

LANGUAGES = ("bg", "de", "el", "es", "fr", "hr", "it", "lv", "nl", "pl", "ro", "sl")
ERRORS, WARNINGS = 1 / 1000, 1 / 100
"""Findings for each correct unit, at the most."""


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> Checked:
    """The findings for the correct catalogues of all languages."""
    folder = tmp_path_factory.mktemp("correct") / "project"
    shutil.copytree(FIXTURES / "correct", folder, ignore=shutil.ignore_patterns(".bwise"))
    scopes = tuple(Scope(language) for language in LANGUAGES)
    return check(open_workspace(folder), CheckRequest(scopes, State.TRANSLATED))


def language_of(path: str) -> str:
    """The language of a catalogue, by its folder."""
    return Path(path).parent.name


def test_correct_translations_are_left_alone(checked: Checked) -> None:
    found = [finding for finding in checked.findings if finding.about]
    for finding in found:
        print(f"{finding.place}: {finding.severity}[{finding.tag}]: {finding.message}")
    tags = Counter((finding.severity.value, finding.tag) for finding in found)
    print(f"{checked.units} correct units: {dict(tags)}")
    counts = Counter(finding.severity for finding in found)
    assert counts[Severity.ERROR] <= ERRORS * checked.units
    assert counts[Severity.WARNING] <= WARNINGS * checked.units


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_language_is_worse_than_that(checked: Checked, language: str) -> None:
    units = checked.units / len(LANGUAGES)
    assert units >= 300
    found = [each for each in checked.findings if each.about and language_of(each.place.path) == language]
    assert [str(each.place) for each in found if each.severity is Severity.ERROR] == []
    assert len(found) <= WARNINGS * units
