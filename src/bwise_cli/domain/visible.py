"""What readers of one edition in one country see of a document."""

import json
import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import count

from bwise_cli.domain.document import Document
from bwise_cli.domain.edition import TRAINER_CLASSES, Edition
from bwise_cli.domain.master import Master
from bwise_cli.domain.message import Key
from bwise_cli.domain.nodes import Blocks, Inlines, Node, attribute, has_class, node, rewrite, string
from bwise_cli.domain.normal import CHECKED, UNCHECKED
from bwise_cli.domain.segment import Segment
from bwise_cli.domain.walk import transform

COUNTRY_CLASSES = frozenset({"only", "except"})
"""Classes of divs that readers see in some countries only."""


def visible(document: Document, edition: Edition, country: str) -> Document:
    """`document` without what readers of `edition` in `country` do not see."""

    def change(item: Node) -> list[Node]:
        return _visible_div(item, edition, country) if item["t"] == "Div" else [item]

    return replace(document, blocks=rewrite(document.blocks, change))


def _visible_div(div: Node, edition: Edition, country: str) -> Blocks:
    (identifier, classes, pairs), blocks = div["c"]
    if not _is_for(div, country):
        return []
    if not edition.shows_trainer_text:
        if TRAINER_CLASSES & set(classes):
            return []
        if has_class(div, "quiz"):
            blocks = rewrite(blocks, _unmarked)
    kept = [name for name in classes if name not in COUNTRY_CLASSES]
    if kept or not classes:
        return [node("Div", [[identifier, kept, pairs], blocks])]
    return list(blocks)


def _is_for(div: Node, country: str) -> bool:
    """Whether readers in `country` see `div`."""
    named = country in attribute(div, "country").split()
    return (named or not has_class(div, "only")) and not (named and has_class(div, "except"))


def _unmarked(item: Node) -> list[Node]:
    """An answer that does not give itself away."""
    return [string(UNCHECKED)] if item == string(CHECKED) else [item]


_SIGN = "\U0010fe01"
"""Stands around the number of a segment while it is looked for; no text has it."""
_NUMBERED = re.compile(f"{_SIGN}(\\d+){_SIGN}")


def visible_keys(master: Master, editions: Iterable[Edition], country: str) -> tuple[Key, ...]:
    """The messages of `master` that readers of any of `editions` in `country` see, in document order."""
    numbers = count()

    def number(segment: Segment) -> Inlines:
        return [string(f"{_SIGN}{next(numbers)}{_SIGN}"), *segment.inlines]

    numbered = transform(master.document, number)
    seen = {int(each) for edition in editions for each in _numbers(visible(numbered, edition, country))}
    keys = [
        (segment.context, spelling.text)
        for place, (segment, spelling) in enumerate(master)
        if spelling and place in seen
    ]
    return tuple(dict.fromkeys(keys))


def _numbers(document: Document) -> list[str]:
    return _NUMBERED.findall(json.dumps([document.meta, document.blocks], ensure_ascii=False))
