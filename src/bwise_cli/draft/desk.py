"""The desk: texts go to an engine in orders, answers are kept before the next one, and no mark may be missing."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from threading import Semaphore
from typing import Protocol

from bwise_cli.domain.batches import in_batches
from bwise_cli.domain.errors import BwiseError, PartlyAnsweredError
from bwise_cli.domain.nodes import Inlines
from bwise_cli.domain.passage import Limits, Marking, Order, Passage, Register, billable
from bwise_cli.domain.spelling import ParseInlines
from bwise_cli.draft.budget import Budget
from bwise_cli.draft.engine import Answers, Engine
from bwise_cli.draft.marks import Restored, mark, restore

ENOUGH = 20
"""Texts that have to be tried with a marking before it can be given up for a language."""
TOO_MANY = 0.5
"""Share of texts that lost their marks beyond which a marking is given up: nearly all are asked for again anyway."""


class Experience(Protocol):
    """What is remembered of how well engines keep marks."""

    def marks_lost(self, pair: str) -> Mapping[Marking, tuple[int, int]]:
        """Texts tried and those that lost marks, for each marking that was tried with an engine and a language."""

    def note_marks(self, pair: str, marking: Marking, tried: int, lost: int) -> None:
        """Remember one more trial."""


@dataclass(frozen=True, slots=True)
class Source:
    """A text to be drafted."""

    text: str
    """Readable inline Markdown, as in a msgid."""
    context: str = ""
    """Words around it, for engines that take them."""
    keep: tuple[str, ...] = ()
    """Words in it that stay as they are, such as names."""


@dataclass(frozen=True, slots=True)
class Made:
    """A draft."""

    text: str
    """Readable inline Markdown."""
    marking: Marking
    """How its source was marked."""


class Progress(Protocol):
    """Hears how far a locale is; may be called from several threads."""

    def begin(self, locale: str, texts: int) -> None:
        """So many texts, more than were told before, are to be answered."""

    def advance(self, locale: str, texts: int, characters: int) -> None:
        """So many of them are done, and so many characters were sent for them."""


class Desk:
    """Has the texts of one locale drafted by one engine."""

    def __init__(
        self,
        engine: Engine,
        answers: Answers,
        experience: Experience,
        parse: ParseInlines,
        budget: Budget,
        turn: Semaphore,
        progress: Progress,
    ) -> None:
        """`turn` lets as many orders out at once as the engine takes."""
        self.fault: BwiseError | None = None
        self.sent = 0
        self._engine = engine
        self._answers = answers
        self._experience = experience
        self._parse = parse
        self._budget = budget
        self._turn = turn
        self._progress = progress

    def drafts(self, sources: Sequence[Source], locale: str, register: Register) -> dict[str, Made]:
        """A draft of each of `sources`, by its text; those that could not be had are missing, and `fault` says why."""
        made: dict[str, Made] = {}
        parsed = dict(zip(sources, self._parse([source.text for source in sources]), strict=True))
        open_sources = {source: inlines for source, inlines in parsed.items() if inlines is not None}
        hopeless = self._hopeless(locale)
        for marking in self._engine.markings:
            made |= self._tried(open_sources, locale, register, marking, ask=marking not in hopeless)
            open_sources = {source: open_sources[source] for source in open_sources if source.text not in made}
        return made

    def _hopeless(self, locale: str) -> set[Marking]:
        """The markings that this language was seen to lose too often: only what was answered before is taken."""
        seen = self._experience.marks_lost(self._pair(locale))
        return {each for each in self._engine.markings[:-1] if _is_hopeless(*seen.get(each, (0, 0)))}

    def _note(self, locale: str, marking: Marking, kept: Mapping[bool, int]) -> None:
        """Remember how many texts with marks kept them; one without has none to lose."""
        if any(kept.values()) and marking is not self._engine.markings[-1]:
            self._experience.note_marks(self._pair(locale), marking, sum(kept.values()), kept[False])

    def _pair(self, locale: str) -> str:
        return f"{self._engine.name} {locale.partition('_')[0]}"

    def _tried(
        self, sources: Mapping[Source, Inlines], locale: str, register: Register, marking: Marking, *, ask: bool
    ) -> dict[str, Made]:
        """The drafts that one marking gives. The engine is asked for new answers if `ask` says so."""
        marked = {source: mark(inlines, marking, source.keep) for source, inlines in sources.items()}
        passages = [replace(each, context=source.context) for source in marked for each in marked[source].passages]
        answers = self._answered(passages, locale, register, marking, ask=ask)
        complete = {
            source: restore(each, [answers[passage.text] for passage in each.passages])
            for source, each in marked.items()
            if all(passage.text in answers for passage in each.passages)
        }
        texts = self._spelled({source: restored for source, restored in complete.items() if restored})
        self._note(locale, marking, Counter(source in texts for source in complete if marked[source].has_signs))
        return {source.text: Made(text, marking) for source, text in texts.items()}

    def _spelled(self, restored: Mapping[Source, Restored]) -> dict[Source, str]:
        """The most readable spelling of each text that is read back as what it was meant to be."""
        candidates = [(source, text) for source, each in restored.items() for text in each.spellings]
        read = self._parse([text for _, text in candidates])
        found: dict[Source, str] = {}
        for (source, text), inlines in zip(candidates, read, strict=True):
            if source not in found and restored[source].is_read_as(inlines):
                found[source] = text
        return found

    def _answered(
        self, passages: Sequence[Passage], locale: str, register: Register, marking: Marking, *, ask: bool
    ) -> dict[str, str]:
        """The answers to `passages` by their texts: kept ones and, with `ask`, new ones as long as they can be had."""
        signature = self._engine.signature(locale, register)
        keys = {each.text: answer_key(self._engine.name, signature, marking, each.text) for each in passages}
        kept = self._answers.recall(list(keys.values()))
        answers = {text: kept[key] for text, key in keys.items() if key in kept}
        ask = ask and not self._budget.is_over
        missing = {each.text: each for each in passages if ask and each.text not in answers}
        self._progress.begin(locale, len(answers) + len(missing))
        self._progress.advance(locale, len(answers), 0)
        for batch in orders_of(list(missing.values()), self._engine.limits):
            new = self._ask(Order(tuple(batch), locale, marking, register))
            answers |= new
            self._keep({keys[text]: answer for text, answer in new.items()})
            if len(new) < len(batch):
                break
        return answers

    def _ask(self, order: Order) -> dict[str, str]:
        """The answers to the passages of `order`, by their texts; fewer if no more may be sent, or after a fault."""
        with self._turn:
            sizes = [billable(each, order.marking) for each in order.passages]
            count = 0 if self.fault else self._budget.grant(sizes)
            if not count:
                return {}
            sent = replace(order, passages=order.passages[:count])
            self.sent += sum(sizes[:count])
            given: Sequence[str] = ()
            try:
                given = self._engine.translate(sent)
            except BwiseError as error:
                self._stop(error)
                given = error.answers if isinstance(error, PartlyAnsweredError) else ()
        new = {each.text: _as_text(answer) for each, answer in zip(sent.passages, given, strict=not self.fault)}
        self._progress.advance(order.locale, len(new), sum(sizes[:count]))
        return new

    def _keep(self, answers: Mapping[str, str]) -> None:
        """Keep answers. Those of this run are still of use if that fails: they are paid."""
        try:
            self._answers.keep(answers)
        except BwiseError as error:
            self._stop(error)

    def _stop(self, fault: BwiseError) -> None:
        """Send nothing more, from no desk: what one meets, the others would meet as well."""
        self.fault = self.fault or fault
        self._budget.stop()


def _as_text(answer: str) -> str:
    """`answer` without halves of characters, which JSON can hold and no file can."""
    return answer.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _is_hopeless(tried: int, lost: int) -> bool:
    return tried >= ENOUGH and lost > TOO_MANY * tried


def answer_key(engine: str, signature: str, marking: Marking, text: str) -> str:
    """What an answer is kept under. Context is no part of it: the same text is not paid again for another neighbour."""
    joined = "\0".join((engine, signature, str(marking), text))
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()


def orders_of(passages: Sequence[Passage], limits: Limits) -> Iterator[list[Passage]]:
    """`passages` in runs that an engine takes in one order."""
    return in_batches(passages, _octets, limits.octets, limits.passages)


def _octets(passage: Passage) -> int:
    return len(passage.text.encode("utf-8", "surrogatepass"))


def estimate(sources: Sequence[Source], marking: Marking, parse: ParseInlines) -> int:
    """Characters that drafting `sources` would send, if no answer to them were kept."""
    read = zip(sources, parse([source.text for source in sources]), strict=True)
    marked = [mark(inlines, marking, source.keep) for source, inlines in read if inlines]
    return sum({passage.text: billable(passage, marking) for each in marked for passage in each.passages}.values())
