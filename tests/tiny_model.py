"""A model that the real library loads and runs, of a few kilobytes: whatever it is told, it says `ja`.

It has the form of a Firefox model (an encoder, a decoder, a vocabulary of pieces, in numbers of 32 bits); all weights
are zero but the one that prefers `ja` to every other piece, so that it says it as often as it may.
"""

import struct
from collections.abc import Sequence
from pathlib import Path

DIMENSION, INNER = 8, 16
PIECES = ("</s>", "<unk>", "▁ja", "▁", *"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,;:!?[]/()'")
JA = PIECES.index("▁ja")
_NORMAL, _UNKNOWN, _CONTROL = 1, 2, 3
_FLOAT, _TEXT = 0x404, 0x101
_CONFIGURATION = f"""\
dim-emb: {DIMENSION}
transformer-heads: 2
enc-depth: 1
dec-depth: 1
transformer-dim-ffn: {INNER}
"""


def said(text: str) -> str:
    """What the model says to a sentence whose letters are all in `PIECES`."""
    words = text.replace(" ", "")
    spaces = text.count(" ") + 1
    return " ".join(["ja"] * min(2 * (len(words) + spaces + 1) + 4, 256))


def write_model(folder: Path, pair: str = "en-sl") -> Path:
    """Put the files of the model where they belong in a folder of models."""
    place = folder / pair
    place.mkdir(parents=True, exist_ok=True)
    for name, data in model_files(pair).items():
        (place / name).write_bytes(data)
    return place


def model_files(pair: str = "en-sl") -> dict[str, bytes]:
    """The files of the model by their names."""
    code = pair.replace("-", "")
    return {f"model.{code}.intgemm.alphas.bin": model(), f"vocab.{code}.spm": vocabulary()}


def vocabulary() -> bytes:
    """Pieces of words, as SentencePiece writes them down."""
    return b"".join(_field(1, _piece(piece)) for piece in PIECES)


def _piece(piece: str) -> bytes:
    kind = {"</s>": _CONTROL, "<unk>": _UNKNOWN}.get(piece, _NORMAL)
    return _field(1, piece.encode()) + b"\x15" + struct.pack("<f", -1.0) + bytes([0x18, kind])


def _field(number: int, content: bytes) -> bytes:
    return bytes([number << 3 | 2, len(content)]) + content


def model() -> bytes:
    """The weights, as Marian writes them down."""
    bias = [0.0] * len(PIECES)
    bias[JA] = 1.0
    items: list[tuple[str, tuple[int, ...], list[float]]] = [
        ("Wemb", (len(PIECES), DIMENSION), [0.0] * len(PIECES) * DIMENSION),
        ("decoder_ff_logit_out_b", (1, len(PIECES)), bias),
        *_attention("encoder_l1_self"),
        *_inner("encoder_l1_ffn"),
        *_affine("decoder_l1_rnn_W", DIMENSION, DIMENSION),
        *_affine("decoder_l1_rnn_Wf", DIMENSION, DIMENSION, "decoder_l1_rnn_bf"),
        _norm("decoder_l1_rnn_ffn"),
        *_attention("decoder_l1_context"),
        *_inner("decoder_l1_ffn"),
    ]
    text = _CONFIGURATION.encode() + b"\0"
    numbers = [(name, _FLOAT, shape, struct.pack(f"<{len(values)}f", *values)) for name, shape, values in items]
    return written([("special:model.yml", _TEXT, (len(text),), text), *numbers])


def written(items: Sequence[tuple[str, int, tuple[int, ...], bytes]]) -> bytes:
    """Matrices, each with its name, type, shape and bytes, in one file."""
    parts = [struct.pack("<QQ", 1, len(items))]
    parts += [struct.pack("<QQQQ", len(name) + 1, kind, len(shape), len(data)) for name, kind, shape, data in items]
    parts += [name.encode() + b"\0" for name, _, _, _ in items]
    parts += [struct.pack(f"<{len(shape)}i", *shape) for _, _, shape, _ in items]
    parts += [struct.pack("<Q", 0)]
    parts += [data for _, _, _, data in items]
    return b"".join(parts)


_Item = tuple[str, tuple[int, ...], list[float]]


def _affine(name: str, rows: int, columns: int, bias: str = "") -> list[_Item]:
    weights = (name, (rows, columns), [0.0] * rows * columns)
    return [weights, (bias, (1, columns), [0.0] * columns)] if bias else [weights]


def _norm(name: str) -> _Item:
    return f"{name}_ln_scale", (1, DIMENSION), [0.0] * DIMENSION


def _attention(name: str) -> list[_Item]:
    found = [
        item for letter in "qkvo" for item in _affine(f"{name}_W{letter}", DIMENSION, DIMENSION, f"{name}_b{letter}")
    ]
    return [*found, _norm(f"{name}_Wo")]


def _inner(name: str) -> list[_Item]:
    return [
        *_affine(f"{name}_W1", DIMENSION, INNER, f"{name}_b1"),
        *_affine(f"{name}_W2", INNER, DIMENSION, f"{name}_b2"),
        _norm(f"{name}_ffn"),
    ]
