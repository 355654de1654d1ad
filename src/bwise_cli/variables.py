"""The values of variables such as `{country}` and `{money:1500}`, for one country and locale."""

import datetime
import re
from dataclasses import dataclass

from bwise_cli.country import Country
from bwise_cli.regional import country_name, written_date, written_money

_AMOUNT = re.compile(r"[0-9]{1,15}(\.[0-9]{1,2})?")
"""An amount of money as masters write it: a point before the cents, no separators."""


@dataclass(frozen=True, slots=True)
class Variables:
    """What variables stand for in one country and locale."""

    country: Country
    """The country."""
    locale: str
    """The locale, whose way of writing dates, numbers and names is used."""
    day: datetime.date
    """The date of the pack."""

    def fill(self, name: str, argument: str) -> str | None:
        """The value of a variable; None if it is unknown, or the country's file has none."""
        match name:
            case "country":
                return country_name(self.country.code, self.locale)
            case "date":
                return written_date(self.day, self.locale)
            case "money":
                is_amount = _AMOUNT.fullmatch(argument) is not None
                return written_money(argument, self.country.currency, self.locale) if is_amount else None
            case "nqf":
                return self.national_level(argument) or None
        fact = self.country.facts.get(name)
        return fact.value(self.locale) if fact and not argument else None

    def national_level(self, eqf: str) -> str:
        """The national framework's name and levels for a level of the EQF; empty if the country's file has none."""
        nqf = self.country.nqf
        levels = nqf.levels.get(eqf, ()) if nqf else ()
        name = nqf.name(self.locale) if nqf else None
        return f"{name} {', '.join(levels)}" if name and levels else ""
