"""Does every translation fit the place of its source? The same faults make localisation refuse a translation."""

from collections.abc import Callable, Iterator

from bwise_cli.checks.pair import Pair, Slip


def misfits(tag: str) -> Callable[[Pair], Iterator[Slip]]:
    """The check that reports those faults that have this tag."""

    def run(pair: Pair) -> Iterator[Slip]:
        for fault in pair.subject.misfits.get(pair.unit.key, ()):
            if fault.tag == tag:
                yield Slip(fault.message)

    return run
