"""Do translations name the learning outcomes that their sources name? Their codes are the same in every language."""

from collections.abc import Iterator

from bwise_cli.checks.pair import Pair, Slip
from bwise_cli.domain.finding import quoted
from bwise_cli.domain.outcome import OUTCOME_CODE

_DIGITS = frozenset("0123456789")
_LETTERS = frozenset("KSR")


def outcome_id(pair: Pair) -> Iterator[Slip]:
    """Codes such as K1, S2 and RA3 that are missing, or are others."""
    if _LETTERS.isdisjoint(pair.source.signs) or _DIGITS.isdisjoint(pair.source.signs):
        return
    wanted = dict.fromkeys(OUTCOME_CODE.findall(pair.source.words))
    if not wanted:
        return
    found = dict.fromkeys(OUTCOME_CODE.findall(pair.target.words))
    missing = [code for code in wanted if code not in found]
    others = [code for code in found if code not in wanted]
    for code, other in zip(missing, others, strict=False):
        yield Slip(f"the code {quoted(other)} is {quoted(code)} in the source", f"write {quoted(code)}")
    for code in missing[len(others) :]:
        yield Slip(f"the code {quoted(code)} is missing", _LATIN)
    for code in others[len(missing) :]:
        yield Slip(f"the code {quoted(code)} is not in the source", "take it out")


_LATIN = "write its code as it is in the source, in Latin letters"
