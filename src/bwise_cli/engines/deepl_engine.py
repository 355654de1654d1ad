"""The engine `deepl`: orders of passages to DeepL, with the languages, features and terms that the server has."""

import threading
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, cast

from bwise_cli.domain.errors import BwiseError, ConfigurationError, PartlyAnsweredError, RemoteError
from bwise_cli.domain.finding import quoted
from bwise_cli.domain.passage import Limits, Marking, Order, Passage, Register
from bwise_cli.engines.deepl_client import PATIENCE, DeepLConnection, RequestTooLargeError, Usage, json_octets, usage
from bwise_cli.engines.deepl_glossary import ServerGlossary, entries_hash, find_glossary, read_entries
from bwise_cli.engines.deepl_languages import Language, Languages, ask_languages
from bwise_cli.engines.deepl_request import MODEL, Job, make_request
from bwise_cli.engines.keys import Secret

if TYPE_CHECKING:
    from deepl import TextResult

MAX_PASSAGES: Final = 50
MAX_OCTETS: Final = 128 * 1024
"""Bytes that DeepL takes in one request, context and all."""
ORDER_OCTETS: Final = 96 * 1024
"""Bytes of an order: the rest is for the context, and for letters that travel as escapes."""
_FORMALITY: Mapping[Register, str] = {Register.FORMAL: "prefer_more", Register.PLAIN: "prefer_less"}


@dataclass(frozen=True, slots=True)
class _Terms:
    """A dictionary that DeepL applies."""

    glossary: str
    """Id of the glossary that it is in."""
    digest: str
    """Stands for what it says."""


class DeepL:
    """Drafts by DeepL. One value serves all locales, from several threads.

    Nothing is asked before it is needed; what the server says of languages and glossaries is asked once. `glossary` is
    the name or the id of a glossary in the account; without one of this name DeepL translates with its own words.
    """

    name = "deepl"
    markings = (Marking.TAGS, Marking.TOKENS, Marking.PIECES)
    limits = Limits(MAX_PASSAGES, ORDER_OCTETS, orders=4)

    def __init__(
        self,
        key: Secret | None,
        *,
        source_language: str,
        server_url: str = "",
        glossary: str = "",
        user_agent: str = "bwise/0",
        patience: float = PATIENCE,
    ) -> None:
        self.connection = DeepLConnection(key, server_url, user_agent, patience)
        self._source_language = source_language
        self._glossary_name = glossary
        self._lock = threading.RLock()
        self._terms: dict[str, _Terms | None] = {}
        self._billed: Counter[str] = Counter()
        self._models: dict[str, str] = {}

    @property
    def billed(self) -> Mapping[str, int]:
        """Characters that DeepL billed for this value so far, by locale."""
        with self._lock:
            return dict(self._billed)

    def usage(self) -> Usage:
        """What the account used of its limit. Raises what `DeepLConnection.ask` raises."""
        return usage(self.connection)

    def signature(self, locale: str, register: Register) -> str:
        """The language, the register where it has one, and what its terms say."""
        language = self._language(locale)
        terms = self._terms_for(language)
        formality = _FORMALITY.get(register, "") if language.formality else ""
        return " ".join([language.code, MODEL, formality or "-", terms.digest if terms else "-"])

    def provenance(self, locale: str) -> Mapping[str, str]:
        """The model, as the server named it in its last answer, and what the terms say."""
        terms = self._terms_for(self._language(locale))
        with self._lock:
            model = self._models.get(locale, MODEL)
        return {"model": model} | ({"glossary": terms.digest} if terms else {})

    def translate(self, order: Order) -> Sequence[str]:
        """An answer to each passage: one request for all of them, unless DeepL finds it too large."""
        language = self._language(order.locale)
        terms = self._terms_for(language)
        formality = _FORMALITY.get(order.register) if language.formality else None
        job = Job(order.locale, language, order.marking, formality, terms.glossary if terms else None)
        return self._answers(order.passages, job)

    def _language(self, locale: str) -> Language:
        with self._lock:
            languages = self._languages
        return languages.of(locale)

    @cached_property
    def _languages(self) -> Languages:
        return ask_languages(self.connection, self._source_language)

    @cached_property
    def _glossary(self) -> ServerGlossary | None:
        name = self._glossary_name
        return find_glossary(self.connection, name, self._source_language) if name else None

    def _terms_for(self, language: Language) -> _Terms | None:
        """The dictionary for a language, as the server has it now; None if there is none."""
        with self._lock:
            if language.base not in self._terms:
                self._terms[language.base] = self._ask_terms(language)
            return self._terms[language.base]

    def _ask_terms(self, language: Language) -> _Terms | None:
        if not language.glossary or self._glossary is None or language.base not in self._glossary.languages:
            return None
        entries = read_entries(self.connection, self._glossary, self._source_language, language.base)
        return _Terms(self._glossary.identifier, entries_hash(entries))

    def _answers(self, passages: Sequence[Passage], job: Job) -> tuple[str, ...]:
        request = make_request(passages, job)
        if json_octets(request) <= MAX_OCTETS - 1024:
            try:
                return self._answered(request, job)
            except RequestTooLargeError:
                pass
        if len(passages) == 1:
            raise ConfigurationError(
                f"a text is too long for DeepL: {quoted(passages[0].text)}; divide it in the master"
            )
        middle = len(passages) // 2
        first = self._answers(passages[:middle], job)
        try:
            return first + self._answers(passages[middle:], job)
        except BwiseError as error:
            came = error.answers if isinstance(error, PartlyAnsweredError) else ()
            fault = PartlyAnsweredError(error.message, first + came)
        raise fault

    def _answered(self, request: Mapping[str, Any], job: Job) -> tuple[str, ...]:
        """The answers to one request; what it cost is counted first, whatever the answers are worth."""
        options = {**request, "source_lang": self._source_language, "target_lang": job.language.code}
        results = cast("list[TextResult]", self.connection.ask(lambda client: client.translate_text(**options)))
        with self._lock:
            for result in results:
                self._billed[job.locale] += result.billed_characters
                self._models[job.locale] = result.model_type_used or MODEL
        texts, answers = request["text"], tuple(result.text for result in results)
        if len(answers) != len(texts):
            raise RemoteError(f"DeepL answered {len(answers)} of {len(texts)} texts; run the same command again")
        return answers
