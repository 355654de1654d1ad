"""Images of a book, as the writers take them."""

import base64
from collections.abc import Callable, Mapping
from typing import TypeAlias

from bwise_cli.domain.errors import RefusedError
from bwise_cli.domain.finding import quoted
from bwise_cli.domain.image_kind import image_kind

Rasterise: TypeAlias = Callable[[bytes], bytes]
"""Makes a PNG of an image that Word does not show as it is."""
STAND_IN = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 160 90" width="160" height="90">'
    b'<rect x="1" y="1" width="158" height="88" fill="#f2f2f2" stroke="#595959" stroke-dasharray="6 4"/>'
    b'<path d="M1 1 159 89M159 1 1 89" stroke="#bfbfbf"/></svg>'
)
"""An empty frame, for an image that cannot be shown."""
_MEDIA_TYPES = {"png": "image/png", "jpg": "image/jpeg"}


def extension(content: bytes, name: str) -> str:
    """The ending for an image: what it is, whatever it is called. Raises `RefusedError` if it cannot be shown."""
    if kind := image_kind(content):
        return kind
    raise RefusedError(f"{quoted(name)} is not an SVG, PNG, JPEG, GIF or WebP image; save it as one of these")


def image_of(images: Mapping[str, bytes], target: str) -> bytes:
    """The image that stands in a text as `target`. Raises `RefusedError` if the book does not hold it."""
    if target not in images:
        raise RefusedError(f"the image {quoted(target)} is not there; check the link in the master")
    return images[target]


def data_address(content: bytes, name: str, rasterise: Rasterise) -> str:
    """An image as a `data:` address, as PNG or JPEG. Raises `RefusedError` for an unknown type."""
    kind = extension(content, name)
    if kind not in _MEDIA_TYPES:
        kind, content = "png", rasterise(content)
    return f"data:{_MEDIA_TYPES[kind]};base64,{base64.b64encode(content).decode('ascii')}"
