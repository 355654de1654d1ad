"""Try the invariants on masters that nobody here has seen: `tools/try_masters.py FOLDER…`. Never run in CI.

Prints, for each folder, how many of its files keep each invariant, then every file that does not, with the first thing
that is wrong. A file that crashes, takes too long or is refused counts as broken for every invariant.
"""

import argparse
import multiprocessing
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from bwise_cli.domain.document import Document
from bwise_cli.domain.master import make_masters
from bwise_cli.engines import pandoc
from bwise_cli.engines.markdown import MASTER_FORMATS, Unreadable, parse_inlines, parse_markdown

sys.path.insert(0, str(Path(__file__).parents[1]))
from tests.invariants import Breach, breaches  # the tests are no installed package

INVARIANTS = ("identity", "skeleton", "leak", "again")
FATAL = ("hang", "crash", "refused")
SUFFIXES = {".md", ".mdx", ".markdown", ".rmd", ".qmd"}
BATCH = 150_000
"""Characters that are tried at once."""


@dataclass(frozen=True, slots=True)
class Options:
    """What one run is asked for."""

    reader: str
    """One of `MASTER_FORMATS`."""
    limit: float
    """Seconds that one file may take."""


def main() -> int:
    """Run the campaign; 1 if anything is broken."""
    parser = argparse.ArgumentParser(description="Try the invariants on any masters.")
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER", help=f"searched for {' '.join(SUFFIXES)}")
    parser.add_argument("--reader", choices=sorted(MASTER_FORMATS), default="commonmark_x")
    parser.add_argument("--limit", type=float, default=60, help="seconds that one file may take (default: 60)")
    asked = parser.parse_args()
    options = Options(asked.reader, asked.limit)
    broken: list[Breach] = []
    files = 0
    for folder in asked.folders:
        paths = sorted(path for path in folder.rglob("*") if path.suffix.lower() in SUFFIXES and path.is_file())
        found = [breach for batch in _batches(paths) for breach in _try(batch, options)]
        print(_line(str(folder), len(paths), found), flush=True)
        broken += found
        files += len(paths)
    print(_line("together", files, broken))
    for breach in broken:
        print(f"{breach.document}: {breach.invariant}: {breach.detail}")
    return 1 if broken else 0


def _line(name: str, files: int, broken: Sequence[Breach]) -> str:
    counts = Counter(breach.invariant for breach in broken)
    lost = sum(counts[each] for each in FATAL)
    kept = [f"{each} {100 * (files - counts[each] - lost) / max(files, 1):.1f} %" for each in INVARIANTS]
    return f"{name}: {files} files; {', '.join(kept)}; {', '.join(f'{each} {counts[each]}' for each in FATAL)}"


def _batches(paths: Sequence[Path]) -> Iterator[list[Path]]:
    batch: list[Path] = []
    room = BATCH
    for path in paths:
        size = path.stat().st_size
        if batch and size > room:
            yield batch
            batch, room = [], BATCH
        batch.append(path)
        room -= size
    if batch:
        yield batch


# One process for each batch: it can be stopped


def _try(paths: Sequence[Path], options: Options) -> list[Breach]:
    """What `paths` break, tried together; one by one if that does not end well."""
    context = multiprocessing.get_context("spawn")
    mine, its = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(its, paths, options))
    process.start()
    its.close()
    try:
        answer = mine.recv() if mine.poll(options.limit + len(paths)) else "hang"
    except EOFError:
        answer = "crash"
    process.kill()
    process.join()
    if isinstance(answer, list):
        return answer
    if len(paths) == 1:
        return [Breach(answer.partition(":")[0], str(paths[0]), answer)]
    return [breach for path in paths for breach in _try([path], options)]


def _work(connection: Connection, paths: Sequence[Path], options: Options) -> None:
    pandoc.TIME_LIMIT = options.limit / 3
    try:
        connection.send(_breaches(paths, options.reader))
    except Exception as error:  # whatever it is, it is what the campaign looks for
        connection.send(f"crash: {type(error).__name__}: {error}")


def _breaches(paths: Sequence[Path], reader: str) -> list[Breach]:
    texts = [path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n") for path in paths]
    documents: list[Document] = []
    found: list[Breach] = []
    for path, parsed in zip(paths, parse_markdown(texts, reader), strict=True):
        if isinstance(parsed, Unreadable):
            kind = "hang" if "took longer" in parsed.reason else "refused"
            found.append(Breach(kind, str(path), f"line {parsed.line}: {parsed.reason}"))
        else:
            documents.append(Document(str(path), parsed.meta, parsed.blocks))
    return found + breaches(make_masters(documents, parse_inlines))


if __name__ == "__main__":
    sys.exit(main())
