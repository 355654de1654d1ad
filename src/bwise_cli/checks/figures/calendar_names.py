"""Names of months and of days of the week, in any of their forms."""

import re
from collections.abc import Mapping
from functools import cache

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_MONTH_STEMS: Mapping[str, str] = {
    "bg": "януар февруар март април ма[йя] юни юли август септемвр октомвр ноемвр декемвр",
    "de": "j[aä]n(?:uar|ner) feb(?:ruar|er) märz april mai juni juli august septemb oktob novemb dezemb",
    "el": "ιανου[αά]ρ φεβρου[αά]ρ μ[αά]ρτ απρ[ιί]λ μ(?:άι|αΐ|άη) ιο[υύ]ν ιο[υύ]λ α[υύ]γο[υύ]στ σεπτ[εέ]μβρ οκτ[ωώ]βρ"
    " νο[εέ]μβρ δεκ[εέ]μβρ",
    "es": "enero febrero marzo abril mayo junio julio agosto sep?tiembre octubre noviembre diciembre",
    "fr": "janvier février mars avril mai juin juillet ao[uû]t septembre octobre novembre décembre",
    "hr": "siječ veljač ožuj trav(?:anj|nj) svib lip(?:anj|nj) srp(?:anj|nj) kolovoz ruj(?:an|n)"
    " listopad studen prosin",
    "it": "gennai febbrai marzo april maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "lv": "janvār februār mart aprī[lļ] maij jūnij jūlij august septemb oktob novemb decemb",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "pl": "stycz lut(?:y|eg|em|ym) mar(?:zec|c) kwie[ct] maj czerw(?:iec|c) lip(?:iec|c) sierp wrze[sś] październik"
    " listopad grud",
    "ro": "ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie",
    "sl": "januar februar mar(?:ec|c) april maj junij julij avgust septemb oktob novemb decemb",
}
_DAY_STEMS: Mapping[str, str] = {
    "bg": "понеделни вторн сряда|среди четвърт петък|петъч събот недел",
    "de": "montag dienstag mittwoch donnerstag freitag samstag|sonnabend sonntag",
    "el": "δευτ[εέ]ρ τρίτη|τρίτες τετάρτη|τετάρτες πέμπτη|πέμπτες παρασκευ[ήέ] σ[αά]ββ[αά]τ κυριακ",
    "es": "lunes martes miércoles jueves viernes sábado domingo",
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "hr": "ponedjelj utor srijed četvrt(?:ak|k) pet(?:ak|k) subot nedjelj",
    "it": "luned marted mercoled gioved venerd sabat domenic",
    "lv": "pirmdien otrdien trešdien ceturtdien piektdien sestdien svētdien",
    "nl": "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
    "pl": "poniedział wtor środ czwart(?:ek|k) piąt(?:ek|k) sobot niedziel",
    "ro": "lun(?:i|ea)\\b mar[țţ][ie] miercur joi viner sâmbăt duminic",
    "sl": "ponedelj tor(?:ek|k) sred četrt(?:ek|k) pet(?:ek|k) sobot nedelj",
}


@cache
def month_pattern(language: str) -> re.Pattern[str]:
    """Finds names of months; the number of the group that matched is the month."""
    return _pattern(_MONTH_STEMS[language])


@cache
def day_pattern(language: str) -> re.Pattern[str]:
    """Finds names of days of the week; the number of the group that matched is the day, Monday is 1."""
    return _pattern(_DAY_STEMS[language])


def _pattern(stems: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(f'({stem})' for stem in stems.split())})", re.IGNORECASE)


def months_in(text: str, language: str) -> frozenset[int]:
    """The months whose names may stand in a text, 1 to 12."""
    return frozenset(found.lastindex or 0 for found in month_pattern(language).finditer(text))


def days_in(text: str, language: str) -> frozenset[int]:
    """The days of the week whose names may stand in a text, 1 to 7."""
    return frozenset(found.lastindex or 0 for found in day_pattern(language).finditer(text))
