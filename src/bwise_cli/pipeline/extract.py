"""`bwise extract`: templates and catalogues brought up to date with the masters."""

import contextlib
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path

from bwise_cli import files
from bwise_cli.cache import content_key
from bwise_cli.domain.catalogue import Catalogue
from bwise_cli.domain.errors import RefusedError
from bwise_cli.domain.finding import Finding
from bwise_cli.domain.glossary import Glossary, annotate
from bwise_cli.domain.message import Unit
from bwise_cli.extract import Offer
from bwise_cli.formats.offer_json import parse_offer, serialise_offer
from bwise_cli.formats.po import new_header, parse_po, serialise_po
from bwise_cli.formats.po_header import with_rules
from bwise_cli.locales import fallback_chain
from bwise_cli.merge import Cost, Merged, Minor, merge, not_minor
from bwise_cli.pipeline.rules import require_current
from bwise_cli.workspace import Workspace

NO_COST = Cost()


@dataclass(frozen=True, slots=True)
class Updated:
    """What happened to one catalogue."""

    path: str
    """Its file, relative to the project."""
    locale: str | None
    """Its locale; None for a template."""
    curriculum: str
    """Its curriculum."""
    messages: int
    """Messages in it."""
    cost: Cost = NO_COST
    """What the edit of the masters costs its translators; nothing for a template."""
    written: bool = False
    """Whether the file changed, or would change."""


@dataclass(frozen=True, slots=True)
class Extraction:
    """What `bwise extract` did."""

    updates: tuple[Updated, ...]
    """One for each template and catalogue."""
    findings: tuple[Finding, ...]
    """Passages that could not be offered, and changes that were declared minor and are not."""


def extract(
    workspace: Workspace,
    locales: Sequence[str] = (),
    *,
    minor: bool = False,
    earlier: bool = False,
    dry_run: bool = False,
) -> Extraction:
    """Bring templates and the catalogues of `locales` up to date; of every locale that has one if none is named.

    Every catalogue is planned before the first one is written. With `minor` sign-offs survive small changes, with
    `earlier` those of earlier runs too. With `dry_run` no catalogue is written: it takes no lock, as it can spoil
    nothing, and what it learns of the masters is kept, so that the run that follows need not read them again.
    """
    declared = Minor(date.today().isoformat(), earlier) if minor or earlier else None
    with contextlib.nullcontext() if dry_run else workspace.locked():
        glossary = _Glossary(workspace)
        courses = [_Course(workspace, each.name, glossary, declared) for each in workspace.project.curricula]
        plans = [course.plan(locale) for course in courses for locale in (None, *course.wanted(locales))]
        updates = tuple(each if isinstance(each, Updated) else each.carry_out(dry_run=dry_run) for each in plans)
        findings = [finding for course in courses for finding in (*course.unread, *course.findings)]
        findings += not_minor((each.shown, each.merged) for each in plans if isinstance(each, _Plan))
        if not dry_run:
            workspace.cache.keep_all({key: value for course in courses for key, value in course.learnt.items()})
    return Extraction(updates, tuple(findings))


class _Glossary:
    """The terms of the project, read if something has to be merged."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self.digest = workspace.glossary_digest()

    @cached_property
    def terms(self) -> Glossary:
        """All terms."""
        return self._workspace.glossary()


class _Course:
    """One curriculum; what its masters offer is read if one of its catalogues is not known to be up to date.

    A catalogue is known to be if these very bytes of it were the outcome for the same masters and terms.
    """

    def __init__(self, workspace: Workspace, name: str, glossary: _Glossary, minor: Minor | None) -> None:
        self.name = name
        self.learnt: dict[str, bytes] = {}
        self._minor = minor
        self._workspace = workspace
        self._glossary = glossary
        self._offered = workspace.offered(name)

    @cached_property
    def _offer(self) -> Offer:
        return self._offered.read()

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """Passages that cannot be offered."""
        key = content_key("findings", self._offered.digest)
        if kept := self._workspace.cache.recall_all([key]):
            return parse_offer(kept[key])[1]
        self.learnt[key] = serialise_offer((), self._offer.findings)
        return self._offer.findings

    @property
    def unread(self) -> tuple[Finding, ...]:
        """Files that look like masters and are not read."""
        return self._offered.folder.unread_files()

    def wanted(self, locales: Sequence[str]) -> list[str]:
        """`locales`, or, if there are none, those that have a catalogue."""
        known = self._workspace.project.locales
        return list(locales) or [each for each in known if self._path(each).exists()]

    def plan(self, locale: str | None) -> "Updated | _Plan":
        """What is to be done for a catalogue, or that there is nothing to do."""
        data = self._read(locale)
        key = self._settled_key(locale, data or b"")
        settled = {} if self._minor and self._minor.earlier else self._workspace.cache.recall_all([key])
        if settled:
            return Updated(self.shown(locale), locale, self.name, int(settled[key]))
        old = None if data is None else parse_po(data, self.shown(locale), self.name, locale)
        merged = self._renewed(old) if locale is None else self._merged(old, locale)
        return _Plan(self, data, old, merged)

    def shown(self, locale: str | None) -> str:
        """The file of a catalogue as messages show it."""
        return self._workspace.shown(self._path(locale))

    def _path(self, locale: str | None) -> Path:
        return self._workspace.catalogue_path(self.name, locale)

    def _read(self, locale: str | None) -> bytes | None:
        """The file of a catalogue as it is now; None if there is none."""
        path = self._path(locale)
        return files.read_file(path, self.shown(locale)) if path.exists() else None

    def _settled_key(self, locale: str | None, data: bytes) -> str:
        content = hashlib.sha256(data).hexdigest()
        return content_key("settled", self._offered.digest, self._glossary.digest, locale or "", content)

    def _renewed(self, old: Catalogue | None) -> Merged:
        """The template: what the masters offer, under the header that it has."""
        header, comments = (with_rules(old.header), old.comments) if old else ((), ())
        units = tuple(Unit(message) for message in self._offer.messages)
        return Merged(Catalogue(self.name, None, units, header, comments))

    def _merged(self, old: Catalogue | None, locale: str) -> Merged:
        """The catalogue on disk, if there is one, with what the masters offer."""
        if old:
            require_current(old)
        noted = annotate(self._offer.messages, self._glossary.terms, fallback_chain(locale))
        return merge(old or Catalogue(self.name, locale), noted, self._minor)

    def write(self, before: bytes | None, old: Catalogue | None, new: Catalogue, *, dry_run: bool) -> bool:
        """Write a catalogue if it says anything else than `before`, the file; return whether it does.

        Raises `RefusedError` if a translator saved the file since it was read.
        """
        after = before if before and old == new else serialise_po(dated(new))
        written = before is None or _undated(before) != _undated(after)
        if dry_run:
            return written
        if written:
            if self._read(new.locale) != before:
                raise changed_meanwhile(self.shown(new.locale))
            files.write_whole(self._path(new.locale), after, self.shown(new.locale))
        key = self._settled_key(new.locale, before if before and not written else after)
        self.learnt[key] = str(len(new.current)).encode()
        return written


def as_extracted(workspace: Workspace, curriculum: str, locale: str) -> Catalogue:
    """A catalogue as `extract` would make it, with nothing written."""
    old = workspace.catalogue(curriculum, locale)
    if old:
        require_current(old)
    return merge(old or Catalogue(curriculum, locale), workspace.offered(curriculum).read().messages).catalogue


def changed_meanwhile(shown: str) -> RefusedError:
    """The exception for a catalogue that somebody else wrote while this run made a new one of it."""
    message = f"{shown} was saved by another program while bwise worked on it; run bwise again"
    return RefusedError(message, outcome=f"{shown} is as that program left it")


@dataclass(frozen=True, slots=True)
class _Plan:
    """A catalogue, and what it is to become."""

    course: _Course
    before: bytes | None
    """The file as it was read; None if there is none."""
    old: Catalogue | None
    merged: Merged

    @property
    def shown(self) -> str:
        """The file as messages show it."""
        return self.course.shown(self.merged.catalogue.locale)

    def carry_out(self, *, dry_run: bool) -> Updated:
        """Write what changed, unless that is only tried."""
        new = self.merged.catalogue
        written = self.course.write(self.before, self.old, new, dry_run=dry_run)
        return Updated(self.shown, new.locale, new.curriculum, len(new.current), self.merged.cost, written)


_DATE_LINE = re.compile(rb'^"POT-Creation-Date:[^\n]*\n', re.MULTILINE)


def _undated(data: bytes) -> bytes:
    """A PO file without the day on which its sources were taken."""
    return _DATE_LINE.sub(b"", data, count=1)


def dated(catalogue: Catalogue) -> Catalogue:
    """`catalogue` with a header, and with now as the day on which its sources were taken."""
    now = datetime.now(UTC).strftime("%Y-%m-%d %H:%M+0000")
    if not catalogue.header:
        return replace(catalogue, header=new_header(catalogue.curriculum, catalogue.locale, now))
    header = tuple((name, now if name == "POT-Creation-Date" else value) for name, value in catalogue.header)
    return replace(catalogue, header=header)
