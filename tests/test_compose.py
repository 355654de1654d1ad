"""From localised documents to one text: what each reader sees, variables, ids and links."""

from collections.abc import Callable

import pytest

from bwise_cli.compose import Composed, compose, image_targets
from bwise_cli.domain.document import OVERVIEWS, Document
from bwise_cli.domain.edition import Edition
from bwise_cli.domain.finding import Severity
from bwise_cli.domain.nodes import Blocks, Node, attribute, attributes_of, has_class, rewrite

from .building import document
from .skeletons import all_text

FOLDER = "curricula/test"
VALUES = {
    ("country", ""): "Slovenija",
    ("money", "1500"): "1.500 €",
    ("employment_service", ""): "Zavod za <zaposlovanje>",
}


def fill(name: str, argument: str) -> str | None:
    return VALUES.get((name, argument))


def composed(*texts: str, edition: Edition = Edition.LEARNER, country: str = "SI") -> Composed:
    """What is made of the modules `01.md`, `02.md` and so on."""
    documents = [document(text, f"{number:02}.md") for number, text in enumerate(texts, 1)]
    return compose(documents, edition, country, fill, FOLDER)


def words(made: Composed) -> str:
    """All that is printed, titles of boxes included."""
    titles = [attribute(item, "title") for item in items(made.blocks, lambda item: item["t"] == "Div")]
    return " ".join(" ".join([*titles, all_text(Document("", {}, made.blocks))]).split())


def items(blocks: Blocks, wanted: Callable[[Node], bool]) -> list[Node]:
    found: list[Node] = []

    def record(item: Node) -> list[Node]:
        if wanted(item):
            found.append(item)
        return [item]

    rewrite(blocks, record)
    return found


def links(made: Composed) -> list[str]:
    return [item["c"][2][0] for item in items(made.blocks, lambda item: item["t"] == "Link")]


def ids(made: Composed) -> list[str]:
    found = [attributes_of(item) for item in items(made.blocks, lambda item: bool(attributes_of(item)))]
    return [attributes[0] for attributes in found if attributes and attributes[0]]


# Editions

QUIZ = """Before.

::: {.trainer title="For you"}
Trainer text.[^1]
:::

[^1]: Trainer footnote.

> ::: trainer
> Deep.
> :::

::: {.quiz title="Check"}
1. Why?

   - [ ] wrong
   - [x] right

   ::: feedback
   Because.
   :::
:::

- [x] done
"""


def test_learners_see_no_trainer_text_no_right_answers_and_no_feedback() -> None:
    said = words(composed(QUIZ))
    for hidden in ("Trainer", "For you", "footnote", "Deep", "Because"):
        assert hidden not in said
    assert said == "Check Before. Why? ☐ wrong ☐ right ☒ done"


def test_trainers_see_all() -> None:
    said = words(composed(QUIZ, edition=Edition.TRAINER))
    for shown in ("Trainer text.", "For you", "Trainer footnote.", "Deep.", "☒ right", "Because.", "☐ wrong"):
        assert shown in said


@pytest.mark.parametrize("around", ["::: {{.case title=Amira}}\n{}\n:::", "- item\n\n  {}", "1. item\n\n   {}"])
def test_trainer_text_is_hidden_however_deep(around: str) -> None:
    inner = "::: trainer\nSecret.\n:::"
    indent = around[: around.index("{}")].rpartition("\n")[2]
    made = composed(around.format(inner.replace("\n", f"\n{indent}")) + "\n")
    assert "Secret" not in words(made)
    assert "Secret" in words(
        composed(around.format(inner.replace("\n", f"\n{indent}")) + "\n", edition=Edition.TRAINER)
    )


# Countries

NATIONAL = '::: {.only country="SI HR"}\nHere.\n:::\n\n::: {.except country="BE"}\nNot there.\n:::\n\nAll.\n'


@pytest.mark.parametrize(
    ("country", "said"),
    [("SI", "Here. Not there. All."), ("HR", "Here. Not there. All."), ("BE", "All."), ("FR", "Not there. All.")],
)
def test_passages_for_some_countries(country: str, said: str) -> None:
    assert words(composed(NATIONAL, country=country)) == said


def test_a_quiz_for_some_countries() -> None:
    text = '::: {.quiz .only country="SI"}\n- [x] right\n:::\n'
    for edition in Edition:
        assert words(composed(text, edition=edition, country="HR")) == ""
    assert words(composed(text)) == "☐ right"


def test_trainer_text_for_some_countries_is_trainer_text() -> None:
    text = '::: {.trainer .except country="BE"}\nSecret.\n:::\n'
    assert words(composed(text)) == ""
    assert words(composed(text, edition=Edition.TRAINER)) == "Secret."
    assert words(composed(text, edition=Edition.TRAINER, country="BE")) == ""


def test_a_box_for_some_countries_is_still_a_box() -> None:
    made = composed('::: {.activity .only country="SI" title="Map"}\nDo it.\n:::\n')
    (box,) = items(made.blocks, lambda item: item["t"] == "Div")
    assert has_class(box, "activity")
    assert attribute(box, "title") == "Map"


# Variables


def test_variables_are_filled_wherever_words_stand() -> None:
    made = composed(
        '# In {country}\n\n**{country}**: {money:1500}.[^1] [{country}](https://a.example "In {country}")\n\n'
        '[^1]: {country}\n\n![{country}](a.png){alt="{country}"}\n\n::: {.case title="In {country}"}\n'
        "| {country} |\n|---|\n| x |\n\nTable: {country} x\n:::\n"
    )
    text = repr(made.blocks)
    assert made.findings == ()
    assert "{country}" not in text
    assert "{money" not in text
    assert text.count("Slovenija") == 11


def test_a_value_is_words_and_no_markup() -> None:
    made = composed("Ask {employment_service}.\n")
    assert items(made.blocks, lambda item: item["t"].startswith("Raw")) == []
    assert words(made) == "Ask Zavod za <zaposlovanje>."


def test_code_is_left_as_it_is() -> None:
    assert "{country}" in words(composed("Write `{country}`.\n\n    {country}\n"))


def test_a_variable_without_a_value_is_a_finding() -> None:
    made = composed("Fine.\n", "Ask {nobody}, {nobody} and {money:much}.\n")
    assert [(each.tag, str(each.place), each.message) for each in made.findings] == [
        ("variable", f"{FOLDER}/02.md", '"{nobody}" has no value'),
        ("variable", f"{FOLDER}/02.md", '"{money:much}" has no value'),
    ]
    assert all(each.severity is Severity.ERROR and each.notes for each in made.findings)
    assert "{nobody}" in words(made)


# Ids and links


def test_ids_are_unique_across_modules() -> None:
    same = "# Start {#start}\n\n[x]{#here}\n\n::: {#box .case}\ny\n:::\n"
    made = ids(composed(same, same))
    assert len(made) == len(set(made)) == 6


def test_links_between_modules_lead_to_their_headings() -> None:
    first = "# One {#one}\n\n[a](#one) [b](02.md#two) [c](02.md) [d](./02.md#deep) [e](https://x.example/02.md)\n"
    second = "# Two {#two}\n\n## Deep {#deep}\n\n[f](01.md#one)\n"
    made = composed(first, second)
    assert made.findings == ()
    targets = links(made)
    assert targets[4] == "https://x.example/02.md"
    assert targets[1] == targets[2]
    assert {target.removeprefix("#") for target in targets if target.startswith("#")} <= set(ids(made))
    assert len(set(targets)) == 4


@pytest.mark.parametrize("target", ["../two/b.md#ü", "../two/b.md#%C3%BC", "../two/./b.md", "x/../../two/%62.md"])
def test_a_link_leads_from_folder_to_folder(target: str) -> None:
    documents = [document(f"[x]({target})\n", "one/a.md"), document("# Two {#ü}\n", "two/b.md")]
    made = compose(documents, Edition.LEARNER, "SI", fill, FOLDER)
    assert made.findings == ()
    assert links(made) == ["#two-b--ü"]


@pytest.mark.parametrize(
    "target",
    ["#nowhere", "03.md", "02.md#nowhere", "../secret.md#x", "/etc/passwd", "file:///etc/passwd", "//evil.example/x"],
)
def test_a_link_that_leads_nowhere_is_words_and_a_warning(target: str) -> None:
    made = composed(f"# One {{#one}}\n\nSee [the *other* page]({target}) now.\n", "# Two {#two}\n")
    assert links(made) == []
    assert "the other page" in words(made)
    (finding,) = made.findings
    assert (finding.tag, finding.severity, str(finding.place)) == ("link-target", Severity.WARNING, f"{FOLDER}/01.md")
    assert target in finding.message


@pytest.mark.parametrize("target", ["javascript:alert(1)", "JavaScript:alert(1)", "data:text/html;x", "vbscript:x"])
def test_a_link_that_does_something_is_unlinked(target: str) -> None:
    made = composed(f"# One {{#one}}\n\n[x]({target})\n")
    assert links(made) == []
    assert [each.tag for each in made.findings] == ["link-target"]


@pytest.mark.parametrize("target", ["https://a.example", "HTTP://a.example", "mailto:a@b.example", "tel:112"])
def test_a_link_out_of_the_book_stays(target: str) -> None:
    assert links(composed(f"[x]({target})\n")) == [target]


def test_a_link_to_what_learners_do_not_see_is_unlinked() -> None:
    text = "# One {#one}\n\n[how](#how)\n\n::: trainer\n## How {#how}\n:::\n"
    assert links(composed(text)) == []
    assert links(composed(text, edition=Edition.TRAINER)) == ["#01--how"]


# The overview, images and modules


def test_the_chapter_of_the_overview_has_no_number() -> None:
    documents = [document("# About {#about}\n", OVERVIEWS[0]), document("# One {#one}\n", "01.md")]
    headers = items(compose(documents, Edition.LEARNER, "SI", fill, FOLDER).blocks, lambda item: item["t"] == "Header")
    assert [has_class(header, "unnumbered") for header in headers] == [True, False]


def test_only_images_that_are_shown_are_needed() -> None:
    made = composed("![a](a.png)\n\n![b](b.png) ![a](a.png)\n\n::: trainer\n![c](c.png)\n:::\n")
    assert image_targets(made.blocks) == ["a.png", "b.png"]


def test_the_target_of_an_image_starts_at_its_own_file() -> None:
    text = "![a](a.png) ![b](../img/b.png) ![c](/img/c.png) ![d](https://x.example/d.png)\n"
    made = compose([document(text, "two/b.md"), document(text, "b.md")], Edition.LEARNER, "SI", fill, FOLDER)
    assert image_targets(made.blocks) == [
        "two/a.png", "img/b.png", "img/c.png", "https://x.example/d.png", "a.png", "../img/b.png",
    ]  # fmt: skip


def test_files_of_nearly_the_same_name_share_no_id() -> None:
    documents = [document(f"[x](#same)\n\n# Same {{#same}}\n\n{name}", name) for name in ("a/b.md", "a-b.md", "a b.md")]
    made = compose(documents, Edition.LEARNER, "SI", fill, FOLDER)
    assert len(set(ids(made))) == len(set(links(made))) == 3
    assert {f"#{identifier}" for identifier in ids(made)} == set(links(made))


def test_a_place_inside_a_link_that_leads_nowhere_is_still_there() -> None:
    made = composed("# One {#one}\n\n[x](gone.md){#here} [y](#here)\n")
    assert links(made) == ["#01--here"]
    assert "01--here" in ids(made)


@pytest.mark.parametrize("target", ["#a-1b", "#Step-3", "#uber-alles", "a.md#what-s-new", "x/../a#what_s_new", "A#c"])
def test_what_could_mean_two_places_means_none(target: str) -> None:
    twice = "# A-b {#a-b}\n\n# ab {#ab}\n\n## 1 Step {#1-step}\n\n## 2 Step {#2-step}\n"
    documents = [document(f"{twice}\n[x]({target})\n", "a.md"), document("# C {#c}\n", "A-.md")]
    made = compose(documents, Edition.LEARNER, "SI", fill, FOLDER)
    assert links(made) == []
    assert len(made.findings) == 1


@pytest.mark.parametrize(
    ("target", "identifier"),
    [("#what-s-new", "whats-new"), ("#uber-alles", "über-alles"), ("#step-one", "1-step-one"), ("#Q&A", "qa")],
)
def test_anchors_as_other_programs_spell_them(target: str, identifier: str) -> None:
    made = composed(f"# What's new\n\n## Über alles\n\n## 1. Step one\n\n## Q&A\n\n[x]({target})\n")
    assert links(made) == [f"#01--{identifier}"]


def test_documents_are_left_as_they_are() -> None:
    source = document(QUIZ + "\n# One {#one}\n\n{country} [x](#one)\n")
    before = repr(source)
    compose([source], Edition.LEARNER, "SI", fill, FOLDER)
    assert repr(source) == before
