"""Layout: what mending promises, column widths, HTML tags, and string literals of Typst."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
import typst
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bwise_cli.domain.errors import RefusedError
from bwise_cli.domain.nodes import NO_ATTRIBUTES, Blocks, Inlines, Node, attributes_of, node, plain_text, string
from bwise_cli.layout.columns import LINE, with_widths
from bwise_cli.layout.html_tags import fold_tags
from bwise_cli.layout.images import extension
from bwise_cli.layout.mend import mend
from bwise_cli.layout.rewriter import Rewriter
from bwise_cli.layout.text import clean, is_language, web_address
from bwise_cli.layout.typst_code import literal

from .books import parse, png

# Random documents

names = st.text(alphabet="ab -#é\x01", max_size=4)
texts = st.text(max_size=8)


def attributes(classes: tuple[str, ...] = ()) -> st.SearchStrategy[Any]:
    pairs = st.lists(st.tuples(st.sampled_from(["lang", "title", "x"]), texts).map(list), max_size=2)
    return st.tuples(names, st.lists(st.sampled_from([*classes, "other"]), max_size=2), pairs).map(list)


leaves = st.one_of(
    texts.map(string),
    st.just({"t": "Space"}),
    st.just({"t": "SoftBreak"}),
    st.tuples(st.sampled_from(["html", "typst", "openxml"]), st.sampled_from(["<b>", "</b>", "<br>", "#x"])).map(
        lambda pair: node("RawInline", list(pair))
    ),
    st.tuples(attributes(), texts).map(lambda pair: node("Code", list(pair))),
)


def inner(children: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    run = st.lists(children, max_size=3)
    target = names.map(lambda name: [f"#{name}", ""])
    return st.one_of(
        st.tuples(attributes(), run, target).map(lambda parts: node("Link", list(parts))),
        st.tuples(attributes(), run, target).map(lambda parts: node("Image", list(parts))),
        st.tuples(attributes(("emoji", "underline")), run).map(lambda parts: node("Span", list(parts))),
        run.map(lambda inlines: node("Strong", inlines)),
        run.map(lambda inlines: node("Note", [node("Para", inlines)])),
    )


inlines = st.lists(st.recursive(leaves, inner, max_leaves=6), max_size=4)
simple_blocks = st.one_of(
    inlines.map(lambda run: node("Para", run)),
    st.tuples(st.integers(1, 6), attributes(("unnumbered",)), inlines).map(lambda parts: node("Header", list(parts))),
    st.tuples(attributes(), texts).map(lambda parts: node("CodeBlock", list(parts))),
    st.just(node("RawBlock", ["html", "<p>"])),
)


def nested(children: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    run = st.lists(children, max_size=3)
    boxes = ("activity", "outcome", "quiz", "only")
    return st.one_of(
        st.tuples(attributes(boxes), run).map(lambda parts: node("Div", list(parts))),
        run.map(lambda blocks: node("BlockQuote", blocks)),
        st.lists(run, max_size=2).map(lambda items: node("BulletList", items)),
        st.tuples(attributes(), run).map(lambda parts: node("Figure", [parts[0], [None, []], parts[1]])),
        run.map(lambda blocks: table([blocks])),
    )


documents = st.lists(st.recursive(simple_blocks, nested, max_leaves=10), max_size=6)


def table(cells: list[Blocks], head: Blocks | None = None) -> Node:
    columns = [[{"t": "AlignDefault"}, {"t": "ColWidthDefault"}] for _ in cells]

    def row(contents: list[Blocks]) -> list[Any]:
        return [NO_ATTRIBUTES, [[NO_ATTRIBUTES, {"t": "AlignDefault"}, 1, 1, content] for content in contents]]

    heads = [row([head for _ in cells])] if head else []
    body = [NO_ATTRIBUTES, 0, [], [row(cells)]]
    return node("Table", [["", [], []], [None, []], columns, [NO_ATTRIBUTES, heads], [body], [NO_ATTRIBUTES, []]])


class Everything(Rewriter):
    """Every node of a document, with how many lists, quotes, cells and notes it stands in."""

    def __init__(self) -> None:
        self.found: list[tuple[Node, int]] = []
        self._depth = 0

    def block(self, block: Node) -> Blocks:
        self.found.append((block, self._depth))
        return super().block(block)

    def inline(self, inline: Node) -> Inlines:
        self.found.append((inline, self._depth))
        return super().inline(inline)

    def item(self, item: Blocks) -> Blocks:
        self._depth += 1
        result = super().item(item)
        self._depth -= 1
        return result


def everything(blocks: Blocks) -> list[tuple[Node, int]]:
    walk = Everything()
    walk.blocks(blocks)
    return walk.found


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from strings(each)
    elif isinstance(value, list):
        for each in value:
            yield from strings(each)


@given(documents)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_mending_keeps_its_promises(blocks: Blocks) -> None:
    found = everything(mend(blocks, "Slika"))
    nodes = [item for item, _ in found]
    assert not [item for item in nodes if item["t"] in ("RawBlock", "RawInline", "SoftBreak", "Cite", "Quoted")]
    ids = [each[0] for item in nodes if (each := attributes_of(item)) and each[0]]
    assert len(ids) == len(set(ids))
    assert all(name.replace("-", "").isalnum() and name.isascii() for name in ids)
    targets = [item["c"][2][0] for item in nodes if item["t"] == "Link"]
    assert {target[1:] for target in targets if target.startswith("#")} <= set(ids)
    levels = [item["c"][0] for item in nodes if item["t"] == "Header"]
    assert all(after <= before + 1 for before, after in zip([0, *levels], levels, strict=False))
    assert not [item for item, depth in found if item["t"] == "Header" and depth]
    assert all(clean(item["c"]) == item["c"] for item in nodes if item["t"] == "Str")
    assert all(clean(text) == text for item in nodes for text in strings(attributes_of(item)))
    assert all(plain_text(item["c"][1]).strip() for item in nodes if item["t"] == "Image")


def test_mending_a_sound_text_keeps_every_word() -> None:
    blocks = parse("# A\n\nBeseda *in* beseda.[^1]\n\n[^1]: Opomba.\n\n## B\n\n- prva\n- druga\n")
    words = [text for text in strings(mend(blocks, "Slika")) if text.isalpha() and text[0].isupper()]
    assert {"Beseda", "A", "B"} <= set(words)


def test_link_to_a_place_that_mending_takes_away_leaves_its_words() -> None:
    image = node("Image", [["inner", [], []], [string("opis")], ["krog.svg", ""]])
    figure = node("Figure", [["outer", [], []], [None, []], [node("Plain", [image])]])
    links = [node("Link", [NO_ATTRIBUTES, [string(name)], [f"#{name}", ""]]) for name in ("inner", "outer")]
    mended = mend([figure, node("Para", links)], "Slika")
    assert [item["t"] for item in mended[1]["c"]] == ["Str", "Link"]


# Details


@pytest.mark.parametrize(
    ("given_text", "expected"),
    [
        ("a\x00b\x1fc", "abc"),
        ("a\tb\nc\u2028d", "a b c d"),
        ("\u202eabc\u202c", "abc"),
        ("\ue000", "\ufffd"),
        ("a\u00a0b\u00adc", "a\u00a0b\u00adc"),
        ("\ud800x", "x"),
    ],
)
def test_clean(given_text: str, expected: str) -> None:
    assert clean(given_text) == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://a.si/b c?d=é#e", "https://a.si/b%20c?d=%C3%A9#e"),
        ("MAILTO:a@b.si", "MAILTO:a@b.si"),
        ("tel:+386 1", "tel:+386%201"),
        ("javascript:alert(1)", ""),
        ("file:///etc/passwd", ""),
        ("//a.si", ""),
        ("02-modul.md#x", ""),
        (' https://a.si/"><script>', "https://a.si/%22%3E%3Cscript%3E"),
    ],
)
def test_web_address(url: str, expected: str) -> None:
    assert web_address(url) == expected


@pytest.mark.parametrize(
    ("tag", "expected"), [("de-AT", True), ("sl", True), ("zh-Hant-TW", True), ('x"]', False), ("", False)]
)
def test_is_language(tag: str, expected: bool) -> None:
    assert is_language(tag) is expected


def test_html_tags_mean_what_they_say() -> None:
    run = parse("a <b>krepko <i>in</i></b> H<sub>2</sub> b<br>c <u>d <kbd>e</kbd> <!-- x --></i>")[0]["c"]
    folded = fold_tags(run)
    kinds = [item["t"] for item in folded if item["t"] not in ("Str", "Space")]
    assert kinds == ["Strong", "Subscript", "LineBreak"]
    assert plain_text(folded).split() == ["a", "krepko", "in", "H2", "b", "c", "d", "e"]


@given(st.lists(st.text(alphabet="ab ", max_size=200), min_size=1, max_size=8))
def test_widths_fill_the_line_and_starve_no_column(texts: list[str]) -> None:
    sized = with_widths(table([[node("Plain", [string(word) for word in text.split(" ")])] for text in texts]))
    widths = [width["c"] for _, width in sized["c"][2]]
    assert sum(widths) == pytest.approx(1, abs=0.001)
    assert min(widths) >= min(1 / len(widths), 5 / LINE) * 0.5


def test_column_of_long_text_is_the_widest() -> None:
    cells = [[node("Plain", [string(text)])] for text in ("K1", "besedilo " * 20, "Ure")]
    widths = [width["c"] for _, width in with_widths(table(cells))["c"][2]]
    assert widths[1] > 0.6
    assert widths[0] < 0.2


def test_widths_of_an_author_are_kept() -> None:
    given_table = table([[], []])
    given_table["c"][2][0][1] = node("ColWidth", 0.9)
    assert with_widths(given_table) == given_table


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (png(1, 1), "png"),
        (b"\xff\xd8\xff\xe0", "jpg"),
        (b"<svg/>".replace(b"/", b" /"), "svg"),
        (b'\xef\xbb\xbf<?xml version="1.0"?><!-- x --><svg xmlns="x">', "svg"),
        (b"GIF87a", "gif"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "webp"),
    ],
)
def test_image_type_is_told_from_content(content: bytes, expected: str) -> None:
    assert extension(content, "x") == expected


@pytest.mark.parametrize("content", [b"", b"BM\x00\x00", b"%PDF-1.7", b"<html><body>"])
def test_other_files_are_no_images(content: bytes) -> None:
    with pytest.raises(RefusedError, match=r"slika\.png"):
        extension(content, "slika.png")


@pytest.fixture(scope="module")
def compiler(tmp_path_factory: pytest.TempPathFactory) -> typst.Compiler:
    """A compiler of an empty document."""
    path = tmp_path_factory.mktemp("typst") / "empty.typ"
    path.write_bytes(b"")
    return typst.Compiler(str(path), ignore_system_fonts=True)


@given(texts=st.lists(st.text(alphabet=st.characters(exclude_categories=["Cs"])), min_size=1, max_size=20))
@settings(max_examples=60, deadline=None)
def test_literal_is_the_string_itself_to_typst(compiler: typst.Compiler, texts: list[str]) -> None:
    array = "(" + "".join(f"{literal(text)}," for text in texts) + ")"
    assert json.loads(compiler.eval(array)) == texts
