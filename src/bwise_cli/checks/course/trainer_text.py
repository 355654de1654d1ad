"""Does text that speaks to trainers stand where learners do not see it?

Only what says so itself is found: a note that names its readers, an answer key, an instruction about "the
participants". That precise it is; a text that speaks to trainers in other words is not found.
"""

import re
from collections.abc import Iterator

from bwise_cli.checks.course.course import Course, MasterSlip, Spot, stretch_of, texts_of
from bwise_cli.domain.edition import TRAINER_CLASSES
from bwise_cli.domain.finding import quoted
from bwise_cli.domain.nodes import plain_text

_TRAINERS = r"(?:trainer|facilitator|instructor|tutor|teacher)s?"
_NOTES = r"(?:notes?|hints?|tips?|instructions?|guidance|remarks?)"
_LABEL = re.compile(
    rf"(?:{_NOTES} (?:for|to) (?:the )?{_TRAINERS}|(?:for (?:the )?)?{_TRAINERS}[’'s]* {_NOTES}"
    rf"|for (?:the )?{_TRAINERS}|answer key|model answers?)(?:\s*[:.—–]|\Z)",
    re.IGNORECASE,
)
_PEOPLE = r"(?:(?:the |your |each |all (?:the )?|every )?(?:participants?|trainees?|students?)|(?:the|your) class)"
_INSTRUCTION = re.compile(
    rf"(?:ask|tell|invite|remind|encourage|let|help|give|show) {_PEOPLE}\b"
    rf"|(?:divide|split|put) (?:{_PEOPLE}|(?:the|your) group) into\b",
    re.IGNORECASE,
)


def trainer_text(course: Course) -> Iterator[MasterSlip]:
    """Text for trainers outside the divs that only they see."""
    for sheet in course.sheets:
        for spot in sheet.spots:
            if spot.is_in(*TRAINER_CLASSES, "quiz", "BlockQuote", "Table"):
                continue
            for inlines in texts_of(spot.block):
                text = " ".join(plain_text(inlines).split())
                if _is_for_trainers(spot, text):
                    message = f"this speaks to trainers, and learners see it: {quoted(text)}"
                    remedy = "put it between ::: trainer and :::, so that only the trainer edition shows it"
                    yield MasterSlip(sheet.name, message, remedy, spot, (stretch_of(inlines),))


def _is_for_trainers(spot: Spot, text: str) -> bool:
    return bool(_LABEL.match(text)) or (spot.block["t"] != "Header" and bool(_INSTRUCTION.match(text)))
