"""The list of models that Firefox offers: what files there are for a pair of languages, and their checksums."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from bwise_cli.engines.local_models import Pair

INDEX_URL: Final = (
    "https://firefox.settings.services.mozilla.com/v1/buckets/main/collections/translations-models-v2/records"
)
FILES_URL: Final = "https://firefox-settings-attachments.cdn.mozilla.net/"
INDEX_VARIABLE: Final = "BWISE_MODELS_INDEX"
FILES_VARIABLE: Final = "BWISE_MODELS_FILES"
MAJOR: Final = 3
"""Models of another major version are for another library."""
LARGEST: Final = 512 * 1024 * 1024
"""Bytes of a file."""
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,120}")
_LOCATION = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*(?:[/.][A-Za-z0-9_-]+)*")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_KINDS = ("model", "vocab", "srcvocab", "trgvocab", "lex")


@dataclass(frozen=True, slots=True)
class ModelSource:
    """Where models come from: Mozilla, or a copy of what Mozilla offers."""

    index: str = INDEX_URL
    """Address of the list."""
    files: str = FILES_URL
    """Address of the folder that the list's locations are in."""


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """A file of a model, as the list describes it."""

    name: str
    """Its name on this machine."""
    kind: str
    """`model`, `vocab`, `srcvocab`, `trgvocab` or `lex`."""
    location: str
    """Where it is, below the address of the files."""
    size: int
    """Bytes as it is sent."""
    digest: str
    """SHA-256 as it is sent."""
    unpacked_digest: str
    """SHA-256 of what it holds."""


@dataclass(frozen=True, slots=True)
class RemoteModel:
    """A model, as the list describes it."""

    pair: Pair
    """Its languages."""
    version: str
    """Its version, such as `3.1`."""
    files: tuple[RemoteFile, ...]
    """What it consists of."""

    @property
    def size(self) -> int:
        """Bytes to be fetched."""
        return sum(file.size for file in self.files)


def model_source(environment: Mapping[str, str]) -> ModelSource:
    """Where models come from: what the environment says, for networks that keep a copy of their own, or Mozilla."""
    index = environment.get(INDEX_VARIABLE, "").strip() or INDEX_URL
    files = environment.get(FILES_VARIABLE, "").strip() or FILES_URL
    return ModelSource(index, files.rstrip("/") + "/")


def parse_index(answer: Any) -> list[RemoteModel]:
    """The complete models of a list that this program can use.

    Entries that are of another form are passed over: the list may hold more in years to come. Raises `ValueError` if
    it is no list at all.
    """
    entries = answer.get("data") if isinstance(answer, dict) else None
    if not isinstance(entries, list):
        raise ValueError("no list of models")
    groups: dict[tuple[Pair, str, str], dict[str, RemoteFile]] = {}
    for entry in entries:
        if isinstance(entry, dict) and (file := _file(entry)) and (pair := _pair(entry)):
            group = groups.setdefault((pair, str(entry.get("version")), str(entry.get("architecture"))), {})
            group[file.kind] = file
    models = [
        _model(pair, version, files) for (pair, version, _), files in sorted(groups.items(), key=_by_architecture)
    ]
    return [model for model in models if model and _version(model.version)[0] == MAJOR]


def _by_architecture(item: tuple[tuple[Pair, str, str], Any]) -> str:
    """The larger ones first: `base`, `base-memory`, `tiny`."""
    return item[0][2]


def _pair(entry: Mapping[str, Any]) -> Pair | None:
    source, target = entry.get("sourceLanguage"), entry.get("targetLanguage")
    return Pair(source, target) if isinstance(source, str) and isinstance(target, str) else None


def _file(entry: Mapping[str, Any]) -> RemoteFile | None:
    """A file that an entry describes; None if it has no checksum, or a name that is no name of a file."""
    sent = entry.get("attachment")
    if not isinstance(sent, dict):
        return None
    name, kind, location, size = entry.get("name"), entry.get("fileType"), sent.get("location"), sent.get("size")
    digests = [sent.get("hash"), entry.get("decompressedHash")]
    fits = (
        isinstance(name, str)
        and _NAME.fullmatch(name)
        and kind in _KINDS
        and isinstance(location, str)
        and _LOCATION.fullmatch(location)
        and isinstance(size, int)
        and 0 < size <= LARGEST
        and all(isinstance(digest, str) and _DIGEST.fullmatch(digest) for digest in digests)
    )
    return RemoteFile(name, kind, location, size, *digests) if fits else None  # type: ignore[arg-type]


def _model(pair: Pair, version: str, files: Mapping[str, RemoteFile]) -> RemoteModel | None:
    vocabularies = ["vocab"] if "vocab" in files else ["srcvocab", "trgvocab"]
    needed = ["model", *vocabularies]
    if not all(kind in files for kind in needed):
        return None
    return RemoteModel(pair, version, tuple(files[kind] for kind in [*needed, "lex"] if kind in files))


def newest(models: Sequence[RemoteModel], pair: Pair) -> RemoteModel | None:
    """The newest model for a pair, a finished one before a trial; None if there is none."""
    return max(
        (model for model in models if model.pair == pair), key=lambda model: _version(model.version), default=None
    )


def _version(text: str) -> tuple[int, bool, int]:
    """A version such as `3.1`, or `3.0a1` for a trial, so that they can be compared."""
    match = re.fullmatch(r"(\d{1,6})\.(\d{1,6})(\D.*)?", text)
    return (int(match[1]), match[3] is None, int(match[2])) if match else (0, False, 0)
