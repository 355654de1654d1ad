"""The engine `libretranslate` with a server of the tests: what is sent, and what happens when something fails."""

import threading
import traceback
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from bwise_cli.domain.errors import BwiseError, ConfigurationError, PartlyAnsweredError, RemoteError
from bwise_cli.domain.passage import Marking, Order, Passage, Register
from bwise_cli.draft.engine import Engine
from bwise_cli.engines.keys import Secret, libretranslate_key
from bwise_cli.engines.libretranslate import LibreTranslate, parse_languages

from .libretranslate_server import LANGUAGES, LibreTranslateServer, libretranslate_server, shouted

TEXTS = ("Ask first.", "Then help [1]them[/1].", "Save your work.")
MINE = "9d2f-mine"
SHOUTED = [shouted(text) for text in TEXTS]


@pytest.fixture
def server() -> Iterator[LibreTranslateServer]:
    with libretranslate_server() as running:
        yield running


def engine_for(server: LibreTranslateServer, **options: Any) -> LibreTranslate:
    values: dict[str, Any] = {"address": server.url, "source_language": "en", "waits": (0.0, 0.0)}
    return LibreTranslate(**(values | options))


def order(*texts: str, locale: str = "sl") -> Order:
    return Order(tuple(Passage(text) for text in texts), locale, Marking.TOKENS)


def translated(server: LibreTranslateServer, what: Order, **options: Any) -> Sequence[str]:
    engine: Engine = engine_for(server, **options)
    return engine.translate(what)


# What is sent


def test_passages_come_back_in_their_order_from_one_request(server: LibreTranslateServer) -> None:
    assert list(translated(server, order(*TEXTS))) == SHOUTED
    assert server.translations == [{"q": list(TEXTS), "source": "en", "target": "sl", "format": "text"}]


def test_no_marking_is_offered_that_the_server_would_cut_sentences_at() -> None:
    assert LibreTranslate.markings == (Marking.TOKENS, Marking.PIECES)


@pytest.mark.parametrize(("locale", "code"), [("de_AT", "de"), ("nl_BE", "nl"), ("pt_BR", "pt-BR"), ("bg", "bg")])
def test_a_locale_goes_by_its_own_code_or_by_that_of_its_language(
    server: LibreTranslateServer, locale: str, code: str
) -> None:
    translated(server, order("Ask.", locale=locale))
    assert server.translations[0]["target"] == code


def test_two_locales_of_a_language_share_answers_and_two_servers_do_not(server: LibreTranslateServer) -> None:
    engine = engine_for(server)
    assert engine.signature("de_AT", Register.FORMAL) == engine.signature("de", Register.PLAIN)
    assert engine.signature("de", Register.USUAL) != engine.signature("nl", Register.USUAL)
    with libretranslate_server() as other:
        assert engine_for(other).signature("de", Register.USUAL) != engine.signature("de", Register.USUAL)


def test_languages_are_asked_once_by_all_threads(server: LibreTranslateServer) -> None:
    engine = engine_for(server)
    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(lambda text: engine.translate(order(text)), TEXTS * 4))
    assert [result[0] for result in results] == SHOUTED * 4
    assert [path for path, _ in server.requests].count("/languages") == 1


def test_each_thread_has_a_session_of_its_own(server: LibreTranslateServer) -> None:
    connection, sessions = engine_for(server).connection, list[int]()
    kept = []
    for _ in range(3):
        thread = threading.Thread(target=lambda: kept.append(connection._session()))
        thread.start()
        thread.join()
    sessions = [id(session) for session in kept]
    assert len(set(sessions)) == 3


def test_an_unknown_language_names_the_known_ones_and_sends_no_text(server: LibreTranslateServer) -> None:
    with pytest.raises(ConfigurationError, match='does not translate from "en" into "hr"; it knows bg, de, el'):
        engine_for(server).signature("hr", Register.USUAL)
    with pytest.raises(ConfigurationError, match='from "ga" into "sl"; it knows no language'):
        translated(server, order("Ask."), source_language="ga")
    assert server.translations == []


def test_an_old_server_that_does_not_say_what_into() -> None:
    answer = [{"code": code, "name": "…"} for code in ("en", "de", "sl")]
    assert parse_languages(answer, "en") == {"de": "de", "sl": "sl"}


# Keys


def test_the_key_goes_with_the_texts(server: LibreTranslateServer) -> None:
    server.key = "my-key"
    assert list(translated(server, order(*TEXTS), key=Secret("my-key"))) == SHOUTED


def test_a_server_that_wants_a_key(server: LibreTranslateServer) -> None:
    server.key = "my-key"
    with pytest.raises(ConfigurationError, match=r"wants a key .*Visit https.*; set LIBRETRANSLATE_API_KEY"):
        translated(server, order("Ask."))


def test_a_wrong_key_is_refused_without_being_shown(server: LibreTranslateServer) -> None:
    server.key = "my-key"
    with pytest.raises(ConfigurationError, match=r'refuses the key .403: "Invalid API key …"') as caught:
        translated(server, order("Ask."), key=Secret(MINE))
    assert_hides_key(caught.value, MINE)


def assert_hides_key(error: BaseException, key: str) -> None:
    shown = [*traceback.format_exception(error), repr(error), repr(vars(error))]
    for frame, _ in traceback.walk_tb(error.__traceback__):
        if "bwise_cli" in frame.f_code.co_filename:
            shown.append(repr(frame.f_locals))
    assert [text for text in shown if key in text] == []
    assert (error.__cause__, error.__context__) == (None, None)


def test_the_key_is_taken_from_the_environment() -> None:
    key = libretranslate_key({"LIBRETRANSLATE_API_KEY": " my-key\n"})
    assert key is not None
    assert key.reveal() == "my-key"
    assert libretranslate_key({}) is None
    with pytest.raises(ConfigurationError, match="LIBRETRANSLATE_API_KEY has characters"):
        libretranslate_key({"LIBRETRANSLATE_API_KEY": "my key"})


def test_the_key_does_not_travel_in_the_open() -> None:
    with pytest.raises(ConfigurationError, match="unencrypted"):
        LibreTranslate("http://translate.example.org", Secret("key"), source_language="en")


# Too much at once


def test_a_request_that_is_too_large_is_divided(server: LibreTranslateServer) -> None:
    server.batch_limit = 2
    texts = [f"Text {number}." for number in range(7)]
    assert list(translated(server, order(*texts))) == [shouted(text) for text in texts]


def test_a_text_that_is_too_long_is_sent_in_sentences(server: LibreTranslateServer) -> None:
    server.char_limit = 30
    text = "Ask first.  Then help. Save your work. Close it. Go home now."
    assert list(translated(server, order("Wait.", text))) == ["WAIT.", shouted(text)]
    answered = [body["q"] for body in server.translations if max(map(len, body["q"])) <= 30]
    assert [q for batch in answered for q in batch] == [
        "Wait.",
        "Ask first.  Then help.",
        "Save your work.",
        "Close it. Go home now.",
    ]


def test_a_sentence_that_is_too_long_is_named_and_the_answers_to_those_before_it_are_kept(
    server: LibreTranslateServer,
) -> None:
    server.char_limit = 30
    with pytest.raises(PartlyAnsweredError, match=r"too long: \"Long long.*limit \(30\).*divide it") as caught:
        translated(server, order(*TEXTS, "Go. Long " + "long " * 20))
    assert list(caught.value.answers) == SHOUTED


def test_half_a_text_is_no_answer(server: LibreTranslateServer) -> None:
    server.char_limit = 12
    server.queue += ["", "", "", 500, 500, 500]
    with pytest.raises(RemoteError, match="out of order") as caught:
        translated(server, order("Ask first. Then help. Go."))
    assert not isinstance(caught.value, PartlyAnsweredError)


def test_what_was_answered_before_a_fault_is_kept(server: LibreTranslateServer) -> None:
    server.queue += [413, "", 500, 500, 500]
    with pytest.raises(PartlyAnsweredError, match="out of order") as caught:
        translated(server, order(*TEXTS))
    assert list(caught.value.answers) == SHOUTED[:1]


# Faults

FAULTS: list[tuple[int | str, type[BwiseError], str]] = [
    (401, ConfigurationError, "refuses the key"),
    (400, ConfigurationError, r"refuses the request \(400: \"as told\"\)"),
    (404, ConfigurationError, "there is no LibreTranslate at http://127"),
    (405, ConfigurationError, "there is no LibreTranslate at http://127"),
    (429, RemoteError, r"gets too many requests \(429: \"Slowdown: 20 per 1 minute\"\); wait a minute"),
    (500, RemoteError, "is out of order .*Cannot translate text"),
    (503, RemoteError, "is out of order"),
    ("html", RemoteError, r"cannot be read \(not JSON\)"),
    ("deep", RemoteError, r"cannot be read \(not JSON\)"),
    ("short", RemoteError, r"cannot be read \(no 3 translations\)"),
    ("drop", RemoteError, "broke off in the middle of an answer"),
    ("hang up", RemoteError, "broke off in the middle of an answer"),
    ("endless", RemoteError, "an answer without an end"),
]


@pytest.mark.parametrize(("fault", "kind", "message"), FAULTS, ids=[str(fault) for fault, _, _ in FAULTS])
def test_a_fault_is_said_and_the_next_order_is_answered(
    server: LibreTranslateServer, fault: int | str, kind: type[BwiseError], message: str
) -> None:
    engine = engine_for(server, key=Secret(MINE))
    engine.signature("sl", Register.USUAL)
    server.everywhere = fault
    with pytest.raises(kind, match=message) as caught:
        engine.translate(order(*TEXTS))
    assert caught.type in (kind, *kind.__subclasses__())
    assert_hides_key(caught.value, MINE)
    server.everywhere = None
    assert list(engine.translate(order(*TEXTS))) == SHOUTED


@pytest.mark.parametrize("fault", [429, 500, 503, "drop", "hang up"])
def test_what_passes_is_asked_again(server: LibreTranslateServer, fault: int | str) -> None:
    server.queue += [fault, fault]
    assert list(translated(server, order(*TEXTS))) == SHOUTED
    assert len(server.translations) == 3


def test_waits_grow_before_each_new_try(server: LibreTranslateServer, monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[float] = []
    monkeypatch.setattr("time.sleep", waited.append)
    server.queue += [429] * 3
    assert list(translated(server, order(*TEXTS), waits=(1.0, 5.0, 20.0, 60.0))) == SHOUTED
    assert waited == [1.0, 5.0, 20.0]


def test_a_ban_passes_and_is_not_a_wrong_key(server: LibreTranslateServer) -> None:
    server.queue.append(403)
    server.said = "Too many request limits violations"
    with pytest.raises(RemoteError, match="banned you for a while"):
        translated(server, order("Ask."))
    assert len(server.translations) == 1


def test_no_text_and_no_key_goes_where_the_server_sends_on_to(server: LibreTranslateServer) -> None:
    with libretranslate_server() as other:
        server.queue.append(307)
        server.location = f"{other.url}/translate"
        with pytest.raises(ConfigurationError, match=r"sends on to \"127.0.0.1:\d+\"; give the address of the server"):
            translated(server, order("Ask."), key=Secret("my-key"))
        assert other.requests == []


def test_a_server_that_does_not_answer_in_time(server: LibreTranslateServer) -> None:
    server.queue.append("slow")
    with pytest.raises(RemoteError, match="no answer in time"):
        translated(server, order("Ask."), patience=0.05)


def test_no_server_at_all_is_said_at_once() -> None:
    engine = LibreTranslate("http://127.0.0.1:9", source_language="en")
    with pytest.raises(RemoteError, match=r"127\.0\.0\.1:9 cannot be reached; check that the server runs"):
        engine.translate(order("Ask."))


@pytest.mark.parametrize(
    "answer", [{}, [], None, "text", [1], [{"code": 1}], [{"name": "x"}], [{"code": "en", "targets": 1}]]
)
def test_languages_of_another_form(server: LibreTranslateServer, answer: Any) -> None:
    server.languages = answer
    with pytest.raises(BwiseError, match=r"cannot be read|knows no language"):
        translated(server, order("Ask."))
    assert server.translations == []


@pytest.mark.parametrize("answer", [None, 1, ["a"], {"text": "a"}, "\ud800"])
def test_a_translation_that_is_no_text(server: LibreTranslateServer, answer: Any) -> None:
    server.answers[TEXTS[1]] = answer
    with pytest.raises(RemoteError, match="a translation is no text"):
        translated(server, order(*TEXTS))


def test_an_empty_answer_is_an_answer_since_asking_again_would_give_the_same(server: LibreTranslateServer) -> None:
    server.answers[TEXTS[1]] = ""
    assert list(translated(server, order(*TEXTS))) == [SHOUTED[0], "", SHOUTED[2]]


def test_the_languages_of_the_project_but_croatian_are_those_of_the_test_server() -> None:
    assert {"bg", "de", "el", "es", "fr", "it", "lv", "nl", "pl", "ro", "sl"} < set(LANGUAGES)
