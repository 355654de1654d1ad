"""Pack: what a coordinator hands out for one country and locale, and the manifest that describes it."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bwise_cli.domain.message import State

MANIFEST = "manifest.json"
MANIFEST_FORMAT = 1
"""Version of the manifest's form."""


@dataclass(frozen=True, slots=True)
class Part:
    """One curriculum in a pack."""

    curriculum: str
    """Name of the curriculum."""
    words: Mapping[str, Mapping[State, int]]
    """By master: source words by the state of what stands in their place.

    `untranslated` and `outdated` mean English.
    """
    sources: Mapping[str, str]
    """SHA-256 of each master, by its file."""
    catalogues: Mapping[str, str]
    """SHA-256 of each catalogue that was used, by its file."""


@dataclass(frozen=True, slots=True)
class Pack:
    """What a coordinator hands out."""

    country: str
    """Code of the country."""
    locale: str
    """Locale of the documents."""
    version: str
    """Version of the material."""
    date: str
    """ISO date that the covers show."""
    release: bool
    """Whether everything in it met the gate."""
    required: State
    """State that the gate asks for."""
    parts: tuple[Part, ...]
    """The curricula."""
    files: Mapping[str, bytes]
    """Content of each file, by its name."""
    tools: Mapping[str, str]
    """Versions of what made it."""

    @property
    def folder(self) -> str:
        """Name of the folder that holds it."""
        return f"{self.country}-{self.locale}"


def serialise_manifest(pack: Pack) -> bytes:
    """The manifest of `pack` as JSON: the same bytes for the same pack."""
    manifest = {
        "format": MANIFEST_FORMAT,
        "country": pack.country,
        "locale": pack.locale,
        "version": pack.version,
        "date": pack.date,
        "release": pack.release,
        "required_state": pack.required.value,
        "curricula": {part.curriculum: _part(part) for part in pack.parts},
        "files": {name: _file(pack.files[name]) for name in sorted(pack.files)},
        "tools": dict(sorted(pack.tools.items())),
    }
    return (json.dumps(manifest, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def _part(part: Part) -> dict[str, Any]:
    return {
        "words_by_state": {name: {s.value: n for s, n in counts.items()} for name, counts in part.words.items()},
        "sources": dict(sorted(part.sources.items())),
        "catalogues": dict(sorted(part.catalogues.items())),
    }


def _file(content: bytes) -> dict[str, Any]:
    return {"sha256": sha256(content), "bytes": len(content)}


def sha256(content: bytes) -> str:
    """SHA-256 of `content` in hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()
