"""Test cases that an author can edit: a title, a line with a dot, the input, a dot, what is expected, a dot."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FIXTURES = Path(__file__).parent / "fixtures"


@dataclass(frozen=True, slots=True)
class Case:
    """One case of a fixture file."""

    title: str
    """What the case shows."""
    given: str
    """The input."""
    expected: str
    """The expected output."""
    place: str
    """File and line of the title."""


def read_cases(folder: str) -> list[Case]:
    """Every case of every fixture file in `folder`."""
    return [case for path in sorted((FIXTURES / folder).glob("*.md")) for case in _cases(path)]


def _cases(path: Path) -> Iterator[Case]:
    lines = path.read_text(encoding="utf-8").splitlines()
    dots = [number for number, line in enumerate(lines) if line == "."]
    begin = 0
    for first, second, third in zip(dots[::3], dots[1::3], dots[2::3], strict=True):
        title = next(line for line in reversed(lines[begin:first]) if line.strip())
        given, expected = "\n".join(lines[first + 1 : second]), "\n".join(lines[second + 1 : third])
        yield Case(title, given + "\n", expected, f"{path.name}:{first}")
        begin = third + 1
