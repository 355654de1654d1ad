"""Made-up masters: every construct, nested at random, with words that could be markup of something else."""

from collections.abc import Sequence

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

PIECES = (
    "word a_b 5 * ** _ ` `` [ ] (x) <b> </b> < > &amp; & \\ \\* \\[x\\] \\`c\\` $ $5 ^ ~ ~~ :smile: : ! ![a](i.png)"
    " [l](https://e.example) [^1] `c` {x} {country} [s]{.k} x^2^ $a$ č “q” — # 1. - + | = ☐ … *e* **s** ~~d~~"
    " [*e*](https://e.example) <https://u.example> `r`{=latex} ^[n] {{<s>}} {%s%} {ref}`x` {:.k} :material-bug:"
    " [h](#one) [f](b.md#two) <kbd>k</kbd> <a> <br> <!--c--> <x1> [r][r] H~2~O Я 語 العربية é 👩‍💻 ﬁ ½ ß İ"
)
ODD = ("\u00a0", "\u200b", "\u00ad", "\u2028", "\u202e", "*e **s** e*", "[l *e*](https://e.example 'title')", "\t")
WORDS = st.sampled_from([*PIECES.split(), *ODD])
LINES = st.lists(st.tuples(WORDS, st.sampled_from([" ", "", "\n", "\\\n"])), min_size=1, max_size=12).map(
    lambda pieces: "".join(word + gap for word, gap in pieces)
)


def _indented(text: str, first: str) -> str:
    """`text` behind `first`, its other lines as far in."""
    return first + text.replace("\n", "\n" + " " * len(first))


def _pipe(cells: list[str]) -> str:
    """A pipe table with one column and a caption."""
    head, *rows = (f"| {cell} |" for cell in cells)
    return "\n".join([head, "|---|", *rows, "", "Table: x y"])


def _grid(cells: list[str]) -> str:
    """A grid table with one column; each cell has as many lines as it needs."""
    lines = [line for cell in cells for line in [*cell.split("\n"), ""]]
    width = max(map(len, lines), default=0) + 2
    border = f"+{'-' * width}+"
    rows = ["\n".join(f"| {line:<{width - 1}}|" for line in cell.split("\n")) for cell in cells]
    return "\n".join([border, *(f"{row}\n{border}" for row in rows)])


WHOLE = (
    "```py\ncode\n```", "***", "<!-- bwise:skip -->\n\nskipped\n\n<!-- bwise:end -->", "{{% s %}}\nword\n{{% /s %}}",
    "```{note}\nword\n```", ":::tip A title\nword\n:::", "[r]: https://r.example 'a title'", "$$\na\n$$",
    "\\begin{align}\nx\n\\end{align}", "<script>\ncode\n</script>", "[^1]: a note",
    "??? tip\n\n    ```\n    code\n    ```\n    word", '=== "A *b*"\n    word\n\n    1. word',
    "> [!faq]- A title\n> word", "> [!NOTE]\n> word", "{% comment %}\ncode\n{% endcomment %}", '--8<-- "a.md"',
    '<picture><source srcset="a.png"><img src="b.png" alt="word"></picture>',
)  # fmt: skip
"""Blocks that mean the same whatever stands before and after them."""
HALVES = (
    "    code",
    "<!-- bwise:context c -->",
    "<!-- bwise:note n -->",
    "{: .k #own}",
    "(x)=",
    "% comment",
    "<div>",
    "</div>",
)
"""Blocks that mean something together with their neighbours."""


def _on_one_line(lines: SearchStrategy[str]) -> SearchStrategy[str]:
    return lines.map(lambda text: text.replace("\\\n", " ").replace("\n", " "))


def _without_borders(lines: SearchStrategy[str]) -> SearchStrategy[str]:
    return _on_one_line(lines).map(lambda text: text.replace("|", "").replace("+", "").replace("-", ""))


def _plain(lines: SearchStrategy[str], words: SearchStrategy[str], fixed: Sequence[str]) -> SearchStrategy[str]:
    """Blocks that hold no others."""
    line, raw, cell, drawn = _on_one_line(lines), _on_one_line(words), _without_borders(lines), _without_borders(words)
    return st.one_of(
        lines,
        lines.map(lambda text: f"x[^1]\n\n{_indented(text.replace('[^1]', ''), '[^1]: ')}"),
        line.map(lambda text: f"# {text}"),
        line.map(lambda text: f"## {text} {{#one .k}}"),
        line.map(lambda text: f"1. x\n\n   - [ ] {text}"),
        st.lists(cell, min_size=2, max_size=4).map(_pipe),
        st.lists(drawn, min_size=1, max_size=3).map(_grid),
        drawn.map(lambda text: f"One  Two\n---- ----\n{text or 'x'}  y"),
        line.map(lambda text: f"| {text}\n| two"),
        line.map(lambda text: f'![{text}](i.png "t")'),
        raw.map(lambda text: f"<p>{text}</p>"),
        raw.map(lambda text: f"<table><tr><td>{text}<td>b</table>"),
        st.tuples(raw, line).map(lambda texts: "<details>\n<summary>{}</summary>\n\n{}\n\n</details>".format(*texts)),
        line.map(lambda text: f'!!! note "{text}"\n    {text}\n\n    - {text}'),
        st.sampled_from(fixed),
    )


def _nested(blocks: SearchStrategy[str]) -> SearchStrategy[str]:
    """Blocks in other blocks."""
    return st.one_of(
        st.lists(blocks, min_size=1, max_size=3).map("\n\n".join),
        blocks.map(lambda text: _indented(text, "- ")),
        blocks.map(lambda text: _indented(text, "1. ")),
        blocks.map(lambda text: _indented(text, "- [ ] ")),
        blocks.map(lambda text: _indented(text, "> ").replace("\n  ", "\n> ")),
        blocks.map(lambda text: f"Term\n\n{_indented(text, ': ')}"),
        blocks.map(lambda text: f"::: {{.case title='A b'}}\n{text}\n:::"),
        blocks.map(lambda text: f"::::: quiz\n{text}\n:::::"),
        blocks.map(lambda text: f"x[^2]\n\n{_indented(text.replace('[^2]', ''), '[^2]: ')}"),
        blocks.map(lambda text: f'<div class="k">\n\n{text}\n\n</div>'),
    )


FRONT = st.one_of(
    st.just(""),
    st.sampled_from(
        [
            "---\ntitle: A *title*\nhours: 2\n---\n", "---\ndescription: |\n  One.\n\n  - Two\n---\n",
            '+++\ntitle = "A {country} `c`"\nweight = 1\n+++\n', "---\noutcomes:\n- text: 'It''s [a](b.md)'\n---\n",
        ]
    ),
)  # fmt: skip


def blocks(lines: SearchStrategy[str], words: SearchStrategy[str], fixed: Sequence[str]) -> SearchStrategy[str]:
    """Blocks of any kind: `lines` where Markdown is read, `words` in HTML and in drawn tables, `fixed` ones between."""
    return st.recursive(_plain(lines, words, fixed), _nested, max_leaves=8)


TEXTS = st.tuples(
    FRONT, st.lists(blocks(LINES, LINES, (*WHOLE, *HALVES)), min_size=1, max_size=6).map("\n\n".join)
).map("".join)
"""Whole masters, in which anything stands anywhere."""
