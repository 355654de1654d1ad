"""Addresses of servers: which are taken, and which would give a key away."""

import pytest

from bwise_cli.domain.errors import ConfigurationError
from bwise_cli.engines.addresses import checked_address

TAKEN = (
    "https://api.deepl.com",
    "https://api-us.deepl.com/",
    "https://translate.example.org/lt/",
    "http://127.0.0.1:80/a",
    "http://localhost:5000",
    "http://[::1]:5000",
)
NONE = ("", "api.deepl.com", "localhost:5000", "ftp://x", "https://", "https://u:p@x", "https://x?a=b", "http://x:y")


@pytest.mark.parametrize("with_key", [True, False])
@pytest.mark.parametrize("address", TAKEN)
def test_addresses_that_are_taken(address: str, with_key: bool) -> None:
    assert checked_address(address, with_key=with_key, example="") == address.rstrip("/") + "/"


@pytest.mark.parametrize("with_key", [True, False])
@pytest.mark.parametrize("address", NONE)
def test_addresses_that_are_none(address: str, with_key: bool) -> None:
    with pytest.raises(ConfigurationError, match="no address of a server; one looks like https://example"):
        checked_address(address, with_key=with_key, example="https://example.org")


def test_a_key_goes_unencrypted_to_this_machine_alone() -> None:
    assert checked_address("http://example.org", with_key=False, example="")
    with pytest.raises(ConfigurationError, match="unencrypted"):
        checked_address("http://example.org", with_key=True, example="")
