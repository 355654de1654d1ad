"""What an edit of a master does not change, for any master: messages, and the other entries of the catalogues.

The masters are made up with marks of a private use in them, and each mark can be written in several ways: the same
master before and after an edit.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from hypothesis import assume, given
from hypothesis import strategies as st

from bwise_cli.domain.catalogue import Catalogue
from bwise_cli.domain.document import Document
from bwise_cli.domain.master import make_masters
from bwise_cli.domain.message import Message, Record, State, Unit
from bwise_cli.engines.markdown import COMMONMARK, Parsed, parse_inlines, parse_markdown
from bwise_cli.extract import extract_messages
from bwise_cli.formats.po import serialise_po
from bwise_cli.formats.po_header import LAST_UNIT
from bwise_cli.merge import merge
from bwise_cli.pipeline.extract import dated

from .made_up import FRONT, WHOLE, WORDS, blocks
from .test_identity import READERS, SLOW

WRAP, EMPHASIS, STRONG, URL = "\ue001", "\ue002", "\ue003", "\ue004"
"""Stand for: a line break before the next word, `*` or `_`, `**` or `__`, a destination."""
OPENERS = ("word", "Other", "čaj", "“q”", "naïve")
"""Words that begin no block, wherever they stand."""
MARKED = (
    "EwordE", "SwordS", "Etwo wordsE", "Stwo EwordsE hereS", "Etwo SwordsS hereE", "EwordE,",
    "[word](U)", "![word](U)", '[two words](U "A title")', '![word](<U> "title")', "[EwordE](U)", "E[word](U)E",
    '<a href="U">word</a>', '<img src="U" alt="word">', "EtwoWwordsE", "[twoWwords](U)", '[words](UW"A title")',
    "`twoWwords`", "$aWb$", '<spanWclass="k">word</span>', "[twoWwords]{.k}", "~~twoWwords~~",
    '<imgWsrc="U" alt="two words">', "[wordWtwo][r]",
)  # fmt: skip
MARKS = {"E": EMPHASIS, "S": STRONG, "U": URL, "W": f"{WRAP}\n"}
OTHERS = WORDS.filter(lambda word: not re.search(r"[*_\\<`$]|\[\^", word))
"""Words that are the same after a line break and beside a `_`."""


def _line(opener: str, rest: Sequence[tuple[str, str]]) -> str:
    """Words on one line or several: each with what stands before it."""
    return opener + "".join(gap + word for gap, word in rest)


MARKED_WORDS = st.sampled_from(MARKED).map(lambda word: re.sub("[ESUW]", lambda found: MARKS[found[0]], word))
PAIRS = st.one_of(
    st.tuples(st.sampled_from([" ", f"{WRAP}\n"]), st.sampled_from(OPENERS)),
    st.tuples(st.just(" "), st.one_of(MARKED_WORDS, OTHERS)).map(lambda pair: (pair[0], f"{pair[1]} word")),
)
LINES = st.builds(_line, st.sampled_from(OPENERS), st.lists(PAIRS, max_size=8))
UNMARKED = LINES.map(lambda text: re.sub(f"[{WRAP}{EMPHASIS}{STRONG}{URL}]", "", text))
INSERTED = st.sampled_from(["Inserted.", "Inserted *words* and [a link](a.md).", "Inserted\nover `two` lines: 5 %."])
"""Paragraphs that no master holds."""
CONTAINERS = ("{}", "::::::: case\n{}\n:::::::", '<div class="k">\n\n{}\n\n</div>')
"""What stands around the passages. In a list or quote pandoc reads some passages otherwise as its first block."""
PASSAGES = st.lists(
    blocks(LINES, UNMARKED, WHOLE).filter(lambda text: not re.search(r"\[ \] (?!\w|“)", text)), min_size=1, max_size=5
)
"""What stands in a master, from top to bottom. Behind `[ ]` only a paragraph: a quote there is text in one line."""


def _written(text: str, *, wrapped: bool = False, signs: str = "**", url: str = "a_b.md") -> str:
    """A master with its marks written out; `signs` are those for emphasis and for strong emphasis."""
    if not wrapped:
        text = re.sub(rf"{WRAP}\n[ >]*", " ", text)
    for mark, spelling in {WRAP: "", EMPHASIS: signs[0], STRONG: signs[1] * 2, URL: url}.items():
        text = text.replace(mark, spelling)
    return text


def _messages(versions: Sequence[str], reader: str) -> list[tuple[Message, ...]]:
    """The messages of each version of one master; no version if one cannot be read at all."""
    read = [each for each in parse_markdown(versions, reader) if isinstance(each, Parsed)]
    if len(read) < len(versions):
        return []
    masters = make_masters([Document("01-test.md", each.meta, each.blocks) for each in read], parse_inlines)
    return [extract_messages([each]) for each in masters]


@SLOW
@given(FRONT, PASSAGES, st.sampled_from(sorted(READERS.values())))
def test_another_spelling_of_the_same_text_changes_no_message(front: str, passages: list[str], reader: str) -> None:
    text = front + "\n\n".join(passages)
    assume(reader == COMMONMARK or "\n: " not in text)  # GitHub knows no definitions: a quote in one is text
    versions = {
        "as it was": _written(text),
        "wrapped": _written(text, wrapped=True),
        "underscores": _written(text, signs="__"),
        "another emphasis": _written(text, signs="_*"),
        "another strong": _written(text, signs="*_"),
        "another address": _written(text, url="https://example.org/a?b=(c)&d=*e*"),
        "all": _written(text, wrapped=True, signs="__", url="b.md#one"),
    }
    keys = [[message.key for message in each] for each in _messages([*versions.values()], reader)]
    assert {name: found for name, found in zip(versions, keys, strict=False) if found != keys[0]} == {}


# Entries of the files


@SLOW
@given(st.sampled_from(CONTAINERS), PASSAGES, INSERTED, st.integers(0, 5), st.sampled_from(sorted(READERS.values())))
def test_a_paragraph_changes_its_own_entry_only(
    container: str, passages: list[str], paragraph: str, place: int, reader: str
) -> None:
    versions = [passages, [*passages[:place], paragraph, *passages[place:]]]
    texts = [container.replace("{}", _written("\n\n".join(version))) for version in versions]
    assume(reader == COMMONMARK or "\n: " not in texts[0])  # GitHub knows no definitions: a fence in one may stay open
    if offered := _messages(texts, reader):
        _assert_own_entry(*offered)


def _assert_own_entry(shorter: tuple[Message, ...], longer: tuple[Message, ...]) -> None:
    """That an inserted paragraph adds an entry and nothing else, and that a deleted one takes its entry along."""
    template, longer_template = _entries(_template(shorter)), _entries(_template(longer))
    own = [entry for entry in longer_template if OWN in entry]
    assert len(own) == 1
    assert _without(longer_template, own) == template

    translated = replace(_template(shorter), locale="sl", units=_translated(shorter))
    inserted = merge(translated, longer).catalogue
    assert _without(_entries(inserted), own) == _entries(translated)

    finished = replace(inserted, units=_translated(longer))
    deleted = _entries(merge(finished, shorter).catalogue)
    assert _without(_entries(finished), [entry for entry in _entries(finished) if OWN in entry]) == deleted[:-1]
    assert all(line.startswith("#") for line in deleted[-1].splitlines())
    assert OWN in deleted[-1]


OWN = 'msgid "Inserted'


def _template(messages: Sequence[Message]) -> Catalogue:
    return Catalogue("test", None, tuple(Unit(message) for message in messages))


def _translated(messages: Sequence[Message]) -> tuple[Unit, ...]:
    return tuple(Unit(message, f"sl: {message.text}", record=Record(State.TRANSLATED)) for message in messages)


def _entries(catalogue: Catalogue) -> list[str]:
    """The entries of the file that is written, without what its header says of the day and of the last entry."""
    text = serialise_po(dated(catalogue)).decode("utf-8")
    return re.sub(rf'^"(?:POT-Creation-Date|{LAST_UNIT}):.*\n', "", text, flags=re.MULTILINE).rstrip("\n").split("\n\n")


def _without(entries: Sequence[str], own: Sequence[str]) -> list[str]:
    return [entry for entry in entries if entry not in own]
