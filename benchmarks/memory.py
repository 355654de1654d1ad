"""How fast earlier translations are found, and how many of them are the right ones, in one run on the same texts.

    python benchmarks/memory.py [--memory 50000] [--empty 20000] [--plain 100]

A course is written and edited in known ways (`merge_course.py`), so that it is known which text each changed one was.
The memory holds the course before; the units to fill are changed texts, each of one origin. Beside it a plain loop of
rapidfuzz over the whole memory, with the same likeness of the same normalised words, for some of the units: it is not
asked whether what it finds fits. Seconds are those of the processor.
"""

import argparse
import time
from collections import Counter
from collections.abc import Sequence

from merge_course import EDITS, Item, Writer, make_course
from rapidfuzz import fuzz, process

from bwise_cli.domain.catalogue import Catalogue
from bwise_cli.domain.memory import LEAST, Entry, Source
from bwise_cli.domain.message import Message, Unit
from bwise_cli.domain.word_index import Words
from bwise_cli.draft.recall import Recollection, recall

SOURCE = Source("course", curriculum="course")
ONE_TO_ONE = ("typo", "word", "reworded", "number", "punctuation", "markup", "reordered", "appended", "prepended")
"""Edits that make one text of one, none of whose words need be gone."""


def edited_texts(course: Sequence[Item], writer: Writer, count: int) -> list[Item]:
    """`count` texts of the course, edited in each way in turn; equal texts are left out."""
    made: dict[str, Item] = {}
    known = {item.message for item in course}
    turn = 0
    while len(made) < count:
        item, name = course[turn * 7919 % len(course)], ONE_TO_ONE[turn % len(ONE_TO_ONE)]
        turn += 1
        for text in EDITS[name](item.text, writer) or []:
            new = Item(item.kind, text, name, (item.message,))
            if new.message not in known:
                made.setdefault(new.message, new)
    return list(made.values())


def plain_loop(texts: Sequence[str], known: Sequence[str]) -> list[str]:
    """For each text the most similar one of all that are known; empty if there is none."""
    prepared = [Words.of(text).joined for text in known]
    found = []
    for text in texts:
        best = process.extractOne(Words.of(text).joined, prepared, scorer=fuzz.ratio, score_cutoff=LEAST)
        found.append(known[best[2]] if best else "")
    return found


def report(name: str, items: Sequence[Item], found: Sequence[str], seconds: float) -> None:
    """Print one line: seconds, seconds for a thousand, and how many were right, wrong, not found."""
    if not items:
        return
    pairs = zip(items, found, strict=True)
    judged = Counter("none" if not got else "right" if got in item.origins else "wrong" for item, got in pairs)
    shares = [f"{100 * judged[word] / len(items):5.1f} %" for word in ("right", "wrong", "none")]
    print(f"{name:34}{len(items):>8,}{seconds:>10.1f}{1000 * seconds / len(items):>12.2f}   {'  '.join(shares)}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--memory", type=int, default=50_000, help="texts in the memory")
    parser.add_argument("--empty", type=int, default=20_000, help="units to fill")
    parser.add_argument("--plain", type=int, default=100, help="units that the plain loop is asked for")
    options = parser.parse_args()
    course, writer = make_course(options.memory)
    items = edited_texts(course, writer, options.empty)
    catalogue = Catalogue("other", "sl", tuple(Unit(Message(item.message)) for item in items))
    begin = time.process_time()
    memory = Recollection(Entry(item.message, item.message, SOURCE) for item in course)
    done = recall(catalogue, memory, "2026-11-25")
    seconds = time.process_time() - begin
    found = [unit.previous[1] if unit.previous else "" for unit in done.catalogue.units]
    print(f"{'':34}{'units':>8}{'seconds':>10}{'per 1,000':>12}     right    wrong     none")
    report("bwise", items, found, seconds)
    for name in ONE_TO_ONE:
        places = [place for place, item in enumerate(items) if item.edit == name]
        share = seconds * len(places) / len(items)
        report(f"  {name}", [items[place] for place in places], [found[place] for place in places], share)
    some_items = items[: options.plain]
    begin = time.process_time()
    plain = plain_loop([item.message for item in some_items], [item.message for item in course])
    report("rapidfuzz, a plain loop", some_items, plain, time.process_time() - begin)
    report("bwise, the same units", some_items, found[: options.plain], seconds * len(some_items) / len(items))


if __name__ == "__main__":
    main()
