"""Passages as a request to DeepL, and what it costs."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from bwise_cli.domain.passage import Marking, Passage
from bwise_cli.engines.deepl_languages import Language

MODEL: Final = "quality_optimized"
"""The models that tags need, and that all languages have."""
CONTEXT_CHARACTERS: Final = 8_000
_KEPT_TAG = re.compile(r"<(k\d+)>")
_TAG = re.compile(r"</?([gkn]\d+)/?>")
_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that no XML may have: DeepL would refuse the whole request for one of them."""


@dataclass(frozen=True, slots=True)
class Job:
    """What the requests for one order have in common."""

    locale: str
    """What into, as the project calls it."""
    language: Language
    """The same, as DeepL calls it."""
    marking: Marking
    """How the passages are marked."""
    formality: str | None
    """How readers are addressed, in DeepL's words; None leaves it to DeepL."""
    glossary: str | None
    """Id of the glossary; None if there is none for the language."""


def make_request(passages: Sequence[Passage], job: Job) -> dict[str, Any]:
    """The options of one call of the client.

    Each passage is a text of its own, with the author's case and punctuation at its ends. No tag splits a sentence; a
    line break does not either. A piece may be less than a sentence, so it is not split at all.
    """
    texts = [passage.text for passage in passages]
    request: dict[str, Any] = {
        "text": texts,
        "context": shared_context(passages) or None,
        "split_sentences": "0" if job.marking is Marking.PIECES else "nonewlines",
        "preserve_formatting": True,
        "formality": job.formality,
        "glossary": job.glossary,
        "model_type": MODEL,
    }
    if job.marking is Marking.TAGS:
        request |= {
            "text": [_NOT_XML.sub("", text) for text in texts],
            "tag_handling": "xml",
            "tag_handling_version": "v2",
            "outline_detection": False,
            "non_splitting_tags": _names(_TAG, texts),
            "ignore_tags": _names(_KEPT_TAG, texts),
        }
    return request


def _names(pattern: re.Pattern[str], texts: Sequence[str]) -> list[str]:
    names = {name for text in texts for name in pattern.findall(text)}
    return sorted(names, key=lambda name: (name[0], int(name[1:])))


def shared_context(passages: Sequence[Passage], limit: int = CONTEXT_CHARACTERS) -> str:
    """The context of a request: DeepL takes one for all of its texts, and translates each text alone.

    Every line of the passages' own contexts, once, in their order, as far as it goes. Neighbours in an order are
    neighbours in the master, so that their contexts are largely the same.
    """
    lines = dict.fromkeys(line for passage in passages for line in passage.context.split("\n") if line.strip())
    taken: list[str] = []
    for line in lines:
        limit -= len(line) + 1
        if limit < 0:
            break
        taken.append(line)
    return "\n".join(taken)
