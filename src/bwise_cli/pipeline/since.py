"""What a pull request touches: the units, masters and settings that are not as they were where it began."""

from collections.abc import Callable
from pathlib import PurePosixPath

from bwise_cli.country import COUNTRIES_FOLDER
from bwise_cli.domain.errors import BwiseError
from bwise_cli.domain.finding import Finding
from bwise_cli.domain.message import Key, Unit
from bwise_cli.engines import git
from bwise_cli.formats.po import parse_po
from bwise_cli.settings import PROJECT_FILE
from bwise_cli.workspace import Workspace

_OF_MASTERS = frozenset({"not-extracted", "catalogue-missing"})
"""Findings of a catalogue that a change of its masters makes."""

_OF_OTHERS = frozenset({"link-target", "image-format", "variable", "fact-missing"})
"""Findings of a master or country that a change of another file makes: a heading that is gone, a new variable."""

_OF_COUNTRIES = frozenset({"variable", "fact-missing"})
"""Those of them that a change of a country makes, too."""


def touched_since(workspace: Workspace, revision: str) -> Callable[[Finding], bool]:
    """Whether a finding is about what changed since the project parted from `revision`.

    Raises `ConfigurationError` if git does not know the revision.
    """
    commit = git.merge_base(workspace.root, revision)
    changed = git.changed_files(workspace.root, commit)
    units: dict[str, frozenset[Key]] = {}
    folders = _changed_masters(workspace, changed)

    def is_touched(finding: Finding) -> bool:
        path = finding.place.path
        if finding.tag in _OF_MASTERS:
            return _is_in(path, changed) or path in folders
        if finding.tag in _OF_OTHERS and _is_of_another(workspace, finding, changed):
            return True
        if not _is_in(path, changed):
            return False
        if finding.about is None:
            return True
        if path not in units:
            units[path] = _changed_units(workspace, commit, path)
        return finding.about in units[path]

    return is_touched


def _is_in(path: str, changed: frozenset[str]) -> bool:
    """Whether `path` changed, or a folder that it is in: git names no files of a repository inside."""
    return path in changed or any(str(folder) in changed for folder in PurePosixPath(path).parents)


def _is_of_another(workspace: Workspace, finding: Finding, changed: frozenset[str]) -> bool:
    """Whether another file that changed, of the same curriculum or named in a note, can have made the finding."""
    if any(note.place is not None and _is_in(note.place.path, changed) for note in finding.notes):
        return True
    countries = f"{workspace.project.paths.curricula}/{COUNTRIES_FOLDER}"
    if finding.tag in _OF_COUNTRIES and _has_changed(countries, changed):
        return True
    folders = (workspace.masters_folder(each.name) for each in workspace.project.curricula)
    return any(finding.place.path.startswith(f"{each}/") and _has_changed(each, changed) for each in folders)


def _has_changed(folder: str, changed: frozenset[str]) -> bool:
    return _is_in(folder, changed) or any(path.startswith(f"{folder}/") for path in changed)


def _changed_masters(workspace: Workspace, changed: frozenset[str]) -> frozenset[str]:
    """The catalogues of the curricula whose masters changed; all if the settings of the project did."""
    found = set()
    for curriculum in (each.name for each in workspace.project.curricula):
        if PROJECT_FILE in changed or _has_changed(workspace.masters_folder(curriculum), changed):
            paths = (workspace.catalogue_path(curriculum, locale) for locale in workspace.project.locales)
            found |= {workspace.shown(path) for path in paths}
    return frozenset(found)


def _changed_units(workspace: Workspace, commit: str, path: str) -> frozenset[Key]:
    """Messages whose translation, state or remarks in the catalogue at `path` are not as they were."""
    before = _units(git.file_at(workspace.root, commit, path), path)
    now = _units((workspace.root / path).read_bytes(), path)
    return frozenset(key for key, unit in now.items() if key not in before or _said(before[key]) != _said(unit))


def _said(unit: Unit) -> tuple[object, ...]:
    """What people and the program say in a unit; where its message stands is not part of that."""
    return (unit.translation, unit.fuzzy, unit.previous, unit.record, unit.comments)


def _units(data: bytes | None, path: str) -> dict[Key, Unit]:
    """The units of a catalogue; none if there was none, or one that cannot be read."""
    if data is None:
        return {}
    try:
        return parse_po(data, path, "", "", foreign=True).by_key()
    except BwiseError:
        return {}
