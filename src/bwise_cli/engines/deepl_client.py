"""The official DeepL client, one for each thread, and what its faults mean for whoever runs the program."""

import json
import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Final, TypeVar
from urllib.parse import urlsplit

from bwise_cli.domain.errors import BwiseError, ConfigurationError, RemoteError
from bwise_cli.domain.finding import quoted
from bwise_cli.engines.addresses import checked_address
from bwise_cli.engines.keys import HOW_TO_SET_DEEPL_KEY, Secret

if TYPE_CHECKING:
    from deepl import DeepLClient, DeepLException

T = TypeVar("T")
PATIENCE: Final = 60.0
"""Seconds to wait for an answer. The client waits for 10 and then asks again: a slow answer would be paid twice."""
EXAMPLE: Final = "https://api.deepl.com"
"""What an address looks like."""
_AGAIN = "then run the same command again: it goes on from there"


class RequestTooLargeError(ConfigurationError):
    """DeepL does not take a request of this size."""


class DeepLConnection:
    """Requests to DeepL, from any thread."""

    def __init__(
        self, key: Secret | None, server_url: str = "", user_agent: str = "bwise/0", patience: float = PATIENCE
    ) -> None:
        self._key = key
        self._server_url = checked_address(server_url, with_key=True, example=EXAMPLE) if server_url else None
        self._user_agent = user_agent.partition("/")
        self._patience = patience
        self._clients = threading.local()

    def ask(self, question: Callable[["DeepLClient"], T]) -> T:
        """What `question` gets from the client.

        Raises `ConfigurationError` if asking again would not help, `RemoteError` if it would, and
        `RequestTooLargeError`. No exception refers to one of the client: those may hold the key.
        """
        from deepl import DeepLException

        fault: BwiseError
        try:
            return question(self._client())
        except DeepLException as error:
            fault = self._meaning(error)
        except (AttributeError, LookupError, TypeError, ValueError) as error:
            # the client takes an answer apart without looking at it
            fault = RemoteError(f"DeepL's answer cannot be read ({type(error).__name__}); wait a little, {_AGAIN}")
        raise fault

    def get(self, path: str) -> Any:
        """The JSON at a path for which the client has no method."""

        def question(client: "DeepLClient") -> Any:
            # The client knows only the languages endpoints of v2, which are to go.
            status, content, answer = client._api_call(path, method="GET")
            client._raise_for_status(status, content, answer)
            if answer is None:
                raise ValueError("not JSON")
            return answer

        return self.ask(question)

    def _client(self) -> "DeepLClient":
        if self._key is None:
            raise ConfigurationError(f"there is no key for DeepL; {HOW_TO_SET_DEEPL_KEY}")
        client: DeepLClient | None = getattr(self._clients, "client", None)
        if client is None:
            import deepl

            deepl.http_client.min_connection_timeout = self._patience
            # It logs whole answers, and a server may echo the key.
            logging.getLogger("deepl").setLevel(logging.WARNING)
            client = deepl.DeepLClient(self._key.reveal(), server_url=self._server_url, send_platform_info=False)
            name, _, version = self._user_agent
            client.set_app_info(name, version)
            http: Any = client._client
            http._should_retry = partial(_asks_again, http._should_retry)
            self._clients.client = client
        return client

    def _meaning(self, error: "DeepLException") -> BwiseError:
        """What a fault of the client means, in our words."""
        from deepl import ConnectionException

        status = error.http_status_code
        if isinstance(error, ConnectionException):
            why = "no answer in time" if "timed out" in str(error).lower() else "the connection failed or broke"
            return RemoteError(f"{self._host} cannot be reached: {why}; check the network, {_AGAIN}")
        if status is None:
            # What the client says of a header that cannot be sent has the key in it.
            return ConfigurationError(
                "the request to DeepL cannot be made; check the key and the address of the server"
            )
        if status == 413:
            return RequestTooLargeError("DeepL does not take a request of this size (413)")
        return self._refusal(status, str(error))

    def _refusal(self, status: int, said: str) -> BwiseError:
        if status in (401, 403):
            return ConfigurationError(f"DeepL refuses the key ({status}); {HOW_TO_SET_DEEPL_KEY}")
        if status == 456:
            remedy = f"raise the limit in your DeepL account or wait for the next period, {_AGAIN}"
            return RemoteError(f"a limit of your DeepL account is reached (456: {self._shown(said)}); {remedy}")
        if status == 429:
            return RemoteError(f"DeepL gets too many requests (429); wait a minute, {_AGAIN}")
        if status >= 500:
            return RemoteError(f"DeepL is out of order ({status}); wait a little, {_AGAIN}")
        return ConfigurationError(f"DeepL refuses the request ({status}: {self._shown(said)})")

    @property
    def _host(self) -> str:
        return urlsplit(self._server_url or "").hostname or "DeepL"

    def _shown(self, said: str) -> str:
        """What the client or the server said, fit for a message."""
        message = said.partition(", message: ")[2] or said
        return quoted(self._key.hidden_in(message) if self._key else message)


def _asks_again(usually: Callable[..., bool], answer: object, error: Exception | None, times: int) -> bool:
    """Whether the client sends a request again: as it would, but not one that may have arrived and be billed.

    The client does not tell a line that broke before a request from one that broke before the answer.
    """
    from requests.exceptions import ConnectTimeout
    from urllib3.exceptions import MaxRetryError

    cause = error.__cause__ if error else None
    may_have_arrived = cause is not None and not (
        isinstance(cause, ConnectTimeout) or any(isinstance(each, MaxRetryError) for each in cause.args)
    )
    return not may_have_arrived and usually(answer, error, times)


@dataclass(frozen=True, slots=True)
class Usage:
    """What an account used of its limit in this period."""

    count: int | None
    """Characters that were billed; None if the server does not say."""
    limit: int | None
    """Characters that may be; None if the server does not say."""


def usage(connection: DeepLConnection) -> Usage:
    """Ask what was used."""
    character = connection.ask(lambda client: client.get_usage()).character
    return Usage(character.count, character.limit)


def json_octets(value: Any) -> int:
    """Bytes of a value as the client sends it: letters beyond ASCII are escapes of six bytes."""
    return len(json.dumps(value))
