"""Dictionaries for spelling: where systems and LibreOffice put them, and Hunspell, an extra, which reads them."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

from bwise_cli.domain.errors import ConfigurationError

EXTRA = "pip install bwise-cli[spell]"
_COUNTRIES = {"el": "GR", "sl": "SI"}
"""Countries of languages that are not called like their country."""
_ON_UNIX = (
    "/usr/share/hunspell",
    "/usr/local/share/hunspell",
    "/usr/share/myspell",
    "/usr/share/myspell/dicts",
    "/Library/Spelling",
)
_IN_LIBREOFFICE = {
    "linux": ("/usr/lib/libreoffice", "/usr/lib64/libreoffice", "/opt/libreoffice*"),
    "darwin": ("/Applications/LibreOffice.app/Contents/Resources",),
    "win32": ("/Program Files/LibreOffice", "/Program Files (x86)/LibreOffice"),
}
"""Where LibreOffice is installed on each system; its dictionaries are in folders of their own in there."""


class Dictionary:
    """The dictionary of one language."""

    def __init__(self, path: Path) -> None:
        """Read the dictionary `path`, a `.dic` file with an `.aff` file beside it.

        Raises `ConfigurationError` if Hunspell is not installed.
        """
        self.path = path
        self._words = _library().Hunspell(path.stem, hunspell_data_dir=str(path.parent))

    def knows(self, word: str) -> bool:
        """Whether `word` is in the dictionary, or has letters that the dictionary cannot have."""
        try:
            return bool(self._words.spell(word) or ("’" in word and self._words.spell(word.replace("’", "'"))))
        except UnicodeEncodeError:
            return True


def _library() -> ModuleType:
    try:
        import hunspell
    except ImportError:
        raise ConfigurationError(f"--spell needs the extra: {EXTRA}") from None
    module: ModuleType = hunspell
    return module


def find_dictionary(locale: str) -> Path | None:
    """The `.dic` file for a locale such as `de_AT`, or else for its language; None if none is installed.

    The folders of DICPATH come first, then those of the system, then those of LibreOffice.
    """
    _library()
    language = locale.partition("_")[0]
    home = f"{language}_{_COUNTRIES.get(language, language.upper())}"
    found = [
        path for folder in _folders() for path in sorted(folder.glob("*.dic")) if path.with_suffix(".aff").exists()
    ]
    for wanted in dict.fromkeys((locale, home, language)):
        for path in found:
            if path.stem.replace("-", "_") in (wanted, f"{wanted}_frami"):
                return path
    return next((path for path in found if path.stem.replace("-", "_").startswith(f"{language}_")), None)


def _folders() -> Iterator[Path]:
    for name in os.environ.get("DICPATH", "").split(os.pathsep):
        if name:
            yield Path(name)
    if sys.platform != "win32":
        yield from (Path(name) for name in _ON_UNIX)
        yield Path.home() / "Library/Spelling"
    for name in _IN_LIBREOFFICE.get(sys.platform, ()):
        root = Path(os.environ.get("SYSTEMDRIVE", "C:") + name if sys.platform == "win32" else name)
        for office in sorted(root.parent.glob(root.name)):
            for inner in ("share/extensions", "extensions"):
                yield from sorted((office / inner).glob("dict-*"))
                yield from sorted((office / inner).glob("dict-*/dictionaries"))
