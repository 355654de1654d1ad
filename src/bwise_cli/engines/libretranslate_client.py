"""Requests to a server that speaks LibreTranslate's API, and what its faults mean for whoever runs the program."""

import json
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from bwise_cli.domain.errors import BwiseError, ConfigurationError, RemoteError
from bwise_cli.domain.finding import quoted
from bwise_cli.engines.addresses import checked_address
from bwise_cli.engines.keys import HOW_TO_SET_LIBRETRANSLATE_KEY, Secret

if TYPE_CHECKING:
    from requests import RequestException, Response, Session

CONNECT_SECONDS: Final = 10.0
PATIENCE: Final = 300.0
"""Seconds for an answer: a server without a graphics card takes minutes for twenty paragraphs."""
WAITS: Final = (1.0, 5.0, 20.0, 60.0)
"""Seconds before a busy server is asked again. It counts requests by the minute, and bans who asks too often."""
MAX_ANSWER: Final = 16 * 1024 * 1024
"""Bytes of an answer that are read."""
_AGAIN = "then run the same command again: it goes on from there"
EXAMPLE: Final = "http://localhost:5000"
"""What an address looks like."""


class TooMuchError(ConfigurationError):
    """The server does not take so many texts, or so long a one, at once."""


class _BusyError(RemoteError):
    """The server may answer in a moment."""


@dataclass(frozen=True, slots=True)
class _Reply:
    """What came back."""

    status: int
    """The status of HTTP."""
    headers: Mapping[str, str]
    """Headers by their names, of any case."""
    content: bytes
    """The body, as long as it was allowed to be."""


class LibreTranslateConnection:
    """Requests to one server, from any thread. Nothing goes to any other: redirections are not followed."""

    def __init__(
        self,
        address: str,
        key: Secret | None = None,
        user_agent: str = "bwise/0",
        patience: float = PATIENCE,
        waits: Sequence[float] = WAITS,
    ) -> None:
        self.address = checked_address(address, with_key=key is not None, example=EXAMPLE)
        self.host = urlsplit(self.address).netloc
        self._key = key
        self._user_agent = user_agent
        self._patience = patience
        self._waits = tuple(waits)
        self._sessions = threading.local()

    def get(self, path: str) -> Any:
        """The JSON at `path`. Raises `RemoteError` if it cannot be had now, `ConfigurationError` if it never can."""
        return self._ask(path, None)

    def post(self, path: str, body: Mapping[str, Any]) -> Any:
        """The JSON that comes for `body`. Raises what `get` raises, and `TooMuchError`."""
        return self._ask(path, body)

    def _ask(self, path: str, body: Mapping[str, Any] | None) -> Any:
        for wait in self._waits:
            try:
                return self._once(path, body)
            except _BusyError:
                time.sleep(wait)
        return self._once(path, body)

    def _once(self, path: str, body: Mapping[str, Any] | None) -> Any:
        outcome = self._outcome(path, body)
        if isinstance(outcome, BwiseError):
            raise outcome
        return outcome

    def _outcome(self, path: str, body: Mapping[str, Any] | None) -> Any:
        """The JSON that one request brings, or its fault.

        What is raised refers neither to an exception of the client nor to the answer: the key may be in both.
        """
        from requests import RequestException

        try:
            reply = self._reply(path, body)
            return self._fault(reply, path) or json.loads(reply.content)
        except RequestException as error:
            return self._unreachable(error)
        except BwiseError as error:
            return error.with_traceback(None)
        except (ValueError, RecursionError):
            return self.unreadable("not JSON")

    def _reply(self, path: str, body: Mapping[str, Any] | None) -> _Reply:
        with_key = None if body is None else {**body} | ({"api_key": self._key.reveal()} if self._key else {})
        with self._session().request(
            "GET" if body is None else "POST",
            self.address + path,
            json=with_key,
            timeout=(CONNECT_SECONDS, self._patience),
            allow_redirects=False,
            stream=True,
        ) as response:
            return _Reply(response.status_code, response.headers, self._content(response))

    def _content(self, response: "Response") -> bytes:
        content = bytearray()
        deadline = time.monotonic() + self._patience
        for chunk in response.iter_content(64 * 1024):
            content += chunk
            if len(content) > MAX_ANSWER:
                raise RemoteError(f"{self.host} sends an answer without an end; check the address, {_AGAIN}")
            if time.monotonic() > deadline:
                raise RemoteError(f"{self.host} sends its answer too slowly; check the network, {_AGAIN}")
        return bytes(content)

    def _session(self) -> "Session":
        session: Session | None = getattr(self._sessions, "session", None)
        if session is None:
            import requests

            session = requests.Session()
            # The messages of the server are looked at for their meaning.
            session.headers.update({"User-Agent": self._user_agent, "Accept-Language": "en"})
            self._sessions.session = session
        return session

    def _unreachable(self, error: "RequestException") -> BwiseError:
        from requests.exceptions import ChunkedEncodingError, SSLError, Timeout
        from urllib3.exceptions import ProtocolError

        if isinstance(error, SSLError):
            return ConfigurationError(f"{self.host} cannot be trusted: its certificate is not valid for this address")
        if isinstance(error, Timeout):
            return RemoteError(f"{self.host} cannot be reached: no answer in time; check the network, {_AGAIN}")
        cause = error.args[0] if error.args else None
        if isinstance(error, ChunkedEncodingError) or isinstance(cause, ProtocolError):
            return _BusyError(f"{self.host} broke off in the middle of an answer; check the network, {_AGAIN}")
        return RemoteError(f"{self.host} cannot be reached; check that the server runs and the address, {_AGAIN}")

    def _fault(self, reply: _Reply, path: str) -> BwiseError | None:
        """What a status means; None if it is no fault."""
        status, said = reply.status, self._said(reply)
        if status == 200:
            return None
        if status == 429 or status >= 500:
            what = "gets too many requests" if status == 429 else "is out of order"
            return _BusyError(f"{self.host} {what} ({status}{_colon(said)}); wait a minute, {_AGAIN}")
        if status in (401, 403):
            return self._forbidden(status, said)
        if 300 <= status < 400:
            other = urlsplit(reply.headers.get("Location", "")).netloc
            return ConfigurationError(
                f"{self.host} sends on to {quoted(other or 'another page')}; give the address of the server itself"
            )
        if status == 413 or (status == 400 and "limit" in said):
            return TooMuchError(f"{self.host} does not take so much at once ({status}{_colon(said)})")
        if status == 400 and "API key" in said:
            return ConfigurationError(f"{self.host} wants a key ({said}); {HOW_TO_SET_LIBRETRANSLATE_KEY}")
        if status in (404, 405):
            return ConfigurationError(f"there is no LibreTranslate at {self.address}: no {path} ({status})")
        return ConfigurationError(f"{self.host} refuses the request ({status}{_colon(said)})")

    def _forbidden(self, status: int, said: str) -> BwiseError:
        if "Too many" in said:
            return RemoteError(f"{self.host} has banned you for a while ({status}{_colon(said)}); wait, {_AGAIN}")
        return ConfigurationError(
            f"{self.host} refuses the key ({status}{_colon(said)}); {HOW_TO_SET_LIBRETRANSLATE_KEY}"
        )

    def _said(self, reply: _Reply) -> str:
        """What the server says of a fault, fit for a message; empty if it says nothing."""
        if reply.status == 200:
            return ""
        try:
            answer = json.loads(reply.content)
        except (ValueError, RecursionError):
            return ""
        said = answer.get("error") if isinstance(answer, dict) else None
        if not isinstance(said, str) or not said:
            return ""
        return quoted(self._key.hidden_in(said) if self._key else said, 120)

    def unreadable(self, why: str) -> RemoteError:
        """The fault of an answer that is not what it should be."""
        return RemoteError(f"the answer of {self.host} cannot be read ({why}); check the address, {_AGAIN}")


def _colon(said: str) -> str:
    return f": {said}" if said else ""
