"""Where a link inside a curriculum leads: from what its author wrote to a file and an id.

Links are followed as the programs follow them for which masters are written: GitHub and static site generators find
folders, pages without their ending and anchors in another case. What is written exactly always comes first, and what
could mean two places means none.
"""

import posixpath
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import unquote

from bwise_cli.domain.anchors import Anchors

SAFE_SCHEMES = ("https://", "http://", "mailto:", "tel:")
"""What a link out of the curriculum may begin with."""
_INDEXES = ("readme", "index", "_index", "curriculum")
"""Names, without their ending, of the file that a link to a folder opens; the first that is there."""
_ENDINGS = (".md", ".docx")
_PAGES = (".html", ".htm", ".md", ".mdx", ".markdown")
"""Endings that stand in links for that of a master."""
_USER_CONTENT = "user-content-"
"""What GitHub puts before ids in the pages that it makes."""
_REFERENCE = re.compile(
    r"""\{\{[<%]\s*(?:rel)?ref\s+["']?(?P<hugo>[^"'\s>%]+)["']?\s*[>%]\}\}"""
    r"""|(?:\{\{\s*site\.baseurl\s*\}\})?/?\{%-?\s*link\s+(?P<jekyll>[^\s%]+)\s*-?%\}"""
    r"""|\{\{\s*site\.baseurl\s*\}\}(?P<base>)"""
)
"""How templates of Hugo and Jekyll name a file; Jekyll counts from the root of a site."""


@dataclass(frozen=True, slots=True)
class Destination:
    """A place in a curriculum."""

    file: str
    """Name of the master."""
    identifier: str
    """An id in it."""


class Destinations:
    """The places of one curriculum, by what links may call them."""

    def __init__(self, folder: str, anchors: Mapping[str, Anchors]) -> None:
        """`folder` is that of the masters, relative to the project; `anchors` are those of each by its name."""
        self._folder = folder
        self._anchors = anchors
        self._files = _by_key(anchors, str.casefold)

    def find(self, file: str, url: str) -> Destination | None:
        """Where the link `url` in `file` leads; None if that is no place of this curriculum."""
        path, _, fragment = _REFERENCE.sub(_referred, url).partition("#")
        target = self._file(file, unquote(path).replace("\\", "/")) if path.partition("?")[0] else file
        if target is None:
            return None
        identifier = _identifier(self._anchors[target], fragment)
        return Destination(target, identifier) if identifier else None

    def _file(self, file: str, path: str) -> str | None:
        """The master that `path` in `file` names."""
        for written in dict.fromkeys([path, path.partition("?")[0]]):
            for name in filter(None, self._names(file, written)):
                if name in self._anchors:
                    return name
                alike = self._files.get(name.casefold(), [])
                if len(alike) == 1:
                    return alike[0]
        return self._first_of_folder(file, path)

    def _first_of_folder(self, file: str, path: str) -> str | None:
        """The first master in the folder that `path` names, if none introduces it: a book has no list of files."""
        folders = [f"{name}/" if name else "" for name in self._places(file, path)]
        return next((name for folder in folders for name in self._anchors if name.startswith(folder)), None)

    def _names(self, file: str, path: str) -> Iterator[str | None]:
        """What the master may be called that `path` in `file` names, the most exact name first."""
        for name in self._places(file, path):
            stem, ending = posixpath.splitext(name)
            is_page = ending.lower() in _PAGES
            yield name
            stems = [stem] if is_page else [name]
            if is_page and posixpath.basename(stem).lower() in _INDEXES:
                stems += [posixpath.join(posixpath.dirname(stem), index) for index in _INDEXES]
            stems += [posixpath.join(name, index) for index in _INDEXES]
            yield from (each + suffix for each in stems for suffix in _ENDINGS)

    def _places(self, file: str, path: str) -> Iterator[str]:
        """Paths, from the folder of the masters, that `path` in `file` may mean; empty for that folder itself."""
        if path.startswith("//"):
            return
        roots = ["", self._folder] if path.startswith("/") else [posixpath.join(self._folder, posixpath.dirname(file))]
        for root in roots:
            base = root or "."
            whole = posixpath.normpath(f"{base}/{path}")
            if whole == self._folder:
                yield ""
            elif PurePosixPath(whole).is_relative_to(self._folder):
                yield PurePosixPath(whole).relative_to(self._folder).as_posix()


def _referred(match: re.Match[str]) -> str:
    return match["hugo"] or (f"/{match['jekyll']}" if match["jekyll"] else "")


def _identifier(anchors: Anchors, fragment: str) -> str:
    """The id in `anchors` that `fragment` names; empty if there is none."""
    if not fragment:
        return anchors.start
    names = {**{name: name for name in anchors.ids}, **anchors.other_names}
    for written in dict.fromkeys([fragment, unquote(fragment), unquote(fragment).removeprefix(_USER_CONTENT)]):
        if written in names:
            return names[written]
        for key in (str.casefold, _letters):
            alike = {names[name]: None for name in _by_key(names, key).get(key(written), []) if key(name)}
            if alike and (len(alike) == 1 or key is str.casefold):
                return next(iter(alike))
    return anchors.start if fragment == "top" else ""


def _letters(name: str) -> str:
    """The letters and digits of an id: programs differ in what they make of all else, and of accents."""
    bare = "".join(each for each in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(each))
    return re.sub(r"[\W_]+", "", bare).lstrip("0123456789")


def _by_key(names: Iterable[str], key: Callable[[str], str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name in names:
        found.setdefault(key(name), []).append(name)
    return found
