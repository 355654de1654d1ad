"""Keys of services: from the environment or the system's keyring, never from a file of a project, and never shown."""

import re
from collections.abc import Mapping
from typing import Final

from bwise_cli.domain.errors import ConfigurationError

DEEPL_VARIABLE: Final = "DEEPL_AUTH_KEY"
DEEPL_ADDRESS_VARIABLE: Final = "DEEPL_SERVER_URL"
"""Says where DeepL is, if it is not where the key belongs. A project cannot say it: it would get the key sent there."""
KEYRING_SERVICE: Final = "bwise"
DEEPL_ENTRY: Final = "deepl"
HOW_TO_SET_DEEPL_KEY: Final = (
    f"set {DEEPL_VARIABLE}, or store the key in the system's keyring: pip install bwise-cli[keyring], "
    f"then keyring set {KEYRING_SERVICE} {DEEPL_ENTRY}"
)
LIBRETRANSLATE_VARIABLE: Final = "LIBRETRANSLATE_API_KEY"
LIBRETRANSLATE_ADDRESS_VARIABLE: Final = "LIBRETRANSLATE_SERVER_URL"
"""Says where the server is. A project cannot say it: it would get the key sent there."""
HOW_TO_SET_LIBRETRANSLATE_KEY: Final = f"set {LIBRETRANSLATE_VARIABLE} to the key that its operator gave you"
_FITTING = re.compile(r"[\x21-\x7e]+")


class Secret:
    """A key that no log, message or traceback shows: only `reveal` gives it away."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def reveal(self) -> str:
        """The key itself."""
        return self._value

    def hidden_in(self, text: str) -> str:
        """`text` without the key, should somebody have echoed it."""
        return text.replace(self._value, "…")

    def __repr__(self) -> str:
        return "Secret(…)"

    def __reduce__(self) -> str:
        raise TypeError("a secret is not written anywhere")


def deepl_key(environment: Mapping[str, str]) -> Secret | None:
    """The key for DeepL: that of the environment, else that of the system's keyring; None if there is none.

    Raises `ConfigurationError` if there is one that no request could carry, or if the keyring cannot be opened.
    """
    value = environment.get(DEEPL_VARIABLE, "").strip()
    place = DEEPL_VARIABLE
    if not value:
        value = _from_keyring().strip()
        place = f"the keyring's entry {KEYRING_SERVICE} {DEEPL_ENTRY}"
    if not value:
        return None
    if not _FITTING.fullmatch(value):
        raise ConfigurationError(
            f"the DeepL key in {place} has characters that no key has; copy it again from your DeepL account"
        )
    return Secret(value)


def libretranslate_key(environment: Mapping[str, str]) -> Secret | None:
    """The key for a LibreTranslate server, from the environment; None if there is none, as most servers need none.

    Raises `ConfigurationError` if it has characters that no key has.
    """
    value = environment.get(LIBRETRANSLATE_VARIABLE, "").strip()
    if value and not _FITTING.fullmatch(value):
        raise ConfigurationError(f"the key in {LIBRETRANSLATE_VARIABLE} has characters that no key has; copy it again")
    return Secret(value) if value else None


def _from_keyring() -> str:
    """What the keyring holds; empty if it holds nothing, or if there is none."""
    try:
        import keyring
        from keyring.errors import KeyringError, NoKeyringError
    except ImportError:
        return ""
    try:
        return keyring.get_password(KEYRING_SERVICE, DEEPL_ENTRY) or ""
    except NoKeyringError:
        return ""
    except KeyringError as error:
        fault = ConfigurationError(
            f"the system's keyring cannot be read ({type(error).__name__}); unlock it, or set {DEEPL_VARIABLE}"
        )
    raise fault
