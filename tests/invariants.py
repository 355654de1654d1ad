"""The invariants of a master, as functions that say what breaks them: for properties, fixtures and the campaign."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bwise_cli.domain.catalogue import Catalogue
from bwise_cli.domain.directives import END, SKIP, directive_of
from bwise_cli.domain.document import Document
from bwise_cli.domain.master import Master, make_masters
from bwise_cli.domain.message import Unit
from bwise_cli.domain.nodes import Node, attribute
from bwise_cli.domain.normal import CHECKED, PROSE_ATTRIBUTES, UNCHECKED
from bwise_cli.domain.spelling import Spelling, describe_part, is_emoji
from bwise_cli.domain.splice import VARIABLE
from bwise_cli.engines.markdown import parse_inlines
from bwise_cli.extract import extract_messages
from bwise_cli.localise import Localised, localise

from . import drafting
from .building import catalogue, identity
from .skeletons import skeleton

FOREIGN = "ა"
"""A letter of a script that no master is written in: it stands for every letter of a text that was translated."""


@dataclass(frozen=True, slots=True)
class Breach:
    """One invariant that one document breaks."""

    invariant: str
    """`identity`, `skeleton`, `leak` or `again`."""
    document: str
    """Name of the document."""
    detail: str
    """The first thing that is wrong."""


def breaches(masters: Sequence[Master]) -> list[Breach]:
    """Everything that is wrong with `masters`: at most one breach for each document and invariant."""
    return [*not_identical(masters), *other_skeleton(masters), *leaking(masters), *not_again(masters)]


def not_identical(masters: Sequence[Master]) -> Iterator[Breach]:
    """Documents that a catalogue changes which translates every message into itself."""
    done = localise(masters, [identity(masters)], parse_inlines)
    for source, result in zip(masters, done.documents, strict=True):
        if result != source.document:
            yield Breach("identity", result.name, first_difference(_values(source.document), _values(result)))


def other_skeleton(masters: Sequence[Master]) -> Iterator[Breach]:
    """Documents of which a pseudo-translation changes more than the words."""
    for source, result in zip(masters, pseudo(masters).documents, strict=True):
        before, after = skeleton(source.document), skeleton(result)
        if before != after:
            yield Breach("skeleton", result.name, first_difference(before, after))


def leaking(masters: Sequence[Master]) -> Iterator[Breach]:
    """Documents in which a word of the source survives a translation of every message."""
    for result in foreign(masters).documents:
        if left := [text for text in shown(result) if _LETTER.search(_LEFT_ALONE.sub("", text))]:
            yield Breach("leak", result.name, "; ".join(left[:5]))


def not_again(masters: Sequence[Master]) -> Iterator[Breach]:
    """Documents that, once localised, do not offer the translations, in the same order and with the same parts."""
    translations = {unit.key: unit.translation for unit in pseudo_catalogue(masters).units}
    done = pseudo(masters).documents
    for source, again in zip(masters, make_masters(done, parse_inlines), strict=True):
        wanted = [
            (segment.kind, _unescaped(translations[segment.context, spelling.text]), _parts(spelling))
            for segment, spelling in source
            if spelling
        ]
        found = [(segment.kind, _unescaped(spelling.text), _parts(spelling)) for segment, spelling in again if spelling]
        if wanted != found:
            yield Breach("again", source.document.name, first_difference(wanted, found))


def _unescaped(text: str) -> str:
    r"""`text` without escapes: `\\<b>` needs one and `\\<ƀ>` needs none, for `<ƀ>` is no tag."""
    return re.sub(r"\\(?=[!-/:-@\[-`{-~])", "", text)


def _parts(spelling: Spelling) -> list[str]:
    """What the numbers of a message stand for. The texts of footnotes are messages of their own."""
    return ["footnote" if part["t"] == "Note" else describe_part(part) for part in spelling.parts]


# Translations


def pseudo_catalogue(masters: Sequence[Master]) -> Catalogue:
    """What the engine `pseudo` makes of every message."""
    offered = extract_messages(masters)
    drafts = drafting.pseudo(offered, "de")
    return catalogue([Unit(message, draft) for message, draft in zip(offered, drafts, strict=True)])


def pseudo(masters: Sequence[Master]) -> Localised:
    """`masters` in accented English."""
    return localise(masters, [pseudo_catalogue(masters)], parse_inlines)


def foreign(masters: Sequence[Master]) -> Localised:
    """`masters` with another letter in the place of every one that a translator would translate."""
    units = [Unit(message, _foreign(message.text)) for message in extract_messages(masters)]
    return localise(masters, [catalogue(units)], parse_inlines)


_LEFT_ALONE = re.compile(rf"{VARIABLE.pattern}|(?<![\w:]):[\w+-]+:(?![\w:])")
"""Variables, and what could be an emoji."""
_LETTER = re.compile(rf"[^\W\d_{FOREIGN}]")


def _foreign(text: str) -> str:
    pieces, end = [], 0
    for match in drafting.PROTECTED.finditer(text):
        pieces += [_LETTER.sub(FOREIGN, text[end : match.start()]), match.group()]
        end = match.end()
    return "".join([*pieces, _LETTER.sub(FOREIGN, text[end:])])


# What is shown


def shown(document: Document) -> Iterator[str]:
    """Every text that a reader of `document` sees, found without the walk: not code, raw syntax, skipped parts."""
    for key, value in document.meta.items():
        yield from _shown_meta(value, key in document.prose_keys, document.prose_keys)
    yield from _shown(document.blocks)


def _shown_meta(value: Node, prose: bool, keys: Sequence[str]) -> Iterator[str]:
    kind, content = value["t"], value["c"]
    if kind == "MetaMap":
        for key, item in content.items():
            yield from _shown_meta(item, key in keys, keys)
    elif kind == "MetaList":
        for item in content:
            yield from _shown_meta(item, prose, keys)
    elif prose and kind in ("MetaInlines", "MetaBlocks"):
        yield from _shown(content)
    elif prose and kind == "MetaString":
        yield content


def _shown(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        yield from _shown_node(dict(value))
    elif isinstance(value, list):
        skipped = False
        for item in value:
            directive = directive_of(item) if isinstance(item, dict) and "t" in item else None
            if directive and directive.name in (SKIP, END):
                skipped = directive.name == SKIP
            elif not skipped:
                yield from _shown(item)


def _shown_node(item: Node) -> Iterator[str]:
    kind: str = item["t"]
    content: Any = item.get("c")
    if kind == "Str" and content not in (CHECKED, UNCHECKED):
        yield str(content)
    elif kind in ("RawBlock", "RawInline"):
        yield from _shown_html(content[1]) if content[0] == "html" else ()
    elif kind not in ("Code", "CodeBlock", "Math", "Str") and not is_emoji(item):
        yield from (attribute(item, key) for key in sorted(PROSE_ATTRIBUTES) if kind in ("Div", "Image"))
        if kind in ("Link", "Image"):
            yield content[2][1]
            content = content[1]
        yield from _shown(content)


_SILENT = re.compile(
    r"<!--.*?-->|<(script|style|svg|math|template|textarea)\b.*?(?:</\1\s*>|\Z)|\{\{.*?\}\}|\{%.*?%\}|\{:[^{}]*\}"
    r"|\{[A-Za-z][\w:+.-]*\}`[^`]*`",
    re.DOTALL | re.IGNORECASE,
)
_TAG = re.compile(r"<[^>]*>|<[A-Za-z/][^>]*\Z")


def _shown_html(html: str) -> Iterator[str]:
    """The words between the tags of raw HTML."""
    yield from _TAG.sub(" ", _SILENT.sub(" ", html)).split()


# Differences


def _values(document: Document) -> Any:
    return [document.meta, document.blocks]


def first_difference(one: Any, other: Any) -> str:
    """The first place where two values made of lists and mappings differ, in short."""
    if isinstance(one, (list, tuple)) and isinstance(other, (list, tuple)):
        pairs = list(zip(one, other, strict=False))
        found = next((pair for pair in pairs if pair[0] != pair[1]), None)
        if found:
            return first_difference(*found)
        return f"{len(one)} and {len(other)} items: {_short([*one, *other][len(pairs) :][:1])}"
    if isinstance(one, dict) and isinstance(other, dict) and one.keys() == other.keys():
        return first_difference(*next((one[key], other[key]) for key in one if one[key] != other[key]))
    return f"{_short(one)} became {_short(other)}"


def _short(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 200 else f"{text[:200]}…"
