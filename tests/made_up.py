"""Made-up masters: every construct, nested at random, with words that could be markup of something else."""

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
LINE = LINES.map(lambda text: text.replace("\\\n", " ").replace("\n", " "))
CELL = LINE.map(lambda text: text.replace("|", "").replace("+", "").replace("-", ""))


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


PLAIN = st.one_of(
    LINES,
    LINES.map(lambda text: f"x[^1]\n\n{_indented(text.replace('[^1]', ''), '[^1]: ')}"),
    LINE.map(lambda text: f"# {text}"),
    LINE.map(lambda text: f"## {text} {{#one .k}}"),
    LINE.map(lambda text: f"1. x\n\n   - [ ] {text}"),
    st.lists(CELL, min_size=2, max_size=4).map(_pipe),
    st.lists(CELL, min_size=1, max_size=3).map(_grid),
    CELL.map(lambda text: f"One  Two\n---- ----\n{text or 'x'}  y"),
    LINE.map(lambda text: f"| {text}\n| two"),
    LINE.map(lambda text: f"![{text}](i.png \"t\")"),
    LINE.map(lambda text: f"<p>{text}</p>"),
    LINE.map(lambda text: f"<details>\n<summary>{text}</summary>\n\n{text}\n\n</details>"),
    LINE.map(lambda text: f"<table><tr><td>{text}<td>b</table>"),
    LINE.map(lambda text: f'!!! note "{text}"\n    {text}\n\n    - {text}'),
    st.sampled_from(
        [
            "```py\ncode\n```", "    code", "***", "<!-- bwise:context c -->", "<!-- bwise:note n -->", "{: .k #own}",
            "<!-- bwise:skip -->\n\nskipped\n\n<!-- bwise:end -->", "(x)=", "{{% s %}}\nword\n{{% /s %}}", "% comment",
            "```{note}\nword\n```", ":::tip A title\nword\n:::", "[r]: https://r.example 'a title'", "$$\na\n$$",
            "\\begin{align}\nx\n\\end{align}", "<script>\ncode\n</script>", "<div>", "</div>", "[^1]: a note",
            "??? tip\n\n    ```\n    code\n    ```\n    word", '=== "A *b*"\n    word\n\n    1. word',
            "> [!faq]- A title\n> word", "> [!NOTE]\n> word", "{% comment %}\ncode\n{% endcomment %}", '--8<-- "a.md"',
            '<picture><source srcset="a.png"><img src="b.png" alt="word"></picture>',
        ]
    ),
)  # fmt: skip


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
BLOCKS = st.recursive(PLAIN, _nested, max_leaves=8)
TEXTS = st.tuples(FRONT, st.lists(BLOCKS, min_size=1, max_size=6).map("\n\n".join)).map("".join)
"""Whole masters."""
