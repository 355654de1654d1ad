"""`bwise extract`: templates and catalogues brought up to date with the masters."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

from bwise_cli import files
from bwise_cli.cache import content_key
from bwise_cli.domain.catalogue import Catalogue
from bwise_cli.domain.finding import Finding
from bwise_cli.domain.glossary import Glossary, annotate
from bwise_cli.domain.message import Unit
from bwise_cli.extract import Offer
from bwise_cli.formats.offer_json import parse_offer, serialise_offer
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
    locale: str | None
    """Its locale; None for a template."""
    messages: int
    """Messages in it."""
    added: int = 0
    """Messages without any earlier translation."""
    carried: int = 0
    """Messages whose source changed and whose nearest old translation was kept as outdated."""
    removed: int = 0
    """Units whose source is gone; kept as obsolete if they were translated."""
    written: bool = False
    """Whether the file changed."""


@dataclass(frozen=True, slots=True)
class Extraction:
    """What `bwise extract` did."""

    updates: tuple[Updated, ...]
    """One for each template and catalogue."""
    findings: tuple[Finding, ...]
    """Passages that could not be offered."""


def extract(workspace: Workspace, locales: Sequence[str] = ()) -> Extraction:
    """Bring templates and the catalogues of `locales` up to date; of every locale that has one if none is named.

    Every catalogue is planned before the first one is written.
    """
    with workspace.locked():
        glossary = _Glossary(workspace)
        courses = [_Course(workspace, each.name, glossary) for each in workspace.project.curricula]
        plans = [course.plan(locale) for course in courses for locale in (None, *course.wanted(locales))]
        updates = tuple(each if isinstance(each, Updated) else each.carry_out() for each in plans)
        findings = tuple(finding for course in courses for finding in (*course.unread, *course.findings))
        workspace.cache.keep_all({key: value for course in courses for key, value in course.learnt.items()})
    return Extraction(updates, findings)


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

    def __init__(self, workspace: Workspace, name: str, glossary: _Glossary) -> None:
        self.learnt: dict[str, bytes] = {}
        self._workspace = workspace
        self._name = name
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
        path = self._path(locale)
        data = files.read_file(path, self.shown(locale)) if path.exists() else b""
        key = self._settled_key(locale, data)
        if kept := self._workspace.cache.recall_all([key]):
            return Updated(self.shown(locale), locale, int(kept[key]))
        old = self._workspace.catalogue(self._name, locale)
        merged = self._renewed(old) if locale is None else self._merged(old, locale)
        return _Plan(self, old, merged)

    def shown(self, locale: str | None) -> str:
        """The file of a catalogue as messages show it."""
        return self._workspace.shown(self._path(locale))

    def _path(self, locale: str | None) -> Path:
        return self._workspace.catalogue_path(self._name, locale)

    def _settled_key(self, locale: str | None, data: bytes) -> str:
        content = hashlib.sha256(data).hexdigest()
        return content_key("settled", self._offered.digest, self._glossary.digest, locale or "", content)

    def _renewed(self, old: Catalogue | None) -> Merged:
        """The template: what the masters offer, under the header that it has."""
        header, comments = (with_rules(old.header), old.comments) if old else ((), ())
        units = tuple(Unit(message) for message in self._offer.messages)
        return Merged(Catalogue(self._name, None, units, header, comments), (), (), ())

    def _merged(self, old: Catalogue | None, locale: str) -> Merged:
        """The catalogue on disk, if there is one, with what the masters offer."""
        if old:
            require_current(old)
        noted = annotate(self._offer.messages, self._glossary.terms, fallback_chain(locale))
        return merge(old or Catalogue(self._name, locale), noted)

    def write(self, old: Catalogue | None, new: Catalogue) -> bool:
        """Write a catalogue if it says anything else than the file; return whether it did."""
        path = self._path(new.locale)
        shown = self.shown(new.locale)
        before = files.read_file(path, shown) if old else b""
        after = before if old == new else serialise_po(dated(new))
        written = _undated(before) != _undated(after)
        if written:
            files.write_whole(path, after, shown)
        key = self._settled_key(new.locale, after if written else before)
        self.learnt[key] = str(len(new.current)).encode()
        return written


@dataclass(frozen=True, slots=True)
class _Plan:
    """A catalogue, and what it is to become."""

    course: _Course
    old: Catalogue | None
    merged: Merged

    def carry_out(self) -> Updated:
        """Write what changed."""
        new = self.merged.catalogue
        written = self.course.write(self.old, new)
        merged = self.merged
        shown = self.course.shown(new.locale)
        added, carried, removed = len(merged.added), len(merged.carried), len(merged.removed)
        return Updated(shown, new.locale, len(new.current), added, carried, removed, written)


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
