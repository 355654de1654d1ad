"""What a process does that runs models: it loads them as they are asked for, and answers sentence by sentence."""

import os
import signal
from collections import OrderedDict
from collections.abc import Callable
from typing import Any, Final, TypeVar

from bwise_cli.domain.errors import RefusedError
from bwise_cli.domain.finding import quoted
from bwise_cli.engines.local_library import library
from bwise_cli.engines.local_models import ModelFiles, Pair, read_whole
from bwise_cli.engines.sentences import sentences

T = TypeVar("T")
LOADED: Final = 2
"""Models that a process keeps in memory: loading one takes a fraction of a second."""
_loaded: OrderedDict[Pair, Any] = OrderedDict()


def begin() -> None:
    """Let the process be quiet, and leave it to the program to end it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # The library reports on the error output what it also raises.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)


def answer(files: ModelFiles, text: str) -> str:
    """`text` in the language of a model. Raises `RefusedError` if the model is damaged."""
    translator = _translator(files)
    return "".join(_translated(translator, part, files) for part in sentences(text))


def _translator(files: ModelFiles) -> Any:
    if files.pair not in _loaded:
        while len(_loaded) >= LOADED:
            _loaded.popitem(last=False)
        _loaded[files.pair] = load(files)
    _loaded.move_to_end(files.pair)
    return _loaded[files.pair]


def load(files: ModelFiles) -> Any:
    """The translator of a model. It answers only in the thread that loaded it."""
    make = library().Translator
    content = read_whole(files)
    shortlist = content[files.shortlist] if files.shortlist else None
    vocabularies = content[files.source_vocabulary], content[files.target_vocabulary]
    return _careful(files, lambda: make(content[files.model], *vocabularies, shortlist))


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
    raise unusable(files, why)


def unusable(files: ModelFiles, why: str) -> RefusedError:
    """The fault of a model that the library cannot run."""
    return RefusedError(f"the model in {files.folder} cannot be used ({quoted(why)}); delete the folder to get another")
