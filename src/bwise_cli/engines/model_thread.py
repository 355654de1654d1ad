"""The thread that owns the models in memory: a model answers, and may be dropped, only where it was loaded."""

import threading
import weakref
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from queue import SimpleQueue
from typing import Any, Final, TypeVar

from bwise_cli.domain.errors import BwiseError, RefusedError
from bwise_cli.domain.finding import quoted
from bwise_cli.engines.local_library import library
from bwise_cli.engines.local_models import ModelFiles, Pair, read_whole
from bwise_cli.engines.sentences import sentences

T = TypeVar("T")
LOADED: Final = 4
"""Models that are in memory at once: each takes about 100 MB."""


@dataclass(frozen=True, slots=True)
class _Job:
    """A text for a model."""

    files: ModelFiles
    """The model."""
    text: str
    """The text."""
    answer: "Future[str]"
    """Where the answer goes, or the fault."""


class ModelThread:
    """Answers for any thread, a text at a time. It ends when nobody holds this value any more."""

    def __init__(self) -> None:
        self._jobs: SimpleQueue[_Job | None] = SimpleQueue()
        self._lock = threading.Lock()
        self._is_started = False
        weakref.finalize(self, self._jobs.put, None).atexit = False

    def ask(self, files: ModelFiles, text: str) -> str:
        """The text in the other language. Raises `RefusedError` if the model is damaged."""
        self._start()
        answer: Future[str] = Future()
        self._jobs.put(_Job(files, text, answer))
        return answer.result()

    def _start(self) -> None:
        with self._lock:
            if not self._is_started:
                # a daemon: whoever ends the program does not wait for a text
                threading.Thread(target=_work, args=(self._jobs,), name="local models", daemon=True).start()
                self._is_started = True


def _work(jobs: "SimpleQueue[_Job | None]") -> None:
    """Do the jobs until there is a None. The models are in a variable of this function, so that they end with it."""
    loaded: OrderedDict[Pair, Any] = OrderedDict()
    while job := jobs.get():
        try:
            job.answer.set_result(_answer(_translator(job.files, loaded), job))
        except BwiseError as error:
            # its traceback would carry the model into another thread
            job.answer.set_exception(error.with_traceback(None))
        except BaseException as error:
            job.answer.set_exception(error)


def _translator(files: ModelFiles, loaded: "OrderedDict[Pair, Any]") -> Any:
    if files.pair not in loaded:
        while len(loaded) >= LOADED:
            loaded.popitem(last=False)
        loaded[files.pair] = load(files)
    loaded.move_to_end(files.pair)
    return loaded[files.pair]


def load(files: ModelFiles) -> Any:
    """The translator of a model, for this thread. Raises `RefusedError` if the model is damaged."""
    make = library().Translator
    content = read_whole(files)
    shortlist = content[files.shortlist] if files.shortlist else None
    vocabularies = content[files.source_vocabulary], content[files.target_vocabulary]
    return _careful(files, lambda: make(content[files.model], *vocabularies, shortlist))


def _answer(translator: Any, job: _Job) -> str:
    return "".join(_translated(translator, part, job.files) for part in sentences(job.text))


def _translated(translator: Any, part: str, files: ModelFiles) -> str:
    """A sentence in the other language; what has no letter stays as it is, as models make something up for it."""
    sentence = part.strip()
    if not any(map(str.isalpha, sentence)):
        return part
    before, _, after = part.partition(sentence)
    return before + _careful(files, lambda: str(translator.translate(sentence))).strip() + after


def _careful(files: ModelFiles, action: Callable[[], T]) -> T:
    """What `action` gives. The library raises `ValueError`, or panics, over a model that is not sound."""
    try:
        return action()
    except ValueError as error:
        why = str(error)
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        why = str(error)
    raise RefusedError(f"the model in {files.folder} cannot be used ({quoted(why)}); delete the folder to get another")
