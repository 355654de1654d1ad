"""`bwise translate` with an engine that bills: what it costs, what is kept, and that every mark comes back."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from bwise_cli.domain.catalogue import Catalogue
from bwise_cli.domain.errors import ExitCode
from bwise_cli.domain.fitting import fit
from bwise_cli.domain.master import Master, make_masters
from bwise_cli.domain.message import State
from bwise_cli.domain.passage import Marking, Passage, Register, billable
from bwise_cli.draft.desk import Source
from bwise_cli.draft.marks import mark
from bwise_cli.engines.deepl_engine import DeepL
from bwise_cli.engines.keys import Secret
from bwise_cli.engines.markdown import parse_inlines
from bwise_cli.engines.model_index import FILES_VARIABLE, INDEX_VARIABLE
from bwise_cli.formats.po import parse_po

from .building import document
from .cases import read_cases
from .deepl_requests import Request
from .deepl_server import DeepLServer, deepl_server
from .drafting import desk
from .libretranslate_server import libretranslate_server
from .model_server import model_server

SETTINGS = """\
[project]
name = "course"
version = "1"
[curricula.workers]
register = "plain"
[curricula.managers]
register = "formal"
[translate]
more_locales = ["de", "de_AT", "sl", "hr"]
"""
SENTENCES = [f"Sentence number {count} is *about* tool `{count}` and {{country}}." for count in range(120)]
ONLY_MANAGERS = "Managers **decide** [soon](https://example.org)."
ONLY = "Managers <g1>decide</g1> <g2>soon</g2>."
SHARED = "This sentence stands in both courses."


@pytest.fixture
def server() -> Iterator[DeepLServer]:
    with deepl_server() as running:
        yield running


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Two courses: one with many sentences, one with a few, one of them the same."""
    folder = tmp_path / "course"
    texts = {"workers": [*SENTENCES, SHARED], "managers": [ONLY_MANAGERS, SHARED]}
    for course, sentences in texts.items():
        path = folder / "curricula" / course / "01-all.md"
        path.parent.mkdir(parents=True)
        path.write_text("# Tools\n\n" + "\n\n".join(sentences) + "\n", encoding="utf-8")
    (folder / "bwise.toml").write_text(SETTINGS, encoding="utf-8")
    return folder


def bwise(folder: Path, server: DeepLServer | None, *words: str) -> subprocess.CompletedProcess[str]:
    with started(folder, server, *words) as process:
        out, err = process.communicate()
    return subprocess.CompletedProcess(words, process.returncode, out, err)


def started(folder: Path, server: DeepLServer | None, *words: str, **variables: str) -> subprocess.Popen[str]:
    hidden = ("SOURCE_DATE_EPOCH", "DEEPL_AUTH_KEY", "DEEPL_SERVER_URL", "BWISE_MODELS")
    environment = {name: value for name, value in os.environ.items() if name not in hidden} | variables
    if server:
        environment |= {"DEEPL_AUTH_KEY": server.key, "DEEPL_SERVER_URL": server.url}
    return subprocess.Popen(
        [sys.executable, "-m", "bwise_cli", *words],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


def catalogue(folder: Path, locale: str, course: str = "workers") -> Catalogue:
    name = f"translations/{locale}/{course}.po"
    return parse_po((folder / name).read_bytes(), name, course, locale)


def cost(texts: Sequence[str]) -> int:
    """Characters of different texts, as they are billed."""
    parsed = [inlines for inlines in parse_inlines(list(dict.fromkeys(texts))) if inlines]
    passages = {passage for inlines in parsed for passage in mark(inlines, Marking.TAGS).passages}
    return sum(billable(Passage(passage.text), Marking.TAGS) for passage in passages)


def distinct(folder: Path) -> list[str]:
    """The texts of both courses. What both have is plain for one and formal for the other, unless a memory knows it."""
    found = [unit.message.text for course in ("workers", "managers") for unit in catalogue(folder, "de", course)]
    return list(dict.fromkeys(found))


# Cost


def test_two_locales_of_a_language_and_reruns_cost_each_text_once(project: Path, server: DeepLServer) -> None:
    first = bwise(project, server, "translate", "de_AT", "de", "--engine", "deepl")
    assert first.returncode == ExitCode.DONE, first.stderr
    wanted = cost(distinct(project))
    assert server.billed == wanted
    again = bwise(project, server, "translate", "de_AT", "de", "--engine", "deepl", "--redraft")
    assert again.returncode == ExitCode.DONE
    assert server.billed == wanted
    for locale in ("de", "de_AT"):
        states = {unit.state for course in ("workers", "managers") for unit in catalogue(project, locale, course)}
        assert states == {State.DRAFT}


def test_a_rerun_without_catalogues_costs_nothing(project: Path, server: DeepLServer) -> None:
    assert bwise(project, server, "translate", "sl", "--engine", "deepl").returncode == ExitCode.DONE
    billed = server.billed
    before = catalogue(project, "sl").units
    shutil.rmtree(project / "translations")
    assert bwise(project, server, "translate", "sl", "--engine", "deepl").returncode == ExitCode.DONE
    assert server.billed == billed
    assert catalogue(project, "sl").units == before


@pytest.mark.parametrize("at", [1, 2, 3])
def test_a_kill_costs_no_more_than_what_was_on_its_way(project: Path, server: DeepLServer, at: int) -> None:
    lost: list[Request] = []
    process = started(project, server, "translate", "de", "--engine", "deepl")

    def kill(request: Request) -> None:
        if len(server.translations) >= at and not lost:
            lost.append(request)
            process.kill()

    server.before_answer = kill
    with process:
        process.communicate()
    assert process.returncode != ExitCode.DONE
    paid = server.billed
    assert bwise(project, server, "translate", "de", "--engine", "deepl").returncode == ExitCode.DONE
    wasted = sum(billable(Passage(text), Marking.TAGS) for text in lost[0].texts)
    assert paid > 0
    assert server.billed == cost(distinct(project)) + wasted


@pytest.mark.parametrize("fault", [503, 456, 429, "html", "short", "drop", "hang up", "unbilled"])
def test_after_a_fault_the_same_command_goes_on(project: Path, server: DeepLServer, fault: int | str) -> None:
    command = ("translate", "sl", "--engine", "deepl")
    assert bwise(project, server, *command, "--max-characters", "2500").returncode == ExitCode.DONE
    done = server.billed
    assert 0 < done <= 2500
    server.faults.always = fault
    broken = bwise(project, server, *command)
    assert broken.returncode == ExitCode.REMOTE
    assert "Traceback" not in broken.stderr
    assert server.key not in broken.stdout + broken.stderr
    assert re.search(r"same command|again", broken.stderr)
    server.faults.always = None
    assert bwise(project, server, *command).returncode == ExitCode.DONE
    assert {unit.state for unit in catalogue(project, "sl")} == {State.DRAFT}


def test_a_text_without_an_answer_holds_up_no_other_and_is_not_paid_again(project: Path, server: DeepLServer) -> None:
    server.answers |= {SHARED: "", "Tools": " "}
    for _ in range(2):
        assert bwise(project, server, "translate", "de", "--engine", "deepl").returncode == ExitCode.DONE
        empty = {unit.message.text for unit in catalogue(project, "de") if not unit.translation}
        assert empty == {SHARED, "Tools"}
        billed = server.billed
    bwise(project, server, "translate", "de", "--engine", "deepl")
    assert server.billed == billed


def test_a_fault_of_one_locale_ends_the_others_and_all_that_was_answered_is_saved(
    project: Path, server: DeepLServer
) -> None:
    def refuse(request: Request) -> None:
        server.faults.always = 403

    server.before_answer = refuse
    broken = bwise(project, server, "translate", "de", "sl", "hr", "--engine", "deepl")
    assert broken.returncode == ExitCode.USAGE
    assert broken.stderr.count("refuses the key") == 1
    assert broken.stderr.rstrip().endswith("what was drafted is saved")
    drafted = [sum(map(bool, (unit.translation for unit in catalogue(project, name)))) for name in ("de", "sl", "hr")]
    assert sum(drafted) == 50
    server.faults.always, server.before_answer = None, lambda request: None
    assert bwise(project, server, "translate", "de", "sl", "hr", "--engine", "deepl").returncode == ExitCode.DONE
    assert server.billed == 3 * cost(distinct(project))


def test_a_catalogue_that_breaks_meanwhile_stops_no_other_locale(project: Path, server: DeepLServer) -> None:
    path = project / "translations" / "sl" / "workers.po"

    def damage(request: Request) -> None:
        if request.body["target_lang"] == "SL":
            path.write_bytes(path.read_bytes()[:-20])

    server.before_answer = damage
    broken = bwise(project, server, "translate", "sl", "de", "--engine", "deepl")
    assert broken.returncode == ExitCode.REFUSED
    assert "translations/sl/workers.po:" in broken.stderr
    assert {unit.state for unit in catalogue(project, "de")} == {State.DRAFT}


def test_what_was_drafted_is_reported_even_if_the_usage_is_not_known(project: Path, server: DeepLServer) -> None:
    def fail(request: Request) -> None:
        if request.texts == [ONLY]:
            server.faults.everywhere = 403

    server.before_answer = fail
    done = bwise(project, server, "translate", "sl", "--engine", "deepl")
    assert done.returncode == ExitCode.DONE, done.stderr
    assert "used before: 0 of 500,000 characters" in done.stdout
    assert "now:" not in done.stdout


@pytest.mark.skipif(os.name == "nt", reason="a console of its own is needed to press Ctrl+C")
@pytest.mark.parametrize("presses", [1, 2])
def test_an_interrupt_saves_what_is_on_its_way_unless_it_comes_twice(
    project: Path, server: DeepLServer, presses: int
) -> None:
    process = started(project, server, "translate", "de", "--engine", "deepl")
    release = threading.Event()

    def interrupt(request: Request) -> None:
        if len(server.translations) == 2:
            for _ in range(presses):
                process.send_signal(signal.SIGINT)
                time.sleep(0.5)
            release.wait(0 if presses == 1 else 60)

    server.before_answer = interrupt
    with process:
        _, err = process.communicate(timeout=50)
    release.set()
    assert process.returncode == ExitCode.INTERRUPTED
    assert err.startswith("bwise: interrupted")
    assert server.billed < cost(distinct(project))
    assert bwise(project, server, "translate", "de", "--engine", "deepl").returncode == ExitCode.DONE
    lost = server.translations[1].texts if presses == 2 else []
    assert server.billed == cost(distinct(project)) + sum(billable(Passage(text), Marking.TAGS) for text in lost)


@pytest.mark.parametrize("limit", [0, 1, 60, 1000])
def test_a_limit_below_an_order_sends_what_fits(project: Path, server: DeepLServer, limit: int) -> None:
    done = bwise(project, server, "translate", "sl", "--engine", "deepl", "--max-characters", str(limit))
    assert done.returncode == ExitCode.DONE
    assert limit - 60 < server.billed <= limit


def test_no_more_is_sent_than_was_allowed(project: Path, server: DeepLServer) -> None:
    done = bwise(project, server, "translate", "sl", "hr", "--engine", "deepl", "--max-characters", "3000")
    assert done.returncode == ExitCode.DONE
    assert 0 < server.billed <= 3000
    assert "stopped before --max-characters was passed" in done.stdout


def test_a_dry_run_needs_no_key_and_says_what_it_would_cost(project: Path, server: DeepLServer) -> None:
    dry = bwise(project, None, "translate", "de_AT", "de", "sl", "--engine", "deepl", "--dry-run", "--format", "json")
    assert dry.returncode == ExitCode.DONE, dry.stderr
    assert not (project / "translations").exists()
    said: dict[str, int] = {}
    for each in json.loads(dry.stdout)["catalogues"]:
        said[each["locale"]] = said.get(each["locale"], 0) + each["characters"]
    assert bwise(project, server, "translate", "sl", "--engine", "deepl").returncode == ExitCode.DONE
    assert said == {"de_AT": 0, "de": server.billed, "sl": server.billed}


def test_what_is_known_is_not_in_the_estimate(project: Path, server: DeepLServer) -> None:
    assert bwise(project, server, "translate", "sl", "--engine", "deepl").returncode == ExitCode.DONE
    path = project / "curricula" / "workers" / "01-all.md"
    path.write_text(path.read_text(encoding="utf-8") + "\nOne more.\n", encoding="utf-8")
    dry = bwise(project, None, "translate", "sl", "--engine", "deepl", "--dry-run")
    assert re.search(r"sl +workers +deepl +0 +1 +9 ", dry.stdout), dry.stdout
    assert dry.stdout.splitlines()[-1].startswith("bwise: 9 characters to send")


# What a person wrote


def test_what_a_translator_saves_while_an_engine_works_stays(project: Path, server: DeepLServer) -> None:
    path = project / "translations" / "sl" / "workers.po"
    assert bwise(project, None, "extract", "sl").returncode == ExitCode.DONE

    def translate(request: Request) -> None:
        text = path.read_text(encoding="utf-8")
        path.write_text(
            text.replace(f'msgid "{SHARED}"\nmsgstr ""', f'msgid "{SHARED}"\nmsgstr "Moj prevod."'), "utf-8"
        )

    server.before_answer = translate
    assert bwise(project, server, "translate", "sl", "--engine", "deepl").returncode == ExitCode.DONE
    by_text = {unit.message.text: unit for unit in catalogue(project, "sl")}
    assert (by_text[SHARED].translation, by_text[SHARED].state) == ("Moj prevod.", State.TRANSLATED)


def test_readers_are_addressed_as_the_project_says(project: Path, server: DeepLServer) -> None:
    assert bwise(project, server, "translate", "de", "sl", "--engine", "deepl").returncode == ExitCode.DONE
    formality = {(each.body["target_lang"], each.body.get("formality")) for each in server.translations}
    assert formality == {("DE", "prefer_less"), ("DE", "prefer_more"), ("SL", None)}


def test_a_draft_says_what_made_it(project: Path, server: DeepLServer) -> None:
    assert bwise(project, server, "translate", "sl", "--engine", "deepl").returncode == ExitCode.DONE
    (record,) = {unit.record and (unit.record.engine, bool(unit.record.model)) for unit in catalogue(project, "sl")}
    assert record == ("deepl", True)


# Other engines


def test_a_server_of_ones_own_drafts(project: Path) -> None:
    with libretranslate_server() as server:
        words = ("translate", "sl", "de", "--engine", "libretranslate")
        with started(project, None, *words, LIBRETRANSLATE_SERVER_URL=server.url) as process:
            out, err = process.communicate()
    assert process.returncode == ExitCode.DONE, err
    assert re.search(rf"sl +workers +libretranslate +0 +{len(SENTENCES) + 2} ", out), out
    assert {unit.state for unit in catalogue(project, "sl")} == {State.DRAFT}


def test_a_model_is_fetched_once_and_drafts_without_a_network(project: Path, tmp_path: Path) -> None:
    folder = tmp_path / "models"
    command = ("translate", "sl", "--engine", "local", "--models", str(folder))
    with model_server() as server:
        server.add("en-sl")
        variables = {INDEX_VARIABLE: server.source.index, FILES_VARIABLE: server.source.files}
        with started(project, None, *command, "--dry-run", **variables) as process:
            process.communicate()
        assert not server.requests
        with started(project, None, *command, **variables) as process:
            _, err = process.communicate()
        assert process.returncode == ExitCode.DONE, err
    units = catalogue(project, "sl").units
    assert {unit.state for unit in units} == {State.DRAFT}
    assert {unit.record and unit.record.engine for unit in units} == {"local"}
    shutil.rmtree(project / "translations")
    assert bwise(project, None, "translate", "sl", "--models", str(folder)).returncode == ExitCode.DONE
    assert [unit.translation for unit in catalogue(project, "sl")] == [unit.translation for unit in units]


@pytest.mark.parametrize("engine", ["deepl", "libretranslate"])
def test_without_an_engine_the_memory_drafts_and_says_what_is_missing(project: Path, engine: str) -> None:
    done = bwise(project, None, "translate", "sl", "--engine", engine)
    assert done.returncode == ExitCode.DONE
    assert f"did without {engine}: it needs a" in done.stdout


# Marks


def everything() -> list[Master]:
    """Masters with every construct: all fixtures, and the course for job coaches."""
    texts = [case.given for folder in ("extract", "extract_gfm") for case in read_cases(folder)]
    course = Path(__file__).parents[1] / "curricula" / "job-coaches"
    texts += [path.read_text(encoding="utf-8") for path in sorted(course.glob("*.md"))]
    return make_masters([document(text, f"{number}.md") for number, text in enumerate(texts)], parse_inlines)


@pytest.mark.parametrize("fault", ["", "lost", "moved", "doubled", "renamed"])
def test_every_draft_has_the_marks_of_its_source(server: DeepLServer, fault: str) -> None:
    server.faults.tags["*"] = fault
    engine = DeepL(Secret(server.key), source_language="en", server_url=server.url)
    masters = everything()
    offered = [(segment, spelling) for master in masters for segment, spelling in master if spelling]
    made = desk(engine).drafts([Source(spelling.text) for _, spelling in offered], "sl", Register.USUAL)
    texts = {spelling.text for _, spelling in offered}
    assert texts - set(made) == set()
    read = dict(zip(made, parse_inlines([each.text for each in made.values()]), strict=True))
    for segment, spelling in offered:
        faults, _ = fit(read[spelling.text], segment.inlines, spelling)
        assert faults == (), (spelling.text, made[spelling.text])
    if fault == "":
        assert {each.marking for each in made.values()} == {Marking.TAGS}
