"""Documents in one locale, message by message: what is used, what stays English, and that it says so."""

from dataclasses import replace
from pathlib import Path

import pytest

from bwise_cli.domain.document import Document
from bwise_cli.domain.master import Master, make_masters
from bwise_cli.domain.message import Key, Record, State, Unit, sign_hash
from bwise_cli.domain.nodes import Inlines, each_inline, node, plain_text, text_inlines
from bwise_cli.domain.splice import VARIABLE
from bwise_cli.domain.survey import segments
from bwise_cli.engines.markdown import Parsed, parse_inlines, parse_markdown
from bwise_cli.extract import extract_messages
from bwise_cli.localise import Localised, localise

from . import drafting
from .building import catalogue, document, identity, master, messages
from .cases import Case, read_cases
from .skeletons import skeleton

CURRICULA = Path(__file__).parents[1] / "curricula"
TEXT = "# Title\n\nAsk [the coach](https://a.example) first.\n\nThen help.\n"
TITLE, ASK, HELP = messages(TEXT)
TITLE_SL, ASK_SL, HELP_SL = "Naslov", "Najprej vprašajte [mentorja](1).", "Potem pomagajte."


def localised(*units: Unit, locale: str = "sl") -> Localised:
    return localise([master(TEXT)], [catalogue(units, locale)], parse_inlines)


def shown(done: Localised) -> list[str]:
    """What a reader sees, passage by passage; English that is marked as such is in double braces."""
    return [_shown(segment.inlines) for document in done.documents for segment in segments(document)]


def _shown(inlines: Inlines) -> str:
    text = plain_text(inlines)
    return f"{{{{{text}}}}}" if inlines == [node("Span", [["", [], [["lang", "en"]]], inlines[0]["c"][1]])] else text


def states(done: Localised) -> dict[Key, State]:
    return done.states["01-test.md"]


# What is used


def test_without_a_catalogue_everything_is_english_and_says_so() -> None:
    done = localise([master(TEXT)], [], parse_inlines)
    assert shown(done) == ["{{Title}}", "{{Ask the coach first.}}", "{{Then help.}}"]
    assert set(states(done).values()) == {State.UNTRANSLATED}
    assert done.findings == ()


def test_a_translation_stands_in_the_place_of_its_source() -> None:
    done = localised(Unit(TITLE, TITLE_SL), Unit(ASK, ASK_SL), Unit(HELP, HELP_SL))
    assert shown(done) == ["Naslov", "Najprej vprašajte mentorja.", "Potem pomagajte."]
    links = [item for segment in segments(done.documents[0]) for item in each_inline(segment.inlines)]
    assert [item["c"][2][0] for item in links if item["t"] == "Link"] == ["https://a.example"]


def test_english_that_stays_is_marked_passage_by_passage() -> None:
    done = localised(Unit(TITLE, TITLE_SL), Unit(ASK), Unit(HELP, HELP_SL))
    assert shown(done) == ["Naslov", "{{Ask the coach first.}}", "Potem pomagajte."]


def test_a_draft_is_used_and_counted_as_one() -> None:
    done = localised(Unit(HELP, HELP_SL, fuzzy=True, record=Record(State.DRAFT, engine="deepl")))
    assert shown(done)[-1] == "Potem pomagajte."
    assert states(done)[HELP.key] is State.DRAFT


def test_an_outdated_translation_is_not_used() -> None:
    old = Unit(HELP, HELP_SL, fuzzy=True, previous=(None, "Then leave."), record=Record(State.OUTDATED))
    done = localised(old)
    assert shown(done)[-1] == "{{Then help.}}"
    assert states(done)[HELP.key] is State.OUTDATED


def test_an_obsolete_translation_is_not_used() -> None:
    assert shown(localised(Unit(HELP, HELP_SL, obsolete=True)))[-1] == "{{Then help.}}"


def test_a_sign_off_that_holds_and_one_that_is_void() -> None:
    signed = Record(State.REVIEWED, by="Ana", of=sign_hash(*HELP.key, HELP_SL))
    assert states(localised(Unit(HELP, HELP_SL, record=signed)))[HELP.key] is State.REVIEWED
    assert states(localised(Unit(HELP, HELP_SL + "!", record=signed)))[HELP.key] is State.TRANSLATED


def test_words_are_counted_by_state() -> None:
    counts = localised(Unit(HELP, HELP_SL)).words("01-test.md")
    assert counts[State.TRANSLATED] == 2
    assert counts[State.UNTRANSLATED] == 5
    assert set(counts) == set(State)


def test_an_equal_text_is_translated_wherever_it_stands() -> None:
    both = [master(TEXT, "01-a.md"), master("- Then help.\n", "02-b.md")]
    done = localise(both, [catalogue([Unit(HELP, HELP_SL)])], parse_inlines)
    assert shown(done)[-2:] == ["Potem pomagajte.", "Potem pomagajte."]
    assert done.states["02-b.md"] == {HELP.key: State.TRANSLATED}


# What is refused


def test_a_translation_that_does_not_fit_stays_english_and_is_named() -> None:
    done = localised(Unit(TITLE, TITLE_SL), Unit(ASK, "Najprej vprašajte mentorja."), Unit(HELP, HELP_SL))
    assert shown(done) == ["Naslov", "{{Ask the coach first.}}", "Potem pomagajte."]
    (finding,) = done.findings
    assert (finding.tag, str(finding.place)) == ("link", "translations/sl/test.po:20")
    assert states(done)[ASK.key] is State.UNTRANSLATED


def test_a_refused_translation_is_named_once_however_often_it_stands() -> None:
    twice = [master(TEXT, name) for name in ("01-a.md", "02-b.md")]
    done = localise(twice, [catalogue([Unit(ASK, "Vprašajte mentorja.")])], parse_inlines)
    assert len(done.findings) == 1


# The chain


def test_a_locale_falls_back_message_by_message() -> None:
    austrian = catalogue([Unit(TITLE, "Jänner"), Unit(ASK), Unit(HELP)], "de_AT")
    german = catalogue([Unit(TITLE, "Januar"), Unit(ASK, "Zuerst [fragen](1)."), Unit(HELP)], "de")
    done = localise([master(TEXT)], [austrian, german], parse_inlines)
    assert shown(done) == ["Jänner", "Zuerst fragen.", "{{Then help.}}"]


def test_a_refused_translation_falls_back_too() -> None:
    austrian = catalogue([Unit(ASK, "Zuerst fragen.")], "de_AT")
    german = catalogue([Unit(ASK, "Zuerst [fragen](1).")], "de")
    done = localise([master(TEXT)], [austrian, german], parse_inlines)
    assert shown(done)[1] == "Zuerst fragen."
    assert [str(finding.place) for finding in done.findings] == ["translations/de_AT/test.po:10"]


def test_an_outdated_translation_falls_back_too() -> None:
    austrian = catalogue([Unit(HELP, "Dann geh.", fuzzy=True, previous=(None, "Then go."))], "de_AT")
    german = catalogue([Unit(HELP, "Dann hilf.")], "de")
    done = localise([master(TEXT)], [austrian, german], parse_inlines)
    assert (shown(done)[-1], states(done)[HELP.key]) == ("Dann hilf.", State.TRANSLATED)


# Texts as they are in the world


def real_masters() -> list[list[Master]]:
    """The project's own masters, curriculum by curriculum, and the cases of fixtures/extract."""
    found = []
    for folder in sorted(CURRICULA.iterdir()):
        paths = sorted(folder.glob("[0-9c]*.md")) if (folder / "curriculum.md").is_file() else []
        parsed = parse_markdown([path.read_text(encoding="utf-8") for path in paths])
        made = [
            Document(path.name, each.meta, each.blocks)
            for path, each in zip(paths, parsed, strict=True)
            if isinstance(each, Parsed)
        ]
        assert len(made) == len(paths)
        found += [make_masters(made, parse_inlines)] if made else []
    cases = read_cases("extract")
    found.append(make_masters([document(case.given, f"{n}.md") for n, case in enumerate(cases)], parse_inlines))
    return found


REAL = real_masters()


@pytest.mark.parametrize("masters", REAL, ids=lambda masters: masters[-1].document.name)
@pytest.mark.parametrize("locale", ["sl", "de_AT"])
def test_pseudo_translation_leaves_the_skeleton_and_no_english(masters: list[Master], locale: str) -> None:
    found = extract_messages(masters)
    drafts = drafting.pseudo(found, locale)
    units = [Unit(message, draft or "", fuzzy=True) for message, draft in zip(found, drafts, strict=True)]
    done = localise(masters, [catalogue(units, locale)], parse_inlines)
    assert done.findings == ()
    assert [skeleton(each) for each in done.documents] == [skeleton(each.document) for each in masters]
    assert {state for by_key in done.states.values() for state in by_key.values()} == {State.DRAFT}
    for source, made in zip(masters, done.documents, strict=True):
        for (_, spelling), segment in zip(source, segments(made), strict=True):
            assert spelling is None or _english(segment.inlines) == ""


def _english(inlines: Inlines) -> str:
    """Letters that a pseudo-translation does not have, outside code and variables."""
    prose = VARIABLE.sub("", " ".join(item["c"] for item in each_inline(inlines) if item["t"] == "Str"))
    return "".join(character for character in prose if character in "aeiouAEIOU")


@pytest.mark.parametrize("masters", REAL, ids=lambda masters: masters[-1].document.name)
def test_what_was_localised_by_identity_has_the_same_messages(masters: list[Master]) -> None:
    done = localise(masters, [identity(masters)], parse_inlines)
    assert done.documents == tuple(each.document for each in masters)
    assert extract_messages(make_masters(done.documents, parse_inlines)) == extract_messages(masters)


@pytest.mark.parametrize("case", read_cases("extract"), ids=lambda case: case.place)
def test_markup_that_a_translator_adds_is_their_own(case: Case) -> None:
    """Emphasis around a whole message is allowed wherever the message stands, and changes nothing else."""
    source = master(case.given)
    units = [Unit(message, f"*{message.text}*") for message in extract_messages([source])]
    done = localise([source], [catalogue(units)], parse_inlines)
    assert skeleton(done.documents[0]) == skeleton(source.document)


def test_a_title_of_a_div_takes_words_only() -> None:
    (title, _) = messages('::: {.activity title="Map one day"}\nDo it.\n:::\n')
    done = localise(
        [master('::: {.activity title="Map one day"}\nDo it.\n:::\n')],
        [catalogue([Unit(title, "*En* dan")])],
        parse_inlines,
    )
    (div,) = done.documents[0].blocks
    assert div["c"][0][2] == [["title", "En dan"]]


def test_the_masters_are_left_as_they_are() -> None:
    source = master(TEXT)
    before = repr(source)
    localise([source], [catalogue([replace(Unit(HELP), translation=HELP_SL)])], parse_inlines)
    assert repr(source) == before
    assert segments(source.document)[-1].inlines == text_inlines("Then help.")


IN_CONTEXT = "Open\n\n<!-- bwise:context the sign on the door -->\n\nOpen\n"


def test_a_context_has_its_own_translation() -> None:
    verb, sign = messages(IN_CONTEXT)
    units = [Unit(verb, "Odprite"), Unit(sign, "Odprto")]
    assert shown(localise([master(IN_CONTEXT)], [catalogue(units)], parse_inlines)) == ["Odprite", "Odprto"]


@pytest.mark.parametrize("unusable", ["", "Odprto [x](1)"])
def test_without_a_usable_translation_in_its_context_the_one_without_is_used(unusable: str) -> None:
    verb, sign = messages(IN_CONTEXT)
    units = [Unit(verb, "Odprite"), Unit(sign, unusable)]
    assert shown(localise([master(IN_CONTEXT)], [catalogue(units)], parse_inlines)) == ["Odprite", "Odprite"]
