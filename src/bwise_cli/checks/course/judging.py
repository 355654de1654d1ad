"""From what the checks say of masters to findings, without those that authors take away."""

from collections.abc import Iterable, Iterator, Sequence

from bwise_cli.checks.course.course import Course, MasterSlip, Sheet
from bwise_cli.checks.course.ignore import Ignore
from bwise_cli.domain.finding import Finding, Note, Place, Severity, quoted
from bwise_cli.domain.rules import BY_TAG, Group, Rule

_EXAMPLE = "write it as <!-- bwise:ignore table-header why it is right here -->"


def findings_of(
    course: Course, found: Iterable[tuple[Rule, Severity, MasterSlip]], ignore: Severity | None
) -> tuple[list[Finding], int]:
    """The findings that are left, and how many are not; `ignore` says how bad a wrong directive is."""
    sheets = {sheet.name: sheet for sheet in course.sheets}
    needed: set[tuple[Ignore, str]] = set()
    kept: dict[Finding, None] = {}
    left_out: set[Finding] = set()
    for rule, severity, slip in found:
        finding = _finding(course, rule, severity, slip)
        ignores = slip.spot.ignores if slip.spot else sheets[slip.file].at_top
        takers = [each for each in ignores if rule.tag in each.tags]
        needed |= {(each, rule.tag) for each in takers}
        if takers:
            left_out.add(finding)
        else:
            kept[finding] = None
    wrong = [finding for sheet in course.sheets for finding in _wrong(course, sheet, needed, ignore)]
    return sorted([*kept, *wrong], key=lambda finding: (finding.place, finding.tag)), len(left_out)


def _finding(course: Course, rule: Rule, severity: Severity, slip: MasterSlip) -> Finding:
    anchor = slip.spot.anchor if slip.spot else ""
    remedy = (Note(slip.remedy),) if slip.remedy else ()
    return Finding(rule.tag, slip.message, _place(course, slip.file, slip.find, anchor), severity, remedy)


def _place(course: Course, file: str, texts: Sequence[str], anchor: str) -> Place:
    lines = (course.line(file, text, anchor) for text in texts if text)
    return Place(f"{course.folder}/{file}", next((line for line in lines if line), 0))


def _wrong(
    course: Course, sheet: Sheet, needed: set[tuple[Ignore, str]], severity: Severity | None
) -> Iterator[Finding]:
    for each in sheet.ignores if severity else ():
        unneeded = [tag for tag in each.tags if (each, tag) not in needed]
        for message, remedy in _faults(each, unneeded):
            place = _place(course, sheet.name, (each.source,), "")
            yield Finding("ignore", message, place, severity or Severity.WARNING, (Note(remedy),))


def _faults(ignore: Ignore, unneeded: Sequence[str]) -> Iterator[tuple[str, str]]:
    if not ignore.reason:
        yield "this directive does not say why the findings are to be ignored", _EXAMPLE
    for tag in unneeded:
        if tag not in BY_TAG or BY_TAG[tag].group is not Group.MASTERS:
            yield f"no check of masters is called {quoted(tag)}", _EXAMPLE
        else:
            yield f"there is no finding {quoted(tag)} to ignore", "take it out"
