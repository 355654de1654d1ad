"""HTML tags that stand as raw inlines in Markdown, made into the markup that they mean."""

import re

from bwise_cli.domain.nodes import Inlines, Node, node

_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)[^<>]*>", re.IGNORECASE)
_MEANING = {
    "b": "Strong", "strong": "Strong", "i": "Emph", "em": "Emph", "u": "Underline", "s": "Strikeout",
    "del": "Strikeout", "sub": "Subscript", "sup": "Superscript",
}  # fmt: skip


def fold_tags(inlines: Inlines) -> Inlines:
    """`inlines` with `<br>` as a line break, `<b>…</b>` as strong text and so on, and without other raw parts.

    A tag that is never closed, or closed without having been opened, is dropped; its words stay.
    """
    open_runs: list[tuple[str, Inlines]] = [("", [])]
    for inline in inlines:
        closing, name = _tag(inline)
        if name == "br":
            open_runs[-1][1].append({"t": "LineBreak"})
        elif name in _MEANING and not closing:
            open_runs.append((name, []))
        elif name in _MEANING and name == open_runs[-1][0]:
            _, inside = open_runs.pop()
            open_runs[-1][1].append(node(_MEANING[name], inside))
        elif inline["t"] != "RawInline":
            open_runs[-1][1].append(inline)
    return [inline for _, run in open_runs for inline in run]


def _tag(inline: Node) -> tuple[bool, str]:
    """Whether `inline` closes a tag, and the tag's name; an empty name if it is no HTML tag."""
    if inline["t"] != "RawInline" or inline["c"][0] not in ("html", "html5"):
        return False, ""
    match = _TAG.fullmatch(inline["c"][1].strip())
    return (bool(match[1]), match[2].lower()) if match else (False, "")
