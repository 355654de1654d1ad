"""What `bwise check --fix` says: a summary, or a diff of what it would do."""

from collections.abc import Iterator, Sequence
from difflib import unified_diff
from typing import TYPE_CHECKING

from bwise_cli.cli.printing import counted, print_summary

if TYPE_CHECKING:
    from bwise_cli.pipeline.fix import Fixed


def print_fixed(done: "Sequence[Fixed]", *, to_stderr: bool) -> None:
    """Say what was mended."""
    print_summary(_told(done, "mended", "sign-offs that are void now"), to_stderr=to_stderr)


def print_diff(done: "Sequence[Fixed]") -> None:
    """Show what would be mended."""
    for each in done:
        for line in _diff(each):
            print(line)
    print_summary(f"{_told(done, 'would mend', 'sign-offs that would be void')}; nothing was written", to_stderr=True)


def _told(done: "Sequence[Fixed]", verb: str, void: str) -> str:
    if not done:
        return "nothing to mend"
    units, signed = sum(each.units for each in done), sum(each.signed for each in done)
    told = f"{verb} {counted(units, 'unit')} in {counted(len(done), 'catalogue')}"
    return f"{told}; {void}: {signed}" if signed else told


def _diff(each: "Fixed") -> Iterator[str]:
    before, after = each.before.splitlines(), each.after.splitlines()
    for line in unified_diff(before, after, each.path, each.path, lineterm=""):
        yield "".join(sign if sign.isprintable() or sign == "\t" else f"<U+{ord(sign):04X}>" for sign in line)
