"""How long extraction takes beside po4a and mdpo, on the same masters in one run.

    python benchmarks/extract.py                      2,000 masters, made of the course for job coaches
    python benchmarks/extract.py --files 500
    python benchmarks/extract.py --masters FOLDER     the Markdown files of any folder

Every program takes the texts of all masters into a template and one empty catalogue. The runs are interleaved, and the
least of each counts. Peers that are not installed are left out: `apt install po4a`, `pip install mdpo`.
"""

import argparse
import random
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from measuring import Measured, measure

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "curricula" / "job-coaches"
LOCALE = "sl"
SETTINGS = f"""\
[project]
name = "benchmark"
version = "1"
date = 2026-11-25

[translate]
more_locales = ["{LOCALE}"]

[curricula.course]
reader = "gfm"
"""


@dataclass(frozen=True, slots=True)
class Case:
    """One thing that is measured."""

    name: str
    """What is printed."""
    prepare: Callable[[], None]
    """Brings its folder into the state from which it is measured."""
    run: Callable[[], Measured]
    """Measures it once."""
    template: Path
    """The file whose messages are counted."""


# Masters


def make_masters(folder: Path, count: int) -> None:
    """`count` files in `folder`: sections of the course, each with words of the course in other places."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(SOURCE.glob("0*.md"))]
    sections = [part for text in texts for part in re.split(r"(?m)^(?=## )", text)[1:]]
    words = sorted({word for text in texts for word in re.findall(r"\b[a-z]{4,}\b", text)})
    chance = random.Random(2026)
    for number in range(count):
        text = _varied(chance.choice(sections), words, chance)
        path = folder / f"{number % 20:02}" / f"{number:05}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def _varied(text: str, words: Sequence[str], chance: random.Random) -> str:
    """`text` with one word in eight another one, outside of markup."""

    def other(match: re.Match[str]) -> str:
        return chance.choice(words) if chance.random() < 0.125 else match[0]

    return re.sub(r"(?<=[a-z] )[a-z]{4,}(?= [a-z])", other, text)


def copy_masters(source: Path, folder: Path) -> None:
    """The Markdown files below `source`, in their folders."""
    for path in sorted(source.rglob("*.md")):
        target = folder / path.relative_to(source)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)


# Programs


def bwise_cases(root: Path, masters: Path) -> list[Case]:
    """Cases of bwise: with nothing known, with nothing changed, and with one master changed."""
    folder = root / "bwise"
    course = folder / "curricula" / "course"
    shutil.copytree(masters, course)
    (folder / "bwise.toml").write_text(SETTINGS, encoding="utf-8")
    command = [sys.executable, "-m", "bwise_cli", "extract", LOCALE]
    template = folder / "translations" / "course.pot"

    def forget() -> None:
        for name in (".bwise", "translations"):
            shutil.rmtree(folder / name, ignore_errors=True)

    def change_one() -> None:
        path = sorted(course.rglob("*.md"))[0]
        path.write_text(path.read_text(encoding="utf-8") + "\nOne more paragraph.\n", encoding="utf-8")

    def run() -> Measured:
        return measure(command, folder)

    return [
        Case("bwise, nothing known", forget, run, template),
        Case("bwise, nothing changed", lambda: None, run, template),
        Case("bwise, one master changed", change_one, run, template),
    ]


def po4a_cases(root: Path, masters: Path) -> list[Case]:
    """Cases of po4a, and the older `po4a-updatepo` that makes a template and nothing else."""
    folder = root / "po4a"
    shutil.copytree(masters, folder / "course")
    names = [path.relative_to(folder).as_posix() for path in sorted((folder / "course").rglob("*.md"))]
    settings = [f"[po4a_langs] {LOCALE}", f"[po4a_paths] po4a.pot {LOCALE}:po4a.po"]
    settings += [f'[type: text] {name} {LOCALE}:out/{name} opt:"-o markdown -o neverwrap"' for name in names]
    (folder / "po4a.cfg").write_text("\n".join(settings) + "\n", encoding="utf-8")
    cases = []

    def forget(*names: str) -> None:
        for name in names:
            (folder / name).unlink(missing_ok=True)

    if program := shutil.which("po4a"):
        command = [program, "--no-translations", "--quiet", "po4a.cfg"]
        cases.append(
            Case("po4a", lambda: forget("po4a.pot", "po4a.po"), lambda: measure(command, folder), folder / "po4a.pot")
        )
    if older := shutil.which("po4a-updatepo"):
        files = [word for name in names for word in ("-m", name)]
        old_command = [older, "-f", "text", "-o", "markdown", "-o", "neverwrap", *files, "-p", "old.pot"]
        cases.append(
            Case("po4a-updatepo", lambda: forget("old.pot"), lambda: measure(old_command, folder), folder / "old.pot")
        )
    return cases


def mdpo_cases(root: Path, masters: Path) -> list[Case]:
    """The case of mdpo, which has no other."""
    folder = root / "mdpo"
    shutil.copytree(masters, folder / "course")
    program = shutil.which("md2po")
    if program is None:
        return []
    names = [path.relative_to(folder).as_posix() for path in sorted((folder / "course").rglob("*.md"))]
    command = [program, "--quiet", "--save", "--po-filepath", "mdpo.po", *names]

    def forget() -> None:
        (folder / "mdpo.po").unlink(missing_ok=True)

    return [Case("mdpo", forget, lambda: measure(command, folder), folder / "mdpo.po")]


# Report


def messages_in(path: Path) -> int:
    """Entries of a PO file beside its header."""
    return len(re.findall(r"^msgid ", path.read_text(encoding="utf-8", errors="replace"), re.MULTILINE)) - 1


def main() -> None:
    """Measure the programs in turn and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=2000, help="how many masters to make")
    parser.add_argument("--masters", type=Path, help="folder of Markdown files to take instead")
    parser.add_argument("--rounds", type=int, default=3, help="runs of each program")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        root = Path(temporary)
        masters = root / "masters"
        if options.masters:
            copy_masters(options.masters, masters)
        else:
            make_masters(masters, options.files)
        sizes = [path.stat().st_size for path in masters.rglob("*.md")]
        print(f"{len(sizes):,} masters, {sum(sizes) / 1e6:.2f} MB, {options.rounds} rounds, the least of each:")
        cases = [*bwise_cases(root, masters), *po4a_cases(root, masters), *mdpo_cases(root, masters)]
        runs: dict[str, list[Measured]] = {case.name: [] for case in cases}
        messages: dict[str, int] = {}
        for _ in range(options.rounds):
            for case in cases:
                case.prepare()
                runs[case.name].append(case.run())
                messages[case.name] = messages_in(case.template)
        report(runs, messages)
    present = {case.name for case in cases}
    for name in ("po4a", "po4a-updatepo", "mdpo"):
        if name not in present:
            print(f"{name} is not installed: left out")


def report(runs: dict[str, list[Measured]], messages: dict[str, int]) -> None:
    """Print a line for each case: seconds, memory, messages, and its time beside that of a cold run of bwise."""
    cold = min(run.seconds for run in next(iter(runs.values())))
    for name, measured in runs.items():
        seconds = min(run.seconds for run in measured)
        processor = min(run.processor for run in measured)
        megabytes = max(run.megabytes for run in measured)
        print(
            f"  {name:<26} {seconds:6.2f} s {processor:6.2f} s of processor {megabytes:5.0f} MB"
            f" {messages[name]:7,} messages {seconds / cold:5.2f} of the first"
        )


if __name__ == "__main__":
    main()
