"""Masters that are hostile, or that a bad day made: what real files have held, made larger."""

from collections.abc import Mapping

from .word_master import PROSE

WORDS = "Coaches write to each other in the morning."


def hostile_masters() -> Mapping[str, bytes]:
    """Each by what is wrong with it."""
    return {
        **_encodings(),
        **_characters(),
        **_fences(),
        **_nesting(),
        **_sizes(),
        **_references(),
        **_html(),
        **_fronts(),
    }


def _text(*blocks: str) -> bytes:
    return "\n\n".join(["# Start", *blocks, WORDS, ""]).encode()


def _encodings() -> dict[str, bytes]:
    plain = f"# Start\n\nÜber – “{WORDS}”\n"
    return {
        "UTF-16 little-endian": plain.encode("utf-16"),
        "UTF-16 big-endian without a mark": plain.encode("utf-16-be"),
        "UTF-32": plain.encode("utf-32"),
        "Windows-1252": plain.encode("cp1252"),
        "a cut sequence at the end": plain.encode() + b"\xe2\x82",
        "two encodings in one file": plain.encode() + "Größe\n".encode("latin-1"),
        "surrogates written as UTF-8": b"# Start\n\nA \xed\xa0\xbd\xed\xb8\x80 face.\n",
        "overlong slash": b"# Start\n\n[x](\xc0\xafetc)\n",
        "a mark, CRLF, NUL": b"\xef\xbb\xbf# Start\r\n\r\nOne\x00two.\r\n\r\n- a\r\n- b\r\n",
        "two marks": b"\xef\xbb\xbf\xef\xbb\xbf# Start\n\nWords.\n",
        "carriage returns alone": b"# Start\r\rOne.\r\r- a\r- b\r",
        "all three line ends": b"# Start\r\nOne.\n\rTwo.\r\r\nThree.\n",
        "a picture": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 4,
        "only NUL": b"\x00" * 5000,
        "nothing": b"",
        "only white space": b" \t\r\n\xc2\xa0\n\n",
    }


def _characters() -> dict[str, bytes]:
    controls = "".join(map(chr, [*range(1, 9), 11, 12, *range(14, 32), *range(127, 160)]))
    return {
        "every control character": _text(f"a{'b'.join(controls)}c", f"- x{controls}"),
        "words that change direction": _text(
            "A \u202egnirts\u202c and \u2066isolate\u2069, \u200ferom, \u202b[x](#start)\u202c."
        ),
        "spaces that do not break": _text(
            "\u00a0".join(WORDS.split()), "#\u00a0No heading", "-\u00a0no item", "\u00a0"
        ),
        "every space of Unicode": _text("\u2000\u2001\u2009\u202f\u205f\u3000".join(WORDS.split()), "\u3000Indented."),
        "invisible characters": _text(
            "co\u00adaches\u200b write\u200d \u2060to\ufeff each\u180e other", "\ufe0f", "**\u200b**"
        ),
        "line separators": _text("One\u2028two\u2029three\x85four\x0bfive\x0csix", "- a\u2028- b"),
        "private and unassigned": _text("A \ue000 b \U000f0000 c \ufdd0 d \uffff e \U0010ffff f \u0378"),
        "signs that the program itself uses": _text("A \U0010fe00 b ⸨1⸩ c \ue010 d \ue011 e \ue012.", "⸨"),
        "marks on marks": _text("Z" + "\u0301\u0489\u20dd" * 2000 + " words"),
        "letters of marks": _text("＊not marks＊ ［a］（b） ‘q’ ﹟ heading", "∗ item"),
        "variables that are none": _text("{a}{b:{c}} {} {:} {country:SI{} {{x}} {{{{y}}}} {%z%} }{", "{" * 500),
        "words that look like messages": _text("1. [x](1) [^1] <x1>a</x1> [y](2)", "[z](#start) <x1> [^2] &lt;x1&gt;"),
    }


def _fences() -> dict[str, bytes]:
    return {
        "a fence that is never closed": _text("```python", "def x(): pass"),
        "fences of every length": _text(*(f"{'`' * n}\ncode {n}\n{'`' * (n - 1)}" for n in range(4, 40))),
        "divs that are never closed": _text(*(f"{':' * n} trainer\ntext {n}" for n in range(3, 40))),
        "ends of divs alone": _text(*[":::"] * 200),
        "a comment that is never closed": _text("<!-- bwise:note hi", "words"),
        "directives in disorder": _text("<!-- bwise:end -->", "<!-- bwise:skip -->", "a", "<!-- bwise:skip -->", "b"),
        "math that is never closed": _text("$$", "x^2 $ y $$ z", "\\begin{align}", "a", "$" * 999),
        "shortcodes that are never closed": _text("{{< figure src=x", "{{% note %}}", "{% if x", "{{", "{%" * 300),
        "a script that is never closed": _text("<script>", "let words = 1;", "<style>", "p {}"),
    }


def _nesting() -> dict[str, bytes]:
    steps = range(60)
    return {
        "10,000 quotes in each other": _text(">" * 10_000 + " deep"),
        "500 quotes in each other": _text("> " * 500 + "deep"),
        "100 lists in each other": _text("\n".join(f"{'  ' * n}- item {n}" for n in range(100))),
        "lists and quotes in turn": _text("\n".join("".join("> - " for _ in range(n)) + f"step {n}" for n in steps)),
        "lists indented by tabs and spaces": _text(
            "\n".join(f"{' ' * (n % 5)}{chr(9) * (n % 4)}* item {n}" for n in range(99))
        ),
        "10,000 brackets": _text("[" * 10_000 + "x" + "](y)" * 50),
        "10,000 marks of emphasis": _text("*" * 10_001 + "a" + "_" * 10_001 + "b" + "**" * 999),
        "marks that cross": _text("*a **b _c* d** e_ " * 400),
        "100 links in emphasis": _text("".join(f"*[a{n}](#start) **b** ~~c~~* " for n in range(100))),
        "60 divs in each other": _text("\n".join(f"{':' * (70 - n)} case" for n in range(60)), "in"),
        "images in images": _text("![a " * 80 + "![x](y)" + "](z)" * 80),
        "backticks in every number": _text(" ".join("`" * n for n in range(1, 120))),
    }


def _sizes() -> dict[str, bytes]:
    row = "| " + " | ".join(f"cell {n}" for n in range(20)) + " |"
    rule = "|" + "---|" * 20
    return {
        "a line of a megabyte": _text(" ".join([*PROSE] * 2000)[:1_000_000]),
        "a word of a megabyte": _text("x" * 1_000_000),
        "a table of 150 rows": _text("\n".join([row, rule, *[row] * 150])),
        "a table of 500 columns": _text("\n".join(["|" + "a|" * 500, "|" + "-|" * 500, "|" + "b|" * 500])),
        "a table with ragged rows": _text("| a | b |\n|---|---|\n| c |\n| d | e | f | g |\n|||||\n| `x|y` | \\| |"),
        "a grid that does not close": _text("+---+---+\n| a | b\n+===+\n| c | d |\n+---+---"),
        "1,000 headings of one name": _text("\n\n".join(["# Same"] * 1000)),
        "600 items": _text("\n".join(f"{n}. item {n}" for n in range(600))),
        "20,000 empty lines": _text("\n" * 20_000),
        "a heading of 20,000 letters": _text("# " + "word " * 4000),
    }


def _references() -> dict[str, bytes]:
    return {
        "a footnote in itself": _text("A[^a].", "[^a]: B[^a]."),
        "footnotes in a circle": _text("A[^a].", "[^a]: B[^b].", "[^b]: C[^c].", "[^c]: D[^a]."),
        "footnotes 50 deep": _text("A[^0].", *(f"[^{n}]: Note {n}[^{n + 1}]." for n in range(50)), "[^50]: End."),
        "300 calls of one footnote": _text("A[^a]. " * 300, "[^a]: Note."),
        "a footnote defined twice": _text("A[^a].", "[^a]: One.", "[^a]: Two.", "[^b]: Nobody calls it."),
        "references defined a thousand times": _text("[x] [y][x]", "\n".join(f"[x]: y{n}" for n in range(1000))),
        "ids twice": _text("# A {#a}", "# B {#a}", "[x]{#a} [y](#a)", "::: {#a .case}\nz\n:::", '<a id="a"></a>'),
        "ids of every kind": _text(
            "# A {#ünï.c:o-d_e}", "# B {#1}", "# C {#--}", '<a id="a b&quot;<"></a>', "# D {# }"
        ),
        "links that do something": _text("[a](javascript:x) [b](DATA:text/html,x) [c](file:///etc) <vbscript:x>"),
        "links of odd spelling": _text("[a](<b c>) [b](b 'c) [c](((d))) [d](\\) [e](%ff#%00) [f](//g) [h]( )"),
    }


def _html() -> dict[str, bytes]:
    return {
        "soup of tags": _text(
            "<div><p><b>a<i>b</b>c</i><table><tr><td>d</p></div>e</span></td>", "<p<p>x</p", "</html>"
        ),
        "tags that quote": _text(
            '<a href="x>y" title=\'"\'>z</a> <img alt="a > b" src=x>', '<p title="', "never closed"
        ),
        "2,000 open tags": _text("<div>" * 2000, "x"),
        "2,000 open inlines": _text("<b>" * 2000 + "x" + "</i>" * 2000),
        "entities": _text(
            "&amp;&lt;&#0;&#x110000;&#xD800;&nbsp;&bogus;&#60;script&#62; &amp;amp; &" + "a" * 3000 + ";"
        ),
        "declarations": _text('<!DOCTYPE x [<!ENTITY a "b">]>', "<?php echo 'x' ?>", "<![CDATA[ x ]]>", "<!a", "<?"),
        "a page of its own": _text(
            "<html><head><title>T</title><script>x()</script></head><body onload=x>words</body></html>"
        ),
        "Markdown in HTML in Markdown": _text("<details>\n<summary>**a**</summary>\n\n- b\n\n<p>*c*\n\n</details> d"),
        "JSX": _text(
            "import X from 'y'", "<X a={b => <c>d</c>} {...e}>", "f {g} {/* h */}", "</X>", "export const z = {};"
        ),
    }


def _fronts() -> dict[str, bytes]:
    def fronted(front: str) -> bytes:
        return f"{front}\n\n# Start\n\n{WORDS}\n".encode()

    return {
        "front matter that is never closed": fronted("---\ntitle: x"),
        "front matter in TOML that is never closed": fronted("+++\ntitle = 'x'"),
        "front matter that is a list": fronted("---\n- a\n- b\n---"),
        "front matter that is a word": fronted("---\nword\n---"),
        "front matter with a tab": fronted("---\ntitle:\tx\n\tkey: y\n---"),
        "front matter that repeats a key": fronted("---\ntitle: a\ntitle: b\n---"),
        "front matter of anchors": fronted("---\na: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\ntitle: *c\n---"),
        "a billion words in front": fronted(
            "---\na0: &a0 x\n"
            + "\n".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10))
            + "\n---"
        ),
        "front matter with a tag": fronted("---\ntitle: !!python/object/apply:os.system [ls]\n---"),
        "front matter 500 deep": fronted("---\ntitle: " + "[" * 500 + "x" + "]" * 500 + "\n---"),
        "front matter with Markdown": fronted(
            "---\ntitle: '# *a* [b](c) `d` <e> {f}'\ndescription: |\n  - g\n\n  > h\n---"
        ),
        "front matter of every type": fronted(
            "---\ntitle: 2024-01-01\nsubtitle: yes\ntext: 0x1F\nsummary: ~\nesco: 1e3\n---"
        ),
        "rules that are no front matter": fronted("---\n\n---\n\n---"),
        "TOML that is broken": fronted("+++\ntitle = \n+++"),
    }
