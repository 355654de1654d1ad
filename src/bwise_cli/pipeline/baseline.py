"""The baseline of a project: findings that were there before, so that only new ones count."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from bwise_cli import files
from bwise_cli.domain.finding import Finding
from bwise_cli.domain.known import Known, counted, known
from bwise_cli.formats.baseline import parse_baseline, serialise_baseline
from bwise_cli.workspace import Workspace

BASELINE_FILE = "check-baseline.json"
"""Its name, beside `bwise.toml`."""


@dataclass(frozen=True, slots=True)
class Baseline:
    """Findings that were there before."""

    findings: Counter[Known]
    """How often each was there."""

    def new(self, findings: Iterable[Finding]) -> list[Finding]:
        """Those of `findings` that it does not know, or not so many of."""
        left = self.findings.copy()
        new = []
        for finding in findings:
            taken_down = next((each for each in known(finding).before if left[each] > 0), None)
            if taken_down:
                left[taken_down] -= 1
            else:
                new.append(finding)
        return new

    def gone(self, findings: Iterable[Finding]) -> int:
        """How many that it knows are not among `findings` any more."""
        return (self.findings - counted(findings)).total()


def load_baseline(workspace: Workspace) -> Baseline | None:
    """The project's baseline; None if it has none. Raises `RefusedError` if it is broken."""
    path = workspace.root / BASELINE_FILE
    if not path.is_file():
        return None
    return Baseline(parse_baseline(files.read_file(path, BASELINE_FILE), BASELINE_FILE))


def save_baseline(workspace: Workspace, findings: Iterable[Finding]) -> bool:
    """Write a baseline of `findings`; return whether the file changed."""
    with workspace.locked():
        return files.write_whole(workspace.root / BASELINE_FILE, serialise_baseline(counted(findings)), BASELINE_FILE)
