"""`bwise package`: the packs of one country, one for each of its locales."""

import dataclasses
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from bwise_cli import files, typeset
from bwise_cli.cache import content_key, tool_versions
from bwise_cli.country import Country
from bwise_cli.domain.book import Book
from bwise_cli.domain.catalogue import Catalogue
from bwise_cli.domain.edition import Edition
from bwise_cli.domain.errors import GateError
from bwise_cli.domain.finding import Finding, Note, Place, Severity, quoted
from bwise_cli.domain.message import Key, State
from bwise_cli.domain.visible import visible_keys
from bwise_cli.engines.markdown import parse_inlines
from bwise_cli.locales import fallback_chain
from bwise_cli.localise import Localised, localise
from bwise_cli.pack import MANIFEST, Pack, Part, serialise_manifest, sha256
from bwise_cli.pipeline.book import Setting, as_draft, make_book, make_setting
from bwise_cli.workspace import Workspace

Progress: TypeAlias = Callable[[str], None]
"""Told what is being made."""


@dataclass(frozen=True, slots=True)
class Request:
    """What `bwise package` was asked for."""

    country: Country
    """The country."""
    locales: tuple[str, ...]
    """Some of its locales."""
    curricula: tuple[str, ...]
    """Names of the curricula."""
    editions: tuple[Edition, ...]
    """The editions to make."""
    formats: tuple[str, ...]
    """`docx`, `pdf` or both."""
    release: bool
    """Whether nothing may be in it that does not meet the gate."""


@dataclass(frozen=True, slots=True)
class Packaged:
    """One pack that was made."""

    folder: str
    """Its folder, relative to the project."""
    pack: Pack
    """What is in it."""
    findings: tuple[Finding, ...]
    """Translations that were refused, and what is wrong with the text."""
    rendered: int
    """Documents that were typeset; the others came from the cache."""


def package(workspace: Workspace, request: Request, progress: Progress) -> list[Packaged]:
    """Make all packs of `request`, then write each whole.

    Raises `GateError` if a release was asked for and something does not meet the gate.
    """
    with workspace.locked():
        done = [_PackMaker(workspace, request, locale, progress).make() for locale in request.locales]
        for packaged in done:
            contents = {**packaged.pack.files, MANIFEST: serialise_manifest(packaged.pack)}
            files.replace_folder(workspace.root / packaged.folder, contents, packaged.folder)
    return done


class _PackMaker:
    """Makes one pack and counts what it takes."""

    def __init__(self, workspace: Workspace, request: Request, locale: str, progress: Progress) -> None:
        self._workspace = workspace
        self._request = request
        self._setting: Setting = make_setting(workspace.project, request.country, locale)
        self._templates = workspace.typeset_templates()
        self._progress = progress
        self._rendered = 0
        self._findings: list[Finding] = []

    def make(self) -> Packaged:
        localised = {name: self._localise(name) for name in self._request.curricula}
        unmet = [finding for each in localised.values() for finding in each.unmet]
        refused = [finding for each in localised.values() for finding in each.localised.findings]
        books, findings = self._books(localised)
        findings = [*refused, *findings]
        faults = [*unmet, *(finding for finding in findings if finding.severity is Severity.ERROR)]
        if faults and self._request.release:
            raise _not_releasable(self._setting, faults)
        if faults:
            books = [(name, as_draft(book)) for name, book in books]
        contents = {
            f"{name}.{form}": self._render(name, book, form) for name, book in books for form in self._request.formats
        }
        pack = self._pack(localised, contents, release=not faults)
        folder = f"{self._workspace.project.paths.output}/{pack.folder}"
        return Packaged(folder, pack, (*findings, *self._findings), self._rendered)

    def _localise(self, curriculum: str) -> "_LocalisedCurriculum":
        workspace = self._workspace
        self._progress(f"{curriculum}: reading masters and catalogues")
        chain = fallback_chain(self._setting.locale)
        found = [workspace.catalogue(curriculum, locale) for locale in chain]
        catalogues = [catalogue for catalogue in found if catalogue]
        masters = workspace.masters(curriculum)
        localised = localise(masters, catalogues, parse_inlines)
        editions, country = self._request.editions, self._setting.country.code
        seen = {master.document.name: visible_keys(master, editions, country) for master in masters}
        required = workspace.project.check.require
        unmet = _unmet(localised, seen, catalogues, required, workspace.masters_folder(curriculum))
        return _LocalisedCurriculum(localised, tuple(catalogues), tuple(unmet))

    def _books(self, localised: dict[str, "_LocalisedCurriculum"]) -> tuple[list[tuple[str, Book]], list[Finding]]:
        books: list[tuple[str, Book]] = []
        findings: list[Finding] = []
        for curriculum, each in localised.items():
            for edition in self._request.editions:
                book, found = make_book(self._workspace, curriculum, each.localised.documents, edition, self._setting)
                books.append((f"{curriculum}-{edition.value}", book))
                findings += found
        return books, list(dict.fromkeys(findings))

    def _render(self, name: str, book: Book, form: str) -> bytes:
        """Typeset a book, or take it from the cache if nothing that it depends on changed."""
        key = content_key(form, _fingerprint(book), repr(self._templates))
        if kept := self._workspace.cache.recall(key):
            return kept
        self._progress(f"{book.cover.title}: {form.upper()}")
        unprintable: list[str] = []
        if form == "docx":
            made = typeset.to_docx(book, self._templates)
        else:
            made = typeset.to_pdf(book, self._templates, unprintable.append)
        self._findings += [_unprintable(f"{name}.{form}", character) for character in unprintable]
        if not unprintable:  # what has a fault is made again, so that the fault is told again
            self._workspace.cache.keep(key, made)
        self._rendered += 1
        return made

    def _pack(self, localised: dict[str, "_LocalisedCurriculum"], contents: dict[str, bytes], *, release: bool) -> Pack:
        project = self._workspace.project
        return Pack(
            country=self._request.country.code,
            locale=self._setting.locale,
            version=project.version,
            date=self._setting.day.isoformat(),
            release=release,
            required=project.check.require,
            parts=tuple(self._part(name, each) for name, each in localised.items()),
            files=contents,
            tools=tool_versions(),
        )

    def _part(self, curriculum: str, each: "_LocalisedCurriculum") -> Part:
        workspace = self._workspace
        masters = workspace.master_folder(curriculum).paths()
        catalogues = [workspace.root / catalogue.path for catalogue in each.catalogues]
        return Part(
            curriculum,
            {document.name: each.localised.words(document.name) for document in each.localised.documents},
            {workspace.shown(path): sha256(path.read_bytes()) for path in masters},
            {workspace.shown(path): sha256(path.read_bytes()) for path in catalogues},
        )


@dataclass(frozen=True, slots=True)
class _LocalisedCurriculum:
    localised: Localised
    """Its documents."""
    catalogues: tuple[Catalogue, ...]
    """The catalogues that were used, in the order of the fallback chain."""
    unmet: tuple[Finding, ...]
    """What does not meet the gate."""


def _unmet(
    localised: Localised,
    seen: Mapping[str, Sequence[Key]],
    catalogues: Sequence[Catalogue],
    required: State,
    folder: str,
) -> list[Finding]:
    """A finding for every message that the pack prints and that does not meet the gate.

    It is in the catalogue, or in the master if that lacks it.
    """
    places: dict[Key, Place] = {}
    for catalogue in catalogues:
        for unit in catalogue.current:
            places.setdefault(unit.key, Place(catalogue.path, unit.line))
    findings: dict[Key, Finding] = {}
    for name, states in localised.states.items():
        for key in seen[name]:
            state = states[key]
            if not state.meets(required):
                place = places.get(key, Place(f"{folder}/{name}"))
                message = f"{state.value}, not {required.value}: {quoted(key[1])}"
                findings.setdefault(key, Finding("incomplete", message, place))
    return list(findings.values())


def _unprintable(name: str, character: str) -> Finding:
    message = (
        f"no font has the character {quoted(character)} (U+{ord(character):04X}); a replacement sign stands for it"
    )
    return Finding("unprintable", message, Place(name), Severity.WARNING, (Note("write it in another way"),))


def _not_releasable(setting: Setting, findings: list[Finding]) -> GateError:
    pack = f"{setting.country.code}-{setting.locale}"
    count = f"{len(findings)} passage{'s' if len(findings) != 1 else ''}"
    return GateError(f"{pack} cannot be released: {count} not ready", findings=tuple(findings))


def _fingerprint(book: Book) -> str:
    """Everything that a book is, as text."""
    value = dataclasses.asdict(dataclasses.replace(book, images={}))
    images = {target: sha256(content) for target, content in sorted(book.images.items())}
    return json.dumps([value, images], ensure_ascii=False, sort_keys=True, default=lambda raw: sha256(raw))
