"""Whether HTML tags in a text are closed in the right order."""

import re

from bwise_cli.domain.nodes import LEAVES, Inlines, child_inlines

_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)[^>]*?(/?)>")
_VOID = frozenset({"br", "hr", "img", "wbr", "input"})
"""Tags that are never closed."""


def well_nested(inlines: Inlines) -> bool:
    """Whether HTML tags close in the right order, each inside the markup in which it was opened."""
    return _balanced(inlines) and all(
        well_nested(child_inlines(inline) or []) for inline in inlines if inline["t"] not in LEAVES
    )


def _balanced(inlines: Inlines) -> bool:
    stack: list[str] = []
    for inline in inlines:
        match = _TAG.fullmatch(inline["c"][1]) if inline["t"] == "RawInline" else None
        if match is None or match[3] or match[2].lower() in _VOID:
            continue
        if not match[1]:
            stack.append(match[2])
        elif not stack or stack.pop() != match[2]:
            return False
    return not stack
