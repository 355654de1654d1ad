"""Learning outcomes: the code by which texts refer to them, such as K1 or S2."""

import re

OUTCOME_CODE = re.compile(r"(?<!\w)(?:RA|[KSR])[0-9]{1,2}(?!\w)")
"""A code in a text: knowledge, skills, responsibility and autonomy."""
_CODE_IN_ID = re.compile(r"(?:.*-)?([ksr]\d{1,2})")


def outcome_code(identifier: str, kind: str, number: int) -> str:
    """The code of an outcome: what the id of its div ends with, else the letter of its `kind` with its number."""
    told = _CODE_IN_ID.fullmatch(identifier)
    return told[1].upper() if told else f"{kind[:1].upper()}{number}"
