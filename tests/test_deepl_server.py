"""The DeepL of the tests, seen through the real client: what the other tests take for granted of it."""

from collections.abc import Iterator
from typing import Any

import deepl
import pytest
from deepl.api_data import MultilingualGlossaryDictionaryEntries
from hypothesis import given
from hypothesis import strategies as st

from .deepl_answers import TAG_FAULTS, pseudo, pseudo_xml
from .deepl_server import DeepLServer, deepl_server

TEXT = "Press <g1>Save <k2>{name}</k2></g1> &amp; wait<n3/> a little."
XML: dict[str, Any] = {"tag_handling": "xml", "tag_handling_version": "v2", "ignore_tags": ["k2"]}


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[DeepLServer]:
    monkeypatch.setattr(deepl.http_client, "max_network_retries", 0)
    with deepl_server() as running:
        yield running


def client(server: DeepLServer) -> deepl.DeepLClient:
    return deepl.DeepLClient(server.key, server_url=server.url)


def translated(server: DeepLServer, *texts: str, target: str = "SL", **options: Any) -> list[str]:
    results = client(server).translate_text(texts, source_lang="EN", target_lang=target, **options)
    assert isinstance(results, list)
    return [result.text for result in results]


@given(st.text())
def test_the_pseudo_translation_can_be_read_backwards(text: str) -> None:
    assert pseudo(pseudo(text)) == text


def test_it_translates_words_and_leaves_tags_and_what_they_protect(server: DeepLServer) -> None:
    (answer,) = translated(server, TEXT, **XML)
    assert answer == "Þŕéšš <g1>Šåʋé <k2>{name}</k2></g1> &amp; ŵåîţ<n3/> å ļîţţļé."
    assert pseudo_xml(answer, ["k2"]) == TEXT


def test_it_bills_what_is_outside_of_tags_once(server: DeepLServer) -> None:
    translated(server, TEXT, context="not billed", **XML)
    translated(server, "Ask <first>")
    assert server.billed == len("Press Save {name} & wait a little.") + len("Ask <first>")
    assert client(server).get_usage().character.count == server.billed
    assert [request.texts for request in server.translations] == [[TEXT], ["Ask <first>"]]


@pytest.mark.parametrize("fault", TAG_FAULTS)
def test_tags_go_wrong_for_the_language_that_was_named(server: DeepLServer, fault: str) -> None:
    server.faults.tags["HR"] = fault
    assert translated(server, TEXT, target="HR", **XML) != translated(server, TEXT, **XML)
    assert translated(server, TEXT, **XML) == [pseudo_xml(TEXT, ["k2"])]


@pytest.mark.parametrize("fault", TAG_FAULTS)
def test_tokens_go_wrong_likewise(server: DeepLServer, fault: str) -> None:
    server.faults.tokens["*"] = fault
    assert translated(server, "Press ⟦1⟧Save⟦2⟧") != [pseudo("Press ⟦1⟧Save⟦2⟧")]
    assert translated(server, "Press Save") == [pseudo("Press Save")]


REFUSALS: list[tuple[int, type[Exception]]] = [
    (403, deepl.AuthorizationException),
    (413, deepl.DeepLException),
    (429, deepl.TooManyRequestsException),
    (456, deepl.QuotaExceededException),
    (503, deepl.DeepLException),
]


@pytest.mark.parametrize(("status", "exception"), REFUSALS)
def test_a_fault_in_the_queue_is_for_one_request_and_bills_nothing(
    server: DeepLServer, status: int, exception: type[Exception]
) -> None:
    server.faults.queue.append(status)
    with pytest.raises(exception):
        translated(server, "Ask first.")
    assert server.billed == 0
    assert translated(server, "Ask first.") == [pseudo("Ask first.")]


@pytest.mark.parametrize("fault", ["drop", "hang up"])
def test_a_connection_can_break_when_the_answer_is_billed(server: DeepLServer, fault: str) -> None:
    server.faults.queue.append(fault)
    with pytest.raises(deepl.ConnectionException):
        translated(server, "Ask first.")
    assert server.billed == len("Ask first.")


def test_answers_can_be_html_or_short(server: DeepLServer) -> None:
    server.faults.queue += ["html", "short"]
    assert translated(server, "Ask", "Help") == []
    assert translated(server, "Ask", "Help") == [pseudo("Ask")]


def test_a_quota_and_the_sizes_are_held(server: DeepLServer) -> None:
    server.faults.quota = 10
    with pytest.raises(deepl.QuotaExceededException):
        translated(server, "Ask first.", "More")
    assert translated(server, "Ask first.") == [pseudo("Ask first.")]
    server.faults.quota = None
    with pytest.raises(deepl.DeepLException, match="413"):
        translated(server, "x" * 128 * 1024)
    with pytest.raises(deepl.DeepLException, match="Bad request"):
        translated(server, *["x"] * 51)
    with pytest.raises(deepl.DeepLException, match="Tag handling"):
        translated(server, "<g1>not closed", **XML)


def test_a_client_can_be_killed_when_it_has_paid_and_has_no_answer(server: DeepLServer) -> None:
    seen: list[tuple[list[str], int]] = []
    server.before_answer = lambda request: seen.append((request.texts, server.billed))
    translated(server, "Ask")
    client(server).get_usage()
    assert seen == [(["Ask"], 3)]


def test_a_wrong_key_is_refused(server: DeepLServer) -> None:
    with pytest.raises(deepl.AuthorizationException):
        deepl.DeepLClient("wrong", server_url=server.url).get_usage()


def test_glossaries_are_kept_and_used(server: DeepLServer) -> None:
    dictionary = MultilingualGlossaryDictionaryEntries("en", "sl", {"account": "račun"})
    made = client(server).create_multilingual_glossary("test", [dictionary])
    assert [each.name for each in client(server).list_multilingual_glossaries()] == ["test"]
    assert translated(server, "Your account", glossary=made.glossary_id) == [pseudo("Your ") + "račun"]
    with pytest.raises(deepl.DeepLException, match="Bad request"):
        translated(server, "Your account", target="HR", glossary=made.glossary_id)
