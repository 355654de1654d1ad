"""The engine `deepl` through the real client: what is sent, what it costs, and what happens when something fails."""

import json
import logging
import pickle
import threading
import time
import traceback
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from xml.sax.saxutils import escape

import deepl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bwise_cli.domain.errors import BwiseError, ConfigurationError, PartlyAnsweredError, RemoteError
from bwise_cli.domain.passage import Marking, Order, Passage, Register, billable
from bwise_cli.draft.engine import Engine
from bwise_cli.engines.deepl_engine import MAX_OCTETS, DeepL
from bwise_cli.engines.deepl_glossary import entries_hash
from bwise_cli.engines.deepl_languages import parse_languages
from bwise_cli.engines.deepl_request import shared_context
from bwise_cli.engines.keys import Secret

from .deepl_answers import pseudo, pseudo_xml
from .deepl_glossaries import Glossary
from .deepl_languages import LANGUAGES, text_languages
from .deepl_server import DeepLServer, deepl_server

TEXTS = ("Ask first.", "Then help.", "Save your work.")
MARKED = "Press <g1>Save <k2>{name}</k2></g1> &amp; wait<n3/>. Then go."


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[DeepLServer]:
    monkeypatch.setattr(deepl.http_client, "max_network_retries", 2)
    monkeypatch.setattr(deepl.http_client._BackoffTimer, "BACKOFF_INITIAL", 0.01)
    with deepl_server() as running:
        yield running


def engine_for(server: DeepLServer, **options: Any) -> DeepL:
    values: dict[str, Any] = {"key": Secret(server.key), "source_language": "en", "server_url": server.url}
    return DeepL(**(values | options))


def order(
    *texts: str, locale: str = "sl", marking: Marking = Marking.TOKENS, register: Register = Register.USUAL
) -> Order:
    return Order(tuple(Passage(text) for text in texts), locale, marking, register)


def translated(server: DeepLServer, what: Order, **options: Any) -> Sequence[str]:
    engine: Engine = engine_for(server, **options)
    return engine.translate(what)


# What is sent


def test_passages_come_back_in_their_order_from_one_request(server: DeepLServer) -> None:
    assert list(translated(server, order(*TEXTS))) == [pseudo(text) for text in TEXTS]
    assert [request.texts for request in server.translations] == [list(TEXTS)]


def test_tags_are_sent_as_strict_xml_that_splits_nothing_and_keeps_what_is_kept(server: DeepLServer) -> None:
    what = order(MARKED, "<k10>x</k10> and <g4>y</g4>", marking=Marking.TAGS)
    assert translated(server, what)[0] == pseudo_xml(MARKED, ["k2"])
    (request,) = server.translations
    sent = {name: value for name, value in request.body.items() if name not in ("text", "show_billed_characters")}
    assert sent == {
        "source_lang": "EN",
        "target_lang": "SL",
        "tag_handling": "xml",
        "tag_handling_version": "v2",
        "outline_detection": False,
        "non_splitting_tags": ["g1", "g4", "k2", "k10", "n3"],
        "ignore_tags": ["k2", "k10"],
        "split_sentences": "nonewlines",
        "preserve_formatting": True,
        "model_type": "quality_optimized",
    }


def test_pieces_of_sentences_are_not_split_and_are_plain_text(server: DeepLServer) -> None:
    translated(server, order("wait <a little, e.g. here", marking=Marking.PIECES))
    body = server.translations[0].body
    assert (body["split_sentences"], body["preserve_formatting"]) == ("0", True)
    assert "tag_handling" not in body


def test_the_context_of_a_request_is_that_of_its_passages_once(server: DeepLServer) -> None:
    passages = (Passage("Ask", "Course > One\nHelp"), Passage("Help", "Course > One\nAsk\n\nSave"))
    translated(server, Order(passages, "sl", Marking.TAGS))
    assert server.translations[0].body["context"] == "Course > One\nHelp\nAsk\nSave"
    assert server.billed == len("AskHelp")


@given(st.lists(st.text(st.characters(codec="utf-8")), max_size=8), st.integers(0, 60))
def test_a_context_stays_within_its_limit(contexts: list[str], limit: int) -> None:
    assert len(shared_context([Passage("x", context) for context in contexts], limit)) <= limit


# Languages and features


@pytest.mark.parametrize(("locale", "code"), [("de_AT", "DE"), ("nl_BE", "NL"), ("fr", "FR"), ("hr", "HR")])
def test_a_locale_is_the_language_that_the_server_has(server: DeepLServer, locale: str, code: str) -> None:
    translated(server, order("Ask", locale=locale))
    assert server.translations[0].body["target_lang"] == code


def test_a_regional_variant_is_taken_where_the_server_has_one(server: DeepLServer) -> None:
    server.languages["de-AT"] = set(server.languages["de"])
    engine = engine_for(server)
    engine.translate(order("Ask", locale="de_AT"))
    assert server.translations[0].body["target_lang"] == "DE-AT"
    assert engine.signature("de_AT", Register.USUAL) != engine.signature("de", Register.USUAL)


def test_a_language_that_the_client_takes_only_with_a_region_gets_one() -> None:
    answer = text_languages({**LANGUAGES, "pt": (), "pt-BR": (), "pt-PT": ()})
    languages = parse_languages(answer, "en")
    assert [languages.of(locale).code for locale in ("pt", "en", "es")] == ["pt-PT", "en-GB", "es"]


def test_an_unknown_language_is_a_mistake_of_the_configuration(server: DeepLServer) -> None:
    del server.languages["lv"]
    with pytest.raises(ConfigurationError, match='DeepL does not translate into "lv"; it knows bg, de, el'):
        translated(server, order("Ask", locale="lv"))
    with pytest.raises(ConfigurationError, match='DeepL does not translate from "lv"'):
        translated(server, order("Ask"), source_language="lv")


def test_the_server_is_asked_once_for_what_it_can_do(server: DeepLServer) -> None:
    engine = engine_for(server, glossary="course")
    for locale in ("sl", "de", "sl"):
        engine.signature(locale, Register.FORMAL)
        engine.translate(order("Ask", locale=locale))
    asked = [request.path for request in server.requests if request.method == "GET"]
    assert asked == ["/v3/languages?resource=translate_text", "/v3/glossaries"]


@pytest.mark.parametrize(
    ("locale", "register", "formality"),
    [
        ("de", Register.FORMAL, "prefer_more"),
        ("de", Register.PLAIN, "prefer_less"),
        ("de", Register.USUAL, None),
        ("sl", Register.FORMAL, None),
    ],
)
def test_the_register_is_a_wish_and_only_where_the_language_has_one(
    server: DeepLServer, locale: str, register: Register, formality: str | None
) -> None:
    translated(server, order("Ask", locale=locale, register=register))
    assert server.translations[0].body.get("formality") == formality


def test_locales_and_registers_that_get_the_same_answer_have_the_same_signature(server: DeepLServer) -> None:
    engine = engine_for(server)
    assert engine.signature("de_AT", Register.USUAL) == engine.signature("de", Register.USUAL)
    assert engine.signature("de", Register.FORMAL) != engine.signature("de", Register.USUAL)
    assert engine.signature("sl", Register.FORMAL) == engine.signature("sl", Register.USUAL)


# Terms


def with_glossary(server: DeepLServer, name: str = "course") -> Glossary:
    glossary = Glossary(f"id-of-{name}", name, {("en", "de"): {"work": "Arbeit"}})
    server.glossaries.by_identifier[glossary.identifier] = glossary
    return glossary


@pytest.mark.parametrize("called", ["course", "id-of-course"])
def test_the_glossary_is_used_for_the_languages_that_it_has(server: DeepLServer, called: str) -> None:
    with_glossary(server)
    engine = engine_for(server, glossary=called)
    assert list(engine.translate(order("Save your work", locale="de_AT"))) == [pseudo("Save your ") + "Arbeit"]
    digest = entries_hash({"work": "Arbeit"})
    assert engine.provenance("de_AT") == {"model": "quality_optimized", "glossary": digest}
    assert engine.signature("de_AT", Register.USUAL).endswith(digest)
    assert engine.provenance("sl") == {"model": "quality_optimized"}


def test_a_language_without_glossaries_goes_without(server: DeepLServer) -> None:
    with_glossary(server).dictionaries["en", "hr"] = {"work": "rad"}
    engine = engine_for(server, glossary="course")
    assert list(engine.translate(order("Save your work", locale="hr"))) == [pseudo("Save your work")]
    assert "glossary_id" not in server.translations[0].body


def test_a_change_of_terms_is_a_change_of_signature_for_that_language_alone(server: DeepLServer) -> None:
    glossary = with_glossary(server)
    glossary.dictionaries["en", "fr"] = {"work": "travail"}
    before = {
        locale: engine_for(server, glossary="course").signature(locale, Register.USUAL) for locale in ("de", "fr")
    }
    glossary.dictionaries["en", "fr"] = {"work": "emploi"}
    after = {locale: engine_for(server, glossary="course").signature(locale, Register.USUAL) for locale in ("de", "fr")}
    assert before["de"] == after["de"]
    assert before["fr"] != after["fr"]


def test_two_glossaries_of_one_name_are_not_guessed_between(server: DeepLServer) -> None:
    with_glossary(server)
    server.glossaries.by_identifier["other"] = Glossary("other", "course")
    with pytest.raises(ConfigurationError, match="2 glossaries called"):
        engine_for(server, glossary="course").signature("de", Register.USUAL)


# What it costs


def test_billed_characters_are_counted_by_locale_from_every_thread(server: DeepLServer) -> None:
    engine = engine_for(server)
    orders = [order(text, locale=locale) for text in TEXTS * 4 for locale in ("sl", "de")]
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(engine.translate, orders))
    assert [answer[0] for answer in answers] == [pseudo(each.passages[0].text) for each in orders]
    each = 4 * sum(map(len, TEXTS))
    assert engine.billed == {"sl": each, "de": each}
    assert server.billed == 2 * each
    usage = engine.usage()
    assert (usage.count, usage.limit) == (2 * each, 500_000)


@pytest.mark.parametrize("marking", [Marking.TAGS, Marking.TOKENS])
def test_the_estimate_is_what_is_billed(server: DeepLServer, marking: Marking) -> None:
    engine = engine_for(server)
    engine.translate(order(MARKED, locale="sl", marking=marking))
    assert engine.billed["sl"] == billable(Passage(MARKED), marking)


# Sizes


@pytest.mark.parametrize("letter", ["x", "ж", "“"])
def test_an_order_that_makes_too_large_a_request_is_divided_before_it_is_sent(server: DeepLServer, letter: str) -> None:
    texts = [letter * 700 + str(number) for number in range(50)]
    passages = tuple(Passage(text, context="neighbour " * 900) for text in texts)
    answers = engine_for(server).translate(Order(passages, "sl", Marking.TOKENS))
    assert list(answers) == [pseudo(text) for text in texts]
    assert all(request.octets <= MAX_OCTETS and request.status == 200 for request in server.translations)
    assert server.billed == sum(map(len, texts))


def test_an_order_that_the_server_finds_too_large_is_divided(server: DeepLServer) -> None:
    server.faults.queue += [413, 413]
    assert list(translated(server, order(*TEXTS, "More"))) == [pseudo(text) for text in (*TEXTS, "More")]
    assert [len(request.texts) for request in server.translations] == [4, 2, 1, 1, 2]
    assert server.billed == sum(map(len, TEXTS)) + len("More")


def test_what_was_answered_before_a_half_failed_is_handed_on(server: DeepLServer) -> None:
    engine = engine_for(server)
    engine.signature("sl", Register.USUAL)
    server.faults.queue += [413]
    server.faults.quota = sum(map(len, TEXTS[:2]))
    with pytest.raises(PartlyAnsweredError, match="456") as caught:
        engine.translate(order(*TEXTS, "More"))
    assert caught.value.answers == (pseudo(TEXTS[0]), pseudo(TEXTS[1]))


def test_an_empty_answer_is_handed_on_with_the_others(server: DeepLServer) -> None:
    server.answers["Then help."] = " "
    assert list(translated(server, order(*TEXTS))) == [pseudo("Ask first."), " ", pseudo("Save your work.")]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=50)
@given(st.text(min_size=1).map(lambda text: f"a{escape(text)}"))
def test_no_character_of_a_text_makes_it_other_than_xml(server: DeepLServer, text: str) -> None:
    assert translated(server, order(text, marking=Marking.TAGS))


def test_a_single_text_that_is_too_large_is_named(server: DeepLServer) -> None:
    with pytest.raises(ConfigurationError, match='too long for DeepL: "xxxx'):
        translated(server, order("x" * MAX_OCTETS))
    assert server.translations == []


# What fails

FAULTS: list[tuple[int | str, type[BwiseError], str]] = [
    (429, RemoteError, r"too many requests \(429\); wait a minute"),
    (500, RemoteError, r"out of order \(500\)"),
    (503, RemoteError, r"out of order \(503\)"),
    (456, RemoteError, r"a limit of your DeepL account is reached \(456.*raise the limit"),
    (403, ConfigurationError, r"refuses the key \(403\); set DEEPL_AUTH_KEY"),
    (400, ConfigurationError, r"refuses the request \(400"),
    ("html", RemoteError, "answered 0 of 3 texts"),
    ("short", RemoteError, "answered 2 of 3 texts"),
    ("unbilled", RemoteError, "cannot be read"),
    ("drop", RemoteError, "the connection failed or broke; check the network"),
    ("hang up", RemoteError, "the connection failed or broke; check the network"),
]


@pytest.mark.parametrize(("fault", "kind", "message"), FAULTS, ids=[str(fault) for fault, _, _ in FAULTS])
def test_faults_say_what_to_do_and_never_the_key(
    server: DeepLServer, fault: int | str, kind: type[BwiseError], message: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    engine = engine_for(server)
    engine.signature("sl", Register.USUAL)
    server.faults.always = fault
    with pytest.raises(kind, match=message) as caught:
        engine.translate(order(*TEXTS))
    assert_hides_key(caught.value, server.key, caplog.text)
    server.faults.always = None
    assert list(engine.translate(order(*TEXTS))) == [pseudo(text) for text in TEXTS]


def assert_hides_key(error: BaseException, key: str, log: str) -> None:
    shown = [*traceback.format_exception(error), repr(error), repr(vars(error)), log]
    for frame, _ in traceback.walk_tb(error.__traceback__):
        if "bwise_cli" in frame.f_code.co_filename:
            shown.append(repr(frame.f_locals))
    assert [text for text in shown if key in text] == []
    assert (error.__cause__, error.__context__) == (None, None)


def test_too_many_requests_are_asked_again_by_the_client_and_billed_once(server: DeepLServer) -> None:
    server.faults.queue += [429, 503]
    assert list(translated(server, order(*TEXTS))) == [pseudo(text) for text in TEXTS]
    assert server.billed == sum(map(len, TEXTS))


@pytest.mark.parametrize("fault", ["drop", "hang up"])
def test_a_broken_answer_is_not_asked_for_again_behind_the_users_back(server: DeepLServer, fault: str) -> None:
    server.faults.queue += [fault]
    with pytest.raises(RemoteError):
        translated(server, order(*TEXTS))
    assert server.billed == sum(map(len, TEXTS))


def test_an_answer_that_does_not_come_is_not_asked_for_again(server: DeepLServer) -> None:
    engine = engine_for(server, patience=0.5)
    engine.signature("sl", Register.USUAL)
    server.faults.delay = 1.0
    with pytest.raises(RemoteError, match="no answer in time"):
        engine.translate(order(*TEXTS))
    time.sleep(1.0)
    assert len(server.translations) == 1


def test_a_server_that_is_not_there_yet_is_called_again(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[float] = []

    def timeout(timer: object) -> float:
        calls.append(1.0)
        return 1.0

    monkeypatch.setattr(deepl.http_client._BackoffTimer, "get_timeout", timeout)
    monkeypatch.setattr(deepl.http_client._BackoffTimer, "BACKOFF_INITIAL", 0.01)
    with pytest.raises(RemoteError, match="connection failed"):
        DeepL(Secret("key"), source_language="en", server_url="http://127.0.0.1:9").usage()
    assert len(calls) == deepl.http_client.max_network_retries + 1


def test_a_slow_answer_is_waited_for(server: DeepLServer) -> None:
    server.faults.delay = 0.3
    assert list(translated(server, order("Ask"), patience=5.0)) == [pseudo("Ask")]
    assert len(server.translations) == 1


def test_a_server_that_does_not_answer_in_time(server: DeepLServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deepl.http_client, "max_network_retries", 0)
    server.faults.delay = 0.5
    with pytest.raises(RemoteError, match=r"127\.0\.0\.1 cannot be reached: no answer in time"):
        translated(server, order("Ask"), patience=0.05)


def test_no_server_at_all() -> None:
    engine = DeepL(Secret("key"), source_language="en", server_url="http://127.0.0.1:9")
    deepl.http_client.max_network_retries, kept = 0, deepl.http_client.max_network_retries
    try:
        with pytest.raises(RemoteError, match="connection failed"):
            engine.usage()
    finally:
        deepl.http_client.max_network_retries = kept


def test_a_page_of_a_network_that_wants_a_login_is_no_list_of_languages_or_glossaries(server: DeepLServer) -> None:
    with_glossary(server)
    engine = engine_for(server, glossary="course")
    server.faults.everywhere = "html"
    with pytest.raises(RemoteError, match="cannot be read"):
        engine.translate(order("Ask"))
    server.faults.everywhere = None
    engine.signature("hr", Register.USUAL)
    server.faults.everywhere = "html"
    with pytest.raises(RemoteError, match="cannot be read"):
        engine.signature("de", Register.USUAL)


def test_without_a_key_nothing_is_asked_and_the_remedy_is_said(server: DeepLServer) -> None:
    with pytest.raises(ConfigurationError, match="there is no key for DeepL; set DEEPL_AUTH_KEY, or store"):
        translated(server, order("Ask"), key=None)
    assert server.requests == []


def test_a_wrong_key_is_refused_without_being_shown(server: DeepLServer, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    secret = Secret("9d2f-mine:fx")
    with pytest.raises(ConfigurationError, match="refuses the key") as caught:
        translated(server, order("Ask"), key=secret)
    assert_hides_key(caught.value, secret.reveal(), caplog.text)


def test_a_key_that_cannot_be_sent_is_not_shown(server: DeepLServer, caplog: pytest.LogCaptureFixture) -> None:
    secret = Secret("9d2f\nmine")
    with pytest.raises(ConfigurationError, match="cannot be made; check the key") as caught:
        translated(server, order("Ask"), key=secret)
    assert_hides_key(caught.value, "9d2f", caplog.text)


def test_a_secret_is_neither_shown_nor_written() -> None:
    secret = Secret("9d2f-mine:fx")
    assert "mine" not in f"{secret} {secret!r} {[secret]}"
    assert secret.hidden_in("key 9d2f-mine:fx refused") == "key … refused"
    with pytest.raises(TypeError):
        pickle.dumps(secret)
    with pytest.raises(TypeError):
        json.dumps(secret)


# Addresses


def test_the_key_does_not_travel_in_the_open() -> None:
    with pytest.raises(ConfigurationError, match="unencrypted"):
        DeepL(Secret("key"), source_language="en", server_url="http://api.deepl.com")


def test_each_thread_has_a_client_of_its_own(server: DeepLServer) -> None:
    engine = engine_for(server)
    clients: list[deepl.DeepLClient] = []
    threads = [threading.Thread(target=lambda: engine.connection.ask(clients.append)) for _ in range(3)]
    for thread in threads:
        thread.start()
        thread.join()
    assert len({id(client) for client in clients}) == 3
