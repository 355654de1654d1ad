"""A translation, read as inlines, takes the place of the inlines it translates, or is refused.

What stands in a document beside words belongs to the source: destinations, attributes, footnotes, code,
formulas, HTML tags. A translation may move these, and may not add, lose or change one. Everything that it may
hold is on a list here; what is not on the list is refused. The same faults are what `bwise check` reports.
"""

import re
from collections import Counter
from dataclasses import dataclass

from bwise_cli.domain.bound import KEPT, VARIABLE, Fault, bound, kept_key, losses
from bwise_cli.domain.finding import quoted
from bwise_cli.domain.nesting import well_nested
from bwise_cli.domain.nodes import (
    NO_ATTRIBUTES,
    WRAPPERS,
    Inlines,
    Node,
    child_inlines,
    plain_text,
    string,
    with_child_inlines,
)
from bwise_cli.domain.normal import normal_inlines

__all__ = ["GUARD", "NOTE_CLOSE", "NOTE_OPEN", "PAIR_TAG", "VARIABLE", "Fault", "Spliced", "splice"]


@dataclass(frozen=True, slots=True)
class Spliced:
    """A translation in the place of its source."""

    inlines: Inlines
    """The result; what is in it means nothing if there are faults."""
    faults: tuple[Fault, ...]
    """Why it is refused; empty if it fits."""


PAIR_TAG = re.compile(r"<(/?)x([1-9]\d{0,3})>")
"""Opens or closes what a number stands for where square brackets cannot: around other brackets."""
NOTE_OPEN, NOTE_CLOSE = "⸨", "⸩"
"""What `[^` and `]` around a footnote's number are in a translation that was read: `\\[^1]` is no footnote."""
GUARD = "\U0010fe00"
"""Stands, with a space, before every line of a translation while it is read, so that no line can open a block."""
_FOOTNOTE = re.compile(rf"{NOTE_OPEN}(\d{{1,4}}){NOTE_CLOSE}")
_NUMBER = re.compile(r"[1-9]\d{0,3}")
_PLAIN_INLINES = frozenset({"Str", "Space", "SoftBreak", "LineBreak", *WRAPPERS})


def splice(translation: Inlines, source: Inlines, parts: tuple[Node, ...]) -> Spliced:
    """Put the parts and attributes of `source` into `translation`, and say what does not fit.

    `translation` is in normal form, as it is read. `parts` are the nodes that the numbers stand for, in order.
    """
    if not parts and _are_words(source) and _are_words(translation):
        return Spliced(translation, ())
    splicer = _Splicer(source, parts)
    inlines = normal_inlines(splicer.rebuild(translation))
    return Spliced(inlines, (*splicer.faults, *splicer.losses(inlines, source)))


def _are_words(inlines: Inlines) -> bool:
    """Whether there are only words: nothing that has to come back, or that could come from elsewhere."""
    for inline in inlines:
        if inline["t"] != "Space" and (inline["t"] != "Str" or "{" in inline["c"] or NOTE_OPEN in inline["c"]):
            return False
    return True


class _Splicer:
    """Rebuilds one translation, counting what it uses."""

    def __init__(self, source: Inlines, parts: tuple[Node, ...]) -> None:
        self.faults: list[Fault] = []
        self._parts = parts
        self._used: Counter[int] = Counter()
        self._source = source
        self._bound = bound(source)

    def rebuild(self, inlines: Inlines) -> Inlines:
        """The inlines of a translation as those of the document; pairs of tags become the part they stand for."""
        runs: list[tuple[str, Inlines]] = [("", [])]
        for inline in inlines:
            if inline["t"] == "Space" or (inline["t"] == "Str" and NOTE_OPEN not in inline["c"]):
                runs[-1][1].append(inline)
                continue
            closing, number = _pair_tag(inline)
            if number and not closing:
                runs.append((number, []))
            elif number and number == runs[-1][0]:
                words = runs.pop()[1]
                runs[-1][1].extend(self.filled(number, "link", f"<x{number}>…</x{number}>", words, None))
            elif number:
                self.fault("html", f"</x{number}> closes what is not open there")
            else:
                runs[-1][1].extend(self.inline(inline))
        for number, _ in runs[1:]:
            self.fault("html", f"<x{number}> is not closed where it was opened")
        return [inline for _, run in runs for inline in run]

    def inline(self, inline: Node) -> Inlines:
        kind = inline["t"]
        if kind == "Str":
            return self.words(str(inline["c"]))
        if kind in _PLAIN_INLINES:
            children = child_inlines(inline)
            return [inline if children is None else with_child_inlines(inline, self.rebuild(children))]
        if kind in ("Link", "Image"):
            return self.numbered(inline)
        if kind in KEPT:
            return self.kept(inline)
        if kind == "Span" and inline["c"][0][1] == ["emoji"]:
            return [inline]
        self.fault("markup", f"this markup cannot stand in a translation: {kind.lower()}")
        return []

    def words(self, text: str) -> Inlines:
        """A word, with the footnotes that are named in it."""
        result: Inlines = []
        for index, piece in enumerate(_FOOTNOTE.split(text)):
            if index % 2 and self.is_literal(piece):
                result.append(string(f"[^{piece}]"))
            elif index % 2:
                part = self.part(piece, "footnote", f"[^{piece}]", ("Note",))
                result.extend([part] if part else [])
            elif piece:
                result.append(string(piece))
        return result

    def is_literal(self, number: str) -> bool:
        """Whether `[^number]` is just text in the source, and no footnote has that number."""
        index = int(number)
        is_note = 1 <= index <= len(self._parts) and self._parts[index - 1]["t"] == "Note"
        return not is_note and f"[^{number}]" in plain_text(self._source)

    def numbered(self, inline: Node) -> Inlines:
        """`[text](4)` or `![text](4)`: the part of the source with other words in it."""
        attributes, children, (url, title) = inline["c"]
        tag = inline["t"].lower()
        if attributes != NO_ATTRIBUTES or not _NUMBER.fullmatch(url):
            self.fault(tag, f"the destination is a number from the source, not {quoted(url)}")
            return []
        shown = f"{'!' if tag == 'image' else ''}[…]({url})"
        if title:
            self.fault(tag, f"{shown} has a title of its own: {quoted(title)}")
        return self.filled(url, tag, shown, self.rebuild(children), ("Image",) if tag == "image" else None)

    def filled(self, number: str, tag: str, shown: str, words: Inlines, expected: tuple[str, ...] | None) -> Inlines:
        """The part with this number, with the words of the translation in it."""
        part = self.part(number, tag, shown, expected)
        if part is None:
            return []
        own_words = child_inlines(part)
        if own_words is not None:
            if plain_text(own_words).strip() and not plain_text(words).strip():
                self.fault(tag, f"{shown} has no words")
            return [with_child_inlines(part, words)]
        if words:
            self.fault(tag, f"{shown} stands for something that holds no words")
        return [part]

    def part(self, number: str, tag: str, shown: str, expected: tuple[str, ...] | None) -> Node | None:
        """The part with this number, if the source has one of the right type."""
        index = int(number)
        part = self._parts[index - 1] if 1 <= index <= len(self._parts) else None
        if part is None:
            self.fault(tag, f"{shown} is not in the source")
            return None
        if (part["t"] not in expected) if expected else (part["t"] in ("Note", "Image")):
            self.fault(tag, f"{shown} is another kind of part in the source")
            return None
        self._used[index] += 1
        return part

    def kept(self, inline: Node) -> Inlines:
        """Code, a formula or an HTML tag: the source's own, with its attributes."""
        kind, text = key = kept_key(inline)
        found = next((own for own in self._bound if kept_key(own) == key), None)
        if found is None:
            self.fault(KEPT[kind], f"{quoted(text)} is not in the source")
            return []
        return [found]

    def fault(self, tag: str, message: str) -> None:
        self.faults.append(Fault(tag, message))

    def losses(self, result: Inlines, source: Inlines) -> list[Fault]:
        """What the source has and the translation lacks, or has more than once."""
        faults = []
        for index, part in enumerate(self._parts, 1):
            if self._used[index] != 1:
                tag, shown = _part_name(part, index)
                what = "is missing" if not self._used[index] else "is there more than once"
                faults.append(Fault(tag, f"{shown} {what}"))
        found = bound(result)
        faults += losses(self._bound, found)
        if any(inline["t"] == "RawInline" for inline in found) and well_nested(source) and not well_nested(result):
            faults.append(Fault("html", "HTML tags are closed in another order than they are opened"))
        return faults


def _pair_tag(inline: Node) -> tuple[bool, str]:
    """Whether `inline` closes a pair of tags, and the number of the pair; an empty one if it is no such tag."""
    found = PAIR_TAG.fullmatch(inline["c"][1]) if inline["t"] == "RawInline" else None
    return (bool(found[1]), found[2]) if found else (False, "")


def _part_name(part: Node, number: int) -> tuple[str, str]:
    if part["t"] == "Note":
        return "footnote", f"footnote [^{number}]"
    if part["t"] == "Image":
        return "image", f"image ![…]({number})"
    return "link", f"{'link' if part['t'] == 'Link' else 'part'} […]({number})"
