"""What a coordinator reads after a mistake: the cases of `fixtures/config/*.md`."""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from bwise_cli.country import parse_country
from bwise_cli.domain.errors import BwiseError, ConfigurationError
from bwise_cli.project_file import parse_project
from bwise_cli.settings import PROJECT_FILE

FIXTURES = Path(__file__).parent / "fixtures" / "config"
CASE = re.compile(
    r"^## (?P<title>[^\n]+)\n+```toml (?P<file>\S+)\n(?P<toml>.*?)^```\n+```text\n(?P<expected>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Case:
    """One case of a fixture file."""

    title: str
    """What it shows."""
    file: str
    """Name of the file that is typed."""
    toml: str
    """What is typed."""
    expected: str
    """What is printed."""


def cases() -> list[Case]:
    """Every case of every fixture file."""
    found = []
    for path in sorted(FIXTURES.glob("*.md")):
        text = path.read_text("utf-8")
        matches = [Case(**match.groupdict()) for match in CASE.finditer(text)]
        assert len(matches) == text.count("\n## "), f"a case of {path.name} is not written as the others are"
        found += matches
    return found


def parse(file: str, toml: str) -> object:
    """Read `toml` as the project file or as a country file, by its name."""
    if file == PROJECT_FILE:
        return parse_project(toml, file)
    return parse_country(toml, f"curricula/countries/{file}", file.removesuffix(".toml"))


def printed(error: BwiseError) -> str:
    """`error` as a terminal shows it (design, section 6)."""
    lines = []
    for finding in error.findings:
        lines.append(f"{finding.place}: {finding.severity}[{finding.tag}]: {finding.message}")
        lines += [f"{note.place or finding.place}: note: {note.message}" for note in finding.notes]
    return "\n".join([*lines, f"bwise: {error.message}; {error.outcome}", ""])


@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case.file} {case.title}")
def test_messages(case: Case) -> None:
    try:
        parse(case.file, case.toml)
        answer = ""
    except ConfigurationError as error:
        answer = printed(error)
    assert answer == case.expected
