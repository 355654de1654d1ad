"""Which module a finding is about."""

from collections.abc import Sequence
from pathlib import PurePosixPath

from bwise_cli.domain.finding import Finding, Note, Place
from bwise_cli.domain.gate import ModuleStanding
from bwise_cli.locales import fallback_chain


def findings_of_modules(
    modules: Sequence[ModuleStanding], findings: Sequence[Finding]
) -> tuple[list[list[Finding]], list[Finding]]:
    """For each of `modules` what is about it, and what is about none; a finding may be about a module of many packs."""
    found: list[list[Finding]] = [[] for _ in modules]
    others: list[Finding] = []
    known: dict[tuple[str, ...], list[list[Finding]]] = {}
    for finding in findings:
        places = (elsewhere(finding, note) for note in finding.notes)
        paths = (finding.place.path, *(place.path for place in places if place))
        if paths not in known:
            numbers = _of_catalogue(modules, paths) if is_catalogue(paths[0]) else _of_master(modules, paths[0])
            known[paths] = [found[number] for number in numbers] or [others]
        for each in known[paths]:
            each.append(finding)
    return found, others


def elsewhere(finding: Finding, note: Note) -> Place | None:
    """The place of a note that points to another file, such as the master of a translation."""
    return note.place if note.place and note.place.path != finding.place.path else None


def is_catalogue(path: str) -> bool:
    """Whether `path` is that of a catalogue, `…/LOCALE/CURRICULUM.po`."""
    return path.endswith(".po")


def locale_and_curriculum(path: str) -> tuple[str, str]:
    """What the catalogue at `path` is of."""
    pure = PurePosixPath(path)
    return pure.parent.name, pure.stem


def _of_catalogue(modules: Sequence[ModuleStanding], paths: Sequence[str]) -> list[int]:
    """The modules that a finding of a catalogue is about: those whose master one of its notes points to.

    A catalogue of `de` stands in for those of `de_AT` where it was not looked at for its own sake.
    """
    path, *masters = paths
    locale, curriculum = locale_and_curriculum(path)
    of_curriculum = [number for number, each in enumerate(modules) if each.curriculum == curriculum]
    exact = [number for number in of_curriculum if modules[number].locale == locale]
    near = exact or [number for number in of_curriculum if locale in fallback_chain(modules[number].locale)]
    named = {modules[number].module for number in near}
    fitting = [name for name in named if any(f"/{master}".endswith(f"/{name}") for master in masters)]
    module = max(fitting, key=len, default=None)
    return [number for number in near if modules[number].module == module]


def _of_master(modules: Sequence[ModuleStanding], path: str) -> list[int]:
    """The modules of packs that a finding of a master is about: it is in the packs of every locale."""
    return [
        number
        for number, each in enumerate(modules)
        if each.country and f"/{path}".endswith(f"/{each.curriculum}/{each.module}")
    ]
