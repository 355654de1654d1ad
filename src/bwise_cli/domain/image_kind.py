"""What an image file is, told from its content: the name may say something else."""

import re

_SVG = re.compile(rb"<(?:[A-Za-z0-9_]+:)?svg[\s>]")
_STARTS = (
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpg"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
)
_SEARCHED = 4096
"""Bytes in which the root element of an SVG file must begin."""


def image_kind(content: bytes) -> str:
    """`svg`, `png`, `jpg`, `gif` or `webp`, whichever `content` is; empty for anything else."""
    for start, kind in _STARTS:
        if content.startswith(start):
            return kind
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return "webp"
    return "svg" if _SVG.search(content[:_SEARCHED]) else ""
