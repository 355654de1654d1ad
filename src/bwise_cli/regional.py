"""Names, dates, numbers and money in the way of a locale, from the Unicode CLDR through Babel."""

import datetime
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel import Locale


@cache
def _locale(name: str) -> "Locale":
    from babel import Locale

    return Locale.parse(name)


def country_name(code: str, locale: str) -> str:
    """Name of a country in the language of `locale`; the code itself if CLDR has no name."""
    name = _locale(locale).territories.get(code)
    return str(name) if name else code


def written_date(day: datetime.date, locale: str) -> str:
    """A date written out, such as `23. november 2026`."""
    from babel.dates import format_date

    return format_date(day, format="long", locale=locale)


def written_money(amount: str, currency: str, locale: str) -> str | None:
    """An amount of money; without decimals if it is a whole number. None if `amount` is not a number."""
    from decimal import Decimal, InvalidOperation

    from babel.numbers import format_currency

    try:
        value = Decimal(amount)
    except InvalidOperation:
        return None
    whole = value == value.to_integral_value()
    return format_currency(value, currency, locale=locale, currency_digits=not whole, format=_whole(locale, whole))


def _whole(locale: str, whole: bool) -> str | None:
    """The locale's currency pattern without decimals, if that is wanted."""
    if not whole:
        return None
    pattern = str(_locale(locale).currency_formats["standard"].pattern)
    return pattern.replace(".00", "")


@cache
def grouping_sign(locale: str) -> str:
    """What stands between groups of three digits."""
    from babel.numbers import get_group_symbol

    return str(get_group_symbol(locale))


@cache
def short_days(locale: str) -> tuple[frozenset[str], ...]:
    """How each day of the week is shortened, Monday first; lower case, without the dot."""
    ways = [_locale(locale).days["format"][width] for width in ("abbreviated", "short")]
    return tuple(frozenset(str(way[day]).lower().rstrip(".") for way in ways) for day in range(7))


@cache
def short_months(locale: str) -> tuple[frozenset[str], ...]:
    """How each month is shortened, January first; lower case, without the dot. The full name where it is not."""
    ways = [_locale(locale).months[form]["abbreviated"] for form in ("format", "stand-alone")]
    return tuple(frozenset(str(way[month]).lower().rstrip(".") for way in ways) for month in range(1, 13))
