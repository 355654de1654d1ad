"""The checks: fixtures that an author can edit, the examples of docs/checks.md, settings and remarks."""

import re
from dataclasses import replace

import pytest

from bwise_cli.checks import CATALOGUE_CHECKS, UNIT_CHECKS, run_checks
from bwise_cli.cli.printing import finding_lines
from bwise_cli.domain.finding import Severity
from bwise_cli.domain.message import Message, Record, State, Unit, sign_hash
from bwise_cli.domain.rules import BY_TAG, LEVELS, RULES, Group
from bwise_cli.formats.po import parse_po
from bwise_cli.settings import CheckSettings

from .cases import Case, read_cases
from .checking import mended, slips, subject
from .docs_pages import Block, blocks, page

FIELDS = (
    *("Project-Id-Version: tablets", "PO-Revision-Date: 2026-11-25 10:00+0000", "Last-Translator: ", "Language-Team: "),
    *("Language: LOCALE", "MIME-Version: 1.0", "Content-Type: text/plain; charset=UTF-8"),
    "Content-Transfer-Encoding: 8bit",
)
HEADER = 'msgid ""\nmsgstr ""\n"' + "".join(f"{field}\\n" for field in FIELDS) + '"\n\n'
CASES = read_cases("checks")


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.place} {case.title}")
def test_what_is_said_of_a_translation(case: Case) -> None:
    head, source, translation = re.fullmatch(r"(.*?)\n(.*?)\n=>\n(.*)\n", case.given, re.DOTALL).groups()  # type: ignore[union-attr] # a case that does not fit fails here
    tag, locale = head.split()
    found = slips(tag, locale, source, translation)
    said = [slip.message for slip in found] or ["-"]
    edits = [slip.edit for slip in found if slip.edit]
    said += [f"=> {mended(translation, edits)}"] if edits else []
    assert "\n".join(said) == case.expected


SAME_NUMBERS = [case for case in CASES if case.given.startswith("number ") and case.expected == "-"]


@pytest.mark.parametrize("case", SAME_NUMBERS, ids=lambda case: case.title)
def test_numbers_that_are_the_same_are_not_missing_either(case: Case) -> None:
    head, _, rest = case.given.removesuffix("\n").partition("\n")
    source, _, translation = rest.partition("\n=>\n")
    assert slips("number-count", head.split()[1], source, translation) == []


# docs/checks.md


def _examples() -> dict[str, dict[str, Block]]:
    """The examples of each tag by their form, where there is a catalogue among them."""
    found: dict[str, dict[str, Block]] = {}
    for block in blocks(page("checks.md")):
        found.setdefault(block.heading, {})[block.form] = block
    return {tag: example for tag, example in found.items() if "po" in example}


@pytest.mark.parametrize(("tag", "example"), _examples().items(), ids=list(_examples()))
def test_examples_say_what_the_page_says(tag: str, example: dict[str, Block]) -> None:
    locale, _, entries = example["po"].text.removeprefix("# ").partition("\n")
    path = f"translations/{locale}/tablets.po"
    read = parse_po((HEADER.replace("LOCALE", locale) + "\n" + entries).encode("utf-8"), path, "tablets", locale)
    text = example["md"].text if "md" in example else "\n\n".join(unit.message.text for unit in read.current)
    seen = replace(subject(read.units, locale, text=text), catalogue=read)
    said = [next(iter(finding_lines(finding))) for finding in run_checks(seen) if finding.tag == tag]
    assert "\n".join(said) + "\n" == example["text"].text


def test_headings_are_the_groups_of_the_rules() -> None:
    text = page("checks.md").read_text(encoding="utf-8")
    found = re.findall(r"^(##|###) (.+)$", text, re.MULTILINE)
    shown: list[tuple[str, str]] = []
    for group in Group:
        shown += [("##", group.value), *(("###", rule.tag) for rule in RULES if rule.group is group)]
    assert [each for each in found if each in shown] == shown


def test_every_check_has_a_rule() -> None:
    assert {*CATALOGUE_CHECKS, *UNIT_CHECKS} <= set(BY_TAG)
    assert (*(severity.value for severity in Severity), "off") == LEVELS


# Settings and remarks

CHANGED = Unit(
    Message("Tablets at work"),
    "Tablice pri delu",
    record=Record(State.REVIEWED, by="Ana Kos", on="2026-11-23", of="00000000"),
)


def said_of(unit: Unit, settings: CheckSettings | None = None) -> list[str]:
    seen = subject([unit], "sl", text=unit.message.text, settings=settings)
    return [f"{each.severity}[{each.tag}] {each.message}" for each in run_checks(seen)]


def test_a_setting_for_the_locale_goes_before_that_for_all() -> None:
    void = '[sign-off] the sign-off by Ana Kos is void, the text changed since: "Tablets at work"'
    assert said_of(CHANGED) == [f"warning{void}"]
    strict = CheckSettings(severity={"sign-off": Severity.ERROR})
    assert said_of(CHANGED, strict) == [f"error{void}"]
    assert said_of(CHANGED, replace(strict, locales={"sl": {"sign-off": None}})) == []
    assert said_of(CHANGED, replace(strict, locales={"hr": {"sign-off": None}})) == [f"error{void}"]


def test_a_remark_takes_a_finding_away() -> None:
    assert said_of(replace(CHANGED, comments=('bwise: ignore=sign-off reason="a hyphen"',))) == []


@pytest.mark.parametrize(
    ("comment", "message"),
    [
        ("bwise: ignore=sign-off", "this remark does not say why the findings are to be ignored"),
        ('bwise: ignore=sing-off reason="a hyphen"', 'no check is called "sing-off"'),
        ('bwise: ignore=link reason="none"', '"link" cannot be ignored: such a translation is not printed'),
        ('bwise: ignore=term reason="new"', 'there is no finding "term" to ignore'),
        ("bwise: ignore=sign-off reason=a hyphen", "this remark cannot be read: "),
    ],
)
def test_a_remark_that_is_not_right_is_told(comment: str, message: str) -> None:
    said = said_of(replace(CHANGED, comments=(comment,)))
    assert any(line.startswith(f"warning[ignore] {message}") for line in said)


def test_nothing_takes_away_what_cannot_be_printed() -> None:
    unit = Unit(Message("Ask {name}."), "Vprašajte.", comments=('bwise: ignore=placeholder reason="shorter"',))
    settings = CheckSettings(severity={"placeholder": None})
    assert "error[placeholder] {name} is missing" in said_of(unit, settings)


def test_a_remark_for_a_check_that_is_off_may_stay() -> None:
    unit = replace(CHANGED, comments=('bwise: ignore=sign-off reason="a hyphen"',))
    assert said_of(unit, CheckSettings(locales={"sl": {"sign-off": None}})) == []


def test_what_pseudo_made_is_in_no_language() -> None:
    record = Record(State.DRAFT, engine="pseudo", of=sign_hash(None, "Ask your coach now.", "Ášķ ýóúŕ çóáçĥ ñóŵ"))
    unit = Unit(Message("Ask your coach now."), "Ášķ ýóúŕ çóáçĥ ñóŵ", fuzzy=True, record=record)
    assert said_of(unit) == []
    assert said_of(replace(unit, record=None)) != []
