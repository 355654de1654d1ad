"""Raw HTML of a Markdown text that says something: made into blocks and inlines whose words can be translated.

A raw block with words, images or anchors in it is read as HTML; tags that pandoc has no node for stay raw. Scripts,
styles, comments and drawings stay as they are. Of raw inlines, links, images and anchors become nodes; other tags
are shown to translators as they are.
"""

import re
from html.parser import HTMLParser
from typing import Any

from bwise_cli.domain.nodes import Inlines, Node, node, text_inlines

BALANCED_FORMAT = "html+raw_html-auto_identifiers"
UNBALANCED_FORMAT = "html+raw_html-auto_identifiers-native_divs-native_spans"
"""For a passage whose tags are closed in another one: a div of it must not end with it."""

_SILENT = re.compile(r"<!--.*?-->|<(script|style|template|textarea|svg|math)\b.*?</\1\s*>|<[!?].*?>", re.DOTALL | re.I)
_TAG = re.compile(r"""<(/?)([a-z][a-z0-9-]*)((?:[^<>"']|"[^"]*"|'[^']*')*)>""", re.I)
_SAYS = re.compile(r"[^\W\d_]")
_TARGET_TAG = re.compile(r"<img\b|<[a-z][^<>]*\s(?:id|name)\s*=", re.I)
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"}
)
_OPTIONAL = frozenset(["p", "li", "dt", "dd", "td", "th", "tr", "thead", "tbody", "tfoot", "colgroup", "option"])


def may_hold_links(text: str) -> bool:
    """Whether the Markdown `text` may hold a raw `<a>` or `<img>`."""
    return _LINK_OR_IMAGE.search(text) is not None


def is_html_prose(block: Node) -> bool:
    """Whether `block` is raw HTML that readers see something of."""
    if block["t"] != "RawBlock" or block["c"][0] != "html":
        return False
    html = _SILENT.sub("", block["c"][1])
    return bool(_SAYS.search(_TAG.sub(" ", html)) or _TARGET_TAG.search(html))


def html_format(html: str) -> str:
    """The format to read `html` in."""
    return BALANCED_FORMAT if _is_balanced(html) else UNBALANCED_FORMAT


def _is_balanced(html: str) -> bool:
    """Whether every tag that must be closed is closed, in order."""
    stack: list[str] = []
    for tag in _TAG.finditer(_SILENT.sub("", html)):
        closing, name, rest = tag[1], tag[2].lower(), tag[3]
        if name in _VOID or name in _OPTIONAL or rest.endswith("/"):
            continue
        if not closing:
            stack.append(name)
        elif not stack or stack.pop() != name:
            return False
    return not stack


_PICTURE = re.compile(r"</?picture\b[^<>]*>|<source\b[^<>]*\ssrcset\s*=[^<>]*>", re.I)


def without_pictures(html: str) -> str:
    """`html` without `<picture>` and its further sources: what counts in it is the `<img>`."""
    return _PICTURE.sub("", html)


# Inlines


def with_html_links(value: Any) -> Any:
    """`value`, blocks or inlines, with raw `<img>`, `<a href>…</a>` and `<a id>` as images, links and anchors."""
    if isinstance(value, dict):
        return {key: with_html_links(item) for key, item in value.items()}
    if not isinstance(value, list):
        return value
    items = [with_html_links(item) for item in value]
    return _folded(items) if any(_start_tag(item)[0] for item in items) else items


def _folded(inlines: Inlines) -> Inlines:
    """One run of inlines with its own tags made into nodes."""
    before: Inlines = []
    opener: Node | None = None
    inside: Inlines = []
    for inline in inlines:
        if _is_html(inline) and _PICTURE.fullmatch(inline["c"][1]):
            continue
        name, attributes = _start_tag(inline)
        if name == "img" and attributes.get("src"):
            inline = _image(attributes)
        if name == "a" and opener is None:
            opener = inline
        elif opener is None:
            before.append(inline)
        elif _is_end_of_link(inline):
            before += _anchor(opener, inside, inline)
            opener, inside = None, []
        else:
            inside.append(inline)
    return [*before, opener, *inside] if opener else before


def _start_tag(inline: Any) -> tuple[str, dict[str, str]]:
    """Name and attributes of a raw start tag that means a link or an image; an empty name for all else."""
    if not _is_html(inline) or not _LINK_OR_IMAGE.match(inline["c"][1]):
        return "", {}
    parser = _TagParser()
    parser.feed(inline["c"][1])
    return parser.tag, parser.attributes


def _is_html(inline: Any) -> bool:
    """Whether `inline` is a raw tag."""
    return isinstance(inline, dict) and inline.get("t") == "RawInline" and inline["c"][0] == "html"


_LINK_OR_IMAGE = re.compile(r"<(?:a|img)[\s/>]", re.I)


class _TagParser(HTMLParser):
    """Reads one tag."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tag = ""
        self.attributes: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tag = tag
        self.attributes = {name: value or "" for name, value in attrs}


def _is_end_of_link(inline: Node) -> bool:
    return _is_html(inline) and inline["c"][1].strip().lower() == "</a>"


def _attributes(found: dict[str, str], used: set[str]) -> list[Any]:
    pairs = [[name, value] for name, value in found.items() if name not in {"id", "name", "class", *used}]
    return [found.get("id") or found.get("name") or "", found.get("class", "").split(), pairs]


def _image(found: dict[str, str]) -> Node:
    alt = text_inlines(" ".join(found.get("alt", "").split()))
    return node("Image", [_attributes(found, {"src", "alt", "title"}), alt, [found["src"], found.get("title", "")]])


def _anchor(opener: Node, inside: Inlines, closer: Node) -> Inlines:
    """A link, or a place that links lead to."""
    _, found = _start_tag(opener)
    if "href" in found:
        return [node("Link", [_attributes(found, {"href", "title"}), inside, [found["href"], found.get("title", "")]])]
    attributes = _attributes(found, set())
    return [node("Span", [attributes, inside])] if attributes[0] else [opener, *inside, closer]
