"""Does every country say what the variables of the masters stand for, and has anybody looked at that of late?"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from bwise_cli.country import Country
from bwise_cli.domain.finding import Finding, Note, Place, quoted
from bwise_cli.domain.gate import Variable

NQF: Variable = ("nqf", "")
"""Stands for the qualifications framework where the cover page shows a level of it."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the countries of a project say, beside what the masters ask of them."""

    countries: tuple[Country, ...]
    """All of the project."""
    paths: Mapping[str, str]
    """The file of each, by its code."""
    used: Mapping[str, Mapping[Variable, Place]]
    """By the code of a country: variables that its packs show, and where each stands first."""
    value: Callable[[Country, str, Variable], str | None]
    """What a variable stands for in a country and locale; None if it has no value there."""
    looked_at: frozenset[str]
    """Codes of the countries that are looked at now."""
    today: date
    """The day of the check."""
    months: int
    """Months after which a fact should be compared with its source again."""


def fact_missing(facts: Facts) -> Iterator[Finding]:
    """Variables without a value, by country; those that have none in any country are told once, where they stand."""
    lacking = {country.code: _lacking(facts, country) for country in facts.countries}
    nowhere = _without_value_anywhere(facts, lacking)
    for variable, place in nowhere.items():
        message = f"no country has a value for {quoted(_written(variable))}"
        remedy = "add it to the files of the countries, or write it in code if it is no variable"
        yield Finding("fact-missing", message, place, notes=(Note(remedy),))
    for code, variables in lacking.items():
        for variable, locales in variables.items():
            if variable not in nowhere:
                message = f"{quoted(_written(variable))} has no value in {', '.join(locales)}"
                used = Note("it stands here", facts.used[code][variable])
                yield Finding("fact-missing", message, Place(facts.paths[code]), notes=(used,))


def _lacking(facts: Facts, country: Country) -> dict[Variable, list[str]]:
    """Variables that are used and have no value, each with the locales in which it has none."""
    found: dict[Variable, list[str]] = {}
    for variable in facts.used[country.code]:
        locales = [locale for locale in country.locales if facts.value(country, locale, variable) is None]
        if locales and variable != NQF:
            found[variable] = locales
    return found


def _without_value_anywhere(facts: Facts, lacking: Mapping[str, Mapping[Variable, object]]) -> dict[Variable, Place]:
    found: dict[Variable, Place] = {}
    for code, variables in facts.used.items():
        for variable, place in variables.items():
            users = [each.code for each in facts.countries if variable in facts.used[each.code]]
            if variable in lacking[code] and all(variable in lacking[user] for user in users) and len(users) > 1:
                found.setdefault(variable, place)
    return found


def fact_unchecked(facts: Facts) -> Iterator[Finding]:
    """Country files with facts that packs show and that nobody has compared with their sources."""
    for country, days in _days(facts):
        names = [name for name, day in days.items() if day is None]
        if names:
            message = f"nobody has compared with its source: {', '.join(names)}"
            remedy = f"who compares a fact with its source adds the day to its table: checked = {facts.today}"
            yield Finding("fact-unchecked", message, Place(facts.paths[country.code]), notes=(Note(remedy),))


def fact_expired(facts: Facts) -> Iterator[Finding]:
    """Country files with facts that packs show and that nobody has looked at for long."""
    for country, days in _days(facts):
        old = {name: day for name, day in days.items() if day and _months_later(day, facts.months) < facts.today}
        if old:
            said = ", ".join(f"{name} ({day})" for name, day in old.items())
            message = f"compared with its source more than {facts.months} months ago: {said}"
            remedy = f"compare it again, and write the day: checked = {facts.today}"
            yield Finding("fact-expired", message, Place(facts.paths[country.code]), notes=(Note(remedy),))


def _days(facts: Facts) -> Iterator[tuple[Country, dict[str, date | None]]]:
    """For each country that is looked at, the facts that its packs show, and when each was checked."""
    for country in facts.countries:
        if country.code in facts.looked_at:
            names = dict.fromkeys(name for name, _ in facts.used[country.code])
            days = {name: country.facts[name].checked for name in names if name in country.facts}
            if "nqf" in names and country.nqf:
                days["nqf"] = country.nqf.checked
            yield country, days


def _months_later(day: date, months: int) -> date:
    """The same day so many months later; the first of the month after if that month is too short."""
    year, month = divmod(day.month - 1 + months, 12)
    try:
        return day.replace(year=day.year + year, month=month + 1)
    except ValueError:
        return date(day.year + year + (month == 11), (month + 1) % 12 + 1, 1)


def _written(variable: Variable) -> str:
    """A variable as masters write it."""
    name, argument = variable
    return f"{{{name}:{argument}}}" if argument else f"{{{name}}}"
