"""Files from the network: what broke off goes on where it stopped, and counts only if its checksum is right."""

import hashlib
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from bwise_cli.domain.errors import ConfigurationError, RemoteError
from bwise_cli.domain.finding import quoted

if TYPE_CHECKING:
    from requests import RequestException, Response, Session

TIMEOUTS: Final = (10.0, 60.0)
"""Seconds for a connection, and for the next bytes."""
WAITS: Final = (1.0, 3.0, 10.0)
"""Seconds before a broken download goes on."""
CHUNK: Final = 64 * 1024
"""Bytes that are written at once, and lost when a download breaks off."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file to be fetched."""

    url: str
    """Where it is."""
    size: int
    """Its bytes."""
    digest: str
    """Its SHA-256."""


class _BrokenOffError(RemoteError):
    """It may go on in a moment."""


class Downloads:
    """Fetches. For one thread; close it."""

    def __init__(self, user_agent: str, waits: Sequence[float] = WAITS) -> None:
        self._user_agent = user_agent
        self._waits = tuple(waits)
        self._open: Session | None = None

    def __enter__(self) -> "Downloads":
        return self

    def __exit__(self, *_fault: object) -> None:
        if self._open:
            self._open.close()

    def page(self, url: str, limit: int) -> bytes:
        """The content at `url`, of `limit` bytes at most.

        Raises `RemoteError` if it cannot be had now, `ConfigurationError` if there is none.
        """
        content = bytearray()

        def take(response: "Response") -> None:
            content.clear()
            for chunk in response.iter_content(CHUNK):
                content.extend(chunk)
                if len(content) > limit:
                    raise RemoteError(f"what {_host(url)} sends has no end")

        self._persistently(lambda: self._ask(url, 0, take))
        return bytes(content)

    def file(self, wanted: Wanted, path: Path, tell: Callable[[int], None]) -> None:
        """Fetch a file to `path`, going on from what is there of it; `tell` hears how many bytes there are.

        Raises `RemoteError` if it cannot be had now, and `OSError` if it cannot be written.
        """
        for is_second in (False, True):
            self._persistently(lambda: self._part(wanted, path, tell))
            if _digest(path) == wanted.digest:
                return
            path.unlink()
            if is_second:
                raise RemoteError(
                    f"what {_host(wanted.url)} sends is not what the list of models describes: "
                    f"the checksum of {wanted.url} is wrong; try again later"
                )

    def _part(self, wanted: Wanted, path: Path, tell: Callable[[int], None]) -> None:
        have = path.stat().st_size if path.exists() else 0
        if have >= wanted.size:
            return

        def take(response: "Response") -> None:
            goes_on = response.status_code == 206
            with path.open("ab" if goes_on else "wb") as out:
                for chunk in response.iter_content(CHUNK):
                    out.write(chunk[: wanted.size - out.tell()])
                    tell(out.tell())
                    if out.tell() >= wanted.size:
                        return
            raise _BrokenOffError(f"{_host(wanted.url)} broke off {wanted.url}")

        self._ask(wanted.url, have, take)

    def _persistently(self, attempt: Callable[[], None]) -> None:
        for wait in self._waits:
            try:
                attempt()
            except _BrokenOffError:
                time.sleep(wait)
            else:
                return
        attempt()

    def _ask(self, url: str, start: int, take: "Callable[[Response], None]") -> None:
        import requests

        # identity: parts are counted in the bytes of the file itself
        headers = {"Accept-Encoding": "identity"} | ({"Range": f"bytes={start}-"} if start else {})
        try:
            with self._session().get(url, headers=headers, timeout=TIMEOUTS, stream=True) as response:
                _check(response, url, start)
                take(response)
        except (requests.exceptions.InvalidURL, requests.exceptions.InvalidSchema, requests.exceptions.MissingSchema):
            raise ConfigurationError(f"{quoted(url)} is no address") from None
        except requests.exceptions.SSLError:
            raise RemoteError(
                f"{_host(url)} cannot be trusted: its certificate is not valid for this address"
            ) from None
        except requests.exceptions.RequestException as error:
            if _never_began(error):
                raise RemoteError(f"{_host(url)} cannot be reached") from None
            raise _BrokenOffError(f"{_host(url)} broke off") from None

    def _session(self) -> "Session":
        import requests

        if self._open is None:
            self._open = requests.Session()
            self._open.headers["User-Agent"] = self._user_agent
        return self._open


def _never_began(error: "RequestException") -> bool:
    """Whether there was no connection at all, as without a network: waiting some seconds does not help then."""
    from requests.exceptions import ConnectTimeout
    from urllib3.exceptions import MaxRetryError

    return isinstance(error, ConnectTimeout) or bool(error.args and isinstance(error.args[0], MaxRetryError))


def _check(response: "Response", url: str, start: int) -> None:
    """Raise the fault that a status means; a part of a file is as good as the whole."""
    status = response.status_code
    if status == 200:
        return
    if status == 206 and response.headers.get("Content-Range", "").startswith(f"bytes {start}-"):
        return
    if status in (404, 410):
        raise RemoteError(f"there is nothing at {url} ({status}); try again later")
    if status == 429 or status >= 500:
        raise _BrokenOffError(f"{_host(url)} is out of order ({status})")
    raise RemoteError(f"{_host(url)} refuses {url} ({status})")


def _host(url: str) -> str:
    return urlsplit(url).netloc


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
