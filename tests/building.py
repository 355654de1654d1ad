"""Short ways to build what tests need from Markdown."""

from collections.abc import Sequence
from dataclasses import replace

from bwise_cli.domain.catalogue import Catalogue
from bwise_cli.domain.document import Document
from bwise_cli.domain.master import Master, make_masters
from bwise_cli.domain.message import Message, Unit
from bwise_cli.engines.markdown import Parsed, parse_inlines, parse_markdown
from bwise_cli.extract import extract_messages


def document(text: str, name: str = "01-test.md", reader: str = "commonmark_x") -> Document:
    """The document that a Markdown text is."""
    (parsed,) = parse_markdown([text], reader)
    assert isinstance(parsed, Parsed), parsed
    return Document(name, parsed.meta, parsed.blocks)


def master(text: str, name: str = "01-test.md", reader: str = "commonmark_x") -> Master:
    """The master that a Markdown text is."""
    (made,) = make_masters([document(text, name, reader)], parse_inlines)
    return made


def messages(text: str, reader: str = "commonmark_x") -> tuple[Message, ...]:
    """The messages of a Markdown text."""
    return extract_messages([master(text, reader=reader)])


def catalogue(units: Sequence[Unit], locale: str = "sl") -> Catalogue:
    """A catalogue of `units`, whose lines are counted in tens."""
    numbered = tuple(replace(unit, line=10 * number) for number, unit in enumerate(units, 1))
    return Catalogue("test", locale, numbered, path=f"translations/{locale}/test.po")


def identity(masters: Sequence[Master]) -> Catalogue:
    """The catalogue that translates every message into itself."""
    return catalogue([Unit(message, message.text) for message in extract_messages(masters)])


def shown_to_translators(message: Message) -> list[str]:
    """A message as the fixtures and docs write it: what it is and its text, then what its numbers stand for."""
    kinds = ", ".join(kind.value for kind in message.kinds)
    lines = [f"{kinds} | {message.text}", *(f"→ ({n}) {part}" for n, part in enumerate(message.parts, 1))]
    lines += [f"→ context: {message.context}"] if message.context else []
    return [line.replace("\n", "↵") for line in (*lines, *(f"→ note: {note}" for note in message.notes))]
