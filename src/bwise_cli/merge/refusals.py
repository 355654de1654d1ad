"""Changes that an author declared minor and that are not: each one once, with the reason."""

from collections.abc import Iterable, Iterator

from bwise_cli.domain.finding import Finding, Note, Place, Severity, quoted
from bwise_cli.merge.carrying import Carried
from bwise_cli.merge.merged import Merged


def not_minor(merged: Iterable[tuple[str, Merged]]) -> Iterator[Finding]:
    """A warning for each text whose state was not kept; `merged` are catalogues by the names of their files."""
    found: dict[tuple[str, str, str], list[str]] = {}
    for path, each in merged:
        for carried in each.carried:
            if carried.refused:
                key = (carried.unit.message.text, _before(carried), carried.refused)
                found.setdefault(key, []).append(path)
    for (text, before, reason), paths in found.items():
        where = f"; the same in {', '.join(paths[1:])}" if paths[1:] else ""
        notes = (Note(f"it was {quoted(before)}{where}"),)
        yield Finding("not-minor", f"outdated, as {reason}: {quoted(text)}", Place(paths[0]), Severity.WARNING, notes)


def _before(carried: Carried) -> str:
    return " ".join(origin.message.text for origin in carried.origins)
