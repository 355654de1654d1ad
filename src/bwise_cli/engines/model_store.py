"""Fetches models: each file is proved by its checksum, and a model appears only when all of it is there."""

import contextlib
import hashlib
import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

from bwise_cli.domain.errors import ConfigurationError, DiskError, LockedError, RemoteError
from bwise_cli.domain.finding import quoted
from bwise_cli.engines.downloads import WAITS, Downloads, Wanted
from bwise_cli.engines.local_library import library, unpacked
from bwise_cli.engines.local_models import ModelFiles, Pair, find_model, how_to_get, write_listing
from bwise_cli.engines.model_index import ModelSource, RemoteFile, RemoteModel, newest, parse_index

Tell = Callable[[Pair, int, int], None]
"""Hears how many bytes of how many are there."""
MAX_INDEX: Final = 32 * 1024 * 1024
"""Bytes of a list of models."""
LOCK_SECONDS: Final = 1800.0
"""How long to wait for another run that fetches the same model."""
_PACKED = b"\x28\xb5\x2f\xfd"
"""How a file begins that zstandard packed."""


def _nothing(_pair: Pair, _done: int, _total: int) -> None:
    """Tell nobody."""


class ModelStore:
    """A folder of models, and where those come from that are not in it."""

    def __init__(
        self,
        folder: Path,
        source: ModelSource,
        tell: Tell = _nothing,
        user_agent: str = "bwise/0",
        waits: Sequence[float] = WAITS,
    ) -> None:
        self._folder = folder
        self._source = source
        self._tell = tell
        self._user_agent = user_agent
        self._waits = tuple(waits)

    def fetch(self, pair: Pair) -> ModelFiles:
        """Get the newest model for a pair, unless another run got it meanwhile.

        Raises `RemoteError` if it cannot be had now, and the next call goes on from there; `ConfigurationError` if
        there is none for the pair, or if the extra is missing; `DiskError`; `LockedError`.
        """
        library()
        with self._writing(), self._only_one(pair):
            found = find_model(pair, self._folder)
            if found is None:
                self._install(pair)
                found = find_model(pair, self._folder)
        if found is None:
            raise DiskError(f"{self._folder / str(pair)} is gone again; does another program clean it?")
        return found

    @contextlib.contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            reason = f"{self._folder} cannot be written: {error.strerror}"
            raise DiskError(f"{reason}; name another folder with --models") from error

    @contextlib.contextmanager
    def _only_one(self, pair: Pair) -> Iterator[None]:
        import filelock

        self._folder.mkdir(parents=True, exist_ok=True)
        try:
            with filelock.FileLock(self._folder / f".{pair}.lock", timeout=LOCK_SECONDS):
                yield
        except filelock.Timeout:
            raise LockedError(f"another run fetches the model {pair}; wait until it ends") from None

    def _install(self, pair: Pair) -> None:
        with Downloads(self._user_agent, self._waits) as downloads:
            try:
                model = self._choose(downloads, pair)
                self._fetch_into(downloads, model, self._folder / f".{pair}.partial")
            except RemoteError as error:
                missing = f"there is no model {pair} in {self._folder}, and it cannot be fetched: {error.message}"
            else:
                missing = ""
        if missing:
            raise RemoteError(f"{missing}; {how_to_get(pair)}")
        self._assemble(model, self._folder / f".{pair}.partial")

    def _choose(self, downloads: Downloads, pair: Pair) -> RemoteModel:
        content = downloads.page(self._source.index, MAX_INDEX)
        try:
            models = parse_index(json.loads(content))
        except (ValueError, RecursionError):
            models = []
        if not models:
            raise RemoteError(f"{self._source.index} is no list of models")
        model = newest(models, pair)
        if model:
            return model
        known = ", ".join(sorted({model.pair.target for model in models if model.pair.source == pair.source}))
        raise ConfigurationError(
            f"there is no model from {quoted(pair.source)} into {quoted(pair.target)}; "
            f"there are models into {known or 'no language'}"
        )

    def _fetch_into(self, downloads: Downloads, model: RemoteModel, partial: Path) -> None:
        """Fetch the files to `partial`, named by their checksums: what an earlier run fetched is still good."""
        partial.mkdir(exist_ok=True)
        before = 0
        for file in model.files:
            wanted = Wanted(self._source.files + file.location, file.size, file.digest)
            downloads.file(wanted, partial / file.digest, _telling(self._tell, model, before))
            before += file.size

    def _assemble(self, model: RemoteModel, partial: Path) -> None:
        """Unpack the files beside their final place, and rename the folder: there is never half a model."""
        whole = self._folder / f".{model.pair}.whole"
        shutil.rmtree(whole, ignore_errors=True)
        whole.mkdir()
        for file in model.files:
            (whole / file.name).write_bytes(_content(file, partial / file.digest))
        write_listing(whole, model.version, {file.name: file.unpacked_digest for file in model.files})
        final = self._folder / str(model.pair)
        if final.exists():
            shutil.rmtree(final)
        whole.replace(final)
        shutil.rmtree(partial, ignore_errors=True)


def _telling(tell: Tell, model: RemoteModel, before: int) -> Callable[[int], None]:
    """Tells of the whole model what is told of a file that comes after `before` bytes."""
    return lambda done: tell(model.pair, before + done, model.size)


def _content(file: RemoteFile, path: Path) -> bytes:
    data = path.read_bytes()
    try:
        if data.startswith(_PACKED):
            return unpacked(data, file.unpacked_digest)
        if hashlib.sha256(data).hexdigest() == file.unpacked_digest:
            return data
    except ValueError:
        pass
    raise RemoteError(f"the file {file.name} holds something else than the list of models says; try again later")
