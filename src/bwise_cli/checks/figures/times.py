"""Are times by the clock the same, and by the clock of 24 hours?"""

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from bwise_cli.checks.figures.reading import has_figures
from bwise_cli.checks.pair import Pair, Slip
from bwise_cli.domain.finding import quoted

_AFTERNOON = re.compile(r"\b(1[01]|[1-9])(?:[:.]([0-5][0-9]))?[ \u00a0\u202f]?p\.? ?m\b", re.IGNORECASE)
_MOST = 20
_LATER: Mapping[str, str] = {
    "bg": "след ?об|вечер|нощ|обед|обяд",
    "de": r"mittag|abend|nacht|p\.? ?m",
    "el": r"μ\. ?μ|απόγ|απογ|βράδ|βραδ|νύχτ|μεσημ",
    "es": r"p\. ?m|tarde|noche|mediod",
    "fr": "midi|soir|nuit",
    "hr": "podne|večer|noć",
    "it": r"pomer|sera|nott|p\. ?m",
    "lv": "pusd|vakar|nakt",
    "nl": "middag|avond|nacht",
    "pl": "połud|wiecz|noc",
    "ro": r"amiaz|sear|noapt|p\. ?m|prânz",
    "sl": "popold|večer|noč|opold",
}
"""Words that say that it is after noon."""
_HALF_DAYS: Mapping[str, str] = {"de": r"a\.m|p\.?m", "ro": r"a\.m|p\.?m", "es": ""}
"""What is left of English after a time, where not all of it is: a word of the language, or in use there."""


def time(pair: Pair) -> Iterator[Slip]:
    """Times after noon that became times before noon."""
    words = pair.target.words
    for hour, minutes in _afternoons(pair.source.words) if has_figures(pair) else ():
        if re.search(_LATER[pair.language], words, re.IGNORECASE):
            return
        later = str(int(hour) + 12)
        early = re.search(
            rf"(?<![0-9.,:])0?{hour}(?:(?:[:.]| ?h ?){minutes})(?![0-9])" if minutes else _hour(hour), words
        )
        if early and not re.search(rf"(?<![0-9:.]){later}(?![0-9])", words):
            said = f"{hour}:{minutes}" if minutes else hour
            yield Slip(
                f"the time {quoted(early[0])} is {quoted(f'{said} p.m.')} in the source", f"that is {later} hours"
            )


def _hour(hour: str) -> str:
    return rf"(?<![0-9.,:])0?{hour}(?![0-9]|[.,:][0-9])"


@lru_cache(maxsize=4096)
def _afternoons(source: str) -> tuple[tuple[str, str], ...]:
    """The different times with p.m. in an English text, each as its hour and its minutes; not more than a page has."""
    times = dict.fromkeys((found[1], found[2] or "") for found in _AFTERNOON.finditer(source))
    return tuple(times)[:_MOST]


def time_format(pair: Pair) -> Iterator[Slip]:
    """Times with a.m. or p.m., where the clock has 24 hours."""
    if "m" not in pair.target.signs or not has_figures(pair):
        return
    pattern = _with_half_days(pair.language)
    for found in pattern.finditer(pair.target.words) if pattern else ():
        yield Slip(f"the time {quoted(found[0])} is written as in English", "use the clock of 24 hours")


@cache
def _with_half_days(language: str) -> re.Pattern[str] | None:
    after = _HALF_DAYS.get(language, r"[ap]\.? ?m")
    return re.compile(rf"(?<![0-9])[0-9]{{1,2}}(?:[:.][0-9]{{2}})?[ \u00a0\u202f]?(?:{after})\b\.?") if after else None
