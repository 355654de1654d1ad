"""`bwise extract`: templates and catalogues brought up to date with the masters."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from bwise_cli.domain.catalogue import Catalogue
from bwise_cli.domain.finding import Finding
from bwise_cli.domain.glossary import Glossary, annotate
from bwise_cli.domain.message import Message, Unit
from bwise_cli.extract import extract_messages, misplaced_directives, not_offered
from bwise_cli.formats.po import new_header, serialise_po
from bwise_cli.formats.po_header import with_rules
from bwise_cli.locales import fallback_chain
from bwise_cli.merge import Merged, merge
from bwise_cli.pipeline.rules import require_current
from bwise_cli.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Updated:
    """What happened to one catalogue."""

    path: str
    """Its file, relative to the project."""
    merged: Merged
    """The catalogue and its changes."""
    written: bool
    """Whether the file changed."""


@dataclass(frozen=True, slots=True)
class Extraction:
    """What `bwise extract` did."""

    updates: tuple[Updated, ...]
    """One for each template and catalogue."""
    findings: tuple[Finding, ...]
    """Passages that could not be offered."""


def extract(workspace: Workspace, locales: Sequence[str] = ()) -> Extraction:
    """Bring templates and the catalogues of `locales` up to date; of every locale that has one if none is named."""
    with workspace.locked():
        glossary = workspace.glossary()
        plans: list[tuple[Catalogue | None, Merged]] = []
        findings: list[Finding] = []
        for curriculum in (each.name for each in workspace.project.curricula):
            masters = workspace.masters(curriculum)
            messages = extract_messages(masters)
            folder = workspace.masters_folder(curriculum)
            findings += [*not_offered(masters, folder), *misplaced_directives(masters, folder)]
            for locale in (None, *_wanted(workspace, curriculum, locales)):
                plans.append(_plan(workspace, curriculum, locale, messages, glossary))
        updates = tuple(_write(workspace, old, merged) for old, merged in plans)
    return Extraction(updates, tuple(findings))


def _wanted(workspace: Workspace, curriculum: str, locales: Sequence[str]) -> list[str]:
    if locales:
        return list(locales)
    return [each for each in workspace.project.locales if workspace.catalogue_path(curriculum, each).exists()]


def _plan(
    workspace: Workspace, curriculum: str, locale: str | None, messages: Sequence[Message], glossary: Glossary
) -> tuple[Catalogue | None, Merged]:
    """The catalogue on disk, if there is one, and what it should become."""
    old = workspace.catalogue(curriculum, locale)
    if locale is None:
        header, comments = (with_rules(old.header), old.comments) if old else ((), ())
        fresh = Catalogue(curriculum, None, header=header, comments=comments)
        return old, Merged(replace(fresh, units=tuple(Unit(message) for message in messages)), 0, 0, 0)
    if old:
        require_current(old)
    noted = annotate(messages, glossary, fallback_chain(locale))
    return old, merge(old or Catalogue(curriculum, locale), noted)


def _write(workspace: Workspace, old: Catalogue | None, merged: Merged) -> Updated:
    """Write a catalogue if it says anything else than the file."""
    catalogue = merged.catalogue
    path = workspace.shown(workspace.catalogue_path(catalogue.curriculum, catalogue.locale))
    if old is not None and serialise_po(old) == serialise_po(catalogue):
        return Updated(path, merged, written=False)
    workspace.save(dated(catalogue))
    return Updated(path, merged, written=True)


def dated(catalogue: Catalogue) -> Catalogue:
    """`catalogue` with a header, and with now as the day on which its sources were taken."""
    now = datetime.now(UTC).strftime("%Y-%m-%d %H:%M+0000")
    if not catalogue.header:
        return replace(catalogue, header=new_header(catalogue.curriculum, catalogue.locale, now))
    header = tuple((name, now if name == "POT-Creation-Date" else value) for name, value in catalogue.header)
    return replace(catalogue, header=header)
