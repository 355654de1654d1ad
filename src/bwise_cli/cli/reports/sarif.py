"""The report as SARIF 2.1.0, with what GitHub's code scanning asks for beyond the standard.

That is: a help text for each rule, a line and columns for each place, fingerprints that stay when lines move, and no
more results than it takes.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import quote

import bwise_cli
from bwise_cli.cli.printing import counted, json_text
from bwise_cli.cli.reports.modules import elsewhere
from bwise_cli.cli.reports.outcome import Outcome, ranked
from bwise_cli.domain.finding import Finding, Place, Severity, visible
from bwise_cli.domain.known import known
from bwise_cli.domain.rules import BY_TAG, RULES, Rule

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
MOST = 25_000
"""Results that GitHub takes in one report; with one more it refuses all of them."""


def sarif_report(outcome: Outcome) -> str:
    """The outcome as a SARIF log with one run."""
    findings = ranked(outcome.findings)
    rules = [*map(_known_rule, RULES), *(_other_rule(tag) for tag in _other_tags(findings))]
    numbers = {rule["id"]: number for number, rule in enumerate(rules)}
    driver = {"name": "bwise", "version": bwise_cli.__version__, "rules": rules}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(len(findings))],
        "results": _results(findings[:MOST], numbers),
    }
    return json_text({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _invocation(number: int) -> dict[str, Any]:
    """That the check ran, and how many findings there was no room for."""
    if number <= MOST:
        return {"executionSuccessful": True}
    text = f"{counted(number - MOST, 'more finding')} left out; bwise check --format json lists all"
    return {
        "executionSuccessful": True,
        "toolExecutionNotifications": [{"level": "warning", "message": {"text": text}}],
    }


# Rules


def _known_rule(rule: Rule) -> dict[str, Any]:
    return _rule(rule.tag, rule.about, rule.severity, "docs/checks.md")


def _other_tags(findings: Iterable[Finding]) -> list[str]:
    return sorted({finding.tag for finding in findings} - set(BY_TAG))


def _other_rule(tag: str) -> dict[str, Any]:
    """A fault of a master or of the configuration, which no rule of `bwise check` stands for."""
    about = f"A fault of the kind {tag}."
    return _rule(tag, about, Severity.ERROR, "docs/errors.md")


def _rule(tag: str, about: str, severity: Severity, page: str) -> dict[str, Any]:
    return {
        "id": tag,
        "name": "".join(word.capitalize() for word in tag.split("-")),
        "shortDescription": {"text": about},
        "fullDescription": {"text": about},
        "help": {"text": f"{about} The section {tag} of {page} in the documentation of bwise says what to do."},
        "defaultConfiguration": {"level": severity.value},
        "properties": {"tags": ["translation"], "precision": "high", "problem.severity": severity.value},
    }


# Results


def _results(findings: Sequence[Finding], numbers: dict[str, int]) -> list[dict[str, Any]]:
    seen: Counter[str] = Counter()
    results = []
    for finding in findings:
        mark = _fingerprint(finding)
        seen[mark] += 1
        results.append(_result(finding, numbers[finding.tag], f"{mark}:{seen[mark]}"))
    return results


def _result(finding: Finding, rule: int, fingerprint: str) -> dict[str, Any]:
    """A finding. GitHub shows a second place only where the message has a link to it."""
    others: list[dict[str, Any]] = []
    texts = [_text(finding.message)]
    for note in finding.notes:
        said, place = _text(note.message), elsewhere(finding, note)
        if place:
            others.append({"id": len(others) + 1, **_location(place), "message": {"text": said}})
        texts.append(f"[{said}]({len(others)})" if place else said)
    result = {
        "ruleId": finding.tag,
        "ruleIndex": rule,
        "level": finding.severity.value,
        "message": {"text": "; ".join(texts)},
        "locations": [_location(finding.place)],
        "partialFingerprints": {"primaryLocationLineHash": fingerprint},
    }
    return {**result, "relatedLocations": others} if others else result


def _location(place: Place) -> dict[str, Any]:
    """A place: the beginning of its line, or of the file. GitHub wants all four numbers."""
    line = max(place.line, 1)
    region = {"startLine": line, "startColumn": 1, "endLine": line, "endColumn": 1}
    uri = quote(place.path, errors="surrogatepass")
    return {"physicalLocation": {"artifactLocation": {"uri": uri}, "region": region}}


def _fingerprint(finding: Finding) -> str:
    """What makes two findings of two days the same, as for the baseline, and numbers that count something aside."""
    same = known(finding)
    parts = (same.tag, same.path, same.context or "", same.text, re.sub(r"\d+", "", same.message))
    return hashlib.sha256("\x04".join(parts).encode("utf-8", "backslashreplace")).hexdigest()[:16]


_MARKS = str.maketrans({"\\": r"\\", "[": r"\[", "]": r"\]", "{": "{{", "}": "}}"})


def _text(text: str) -> str:
    """`text` as a message. There `[x](1)` would be a link to a place, and `{0}` would be filled in."""
    return visible(text).translate(_MARKS)
