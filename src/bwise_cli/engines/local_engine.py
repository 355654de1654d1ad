"""The engine `local`: models of Firefox Translations on this machine. No text leaves it."""

import threading
from collections.abc import Mapping, Sequence
from pathlib import Path

from bwise_cli.domain.passage import Limits, Marking, Order, Register
from bwise_cli.engines.local_models import (
    ModelFiles,
    Pair,
    find_model,
    identity,
    model_version,
    no_model,
    pair_for,
)
from bwise_cli.engines.model_store import ModelStore
from bwise_cli.engines.model_workers import ModelWorkers


class Local:
    """Drafts by models on this machine. One value serves all locales, from several threads.

    An order has all processors for itself, so that they need one model at a time. With a `store`, a model that is
    missing is fetched when it is first asked for; without one, that is a fault.
    """

    name = "local"
    markings = (Marking.TOKENS, Marking.PIECES)

    def __init__(
        self, folder: Path, *, source_language: str, store: ModelStore | None = None, processes: int | None = None
    ) -> None:
        self._folder = folder
        self._source_language = source_language
        self._store = store
        self._lock = threading.Lock()
        self._turn = threading.Lock()
        self._models: dict[Pair, ModelFiles] = {}
        self._identities: dict[Pair, str] = {}
        self._workers = ModelWorkers(processes)

    @property
    def limits(self) -> Limits:
        """A few texts for each processor: some seconds of work."""
        return Limits(5 * self._workers.count, 4 * 1024 * self._workers.count)

    def signature(self, locale: str, register: Register) -> str:
        """The languages, and what the model says."""
        files = self._files(locale)
        return f"{files.pair} {self._identity(files)}"

    def provenance(self, locale: str) -> Mapping[str, str]:
        """The languages, the version if it is known, and what stands for what the model says."""
        files = self._files(locale)
        return {"model": "-".join(filter(None, [str(files.pair), model_version(files), self._identity(files)]))}

    def translate(self, order: Order) -> Sequence[str]:
        """An answer to each passage, sentence by sentence. Raises `RefusedError` if the model is damaged."""
        files = self._files(order.locale)
        with self._turn:
            return self._workers.answers(files, [passage.text for passage in order.passages])

    def close(self) -> None:
        """End the processes that models run in; the next order starts others."""
        with self._turn:
            self._workers.close()

    def _files(self, locale: str) -> ModelFiles:
        """The files of a model, fetched if they are missing and may be."""
        pair = pair_for(locale, self._source_language)
        with self._lock:
            if pair not in self._models:
                self._models[pair] = self._find(pair)
            return self._models[pair]

    def _find(self, pair: Pair) -> ModelFiles:
        found = find_model(pair, self._folder)
        if found is None and self._store:
            found = self._store.fetch(pair)
        if found is None:
            raise no_model(pair, self._folder)
        return found

    def _identity(self, files: ModelFiles) -> str:
        with self._lock:
            if files.pair not in self._identities:
                self._identities[files.pair] = identity(files)
            return self._identities[files.pair]
