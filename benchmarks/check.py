"""How long `bwise check` takes beside translate-toolkit's `pofilter`, on the same catalogues in one run.

    python benchmarks/check.py                      12 languages with 3,000 units each
    python benchmarks/check.py --units 300 --rounds 1
    python benchmarks/check.py --pofilter PATH     where `pofilter` is, if it is not on PATH

The catalogues are the correct translations of `tests/fixtures/correct`, several times (`check_course.py`). The runs are
interleaved, and the least of each counts. Below: each check on texts of a megabyte, the slowest first. pofilter is left
out if it is not installed: `pip install translate-toolkit`.
"""

import argparse
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from check_course import CURRICULUM, ROOT, make_project
from measuring import Measured, measure

from bwise_cli.checks import CATALOGUE_CHECKS, UNIT_CHECKS
from bwise_cli.checks.pair import Pair
from bwise_cli.checks.subject import Subject
from bwise_cli.domain.inline_marks import marks_in
from bwise_cli.domain.message import Message, Unit
from bwise_cli.domain.prose import prose
from bwise_cli.engines.markdown import parse_inlines
from bwise_cli.formats.po import parse_po, serialise_po

FINDINGS = 1
"""Exit code of a run that found errors."""
SHAPES = ("a", "a b ", "Des mots. ", "1,", '"', "« ", " ", "[", "^", "<a", "$ ", "{a:", "? ", "é", "А", "a'")
"""What long texts are made of."""
SHOWN = 8
"""Lines of the slowest checks."""


@dataclass(frozen=True, slots=True)
class Case:
    """One thing that is measured."""

    name: str
    """What is printed."""
    prepare: Callable[[], None]
    """Brings the project into the state from which it is measured."""
    run: Callable[[], Measured]
    """Measures it once."""


# Programs


def bwise_cases(folder: Path) -> list[Case]:
    """Cases of bwise: with nothing known, with the masters known, with nothing changed, with one catalogue changed."""
    command = [sys.executable, "-m", "bwise_cli", "check"]
    every = sorted((folder / "translations").glob(f"*/{CURRICULUM}.po"))

    def forget() -> None:
        shutil.rmtree(folder / ".bwise", ignore_errors=True)

    def change(paths: Sequence[Path]) -> None:
        for path in paths:
            read = parse_po(path.read_bytes(), path.name, CURRICULUM, path.parent.name)
            first, *others = read.units
            edited = replace(first, translation=f"{first.translation} ")
            path.write_bytes(serialise_po(replace(read, units=(edited, *others))))

    def run() -> Measured:
        return measure(command, folder, (0, FINDINGS))

    return [
        Case("bwise, nothing known", forget, run),
        Case("bwise, every catalogue changed", lambda: change(every), run),
        Case("bwise, nothing changed", lambda: None, run),
        Case("bwise, one catalogue changed", lambda: change(every[:1]), run),
    ]


def pofilter_case(folder: Path, program: str | None) -> list[Case]:
    """The case of pofilter, if it is there."""
    found = program or shutil.which("pofilter")
    if found is None:
        return []
    command = [found, "--progress=none", "translations", "found"]
    return [
        Case("pofilter", lambda: shutil.rmtree(folder / "found", ignore_errors=True), lambda: measure(command, folder))
    ]


# Texts of a megabyte


def slowest(locale: str, size: int) -> list[tuple[float, str, str]]:
    """Seconds of processor, name and shape of each check on each long text, the slowest first."""
    measured = []
    for shape in SHAPES:
        text = (shape * (size // len(shape) + 1))[:size]
        for name, look in _looks(text, locale).items():
            begin = time.process_time()
            look()
            measured.append((time.process_time() - begin, name, repr(shape)))
    return sorted(measured, reverse=True)


def _looks(text: str, locale: str) -> dict[str, Callable[[], object]]:
    """What looks at a text, by name: each check with that text as a translation, and what reads it for them."""
    sys.path.insert(0, str(ROOT))
    from tests.checking import subject

    unit = Unit(Message("Some words about something."), text)
    seen = subject([unit], locale, text="Some words about something.\n")
    pair = Pair(unit, prose(unit.message.text), prose(text), seen.language, seen)
    looks: dict[str, Callable[[], object]] = {
        "(marks)": partial(marks_in, text),
        "(inlines)": partial(parse_inlines, [text]),
    }
    looks |= {tag: partial(_all, run, pair) for tag, run in UNIT_CHECKS.items()}
    return looks | {tag: partial(_all, run, seen) for tag, run in CATALOGUE_CHECKS.items()}


def _all(run: Callable[[Any], Iterable[object]], seen: Pair | Subject) -> None:
    for _ in run(seen):
        pass


# Report


def main() -> None:
    """Measure the programs in turn and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--units", type=int, default=3000, help="units in each language")
    parser.add_argument("--rounds", type=int, default=3, help="runs of each program")
    parser.add_argument("--pofilter", metavar="PATH", help="where pofilter is")
    parser.add_argument("--locale", default="fr", help="language of the long texts")
    parser.add_argument("--characters", type=int, default=1_000_000, help="length of the long texts")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "project"
        locales = make_project(folder, options.units)
        cases = [*bwise_cases(folder), *pofilter_case(folder, options.pofilter)]
        sizes = [path.stat().st_size for path in folder.glob(f"translations/*/{CURRICULUM}.po")]
        units = sum(_units(folder, locale) for locale in locales)
        print(f"{units:,} units, {len(locales)} languages, {sum(sizes) / 1e6:.1f} MB, {options.rounds} rounds:")
        runs: dict[str, list[Measured]] = {case.name: [] for case in cases}
        for _ in range(options.rounds):
            for case in cases:
                case.prepare()
                runs[case.name].append(case.run())
    report(runs)
    print(f"the slowest on texts of {options.characters:,} characters ({options.locale}), seconds of processor:")
    for seconds, name, shape in slowest(options.locale, options.characters)[:SHOWN]:
        print(f"  {name:<20} {seconds:6.2f} s   {shape} over and over")


def report(runs: dict[str, list[Measured]]) -> None:
    """Print a line for each case: seconds, processor, memory, and how often its time goes into that of pofilter."""
    peer = min((run.seconds for run in runs.get("pofilter", ())), default=None)
    for name, measured in runs.items():
        seconds, processor = (min(values) for values in zip(*((r.seconds, r.processor) for r in measured), strict=True))
        ratio = f"   {peer / seconds:6.2f} times as fast as pofilter" if peer else ""
        memory = max(run.megabytes for run in measured)
        print(f"  {name:<32} {seconds:6.2f} s {processor:6.2f} s of processor {memory:5.0f} MB{ratio}")
    if peer is None:
        print("pofilter is not installed: left out")


def _units(folder: Path, locale: str) -> int:
    data = (folder / "translations" / locale / f"{CURRICULUM}.po").read_bytes()
    return len(parse_po(data, locale, CURRICULUM, locale).current)


if __name__ == "__main__":
    main()
