"""The library that runs models, which is an extra: imported when it is used, and missed in plain words."""

from types import ModuleType

from bwise_cli.domain.errors import ConfigurationError
from bwise_cli.domain.finding import quoted

EXTRA = "pip install bwise-cli[local]"


def library() -> ModuleType:
    """The package `fxtranslate`. Raises `ConfigurationError` if it is not installed, or does not run here."""
    try:
        import fxtranslate
    except ModuleNotFoundError as error:
        if error.name == "fxtranslate":
            raise ConfigurationError(f"the engine local needs the extra: {EXTRA}") from None
        fault: ImportError = error
    except ImportError as error:
        fault = error
    else:
        return fxtranslate
    raise ConfigurationError(f"fxtranslate does not run here ({quoted(str(fault))}); install it again: {EXTRA}")


def unpacked(data: bytes, digest: str) -> bytes:
    """What zstandard packed. Raises `ValueError` if it has another SHA-256."""
    content: bytes = library().discovery.verify_and_decompress(data, digest)
    return content
