"""Whether the files of a model are sound, as far as their heads tell: the library aborts over some that are not."""

import struct
from collections.abc import Mapping, Sequence
from itertools import islice
from math import prod
from typing import Final

MAX_ITEMS: Final = 10_000
MAX_DIMENSIONS: Final = 8
_SIZES: Mapping[int, int] = {0x404: 4, 0x101: 1, 0x4101: 1}
"""Bytes of a number, by its type: of 32 bits with a point, or of 8 bits. Other types are not looked at."""


def is_whole_model(data: bytes) -> bool:
    """Whether a model of Marian has the length that its head names, and each matrix that of its shape.

    The head: version and number of matrices; for each the length of its name, its type, the number of its dimensions
    and its bytes; all names; all shapes; a gap. Then come the matrices.
    """
    try:
        version, count = struct.unpack_from("<QQ", data)
        if version != 1 or not 0 < count <= MAX_ITEMS:
            return False
        heads = [struct.unpack_from("<QQQQ", data, 16 + 32 * number) for number in range(count)]
        place = 16 + 32 * count + sum(name for name, _, _, _ in heads)
        if any(dimensions > MAX_DIMENSIONS for _, _, dimensions, _ in heads):
            return False
        shapes = struct.unpack_from(f"<{sum(head[2] for head in heads)}i", data, place)
        place += 4 * len(shapes)
        place += 8 + struct.unpack_from("<Q", data, place)[0]
    except (struct.error, OverflowError):
        return False
    return place + sum(head[3] for head in heads) == len(data) and _fit(heads, shapes)


def _fit(heads: Sequence[tuple[int, ...]], shapes: Sequence[int]) -> bool:
    """Whether the numbers of each matrix find room in its bytes."""
    if min(shapes, default=0) < 0:
        return False
    coming = iter(shapes)
    return all(_SIZES.get(kind, 0) * prod(islice(coming, length)) <= size for _, kind, length, size in heads)


def is_whole_shortlist(data: bytes) -> bool:
    """Whether a shortlist has the length that its head names."""
    if len(data) < 48:
        return False
    words, entries = struct.unpack_from("<QQ", data, 32)
    return bool(len(data) == 48 + 8 * words + 4 * entries)
