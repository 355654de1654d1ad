"""What strings of a document may hold when they reach a page: no invisible characters, no odd addresses."""

import re
from urllib.parse import quote

from bwise_cli.domain.nodes import Blocks, Inlines, Node, attribute, has_class, node, plain_text

_SPACES = re.compile(r"[\t\n\r\v\f\x85\u2028\u2029]")
_INVISIBLE = re.compile(
    r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufff9-\ufffb\ufffe\uffff]"  # not text, or not XML
    r"|[\u202a-\u202e\u2066-\u2069\ufeff]"  # reorder what a reader sees, or mark the start of a file
    r"|[\U000e0000-\U000e007f]"
)
_PRIVATE = re.compile(r"[\ue000-\uf8ff\U000f0000-\U0010ffff]")
"""Characters whose meaning is a private agreement; PDF/A refuses them."""

_LANGUAGE = re.compile(r"([a-z]{2,3})(?:-[A-Za-z]{4})?(?:-([A-Z]{2}))?(?:-.*)?")
_SCHEMES = ("https:", "http:", "mailto:", "tel:")


def clean(text: str) -> str:
    """`text` without control characters, with a sign in the place of what has no meaning."""
    return _PRIVATE.sub("\ufffd", _INVISIBLE.sub("", _SPACES.sub(" ", text)))


def clean_lines(text: str) -> str:
    """Lines of code, each clean, tabs as spaces."""
    return "\n".join(clean(line.expandtabs(4)) for line in text.splitlines())


def is_language(tag: str) -> bool:
    """Whether `tag` looks like a BCP 47 tag, such as `de-AT`."""
    return _LANGUAGE.fullmatch(tag) is not None


def language_and_region(tag: str) -> tuple[str, str]:
    """The language and the region of a BCP 47 tag; each is empty if the tag does not say it."""
    match = _LANGUAGE.fullmatch(tag)
    return (match[1], match[2] or "") if match else ("", "")


def web_address(url: str) -> str:
    """`url` fit to stand in a file, or an empty string if it is not one that a reader should follow."""
    tidy = clean(url).strip()
    if not tidy.lower().startswith(_SCHEMES):
        return ""
    return quote(tidy, safe="%/:?#@!$&'()*+,;=~-._")


def language_of(inlines: Inlines) -> str:
    """The language tag that `inlines` carry if they are one span with a language, else empty."""
    return attribute(inlines[0], "lang") if len(inlines) == 1 and inlines[0]["t"] == "Span" else ""


def inlines_of(blocks: Blocks) -> Inlines:
    """The text of paragraphs as one run of inlines; blocks of other types are left out."""
    result: Inlines = []
    for block in blocks:
        if block["t"] in ("Plain", "Para"):
            result += [{"t": "Space"}, *block["c"]] if result else block["c"]
    return result


def anchor(identifier: str) -> Node:
    """An inline that is nothing but a place to link to."""
    return node("Span", [[identifier, [], []], []])


def is_emoji(inline: Node) -> bool:
    """Whether `inline` is a pictograph that was written as a shortcode."""
    return inline["t"] == "Span" and has_class(inline, "emoji")


def is_empty(inlines: Inlines) -> bool:
    """Whether a reader sees nothing of `inlines`."""
    return not plain_text(inlines).strip()
