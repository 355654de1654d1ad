"""Short ways to run checks on a single translation."""

from collections.abc import Mapping, Sequence

from bwise_cli.checks import UNIT_CHECKS, judge_course, run_checks
from bwise_cli.checks.course.course import Course, make_sheet
from bwise_cli.checks.pair import Edit, Pair, Slip
from bwise_cli.checks.subject import Subject, make_subject
from bwise_cli.domain.finding import Finding
from bwise_cli.domain.glossary import Glossary
from bwise_cli.domain.master_lines import MasterLines
from bwise_cli.domain.message import Kind, Message, State, Unit
from bwise_cli.domain.prose import prose
from bwise_cli.engines.language_model import LanguageModel
from bwise_cli.engines.markdown import parse_inlines
from bwise_cli.engines.sentences import whole_sentences
from bwise_cli.engines.word_forms import InflectedWords
from bwise_cli.locales import fallback_chain
from bwise_cli.pipeline.course import destinations_of, outcomes_of
from bwise_cli.settings import READABILITY, CheckSettings

from .building import catalogue, document, master

NO_GLOSSARY = Glossary((), "en", InflectedWords())


def subject(
    units: Sequence[Unit],
    locale: str,
    *,
    text: str = "",
    glossary: Glossary = NO_GLOSSARY,
    settings: CheckSettings | None = None,
) -> Subject:
    """A catalogue of `units` beside a master of this text."""
    settings, chain = settings or CheckSettings(), fallback_chain(locale)
    masters = [master(text)] if text else []
    return make_subject(
        catalogue(units, locale),
        masters,
        parse_inlines,
        glossary,
        chain,
        State.DRAFT,
        settings,
        detector=LanguageModel(),
    )


def slips(
    tag: str,
    locale: str,
    source: str,
    translation: str,
    *,
    kinds: tuple[Kind, ...] = (),
    glossary: Glossary = NO_GLOSSARY,
    settings: CheckSettings | None = None,
) -> list[Slip]:
    """What the check with this tag says of one translation."""
    unit = Unit(Message(source, kinds=kinds), translation)
    seen = subject([unit], locale, glossary=glossary, settings=settings)
    return list(UNIT_CHECKS[tag](Pair(unit, prose(source), prose(translation), locale.partition("_")[0], seen)))


def mended(translation: str, edits: Sequence[Edit]) -> str:
    """`translation` after all of `edits`."""
    for edit in sorted(edits, key=lambda edit: -edit.start):
        translation = prose(translation).edited(edit.start, edit.end, edit.new)
    return translation


def findings(text: str, translations: Sequence[str], locale: str = "sl") -> list[Finding]:
    """The findings for a master of this text, its messages translated in their order."""
    from .building import messages

    units = [Unit(message, said) for message, said in zip(messages(text), translations, strict=True)]
    return run_checks(subject(units, locale, text=text))


COURSE = "curricula/tablets"


def course(
    texts: Mapping[str, str],
    *,
    reader: str = "commonmark_x",
    readability: str = "",
    settings: CheckSettings | None = None,
) -> Course:
    """A curriculum whose masters have these names and texts."""
    documents = [document(text, name, reader) for name, text in texts.items()]
    lines = {name: MasterLines(text) for name, text in texts.items()}
    return Course(
        folder=COURSE,
        sheets=tuple(map(make_sheet, documents)),
        destinations=destinations_of(COURSE, documents),
        outcomes=outcomes_of(documents),
        sentences=whole_sentences,
        line=lambda name, text, anchor: lines[name].line(text, anchor),
        readability=READABILITY.get(readability),
        settings=settings or CheckSettings(),
    )


def said_of_masters(
    texts: Mapping[str, str],
    *,
    reader: str = "commonmark_x",
    readability: str = "",
    settings: CheckSettings | None = None,
) -> list[Finding]:
    """The findings for masters with these names and texts."""
    made = course(texts, reader=reader, readability=readability, settings=settings)
    return list(judge_course(made).findings)
