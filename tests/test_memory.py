"""`bwise memory`, and what is remembered of a project and of earlier ones."""

import json
import re
import shutil
from pathlib import Path

import pytest

from bwise_cli import memories
from bwise_cli.domain.errors import ExitCode, RefusedError
from bwise_cli.domain.memory import Entry
from bwise_cli.domain.message import State
from bwise_cli.draft.recall import recall
from bwise_cli.formats.po import parse_po
from bwise_cli.formats.tmx import parse_tmx
from bwise_cli.pipeline.memory import export_memory, held, import_memory
from bwise_cli.pipeline.recollection import FILE, known_in_catalogues, recollect
from bwise_cli.workspace import Workspace, open_workspace

from .cases import FIXTURES
from .test_commands import bwise, contents

TODAY = "2026-11-25"
FOREIGN = """\
<?xml version="1.0" encoding="UTF-16"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4">
<header creationtool="Other" creationtoolversion="1" segtype="sentence" o-tmf="x" adminlang="EN" srclang="EN-GB"
 datatype="html" creationid="Ana Kos"/>
<body>
<tu creationid="Ana Kos"><tuv xml:lang="EN-US"><seg>Tablets in work</seg></tuv>
<tuv xml:lang="EN-GB"><seg>Tablets at work</seg></tuv>
<tuv xml:lang="SL-SI" changedate="20240301T101500Z"><seg>Tablice pri <bpt i="1">&lt;b></bpt>delu<ept i="1"/></seg></tuv>
<tuv xml:lang="DE-CH"><seg>Tablets bei der Arbeit</seg></tuv></tu>
<tu><tuv xml:lang="en"><seg>2 * 3 [a](b) _so_ `x`</seg></tuv><tuv xml:lang="sl"><seg>*zvezdica*</seg></tuv></tu>
<tu><tuv xml:lang="en"><seg>Tablets at work</seg></tuv><tuv xml:lang="sl"><seg>Tablice pri delu</seg></tuv></tu>
<tu><tuv xml:lang="en"><seg>Nothing</seg></tuv><tuv xml:lang="sl"><seg>  </seg></tuv></tu>
<tu><tuv xml:lang="en"><seg>Salt</seg></tuv><tuv xml:lang="pt-BR"><seg>Sal</seg></tuv></tu>
</body>
</tmx>
"""


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """A copy of the example project, and a memory of another program beside it."""
    folder = tmp_path / "example"
    shutil.copytree(FIXTURES / "example", folder)
    (tmp_path / "Old courses.tmx").write_text(FOREIGN, encoding="utf-16")
    return folder


def imported(example: Path, *words: str) -> str:
    """What the command says that imports the memory."""
    done = bwise(example, "memory", "import", "../Old courses.tmx", *words)
    assert done.returncode == 0, done.stderr
    return done.stdout


def refused(folder: Path, code: ExitCode, *words: str) -> str:
    """What a command says that ends with `code` and leaves every file as it was."""
    before = contents(folder)
    done = bwise(folder, *words)
    assert (done.returncode, contents(folder) == before) == (code, True), done.stderr
    assert "Traceback" not in done.stderr
    return done.stderr


def pairs(entries: list[Entry]) -> list[tuple[str, str]]:
    return [(entry.text, entry.translation) for entry in entries]


# Import


def test_import_takes_what_the_project_can_use(example: Path) -> None:
    said = imported(example, "--penalty", "5")
    assert said == "memories/Old courses.tmx: 2 sl; counts 5 % less; the file has 5 units\n"
    assert bwise(example, "memory", "list").stdout == (
        "translations: 2 sl\nmemories/Old courses.tmx: 2 sl; counts 5 % less\n"
    )
    text = (example / "memories" / "Old courses.tmx").read_text(encoding="utf-8")
    assert "Ana" not in text
    assert 'changedate="20240301T000000Z"' in text


def test_words_of_other_programs_are_words(example: Path) -> None:
    imported(example)
    assert pairs(open_workspace(example).memories.entries("sl", FILE)) == [
        ("Tablets at work", "Tablice pri delu"),
        (r"2 \* 3 \[a\](b) \_so\_ \`x\`", r"\*zvezdica\*"),
    ]


def test_what_another_program_learnt_from_our_catalogue_is_as_it_was(example: Path) -> None:
    """OmegaT takes the text of a message as it is, and so it stands in its memory."""
    text, translation = "Read [the *guide*](1) in {country}.[^2]", "V {country} preberite [*navodila*](1).[^2]"
    unit = f'<tu><tuv lang="EN-US"><seg>{text}</seg></tuv><tuv lang="SL"><seg>{translation}</seg></tuv></tu>'
    data = f'<!DOCTYPE tmx SYSTEM "tmx11.dtd"><tmx version="1.1"><header srclang="EN-US"/><body>{unit}</body></tmx>'
    (example / "memories").mkdir()
    (example / "memories" / "project_save.tmx").write_text(data, encoding="utf-8")
    assert pairs(open_workspace(example).memories.entries("sl", FILE)) == [(text, translation)]


def test_a_file_that_somebody_put_there_is_read_as_one_that_was_imported(example: Path) -> None:
    imported(example)
    first = open_workspace(example).memories.entries("sl", FILE)
    shutil.copy(example.parent / "Old courses.tmx", example / "memories" / "Old courses.tmx")
    assert {*pairs(open_workspace(example).memories.entries("sl", FILE))} == {*pairs(first)}


def test_languages_can_be_chosen(example: Path) -> None:
    settings = (example / "bwise.toml").read_text(encoding="utf-8")
    assert "[translate]" not in settings
    (example / "bwise.toml").write_text(settings + '[translate]\nmore_locales = ["de", "de_AT"]\n', encoding="utf-8")
    assert imported(example, "--locale", "de") == "memories/Old courses.tmx: 1 de; the file has 5 units\n"
    assert imported(example, "--replace") == "memories/Old courses.tmx: 1 de, 2 sl; the file has 5 units\n"
    entries = [open_workspace(example).memories.entries(locale, FILE) for locale in ("de", "de_AT", "fr")]
    assert [[entry.source.rank for entry in each] for each in entries] == [[FILE], [FILE + 1], []]


def test_a_penalty_stays_with_the_file(example: Path) -> None:
    imported(example, "--penalty", "20")
    shutil.move(example / "memories" / "Old courses.tmx", example.parent / "Old courses.tmx")
    assert "counts 20 % less" in imported(example)
    assert "counts" not in imported(example, "--penalty", "0", "--replace")


def test_another_memory_of_the_same_name_is_not_lost(example: Path) -> None:
    imported(example)
    said = refused(example, ExitCode.USAGE, "memory", "import", "../Old courses.tmx")
    assert said.startswith("bwise: memories/Old courses.tmx is there already; say --replace, or rename the file")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<tmx><body><tu></body></tmx>", r"other.tmx:1: error\[tmx-syntax\]: is not well-formed XML: mismatched tag"),
        ("", r"other.tmx: error\[tmx-format\]: is empty"),
        ('<!DOCTYPE tmx [<!ENTITY a "b">]><tmx/>', r"other.tmx:1: error\[tmx-doctype\]: declares a document type"),
        (
            '<tmx><body><tu><tuv lang="en"><seg>a</seg></tuv><tuv lang="fr"><seg>b</seg></tuv></tu></body></tmx>',
            r"other.tmx: error\[tmx-language\]: knows nothing for this project: 1 units, languages: en, fr",
        ),
    ],
)
def test_what_cannot_be_used_is_refused_and_leaves_nothing(example: Path, text: str, words: str) -> None:
    (example.parent / "other.tmx").write_text(text, encoding="utf-8")
    said = refused(example, ExitCode.REFUSED, "memory", "import", "../other.tmx")
    assert re.search(words, said), said
    assert said.endswith("; nothing was written\n")


def test_a_name_that_is_no_safe_one_is_refused(example: Path) -> None:
    (example.parent / "con.tmx").write_text(FOREIGN.replace("UTF-16", "UTF-8"), encoding="utf-8")
    assert "rename the file" in refused(example, ExitCode.USAGE, "memory", "import", "../con.tmx")
    assert "cannot be read" in refused(example, ExitCode.DISK, "memory", "import", "../none.tmx")


# Export


def test_what_persons_translated_is_exported_and_can_be_imported_elsewhere(example: Path, tmp_path: Path) -> None:
    assert bwise(example, "memory", "export", "-o", "out.tmx").stdout == "out.tmx: 2 texts, 2 translations\n"
    header, units = parse_tmx([(example / "out.tmx").read_bytes()], "out.tmx")
    catalogue = parse_po((example / "translations/sl/welcome.po").read_bytes(), "x", "welcome", "sl")
    assert header.source_language == "en"
    assert [[variant.text for variant in unit.variants] for unit in units] == [
        [unit.message.text, unit.translation] for unit in catalogue
    ]
    assert json.loads(bwise(example, "memory", "import", "out.tmx", "--format", "json").stdout) == {
        "path": "memories/out.tmx", "penalty": 0, "units": {"sl": 2}, "read": 2,
    }  # fmt: skip


def test_export_is_the_same_each_time(example: Path) -> None:
    workspace = open_workspace(example)
    for name in ("one.tmx", "two.tmx"):
        export_memory(workspace, ["sl"], example / name)
    assert (example / "one.tmx").read_bytes() == (example / "two.tmx").read_bytes()


def test_drafts_are_not_exported(example: Path) -> None:
    bwise(example, "translate", "sl", "--engine", "pseudo")
    assert "2 texts" in bwise(example, "memory", "export").stdout


# What is remembered for a locale


def with_german(example: Path) -> Workspace:
    """The project with German of three countries, of which the base knows a text."""
    settings = (example / "bwise.toml").read_text(encoding="utf-8")
    more = '[translate]\nmore_locales = ["de", "de_AT", "de_BE"]\n'
    (example / "bwise.toml").write_text(settings + more, encoding="utf-8")
    source = (example / "translations/sl/welcome.po").read_text(encoding="utf-8")
    for locale in ("de", "de_AT"):
        path = example / "translations" / locale / "welcome.po"
        path.parent.mkdir()
        path.write_text(
            source.replace("Language: sl", f"Language: {locale}").replace('msgstr "V', f'msgstr "{locale} V'), "utf-8"
        )
    return open_workspace(example)


def test_base_and_countries_help_each_other(example: Path) -> None:
    workspace = with_german(example)
    for locale, origins in (
        ("de_BE", {"de": 1, "de_AT": 2}),
        ("de", {"welcome": 0, "de_AT": 2}),
        ("sl", {"welcome": 0}),
    ):
        found = {entry.source.name: entry.source.rank for entry in known_in_catalogues(workspace, locale)}
        assert found == origins


def test_a_text_of_the_base_arrives_as_a_draft_that_says_so(example: Path) -> None:
    workspace = with_german(example)
    bwise(example, "extract", "de_BE")
    catalogue = workspace.catalogue("welcome", "de_BE")
    assert catalogue is not None
    done = recall(catalogue, recollect(workspace, "de_BE"), TODAY)
    assert done.filled
    assert {(unit.state, unit.record and unit.record.origin) for unit in done.filled} == {(State.DRAFT, "de")}


def test_a_memory_is_read_once(example: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    imported(example)
    folder = open_workspace(example).memories
    first = folder.entries("sl", FILE)
    monkeypatch.setattr(memories, "parse_tmx", lambda *_: pytest.fail("read again"))
    assert folder.entries("sl", FILE) == first
    assert folder.entries("fr", FILE) == []
    assert held(open_workspace(example))[1].units == {"sl": 2}


def test_a_spoiled_cache_costs_time_and_nothing_else(example: Path) -> None:
    imported(example)
    folder = open_workspace(example).memories
    first = folder.entries("sl", FILE)
    for path in (example / ".bwise" / "cache" / "memory").iterdir():
        path.write_bytes(path.read_bytes()[:-3])
    assert folder.entries("sl", FILE) == first


def test_a_damaged_memory_is_named(example: Path) -> None:
    (example / "memories").mkdir()
    (example / "memories" / "bad.tmx").write_text("<tmx>", encoding="utf-8")
    with pytest.raises(RefusedError, match=r"memories/bad\.tmx"):
        recollect(open_workspace(example), "sl")


def test_a_large_memory_is_imported_in_pieces(example: Path) -> None:
    unit = '<tu><tuv lang="en"><seg>Text {n}.</seg></tuv><tuv lang="sl"><seg>Besedilo {n}.</seg></tuv></tu>\n'
    lines = "".join(unit.format(n=n) for n in range(12_000))
    big = example.parent / "big.tmx"
    big.write_text(f'<tmx version="1.4"><header srclang="en"/><body>\n{lines}</body></tmx>', encoding="utf-8")
    assert big.stat().st_size > 1024 * 1024
    done = import_memory(open_workspace(example), big, [], penalty=None, replace=False)
    assert (done.read, done.kept) == (12_000, 12_000)
