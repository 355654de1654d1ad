"""Is every learning outcome practised or assessed, and is every outcome there that a text names?

Texts refer to an outcome by its code, such as (K1, S2) at the end of an activity or K1 in a table; an activity may
name it in its attribute `outcomes` where no reader should see it. Codes of a module's own outcomes begin again in each
module; all others are those of the front matter of `curriculum.md`.
"""

import re
from collections import Counter
from collections.abc import Iterator

from bwise_cli.checks.course.course import Course, MasterSlip, Sheet, Spot, stretch_of, texts_of
from bwise_cli.domain.finding import quoted
from bwise_cli.domain.nodes import attribute, has_class, plain_text
from bwise_cli.domain.outcome import outcome_code

_CODE = re.compile(r"(?<![\w-])([A-Z]{1,3})(\d{1,2})(?:[–-]([A-Z]{0,3})(\d{1,2}))?(?![\w-])")
"""A code, or the first and the last of several."""
_LIST = r"[A-Z]{1,3}\d{1,2}(?:(?:, ?| and |, and |[–-])[A-Z]{0,3}\d{1,2})*"
_IN_BRACKETS = re.compile(rf"\(({_LIST})\)")
_ALONE = re.compile(_LIST)


def outcomes(course: Course) -> Iterator[MasterSlip]:
    """Outcomes that nothing refers to, outcomes that are there twice, and references to outcomes that are not there."""
    of_course = [code for codes in course.outcomes.values() for code in codes]
    own = {sheet.name: _own(sheet) for sheet in course.sheets}
    named: set[str] = set()
    for sheet in course.sheets:
        local = {code for code, _ in own[sheet.name]}
        found = _named(sheet)
        named |= found - local
        yield from _of_module(sheet, own[sheet.name], found)
        yield from _unknown(sheet, local, set(of_course))
    for file, codes in course.outcomes.items():
        yield from _twice(file, codes)
        yield from _forgotten(file, [(code, None) for code in dict.fromkeys(codes) if code not in named])


def _of_module(sheet: Sheet, own: list[tuple[str, Spot]], named: set[str]) -> Iterator[MasterSlip]:
    yield from _twice(sheet.name, [code for code, _ in own])
    yield from _forgotten(sheet.name, [(code, spot) for code, spot in own if code not in named])


def _own(sheet: Sheet) -> list[tuple[str, Spot]]:
    """The outcomes of a module, and where each stands. Without an id they are counted from each chapter on."""
    found = []
    counts: Counter[str] = Counter()
    for spot in sheet.spots:
        if spot.block["t"] == "Header" and spot.block["c"][0] == 1:
            counts.clear()
        elif spot.block["t"] == "Div" and has_class(spot.block, "outcome"):
            kind = attribute(spot.block, "type") or "outcome"
            counts[kind] += 1
            found.append((outcome_code(spot.block["c"][0][0], kind, counts[kind]), spot))
    return found


def _named(sheet: Sheet) -> set[str]:
    """The codes that a master refers to, outside of the outcomes themselves."""
    found: set[str] = set()
    for spot in sheet.spots:
        if not spot.is_in("outcome"):
            found.update(*(_codes(text) for text in (*map(plain_text, texts_of(spot.block)), _said(spot))))
    return found


def _said(spot: Spot) -> str:
    """What a div says of outcomes in its attribute."""
    return attribute(spot.block, "outcomes")


def _codes(text: str) -> list[str]:
    """The codes in `text`; of `K1–K3` all three."""
    found = []
    for first in _CODE.finditer(text):
        letters, begin, _, end = first.groups()
        found += [f"{letters}{number}" for number in range(int(begin), int(end or begin) + 1)]
    return found


def _twice(file: str, codes: tuple[str, ...] | list[str]) -> Iterator[MasterSlip]:
    for code, count in Counter(codes).items():
        if code and count > 1:
            message = f"the learning outcome {quoted(code)} is there {'twice' if count == 2 else f'{count} times'}"
            yield MasterSlip(file, message, "give each a code of its own", None, (f"id: {code}", f"-{code.lower()}"))


def _forgotten(file: str, left: list[tuple[str, Spot | None]]) -> Iterator[MasterSlip]:
    if len(left) > _TOO_MANY:
        codes = ", ".join(code for code, _ in left)
        message = f"no activity or assessment refers to {len(left)} learning outcomes: {codes}"
        yield MasterSlip(file, message, _HOW, left[0][1], _places(left[0][0]))
        return
    for code, spot in left:
        if code:
            message = f"no activity or assessment refers to the learning outcome {quoted(code)}"
            yield MasterSlip(file, message, _HOW, spot, _places(code))


def _places(code: str) -> tuple[str, ...]:
    return (f"id: {code}", f'id: "{code}"', f"-{code.lower()} ", f"-{code.lower()}}}")


_TOO_MANY = 3
"""More outcomes of one file that nothing refers to are told in one finding."""
_HOW = 'write its code where it is practised or assessed, such as (K1), or outcomes="K1" on the activity'


def _unknown(sheet: Sheet, local: set[str], of_course: set[str]) -> Iterator[MasterSlip]:
    known = local | of_course
    letters = {code.rstrip("0123456789") for code in known}
    for spot in sheet.spots if known else ():
        texts = [plain_text(inlines) for inlines in texts_of(spot.block)]
        lists = [_said(spot), *(found for text in texts for found in _IN_BRACKETS.findall(text))]
        lists += [text for text in texts if _ALONE.fullmatch(text)]
        for code in dict.fromkeys(code for each in lists for code in _codes(each)):
            if code not in known and code.rstrip("0123456789") in letters:
                find = (*(stretch_of(inlines) for inlines in texts_of(spot.block)), code)
                yield MasterSlip(sheet.name, f"there is no learning outcome {quoted(code)}", "", spot, find)
