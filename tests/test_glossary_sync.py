"""Terms on their way to DeepL, and the glossary there."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import deepl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bwise_cli.domain.errors import ConfigurationError, ExitCode, RemoteError
from bwise_cli.domain.glossary import Glossary, Term
from bwise_cli.engines.deepl_client import DeepLConnection
from bwise_cli.engines.deepl_glossary import GlossaryPlan, carry_out, entries_hash, plan_glossary
from bwise_cli.engines.deepl_terms import MAX_OCTETS, LeftOut, make_dictionaries
from bwise_cli.engines.keys import Secret

from .cases import FIXTURES
from .deepl_server import DeepLServer, deepl_server


def term(identifier: str, status: str = "preferred", translate: bool = True, **forms: str) -> Term:
    return Term(
        identifier,
        {locale: tuple(text.split("|")) for locale, text in forms.items()},
        status=status,
        translate=translate,
    )


def entries(*terms: Term, locales: tuple[str, ...] = ("sl",)) -> dict[str, dict[str, str]]:
    made = make_dictionaries(Glossary(terms), locales).entries
    return {language: dict(words) for language, words in made.items()}


# What is sent


def test_the_preferred_form_of_each_concept_in_each_language() -> None:
    account = term("account", en="account|user account", sl="račun|konto", de="Konto")
    assert entries(account, locales=("sl", "de_AT", "fr")) == {"sl": {"account": "račun"}, "de": {"account": "Konto"}}


def test_a_region_speaks_where_its_language_is_silent() -> None:
    january, may = term("january", en="January", de="Januar", de_AT="Jänner"), term("may", en="May", de_AT="Mai")
    assert entries(january, may, locales=("de", "de_AT")) == {"de": {"January": "Januar", "May": "Mai"}}


def test_what_stays_as_it_is_does_so_in_every_language() -> None:
    assert entries(term("moodle", translate=False, en="Moodle"), locales=("sl", "fr")) == {
        "sl": {"Moodle": "Moodle"},
        "fr": {"Moodle": "Moodle"},
    }


def test_forbidden_and_untranslated_terms_are_not_sent() -> None:
    assert entries(term("a", status="forbidden", en="handicap", sl="hendikep"), term("b", en="help", sl="")) == {}


def test_preferred_terms_go_before_admitted_ones_of_the_same_spelling() -> None:
    made = make_dictionaries(
        Glossary((term("a", status="admitted", en="Account", sl="konto"), term("b", en=" account ", sl="račun"))),
        ["sl"],
    )
    assert made.entries == {"sl": {"account": "račun"}}
    assert made.left_out == (LeftOut("a", "sl", "b has the same term"),)


def test_terms_that_deepl_would_refuse_are_left_out_and_named() -> None:
    long, control = term("long", en="x", sl="ž" * (MAX_OCTETS // 2 + 1)), term("control", en="y\x07", sl="y")
    made = make_dictionaries(Glossary((long, control, term("good", en="z  z", sl="z\tz"))), ["sl"])
    assert made.entries == {"sl": {"z z": "z z"}}
    assert [(each.identifier, each.reason) for each in made.left_out] == [
        ("long", "longer than 1024 bytes"),
        ("control", "has a control character"),
    ]


WORDS = st.dictionaries(st.text(min_size=1), st.text(min_size=1), max_size=5)


@given(WORDS)
def test_whatever_a_glossary_holds_the_client_takes_it(words: dict[str, str]) -> None:
    terms = tuple(Term(str(number), {"en": (en,), "sl": (sl,)}) for number, (en, sl) in enumerate(words.items()))
    for made in make_dictionaries(Glossary(terms), ["sl"]).entries.values():
        assert deepl.util.convert_tsv_to_dict(deepl.util.convert_dict_to_tsv(dict(made))) == made


@given(WORDS)
def test_the_hash_is_of_the_content_not_of_the_order(words: dict[str, str]) -> None:
    assert entries_hash(words) == entries_hash(dict(reversed(list(words.items()))))
    assert entries_hash(words) != entries_hash({**words, "one more": "term"})


# What the server holds


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[DeepLServer]:
    monkeypatch.setattr(deepl.http_client, "max_network_retries", 0)
    with deepl_server() as running:
        yield running


def synced(server: DeepLServer, wanted: dict[str, dict[str, str]]) -> GlossaryPlan:
    connection = DeepLConnection(Secret(server.key), server.url)
    plan = plan_glossary(connection, "course", "en", wanted)
    carry_out(connection, plan, "en")
    return plan


def held(server: DeepLServer) -> dict[str, dict[tuple[str, str], dict[str, str]]]:
    return {glossary.name: glossary.dictionaries for glossary in server.glossaries.by_identifier.values()}


def sendings(server: DeepLServer) -> list[str]:
    return [
        f"{request.method} {request.body.get('target_lang', '')}".strip()
        for request in server.requests
        if request.method != "GET"
    ]


DE, SL = {"work": "Arbeit"}, {"work": "delo", "help": "pomoč"}


def test_one_glossary_is_made_with_a_dictionary_for_each_language(server: DeepLServer) -> None:
    synced(server, {"de": DE, "sl": SL})
    assert held(server) == {"course": {("en", "de"): DE, ("en", "sl"): SL}}


def test_nothing_is_sent_when_nothing_changed(server: DeepLServer) -> None:
    synced(server, {"de": DE, "sl": SL})
    server.requests.clear()
    plan = synced(server, {"sl": dict(reversed(SL.items())), "de": DE})
    assert (plan.same, sendings(server)) == (("sl", "de"), [])


def test_only_what_changed_is_sent(server: DeepLServer) -> None:
    synced(server, {"de": DE, "sl": SL, "fr": {"work": "travail"}})
    server.requests.clear()
    synced(server, {"de": DE, "sl": {"work": "delo"}, "lv": {"work": "darbs"}})
    assert held(server)["course"] == {
        ("en", "de"): DE,
        ("en", "sl"): {"work": "delo"},
        ("en", "lv"): {"work": "darbs"},
    }
    assert sendings(server) == ["PUT SL", "PUT LV", "DELETE"]


def test_a_sync_that_breaks_off_is_finished_by_the_next(server: DeepLServer) -> None:
    synced(server, {"de": DE, "sl": SL})
    changed = {"de": {"work": "Beruf"}, "sl": {"work": "posel"}}
    server.languages["sl"] = set()
    with pytest.raises(ConfigurationError, match="Unsupported glossary language sl"):
        synced(server, changed)
    server.languages["sl"] = {"glossary"}
    assert tuple(synced(server, changed).change) == ("sl",)
    assert held(server)["course"] == {("en", "de"): {"work": "Beruf"}, ("en", "sl"): {"work": "posel"}}


def test_a_project_that_lost_its_terms_does_not_lose_its_glossary(server: DeepLServer) -> None:
    synced(server, {"de": DE})
    synced(server, {})
    assert held(server) == {"course": {("en", "de"): DE}}


def test_an_account_that_may_have_no_more_glossaries(server: DeepLServer) -> None:
    server.glossaries.limit = 0
    with pytest.raises(RemoteError, match=r'a limit of your DeepL account is reached .*"Maximum number of glossaries'):
        synced(server, {"de": DE})


# The command


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    shutil.copytree(FIXTURES / "example", folder)
    return folder


def run(project: Path, server: DeepLServer, *words: str, key: str | None = None) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "DEEPL_AUTH_KEY": key if key is not None else server.key,
        "DEEPL_SERVER_URL": server.url,
    }
    return subprocess.run(
        [sys.executable, "-m", "bwise_cli", "glossary", "sync", *words],
        cwd=project,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        check=False,
    )


FIRST = """sl: 2 terms, sent
bwise: glossary "example" at DeepL: 1 of 1 dictionaries changed
"""
DRY = """sl: 2 terms, would be sent
bwise: glossary "example" at DeepL: dry run; nothing was sent
"""
AGAIN = """sl: 2 terms, already there
bwise: glossary "example" at DeepL: 0 of 1 dictionaries changed
"""


def test_the_command_says_what_it_does_and_does_it_once(project: Path, server: DeepLServer) -> None:
    assert run(project, server, "--dry-run").stdout == DRY
    assert sendings(server) == []
    assert run(project, server).stdout == FIRST
    assert held(server) == {"example": {("en", "sl"): {"job coach": "delovni mentor", "tablet": "tablica"}}}
    assert run(project, server).stdout == AGAIN
    assert len(sendings(server)) == 1


def test_the_command_speaks_of_languages_that_have_no_glossary_and_of_terms_left_out(
    project: Path, server: DeepLServer
) -> None:
    with (project / "bwise.toml").open("a", encoding="utf-8") as file:
        file.write('[translate]\nmore_locales = ["hr", "de"]\n')
    lines = ["id,en,sl,hr", "tablet,tablet,tablica,tablet", "slate,Tablet,plošča,", f"long,long,{'x' * 1025},"]
    (project / "glossaries" / "terms.csv").write_text("\n".join(lines), encoding="utf-8")
    done = run(project, server)
    assert done.stdout.splitlines()[:-1] == [
        "sl: slate is left out: tablet has the same term",
        "sl: long is left out: longer than 1024 bytes",
        "sl: 1 term, sent",
        "hr: DeepL has no glossaries for this language",
    ]
    assert json.loads(run(project, server, "--format", "json").stdout)["unchanged"] == ["sl"]


@pytest.mark.parametrize("debug", [(), ("--debug",)])
def test_a_refused_key_is_said_but_not_shown(project: Path, server: DeepLServer, debug: tuple[str, ...]) -> None:
    done = run(project, server, *debug, key="9d2f-wrong:fx")
    assert done.returncode == (1 if debug else ExitCode.USAGE)
    assert "DeepL refuses the key (403); set DEEPL_AUTH_KEY" in done.stderr
    assert "9d2f" not in done.stdout + done.stderr


def test_without_a_key_the_command_says_how_to_set_one(project: Path, server: DeepLServer) -> None:
    done = run(project, server, key="")
    assert (done.returncode, done.stdout) == (ExitCode.USAGE, "")
    assert done.stderr.startswith("bwise: there is no key for DeepL; set DEEPL_AUTH_KEY, or store the key in")


def test_a_server_that_is_down_can_be_asked_again(project: Path, server: DeepLServer) -> None:
    server.faults.everywhere = 456
    done = run(project, server)
    assert done.returncode == ExitCode.REMOTE
    assert "run the same command again" in done.stderr
