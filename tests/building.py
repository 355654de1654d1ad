"""Short ways to build what tests need from Markdown."""

from collections.abc import Sequence
from dataclasses import replace

from bwise_cli.domain.catalogue import Catalogue
from bwise_cli.domain.document import Document
from bwise_cli.domain.master import Master, make_masters
from bwise_cli.domain.message import Message, Unit
from bwise_cli.engines.markdown import Parsed, parse_inlines, parse_markdown
from bwise_cli.extract import extract_messages


def document(text: str, name: str = "01-test.md") -> Document:
    """The document that a Markdown text is."""
    (parsed,) = parse_markdown([text])
    assert isinstance(parsed, Parsed), parsed
    return Document(name, parsed.meta, parsed.blocks)


def master(text: str, name: str = "01-test.md") -> Master:
    """The master that a Markdown text is."""
    (made,) = make_masters([document(text, name)], parse_inlines)
    return made


def messages(text: str) -> tuple[Message, ...]:
    """The messages of a Markdown text."""
    return extract_messages([master(text)])


def catalogue(units: Sequence[Unit], locale: str = "sl") -> Catalogue:
    """A catalogue of `units`, whose lines are counted in tens."""
    numbered = tuple(replace(unit, line=10 * number) for number, unit in enumerate(units, 1))
    return Catalogue("test", locale, numbered, path=f"translations/{locale}/test.po")


def identity(masters: Sequence[Master]) -> Catalogue:
    """The catalogue that translates every message into itself."""
    return catalogue([Unit(message, message.text) for message in extract_messages(masters)])
