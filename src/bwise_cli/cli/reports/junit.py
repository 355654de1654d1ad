"""The report as JUnit XML: a suite for each catalogue, in it a case for each module and one for what is about none.

A case with errors has one `failure` (readers such as GitLab's expect no second one); its warnings are in `system-out`.
Names are unique: GitLab drops what it has seen. There is no attribute beside those of the common schema, such as
`file`: Jenkins refuses the report otherwise. Times are zero: the same project gives the same report.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from xml.etree import ElementTree

from bwise_cli.cli.printing import counted, finding_lines
from bwise_cli.cli.reports.modules import is_catalogue, locale_and_curriculum
from bwise_cli.cli.reports.outcome import Outcome, in_order
from bwise_cli.cli.reports.summary import asides, percent, verdict
from bwise_cli.domain.finding import Finding, Severity, visible
from bwise_cli.domain.gate import ModuleStanding

LISTED = 100
"""Findings that are written out in one case; the others are counted."""
PROJECT = "project"
"""Suite of what is in no catalogue. It is always there: readers take a report without a case for a broken one."""
WHOLE = "(all modules)"
"""Case of what is in a catalogue but in no module of it."""


@dataclass(slots=True)
class _Case:
    """A test case."""

    suite: str
    """What it belongs to: `project`, or locale and curriculum, or country, locale and curriculum."""
    name: str
    """What it is called in its suite."""
    findings: list[Finding] = field(default_factory=list)
    """What is wrong with it."""
    standing: ModuleStanding | None = None
    """How far the module is, if it is one."""

    @property
    def errors(self) -> list[Finding]:
        """What makes it fail."""
        return [finding for finding in self.findings if finding.severity is Severity.ERROR]

    @property
    def warnings(self) -> list[Finding]:
        """What does not."""
        return [finding for finding in self.findings if finding.severity is Severity.WARNING]


def junit_report(outcome: Outcome) -> str:
    """The outcome as an XML document."""
    cases = _cases(outcome)
    root = ElementTree.Element("testsuites", {"name": "bwise check", **_counts(cases)})
    for suite in dict.fromkeys(case.suite for case in cases):
        members = [case for case in cases if case.suite == suite]
        element = ElementTree.SubElement(root, "testsuite", {"name": _safe(suite), **_counts(members), "skipped": "0"})
        for case in members:
            _add_case(element, case)
        if suite == PROJECT:
            told = "\n".join((*asides(outcome), verdict(outcome)))
            ElementTree.SubElement(element, "system-out").text = told
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode")


def _cases(outcome: Outcome) -> list[_Case]:
    """Every case with what is wrong with it: the project first, then catalogues in the order of the modules."""
    cases = {(PROJECT, PROJECT): _Case(PROJECT, PROJECT)}
    for module in outcome.modules:
        standing = module.standing
        suite = ".".join(filter(None, (standing.country, standing.locale, standing.curriculum)))
        cases[suite, standing.module] = _Case(suite, standing.module, list(in_order(module.findings)), standing)
    for finding in in_order(outcome.others):
        path = finding.place.path
        key = (".".join(locale_and_curriculum(path)), WHOLE) if is_catalogue(path) else (PROJECT, PROJECT)
        cases.setdefault(key, _Case(*key)).findings.append(finding)
    return list(cases.values())


def _add_case(suite: ElementTree.Element, case: _Case) -> None:
    names = {"name": _safe(case.name), "classname": _safe(case.suite), "time": "0"}
    element = ElementTree.SubElement(suite, "testcase", names)
    if case.errors:
        message = ", ".join(_reasons(case))
        kind = Counter(finding.tag for finding in case.errors).most_common(1)[0][0]
        failure = ElementTree.SubElement(element, "failure", {"message": message, "type": kind})
        failure.text = "\n".join((message, *_lines(case.errors)))
    if case.warnings:
        ElementTree.SubElement(element, "system-out").text = "\n".join(_lines(case.warnings))


def _reasons(case: _Case) -> Iterator[str]:
    if case.standing:
        yield f"{percent(case.standing.share)} {case.standing.required.value}"
    for tag, number in Counter(finding.tag for finding in case.errors).most_common():
        yield f"{number} × {tag}"


def _lines(findings: Sequence[Finding]) -> Iterator[str]:
    for finding in findings[:LISTED]:
        yield from map(_safe, finding_lines(finding))
    if len(findings) > LISTED:
        yield f"{counted(len(findings) - LISTED, 'more finding')}; bwise check --everything shows them"


def _counts(cases: Sequence[_Case]) -> dict[str, str]:
    failures = sum(bool(case.errors) for case in cases)
    return {"tests": str(len(cases)), "failures": str(failures), "errors": "0", "time": "0"}


_ATTACHMENT = re.compile(r"\[(?=\[ATTACHMENT)")


def _safe(line: str) -> str:
    """`line` without what XML cannot hold, and without what GitLab takes for the name of a file to show."""
    return _ATTACHMENT.sub("[ ", visible(line))
