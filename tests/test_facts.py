"""What `bwise check` says of the facts of countries, on a day that the test chooses."""

from datetime import date
from pathlib import Path

import pytest

from bwise_cli.checks.facts import _months_later
from bwise_cli.domain.edition import Edition
from bwise_cli.domain.finding import Finding
from bwise_cli.domain.message import State
from bwise_cli.pipeline.check import CheckRequest, check
from bwise_cli.pipeline.looking import Scope
from bwise_cli.workspace import Workspace, open_workspace

DAY = date(2026, 11, 25)
TAGS = ("fact-missing", "fact-unchecked", "fact-expired", "variable")
SI = """locales = ["sl"]
currency = "EUR"

[facts.employment_service]
sl = "Zavod"
checked = 2026-01-10

[facts.helpline]
value = "116 123"
"""
HR = """locales = ["hr"]
currency = "EUR"

[facts.employment_service]
hr = "Hrvatski zavod"
"""


def made(folder: Path, text: str, *, check_settings: str = "", **countries: str) -> Workspace:
    """A project with one master and these countries."""
    (folder / "curricula" / "countries").mkdir(parents=True)
    (folder / "curricula" / "one").mkdir()
    (folder / "curricula" / "one" / "01-one.md").write_text(text, encoding="utf-8")
    settings = f'[project]\nname = "x"\nversion = "1"\n[curricula.one]\n[check]\n{check_settings}\n'
    (folder / "bwise.toml").write_text(settings, encoding="utf-8")
    for code, facts in countries.items():
        (folder / "curricula" / "countries" / f"{code}.toml").write_text(facts, encoding="utf-8")
    return open_workspace(folder)


def said(workspace: Workspace, *scopes: Scope, day: date = DAY) -> list[str]:
    request = CheckRequest(scopes or (Scope("sl"), Scope("hr")), State.DRAFT, day=day)
    return [_shown(each) for each in check(workspace, request).findings if each.tag in TAGS]


def _shown(finding: Finding) -> str:
    return f"{str(finding.place).rpartition('/')[2]} [{finding.tag}] {finding.message}"


def test_a_variable_without_a_value_is_told_by_country_whatever_is_looked_at(tmp_path: Path) -> None:
    compared = f"{SI}checked = 2026-11-01\n"
    workspace = made(tmp_path, "Call {helpline} in {country}.\n", SI=compared, HR=HR)
    assert said(workspace, Scope("sl")) == ['HR.toml [fact-missing] "{helpline}" has no value in hr']


def test_one_that_has_none_anywhere_is_told_at_the_master(tmp_path: Path) -> None:
    workspace = made(tmp_path, "# One\n\nCall {helplien}, pay {money:ten}.\n", SI=SI, HR=HR)
    assert said(workspace) == [
        '01-one.md:3 [fact-missing] no country has a value for "{helplien}"',
        '01-one.md:3 [fact-missing] no country has a value for "{money:ten}"',
    ]


def test_what_other_countries_see_is_not_asked_of_a_country(tmp_path: Path) -> None:
    text = '::: {.only country="SI"}\nCall {helpline}.\n:::\n'
    workspace = made(tmp_path, text, SI=SI, HR=HR)
    assert said(workspace) == ["SI.toml [fact-unchecked] nobody has compared with its source: helpline"]


def test_packs_say_themselves_which_variables_have_no_value(tmp_path: Path) -> None:
    workspace = made(tmp_path, "Call {helpline}.\n", SI=SI, HR=HR)
    croatia = Scope("hr", workspace.project.country("HR"), editions=())
    assert said(workspace, croatia) == []


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2027, 1, 10), []),
        (date(2027, 1, 11), ["SI.toml [fact-expired] compared with its source more than 12 months ago: "]),
    ],
)
def test_a_fact_expires_after_a_year(tmp_path: Path, day: date, expected: list[str]) -> None:
    workspace = made(tmp_path, "Ask {employment_service}.\n", SI=SI)
    assert said(workspace, Scope("sl"), day=day) == [f"{each}employment_service (2026-01-10)" for each in expected]


def test_the_project_says_after_how_long(tmp_path: Path) -> None:
    workspace = made(tmp_path, "Ask {employment_service}.\n", check_settings="facts_months = 6", SI=SI)
    assert said(workspace, Scope("sl")) == [
        "SI.toml [fact-expired] compared with its source more than 6 months ago: employment_service (2026-01-10)"
    ]


def test_only_countries_taught_in_a_locale_that_is_looked_at_have_to_be_compared(tmp_path: Path) -> None:
    workspace = made(tmp_path, "Ask {employment_service}.\n", SI=SI, HR=HR)
    assert said(workspace, Scope("sl")) == []
    told = "HR.toml [fact-unchecked] nobody has compared with its source: employment_service"
    assert said(workspace, Scope("hr")) == [told]


def test_the_framework_of_a_country_is_asked_for_where_a_cover_or_a_text_shows_a_level(tmp_path: Path) -> None:
    levels = SI + '[nqf]\nname = "SOK"\nlevels = { 4 = "4" }\n'
    workspace = made(tmp_path, "You are at {nqf:4}.\n", SI=levels)
    assert said(workspace, Scope("sl")) == ["SI.toml [fact-unchecked] nobody has compared with its source: nqf"]
    (tmp_path / "curricula" / "one" / "01-one.md").write_text("One.\n", encoding="utf-8")
    assert said(workspace, Scope("sl")) == []
    (tmp_path / "curricula" / "one" / "curriculum.md").write_text("---\neqf: 4\n---\n# One\n", encoding="utf-8")
    assert said(workspace, Scope("sl")) == ["SI.toml [fact-unchecked] nobody has compared with its source: nqf"]


def test_a_setting_takes_them_away(tmp_path: Path) -> None:
    off = '[check.severity]\nfact-unchecked = "off"\nfact-missing = "off"'
    assert said(made(tmp_path, "Call {helpline} and {helplien}.\n", check_settings=off, SI=SI, HR=HR)) == []


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 1, 31), 1, date(2026, 3, 1)),
        (date(2026, 11, 30), 3, date(2027, 3, 1)),
        (date(2024, 2, 29), 12, date(2025, 3, 1)),
        (date(2026, 10, 31), 1, date(2026, 12, 1)),
        (date(2026, 12, 31), 12, date(2027, 12, 31)),
        (date(2026, 10, 31), 2, date(2026, 12, 31)),
    ],
)
def test_months_later(day: date, months: int, later: date) -> None:
    assert _months_later(day, months) == later


def test_a_link_that_leads_nowhere_is_told_once_whether_packs_or_masters_are_looked_at(tmp_path: Path) -> None:
    workspace = made(tmp_path, "# One\n\n[Two](#two)\n", SI=SI)
    packs = Scope("sl", workspace.project.country("SI"), editions=(Edition.LEARNER,))
    for scope in (Scope("sl"), packs):
        found = check(workspace, CheckRequest((scope,), State.DRAFT, day=DAY)).findings
        assert [str(each.place) for each in found if each.tag == "link-target"] == ["curricula/one/01-one.md:3"]


def test_a_link_to_what_a_country_does_not_show_is_told_of_its_packs_alone(tmp_path: Path) -> None:
    text = '# One\n\n[Two](#two)\n\n::: {.only country="HR"}\n## Two {#two}\n:::\n'
    workspace = made(tmp_path, text, SI=SI, HR=HR)
    packs = Scope("sl", workspace.project.country("SI"), editions=(Edition.LEARNER,))
    told = [
        [each.tag for each in check(workspace, CheckRequest((scope,), State.DRAFT, day=DAY)).findings]
        for scope in (Scope("sl"), packs)
    ]
    assert [tags.count("link-target") for tags in told] == [0, 1]
