"""What `bwise check` says of masters: fixtures that an author can edit, docs/checks.md, directives, settings."""

import re
from collections.abc import Mapping
from time import process_time

import pytest

from bwise_cli.checks import MASTER_CHECKS
from bwise_cli.cli.printing import finding_lines
from bwise_cli.domain.finding import Finding, Severity
from bwise_cli.domain.rules import BY_TAG, Group
from bwise_cli.settings import CheckSettings

from .cases import Case, read_cases
from .checking import COURSE, course, said_of_masters
from .docs_pages import Block, blocks, page


def _masters(given: str) -> dict[str, str]:
    """The masters of a case by their names."""
    first, *parts = re.split(r"^=== (.+)\n", given, flags=re.MULTILINE)
    return dict(zip(parts[::2], parts[1::2], strict=True)) if parts else {"01-test.md": first}


def _shown(finding: Finding) -> str:
    return f"{str(finding.place).removeprefix(COURSE + '/')} {finding.message}"


@pytest.mark.parametrize("case", read_cases("masters"), ids=lambda case: f"{case.place} {case.title}")
def test_what_is_said_of_masters(case: Case) -> None:
    head, _, text = case.given.partition("\n")
    tag, _, readability = head.partition(" ")
    found = said_of_masters(_masters(text.removeprefix("\n")), readability=readability)
    said = [_shown(each) for each in found if each.tag in (tag, "ignore")]
    assert "\n".join(said or ["-"]) == case.expected


# docs/checks.md


def _examples() -> Mapping[str, dict[str, Block]]:
    found: dict[str, dict[str, Block]] = {}
    for block in blocks(page("checks.md")):
        if block.heading in MASTER_CHECKS:
            found.setdefault(block.heading, {})[block.form] = block
    return found


@pytest.mark.parametrize(("tag", "example"), _examples().items(), ids=list(_examples()))
def test_examples_say_what_the_page_says(tag: str, example: Mapping[str, Block]) -> None:
    found = said_of_masters({"01-first-steps.md": example["md"].text}, readability="plain")
    said = [next(iter(finding_lines(each))) for each in found if each.tag == tag]
    assert "\n".join(said) + "\n" == example["text"].text


def test_every_check_has_a_rule_and_an_example() -> None:
    assert list(MASTER_CHECKS) == [tag for tag, rule in BY_TAG.items() if rule.group is Group.MASTERS]
    assert list(_examples()) == list(MASTER_CHECKS)


# Directives and settings

TABLE = "# One\n\n{directive}\n| | |\n|-|-|\n| a | b |\n"


@pytest.mark.parametrize(
    ("directive", "message"),
    [
        ("<!-- bwise:ignore table-header -->", "this directive does not say why the findings are to be ignored"),
        ("<!-- bwise:ignore tabel-header a form -->", 'no check of masters is called "tabel-header"'),
        ("<!-- bwise:ignore link a form -->", 'no check of masters is called "link"'),
        ("<!-- bwise:ignore image-alt a form -->", 'there is no finding "image-alt" to ignore'),
        ("<!-- bwise:ignore table-header, image-alt a form -->", 'there is no finding "image-alt" to ignore'),
    ],
)
def test_a_directive_that_is_not_right_is_told(directive: str, message: str) -> None:
    found = said_of_masters({"01.md": TABLE.format(directive=directive)})
    assert [_shown(each) for each in found if each.tag == "ignore"] == [f"01.md:3 {message}"]


def test_a_directive_is_for_the_next_block_alone() -> None:
    text = TABLE.format(directive="<!-- bwise:ignore table-header a form -->") + "\n| | |\n|-|-|\n| c | d |\n"
    assert [each.message for each in said_of_masters({"01.md": text})] == ['the table has no header: "c"']


def test_a_setting_says_how_bad_it_is() -> None:
    text = TABLE.format(directive="")
    (strict,) = said_of_masters({"01.md": text}, settings=CheckSettings(severity={"table-header": Severity.ERROR}))
    assert strict.severity is Severity.ERROR
    assert said_of_masters({"01.md": text}, settings=CheckSettings(severity={"table-header": None})) == []


def test_masters_for_github_are_read_as_such() -> None:
    found = said_of_masters({"01.md": "# My heading\n\n[one](#my-heading) [two](#no)\n"}, reader="gfm")
    assert [_shown(each) for each in found] == ['01.md:3 link leads nowhere in this book: "#no"']


def test_a_very_long_sentence_is_told_once_and_whole() -> None:
    text = f"We {'work and rest and ' * 40}sleep.\n"
    section, sentence = (each.message for each in said_of_masters({"01-test.md": text}, readability="easy"))
    assert sentence.startswith("a sentence of 162 words, more than 15: ")
    assert section == "hard to read (LIX 162, more than 30): the text before the first heading"


@pytest.mark.parametrize(
    "piece", ["a", "a b ", "Some words here. ", "K1 ", "Answer: 1, ", "Dr. e.g. ", "Ask the group. "]
)
def test_no_check_of_masters_takes_a_second_for_a_megabyte(piece: str) -> None:
    seen = course({"01-test.md": piece * (1_000_000 // len(piece))}, readability="easy")
    for tag, run in MASTER_CHECKS.items():
        began = process_time()
        found = list(run(seen))
        assert process_time() - began < 1, tag
        assert len(found) <= 100
