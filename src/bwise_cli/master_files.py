"""Which files in the folder of a curriculum are its masters."""

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from bwise_cli.domain.document import OVERVIEWS
from bwise_cli.domain.errors import ConfigurationError
from bwise_cli.domain.finding import Finding, Note, Place, Severity

MARKDOWN, WORD = ".md", ".docx"
_LOCK_FILE = "~$"
"""What the name of the file begins with that Word keeps beside an open one."""
_NEARLY_WORD = {
    ".doc": "a file of an older Word",
    ".docm": "a Word file with macros",
    ".dot": "a template of an older Word",
    ".dotm": "a Word template with macros",
    ".dotx": "a Word template",
    ".fodt": "an OpenDocument text",
    ".odt": "an OpenDocument text",
    ".rtf": "an RTF file",
}
"""Endings of files that an author may take for masters."""


def is_word(path: Path) -> bool:
    """Whether a master is a Word file."""
    return path.suffix.lower() == WORD


def find_masters(root: Path, shown: str, modules: Sequence[str]) -> list[Path]:
    """The masters in the folder `root`: the overview if there is one, then the modules.

    `modules` are their names in order; all files of the folder and of those in it, by name, if there are none.
    Raises `ConfigurationError`, which calls the folder `shown`, if one is missing, or two are the same module.
    """
    named = [root / name for name in modules]
    for path in named:
        if not path.is_file():
            raise ConfigurationError(f"there is no master {shown}/{path.relative_to(root).as_posix()}")
    overviews = [root / name for name in OVERVIEWS if (root / name).is_file()]
    rest = named or [path for path in _files(root, (MARKDOWN, WORD)) if path not in overviews]
    found = [*overviews, *rest]
    if not found:
        remedy = f"put {' or '.join(OVERVIEWS)} and its modules there"
        raise ConfigurationError(f"there is no master in {shown}; {remedy}", findings=unread_files(root, shown))
    _refuse_twins(found, root, shown)
    return found


def unread_files(root: Path, shown: str) -> tuple[Finding, ...]:
    """A warning for each file in the folder `root` that looks like a master and is not read."""
    remedy = "save it in Word as a Word document (.docx), or move it to another folder"
    return tuple(
        Finding(
            "word-format",
            f"is not read: it is {_NEARLY_WORD[path.suffix.lower()]}",
            Place(f"{shown}/{path.relative_to(root).as_posix()}"),
            Severity.WARNING,
            (Note(remedy),),
        )
        for path in _files(root, _NEARLY_WORD)
    )


def _files(root: Path, suffixes: Iterable[str]) -> list[Path]:
    """The files with these endings, in folders too, by name; hidden ones and Word's own are no files of authors."""
    wanted = tuple(suffixes)
    found: list[Path] = []
    for folder, folders, names in os.walk(root):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [Path(folder, name) for name in names if name.lower().endswith(wanted)]
    return sorted(
        (path for path in found if not path.name.startswith((".", _LOCK_FILE)) and path.is_file()),
        key=lambda path: path.parts,
    )


def _refuse_twins(paths: Iterable[Path], root: Path, shown: str) -> None:
    """Two masters that differ only in their ending would be one module with two texts, and share their ids."""
    seen: dict[str, str] = {}
    for path in paths:
        name = path.relative_to(root).as_posix()
        stem = name[: -len(path.suffix)].lower()
        if stem in seen:
            both = f"{shown}/{seen[stem]} and {name}"
            raise ConfigurationError(f"{both} are the same module twice; keep one, or give one another name")
        seen[stem] = name
