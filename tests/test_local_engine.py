"""The engine `local`: the library with a tiny model, a library of the tests, and the real one with a real model."""

import os
import subprocess
import sys
from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from bwise_cli.domain.errors import ConfigurationError, RefusedError, RemoteError
from bwise_cli.domain.passage import Limits, Marking, Order, Passage, Register
from bwise_cli.draft.engine import Engine
from bwise_cli.engines import local_library, model_worker
from bwise_cli.engines.local_engine import Local
from bwise_cli.engines.local_models import ModelFiles, Pair, find_model, model_is_present
from bwise_cli.engines.model_index import ModelSource
from bwise_cli.engines.model_store import ModelStore

from .model_server import model_server
from .tiny_model import model, said, vocabulary, write_model

SHORT = ("Ask.", "Go.", "Stop.", "Wait.")
REAL = os.environ.get("BWISE_MODELS", "")


def order(*texts: str, locale: str = "sl", marking: Marking = Marking.TOKENS) -> Order:
    return Order(tuple(Passage(text) for text in texts), locale, marking)


def engine_for(folder: Path, **options: Any) -> Engine:
    return Local(folder, source_language="en", **options)


# Through the real library


def test_a_model_answers_sentence_by_sentence(tmp_path: Path) -> None:
    write_model(tmp_path)
    answers = engine_for(tmp_path).translate(order("Ask first.", "Save it.  Then close it.", "Go"))
    assert list(answers) == [said("Ask first."), f"{said('Save it.')}  {said('Then close it.')}", said("Go")]


def test_a_model_with_a_shortlist_and_two_vocabularies(tmp_path: Path) -> None:
    place = write_model(tmp_path)
    (place / "vocab.ensl.spm").unlink()
    (place / "srcvocab.ensl.spm").write_bytes(vocabulary())
    (place / "trgvocab.ensl.spm").write_bytes(vocabulary() + b"")
    assert list(engine_for(tmp_path).translate(order("Ask first."))) == [said("Ask first.")]


def test_several_threads_and_locales_share_an_engine(tmp_path: Path) -> None:
    for pair in ("en-sl", "en-de", "en-nl", "en-fr", "en-it", "en-es"):
        write_model(tmp_path, pair)
    engine = engine_for(tmp_path)
    orders = [
        order(f"Text {number}.", locale=locale) for number in range(3) for locale in ("sl", "de", "nl", "fr", "it")
    ]
    with ThreadPoolExecutor(5) as pool:
        answers = list(pool.map(engine.translate, orders))
    assert [list(each) for each in answers] == [[said(each.passages[0].text)] for each in orders]


def test_the_processes_end_with_the_engine_and_say_nothing(tmp_path: Path) -> None:
    write_model(tmp_path)
    command = [sys.executable, "-X", "dev", "-c", ENDINGS, str(tmp_path)]
    result = subprocess.run(command, capture_output=True, text=True, check=True, encoding="utf-8", timeout=60)
    assert result.stdout.split() == ["ja", "0", "ja"]
    assert result.stderr == ""


ENDINGS = """
import gc, multiprocessing, sys, time
from pathlib import Path
from bwise_cli.domain.passage import Limits, Marking, Order, Passage
from bwise_cli.engines.local_engine import Local
order = Order((Passage("Ask."),), "sl", Marking.TOKENS)
engine = Local(Path(sys.argv[1]), source_language="en")
print(engine.translate(order)[0].split()[0])
del engine
gc.collect()
for _ in range(100):
    if multiprocessing.active_children():
        time.sleep(0.05)
print(len(multiprocessing.active_children()))
last = Local(Path(sys.argv[1]), source_language="en")
print(last.translate(order)[0].split()[0])
"""


def test_the_signature_is_that_of_the_model_and_regions_share_it(tmp_path: Path) -> None:
    for pair in ("en-de", "en-sl"):
        write_model(tmp_path, pair)
    engine = engine_for(tmp_path)
    assert engine.signature("de_AT", Register.FORMAL) == engine.signature("de", Register.PLAIN)
    assert engine.signature("de", Register.USUAL) != engine.signature("sl", Register.USUAL)
    before = engine.signature("sl", Register.USUAL)
    (tmp_path / "en-sl" / "vocab.ensl.spm").write_bytes(vocabulary() + b"\x12\x00")
    assert engine_for(tmp_path).signature("sl", Register.USUAL) != before


def test_a_draft_says_which_model_made_it(tmp_path: Path) -> None:
    write_model(tmp_path / "own")
    own = engine_for(tmp_path / "own").provenance("sl")["model"]
    with model_server() as server:
        server.add(version="3.1")
        fetched = engine_for(tmp_path / "m", store=ModelStore(tmp_path / "m", server.source)).provenance("sl")["model"]
    assert own.startswith("en-sl-")
    assert fetched == own.replace("en-sl-", "en-sl-3.1-")
    assert " " not in fetched


def test_no_marking_is_offered_that_a_model_does_not_know() -> None:
    assert Local.markings == (Marking.TOKENS, Marking.PIECES)


# Fetching


def test_orders_are_as_large_as_the_processors_are_many(tmp_path: Path) -> None:
    assert Local(tmp_path, source_language="en", processes=1).limits == Limits(5, 4096, 1)
    assert Local(tmp_path, source_language="en", processes=4).limits == Limits(20, 4 * 4096, 1)
    assert Local(tmp_path, source_language="en").limits.passages >= 5


def test_a_model_that_is_missing_is_fetched_once_and_then_needs_no_network(tmp_path: Path) -> None:
    with model_server() as server:
        server.add()
        engine = engine_for(tmp_path, store=ModelStore(tmp_path, server.source))
        with ThreadPoolExecutor(4) as pool:
            answers = list(
                pool.map(lambda text: list(engine.translate(order(text))), ["Ask.", "Go.", "Stop.", "Wait."])
            )
        assert answers == [[said(text)] for text in ("Ask.", "Go.", "Stop.", "Wait.")]
        assert len(server.file_requests) == 2
    nowhere = ModelStore(tmp_path, ModelSource("http://127.0.0.1:9/", "http://127.0.0.1:9/"))
    assert list(engine_for(tmp_path, store=nowhere).translate(order("Ask."))) == [said("Ask.")]


def test_a_model_that_is_missing_and_may_not_be_fetched(tmp_path: Path) -> None:
    engine = engine_for(tmp_path)
    message = r"there is no model en-sl in .*; run this once where there is a network, or copy a folder en-sl"
    with pytest.raises(ConfigurationError, match=message):
        engine.signature("sl", Register.USUAL)
    with pytest.raises(ConfigurationError, match=message):
        engine.translate(order("Ask."))


def test_a_model_that_is_missing_and_no_network(tmp_path: Path) -> None:
    store = ModelStore(tmp_path, ModelSource("http://127.0.0.1:9/r", "http://127.0.0.1:9/"), waits=())
    with pytest.raises(RemoteError, match=r"there is no model en-sl in .*, and it cannot be fetched"):
        engine_for(tmp_path, store=store).signature("sl", Register.USUAL)


# What is wrong with a model


def test_a_damaged_model(tmp_path: Path) -> None:
    path = write_model(tmp_path) / "model.ensl.intgemm.alphas.bin"
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(RefusedError, match="is damaged; delete the folder"):
        engine_for(tmp_path).translate(order("Ask."))


def test_a_model_for_another_library(tmp_path: Path) -> None:
    path = write_model(tmp_path) / "model.ensl.intgemm.alphas.bin"
    path.write_bytes(path.read_bytes().replace(b"Wemb\0", b"Vemb\0"))
    with pytest.raises(RefusedError, match=r"the model in .*en-sl cannot be used \(\"model has no decoder_Wemb\"\)"):
        engine_for(tmp_path).translate(order("Ask."))


def test_a_model_over_which_the_library_panics(tmp_path: Path) -> None:
    path = write_model(tmp_path) / "model.ensl.intgemm.alphas.bin"
    path.write_bytes(path.read_bytes().replace(b"encoder_l1_ffn_W1\0", b"encoder_l1_ffn_W9\0"))
    engine = engine_for(tmp_path)
    for _ in range(2):
        with pytest.raises(RefusedError, match=r"the model in .*en-sl cannot be used .*encoder_l1_ffn_W1"):
            engine.translate(order("Ask."))


def test_a_model_for_another_pair(tmp_path: Path) -> None:
    write_model(tmp_path, "en-hr")
    (tmp_path / "en-hr").rename(tmp_path / "en-sl")
    with pytest.raises(RefusedError, match="another pair of languages"):
        engine_for(tmp_path).translate(order("Ask."))


# The extra

WITHOUT_EXTRA = """
import sys
from pathlib import Path
sys.modules["fxtranslate"] = None
from bwise_cli.domain.errors import BwiseError
from bwise_cli.domain.passage import Limits, Marking, Order, Passage
from bwise_cli.engines.local_engine import Local
from bwise_cli.engines.model_index import ModelSource
from bwise_cli.engines.model_store import ModelStore
folder = Path(sys.argv[1])
for store in (None, ModelStore(folder, ModelSource())):
    for locale in ("sl", "de"):
        try:
            engine = Local(folder, source_language="en", store=store)
            engine.translate(Order((Passage("Ask."),), locale, Marking.TOKENS))
        except BwiseError as error:
            print(int(error.exit_code), error.message)
"""


def test_without_the_extra_it_is_said_how_to_have_it(tmp_path: Path) -> None:
    write_model(tmp_path)
    command = [sys.executable, "-c", WITHOUT_EXTRA, str(tmp_path)]
    result = subprocess.run(command, capture_output=True, text=True, check=True, encoding="utf-8")
    lines = result.stdout.splitlines()
    needs = "2 the engine local needs the extra: pip install bwise-cli[local]"
    assert [lines[0], *lines[2:]] == [needs] * 3
    assert lines[1].startswith("2 there is no model en-de in ")


def test_an_extra_that_does_not_run_here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "fxtranslate.py").write_text("raise ImportError('DLL load failed')", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "fxtranslate", raising=False)
    with pytest.raises(ConfigurationError, match=r'does not run here \("DLL load failed"\); install it again: pip'):
        local_library.library()


# What a process does, with a library of the tests


class Shouting:
    """A translator that says everything in capitals."""

    def __init__(self, asked: list[str]) -> None:
        self.asked = asked

    def translate(self, text: str) -> str:
        self.asked.append(text)
        return f" {text.upper()}"


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the translators of the tests were asked."""
    texts: list[str] = []
    monkeypatch.setattr(model_worker, "library", lambda: SimpleNamespace(Translator=lambda *_: Shouting(texts)))
    monkeypatch.setattr(model_worker, "_loaded", OrderedDict())
    return texts


def answers(folder: Path, *texts: str, locale: str = "sl") -> list[str]:
    files = find_model(Pair("en", locale), folder)
    assert files is not None
    return [model_worker.answer(files, text) for text in texts]


def test_spaces_and_what_has_no_letter_stay_as_they_are(asked: list[str], tmp_path: Path) -> None:
    write_model(tmp_path)
    texts = (" Ask first.  Then help. ", "3.50 € [1] – 12", "Wait… 20 + 5. Go!", "One.\n\nTwo.", "")
    assert answers(tmp_path, *texts) == [text.upper() for text in texts]
    assert asked == ["Ask first.", "Then help.", "Wait…", "Go!", "One.", "Two."]


def test_tokens_stay_with_their_sentence(asked: list[str], tmp_path: Path) -> None:
    write_model(tmp_path)
    answers(tmp_path, "Press [1]Save[/1], e.g. twice. [2]Then[/2] go.")
    assert asked == ["Press [1]Save[/1], e.g. twice.", "[2]Then[/2] go."]


@pytest.mark.usefixtures("asked")
def test_a_process_keeps_two_models_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    loads: list[str] = []
    load = model_worker.load

    def noted(files: ModelFiles) -> Any:
        loads.append(files.pair.target)
        return load(files)

    monkeypatch.setattr(model_worker, "load", noted)
    for locale in ("sl", "de", "sl", "nl", "sl", "de"):
        write_model(tmp_path, f"en-{locale}")
        answers(tmp_path, "Ask.", locale=locale)
    assert loads == ["sl", "de", "nl", "de"]


def test_a_process_that_dies_is_a_fault_of_the_model(tmp_path: Path) -> None:
    write_model(tmp_path)
    script = tmp_path / "dies.py"
    script.write_text(DIES, encoding="utf-8")
    command = [sys.executable, str(script), str(tmp_path)]
    result = subprocess.run(command, capture_output=True, text=True, check=True, encoding="utf-8", timeout=60)
    assert 'cannot be used ("it ended the process that ran it"); delete the folder' in result.stdout
    assert result.stderr == ""


DIES = """
import os, sys
from pathlib import Path
from bwise_cli.domain.errors import RefusedError
from bwise_cli.domain.passage import Marking, Order, Passage
from bwise_cli.engines import model_worker
from bwise_cli.engines.local_engine import Local
if __name__ == "__mp_main__":
    model_worker.sentences = lambda text: os._exit(1)
if __name__ == "__main__":
    try:
        Local(Path(sys.argv[1]), source_language="en").translate(Order((Passage("Ask."),), "sl", Marking.TOKENS))
    except RefusedError as error:
        print(error.message)
"""


# With a real model


@pytest.mark.skipif(not REAL, reason="BWISE_MODELS names no folder of models")
@pytest.mark.parametrize("locale", ["bg", "de", "el", "es", "fr", "hr", "it", "lv", "nl", "pl", "ro", "sl"])
def test_a_real_model_translates(locale: str) -> None:
    folder = Path(REAL).expanduser()
    if not model_is_present(locale, folder):
        pytest.skip(f"no model for {locale} in {folder}")
    first, second, third = engine_for(folder).translate(
        order("Save your work. Then close the file.", "Ask Dr. Smith.", "Press [1]Save[/1] now.", locale=locale)
    )
    assert first not in ("", "Save your work. Then close the file.")
    assert "Smith" in second or locale in ("bg", "el")
    assert third


def test_the_tiny_model_is_loaded_by_the_library_itself() -> None:
    from fxtranslate import Translator

    assert Translator(model(), vocabulary(), vocabulary()).translate("Go") == said("Go")
    assert str(Pair("en", "sl")) == "en-sl"
