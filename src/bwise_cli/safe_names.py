"""The allow-list for names from configuration that become files and folders.

What passes is a name on Windows, macOS and Linux alike, stays inside the project, and is not hidden.
"""

import re

_NAME = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9 ._-]*[A-Za-z0-9_-])?")
_LONGEST_NAME = 100
_DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))})
"""Names that Windows gives to devices, whatever extension follows."""

ALLOWED = "allowed: letters a to z, digits, and between them space, dot, hyphen and underscore"
"""What to tell someone whose name was refused."""


def is_safe_name(name: str) -> bool:
    """Whether `name` can be one file or folder: no slash, no "..", no device of Windows, no odd character."""
    if len(name) > _LONGEST_NAME or not _NAME.fullmatch(name):
        return False
    return ".." not in name and name.partition(".")[0].strip().lower() not in _DEVICES


def is_safe_path(path: str) -> bool:
    """Whether `path` is relative, with forward slashes, and each of its parts is a safe name."""
    return all(is_safe_name(part) for part in path.split("/"))
