"""The project on disk: finds it, reads masters, catalogues and glossaries, saves catalogues, keeps the cache."""

import contextlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import bwise_cli
from bwise_cli import files
from bwise_cli.cache import Cache, content_key
from bwise_cli.country import COUNTRIES_FOLDER, Country
from bwise_cli.domain.catalogue import Catalogue
from bwise_cli.domain.document import OVERVIEW, Document
from bwise_cli.domain.errors import ConfigurationError, RefusedError
from bwise_cli.domain.finding import Finding, Note, Place
from bwise_cli.domain.glossary import Glossary, Term
from bwise_cli.domain.master import Master, make_masters, remake_master
from bwise_cli.engines import markdown
from bwise_cli.formats.glossary_csv import parse_glossary_csv
from bwise_cli.formats.po import parse_po, serialise_po
from bwise_cli.funding import FUNDING_FILE, parse_funding
from bwise_cli.project import PROJECT_FILE, Project, make_project, parse_country, parse_project
from bwise_cli.typeset import Templates

PRIVATE = ".bwise"
"""Folder of the lock and of everything derived; deleting it changes nothing but time."""
PROGRAM_TEMPLATES = tuple(Path(bwise_cli.__file__).parents[up] / "templates" for up in (0, 2))
"""Where the program keeps its own templates: in an installed package, or in a checkout of the program."""


@dataclass(frozen=True, slots=True)
class Workspace:
    """A project and the folder it is in."""

    root: Path
    """The folder that holds `bwise.toml`."""
    project: Project
    """What `bwise.toml` and the country files say."""

    @property
    def cache(self) -> Cache:
        """What was derived from the project's files."""
        return Cache(self.root / PRIVATE / "cache")

    def shown(self, path: Path) -> str:
        """`path` as messages show it: relative to the project, with forward slashes."""
        return path.relative_to(self.root).as_posix()

    # Masters

    def masters_folder(self, curriculum: str) -> str:
        """Folder of the masters of a curriculum, relative to the project."""
        return f"{self.project.paths.curricula}/{curriculum}"

    def master_paths(self, curriculum: str) -> list[Path]:
        """Files of a curriculum: the overview, then the modules. Raises `ConfigurationError` if one is missing."""
        folder = self.root / self.masters_folder(curriculum)
        named = self.project.curriculum(curriculum).modules
        modules = [folder / name for name in named] or sorted(
            path for path in folder.glob("*.md") if path.name != OVERVIEW
        )
        paths = [folder / OVERVIEW, *modules]
        for path in paths:
            if not path.is_file():
                raise ConfigurationError(f"the curriculum {curriculum} has no file {self.shown(path)}")
        return paths

    def masters(self, curriculum: str) -> list[Master]:
        """Read the masters of a curriculum, from the cache where nothing changed."""
        paths = self.master_paths(curriculum)
        texts = [self._text(path) for path in paths]
        keys = [content_key("masters", markdown.MASTER_FORMAT, text) for text in texts]
        cached = [self._cached_master(path.name, key) for path, key in zip(paths, keys, strict=True)]
        missing = [index for index, master in enumerate(cached) if master is None]
        read = iter(self._read([paths[i] for i in missing], [texts[i] for i in missing]))
        masters = []
        for key, known in zip(keys, cached, strict=True):
            master = known or next(read)
            if known is None:
                self._keep_master(key, master)
            masters.append(master)
        return masters

    def _text(self, path: Path) -> str:
        data = files.read_file(path, self.shown(path))
        try:
            return data.decode("utf-8-sig").replace("\r\n", "\n")
        except UnicodeDecodeError as error:
            place = Place(self.shown(path), data.count(b"\n", 0, error.start) + 1)
            note = Note("save the file as UTF-8")
            finding = Finding("master-charset", "is not UTF-8", place, notes=(note,))
            raise RefusedError(f"{self.shown(path)} cannot be read", findings=(finding,)) from error

    def _read(self, paths: Sequence[Path], texts: Sequence[str]) -> list[Master]:
        findings = [
            f for path, text in zip(paths, texts, strict=True) for f in _open_front_matter(self.shown(path), text)
        ]
        documents = []
        for path, parsed in zip(paths, markdown.parse_markdown(texts), strict=True):
            if isinstance(parsed, markdown.Unreadable):
                place = Place(self.shown(path), parsed.line)
                note = Note("put values with a colon or a quote in quotes")
                findings.append(Finding("front-matter", parsed.reason, place, notes=(note,)))
            else:
                documents.append(Document(path.name, parsed.meta, parsed.blocks))
        if findings:
            names = ", ".join(sorted({finding.place.path for finding in findings}))
            raise RefusedError(f"{names} cannot be read", findings=tuple(findings))
        return make_masters(documents, markdown.parse_inlines)

    def _cached_master(self, name: str, key: str) -> Master | None:
        kept = self.cache.recall(key)
        if kept is None:
            return None
        try:
            value = json.loads(kept)
            return remake_master(Document(name, value["meta"], value["blocks"]), value["cares"])
        except (ValueError, KeyError, TypeError):
            return None

    def _keep_master(self, key: str, master: Master) -> None:
        value = {"meta": master.document.meta, "blocks": master.document.blocks, "cares": master.cares}
        self.cache.keep(key, json.dumps(value, ensure_ascii=False).encode("utf-8"))

    def block_lines(self, curriculum: str, name: str) -> list[int]:
        """Line of every block of a master, in the order of `each_block`."""
        return markdown.block_lines(self._text(self.root / self.masters_folder(curriculum) / name))

    # Catalogues

    def catalogue_path(self, curriculum: str, locale: str | None) -> Path:
        """File of a catalogue, or of the template if `locale` is None."""
        folder = self.root / self.project.paths.translations
        return folder / locale / f"{curriculum}.po" if locale else folder / f"{curriculum}.pot"

    def catalogue(self, curriculum: str, locale: str | None, *, foreign: bool = False) -> Catalogue | None:
        """Read a catalogue; None if there is no such file. Another tool's is read as `parse_po` says."""
        path = self.catalogue_path(curriculum, locale)
        if not path.exists():
            return None
        data = files.read_file(path, self.shown(path))
        return parse_po(data, self.shown(path), curriculum, locale, foreign=foreign)

    def save(self, catalogue: Catalogue) -> None:
        """Write a catalogue."""
        path = self.catalogue_path(catalogue.curriculum, catalogue.locale)
        files.write_whole(path, serialise_po(catalogue), self.shown(path))

    # Glossaries

    def glossary(self) -> Glossary:
        """All terms of all glossaries; a concept in two files is refused."""
        terms: dict[str, Term] = {}
        for path in sorted((self.root / self.project.paths.glossaries).glob("*.csv")):
            shown = self.shown(path)
            for term in parse_glossary_csv(files.read_file(path, shown), shown, self.project.source_language):
                if term.identifier in terms:
                    raise RefusedError(f"the concept {term.identifier} of {shown} is in another glossary as well")
                terms[term.identifier] = term
        return Glossary(tuple(terms.values()), self.project.source_language)

    # Templates

    def typeset_templates(self) -> Templates:
        """What gives packs their look: the project's own files, and the program's for those it does not have."""
        return Templates(self._template("pack.typ").decode("utf-8"), self._template("reference.docx"))

    def funding_lines(self) -> dict[str, str]:
        """The co-funding line by locale."""
        return parse_funding(self._template(FUNDING_FILE).decode("utf-8", "replace"), FUNDING_FILE)

    def _template(self, name: str) -> bytes:
        folders = (self.root / self.project.paths.templates, *PROGRAM_TEMPLATES)
        path = next((folder / name for folder in folders if (folder / name).is_file()), folders[0] / name)
        return files.read_file(path, name)

    # Lock

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the project's lock, and clean up after runs that were killed."""
        with files.locked(self.root / PRIVATE / "lock"):
            files.sweep(self.root / self.project.paths.translations)
            yield


def open_workspace(start: Path | None) -> Workspace:
    """The project in `start`, or, if that is None, in the nearest folder upwards that holds one.

    Raises `ConfigurationError` if there is none or it is not valid.
    """
    root = _find(start)
    settings = parse_project(_utf8(root / PROJECT_FILE, root), PROJECT_FILE)
    folder = root / settings.paths.curricula / COUNTRIES_FOLDER
    countries: list[Country] = []
    findings: list[Finding] = []
    for path in sorted(folder.glob("*.toml")):
        try:
            countries.append(parse_country(_utf8(path, root), path.relative_to(root).as_posix(), path.stem))
        except ConfigurationError as error:
            findings += error.findings
    if findings:
        raise ConfigurationError("the project is not valid", findings=tuple(findings))
    return Workspace(root, make_project(settings, countries))


def _find(start: Path | None) -> Path:
    if start is not None:
        root = start.resolve()
        if not (root / PROJECT_FILE).is_file():
            raise ConfigurationError(f"{start} holds no {PROJECT_FILE}")
        return root
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / PROJECT_FILE).is_file():
            return folder
    raise ConfigurationError(f"no {PROJECT_FILE} here or above; go to the project's folder or say --project DIR")


def _utf8(path: Path, root: Path) -> str:
    """The text of a configuration file."""
    shown = path.relative_to(root).as_posix()
    data = files.read_file(path, shown)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        finding = Finding("config-charset", "is not UTF-8", Place(shown, line), notes=(Note("save the file as UTF-8"),))
        raise ConfigurationError(f"{shown} cannot be read", findings=(finding,)) from error


def _open_front_matter(shown: str, text: str) -> list[Finding]:
    """A finding if front matter begins and never ends: pandoc would print it as text."""
    lines = text.split("\n")
    if lines[0].rstrip() != "---" or any(line.rstrip() in ("---", "...") for line in lines[1:]):
        return []
    note = Note("close it with a line of three hyphens")
    return [
        Finding("front-matter", "the front matter that begins here is never closed", Place(shown, 1), notes=(note,))
    ]
