"""Models on this machine: where they are, whether they are there, whole and for the right languages."""

import json
import struct
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bwise_cli.domain.errors import DiskError, RefusedError
from bwise_cli.engines.local_models import (
    LISTING,
    Pair,
    find_model,
    identity,
    model_is_present,
    model_version,
    models_folder,
    pair_for,
    read_whole,
    write_listing,
)
from bwise_cli.engines.model_check import is_whole_model, is_whole_shortlist

from .tiny_model import model, model_files, write_model, written

EN_SL = Pair("en", "sl")


def found(folder: Path) -> str:
    files = find_model(EN_SL, folder)
    assert files is not None
    return identity(files)


# Where


@pytest.mark.parametrize(
    ("environment", "platform", "expected"),
    [
        ({"XDG_CACHE_HOME": "/c"}, "linux", "/c/bwise/models"),
        ({}, "linux", "~/.cache/bwise/models"),
        ({"XDG_CACHE_HOME": "/c"}, "darwin", "~/Library/Caches/bwise/models"),
        ({"LOCALAPPDATA": "/Users/u/AppData/Local"}, "win32", "/Users/u/AppData/Local/bwise/models"),
        ({}, "win32", "~/AppData/Local/bwise/models"),
        ({"BWISE_MODELS": "/m", "XDG_CACHE_HOME": "/c"}, "linux", "/m"),
        ({"BWISE_MODELS": " "}, "linux", "~/.cache/bwise/models"),
        ({"BWISE_MODELS": "~/m"}, "win32", "~/m"),
    ],
)
def test_the_folder_of_models(environment: dict[str, str], platform: str, expected: str) -> None:
    assert models_folder(environment, platform) == Path(expected).expanduser()


def test_models_know_no_regions() -> None:
    assert [str(pair_for(locale)) for locale in ("de", "de_AT", "nl_BE")] == ["en-de", "en-de", "en-nl"]


# Whether they are there


def test_a_model_is_present_when_all_of_its_files_are(tmp_path: Path) -> None:
    assert not model_is_present("sl", tmp_path)
    place = write_model(tmp_path)
    assert model_is_present("sl", tmp_path)
    assert not model_is_present("de", tmp_path)
    (place / "vocab.ensl.spm").write_bytes(b"")
    assert not model_is_present("sl", tmp_path)


def test_a_folder_that_is_none_holds_no_model(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    (tmp_path / "en-sl").write_bytes(b"")
    assert not model_is_present("sl", tmp_path / "file")
    assert not model_is_present("sl", tmp_path)
    assert not model_is_present("sl", tmp_path / "none")


def test_whether_a_model_is_present_is_told_without_the_library(tmp_path: Path) -> None:
    write_model(tmp_path)
    script = (
        "import sys\nfrom pathlib import Path\nfrom bwise_cli.engines.local_models import model_is_present\n"
        "print(model_is_present('sl', Path(sys.argv[1])), 'fxtranslate' in sys.modules, 'requests' in sys.modules)"
    )
    result = subprocess.run([sys.executable, "-c", script, str(tmp_path)], capture_output=True, text=True, check=True)
    assert result.stdout.split() == ["True", "False", "False"]


def test_files_of_another_pair_are_refused(tmp_path: Path) -> None:
    place = write_model(tmp_path)
    (place / "model.ensl.intgemm.alphas.bin").rename(place / "model.enhr.intgemm.alphas.bin")
    with pytest.raises(RefusedError, match=r"model\.enhr\..* is for another pair of languages; put a model for en-sl"):
        find_model(EN_SL, tmp_path)
    assert not model_is_present("sl", tmp_path)


def test_two_models_in_one_folder_are_refused(tmp_path: Path) -> None:
    place = write_model(tmp_path)
    (place / "model.ensl.intgemm8.bin").write_bytes(b"x")
    with pytest.raises(RefusedError, match=r"has 2 files model\.….bin; keep those of one model"):
        find_model(EN_SL, tmp_path)


def test_files_of_any_other_name_do_not_matter(tmp_path: Path) -> None:
    place = write_model(tmp_path)
    for name in ("metadata.json", "lex.txt", "vocab.txt", "README"):
        (place / name).write_bytes(b"x")
    (place / "lex.50.bin").mkdir()
    files = find_model(EN_SL, tmp_path)
    assert files is not None
    assert sorted(path.name for path in files.paths) == sorted(model_files())


# What they say


def test_a_hash_stands_for_the_files_listed_or_not(tmp_path: Path) -> None:
    place = write_model(tmp_path)
    files = find_model(EN_SL, tmp_path)
    assert files is not None
    unlisted = identity(files)
    assert model_version(files) == ""
    write_listing(place, "3.1", dict(read_listing(place, tmp_path)))
    assert identity(files) == unlisted
    assert model_version(files) == "3.1"
    (place / LISTING).unlink()
    (place / "vocab.ensl.spm").write_bytes(b"other")
    assert identity(files) != unlisted


def read_listing(place: Path, folder: Path) -> dict[str, str]:
    from bwise_cli.engines.local_models import checksums

    files = find_model(EN_SL, folder)
    assert files is not None
    return checksums(files)


def listed(tmp_path: Path) -> Path:
    place = write_model(tmp_path)
    write_listing(place, "3.1", read_listing(place, tmp_path))
    return place


def whole(tmp_path: Path) -> dict[Path, bytes]:
    files = find_model(EN_SL, tmp_path)
    assert files is not None
    return read_whole(files)


def test_whole_files_are_read(tmp_path: Path) -> None:
    place = listed(tmp_path)
    assert whole(tmp_path) == {place / name: data for name, data in model_files().items()}


@pytest.mark.parametrize("name", sorted(model_files()))
def test_a_file_that_changed_since_it_was_listed_is_damaged(tmp_path: Path, name: str) -> None:
    path = listed(tmp_path) / name
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(data)
    with pytest.raises(RefusedError, match=f'{name} is damaged; delete the folder "en-sl": it is downloaded again'):
        whole(tmp_path)


def test_a_model_that_nobody_listed_is_looked_at(tmp_path: Path) -> None:
    path = write_model(tmp_path) / "model.ensl.intgemm.alphas.bin"
    path.write_bytes(path.read_bytes()[:-100])
    with pytest.raises(RefusedError, match="is damaged"):
        whole(tmp_path)


def test_a_shortlist_that_nobody_listed_is_looked_at(tmp_path: Path) -> None:
    path = write_model(tmp_path) / "lex.50.50.ensl.s2t.bin"
    path.write_bytes(b"x" * 100)
    with pytest.raises(RefusedError, match=r"lex.* is damaged"):
        whole(tmp_path)


@pytest.mark.parametrize("text", ["", "[]", "{", "1", "[" * 100_000])
def test_a_listing_that_is_none_is_damaged(tmp_path: Path, text: str) -> None:
    (listed(tmp_path) / LISTING).write_text(text, encoding="utf-8")
    with pytest.raises(RefusedError, match=r"bwise\.json is damaged"):
        found(tmp_path)


@pytest.mark.parametrize("content", [{}, {"files": 1}, {"files": {}}, {"files": {"vocab.ensl.spm": 1}}])
def test_a_listing_without_checksums_counts_as_none(tmp_path: Path, content: dict[str, object]) -> None:
    place = write_model(tmp_path)
    unlisted = found(tmp_path)
    (place / LISTING).write_text(json.dumps(content), encoding="utf-8")
    assert found(tmp_path) == unlisted


def test_a_file_that_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_model(tmp_path)

    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(DiskError, match="cannot be read: Permission denied"):
        whole(tmp_path)


# Heads


def test_a_model_is_whole_or_it_is_not() -> None:
    assert is_whole_model(model())
    assert not is_whole_model(model()[:-1])
    assert not is_whole_model(model() + b"x")
    assert not is_whole_model(b"PK\x03\x04" + b"x" * 100)


@pytest.mark.parametrize(
    "shape", [(3,), (2, 2), (-1,), (1, -2, -1), (1 << 30, 1 << 30), (0, 1 << 30, 1 << 30), (1,) * 9]
)
def test_a_matrix_has_the_bytes_that_its_shape_needs(shape: tuple[int, ...]) -> None:
    assert is_whole_model(written([("W", 0x404, (2,), b"12345678")]))
    expected = shape == (0, 1 << 30, 1 << 30)
    assert is_whole_model(written([("W", 0x404, shape, b"12345678")])) is expected


@given(st.data())
def test_a_spoilt_head_is_refused_or_harmless(data: st.DataObject) -> None:
    spoilt = bytearray(model())
    for _ in range(data.draw(st.integers(1, 4))):
        spoilt[data.draw(st.integers(0, 2000))] = data.draw(st.integers(0, 255))
    assert is_whole_model(bytes(spoilt)) in (True, False)


@given(st.binary(max_size=200))
def test_anything_else_is_no_model_and_no_shortlist(data: bytes) -> None:
    assert not is_whole_model(data)
    assert is_whole_shortlist(data) in (True, False)


def test_a_shortlist_is_whole_or_it_is_not() -> None:
    whole = struct.pack("<QQQQQQ", 0xF11A48D5013417F5, 0, 1, 1, 2, 1) + struct.pack("<QQI", 0, 1, 2)
    assert is_whole_shortlist(whole)
    assert not is_whole_shortlist(whole[:-1])
    assert not is_whole_shortlist(whole + b"x")
    assert not is_whole_shortlist(struct.pack("<QQQQQQ", 0, 0, 1, 1, 1 << 62, 1 << 62))
