"""The last words of every report: whether the gate lets it pass, and why not."""

from collections.abc import Iterator

from bwise_cli.cli.printing import counted
from bwise_cli.cli.reports.outcome import Outcome
from bwise_cli.domain.finding import Severity


def verdict(outcome: Outcome) -> str:
    """One line: passed or not, what was found, in how much."""
    errors, warnings = (counted(outcome.count(each), each.value) for each in (Severity.ERROR, Severity.WARNING))
    looked = f"{counted(outcome.done.units, 'unit')} in {counted(outcome.done.catalogues, 'catalogue')}"
    word = "passed" if outcome.done.passed else "not passed"
    return "; ".join((f"{word}: {errors} and {warnings} in {looked}", *_reasons(outcome)))


def _reasons(outcome: Outcome) -> Iterator[str]:
    most, failed = outcome.done.most_warnings, sum(not each.passed for each in outcome.modules)
    if failed:
        yield f"errors in {failed} of {counted(len(outcome.modules), 'module')}"
    if most is not None and outcome.count(Severity.WARNING) > most:
        yield f"bwise.toml allows {counted(most, 'warning')}"


def asides(outcome: Outcome) -> Iterator[str]:
    """What the findings do not show: one line for each."""
    done = outcome.done
    if done.ignored:
        yield f"{counted(done.ignored, 'finding')} ignored by remarks"
    if done.known:
        yield f"{counted(done.known, 'finding')} of the baseline left out; --no-baseline shows them"
    if done.gone:
        yield f"{counted(done.gone, 'finding')} of the baseline mended; --write-baseline takes them out"
    if done.outside:
        yield f"{counted(done.outside, 'finding')} left out: not about what changed"
    if outcome.not_started:
        yield f"not started, so not checked: {', '.join(outcome.not_started)}"


def percent(share: float) -> str:
    """Whole percents, never rounded up to 100: that would hide a gap."""
    return f"{int(share * 100)} %"
