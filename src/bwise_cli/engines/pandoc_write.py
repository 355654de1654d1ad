"""Writing with pandoc: an AST becomes Typst text or a Word file. Always in the sandbox, the AST on standard input."""

import json
import os
from pathlib import Path
from tempfile import TemporaryDirectory

from bwise_cli.domain.nodes import Blocks
from bwise_cli.engines import pandoc

API_VERSION = [1, 23, 1]
"""Version of the AST that this program writes; pandoc 3 reads it."""


def write_typst(blocks: Blocks) -> str:
    """The body of a Typst document. Raises `ToolError` if pandoc fails."""
    arguments = ["--sandbox", "--from=json", "--to=typst-smart", "--wrap=none", "--eol=lf"]
    return pandoc.run(arguments, _document(blocks), memory=pandoc.WRITING_MEMORY).decode("utf-8")


def write_docx(blocks: Blocks, reference: bytes, timestamp: int) -> bytes:
    """A Word file with the styles of `reference`, a Word file too. Raises `ToolError` if pandoc fails.

    Images in `blocks` must be `data:` addresses: in the sandbox, pandoc reads no file.
    """
    with TemporaryDirectory(prefix="bwise-") as folder:
        styles = Path(folder) / "reference.docx"
        styles.write_bytes(reference)
        arguments = [
            "--sandbox", "--from=json", "--to=docx", "--syntax-highlighting=none",
            f"--reference-doc={styles}", "--output=-",
        ]  # fmt: skip
        environment = os.environ | {"SOURCE_DATE_EPOCH": str(timestamp)}
        return pandoc.run(arguments, _document(blocks), environment, memory=pandoc.WRITING_MEMORY)


def _document(blocks: Blocks) -> bytes:
    document = {"pandoc-api-version": API_VERSION, "meta": {}, "blocks": blocks}
    return json.dumps(document, ensure_ascii=False).encode("utf-8")
