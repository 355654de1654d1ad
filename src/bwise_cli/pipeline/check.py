"""`bwise check`: the findings of the project's catalogues."""

from collections.abc import Sequence
from dataclasses import dataclass

from bwise_cli.checks import run_checks
from bwise_cli.checks.subject import make_subject
from bwise_cli.domain.finding import Finding, Note, Place
from bwise_cli.domain.message import State
from bwise_cli.engines.markdown import parse_inlines
from bwise_cli.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Checked:
    """The result of `bwise check`."""

    findings: tuple[Finding, ...]
    """In the order of the catalogues, then of their lines."""
    catalogues: int
    """How many catalogues were looked at."""
    units: int
    """How many units were looked at."""


def check(workspace: Workspace, locales: Sequence[str], required: State) -> Checked:
    """Look at the catalogues of `locales`. One that is missing is a finding."""
    findings: list[Finding] = []
    catalogues = units = 0
    for curriculum in (each.name for each in workspace.project.curricula):
        masters = workspace.masters(curriculum)
        for locale in locales:
            catalogue = workspace.catalogue(curriculum, locale)
            if catalogue is None:
                findings.append(_missing(workspace, curriculum, locale))
                continue
            catalogues += 1
            units += len(catalogue.current)
            findings += run_checks(make_subject(catalogue, masters, required, parse_inlines))
    return Checked(tuple(findings), catalogues, units)


def _missing(workspace: Workspace, curriculum: str, locale: str) -> Finding:
    path = workspace.shown(workspace.catalogue_path(curriculum, locale))
    return Finding(
        "catalogue-missing", "there is no such catalogue", Place(path), notes=(Note(f"run bwise translate {locale}"),)
    )
