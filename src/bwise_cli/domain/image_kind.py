"""What an image file is, told from its content: the name may say something else."""

import re

_SVG = re.compile(rb"<(?:[A-Za-z0-9_]+:)?svg[\s>]")
_SEARCHED = 4096
"""Bytes in which the root element of an SVG file must begin."""


def image_kind(content: bytes) -> str:
    """`svg`, `png` or `jpg`, whichever `content` is; empty for anything else."""
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if content.startswith(b"\xff\xd8\xff"):
        return "jpg"
    return "svg" if _SVG.search(content[:_SEARCHED]) else ""
