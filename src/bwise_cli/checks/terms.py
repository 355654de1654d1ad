"""Do drafts use the words of the glossary, where their engine was not given it?"""

from collections.abc import Iterator

from bwise_cli.checks.subject import Subject
from bwise_cli.domain.finding import Finding, Note, Place, Severity, quoted
from bwise_cli.domain.message import State, Unit
from bwise_cli.domain.passage import MACHINES


def draft_without_term(subject: Subject) -> Iterator[Finding]:
    """Drafts of an engine without a glossary that have another word for a term. What a person wrote is not judged."""
    glossary, chain = subject.glossary, subject.chain
    for unit in subject.catalogue.current:
        if not _was_drafted_without_terms(unit):
            continue
        for term in glossary.hits(unit.message.text):
            wanted = [form for _, form in glossary.accepted(term, chain)]
            if wanted and not glossary.used(term, unit.translation, chain):
                name = term.forms[glossary.source_language][0]
                yield Finding(
                    "term",
                    f"the draft does not use the term for {quoted(name)}: {', '.join(map(quoted, wanted))}",
                    Place(subject.catalogue.path, unit.line),
                    Severity.WARNING,
                    (Note(f"in the draft of {quoted(unit.message.text)}"),),
                )


def _was_drafted_without_terms(unit: Unit) -> bool:
    record = unit.record
    return unit.state is State.DRAFT and record is not None and record.engine in MACHINES and not record.glossary
