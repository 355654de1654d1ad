"""Masters on disk: found, read, and kept in the cache by what is in them."""

import hashlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from bwise_cli import files
from bwise_cli.cache import Cache, content_key
from bwise_cli.domain.batches import in_batches
from bwise_cli.domain.document import Document
from bwise_cli.domain.errors import RefusedError
from bwise_cli.domain.finding import Finding, Note, Place
from bwise_cli.domain.master import Master, make_masters
from bwise_cli.domain.word_style import WordStyle, style_key
from bwise_cli.engines.front_matter import unclosed_front_matter
from bwise_cli.engines.pandoc_read import Unreadable
from bwise_cli.formats.master_json import parse_master, serialise_master
from bwise_cli.master_files import find_masters, is_word, unread_files

BATCH = 250_000
"""Bytes of masters that are read at once: what is made of them takes fifty times as much memory."""
READERS = 2
"""How many batches are read ahead, each by a pandoc of its own: what Python does with them takes as long as two do."""


_REMEDIES = {
    "front-matter": "put values with a colon or a quote in quotes",
    "master-markup": "write it more simply, and let no footnote lead to itself",
}


@dataclass(frozen=True, slots=True)
class _Batch:
    """Some of the masters, on their way."""

    fingerprints: Mapping[Path, str]
    """That of each, in the order of the book."""
    known: Mapping[Path, Master]
    """Those that were in the cache."""
    documents: Mapping[Path, Document]
    """The others; none if one of them is broken."""
    findings: tuple[Finding, ...]
    """What is wrong with them."""


@dataclass(frozen=True, slots=True)
class MasterFolder:
    """The masters of one curriculum."""

    root: Path
    """The folder."""
    shown: str
    """The folder as messages show it: relative to the project."""
    reader: str
    """How Markdown is read; one of `MASTER_FORMATS`."""
    modules: tuple[str, ...]
    """File names of the modules in their order; empty: all of the folder and of those in it, by name."""
    prose_keys: tuple[str, ...]
    """Front matter keys that hold prose."""
    word_styles: Mapping[str, WordStyle]
    """What paragraph styles of Word masters mean, by their names."""
    cache: Cache
    """What was derived from the files."""

    def paths(self) -> list[Path]:
        """The files: the overview if there is one, then the modules. Raises `ConfigurationError` if one is missing."""
        return find_masters(self.root, self.shown, self.modules)

    def unread_files(self) -> tuple[Finding, ...]:
        """A warning for each file of the folder that looks like a master and is not read."""
        return unread_files(self.root, self.shown)

    def name(self, path: Path) -> str:
        """The name of a master inside its curriculum, with forward slashes."""
        return path.as_posix()[len(self.root.as_posix()) + 1 :]

    def _shown(self, path: Path) -> str:
        return f"{self.shown}/{self.name(path)}"

    def _data(self, path: Path) -> bytes:
        return files.read_file(path, self._shown(path))

    def text(self, path: Path) -> str:
        """The text of one Markdown file, with line feeds. Raises `RefusedError` if it is not UTF-8."""
        return self._text(path, self._data(path))

    def _text(self, path: Path, data: bytes) -> str:
        shown = self._shown(path)
        try:
            return data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
        except UnicodeDecodeError as error:
            place = Place(shown, data.count(b"\n", 0, error.start) + 1)
            finding = Finding("master-charset", "is not UTF-8", place, notes=(Note("save the file as UTF-8"),))
            raise RefusedError(f"{shown} cannot be read", findings=(finding,)) from error

    def images(self, name: str) -> dict[str, bytes]:
        """The images inside the Word master `name`, by their targets; they are kept nowhere else."""
        from bwise_cli.engines.word_read import word_images

        path = self.root / name
        return word_images(self._data(path), self._shown(path), name)

    def masters(self) -> list[Master]:
        """Every master, from the cache where nothing changed."""
        return [master for batch in self.batches(self.paths()) for master in batch.values()]

    def fingerprint(self, path: Path) -> str:
        """Stands for one master and how it is read: equal for the same document by the same program."""
        return self._fingerprint(path, self._data(path))

    def _fingerprint(self, path: Path, data: bytes) -> str:
        means = repr(self.word_styles) if is_word(path) else self.reader
        content = hashlib.sha256(data).hexdigest()
        return content_key("master", means, *self.prose_keys, "", self.shown, self.name(path), content)

    def batches(self, paths: Sequence[Path]) -> Iterator[dict[str, Master]]:
        """The masters in `paths` by fingerprint, as many at once as fit into memory.

        Raises `RefusedError` that names all that are broken.
        """
        findings: list[Finding] = []
        with ThreadPoolExecutor(max_workers=READERS) as readers:
            for batch in _ahead(readers, self._load, in_batches(paths, _size, BATCH)):
                findings += batch.findings
                if not findings:
                    yield self._finished(batch)
        if findings:
            names = ", ".join(sorted({finding.place.path for finding in findings}))
            raise RefusedError(f"{names} cannot be read", findings=tuple(findings))

    def _load(self, paths: Sequence[Path]) -> _Batch:
        """The masters in `paths` from the cache, and the documents of those that are not there."""
        contents = {path: self._data(path) for path in paths}
        fingerprints = {path: self._fingerprint(path, data) for path, data in contents.items()}
        kept = self.cache.recall_all(list(fingerprints.values()))
        recalled = {path: self._recalled(path, kept[each]) for path, each in fingerprints.items() if each in kept}
        known = {path: master for path, master in recalled.items() if master}
        missing = {path: data for path, data in contents.items() if path not in known}
        wrong: list[Finding] = []
        documents = self._markdown_documents({path: missing[path] for path in missing if not is_word(path)}, wrong)
        documents |= self._word_documents({path: missing[path] for path in missing if is_word(path)}, wrong)
        return _Batch(fingerprints, known, {} if wrong else documents, tuple(wrong))

    def _finished(self, batch: _Batch) -> dict[str, Master]:
        """The masters of a batch; those that are new are kept in the cache."""
        from bwise_cli.engines.markdown import parse_inlines

        made = dict(zip(batch.documents, make_masters(list(batch.documents.values()), parse_inlines), strict=True))
        self.cache.keep_all({batch.fingerprints[path]: serialise_master(master) for path, master in made.items()})
        return {each: batch.known.get(path) or made[path] for path, each in batch.fingerprints.items()}

    def _word_documents(self, contents: Mapping[Path, bytes], wrong: list[Finding]) -> dict[Path, Document]:
        from bwise_cli.engines.word_read import read_word

        meant = {style_key(name): meaning for name, meaning in self.word_styles.items()}
        documents = {}
        for path, data in contents.items():
            name = self.name(path)
            try:
                read = read_word(data, self._shown(path), name, meant)
            except RefusedError as error:
                wrong += error.findings
                continue
            document = Document(name, read.meta, read.blocks, self.prose_keys, read.remarks, tuple(sorted(read.styles)))
            documents[path] = document if document.is_overview else replace(document, blocks=read.as_module)
        return documents

    def _markdown_documents(self, contents: Mapping[Path, bytes], wrong: list[Finding]) -> dict[Path, Document]:
        from bwise_cli.engines import markdown

        texts: dict[Path, str] = {}
        for path, data in contents.items():
            try:
                texts[path] = self._text(path, data)
            except RefusedError as error:
                wrong += error.findings
        faults = {path: fault for path, text in texts.items() if (fault := self._fault(path, text))}
        wrong += faults.values()
        sound = {path: text for path, text in texts.items() if path not in faults}
        documents = {}
        for path, parsed in zip(sound, markdown.parse_markdown(list(sound.values()), self.reader), strict=True):
            if isinstance(parsed, Unreadable):
                wrong.append(self._unreadable(path, parsed))
            else:
                documents[path] = Document(self.name(path), parsed.meta, parsed.blocks, self.prose_keys)
        return documents

    def _fault(self, path: Path, text: str) -> Finding | None:
        if not unclosed_front_matter(text):
            return None
        fence = "plus signs" if text.startswith("+") else "hyphens"
        return Finding(
            "front-matter",
            "the front matter that begins here is never closed",
            Place(self._shown(path), 1),
            notes=(Note(f"close it with a line of three {fence}"),),
        )

    def _unreadable(self, path: Path, fault: Unreadable) -> Finding:
        return Finding(
            fault.tag, fault.reason, Place(self._shown(path), fault.line), notes=(Note(_REMEDIES[fault.tag]),)
        )

    def _recalled(self, path: Path, kept: bytes) -> Master | None:
        try:
            return parse_master(kept, self.name(path), self.prose_keys)
        except (ValueError, KeyError, TypeError):
            return None


def _ahead(
    workers: Executor, work: Callable[[Sequence[Path]], _Batch], batches: Iterable[Sequence[Path]]
) -> Iterator[_Batch]:
    """What `work` makes of each of `batches`, in their order, the next ones begun while one is in use."""
    coming: deque[Future[_Batch]] = deque()
    for batch in batches:
        coming.append(workers.submit(work, batch))
        if len(coming) > READERS:
            yield coming.popleft().result()
    while coming:
        yield coming.popleft().result()


def _size(path: Path) -> int:
    return path.stat().st_size
