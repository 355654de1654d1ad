"""Do drafts use the words of the glossary, where their engine was not given it?"""

from collections.abc import Iterator

from bwise_cli.checks.pair import Pair, Slip
from bwise_cli.domain.finding import quoted
from bwise_cli.domain.message import State, Unit
from bwise_cli.domain.passage import MACHINES


def draft_without_term(pair: Pair) -> Iterator[Slip]:
    """Drafts of an engine without a glossary that have another word for a term. What a person wrote is not judged."""
    if not _was_drafted_without_terms(pair.unit):
        return
    glossary, chain = pair.subject.glossary, pair.subject.chain
    for term in glossary.hits(pair.unit.message.text):
        wanted = [form for _, form in glossary.accepted(term, chain)]
        if wanted and not glossary.used(term, pair.unit.translation, chain):
            name = term.forms[glossary.source_language][0]
            yield Slip(f"the draft does not use the term for {quoted(name)}: {', '.join(map(quoted, wanted))}")


def _was_drafted_without_terms(unit: Unit) -> bool:
    record = unit.record
    return unit.state is State.DRAFT and record is not None and record.engine in MACHINES and not record.glossary
