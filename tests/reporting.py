"""Outcomes of `bwise check` to make reports of, and the reports as files."""

import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import redirect_stdout
from dataclasses import replace
from io import StringIO

from bwise_cli.cli.printing import json_text
from bwise_cli.cli.reports.github import github_report
from bwise_cli.cli.reports.json_report import json_report
from bwise_cli.cli.reports.junit import junit_report
from bwise_cli.cli.reports.markdown import markdown_report
from bwise_cli.cli.reports.outcome import Outcome, outcome_of
from bwise_cli.cli.reports.sarif import sarif_report
from bwise_cli.cli.reports.text import print_text
from bwise_cli.domain.catalogue import tally
from bwise_cli.domain.finding import Finding, Note, Place, Severity
from bwise_cli.domain.gate import ModuleStanding
from bwise_cli.domain.message import Message, State, Unit
from bwise_cli.pipeline.check import Checked

from .cases import FIXTURES

GOLDEN = FIXTURES / "reports"
CATALOGUE = "translations/sl/tablets.po"
MASTER = "curricula/tablets/01-first-steps.md"

LINK = Finding(
    "link",
    "link […](1) is missing",
    Place(CATALOGUE, 36),
    notes=(Note('the English text: "Read [the guide](1) before you switch on the tablet."', Place(MASTER, 12)),),
    about=(None, "Read [the guide](1) before you switch on the tablet."),
)
UNTRANSLATED = Finding(
    "incomplete",
    'untranslated, not reviewed: "Ask {employment_service} for 100 % of it, quickly: now."',
    Place(CATALOGUE, 8),
    notes=(Note("translate it"), Note("the English text", Place(MASTER, 3))),
    about=(None, "Ask {employment_service} for 100 % of it, quickly: now."),
)
SIGN_OFF = Finding(
    "sign-off",
    'the sign-off by Ana Kos is void, the text changed since: "Tablets at work"',
    Place(CATALOGUE, 20),
    Severity.WARNING,
    (Note("have it reviewed again"), Note("the English text", Place("curricula/tablets/curriculum.md", 2))),
    ("a title", "Tablets at work"),
)
STYLE = Finding(
    "word-style",
    'no Word master has a paragraph in the style "Kasten"',
    Place("bwise.toml"),
    Severity.WARNING,
    (Note("is its name the one that Word shows? take it out of [word.styles] if it is not used"),),
)


PACK = Finding("variable", "{trainer} has no value in SI", Place(MASTER, 30))


def standing(module: str, *units: Unit, country: str = "") -> ModuleStanding:
    """How far a module of the tablets is in Slovenian."""
    return ModuleStanding(country, "sl", "tablets", module, tally(units), State.REVIEWED, 100)


def checked(
    findings: Sequence[Finding] = (), modules: Sequence[ModuleStanding] = (), *, catalogues: int = 1, units: int = 3
) -> Checked:
    """What a check found."""
    return Checked(tuple(findings), tuple(modules), catalogues, units, 0, 0, 0, 0, None)


def outcome(findings: Sequence[Finding] = (), modules: Sequence[ModuleStanding] = ()) -> Outcome:
    """The outcome of that."""
    return outcome_of(checked(findings, modules))


_MODULES = (
    standing("curriculum.md", Unit(Message("Tablets at work"), "Tablice pri delu")),
    standing("01-first-steps.md", Unit(Message("Ask for it, quickly.")), Unit(Message("Go."), "Pojdi.")),
    standing("02-mail.md"),
)
_FINDINGS = (LINK, UNTRANSLATED, SIGN_OFF, STYLE)
OUTCOMES: Mapping[str, Outcome] = {
    "nothing": outcome_of(checked(catalogues=0, units=0)),
    "clean": outcome(modules=_MODULES[2:]),
    "findings": outcome_of(
        replace(checked(_FINDINGS, _MODULES), ignored=2, known=5, gone=1, outside=7, most_warnings=1), ("de_AT", "lv")
    ),
    "pack": outcome((PACK,), [replace(each, country="SI") for each in _MODULES[1:]]),
}
"""Outcomes by the name of the files that show them."""


def text_report(shown: Outcome, *, everything: bool = False) -> str:
    """What the report for people prints to a pipe."""
    with redirect_stdout(StringIO()) as printed:
        print_text(shown, everything=everything)
    return "\n".join(line.rstrip() for line in printed.getvalue().splitlines())


def short_sarif_report(shown: Outcome) -> str:
    """The SARIF report without the rules that nothing in it breaks: with each check there are more."""
    log = json.loads(sarif_report(shown))
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    broken = sorted({result["ruleIndex"] for result in run["results"]})
    run["tool"]["driver"]["rules"] = [rules[number] for number in broken]
    for result in run["results"]:
        result["ruleIndex"] = broken.index(result["ruleIndex"])
    return json_text(log)


REPORTS: Mapping[str, Callable[[Outcome], str]] = {
    "txt": text_report,
    "json": json_report,
    "xml": junit_report,
    "sarif": short_sarif_report,
    "github": github_report,
    "md": markdown_report,
}
"""Reports by the ending of the files that show them."""


def many(number: int, *, finding: Finding = LINK) -> Outcome:
    """An outcome with `number` findings."""
    findings = tuple(
        replace(finding, place=Place(f"translations/sl/{line % 7}.po", line)) for line in range(1, number + 1)
    )
    return outcome(findings)


def write_reports() -> None:
    """Write every report of every outcome to its file."""
    for name, each in OUTCOMES.items():
        for ending, report in REPORTS.items():
            (GOLDEN / f"{name}.{ending}").write_text(report(each) + "\n", encoding="utf-8", newline="\n")
