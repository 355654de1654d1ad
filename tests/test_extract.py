"""What is offered to translators: the cases in fixtures/extract."""

import pytest

from bwise_cli.engines.markdown import Unreadable, parse_markdown
from bwise_cli.extract import extract_messages, misplaced_directives, not_offered

from .building import master, messages, shown_to_translators
from .cases import Case, read_cases


@pytest.mark.parametrize("case", read_cases("extract"), ids=lambda case: case.place)
def test_messages_of_a_master(case: Case) -> None:
    assert _offer(case.given) == case.expected.splitlines(), case.title


@pytest.mark.parametrize("case", read_cases("extract_gfm"), ids=lambda case: case.place)
def test_messages_of_a_github_master(case: Case) -> None:
    assert _offer(case.given, "gfm") == case.expected.splitlines(), case.title


def _offer(text: str, reader: str = "commonmark_x") -> list[str]:
    """Every message of a text, and every warning."""
    source = master(text, reader=reader)
    shown = [line for message in extract_messages([source]) for line in shown_to_translators(message)]
    warnings = [*not_offered([source], ""), *misplaced_directives([source], "")]
    return [*shown, *(f"! {finding.message.replace(chr(34), '')}" for finding in warnings)]


def test_a_reference_names_file_and_nearest_heading() -> None:
    first, second, third = messages("Before.\n\n# One {#one}\n\nAfter.\n")
    assert [str(each) for each in first.references] == ["01-test.md"]
    assert [str(each) for each in second.references] == ["01-test.md#one"]
    assert [str(each) for each in third.references] == ["01-test.md#one"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("One two three.\n", "One\ntwo\nthree.\n"),
        ("A *b* c.\n", "A _b_ c.\n"),
        ("[a](https://a.example)\n", "[a](https://b.example)\n"),
        ("![a](x.png)\n", "![a](y.png)\n"),
        ("* a\n* b\n", "- a\n- b\n"),
        ("# One {#x}\n", "# One\n"),
        ("a[^1]\n\n[^1]: n\n", "a[^note]\n\n[^note]: n\n"),
    ],
)
def test_what_is_no_change_of_the_text_changes_no_message(one: str, other: str) -> None:
    assert [message.key for message in messages(one)] == [message.key for message in messages(other)]


def test_a_last_line_without_an_end_is_a_line() -> None:
    assert messages("x[^1]\n\n[^1]: ***") == messages("x[^1]\n\n[^1]: ***\n")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("x[^1]\n\n[^1]: again[^1]\n", 3),
        ("x[^a]\n\n[^a]: see[^b]\n[^b]: see[^A]\n", 3),
        ("x[^a]\n\n[^a]: one\n\n    two[^a]\n\nafter\n", 3),
    ],
)
def test_a_footnote_that_leads_to_itself_is_refused(text: str, line: int) -> None:
    (outcome,) = parse_markdown([text])
    assert isinstance(outcome, Unreadable)
    assert outcome.line == line


def test_a_footnote_that_leads_to_another_is_read() -> None:
    assert [m.text for m in messages("x[^a]\n\n[^a]: see[^b]\n\n[^b]: end\n\nAfter[^a].\n")][:1] == ["x[^1]"]


def test_what_is_a_footnote_in_one_place_may_be_text_in_another() -> None:
    (message, _) = extract_messages([master("Word[^1]\n"), master("Word[^1]\n\n[^1]: note\n")])
    assert (message.text, message.parts) == ("Word[^1]", ("footnote: note",))
