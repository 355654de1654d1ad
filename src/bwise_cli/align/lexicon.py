"""A lexicon that the two documents teach: which words of one stand where which words of the other do."""

from collections import Counter
from collections.abc import Iterable
from typing import TypeAlias

from bwise_cli.align.passages import Passage

Lexicon: TypeAlias = dict[str, dict[str, float]]
"""By stem of the source: stems of the translation, and how likely each is there where the first is."""

LEAST_TOGETHER = 2
"""Passages in which two words must stand together to be taken for a word and its translation."""
LEAST_LIKELY = 0.2
"""What is less likely is left out."""
WORDS_OF_A_PASSAGE = 30
"""Words that are looked at in one passage, the rarest first: pairs of words are the square of it."""
DISCOUNT = 0.8
"""Taken off every count, as two words that met twice may have met by chance."""


def learn(pairs: Iterable[tuple[Passage, Passage]]) -> Lexicon:
    """What `pairs`, each a passage and its translation, teach."""
    known = list(pairs)
    sources = Counter(word for source, _ in known for word in source.traits.words)
    targets = Counter(word for _, target in known for word in target.traits.words)
    together: Counter[tuple[str, str]] = Counter()
    for source, target in known:
        rare = _rarest(target.traits.words, targets)
        for word in _rarest(source.traits.words, sources):
            for other in rare:
                together[word, other] += 1
    lexicon: Lexicon = {}
    for (word, other), count in together.items():
        if count >= LEAST_TOGETHER:
            likely = (count - DISCOUNT) / sources[word]
            back = (count - DISCOUNT) / targets[other]
            if likely >= LEAST_LIKELY and back >= LEAST_LIKELY:
                lexicon.setdefault(word, {})[other] = likely
    return lexicon


def _rarest(words: Iterable[str], counts: Counter[str]) -> list[str]:
    repeated = [word for word in words if counts[word] >= LEAST_TOGETHER]
    return sorted(repeated, key=lambda word: (counts[word], word))[:WORDS_OF_A_PASSAGE]
