"""A translation takes the place of its source and of nothing else: what fits, what is refused, what is hostile."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bwise_cli.domain.fitting import fit
from bwise_cli.domain.message import Unit
from bwise_cli.engines.markdown import parse_inlines
from bwise_cli.localise import Localised, localise

from .building import catalogue, master, messages
from .cases import Case, read_cases
from .skeletons import all_text, skeleton, words

SECONDS = 5.0
"""The longest that any one translation may take."""


def faults(source: str, translation: str) -> list[str]:
    """What is wrong with the translation of the first passage of `source`."""
    segment, spelling = next((segment, spelling) for segment, spelling in master(source) if spelling)
    assert spelling is not None
    found, _ = fit(parse_inlines([translation])[0], segment.inlines, spelling)
    return [f"{fault.tag}: {fault.message}" for fault in found]


@pytest.mark.parametrize("case", read_cases("splice"), ids=lambda case: case.place)
def test_what_fits_and_what_is_refused(case: Case) -> None:
    source, _, translation = case.given.partition("\n=>\n")
    assert "\n".join(faults(source + "\n", translation.removesuffix("\n")) or ["fits"]) == case.expected, case.title


TWO_NOTES = "Breaks[^a] and sleep[^b] help.\n\n[^a]: About breaks.\n\n[^b]: About sleep.\n"


def test_footnotes_may_change_places() -> None:
    assert messages(TWO_NOTES)[0].text == "Breaks[^1] and sleep[^2] help."
    assert faults(TWO_NOTES, "Spanje[^2] in odmori[^1] pomagajo.") == []
    assert faults(TWO_NOTES, "Spanje[^2] in odmori[^2] pomagajo.") == [
        "footnote: footnote [^1] is missing",
        "footnote: footnote [^2] is there more than once",
    ]


# Hostile translations

SOURCE = """---
title: The course
---

# Ask *before* you help {#ask .x}

Read [the guide](https://a.example "Guide")[^1] with `dir` and ![the key](key.png) in {country}.

[^1]: A note with [a link](https://n.example).

::: {.activity title="Map one day"}
- [x] one **item**
- two

| Head | Other |
|------|-------|
| Cell | 1.5   |

Table: The caption
:::

Term
: Definition

> Quoted <kbd>text</kbd> and $a$ and [marked]{.term}.

```typst
#read("/etc/passwd")
```
"""
HOSTILE = {
    "raw attribute": '`#read("/x")`{=typst}',
    "raw block": "```{=typst}\n#panic()\n```",
    "raw html block": "<div>\nx\n</div>",
    "span with attributes": "[x]{typst:text:fill='read(\"/x\")'}",
    "span with a class": "[x]{.trainer}",
    "heading with an id": "# Naslov {#ask}",
    "setext": "Naslov\n=====",
    "setext second": "Naslov\n-----",
    "bullets": "- ena\n- dve",
    "numbers": "1. ena\n2. dve",
    "letters": "a) ena\nb) dve",
    "task": "- [x] ena",
    "quote": "> ena\n> dve",
    "rule": "***",
    "rule of hyphens": "ena\n\n---\n\ndve",
    "div": "::: trainer\nskrito\n:::",
    "div with a country": '::: {.only country="HR"}\nskrito\n:::',
    "pipe table": "| a | b |\n|---|---|\n| c | d |",
    "grid table": "+---+\n| a |\n+---+",
    "fence": "```\nx\n```",
    "fence of tildes": "~~~ {.python}\nx\n~~~",
    "indented code": "    x = 1",
    "tabs": "\tx\t= 1",
    "script": "<script>alert(1)</script>",
    "style": "<style>p { display: none }</style>",
    "event": '<b onclick="alert(1)">x</b>',
    "unclosed comment": "besede <!-- skrito",
    "comment": "besede <!-- skrito --> besede",
    "processing": "besede <?php skrito ?> besede",
    "cdata": "besede <![CDATA[ skrito ]]> besede",
    "directive": "<!-- bwise:skip --> besede",
    "reference definition": "[vodnik]: https://evil.example",
    "reference": "besede\n\n[vodnik]: https://evil.example",
    "collapsed reference": "[the guide][]",
    "footnote definition": "besede[^1]\n\n[^1]: skrito",
    "footnote definition alone": "[^1]: skrito",
    "inline note": "besede^[skrito]",
    "yaml": "---\ntitle: x\n---",
    "yaml then text": "---\ntitle: x\n...\n\nbesede",
    "title block": "% naslov\n% avtor",
    "javascript": "[x](javascript:alert(1))",
    "javascript in capitals": "[x](JaVaScRiPt:alert(1))",
    "data": "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "autolink": "<javascript:alert(1)>",
    "passwd": "![x](/etc/passwd)",
    "file": "![x](file:///etc/passwd)",
    "parent": "![x](../../secret.png)",
    "network": "![x](https://evil.example/x.png)",
    "citation": "kot pravi @cite in [@cite, p. 3]",
    "entities": "&amp;&lt;script&gt;&#106;&#x6a;&quot;",
    "entity bomb": '<!DOCTYPE x [<!ENTITY a "aaaa">]>&a;&a;',
    "many entities": "&amp;" * 2000,
    "blank lines": "ena\n\n\n\ndve",
    "spaces": "ena\n \ndve",
    "begins with a hyphen": "- ena",
    "begins with a number": "1. ena",
    "begins with a hash": "# ena",
    "begins with an angle": "> ena",
    "begins with a plus": "+ ena",
    "begins with a bar": "| ena",
    "begins with a colon": ": ena",
    "line begins with a hyphen": "ena\\\n- dve",
    "line begins with a number": "ena\\\n2) dve",
    "nul": "ena\0dve",
    "control characters": "ena\x01\x08\x1b[31mdve\x7f",
    "bidi": "ena \u202eevd\u202c \u2066tri\u2069",
    "guard character": "\ue000 # ena",
    "guard character alone": "\ue000",
    "separators": "ena\u2028- dve\u2029# tri\x85štiri",
    "carriage return": "ena\r\r# dve",
    "form feed": "ena\x0c\x0c# dve",
    "byte order mark": "\ufeff# ena",
    "no-break space": "\u00a0\u00a0",
    "zero width": "\u200b\u200d",
    "surrogates of an emoji": "😀👩‍🦽 ena",
    "shortcode": "{{% include /etc/passwd %}} {{< x >}}",
    "typst": '#read("/etc/passwd") $sys.inputs$ @label <label>',
    "typst hash in words": '#import "x.typ": * in #panic()',
    "latex": "\\input{/etc/passwd} \\write18{x}",
    "math": "$\\input{/etc/passwd}$",
    "variable": "{country} {money:9999} {employment_service}",
    "superscript": "ena^dve^ in ~tri~",
    "deep emphasis": "*" * 40 + "x" + "*" * 40,
}
LARGE = {
    "brackets": "[" * 50_000,
    "stars": "*" * 50_000,
    "backticks": "`" * 50_000,
    "underscores": "_" * 50_000,
    "backslashes": "\\" * 50_000,
    "stars and words": "*a " * 10_000,
    "links that do not close": "[a](" * 10_000,
    "tags that do not close": "<a " * 10_000,
    "a very long word": "a" * 50_000,
}


@pytest.fixture(scope="module")
def counted() -> int:
    return len(messages(SOURCE))


def localised(translation: str) -> Localised:
    """The source with `translation` in the place of every message."""
    source = master(SOURCE)
    return localise([source], [catalogue([Unit(each, translation) for each in messages(SOURCE)])], parse_inlines)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_translation_is_refused_or_is_only_words(name: str, counted: int) -> None:
    done = localised(HOSTILE[name])
    (document,) = done.documents
    assert skeleton(document) == skeleton(master(SOURCE).document)
    refused = {finding.place.line for finding in done.findings}
    if len(refused) < counted:
        printed = all_text(document)
        assert [word for word in words(HOSTILE[name]) if word not in printed] == []


@pytest.mark.parametrize("name", LARGE)
def test_a_large_translation_is_refused_or_is_only_words_and_soon(name: str) -> None:
    source = master("Ask [the coach](https://a.example).\n\nThen help.\n")
    (asked, helped), begin = messages("Ask [the coach](https://a.example).\n\nThen help.\n"), time.monotonic()
    done = localise([source], [catalogue([Unit(asked, LARGE[name]), Unit(helped, LARGE[name])])], parse_inlines)
    assert time.monotonic() - begin < SECONDS
    assert skeleton(done.documents[0]) == skeleton(source.document)
    assert {finding.place.line for finding in done.findings} >= {10}
    printed = all_text(done.documents[0])
    assert len(done.findings) > 1 or [word for word in words(LARGE[name]) if word not in printed] == []


def test_the_hostile_texts_would_do_harm_if_they_were_let_in() -> None:
    """The measure is not blind: a heading, an attribute, a target and a raw passage each change the skeleton."""
    told = skeleton(master(SOURCE).document)
    for other in (
        SOURCE.replace("> Quoted", "## Quoted"),
        SOURCE.replace("{.term}", "{.trainer}"),
        SOURCE.replace("https://n.example", "javascript:alert(1)"),
        SOURCE.replace("$a$", "`x`{=typst}"),
        SOURCE.replace("key.png", "/etc/passwd"),
        SOURCE.replace("</kbd>", "</b>"),
    ):
        assert skeleton(master(other).document) != told


def test_a_translation_of_nothing_but_nested_markup_is_no_bug() -> None:
    parse_inlines(["*a **b " * 500 + "c** d*" * 500])


def test_a_translation_of_nothing_but_comments_takes_no_time() -> None:
    begin = time.monotonic()
    parse_inlines(["<!--" * 2000])
    assert time.monotonic() - begin < 1.0


PIECES = (
    "beseda # - 1. > [ ] ](1) ](2) ![ [^1] [^2] ` ``` * ** _ ~ ^ $ <b> </b> <!-- --> ::: | --- {=typst} {.x} {country}"
    " &amp; \\ @cite [x]: ](javascript:x) :smile: = č"
)
TEXTS = st.lists(st.sampled_from([*PIECES.split(), " ", "    ", "\n", "\\\n", "\t", "\u202e"]), max_size=12).map(
    "".join
)


@settings(max_examples=30, deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=12))
def test_any_translations_leave_the_skeleton_as_it_is(texts: list[str]) -> None:
    source = master(SOURCE)
    found = messages(SOURCE)
    units = [Unit(each, texts[number % len(texts)]) for number, each in enumerate(found)]
    (document,) = localise([source], [catalogue(units)], parse_inlines).documents
    assert skeleton(document) == skeleton(source.document)


def test_one_bad_translation_does_not_spoil_its_neighbours() -> None:
    first, second = messages("Ask first.\n\nThen help.\n")
    for bad in HOSTILE.values():
        done = localise(
            [master("Ask first.\n\nThen help.\n")],
            [catalogue([Unit(first, bad), Unit(second, "Potem pomagajte.")])],
            parse_inlines,
        )
        assert all_text(done.documents[0]).endswith("Potem pomagajte.")


def test_fixtures_show_every_kind_of_fault() -> None:
    shown = {line.partition(":")[0] for case in read_cases("splice") for line in case.expected.splitlines()}
    kinds = {"link", "image", "footnote", "code", "html", "placeholder", "structure"}
    assert shown == kinds | {"fits"}
