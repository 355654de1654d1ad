"""How well terms are found in inflected sentences, and how long that takes.

    python benchmarks/terms.py [--wrong]      by language; --wrong prints every sentence that is judged wrong

The sentences are those of `tests/fixtures/terms`. Below the table: the time for 10,000 messages and the terms of the
glossary of this repository, made of sentences of the course with words in other places.
"""

import argparse
import random
import re
import sys
import time
from pathlib import Path

import psutil

from bwise_cli.domain.glossary import Glossary
from bwise_cli.engines.word_forms import InflectedWords
from bwise_cli.formats.glossary_csv import parse_glossary_csv

ROOT = Path(__file__).parents[1]
MESSAGES = 10_000


def by_language(*, wrong: bool) -> None:
    """Print a row for each language."""
    sys.path.insert(0, str(ROOT))
    from tests.terms import LANGUAGES, figures

    print("         English          translation       reading the dictionary")
    print("     found  alarms      found  alarms      processor     memory")
    for language in LANGUAGES:
        forms = InflectedWords()
        forms.keys("word", "en")
        begin, before = time.process_time(), psutil.Process().memory_info().rss
        forms.keys("word", language)
        seconds, megabytes = time.process_time() - begin, (psutil.Process().memory_info().rss - before) / 1e6
        english, translation = figures(language, forms)
        print(
            f"{language}  {english.recall:7.1%} {english.false_alarms:7.1%}    {translation.recall:7.1%}"
            f" {translation.false_alarms:7.1%}       {seconds:6.2f} s  {megabytes:6.0f} MB"
        )
        for sentence in (*english.wrong, *translation.wrong) if wrong else ():
            print(
                f"      {'=' if sentence.occurs else '≠'} {sentence.term}: {sentence.english} | {sentence.translation}"
            )


def speed() -> None:
    """Print how long it takes to find the terms of a glossary in many messages."""
    terms = parse_glossary_csv((ROOT / "glossaries" / "digital-skills.csv").read_bytes(), "digital-skills.csv")
    masters = sorted((ROOT / "curricula" / "job-coaches").glob("0*.md"))
    text = "\n".join(path.read_text(encoding="utf-8") for path in masters)
    sentences = [each.strip() for each in re.split(r"\n\n|(?<=[.?!]) ", text) if len(each) > 20]
    words = sorted(set(re.findall(r"\b[a-z]{4,}\b", text)))
    chance = random.Random(2026)
    messages = [
        re.sub(
            r"\b[a-z]{4,}\b", lambda match: chance.choice((match[0], chance.choice(words))), chance.choice(sentences)
        )
        for _ in range(MESSAGES)
    ]
    begin = time.process_time()
    forms = InflectedWords()
    forms.keys("word", "en")
    loaded = time.process_time()
    glossary = Glossary(terms, forms=forms)
    found = sum(len(glossary.occurrences(message)) for message in messages)
    end = time.process_time()
    print(f"{MESSAGES:,} messages, {len(terms)} concepts: {found:,} found in {end - loaded:.2f} s of processor", end="")
    print(f", after {loaded - begin:.2f} s for the dictionary of English")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--wrong", action="store_true", help="print every sentence that is judged wrong")
    options = parser.parse_args()
    by_language(wrong=options.wrong)
    print()
    speed()


if __name__ == "__main__":
    main()
