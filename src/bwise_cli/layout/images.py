"""Images of a book, as the writers take them."""

import base64
from collections.abc import Callable, Mapping
from typing import TypeAlias

from bwise_cli.domain.errors import RefusedError
from bwise_cli.domain.finding import quoted
from bwise_cli.domain.image_kind import image_kind

Rasterise: TypeAlias = Callable[[bytes], bytes]
"""Makes a PNG of an SVG."""
_MEDIA_TYPES = {"png": "image/png", "jpg": "image/jpeg"}


def extension(content: bytes, name: str) -> str:
    """`svg`, `png` or `jpg`, whichever `content` is. Raises `RefusedError` for anything else."""
    if kind := image_kind(content):
        return kind
    raise RefusedError(f"{quoted(name)} is not an SVG, PNG or JPEG image; save it as one of these")


def image_of(images: Mapping[str, bytes], target: str) -> bytes:
    """The image that stands in a text as `target`. Raises `RefusedError` if the book does not hold it."""
    if target not in images:
        raise RefusedError(f"the image {quoted(target)} is not there; check the link in the master")
    return images[target]


def data_address(content: bytes, name: str, rasterise: Rasterise) -> str:
    """An image as a `data:` address, a drawing as PNG. Raises `RefusedError` for an unknown type."""
    kind = extension(content, name)
    if kind == "svg":
        kind, content = "png", rasterise(content)
    return f"data:{_MEDIA_TYPES[kind]};base64,{base64.b64encode(content).decode('ascii')}"
