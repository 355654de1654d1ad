"""The desk: what is sent and what is not, what is kept, and what is done when marks are lost."""

import re
from collections.abc import Callable, Mapping

import pytest

from bwise_cli.cli.progress import Silent
from bwise_cli.domain.errors import DiskError, RemoteError
from bwise_cli.domain.passage import Limits, Marking, Order, Passage, Register, billable
from bwise_cli.draft.budget import Budget
from bwise_cli.draft.desk import ENOUGH, Source, estimate, orders_of
from bwise_cli.engines.markdown import parse_inlines

from .drafting import Shelf, desk

TEXTS = ["Ask **first**.", "Then [help](1) `dir`.", "Wait."]
PLAIN = ["Ask first.", "Then help dir.", "Wait."]
SOURCES = [Source(text) for text in TEXTS]


class Upper:
    """An engine that writes in capitals, and notes what it was asked."""

    name = "upper"
    markings = (Marking.TAGS, Marking.TOKENS, Marking.PIECES)
    limits = Limits(passages=2, octets=1000)

    def __init__(self, answer: Callable[[Order, str], str] | None = None, fails_at: int = 0) -> None:
        self.orders: list[Order] = []
        self._answer = answer or (lambda order, text: upper(text))
        self._fails_at = fails_at

    def signature(self, locale: str, register: Register) -> str:
        return f"{locale.partition('_')[0]} {register}"

    def provenance(self, locale: str) -> Mapping[str, str]:
        return {}

    def translate(self, order: Order) -> list[str]:
        if self._fails_at and len(self.orders) + 1 == self._fails_at:
            raise RemoteError("the line is dead")
        self.orders.append(order)
        return [self._answer(order, passage.text) for passage in order.passages]

    @property
    def sent(self) -> list[str]:
        return [passage.text for order in self.orders for passage in order.passages]

    @property
    def billed(self) -> int:
        return sum(billable(passage, order.marking) for order in self.orders for passage in order.passages)


def upper(text: str) -> str:
    """`text` in capitals outside of tags and of what they keep."""
    return re.sub(r"<k(\d+)>.*?</k\1>|<[^>]*>|([^<]+)", lambda found: found[2].upper() if found[2] else found[0], text)


def drafted(engine: Upper, shelf: Shelf, locale: str = "sl", budget: Budget | None = None) -> dict[str, str]:
    made = desk(engine, shelf, budget).drafts(SOURCES, locale, Register.USUAL)
    return {text: each.text for text, each in made.items()}


ALL = {"Ask **first**.": "ASK **FIRST**.", "Then [help](1) `dir`.": "THEN [HELP](1) `dir`.", "Wait.": "WAIT."}


def test_every_text_is_sent_once() -> None:
    engine, shelf = Upper(), Shelf()
    assert drafted(engine, shelf) == ALL
    assert [len(order.passages) for order in engine.orders] == [2, 1]
    again = Upper()
    assert drafted(again, shelf) == ALL
    assert drafted(again, shelf, "sl_SI") == ALL
    assert again.sent == []


def test_texts_that_are_the_same_go_once() -> None:
    engine = Upper()
    desk(engine).drafts([Source("Wait."), Source("Wait.", context="here")], "sl", Register.USUAL)
    assert engine.sent == ["Wait."]


def test_a_broken_line_loses_nothing_that_was_answered() -> None:
    shelf = Shelf()
    broken = desk(Upper(fails_at=2), shelf)
    made = broken.drafts(SOURCES, "sl", Register.USUAL)
    assert set(made) == set(TEXTS[:2])
    assert broken.fault is not None
    rest = Upper()
    assert drafted(rest, shelf) == ALL
    assert rest.sent == ["Wait."]


def test_a_budget_ends_before_it_is_passed() -> None:
    engine, shelf = Upper(), Shelf()
    budget = Budget(28)
    made = drafted(engine, shelf, budget=budget)
    assert engine.billed == budget.sent <= 28
    assert budget.exhausted
    assert set(made) < set(ALL)
    assert drafted(Upper(), shelf) == ALL


def test_a_budget_lets_through_what_fits_and_then_nothing() -> None:
    budget = Budget(10)
    assert [budget.grant([4, 5, 6]), budget.grant([1])] == [2, 0]
    assert (budget.sent, budget.exhausted) == (9, True)


def test_a_fault_stops_other_desks_and_is_no_matter_of_the_limit() -> None:
    budget, other = Budget(), Upper()
    desk(Upper(fails_at=2), budget=budget).drafts(SOURCES, "sl", Register.USUAL)
    assert desk(other, budget=budget).drafts(SOURCES, "hr", Register.USUAL) == {}
    assert (other.sent, budget.exhausted) == ([], False)


@pytest.mark.parametrize(("budget", "fails_at"), [(Budget(28), 0), (Budget(), 2), (Budget(), 0)])
def test_progress_is_told_of_every_text_once(budget: Budget, fails_at: int) -> None:
    heard: list[tuple[int, int]] = []

    class Heard(Silent):
        def begin(self, locale: str, texts: int) -> None:
            heard.append((texts, 0))

        def advance(self, locale: str, texts: int, characters: int) -> None:
            heard.append((0, texts))

    engine = Upper(fails_at=fails_at)
    made = desk(engine, budget=budget, progress=Heard()).drafts(SOURCES, "sl", Register.USUAL)
    assert [sum(counts) for counts in zip(*heard, strict=True)] == [len(SOURCES), len(made)]


def test_an_answer_that_cannot_be_kept_is_used_and_no_other_is_paid() -> None:
    class Full(Shelf):
        def keep(self, answers: Mapping[str, str]) -> None:
            raise DiskError("no space left")

    engine = Upper()
    broken = desk(engine, Full())
    assert set(broken.drafts(SOURCES, "sl", Register.USUAL)) == set(TEXTS[:2])
    assert isinstance(broken.fault, DiskError)
    assert len(engine.orders) == 1


def test_half_a_character_in_an_answer_is_kept_as_a_whole_one() -> None:
    shelf = Shelf()
    made = drafted(Upper(lambda order, text: "\ud83d\ude00 x\udc00" if text == "Wait." else upper(text)), shelf)
    assert made["Wait."] == "\U0001f600 x\ufffd"
    assert [answer.encode() for answer in shelf.answers.values()]


def test_a_text_whose_tags_are_lost_is_asked_for_with_tokens_then_in_pieces() -> None:
    def forgetful(order: Order, text: str) -> str:
        return upper(text) if order.marking is Marking.PIECES else re.sub(r"<[^>]*>|\[/?\d+\]", "", upper(text))

    engine = Upper(forgetful)
    made = desk(engine).drafts(SOURCES, "sl", Register.USUAL)
    assert {text: each.text for text, each in made.items()} == ALL
    assert {each.text: each.marking for each in made.values()} == {
        "ASK **FIRST**.": Marking.PIECES,
        "THEN [HELP](1) `dir`.": Marking.PIECES,
        "WAIT.": Marking.TAGS,
    }
    assert [order.marking for order in engine.orders] == [
        Marking.TAGS,
        Marking.TAGS,
        Marking.TOKENS,
        Marking.PIECES,
        Marking.PIECES,
    ]


def test_a_marking_that_a_language_loses_is_not_tried_again() -> None:
    shelf = Shelf()
    shelf.note_marks("upper sl", Marking.TAGS, ENOUGH, ENOUGH)
    engine = Upper()
    assert drafted(engine, shelf) == ALL
    assert {order.marking for order in engine.orders} == {Marking.TOKENS}
    other = Upper()
    assert drafted(other, shelf, "hr") == ALL
    assert {order.marking for order in other.orders} == {Marking.TAGS}


def test_answers_of_a_marking_that_was_given_up_are_still_taken() -> None:
    shelf = Shelf()
    assert drafted(Upper(), shelf) == ALL
    shelf.note_marks("upper sl", Marking.TAGS, ENOUGH, ENOUGH)
    engine = Upper()
    assert drafted(engine, shelf) == ALL
    assert engine.sent == []


@pytest.mark.parametrize(
    ("texts", "sizes"), [(["a" * 600] * 3, [1, 1, 1]), (["a" * 2000, "b"], [1, 1]), (["a"] * 5, [2, 2, 1])]
)
def test_orders_keep_to_the_limits(texts: list[str], sizes: list[int]) -> None:
    assert [len(batch) for batch in orders_of([Passage(text) for text in texts], Upper.limits)] == sizes


def test_the_estimate_is_what_is_sent() -> None:
    engine = Upper()
    drafted(engine, Shelf())
    assert estimate(SOURCES, Marking.TAGS, parse_inlines) == engine.billed == sum(map(len, PLAIN))


def test_texts_without_marks_say_nothing_of_how_a_language_keeps_them() -> None:
    def forgetful(order: Order, text: str) -> str:
        return upper(text) if order.marking is not Marking.TAGS else re.sub(r"<[^>]*>", "", upper(text))

    shelf = Shelf()
    plain = [Source(f"Wait {number}.") for number in range(3 * ENOUGH)]
    marked = [Source(f"Wait **{number} minutes**.") for number in range(ENOUGH)]
    desk(Upper(forgetful), shelf).drafts([*plain, *marked], "sl", Register.USUAL)
    assert shelf.marks_lost("upper sl")[Marking.TAGS] == (ENOUGH, ENOUGH)
    engine = Upper(forgetful)
    desk(engine, shelf).drafts([Source("Wait **an hour**.")], "sl", Register.USUAL)
    assert {order.marking for order in engine.orders} == {Marking.TOKENS}
