"""Both formats: the same bytes for the same book, every word there, and no string of a book is a command."""

import os
import subprocess
import sys
import tempfile
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest

from bwise_cli.domain.nodes import NO_ATTRIBUTES, SPACE, Blocks, Node, node, string
from bwise_cli.typeset import to_docx, to_pdf

from .books import ROOT, book_of, sample, sample_docx, sample_pdf, templates
from .reading import audit, pages_of, paragraphs_of, parts_of, squeezed

HOSTILE = (
    '#read("/etc/passwd")', "#{1+1}", "$x$", "= naslov", "- alineja", "+ alineja", "1. točka", "/ pojem: x", "// op",
    "/* op", "*/", "<oznaka>", "@sklic", "`koda`", "```", "\\", "\\u{41}", "[x]", "](y)", '"narekovaj"', "--", "---",
    "...", "~", "_x_", "*x*", "-?", "https://example.org/a_b?c=d&e", '#import "@preview/cetz:0.3.0"', "x;", "#x;", ");",
    "])", '"))#read("x")', "</w:t></w:r>", "<w:p/>", "&amp;", "]]>", "{page}", "=== x", "(x)", ".Beseda", "a:b", "'",
    "{=typst}", "<!-- -->", "%", "^", "|",
)  # fmt: skip
"""Text that means something to Typst, to XML or to Markdown; every character of it must be on the page."""
WORST = (
    '"))#read("/etc/passwd")',
    "https://example.org/a_b?c=d&e",
    "</w:t></w:r>",
    "])",
    "$x$",
    "= naslov",
    "\\",
    "<oznaka>",
)
"""The texts that try every place of a document."""
UNPRINTABLE = ("\x00", "\x08", "\ud800", "\ufeff", "\ue000", "\u202e", "\u2028", "\ufffe")
"""Characters that a file format refuses, or that show a reader something else than stands there."""


def all_places_for(text: str) -> Blocks:
    """`text` in every place of a document that holds text."""
    words = [string(text)]
    paragraph = node("Para", words)
    attributes = [text, [text], [["title", text], ["custom-style", text], ["lang", text], ["width", text]]]
    header = node(
        "Header", [4, attributes, [*words, node("Note", [paragraph, node("Header", [2, attributes, words])])]]
    )
    row = [NO_ATTRIBUTES, [[NO_ATTRIBUTES, {"t": "AlignDefault"}, 1, 1, [paragraph, header]]]]
    columns = [[{"t": "AlignDefault"}, {"t": "ColWidthDefault"}]]
    caption = [None, [node("Plain", words)]]
    image = node("Image", [attributes, words, ["krog.svg", text]])
    return [
        header,
        paragraph,
        node("Para", [node("Link", [attributes, words, [text, text]]), *words, node("Emph", words), *words]),
        node("Para", [node("Span", [attributes, words]), node("Code", [attributes, text]), image]),
        node("Para", [node("Math", [{"t": "InlineMath"}, text]), node("Cite", [[], words])]),
        node("CodeBlock", [attributes, text]),
        node("LineBlock", [words, words]),
        node("BlockQuote", [paragraph, header]),
        node("BulletList", [[paragraph, header]]),
        node("DefinitionList", [[words, [[paragraph]]]]),
        node("Figure", [attributes, caption, [node("Plain", [image])]]),
        node(
            "Table", [attributes, caption, columns, [NO_ATTRIBUTES, [row]], [[NO_ATTRIBUTES, 0, [], [row]]], row_foot()]
        ),
        *(
            node("Div", [[text, [kind], [["title", text], ["type", text], ["minutes", text]]], [paragraph]])
            for kind in BOXES
        ),
    ]


BOXES = ("outcome", "activity", "case", "checklist", "trainer", "feedback", "quiz", "only", "lang")


def row_foot() -> list[object]:
    return [NO_ATTRIBUTES, []]


def hostile_book(texts: tuple[str, ...]) -> Blocks:
    return [
        node("Header", [1, NO_ATTRIBUTES, [string("A")]]),
        *(each for text in texts for each in all_places_for(text)),
    ]


# The same bytes


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_same_bytes_in_another_place_time_and_process(form: str, tmp_path: Path) -> None:
    script = (
        "import sys, pathlib; from tests.books import sample_pdf, sample_docx; "
        f"sys.stdout.buffer.write(sample_{form}('bg'))"
    )
    environment = os.environ | {
        "TZ": "Pacific/Auckland", "PYTHONHASHSEED": "7", "TMPDIR": str(tmp_path), "LC_ALL": "C", "HOME": str(tmp_path),
        "SOURCE_DATE_EPOCH": "1", "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
    }  # fmt: skip
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, check=True, timeout=120)
    assert done.stdout == (sample_pdf if form == "pdf" else sample_docx)("bg")


def test_same_bytes_after_other_books() -> None:
    languages = ("sl", "el", "bg", "de-AT")
    made: dict[str, set[bytes]] = {language: set() for language in languages}
    for first, second in permutations(languages, 2):
        for language in (first, second):
            made[language].add(to_pdf(sample(language), templates()))
    assert [len(variants) for variants in made.values()] == [1, 1, 1, 1]


def test_same_word_file_after_another_book() -> None:
    first = sample_docx("sl")
    sample_docx("el")
    assert to_docx(sample("sl"), templates()) == first


def test_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    to_pdf(book_of("# A"), templates())
    to_docx(book_of("# A"), templates())
    assert list(tmp_path.iterdir()) == []


# Strings are data


def test_hostile_text_is_text_in_pdf() -> None:
    book = replace(sample("sl"), blocks=[node("Header", [1, NO_ATTRIBUTES, [string("A")]]), *paragraphs(HOSTILE)])
    shown = squeezed("".join(pages_of(to_pdf(book, templates()))))
    assert [text for text in HOSTILE if squeezed(f"«{text}»") not in shown] == []


def test_hostile_text_is_text_in_word() -> None:
    book = replace(sample("sl"), blocks=paragraphs(HOSTILE))
    shown = [text for _, text in paragraphs_of(to_docx(book, templates()))]
    assert [text for text in HOSTILE if f"«{text}»" not in shown] == []


def paragraphs(texts: tuple[str, ...]) -> list[Node]:
    """Each text in quotation marks, so that a part of another one is no proof."""
    return [node("Para", [string("«"), string(text), string("»")]) for text in texts]


@pytest.mark.parametrize("texts", [WORST, UNPRINTABLE], ids=["hostile", "unprintable"])
def test_hostile_text_in_every_place_stops_nothing(texts: tuple[str, ...]) -> None:
    cover = replace(sample("sl").cover, title=f"A{texts[0]}", subtitle=texts[1], notice=texts[2])
    book = replace(sample("sl"), blocks=hostile_book(texts), cover=cover)
    shown = "".join(pages_of(to_pdf(book, templates())))
    assert "root:" not in shown, "the text of the file that a text asks for"
    docx = to_docx(book, templates())
    assert audit(docx) == []
    relations = parts_of(docx)["word/_rels/document.xml.rels"].decode("utf-8")
    assert "javascript" not in relations
    assert relations.count('TargetMode="External"') == (1 if texts is WORST else 0), "only the web address is a link"


def test_link_that_runs_something_is_no_link() -> None:
    book = book_of("# A\n\n[klik](javascript:alert) in [datoteka](file:///etc/passwd) in [pošta](mailto:a@b.si)")
    relations = parts_of(to_docx(book, templates()))["word/_rels/document.xml.rels"].decode("utf-8")
    assert "mailto:a@b.si" in relations
    assert "javascript" not in relations
    assert "passwd" not in relations
    assert b"javascript" not in to_pdf(book, templates())


# Every block in every block

LEAVES = """Odstavek s [povezavo](#a), opombo[^1] in `kodo`.

| x | y |
|---|---|
| a | b |

Table: Napis

![opis](krog.svg "Naslov")

```
koda
  zamaknjena
```

- [ ] prvo
- [x] drugo

1. ena

   drugi odstavek

Pojem
: razlaga

> navedek

---

$$ x $$

::: {.activity #dej minutes=5 title="Naslov"}
Vsebina
:::

::: quiz
1. Vprašanje?

   - [x] Da

   ::: feedback
   Ker.
   :::
:::

::: {.outcome type=skills}
Znate.
:::

### Podnaslov
"""


def inside(first: str, rest: str) -> str:
    """`LEAVES` as the content of a block of Markdown: `first` before its first line, `rest` before the others."""
    lines = LEAVES.split("\n")
    return "\n".join(
        (first if index == 0 else rest) + line if line else rest.rstrip() for index, line in enumerate(lines)
    )


CONTAINERS = {
    "bullet": inside("- ", "  "),
    "number": inside("1. ", "   "),
    "quote": inside("> ", "> "),
    "definition": "Pojem\n" + inside(": ", "  "),
    "activity": f"::: activity\n{LEAVES}\n:::",
    "trainer": f"::: trainer\n{LEAVES}\n:::",
    "feedback": f"::: feedback\n{LEAVES}\n:::",
    "outcome": f"::: {{.outcome type=skills}}\n{LEAVES}\n:::",
    "language": f":::: {{.case title=x}}\n::: {{lang=de}}\n{LEAVES}\n:::\n::::",
    "two lists": inside("- ", "  ") + "\n\n" + inside("> - ", ">   "),
    "note": "Beseda[^2].\n\n" + inside("[^2]: ", "    "),
}
SHOWN = (
    "Odstavek s povezavo", "Napis", "zamaknjena", "drugo", "drugi odstavek", "razlaga", "navedek", "Vsebina",
    "Vprašanje?", "Ker.", "Znate.", "Podnaslov",
)  # fmt: skip


@pytest.mark.parametrize("container", CONTAINERS.values(), ids=CONTAINERS)
def test_every_block_may_stand_in_every_block(container: str) -> None:
    markdown = f"# A {{#a}}\n\n{container}\n\n[^1]: opomba\n"
    book = book_of(markdown, {"krog.svg": sample("sl").images["krog.svg"]})
    text = " ".join(pages_of(to_pdf(book, templates())))
    docx = to_docx(book, templates())
    words = " ".join(text for _, text in [*paragraphs_of(docx), *paragraphs_of(docx, "word/footnotes.xml")])
    assert audit(docx) == []
    assert [each for each in SHOWN if each not in text] == []
    assert [each for each in SHOWN if each not in words] == []


def test_space_is_kept_between_words_that_are_escaped() -> None:
    blocks = [node("Para", [string("#ena"), SPACE, string("(dva)"), SPACE, node("Strong", [string("*tri*")])])]
    book = replace(book_of("# A"), blocks=blocks)
    assert "#ena (dva) *tri*" in " ".join(pages_of(to_pdf(book, templates())))
