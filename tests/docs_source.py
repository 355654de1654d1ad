"""What the program's source says: the tags of its findings, and the texts of its messages."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import bwise_cli
from bwise_cli import masters
from bwise_cli.domain import bound
from bwise_cli.domain.remark import UNUSABLE_IMAGE

_MAKERS = frozenset({"Finding", "WrongFile", "Fault", "Remark", "StringFault", "_warning"})
"""Classes and functions whose first argument is a tag."""
_REPORTERS = frozenset({"report", "_report", "_refuse_as", "_problem", "fault"})
"""Methods whose first argument is a tag."""
_PASSED_ON = frozenset(
    {
        "tag",
        "fault.tag",
        "rule.tag",
        "parsed.tag",
        "remark.tag",
        "wrong.tag",
        "each.tag",
        "*each",
        "UNUSABLE_IMAGE",
        "value.tag",
        "KEPT[kind]",
    }
)
"""Tags that are not written where they are used. They come from a call that is looked at here as well, from
`KEPT`, from `_REMEDIES`, from `_part_name`, or are the lower-case name of a link or an image."""
_LEAST_CHARACTERS = 5
"""Characters beside spaces that a text must have of its own before it can tell messages apart."""


def tags() -> set[str]:
    """Every tag that a finding of the program can have. Fails for a tag that comes from somewhere unknown."""
    found = {UNUSABLE_IMAGE, *bound.KEPT.values(), *masters._REMEDIES}
    for tree in _trees():
        for item in ast.walk(tree):
            if isinstance(item, ast.Call) and item.args and _takes_tag(item.func):
                found |= _tag(item.args[0])
            elif isinstance(item, ast.FunctionDef) and item.name == "_part_name":
                found |= _tags_returned(item)
    return found


def _trees() -> Iterator[ast.Module]:
    for path in sorted(Path(bwise_cli.__file__).parent.rglob("*.py")):
        yield ast.parse(path.read_text(encoding="utf-8"))


def _takes_tag(function: ast.expr) -> bool:
    if isinstance(function, ast.Name):
        return function.id in _MAKERS
    return isinstance(function, ast.Attribute) and function.attr in _REPORTERS


def _tag(argument: ast.expr) -> set[str]:
    if isinstance(argument, ast.Constant):
        return {str(argument.value)}
    assert ast.unparse(argument) in _PASSED_ON, f"where does this tag come from? {ast.unparse(argument)}"
    return set()


def _tags_returned(function: ast.FunctionDef) -> set[str]:
    """The tags in the pairs that `_part_name` returns: `"footnote"`, `"link" if … else "part"` is no tag."""
    returned = [item.value for item in ast.walk(function) if isinstance(item, ast.Return)]
    firsts = [value.elts[0] for value in returned if isinstance(value, ast.Tuple)]
    return {str(first.value) for first in firsts if isinstance(first, ast.Constant)}


def message_patterns() -> list[re.Pattern[str]]:
    """A pattern for every text of the source that may be a message, with anything in the place of its variables."""
    texts = (item for tree in _trees() for item in ast.walk(tree) if isinstance(item, ast.JoinedStr | ast.Constant))
    patterns = {pattern for text in texts if (pattern := _pattern(text))}
    return [re.compile(pattern) for pattern in sorted(patterns)]


def _pattern(text: ast.JoinedStr | ast.Constant) -> str:
    """The pattern for one text; empty if it says too little to be told apart."""
    pieces = text.values if isinstance(text, ast.JoinedStr) else [text]
    said = [piece.value if isinstance(piece, ast.Constant) else None for piece in pieces]
    own = sum(not c.isspace() for each in said if isinstance(each, str) for c in each)
    if own < _LEAST_CHARACTERS:
        return ""
    return "".join(re.escape(each) if isinstance(each, str) else ".+" for each in said)
