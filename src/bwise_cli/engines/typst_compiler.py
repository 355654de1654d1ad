"""Typst: from text to PDF, from SVG and other images to PNG. The same input gives the same bytes on every machine."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from bwise_cli.domain.errors import ToolError
from bwise_cli.domain.image_kind import image_kind

if TYPE_CHECKING:
    from typst import Compiler

MAIN_FILE = "main.typ"
FONT = "Source Sans 3"
"""The font of words in drawings, which Typst takes from the text around them."""
PICTURE_PPI = 220.0
"""Dots per inch of a rasterised drawing, enough for print."""
PICTURE_WIDTH_MM = 160
"""Width at which a drawing is rasterised: the text width of a page."""
DOTS_PER_INCH = 72.0
"""What Typst takes an image for that does not say it."""
MAX_ATTEMPTS = 8
"""How often a text is set again without the characters that no font has. One more attempt is mostly enough."""
REPLACEMENT = "\ufffd"


@dataclass(frozen=True, slots=True)
class Compiled:
    """What Typst made of a text."""

    pdf: bytes
    """The file."""
    unprintable: tuple[str, ...]
    """Characters that no font has, in order; a replacement sign stands in their places."""


def compile_pdf(main: str, files: Mapping[str, bytes], timestamp: int) -> Compiled:
    """Typeset `main`, which may read `files` and nothing else. Raises `ToolError` if Typst refuses it."""
    missing: dict[str, None] = {}
    for _ in range(MAX_ATTEMPTS):
        outcome = _compile_once(main, files, timestamp, list(missing))
        if isinstance(outcome, bytes):
            return Compiled(outcome, tuple(missing))
        missing |= dict.fromkeys(outcome)
    raise ToolError(f"typst cannot show these characters: {' '.join(missing)}; take them out of the text")


def _compile_once(main: str, files: Mapping[str, bytes], timestamp: int, missing: list[str]) -> bytes | list[str]:
    """The PDF, or the characters because of which there is none."""
    import typst

    with TemporaryDirectory(prefix="bwise-") as folder:
        _stage(Path(folder), main, files, missing)
        try:
            made = _compiler().compile(
                input=str(Path(folder) / MAIN_FILE),
                root=folder,
                format="pdf",
                pdf_standards=["a-2a", "ua-1"],
                timestamp=timestamp,
            )
        except typst.TypstError as error:
            unprintable = _unprintable(error.diagnostic)
            if not unprintable or set(unprintable) <= set(missing):
                raise ToolError(f"typst failed: {' '.join(error.message.split())[:300]}") from error
            return unprintable
    return _single(made)


def _stage(folder: Path, main: str, files: Mapping[str, bytes], missing: list[str]) -> None:
    """Write the text and its files, with a replacement sign for what no font has."""
    for name, content in {MAIN_FILE: main.encode("utf-8"), **files}.items():
        if missing and name.endswith((".typ", ".json")):
            text = content.decode("utf-8")
            for characters in missing:
                text = text.replace(characters, REPLACEMENT)
            content = text.encode("utf-8")
        (folder / name).write_bytes(content)


_NO_GLYPH = re.compile(r'the text `("(?:[^"\\]|\\.)*")` could not be displayed')
_CODE_POINT = re.compile(r"\\u\{([0-9a-f]+)\}")


def _unprintable(diagnostic: str) -> list[str]:
    """The characters that a message of Typst's names as missing in every font."""
    return [_unquoted(match[1]) for match in _NO_GLYPH.finditer(diagnostic)]


def _unquoted(quoted: str) -> str:
    """What Rust's debug form of a string stands for."""
    plain = _CODE_POINT.sub(lambda match: chr(int(match[1], 16)), quoted)
    return str(json.loads(plain.replace("\\'", "'")))


@lru_cache(maxsize=256)
def rasterise(image: bytes) -> bytes:
    """`image` as PNG: a drawing as wide as the text of a page, any other dot for dot.

    Of a moving picture it is the first frame. Raises `ToolError` if the image is broken.
    """
    import typst

    kind = image_kind(image)
    is_drawing = kind == "svg"
    width = f"{PICTURE_WIDTH_MM}mm" if is_drawing else "auto"
    page = (
        f'#set page(width: {width}, height: auto, margin: 0pt)\n#set text(font: "{FONT}")\n'
        f'#image("picture.{kind}"{", width: 100%" if is_drawing else ""})'
    )
    with TemporaryDirectory(prefix="bwise-") as folder:
        _stage(Path(folder), page, {f"picture.{kind}": image}, [])
        ppi = PICTURE_PPI if is_drawing else DOTS_PER_INCH
        try:
            made = _compiler().compile(input=str(Path(folder) / MAIN_FILE), root=folder, format="png", ppi=ppi)
        except typst.TypstError as error:
            raise ToolError(f"an image cannot be shown: {' '.join(error.message.split())[:300]}") from error
    return _single(made)


def _single(made: Any) -> bytes:
    """Typst's answer, which is a list if there are several pages."""
    if isinstance(made, bytes):
        return made
    raise ToolError("typst made something else than one file")


def _compiler() -> "Compiler":
    """A compiler for one document.

    One that was used before is no faster for another document, and may write other bytes for it: Typst 0.15.1
    gave 57,396 where a new compiler gives 57,252, for one book of the tests after two others.
    """
    import fontpkg_source_sans_3
    import typst

    return typst.Compiler(font_paths=[str(fontpkg_source_sans_3.ROOT / "files")], ignore_system_fonts=True)
