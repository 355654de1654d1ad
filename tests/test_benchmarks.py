"""The benchmarks run; what they measure is nobody's business here."""

import re
import subprocess
import sys
from pathlib import Path

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"


def run(name: str, *words: str) -> str:
    done = subprocess.run(
        [sys.executable, str(BENCHMARKS / name), *words], capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_extraction_is_measured() -> None:
    printed = run("extract.py", "--files", "4", "--rounds", "1")
    assert "4 masters" in printed
    counts = re.findall(r"bwise, .* ([\d,]+) messages", printed)
    assert len(counts) == 3
    assert int(counts[2]) == int(counts[0]) + 1


def test_updates_are_judged_right() -> None:
    rows = {line[:38].strip(): line[38:].split() for line in run("merge.py", "--size", "120").splitlines()}
    *_, right, wrong, none, new = rows["bwise as a library, as msgmerge"]
    assert int(right) >= 10
    assert (wrong, none, new) == ("0", "0", "0")
    assert "bwise extract, masters unread" in rows


def test_alignments_are_judged_right() -> None:
    rows = {line[:12].strip(): line[12:].split() for line in run("align.py", "--rounds", "1").splitlines()}
    precision, recall, *_ = rows["sl   3%"]
    assert float(precision) > 0.97
    assert float(recall) > 0.9


def test_matches_of_the_memory_are_judged_right() -> None:
    printed = run("memory.py", "--memory", "300", "--empty", "200", "--plain", "20")
    rows = {line[:34].strip(): line[34:].split() for line in printed.splitlines()}
    assert float(rows["punctuation"][3]) > 95
    assert float(rows["bwise"][5]) < 5
    assert "rapidfuzz, a plain loop" in rows


def test_terms_are_found_in_sentences() -> None:
    printed = run("terms.py")
    rows = re.findall(r"^(\w\w) +([\d.]+)% +([\d.]+)% +([\d.]+)% +([\d.]+)%", printed, re.MULTILINE)
    assert len(rows) == 12
    assert all(float(found) >= 90 for row in rows for found in (row[1], row[3]))
    assert "10,000 messages" in printed


def test_checks_are_measured() -> None:
    printed = run("check.py", "--units", "100", "--rounds", "1", "--characters", "2000")
    assert "2,8" in printed.split(" units, 12 languages")[0]
    rows = re.findall(r"^  bwise, ([a-z ]+?)  +([\d.]+) s", printed, re.MULTILINE)
    names = [name for name, _ in rows]
    assert names == ["nothing known", "every catalogue changed", "nothing changed", "one catalogue changed"]
    slowest = re.findall(r"([\d.]+) s   '.*' over and over$", printed, re.MULTILINE)
    assert slowest == sorted(slowest, key=float, reverse=True)
    assert len(slowest) == 8
