"""What was derived from files, kept by the hash of what it was derived from. Deleting it changes nothing but time."""

import contextlib
import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path

import bwise_cli
from bwise_cli import files
from bwise_cli.domain.errors import DiskError

TOOLS = ("pypandoc_binary", "typst", "python-docx", "lxml", "babel", "polib", "fontpkg-source-sans-3")
"""Packages that decide what masters mean and how packs look; manifests name their versions."""


@dataclass(frozen=True, slots=True)
class Cache:
    """Derived things in a folder."""

    folder: Path
    """Where they are kept; made when it is needed."""

    def recall(self, key: str) -> bytes | None:
        """What was kept under `key`, or None."""
        try:
            return (self.folder / key).read_bytes()
        except OSError:
            return None

    def keep(self, key: str, data: bytes) -> None:
        """Keep `data` under `key`; a cache that cannot be written costs time and nothing else."""
        with contextlib.suppress(DiskError):
            files.write_whole(self.folder / key, data, key)


def content_key(kind: str, *parts: str) -> str:
    """Name in the cache for something of this `kind` that the program makes of `parts` and nothing else."""
    joined = "\0".join((_program(), *parts)).encode("utf-8", "surrogatepass")
    return f"{kind}/{hashlib.sha256(joined).hexdigest()}"


@cache
def _program() -> str:
    """Fingerprint of the program and the tools it works with: what another version made is made again."""
    digest = hashlib.sha256()
    folder = Path(bwise_cli.__file__).parent
    for path in sorted(folder.rglob("*")):
        if path.suffix in (".py", ".lua", ".po"):
            digest.update(path.relative_to(folder).as_posix().encode("utf-8") + b"\0" + path.read_bytes())
    for name, number in tool_versions().items():
        digest.update(f"{name}={number}\0".encode())
    return digest.hexdigest()


def tool_versions() -> dict[str, str]:
    """Versions of the program and of the packages that decide what it makes."""
    return {"bwise": bwise_cli.__version__, **{name: version(name) for name in TOOLS}}
