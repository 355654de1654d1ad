"""How an update of a large catalogue compares with gettext's msgmerge, in one run on the same files.

    python benchmarks/merge.py [--size 20000]

A course is written, translated and edited in known ways (`merge_course.py`), so that the right old translation of each
changed text is known. Each program then brings the same catalogue up to date with the same template. Prints seconds,
peak memory, and how many of the changed texts got a right translation, a wrong one, or none.
"""

import argparse
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from measuring import measure
from merge_course import Item, edit_course, make_course, write_masters

from bwise_cli.domain.catalogue import Catalogue
from bwise_cli.domain.message import Record, State, Unit, sign_hash
from bwise_cli.formats.po import parse_po, serialise_po
from bwise_cli.merge import merge

CURRICULUM, LOCALE = "course", "sl"
SETTINGS = f"""\
[project]
name = "benchmark"
version = "1"
date = 2026-11-25

[translate]
more_locales = ["{LOCALE}"]

[curricula.{CURRICULUM}]
"""


@dataclass(frozen=True, slots=True)
class Run:
    """One program at work."""

    seconds: float
    """Wall time."""
    processor: float
    """Processor time, which other programs on the machine change less; 0 on Windows."""
    megabytes: float
    """Peak memory."""
    result: Path
    """The catalogue that it made."""


# Running


def timed(command: list[str], folder: Path, result: Path) -> Run:
    """Run `command`, which makes `result`, and measure it."""
    measured = measure(command, folder)
    return Run(measured.seconds, measured.processor, measured.megabytes, result)


def update(old: Path, template: Path, result: Path) -> None:
    """Bring a catalogue up to date with a template by bwise as a library, which is what msgmerge does."""
    begin = time.process_time()
    catalogue = _read(old, LOCALE)
    messages = [unit.message for unit in _read(template, None)]
    read = time.process_time()
    merged = merge(catalogue, messages).catalogue
    matched = time.process_time()
    result.write_bytes(serialise_po(merged))
    written = time.process_time()
    stages = {"reading": read - begin, "merging": matched - read, "writing": written - matched}
    text = ", ".join(f"{name} {seconds:.2f} s" for name, seconds in stages.items())
    result.with_suffix(".stages").write_text(text, encoding="utf-8")


def _read(path: Path, locale: str | None) -> Catalogue:
    return parse_po(path.read_bytes(), path.name, CURRICULUM, locale)


# The project


@dataclass(frozen=True, slots=True)
class Project:
    """A project in a temporary folder."""

    root: Path

    @property
    def masters(self) -> Path:
        """Folder of the masters."""
        return self.root / "curricula" / CURRICULUM

    @property
    def template(self) -> Path:
        """What the masters offer."""
        return self.root / "translations" / f"{CURRICULUM}.pot"

    @property
    def catalogue(self) -> Path:
        """The translations."""
        return self.root / "translations" / LOCALE / f"{CURRICULUM}.po"

    def extract(self) -> Run:
        """Run `bwise extract`."""
        return timed([sys.executable, "-m", "bwise_cli", "extract", LOCALE], self.root, self.catalogue)


def make_project(root: Path, items: list[Item]) -> Project:
    """A project with the course, everything in it translated and signed off."""
    project = Project(root)
    (root / "bwise.toml").write_text(SETTINGS, encoding="utf-8")
    write_masters(items, project.masters)
    project.extract()
    catalogue = _read(project.catalogue, LOCALE)
    missing = {item.message for item in items} - {unit.message.text for unit in catalogue}
    if missing:
        raise SystemExit(f"not offered as the benchmark expects: {sorted(missing)[:3]}")
    units = tuple(_signed(unit) for unit in catalogue)
    project.catalogue.write_bytes(serialise_po(replace(catalogue, units=units)))
    return project


def translated(text: str) -> str:
    """The translation of a text; different texts have different ones."""
    return text.swapcase()


def _signed(unit: Unit) -> Unit:
    translation = translated(unit.message.text)
    record = Record(State.REVIEWED, by="Ana", on="2026-11-24", of=sign_hash(*unit.key, translation))
    return replace(unit, translation=translation, record=record)


# The verdict


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of the texts that changed."""

    right: Counter[str]
    """By edit: texts that got a translation that is right for them."""
    wrong: Counter[str]
    """By edit: texts that got a translation of another text."""
    nothing: Counter[str]
    """By edit: texts that got none."""


def judge(result: Path, items: Iterable[Item]) -> Verdict:
    """Compare the catalogue that a program made with what is known of the edits."""
    translations = {unit.message.text: unit.translation for unit in _read(result, LOCALE).current}
    verdict = Verdict(Counter(), Counter(), Counter())
    for item in items:
        right = {translated(origin) for origin in item.origins}
        got = translations[item.message]
        if not item.edit:
            if got != translated(item.message):
                raise SystemExit(f"{result} has lost the translation of a text that did not change: {item.message}")
        elif not got:
            verdict.nothing[item.edit] += 1
        elif got in right or (item.edit == "merged" and got == translated(" ".join(item.origins))):
            verdict.right[item.edit] += 1
        else:
            verdict.wrong[item.edit] += 1
    return verdict


# The report

COLUMNS = {
    "time": 9, "ratio": 8, "processor": 9, "ratio ": 8, "memory": 9, "right": 6, "wrong": 6, "none": 6, "new": 6,
}  # fmt: skip
"""What stands in the table, and how wide."""


def print_run(name: str, run: Run, verdict: Verdict, beside: Run | None) -> None:
    """One line for one program."""
    ratios = [_ratio(beside.seconds, run.seconds), _ratio(beside.processor, run.processor)] if beside else ["–", "–"]
    right, nothing = verdict.right.total(), verdict.nothing.total() - verdict.nothing["brand new"]
    wrong = verdict.wrong.total() - verdict.wrong["brand new"]
    print(
        f"{name:<38} {run.seconds:7.2f} s {ratios[0]:>8} {run.processor:7.2f} s {ratios[1]:>8} {run.megabytes:6.0f} MB"
        f" {right:6} {wrong:6} {nothing:6} {verdict.wrong['brand new']:6}"
    )


def _ratio(peer: float, own: float) -> str:
    return f"{peer / own:.1f} ×" if own else "–"


def print_edits(verdicts: dict[str, Verdict]) -> None:
    """Right and wrong by edit, for each program."""
    names = {edit for verdict in verdicts.values() for edit in verdict.right | verdict.wrong | verdict.nothing}
    print(f"\n{'right/wrong/none by edit':<26}" + "".join(f"{name:>20}" for name in verdicts))
    for edit in sorted(names):
        cells = (f"{v.right[edit]}/{v.wrong[edit]}/{v.nothing[edit]}" for v in verdicts.values())
        print(f"{edit:<26}" + "".join(f"{cell:>20}" for cell in cells))


def compare(size: int, root: Path) -> None:
    """Run all programs on a course of `size` texts in the folder `root`, and print what was measured."""
    course, writer = make_course(size)
    project = make_project(root, course)
    old = root / "old.po"
    shutil.copy(project.catalogue, old)
    edited = edit_course(course, writer)
    write_masters(edited.items, project.masters)
    runs = {"bwise extract, masters unread": project.extract()}
    kept = root / "unread.po"
    shutil.move(project.catalogue, kept)
    runs["bwise extract, masters unread"] = replace(runs["bwise extract, masters unread"], result=kept)
    shutil.copy(old, project.catalogue)
    runs["bwise extract, masters read before"] = project.extract()
    template = project.template
    made = root / "library.po"
    command = [sys.executable, __file__, "--update", str(old), str(template), str(made)]
    runs["bwise as a library, as msgmerge"] = timed(command, root, made)
    for name, options in {"msgmerge": [], "msgmerge --no-fuzzy-matching": ["--no-fuzzy-matching"]}.items():
        if shutil.which("msgmerge"):
            out = root / f"{name.replace(' ', '')}.po"
            command = ["msgmerge", "--quiet", *options, "-o", str(out), str(old), str(template)]
            runs[name] = timed(command, root, out)
        else:
            print(f"skipped: {name} is not installed")
    report(runs, edited.items, edited.deleted, made)


def report(runs: dict[str, Run], items: list[Item], deleted: int, made: Path) -> None:
    """Print what was measured."""
    counts = Counter(item.edit for item in items)
    changed = sum(counts.values()) - counts[""] - counts["brand new"]
    print(f"{len(items)} texts: {changed} changed, {counts['brand new']} new, {deleted} deleted")
    print(f"{'':<38} " + " ".join(f"{name:>{width}}" for name, width in COLUMNS.items()))
    verdicts = {name: judge(run.result, items) for name, run in runs.items()}
    for name, run in runs.items():
        print_run(name, run, verdicts[name], runs.get("msgmerge"))
    stages = made.with_suffix(".stages").read_text(encoding="utf-8")
    print(f"bwise as a library: {stages} of processor time; the rest is Python's start")
    print("right, wrong, none: changed texts by what they got; new: new texts that got a translation")
    shown = ("bwise as a library, as msgmerge", "msgmerge")
    print_edits({name.partition(" ")[0]: verdicts[name] for name in shown if name in verdicts})


def main() -> None:
    """Read the options and compare."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--size", type=int, default=20_000, help="texts of the course")
    parser.add_argument("--update", nargs=3, type=Path, metavar=("OLD", "TEMPLATE", "RESULT"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.update:
        update(*options.update)
        return
    with tempfile.TemporaryDirectory() as folder:
        compare(options.size, Path(folder))


if __name__ == "__main__":
    main()
