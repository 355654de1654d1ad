"""Addresses of servers that a user names."""

from urllib.parse import urlsplit

from bwise_cli.domain.errors import ConfigurationError
from bwise_cli.domain.finding import quoted

LOCAL_HOSTS = ("localhost", "127.0.0.1", "::1")


def checked_address(address: str, *, with_key: bool, example: str) -> str:
    """`address` with a slash at its end.

    Raises `ConfigurationError`, which shows an `example`, if it is none, or would carry a key in the open.
    """
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname, parts.port
    except ValueError:
        host = None
    if not host or parts.scheme not in ("http", "https") or parts.username or parts.query or parts.fragment:
        raise ConfigurationError(f"{quoted(address)} is no address of a server; one looks like {example}")
    if with_key and parts.scheme == "http" and host not in LOCAL_HOSTS:
        raise ConfigurationError(f"{quoted(address)} would carry the key unencrypted; begin the address with https://")
    return address.rstrip("/") + "/"
