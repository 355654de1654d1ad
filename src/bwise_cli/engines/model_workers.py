"""Processes that run models, one for each processor: a model holds Python's lock while it works, and may crash."""

import os
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import cached_property
from multiprocessing import get_context
from typing import Final

from bwise_cli.engines.local_library import library
from bwise_cli.engines.local_models import ModelFiles
from bwise_cli.engines.model_worker import answer, begin, unusable

MOST: Final = 8
"""Processes at once: each takes about 200 MB."""


class ModelWorkers:
    """Answers for one thread at a time. Processes start when they are needed; `close` ends them."""

    def __init__(self, count: int | None = None) -> None:
        self.count = count or min(os.cpu_count() or 1, MOST)

    def answers(self, files: ModelFiles, texts: Sequence[str]) -> list[str]:
        """The texts in the language of a model. Raises `RefusedError` if it is damaged, `ConfigurationError`."""
        library()
        coming = [self._pool.submit(answer, files, text) for text in texts]
        try:
            return [each.result() for each in coming]
        except BrokenProcessPool:
            why = "it ended the process that ran it"
        finally:
            for each in coming:
                each.cancel()
        raise unusable(files, why)

    def close(self) -> None:
        """End the processes. Left to the end of the program, Python 3.11 now and then trips over their closed pipes."""
        if "_pool" in vars(self):
            self._pool.shutdown(cancel_futures=True)
            del self._pool

    @cached_property
    def _pool(self) -> ProcessPoolExecutor:
        # A fork would inherit locks of other threads.
        return ProcessPoolExecutor(self.count, mp_context=get_context("spawn"), initializer=begin)
