"""Where the key for DeepL is taken from."""

import sys
from collections.abc import Iterator

import keyring
import keyring.backend
import keyring.errors
import pytest

from bwise_cli.domain.errors import ConfigurationError
from bwise_cli.engines.keys import DEEPL_ENTRY, DEEPL_VARIABLE, KEYRING_SERVICE, deepl_key


class Drawer(keyring.backend.KeyringBackend):
    """A keyring in memory; it raises `fault` if there is one."""

    priority = 1

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}
        self.fault: Exception | None = None

    def get_password(self, service: str, username: str) -> str | None:
        if self.fault:
            raise self.fault
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password


@pytest.fixture(autouse=True)
def drawer() -> Iterator[Drawer]:
    before, ours = keyring.get_keyring(), Drawer()
    keyring.set_keyring(ours)
    yield ours
    keyring.set_keyring(before)


def found(**environment: str) -> str | None:
    key = deepl_key(environment)
    return key.reveal() if key else None


def test_the_environment_goes_before_the_keyring(drawer: Drawer) -> None:
    keyring.set_password(KEYRING_SERVICE, DEEPL_ENTRY, "9d2f-kept:fx")
    assert found(DEEPL_AUTH_KEY="9d2f-set:fx\n") == "9d2f-set:fx"
    assert found(DEEPL_AUTH_KEY=" ") == "9d2f-kept:fx"
    assert found() == "9d2f-kept:fx"


def test_without_a_key_there_is_none(drawer: Drawer, monkeypatch: pytest.MonkeyPatch) -> None:
    assert found() is None
    drawer.fault = keyring.errors.NoKeyringError("no backend")
    assert found() is None
    monkeypatch.setitem(sys.modules, "keyring", None)
    assert found() is None


@pytest.mark.parametrize("value", ["two words", "9d2f\n-1", "κλειδί", "9d2f\u200b"])
def test_a_key_that_no_request_could_carry_is_refused_unseen(value: str) -> None:
    with pytest.raises(ConfigurationError, match=f"the DeepL key in {DEEPL_VARIABLE} has characters") as caught:
        found(DEEPL_AUTH_KEY=value)
    assert value not in str(caught.value)


def test_a_keyring_that_cannot_be_read_is_said(drawer: Drawer) -> None:
    drawer.fault = keyring.errors.KeyringLocked("9d2f-kept:fx")
    with pytest.raises(ConfigurationError, match=r"keyring cannot be read \(KeyringLocked\); unlock it") as caught:
        found()
    assert (caught.value.__context__, "kept" in str(caught.value)) == (None, False)
