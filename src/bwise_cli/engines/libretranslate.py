"""The engine `libretranslate`: orders of passages to any server that speaks LibreTranslate's API."""

import threading
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from bwise_cli.domain.errors import BwiseError, ConfigurationError, PartlyAnsweredError, RemoteError
from bwise_cli.domain.finding import quoted
from bwise_cli.domain.passage import Limits, Marking, Order, Register
from bwise_cli.engines.keys import Secret
from bwise_cli.engines.libretranslate_client import PATIENCE, WAITS, LibreTranslateConnection, TooMuchError
from bwise_cli.engines.sentences import sentences
from bwise_cli.locales import base_language, language_tag


class LibreTranslate:
    """Drafts by a LibreTranslate server. One value serves all locales, from several threads.

    Texts go as plain text. What the server does with `format=html` is no better than pieces: Argos, behind it, cuts a
    sentence at every tag, translates the parts alone and code with them; pieces do the same, keep the code, and say so.
    """

    name = "libretranslate"
    markings = (Marking.TOKENS, Marking.PIECES)
    limits = Limits(20, 16 * 1024, orders=2)

    def __init__(
        self,
        address: str,
        key: Secret | None = None,
        *,
        source_language: str,
        user_agent: str = "bwise/0",
        patience: float = PATIENCE,
        waits: Sequence[float] = WAITS,
    ) -> None:
        self.connection = LibreTranslateConnection(address, key, user_agent, patience, waits)
        self._source_language = source_language
        self._lock = threading.Lock()

    def signature(self, locale: str, register: Register) -> str:
        """The language, and the server: each has models of its own."""
        return f"{self._language(locale)} {self.connection.host}"

    def provenance(self, locale: str) -> Mapping[str, str]:
        """Nothing: the server does not say what its models are."""
        return {}

    def translate(self, order: Order) -> Sequence[str]:
        """An answer to each passage: one request for all of them, unless the server finds it too large."""
        return self._answers([passage.text for passage in order.passages], self._language(order.locale))

    def _language(self, locale: str) -> str:
        with self._lock:
            offered = self._offered
        for code in (language_tag(locale), base_language(locale)):
            if code.lower() in offered:
                return offered[code.lower()]
        known = ", ".join(sorted(offered.values()))
        raise ConfigurationError(
            f"{self.connection.host} does not translate from {quoted(self._source_language)} into {quoted(locale)}; "
            f"it knows {known or 'no language'}"
        )

    @cached_property
    def _offered(self) -> Mapping[str, str]:
        """The languages that the server translates into, by their codes in lower case. Asked once."""
        answer = self.connection.get("languages")
        try:
            return parse_languages(answer, self._source_language)
        except (KeyError, TypeError) as error:
            why = type(error).__name__
        raise self.connection.unreadable(why)

    def _answers(self, texts: Sequence[str], language: str) -> tuple[str, ...]:
        try:
            return self._answered(texts, language)
        except TooMuchError as error:
            if len(texts) == 1:
                return (self._in_halves(texts[0], language, error),)
        middle = len(texts) // 2
        first = self._answers(texts[:middle], language)
        try:
            return first + self._answers(texts[middle:], language)
        except BwiseError as error:
            came = error.answers if isinstance(error, PartlyAnsweredError) else ()
            fault = PartlyAnsweredError(error.message, first + came)
        raise fault

    def _in_halves(self, text: str, language: str, error: TooMuchError) -> str:
        """The answer to a text that is too long for the server, from those to its sentences."""
        parts = list(sentences(text))
        middle = len(parts) // 4 * 2 + 1
        if len(parts) < 3:
            raise ConfigurationError(
                f"a sentence is too long: {quoted(text)}: {error.message}; divide it in the master"
            ) from None
        halves = ["".join(parts[:middle]), "".join(parts[middle + 1 :])]
        try:
            first, second = self._answers(halves, language)
        except PartlyAnsweredError as partly:
            fault = RemoteError(partly.message)
        else:
            return f"{first}{parts[middle]}{second}"
        raise fault

    def _answered(self, texts: Sequence[str], language: str) -> tuple[str, ...]:
        body = {"q": list(texts), "source": self._source_language, "target": language, "format": "text"}
        answer = self.connection.post("translate", body)
        found = answer.get("translatedText") if isinstance(answer, dict) else None
        if not isinstance(found, list) or len(found) != len(texts):
            raise self.connection.unreadable(f"no {len(texts)} translations")
        if not all(isinstance(text, str) and _is_unicode(text) for text in found):
            raise self.connection.unreadable("a translation is no text")
        return tuple(found)


def _is_unicode(text: str) -> bool:
    """Whether a text can be written: JSON may hold halves of characters."""
    return not any("\ud800" <= character <= "\udfff" for character in text)


def parse_languages(answer: Any, source_language: str) -> Mapping[str, str]:
    """The languages into which `source_language` can be translated, by their codes in lower case.

    Old servers do not say what into, and translate into every language that they list. Raises `KeyError` or
    `TypeError` if the answer is of another form.
    """
    targets: dict[str, str] = {}
    for entry in _listed(answer):
        if _text(entry["code"]).lower() == source_language.lower():
            codes = entry["targets"] if "targets" in entry else [each["code"] for each in answer]
            targets = {_text(code).lower(): code for code in _listed(codes)}
    targets.pop(source_language.lower(), None)
    return targets


def _listed(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError("no list")
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("no text")
    return value
