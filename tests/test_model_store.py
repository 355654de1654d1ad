"""Models from the network: what is fetched, proved and kept, and what happens when something fails."""

import errno
import hashlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from bwise_cli.domain.errors import BwiseError, ConfigurationError, DiskError, LockedError, RemoteError
from bwise_cli.engines import downloads, model_store
from bwise_cli.engines.local_models import LISTING, ModelFiles, Pair, find_model, model_is_present
from bwise_cli.engines.model_index import FILES_URL, INDEX_URL, ModelSource, model_source, newest, parse_index
from bwise_cli.engines.model_store import ModelStore

from .model_server import ModelServer, model_server
from .tiny_model import model_files

EN_SL = Pair("en", "sl")
ROOT = Path(__file__).parents[1]


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with model_server() as running:
        running.add()
        yield running


def fetched(server: ModelServer, folder: Path, pair: Pair = EN_SL, waits: Sequence[float] = (0.0, 0.0)) -> ModelFiles:
    return ModelStore(folder, server.source, waits=waits).fetch(pair)


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (folder / "en-sl").iterdir() if path.name != LISTING}


def left_behind(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name not in ("en-sl", ".en-sl.lock"))


# What is fetched


def test_a_model_is_fetched_unpacked_and_listed(server: ModelServer, tmp_path: Path) -> None:
    files = fetched(server, tmp_path / "models")
    assert content(tmp_path / "models") == model_files()
    assert files == find_model(EN_SL, tmp_path / "models")
    assert json.loads((files.folder / LISTING).read_text(encoding="utf-8")) == {
        "version": "3.0",
        "files": {name: hashlib.sha256(data).hexdigest() for name, data in model_files().items()},
    }
    assert left_behind(tmp_path / "models") == []


def test_a_file_that_is_not_packed_is_taken_as_it_is(tmp_path: Path) -> None:
    with model_server() as server:
        server.add(is_packed=False)
        fetched(server, tmp_path)
    assert content(tmp_path) == model_files()


def test_what_is_there_is_not_fetched(server: ModelServer, tmp_path: Path) -> None:
    fetched(server, tmp_path)
    count = len(server.requests)
    fetched(server, tmp_path)
    assert len(server.requests) == count


def test_progress_grows_to_the_size_of_the_model(server: ModelServer, tmp_path: Path) -> None:
    told: list[tuple[Pair, int, int]] = []
    ModelStore(tmp_path, server.source, lambda *what: told.append(what)).fetch(EN_SL)
    total = sum(map(len, server.files.values()))
    assert {(pair, whole) for pair, _, whole in told} == {(EN_SL, total)}
    assert [done for _, done, _ in told] == sorted(done for _, done, _ in told)
    assert told[-1][1] == total


def test_the_newest_finished_version_is_taken(tmp_path: Path) -> None:
    with model_server() as server:
        for version in ("2.9", "3.0", "3.10", "3.2", "3.11a1", "4.0", "new"):
            server.add(version=version)
        files = fetched(server, tmp_path)
    assert json.loads((files.folder / LISTING).read_text(encoding="utf-8"))["version"] == "3.10"


def test_a_trial_is_better_than_nothing() -> None:
    with model_server() as server:
        server.add(version="3.0a1")
        model = newest(parse_index({"data": server.records}), EN_SL)
    assert model is not None
    assert model.version == "3.0a1"


def test_all_files_are_of_one_version_and_one_architecture() -> None:
    with model_server() as server:
        server.add(version="3.0", architecture="tiny")
        server.add(version="3.0", architecture="base")
        incomplete = server.add(version="3.1")
        server.records.remove(incomplete[1])
        model = newest(parse_index({"data": server.records}), EN_SL)
    assert model is not None
    assert [file.location for file in model.files] == ["main/2.zst", "main/3.zst"]


def test_two_vocabularies_and_a_shortlist(tmp_path: Path) -> None:
    model, vocabulary = model_files().values()
    names = ("srcvocab.ensl.spm", "trgvocab.ensl.spm", "lex.50.50.ensl.s2t.bin")
    files = {"model.ensl.intgemm.alphas.bin": model} | dict.fromkeys(names, vocabulary)
    with model_server() as server:
        server.add(files=files)
        found = fetched(server, tmp_path)
    assert content(tmp_path) == files
    assert [found.source_vocabulary.name, found.target_vocabulary.name] == list(names[:2])
    assert found.shortlist == tmp_path / "en-sl" / names[2]


def test_where_models_come_from_can_be_a_copy_in_ones_own_network() -> None:
    assert model_source({}) == ModelSource(INDEX_URL, FILES_URL)
    own = {
        "BWISE_MODELS_INDEX": "https://files.example.org/records",
        "BWISE_MODELS_FILES": "https://files.example.org/m",
    }
    assert model_source(own) == ModelSource("https://files.example.org/records", "https://files.example.org/m/")


# What breaks off


@pytest.fixture
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(downloads, "CHUNK", 10)


@pytest.mark.usefixtures("small_parts")
def test_what_broke_off_goes_on_where_it_stopped(server: ModelServer, tmp_path: Path) -> None:
    server.queue += ["cut", "cut"]
    fetched(server, tmp_path)
    size = len(server.files["main/0.zst"])
    path, starts = "/files/main/0.zst", [int(part[6:-1] or 0) for _, part in server.file_requests[:3]]
    assert [each for each, _ in server.file_requests[:3]] == [path] * 3
    assert starts == pytest.approx([0, size / 2, size * 3 / 4], abs=20)
    assert content(tmp_path) == model_files()


@pytest.mark.parametrize("fault", ["cut", "short", 429, 500, 503])
def test_what_passes_is_asked_for_again(server: ModelServer, tmp_path: Path, fault: int | str) -> None:
    server.queue += [fault, fault]
    fetched(server, tmp_path)
    assert content(tmp_path) == model_files()


def test_a_server_that_sends_no_parts_sends_all_of_it_again(server: ModelServer, tmp_path: Path) -> None:
    server.in_parts = False
    server.queue += ["cut"]
    fetched(server, tmp_path)
    assert content(tmp_path) == model_files()


@pytest.mark.usefixtures("small_parts")
def test_a_later_run_goes_on_where_a_broken_one_stopped(server: ModelServer, tmp_path: Path) -> None:
    server.queue += ["", "cut", 500, 500]
    with pytest.raises(RemoteError, match=r"there is no model en-sl in .* and it cannot be fetched: .*out of order"):
        fetched(server, tmp_path)
    assert not model_is_present("sl", tmp_path)
    before = len(server.file_requests)
    fetched(server, tmp_path)
    ((path, part),) = server.file_requests[before:]
    assert path == "/files/main/1.zst"
    assert int(part[6:-1]) == pytest.approx(len(server.files["main/1.zst"]) / 2, abs=20)
    assert content(tmp_path) == model_files()
    assert left_behind(tmp_path) == []


def test_spoilt_bytes_are_thrown_away_and_fetched_once_more(server: ModelServer, tmp_path: Path) -> None:
    server.queue += ["spoilt"]
    fetched(server, tmp_path)
    assert content(tmp_path) == model_files()


def test_a_part_that_does_not_go_with_the_first_is_found_out(server: ModelServer, tmp_path: Path) -> None:
    server.queue += ["cut", "spoilt"]
    fetched(server, tmp_path)
    assert content(tmp_path) == model_files()


def test_more_bytes_than_the_list_names_are_not_taken(server: ModelServer, tmp_path: Path) -> None:
    server.queue += ["long", "long"]
    fetched(server, tmp_path)
    assert content(tmp_path) == model_files()


# What cannot be had

FAULTS: list[tuple[list[int | str], str]] = [
    (["spoilt", "spoilt"], "the checksum of http.*/files/main/0.zst is wrong"),
    ([404], r"there is nothing at http.*/files/main/0.zst \(404\)"),
    ([403], r"refuses http.*/files/main/0.zst \(403\)"),
    (["cut"] * 3, "broke off"),
    ([500] * 3, r"is out of order \(500\)"),
]


@pytest.mark.parametrize(("faults", "message"), FAULTS, ids=[str(faults[0]) for faults, _ in FAULTS])
def test_a_fault_is_said_with_how_to_get_the_model_and_leaves_none(
    server: ModelServer, tmp_path: Path, faults: list[int | str], message: str
) -> None:
    server.queue += faults
    with pytest.raises(RemoteError, match=f"{message}.*; run this once where there is a network, or copy"):
        fetched(server, tmp_path)
    assert not (tmp_path / "en-sl").exists()
    fetched(server, tmp_path)
    assert content(tmp_path) == model_files()


def test_no_network_is_said_at_once(tmp_path: Path) -> None:
    store = ModelStore(tmp_path, ModelSource("http://127.0.0.1:9/records", "http://127.0.0.1:9/"), waits=(600.0,))
    with pytest.raises(RemoteError, match=r"no model en-sl in .* cannot be fetched: 127\.0\.0\.1:9 cannot be reached"):
        store.fetch(EN_SL)


def test_a_pair_that_is_not_offered_names_those_that_are(server: ModelServer, tmp_path: Path) -> None:
    server.add("en-de")
    server.add("de-en")
    with pytest.raises(ConfigurationError, match='no model from "en" into "ga"; there are models into de, sl'):
        fetched(server, tmp_path, Pair("en", "ga"))


@pytest.mark.parametrize("page", [b"<html>", b"", b"[]", b"{}", b'{"data": 1}', b'{"data": []}', b"[" * 100_000])
def test_a_list_that_is_none(server: ModelServer, tmp_path: Path, page: bytes) -> None:
    server.page = page
    with pytest.raises(RemoteError, match=r"/records is no list of models"):
        fetched(server, tmp_path)


def test_a_list_without_an_end(server: ModelServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model_store, "MAX_INDEX", 100)
    with pytest.raises(RemoteError, match="has no end"):
        fetched(server, tmp_path)


def test_a_list_that_is_busy_is_asked_again(server: ModelServer, tmp_path: Path) -> None:
    server.index_faults += [503, 503]
    fetched(server, tmp_path)
    assert content(tmp_path) == model_files()


def test_an_address_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match='"models" is no address'):
        ModelStore(tmp_path, ModelSource("models", "models/")).fetch(EN_SL)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", "../../evil"),
        ("name", ".hidden"),
        ("name", "C:evil"),
        ("name", None),
        ("fileType", "other"),
        ("decompressedHash", None),
        ("decompressedHash", "A" * 64),
        ("sourceLanguage", 1),
        ("version", None),
        ("attachment", None),
        ("attachment", {"location": "x", "size": 1}),
    ],
)
def test_an_entry_of_another_form_is_passed_over(server: ModelServer, field: str, value: Any) -> None:
    server.records[0][field] = value
    assert parse_index({"data": [*server.records, None, 1, [], {}]}) == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("location", "../up"),
        ("location", "https://x"),
        ("location", "a//b"),
        ("size", "1"),
        ("size", 1 << 40),
        ("hash", ""),
    ],
)
def test_a_file_of_another_form_is_passed_over(server: ModelServer, field: str, value: Any) -> None:
    server.records[0]["attachment"][field] = value
    assert parse_index({"data": server.records}) == []


def test_a_file_that_holds_something_else_than_the_list_says(server: ModelServer, tmp_path: Path) -> None:
    server.records[0]["decompressedHash"] = "0" * 64
    with pytest.raises(RemoteError, match="holds something else than the list of models says"):
        fetched(server, tmp_path)
    assert not model_is_present("sl", tmp_path)


# The disk


def test_a_folder_that_cannot_be_made(server: ModelServer, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(DiskError, match=r"cannot be written: .*; name another folder with --models"):
        fetched(server, tmp_path / "file" / "models")


def test_a_disk_that_is_full(server: ModelServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, data: bytes) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patched:
        patched.setattr(Path, "write_bytes", full)
        with pytest.raises(DiskError, match="No space left on device"):
            fetched(server, tmp_path)
    assert not model_is_present("sl", tmp_path)
    fetched(server, tmp_path)
    assert content(tmp_path) == model_files()


def test_what_is_left_of_a_model_is_replaced(server: ModelServer, tmp_path: Path) -> None:
    (tmp_path / "en-sl").mkdir()
    (tmp_path / "en-sl" / "model.ensl.intgemm.alphas.bin").write_bytes(b"")
    (tmp_path / ".en-sl.whole").mkdir()
    (tmp_path / ".en-sl.whole" / "stray").write_bytes(b"")
    fetched(server, tmp_path)
    assert content(tmp_path) == model_files()
    assert left_behind(tmp_path) == []


# Two at once

FETCH = """
import sys
from pathlib import Path
from bwise_cli.engines.local_models import Pair
from bwise_cli.engines.model_index import ModelSource
from bwise_cli.engines.model_store import ModelStore
print(ModelStore(Path(sys.argv[1]), ModelSource(sys.argv[2], sys.argv[3])).fetch(Pair("en", "sl")).folder)
"""


def test_two_processes_at_once_fetch_each_file_once(server: ModelServer, tmp_path: Path) -> None:
    server.delay = 0.1
    command = [sys.executable, "-c", FETCH, str(tmp_path), server.source.index, server.source.files]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    assert [process.communicate(timeout=60)[0].strip() for process in running] == [str(tmp_path / "en-sl")] * 2
    assert len(server.file_requests) == 2
    assert content(tmp_path) == model_files()


def test_a_process_that_is_killed_leaves_no_half_a_model(server: ModelServer, tmp_path: Path) -> None:
    server.delay = 0.3
    command = [sys.executable, "-c", FETCH, str(tmp_path), server.source.index, server.source.files]
    process = subprocess.Popen(command)
    try:
        while not server.file_requests and process.poll() is None:
            time.sleep(0.01)
    finally:
        process.kill()
        process.wait()
    assert not (tmp_path / "en-sl").exists()
    server.delay = 0.0
    fetched(server, tmp_path)
    assert content(tmp_path) == model_files()


def test_waiting_for_another_run_ends(server: ModelServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import filelock

    monkeypatch.setattr(model_store, "LOCK_SECONDS", 0.05)
    message = "another run fetches the model en-sl"
    with filelock.FileLock(tmp_path / ".en-sl.lock"), pytest.raises(LockedError, match=message):
        fetched(server, tmp_path)


def test_every_fault_has_an_exit_code() -> None:
    kinds: tuple[type[BwiseError], ...] = (RemoteError, ConfigurationError, DiskError, LockedError)
    assert [kind.exit_code for kind in kinds] == [7, 2, 5, 4]
