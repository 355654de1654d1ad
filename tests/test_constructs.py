"""Every construct that a master may hold has a fixture and an example for authors.

A row says what the construct is, a sign of it, the title of its case in fixtures/extract (or extract_gfm), and the
heading in docs/authoring.md below which an example stands. The sign must stand in the case and in an example there:
neither can lose the construct unnoticed.
"""

from itertools import groupby
from typing import NamedTuple

import pytest

from bwise_cli.domain.directives import DIRECTIVES
from bwise_cli.engines import pandoc
from bwise_cli.engines.markdown import COMMONMARK, MASTER_FORMATS

from .cases import read_cases
from .docs_pages import blocks, page

FRONT, INLINE, LISTS = "Front matter", "Paragraphs and inline markup", "Lists"
QUOTES, TABLES, IMAGES = "Quotes and verses", "Tables", "Figures and images"
OTHER, GFM, SILENT = "Syntax of other systems", "Masters written for GitHub", "What is not offered"


class Row(NamedTuple):
    """One construct."""

    construct: str
    """What it is."""
    sign: str
    """Markdown that stands in its case and in an example."""
    fixture: str
    """Title of its case."""
    heading: str
    """Heading of its example."""


ROWS = (
    Row("YAML front matter", "---\ntitle: ", "YAML in all its spellings", FRONT),
    Row("YAML in double quotes", 'title: "', "YAML in all its spellings", FRONT),
    Row("YAML in single quotes", "'It''s fine'", "YAML in all its spellings", FRONT),
    Row("YAML that is folded", ": >\n", "YAML in all its spellings", FRONT),
    Row("YAML in flow style", ", weight: 2}", "keys at any depth, in lists, with comments", FRONT),
    Row("numbers in front matter", "hours: 20", "front matter: prose keys only, in a fixed order", FRONT),
    Row("TOML front matter", "+++\ntitle = ", "TOML", FRONT),
    Row("dates in front matter", "date = 2026-11-24", "TOML", FRONT),
    Row("heading", "\n\n## ", "headings; attributes are not offered", "Headings"),
    Row("heading with id", " {#first", "headings; attributes are not offered", "Headings"),
    Row("heading with class", "{#before .big}", "headings; attributes are not offered", "Headings"),
    Row("heading underlined", "\n-----", "headings underlined", "Headings"),
    Row("wrapped paragraph", "in the file\nis", "words, and a line that is wrapped in the source", INLINE),
    Row("emphasis", "*Leaning*", "emphasis in both spellings is one spelling", INLINE),
    Row("strong", "__bold__", "emphasis in both spellings is one spelling", INLINE),
    Row("strikeout", "~~", "strikeout, superscript, subscript", INLINE),
    Row("superscript", "x^2^", "strikeout, superscript, subscript", INLINE),
    Row("subscript", "H~2~O", "strikeout, superscript, subscript", INLINE),
    Row("code in a line", "`ls -l`", "code is shown as it is", INLINE),
    Row("formula in a line", "$a+b$", "math is shown as it is", INLINE),
    Row("formula of its own", "$$\n", "a formula of its own", INLINE),
    Row("HTML tag in a line", "<kbd>Ctrl</kbd>", "HTML tags are shown as they are", INLINE),
    Row("emoji", ":smile:", "emoji", INLINE),
    Row("character by name", "&euro;", "characters by name", INLINE),
    Row("hard break", "\\\n", "a hard line break in all its spellings", INLINE),
    Row("hard break of HTML", "<br>", "a hard line break in all its spellings", INLINE),
    Row("span", "[bonjour]{lang=fr}", "an attributed span is a number", INLINE),
    Row("span around a link", "[Read [the guide](https://example.org)", "a link inside marked text", INLINE),
    Row("link with title", '(https://example.org "Guide to all")', "a link has no destination", "Links"),
    Row("reference link", "[the guide][g]", "a reference link is a link", "Links"),
    Row("reference link by its words", "[g],", "reference links of every kind, and an image", "Links"),
    Row("link by the words of a heading", "\n\nSee [First steps].", "a link by the words of a heading", "Links"),
    Row("autolink", "<https://example.org>", "an autolink", "Links"),
    Row("autolink of mail", "<help@example.org>", "an address of mail", "Links"),
    Row("link inside the course", "[module 3](03-safety.md#data)", "links inside the course", "Links"),
    Row("footnote", "[^crpd]: ", "a footnote is a number, and its text a message", "Footnotes"),
    Row("footnote of several blocks", "\n\n    ", "a footnote is a number, and its text a message", "Footnotes"),
    Row("footnote in a line", "^[United", "a footnote in a line", "Footnotes"),
    Row("list", "  1. ", "lists to any depth, tight and loose", LISTS),
    Row("task list", "- [x] ", "a task list; the mark is structure", LISTS),
    Row("letter list", "a) ", "a letter list", LISTS),
    Row("list item of several paragraphs", "\n\n   ", "a list item of several paragraphs", LISTS),
    Row("definition list", "\n: ", "a definition list", LISTS),
    Row("definition of several blocks", "\n\n  - ", "definitions with several paragraphs", LISTS),
    Row("quote", "> ", "quotes", QUOTES),
    Row("quotes and lists nested", ">   > 1. ", "quotes and lists in each other", QUOTES),
    Row("line block", "| Roses are *red*,\n| violets", "lines that stay lines", QUOTES),
    Row("pipe table", "|------:|", "a pipe table with head, body and caption", TABLES),
    Row("caption of a table", "\n\nTable: ", "a pipe table with head, body and caption", TABLES),
    Row("pipe table with lines in a cell", "listen<br>", "several lines in a cell of a pipe table", TABLES),
    Row("grid table", "==+==============+\n", "a grid table with lists in its cells", TABLES),
    Row("list in a cell", "| - listen", "a grid table with lists in its cells", TABLES),
    Row("simple table", "Part   Hours\n------ -----\n", "a simple table", TABLES),
    Row("multi-line table", "-------------------------\n", "a table with cells of several lines", TABLES),
    Row("figure", 'lamp.svg "Light helps")', "a figure: alternative text and title", IMAGES),
    Row("figure with alternative text", '{alt="', "a figure with an alternative text of its own", IMAGES),
    Row("image in a line", "Press ![the red key](", "an image in a line", IMAGES),
    Row("image in a link", "[![", "an image in a link", IMAGES),
    Row("details around Markdown", "</summary>\n\n", "a box that opens and closes around Markdown", "HTML"),
    Row("paragraphs in details", "</summary><p>One</p>", "paragraphs in a box", "HTML"),
    Row("figure in HTML", "<figcaption>Light <em>helps</em></figcaption>", "a figure", "HTML"),
    Row("picture in HTML", "<picture><source srcset=", "a picture for dark screens is its image", "HTML"),
    Row("table in HTML", "<table>", "a table", "HTML"),
    Row("paragraphs in a table in HTML", "<table><tr><td><p>", "paragraphs in a table and in a caption", "HTML"),
    Row("image tag in a line", "Press <img ", "an image in a line, in both spellings", "HTML"),
    Row("link tag", '<a href="https://example.org">the guide</a>', "a link and an anchor in HTML", "HTML"),
    Row("comment in a line", "More<!-- for authors -->text.", "an HTML comment in a line", "HTML"),
    Row("comment between blocks", "<!-- a comment -->\n\n", "a section between HTML comments", SILENT),
    Row("Hugo shortcode", "{{% notice tip %}}", "Hugo shortcodes", OTHER),
    Row("Hugo shortcode in a line", "{{< ", "Hugo shortcodes", OTHER),
    Row("code between Hugo shortcodes", "{{< highlight go ", "code between Hugo's shortcodes", OTHER),
    Row("Liquid value", "{{ site.version ", "Liquid tags and values, in links as well", OTHER),
    Row("Liquid tag", "{% comment %}", "Liquid tags around what is no text", OTHER),
    Row("Jinja comment", "{# for authors #}", "Liquid tags around what is no text", OTHER),
    Row("MyST role", "{ref}`the steps <first", "MyST roles and targets", OTHER),
    Row("MyST target", "(first-steps)=\n", "MyST roles and targets", OTHER),
    Row("MyST directive", "```{note}\n", "MyST directives", OTHER),
    Row("MyST directive with options", ":class: tip\n", "MyST directives", OTHER),
    Row("MyST directive of code", "```{code-cell} python", "MyST directives", OTHER),
    Row("kramdown line of a heading", "\n{: #", "kramdown attributes", OTHER),
    Row("kramdown in a line", "*{: .x}", "kramdown attributes", OTHER),
    Row("kramdown comment", "{::comment}", "a comment of kramdown", OTHER),
    Row("mkdocs box", "!!! note\n    Take ", "boxes of mkdocs", OTHER),
    Row("mkdocs box with title", "??? tip ", "boxes of mkdocs", OTHER),
    Row("mkdocs tab", '=== "On Linux"', "tabs of mkdocs, in a list and in a quote", OTHER),
    Row("mkdocs icon", ":material-home:", "icons of Material for MkDocs", OTHER),
    Row("Docusaurus box", ":::tip Before you begin", "boxes with a title", OTHER),
    Row("alert", "> [!NOTE]\n> Take ", "an alert, which keeps its kind", OTHER),
    Row("callout", "> [!faq]- Why?", "callouts with a title, or of a kind that GitHub lacks", OTHER),
    Row("LaTeX environment", "\\begin{align}\n", "a LaTeX environment", OTHER),
    Row("directive skip", "<!-- bwise:skip -->", "a passage that is left out", "Directives"),
    Row("directive end", "<!-- bwise:end -->", "a passage that is left out", "Directives"),
    Row("directive context", "Open\n\n<!-- bwise:context ", "a context splits equal texts", "Directives"),
    Row("directive note", "<!-- bwise:note ", "a note for translators, in a table cell as well", "Directives"),
    Row("directive ignore", "<!-- bwise:ignore ", "a directive for the checks alone", "Directives"),
    Row("div", '::: {.activity minutes=30 title="Map one day"}', "a div and its title", "Boxes"),
    Row("quiz", "::: quiz\n", "a quiz", "A quiz"),
    Row("feedback", "   ::: feedback\n", "a quiz", "A quiz"),
    Row("variable", "Ask {employment_service} in {country}", "variables are shown as they are", "Variables"),
    Row("code block", "\n```\n", "code, raw passages and rules", SILENT),
    Row("code block with attributes", 'title="A"}\n', "code with attributes", SILENT),
    Row("code block by indent", "\n\n    indented", "code, raw passages and rules", SILENT),
    Row("raw passage", "```{=latex}", "code, raw passages and rules", SILENT),
    Row("rule", "\n***\n", "code, raw passages and rules", SILENT),
    Row("GitHub: id", "## My ", "addresses and ids", GFM),
    Row("GitHub: bare address", "www.example.org and [above](#my-heading)", "addresses and ids", GFM),
    Row("GitHub: task list, strikeout", "- [x] ~~", "task lists, tables, strikeout", GFM),
    Row("GitHub: alert", "> [!WARNING]\n> Take care.", "alerts", GFM),
    Row("GitHub: div", "::: trainer\n", "attributes are never in a message", GFM),
    Row("GitHub: no markup", "x^2^", "what is no markup on GitHub is text", GFM),
)  # fmt: skip
BY_EXTENSION = {
    "alerts": "alert",
    "attributes": "heading with id",
    "bracketed_spans": "span",
    "definition_lists": "definition list",
    "emoji": "emoji",
    "fancy_lists": "letter list",
    "fenced_divs": "div",
    "footnotes": "footnote",
    "gfm_auto_identifiers": "GitHub: id",
    "implicit_figures": "figure",
    "implicit_header_references": "link by the words of a heading",
    "pipe_tables": "pipe table",
    "raw_attribute": "raw passage",
    "raw_html": "HTML tag in a line",
    "strikeout": "strikeout",
    "subscript": "subscript",
    "superscript": "superscript",
    "task_lists": "task list",
    "tex_math_dollars": "formula in a line",
    "yaml_metadata_block": "YAML front matter",
}
"""The row of each extension of `commonmark_x`."""
EXAMPLES = {
    heading: [block.text for block in found]
    for heading, found in groupby(
        (block for block in blocks(page("authoring.md")) if block.form == "markdown"), key=lambda block: block.heading
    )
}
"""The examples below each heading of the page for authors."""
CASES = {case.title: case.given for folder in ("extract", "extract_gfm") for case in read_cases(folder)}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.construct)
def test_a_construct_has_a_case_and_an_example(row: Row) -> None:
    assert row.sign in CASES[row.fixture]
    assert any(row.sign in text for text in EXAMPLES[row.heading])


def test_titles_of_cases_are_unique() -> None:
    titles = [case.title for folder in ("extract", "extract_gfm") for case in read_cases(folder)]
    assert [title for title in CASES if titles.count(title) > 1] == []


def test_every_extension_of_the_reader_has_a_row() -> None:
    base, *changes = MASTER_FORMATS[COMMONMARK].replace("-", " -").replace("+", " +").split()
    listed = pandoc.run([f"--list-extensions={base}"], b"").decode("utf-8").split()
    off = {change[1:] for change in changes if change[0] == "-"}
    assert {each[1:] for each in [*listed, *changes] if each[0] == "+"} - off == set(BY_EXTENSION)
    assert set(BY_EXTENSION.values()) <= {row.construct for row in ROWS}


def test_every_directive_has_a_row() -> None:
    assert {row.construct for row in ROWS} >= {f"directive {name}" for name in DIRECTIVES}
