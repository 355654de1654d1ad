"""What is wrong with a text that is not TOML, and what is likely to mend it."""

import re

from bwise_cli.domain.finding import quoted


def syntax_fault(reason: str, text: str) -> tuple[str, int]:
    """What `tomllib` says is wrong, in our style, and its line; 0 if it does not say where."""
    lines = text.count("\n") + 1
    match = re.search(r" \(at (?:line (\d+), column (\d+)|end of document)\)$", reason)
    if match is None:
        return f"not valid TOML: {_lowered(reason)}", 0
    message = _lowered(reason[: match.start()])
    if match.group(1) is None:
        return f"not valid TOML: {message}, at the end of the file", lines
    return f"not valid TOML: {message}, at column {match.group(2)}", int(match.group(1))


def syntax_remedies(text: str, line: int) -> tuple[str, ...]:
    """What is likely to mend the `line` (from 1) that `tomllib` cannot read."""
    wrong = text.split("\n")[line - 1] if line else ""
    if re.search("[\u2018-\u201f\u00ab\u00bb]", wrong):
        return ('smart quotes? put text in straight ones: "…"',)
    if "\\" in wrong:
        return ("a backslash in text is written twice, or the text is put in single quotes; paths take /",)
    return ()


def _lowered(sentence: str) -> str:
    """`sentence` in one printable line that starts in lower case."""
    return quoted(sentence[:1].lower() + sentence[1:], limit=200)[1:-1]
