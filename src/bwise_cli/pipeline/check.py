"""`bwise check`: the findings of the project's catalogues."""

from collections.abc import Sequence
from dataclasses import dataclass

from bwise_cli.checks import run_checks
from bwise_cli.checks.subject import make_subject
from bwise_cli.domain.document import Document
from bwise_cli.domain.finding import Finding, Note, Place, Severity, quoted
from bwise_cli.domain.message import State
from bwise_cli.domain.word_style import style_key
from bwise_cli.engines.markdown import parse_inlines
from bwise_cli.locales import fallback_chain
from bwise_cli.settings import PROJECT_FILE
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
    documents: list[Document] = []
    glossary = workspace.glossary()
    catalogues = units = 0
    for curriculum in (each.name for each in workspace.project.curricula):
        masters = workspace.masters(curriculum)
        documents += [master.document for master in masters]
        for locale in locales:
            catalogue = workspace.catalogue(curriculum, locale)
            if catalogue is None:
                findings.append(_missing(workspace, curriculum, locale))
                continue
            catalogues += 1
            units += len(catalogue.current)
            settings, language = workspace.project.check, workspace.project.source_language
            chain = fallback_chain(locale)
            findings += run_checks(
                make_subject(catalogue, masters, parse_inlines, glossary, chain, required, settings, language)
            )
    return Checked((*_unused_styles(workspace, documents), *findings), catalogues, units)


def _unused_styles(workspace: Workspace, documents: Sequence[Document]) -> list[Finding]:
    """A warning for each style of `bwise.toml` in which no Word master has a paragraph."""
    used = {style for document in documents for style in document.styles}
    return [
        Finding(
            "word-style",
            f"no Word master has a paragraph in the style {quoted(name)}",
            Place(PROJECT_FILE),
            Severity.WARNING,
            (Note("is its name the one that Word shows? take it out of [word.styles] if it is not used"),),
        )
        for name in workspace.project.word.styles
        if used and style_key(name) not in used
    ]


def _missing(workspace: Workspace, curriculum: str, locale: str) -> Finding:
    path = workspace.shown(workspace.catalogue_path(curriculum, locale))
    return Finding(
        "catalogue-missing", "there is no such catalogue", Place(path), notes=(Note(f"run bwise translate {locale}"),)
    )
