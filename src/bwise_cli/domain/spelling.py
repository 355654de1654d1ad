r"""How a run of inlines is spelled as the text of a message, and read back from a translation.

The text is inline Markdown that a translator can read: no escapes that the author did not have to write, no
destinations. Every link, image, footnote and attributed span is a number: `[the guide](1)`, `![alt](2)`,
`[^3]`, `[text](4)`; the n-th *part* is the node of the source that the number stands for. What has no words of
its own (a raw passage of another format) is `[](5)`. Brackets cannot stand in brackets: a part that holds another
one is a pair of tags, `<x6>text [with a link](7)</x6>`.

Invariant: reading a spelling back, with its own parts, gives the inlines that were spelled.

The syntax is written here and read by pandoc, so a spelling is proved rather than believed: what could be read
in another way is parsed, and spelled more carefully if it comes back different.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Protocol

from bwise_cli.domain.nodes import Inlines, Node, child_inlines, each_inline, has_class, plain_text
from bwise_cli.domain.splice import GUARD, NOTE_CLOSE, NOTE_OPEN, PAIR_TAG, splice


class ParseInlines(Protocol):
    """Reads translations as inline content."""

    def __call__(self, texts: Sequence[str], /) -> list[Inlines | None]:
        """The inlines of each text; None where a text is anything but one run of inlines."""


class Care(IntEnum):
    """How carefully a text is spelled: each level is harder to misread, and harder on the eye."""

    PLAIN = 0
    """Markup as an author writes it, no escapes."""
    ESCAPED = 1
    """A backslash before every character that could be markup."""
    NUMBERED = 2
    """Markup that nests badly is a numbered part as well."""


@dataclass(frozen=True, slots=True)
class Spelling:
    """A run of inlines as text."""

    text: str
    """Readable inline Markdown."""
    parts: tuple[Node, ...]
    """What each number in the text stands for."""
    care: Care
    """How it was spelled."""


def spell(inlines: Inlines, care: Care) -> Spelling:
    """Spell `inlines` at one level of care, without proving it."""
    speller = _Speller(care)
    text = speller.inlines(inlines, inside="")
    return Spelling(text, tuple(speller.parts), care)


def spell_all(runs: Sequence[Inlines], parse: ParseInlines) -> list[Spelling | None]:
    """The least careful spelling of each run that reads back as the run; None if there is none.

    `parse` is called once for each level of care that is needed.
    """
    result: list[Spelling | None] = [None] * len(runs)
    open_runs = list(range(len(runs)))
    for care in Care:
        tried = {index: spell(runs[index], care) for index in open_runs}
        doubtful = [index for index in open_runs if care or _is_doubtful(runs[index], tried[index].text)]
        read = dict(zip(doubtful, parse([tried[i].text for i in doubtful]), strict=True)) if doubtful else {}
        failed = [i for i in doubtful if not _reads_back(runs[i], tried[i], read[i])]
        for index in set(open_runs) - set(failed):
            result[index] = tried[index]
        open_runs = failed
    return result


def _reads_back(run: Inlines, spelling: Spelling, read: Inlines | None) -> bool:
    return read is not None and splice(read, run, spelling.parts).inlines == run


_DOUBTFUL = re.compile(rf"[\\`*_\[\]<&$^~{GUARD}{NOTE_OPEN}{NOTE_CLOSE}]|:\w+:")
"""A text that this does not find can only be read as plain words."""
_MARK = re.compile(r"[`*\[\]]")
_PLAIN_CODE = re.compile(r"(?<![`\\])`[^`\s](?:[^`\n]*[^`\s])?`(?!`)")
_PLAIN_LINK = re.compile(r"(?<![!\\\]])\[[\w ,;.'’()/-]*\w\]\(\d+\)(?![(\[{:])")
_PLAIN_EMPHASIS = re.compile(r"(?<![^\s(])(\*{1,2})\w(?:[\w ,;.'’-]*\w)?\1(?![^\s,.;:!?)])")


def _is_doubtful(run: Inlines, text: str) -> bool:
    r"""Whether `text`, the spelling of `run`, could be read in another way than it was written.

    Plain marks around plain words cannot, unless they are words themselves: `\*so\*` in a master is no emphasis.
    """
    if not _DOUBTFUL.search(text):
        return False
    if any(inline["t"] == "Str" and _MARK.search(inline["c"]) for inline in each_inline(run)):
        return True
    for simple in (_PLAIN_CODE, _PLAIN_LINK, _PLAIN_EMPHASIS):
        text = simple.sub("x", text)
    return _DOUBTFUL.search(text) is not None


_ESCAPABLE = re.compile(r"([\\`*_\[\]<>&$^~:!])")


class _Speller:
    """Spells one run and collects its parts."""

    def __init__(self, care: Care) -> None:
        self.parts: list[Node] = []
        self._care = care

    def inlines(self, inlines: Iterable[Node], inside: str) -> str:
        """`inside` is the type of the markup around, so that emphasis in emphasis differs from it."""
        return "".join([" " if inline["t"] == "Space" else self.inline(inline, inside) for inline in inlines])

    def inline(self, inline: Node, inside: str) -> str:
        kind = inline["t"]
        if kind in _LEAVES:
            return _LEAVES[kind](self, inline)
        if self.has_delimiters(inline):
            mark = _DELIMITERS[kind]
            mark = mark.replace("*", "_") if inside in ("Emph", "Strong") else mark
            return mark + self.inlines(inline["c"], kind) + mark
        if kind == "Note":
            return f"[^{self.number(inline)}]"
        if is_emoji(inline) and self._care < Care.NUMBERED:
            return f":{inline['c'][0][2][0][1]}:"
        if (children := child_inlines(inline)) is not None:
            number = self.number(inline)
            if kind != "Image" and any(map(self.has_brackets, each_inline(children))):
                return f"<x{number}>{self.inlines(children, '')}</x{number}>"
            bang = "!" if kind == "Image" else ""
            return f"{bang}[{self.inlines(children, '')}]({number})"
        return self.opaque(inline)

    def has_delimiters(self, inline: Node) -> bool:
        return inline["t"] in _DELIMITERS and self._care < Care.NUMBERED

    def has_brackets(self, inline: Node) -> bool:
        """Whether `inline` is spelled with square brackets that make a link of them."""
        kind = inline["t"]
        if kind in ("Code", "Math"):
            return self._care is Care.NUMBERED
        if kind == "RawInline":
            return not self.is_shown(inline)
        if kind in ("Note", "Image", "Str", "Space", "LineBreak"):
            return False
        return not self.has_delimiters(inline) and not (is_emoji(inline) and self._care < Care.NUMBERED)

    def number(self, inline: Node) -> int:
        self.parts.append(inline)
        return len(self.parts)

    def opaque(self, inline: Node) -> str:
        return f"[]({self.number(inline)})"

    def word(self, inline: Node) -> str:
        text = str(inline["c"])
        return text if self._care is Care.PLAIN else _ESCAPABLE.sub(r"\\\1", text)

    def code(self, inline: Node) -> str:
        if self._care is Care.NUMBERED:
            return self.opaque(inline)
        text = str(inline["c"][1])
        fence = "`" * (max((len(run) for run in re.findall("`+", text)), default=0) + 1)
        pad = " " if text.startswith("`") or text.endswith("`") else ""
        return f"{fence}{pad}{text}{pad}{fence}"

    def math(self, inline: Node) -> str:
        if self._care is Care.NUMBERED:
            return self.opaque(inline)
        mark = "$" if inline["c"][0]["t"] == "InlineMath" else "$$"
        return f"{mark}{inline['c'][1]}{mark}"

    def raw(self, inline: Node) -> str:
        return str(inline["c"][1]) if self.is_shown(inline) else self.opaque(inline)

    def is_shown(self, inline: Node) -> bool:
        """Whether raw text is shown as it is: an HTML tag, but none that could be taken for a pair of ours."""
        form, text = inline["c"]
        is_tag = form == "html" and _HTML_TAG.fullmatch(text) and not PAIR_TAG.fullmatch(text)
        return bool(is_tag) and self._care < Care.NUMBERED


_DELIMITERS = {"Emph": "*", "Strong": "**", "Strikeout": "~~", "Superscript": "^", "Subscript": "~"}
_LEAVES: dict[str, Callable[[_Speller, Node], str]] = {
    "Str": _Speller.word,
    "LineBreak": lambda _, __: "\\\n",
    "Code": _Speller.code,
    "Math": _Speller.math,
    "RawInline": _Speller.raw,
}
WRAPPER_MARK = "wrapper"
"""Attribute that pandoc's reader gives to a span that it had to invent."""
_HTML_TAG = re.compile(r"</?[A-Za-z][^<>\n]*>")


def is_emoji(inline: Node) -> bool:
    """Whether `inline` is what pandoc makes of `:smile:`."""
    return inline["t"] == "Span" and has_class(inline, "emoji")


def describe_part(part: Node) -> str:
    """What a numbered part is, for the translator's eyes."""
    match part["t"]:
        case "Link":
            return f"link to {part['c'][2][0]}"
        case "Image":
            return f"image {part['c'][2][0]}"
        case "Note":
            return f"footnote: {_beginning(part)}"
        case "Span":
            identifier, classes, pairs = part["c"][0]
            marks = [f"#{identifier}"] if identifier else []
            marks += [f".{name}" for name in classes]
            marks += [f'{key}="{value}"' for key, value in pairs if key != WRAPPER_MARK]
            return f"marked {' '.join(marks)}".rstrip()
        case "Code" | "Math" | "RawInline":
            return f"{part['t'].lower()} {part['c'][1]}"
        case kind:
            return str(kind).lower()


def _beginning(note: Node, limit: int = 60) -> str:
    text = next((plain_text(b["c"]) for b in note["c"] if b["t"] in ("Para", "Plain")), "")
    return text if len(text) <= limit else text[: limit - 1] + "…"
