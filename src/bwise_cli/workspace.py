"""The project on disk: finds it, masters, catalogues, glossaries, templates, the lock."""

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import bwise_cli
from bwise_cli import files
from bwise_cli.answers import AnswerStore
from bwise_cli.cache import Cache, content_key
from bwise_cli.country import COUNTRIES_FOLDER, Country, parse_country
from bwise_cli.domain.catalogue import Catalogue
from bwise_cli.domain.errors import ConfigurationError
from bwise_cli.domain.finding import Finding, Note, Place, quoted
from bwise_cli.domain.glossary import Glossary, Term
from bwise_cli.domain.master import Master
from bwise_cli.engines.word_forms import DICTIONARY_PACKAGES, InflectedWords
from bwise_cli.formats.glossary_csv import CsvFile, parse_csv
from bwise_cli.formats.glossary_table import refused, terms_of
from bwise_cli.formats.po import parse_po, serialise_po
from bwise_cli.funding import FUNDING_FILE, parse_funding
from bwise_cli.master_files import is_word
from bwise_cli.masters import MasterFolder
from bwise_cli.memories import MemoryFolder
from bwise_cli.offers import Offered, offered_in
from bwise_cli.project import Project, make_project
from bwise_cli.project_file import parse_project
from bwise_cli.settings import PROJECT_FILE

if TYPE_CHECKING:
    from bwise_cli.typeset import Templates

PRIVATE = ".bwise"
"""Folder of the lock, of everything derived, and of what engines answered; deleting it costs time, and the answers."""
PROGRAM_TEMPLATES = tuple(Path(bwise_cli.__file__).parents[up] / "templates" for up in (0, 2))
"""Where the program keeps its own templates: in an installed package, or in a checkout of the program."""


@dataclass(frozen=True, slots=True)
class GlossaryFile:
    """A glossary on disk."""

    path: Path
    """Where it is."""
    file: CsvFile
    """What it holds, cell by cell."""
    terms: tuple[Term, ...]
    """What that means."""


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

    @property
    def answers(self) -> AnswerStore:
        """What engines answered, so that nothing is paid twice."""
        path = self.root / PRIVATE / "answers.sqlite3"
        return AnswerStore(path, self.shown(path))

    def shown(self, path: Path) -> str:
        """`path` as messages show it: relative to the project, with forward slashes."""
        return path.relative_to(self.root).as_posix()

    # Masters

    def masters_folder(self, curriculum: str) -> str:
        """Folder of the masters of a curriculum, relative to the project."""
        return f"{self.project.paths.curricula}/{curriculum}"

    def master_folder(self, curriculum: str) -> MasterFolder:
        """The masters of a curriculum."""
        settings = self.project.curriculum(curriculum)
        shown = self.masters_folder(curriculum)
        keys, styles = self.project.masters.prose_keys, self.project.word.styles
        return MasterFolder(self.root / shown, shown, settings.reader, settings.modules, keys, styles, self.cache)

    def masters(self, curriculum: str) -> list[Master]:
        """Read the masters of a curriculum, from the cache where nothing changed."""
        return self.master_folder(curriculum).masters()

    def offered(self, curriculum: str) -> Offered:
        """What the masters of a curriculum offer, from the cache where nothing changed."""
        return offered_in(self.master_folder(curriculum))

    def line_of(self, curriculum: str, name: str, words: str) -> int:
        """The first line of a master in which `words` stand, from 1; 0 if they stand in none. Word has no lines."""
        folder = self.master_folder(curriculum)
        if is_word(folder.root / name):
            return 0
        lines = folder.text(folder.root / name).split("\n")
        return next((number for number, line in enumerate(lines, 1) if words in line), 0)

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

    def glossary_files(self) -> list[GlossaryFile]:
        """Every glossary as it is on disk; a concept that is in two of them is refused."""
        found: list[GlossaryFile] = []
        places: dict[tuple[str, str], Place] = {}
        for path in self.glossary_paths():
            shown = self.shown(path)
            file = parse_csv(files.read_file(path, shown), shown, self.project.source_language)
            terms = terms_of(file.table, shown, self.project.source_language)
            for term in terms:
                other = places.setdefault((term.identifier, term.status), term.place)
                if other != term.place:
                    message = f"the id {quoted(term.identifier)} is in another glossary too"
                    raise refused(shown, [Finding("glossary-row", message, term.place, notes=(Note("there", other),))])
            found.append(GlossaryFile(path, file, terms))
        return found

    @property
    def glossaries_folder(self) -> Path:
        """Where the glossaries are."""
        return self.root / self.project.paths.glossaries

    def glossary_paths(self) -> list[Path]:
        """The files of the glossaries, in the order in which they are read."""
        return sorted(self.glossaries_folder.glob("*.csv"))

    def glossary(self) -> Glossary:
        """All terms of all glossaries."""
        return self.glossary_of([term for file in self.glossary_files() for term in file.terms])

    def glossary_of(self, terms: Sequence[Term]) -> Glossary:
        """`terms` as a glossary of the project."""
        return Glossary(tuple(terms), self.project.source_language, InflectedWords())

    def glossary_digest(self) -> str:
        """Stands for what all glossaries say and find: equal for equal files, read with the same dictionaries."""
        found = self.glossary_paths()
        texts = [files.read_file(path, self.shown(path)).hex() for path in found]
        dictionaries = [version(name) for name in DICTIONARY_PACKAGES] if found else []
        names = [path.name for path in found]
        return content_key("glossary", self.project.source_language, *dictionaries, *names, *texts)

    # Memories

    @property
    def memories(self) -> MemoryFolder:
        """The translation memories of earlier projects."""
        shown = self.project.paths.memories
        return MemoryFolder(self.root / shown, shown, self.project.source_language, self.cache)

    # Templates

    def typeset_templates(self) -> "Templates":
        """What gives packs their look: the project's own files, and the program's for those it does not have."""
        from bwise_cli.typeset import Templates

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
            for folder in (self.root / self.project.paths.translations, self.glossaries_folder, self.memories.root):
                files.sweep(folder)
            yield


def open_workspace(start: Path | None) -> Workspace:
    """The project in `start`, or, if that is None, in the nearest folder upwards that holds one.

    Raises `ConfigurationError` if there is none or it is not valid.
    """
    root = _find(start)
    settings = parse_project(read_utf8(root / PROJECT_FILE, root), PROJECT_FILE)
    folder = root / settings.paths.curricula / COUNTRIES_FOLDER
    countries: list[Country] = []
    findings: list[Finding] = []
    for path in sorted(folder.glob("*.toml")):
        try:
            countries.append(parse_country(read_utf8(path, root), path.relative_to(root).as_posix(), path.stem))
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


def read_utf8(path: Path, root: Path) -> str:
    """The text of a file that people write by hand. Raises `ConfigurationError` if it is not UTF-8."""
    shown = path.relative_to(root).as_posix()
    data = files.read_file(path, shown)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        finding = Finding("config-charset", "is not UTF-8", Place(shown, line), notes=(Note("save the file as UTF-8"),))
        raise ConfigurationError(f"{shown} cannot be read", findings=(finding,)) from error
