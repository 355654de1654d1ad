"""Translations that are read without pandoc are read as pandoc would; and no text takes long to look at."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bwise_cli.domain.fitting import fit, surely_fits
from bwise_cli.domain.inline_marks import marks_in
from bwise_cli.domain.spelling import Care, spell
from bwise_cli.engines.inline_markdown import guard, parse_inlines, read_with_pandoc
from bwise_cli.engines.plain_markdown import read_plain
from bwise_cli.formats.po import parse_po

ROOT = Path(__file__).parents[1]
EXAMPLES = int(os.environ.get("BWISE_EXAMPLES", "200"))

WORDS = ["a", "Word", "wort,", "é", "Ω", "ж", "²", "12", "snake_case", "{country}", "{money:1500}", "1. ", "- ", "# "]
SPACES = [" ", " ", " ", "  ", "\xa0", "\u202f", "\u2009", "\n", "\t", "\\\n", "  \n", "\u2028", "\u200b", "\ufeff"]
MARKS = [
    "*",
    "**",
    "***",
    "_",
    "__",
    "`",
    "``",
    "[",
    "](3)",
    "[a](12)",
    "[](5)",
    "![",
    "[x]",
    "[^2]",
    "(",
    ")",
    "]",
    "!",
]
SIGNS = [
    ".",
    ",",
    ":",
    ";",
    "?",
    '"',
    "'",
    "/",
    "-",
    "„",
    "“",
    "«",
    "»",
    "—",
    "…",
    "€",
    "°",
    "|",
    "=",
    "+",
    "@",
    "}",
    "{",
]
OTHERS = [
    "&",
    "&amp;",
    "&#65;",
    ":x:",
    ":smile:",
    "<",
    "<b>",
    "</b>",
    "<x1>",
    "\\",
    "\\*",
    "~",
    "^",
    "$",
    "$$",
    "http://a.b",
]
RARE = [
    "\u037e",
    "\u0301",
    "א",
    "中",
    "😀",
    "⸨",
    "⸩",
    "\U0010fe00",
    "\x00",
    "\x7f",
    "\x85",
    "`a b`",
    "**b**",
    "*e*",
    "[a *b*](1)",
]
TEXTS = st.one_of(
    st.lists(st.sampled_from([*WORDS, *SPACES, *MARKS, *SIGNS, *OTHERS, *RARE]), min_size=1, max_size=12),
    st.lists(st.sampled_from([*WORDS[:4], " ", " ", *MARKS, *SIGNS[:4], "„"]), min_size=1, max_size=20),
).map("".join)


def differing(texts: list[str]) -> list[str]:
    """Those of `texts` that are read without pandoc, and otherwise than pandoc does."""
    found = {text: inlines for text in texts if (inlines := read_plain(text)) is not None}
    by_pandoc = zip(found.items(), read_with_pandoc(list(found)), strict=True)
    return [text for (text, inlines), expected in by_pandoc if inlines != expected]


@settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))
@given(st.lists(TEXTS, min_size=1, max_size=30))
def test_no_text_is_read_otherwise_than_by_pandoc(texts: list[str]) -> None:
    assert differing(texts) == []


@settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))
@given(st.lists(TEXTS, min_size=1, max_size=30))
def test_what_surely_fits_has_no_fault(texts: list[str]) -> None:
    (source,) = read_with_pandoc(["Plain words: “so” (3)"])
    assert source is not None
    sure = [text for text in texts if surely_fits(text, "Plain words: “so” (3)")]
    for read in read_with_pandoc(sure):
        assert fit(read, source, spell(source, Care.PLAIN)) == ((), read)


@pytest.mark.parametrize("form", ["a{}b c", "{}", "{} a", "a *b*{}", "{}**b** c", "[{}](1)", "`a{}b`", "a*{}b*"])
def test_every_character_is_read_as_by_pandoc(form: str) -> None:
    assert differing([form.format(chr(code)) for code in [*range(0x2C00), *range(0x2C00, 0xD800, 97)]]) == []


def test_the_catalogues_of_this_project_are_read_as_by_pandoc() -> None:
    paths = sorted((ROOT / "translations").glob("*/*.po"))
    units = [unit for path in paths for unit in parse_po(path.read_bytes(), path.name, path.stem, path.parent.name)]
    texts = list(dict.fromkeys(text for unit in units for text in (unit.translation, unit.message.text) if text))
    assert differing(texts) == []
    assert sum(read_plain(text) is not None for text in texts) > 0.98 * len(texts)


PLAIN = [
    "Besede, ki nič ne pomenijo: 3 % (ali 4) – „tako“!",
    "Glej [vodnik](1) in **drugega** ali **[tretjega](2)** ali *to*[^3].",
    "**Pozor:** pritisnite *tipko* `Ctrl+C`, {ime_osebe}.",
    "Qu’est-ce que c’est\u202f? «\xa0**Rien**\xa0»",
    "Research & development_plan",
    "Pritisnite <kbd>Ctrl</kbd>+<kbd>S</kbd> ali ![disketo](2).",
]
IN_DOUBT = [
    "a\nb",
    "a \\* b",
    "1 < 2",
    "a&amp;b",
    ":smile:",
    "$5 $6",
    "x^2^",
    "~~a~~",
    "a*b*",
    "***a***",
    "[![a](1)](2)",
]
IN_DOUBT += [
    "[a]",
    "[a] (1)",
    "``a``",
    "` a `",
    "*a [b*](1)",
    "[a [b](1)](2)",
    "_a_",
    "*a **b* c**",
    "e\u0301",
    "",
    " ",
]


@pytest.mark.parametrize("text", PLAIN)
def test_pandoc_is_not_asked_where_there_is_no_doubt(text: str) -> None:
    assert read_plain(text) is not None
    assert differing([text]) == []


@pytest.mark.parametrize("text", IN_DOUBT)
def test_pandoc_is_asked_where_there_is_doubt(text: str) -> None:
    assert read_plain(text) is None


def test_a_footnote_behind_an_exclamation_mark_is_no_picture() -> None:
    assert [(mark.text, mark.start) for mark in marks_in("Pozor![^1] ![slika](2)")] == [
        ("[^1]", 6),
        ("![", 11),
        ("](2)", 18),
    ]


SHAPES = ["[", "]", "*", "`", "<a", "$ ", "$$", "{a:", "![", "](1)", "[a](1) ", "[^1] ", "\\", "\\*", "&", ":a", "_a "]
SHAPES += ["*a ", "~a", "^", "*[", "[*", "`a` ", "<x1>", "a\n", "a\\\n", "\u0301", "word ", "**b** "]
RUNS = " ".join("`" * length for length in range(1, 1400))
"""Ticks of which none find a counterpart."""


@pytest.mark.parametrize("look", [marks_in, guard, read_plain, lambda text: parse_inlines([text])])
@pytest.mark.parametrize("shape", [*SHAPES, RUNS], ids=lambda shape: repr(shape[:9]))
def test_no_text_of_a_megabyte_takes_long(look: Callable[[str], object], shape: str) -> None:
    text = (shape * (1_000_000 // len(shape) + 1))[:1_000_000]
    begin = time.process_time()
    look(text)
    assert time.process_time() - begin < 5, "it takes the square of its length in time"


def test_a_stack_of_accents_is_no_text() -> None:
    read = parse_inlines(["o" + "\u0323\u0301" * 10, "o" + "\u0323\u0301" * 11])
    assert [inlines is None for inlines in read] == [False, True]
