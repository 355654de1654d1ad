"""Models of Firefox Translations on this machine: where they are, what they consist of, whether they are whole.

    FOLDER/en-sl/model.ensl.intgemm.alphas.bin    the model
    FOLDER/en-sl/vocab.ensl.spm                   its vocabulary; srcvocab.… and trgvocab.… if the languages share none
    FOLDER/en-sl/lex.50.50.ensl.s2t.bin           words to choose from: optional, makes it faster
    FOLDER/en-sl/bwise.json                       version and checksums, if bwise downloaded it

The names are those that `fxtranslate` and Firefox use, so that a folder of either can be copied here.
"""

import hashlib
import json
import os
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from bwise_cli.domain.errors import ConfigurationError, DiskError, RefusedError
from bwise_cli.domain.finding import quoted
from bwise_cli.engines.model_check import is_whole_model, is_whole_shortlist
from bwise_cli.locales import SOURCE_LANGUAGE, base_language

MODELS_VARIABLE: Final = "BWISE_MODELS"
LISTING: Final = "bwise.json"
"""Name of the file that holds version and checksums."""


@dataclass(frozen=True, slots=True)
class Pair:
    """From which language into which."""

    source: str
    """Language of the texts."""
    target: str
    """Language of the drafts."""

    def __str__(self) -> str:
        return f"{self.source}-{self.target}"


@dataclass(frozen=True, slots=True)
class ModelFiles:
    """The files of one model."""

    pair: Pair
    """Its languages."""
    folder: Path
    """Where they are."""
    model: Path
    """Weights."""
    source_vocabulary: Path
    """Vocabulary of the texts."""
    target_vocabulary: Path
    """Vocabulary of the drafts; most pairs share one."""
    shortlist: Path | None
    """What words to choose from."""

    @property
    def paths(self) -> tuple[Path, ...]:
        """All of them, each once."""
        found = (self.model, self.source_vocabulary, self.target_vocabulary, self.shortlist)
        return tuple(dict.fromkeys(path for path in found if path))


def models_folder(environment: Mapping[str, str], platform: str = sys.platform) -> Path:
    """Where models are kept: `BWISE_MODELS`, else the place that the system has for what can be had again."""
    if chosen := environment.get(MODELS_VARIABLE, "").strip():
        return Path(chosen).expanduser()
    if platform == "win32":
        base = environment.get("LOCALAPPDATA") or str(Path.home() / "AppData" / "Local")
    elif platform == "darwin":
        base = str(Path.home() / "Library" / "Caches")
    else:
        base = environment.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "bwise" / "models"


def pair_for(locale: str, source_language: str = SOURCE_LANGUAGE) -> Pair:
    """The languages of a model for `locale`: models know no regions."""
    return Pair(base_language(source_language), base_language(locale))


def model_is_present(locale: str, folder: Path, source_language: str = SOURCE_LANGUAGE) -> bool:
    """Whether there are all files of a model for `locale`; whether they are whole shows when they are loaded."""
    try:
        return find_model(pair_for(locale, source_language), folder) is not None
    except (DiskError, RefusedError):
        return False


def find_model(pair: Pair, folder: Path) -> ModelFiles | None:
    """The files of a model in `folder`; None if there are none, or not all of them.

    Raises `RefusedError` if they are those of another pair, `DiskError` if the folder cannot be read.
    """
    place = folder / str(pair)
    try:
        names = sorted(path.name for path in place.iterdir() if path.is_file() and path.stat().st_size)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise DiskError(f"{place} cannot be read: {error.strerror}") from error
    kinds = {kind: _named(kind, names, pair, place) for kind in ("model", "vocab", "srcvocab", "trgvocab", "lex")}
    source, target = kinds["srcvocab"] or kinds["vocab"], kinds["trgvocab"] or kinds["vocab"]
    if not (kinds["model"] and source and target):
        return None
    lex = kinds["lex"]
    return ModelFiles(pair, place, place / kinds["model"], place / source, place / target, place / lex if lex else None)


def _named(kind: str, names: list[str], pair: Pair, place: Path) -> str | None:
    ending = ".bin" if kind in ("model", "lex") else ".spm"
    found = [name for name in names if name.startswith(f"{kind}.") and name.endswith(ending)]
    if len(found) > 1:
        raise RefusedError(f"{place} has {len(found)} files {kind}.…{ending}; keep those of one model")
    code = re.search(r"\.([a-z]{4,5})\.", found[0]) if found else None
    if code and code[1] != f"{pair.source}{pair.target}":
        raise RefusedError(f"{place / found[0]} is for another pair of languages; put a model for {pair} there")
    return found[0] if found else None


def model_version(files: ModelFiles) -> str:
    """The version that the listing names; empty if there is none."""
    return str(_listing(files).get("version", ""))


def checksums(files: ModelFiles) -> dict[str, str]:
    """SHA-256 of each file by its name, as the listing has them; counted if it has none."""
    listed = _listing(files).get("files")
    if isinstance(listed, dict) and all(isinstance(listed.get(path.name), str) for path in files.paths):
        return {path.name: listed[path.name] for path in files.paths}
    return {path.name: hashlib.sha256(read(path)).hexdigest() for path in files.paths}


def identity(files: ModelFiles) -> str:
    """Eight digits that stand for what the files say."""
    joined = "".join(f"{name}={digest};" for name, digest in sorted(checksums(files).items()))
    return hashlib.sha256(joined.encode("utf-8")).hexdigest()[:8]


def _listing(files: ModelFiles) -> dict[str, Any]:
    path = files.folder / LISTING
    if not path.is_file():
        return {}
    try:
        listing = json.loads(read(path))
    except (ValueError, RecursionError):
        listing = None
    if not isinstance(listing, dict):
        raise damaged(path)
    return listing


def write_listing(folder: Path, version: str, digests: Mapping[str, str]) -> None:
    """Write down what a model is, beside its files."""
    text = json.dumps({"version": version, "files": dict(sorted(digests.items()))}, indent=2)
    (folder / LISTING).write_text(text + os.linesep, encoding="utf-8", newline="")


def read(path: Path) -> bytes:
    """The content of a file. Raises `DiskError`."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise DiskError(f"{path} cannot be read: {error.strerror}") from error


def read_whole(files: ModelFiles) -> dict[Path, bytes]:
    """The content of each file. Raises `RefusedError` for one that is damaged: the library would fall over it."""
    known = checksums(files)
    content = {path: read(path) for path in files.paths}
    for path, data in content.items():
        if hashlib.sha256(data).hexdigest() != known[path.name]:
            raise damaged(path)
    if not is_whole_model(content[files.model]):
        raise damaged(files.model)
    if files.shortlist and not is_whole_shortlist(content[files.shortlist]):
        raise damaged(files.shortlist)
    return content


def damaged(path: Path) -> RefusedError:
    """The fault of a file that is not what it was."""
    return RefusedError(f"{path} is damaged; delete the folder {quoted(path.parent.name)}: it is downloaded again")


def no_model(pair: Pair, folder: Path) -> ConfigurationError:
    """The fault of a model that is not there, and may not be fetched."""
    return ConfigurationError(f"there is no model {pair} in {folder}; {how_to_get(pair)}")


def how_to_get(pair: Pair) -> str:
    """How a model comes to a machine."""
    return f"run this once where there is a network, or copy a folder {pair} from another machine there"
