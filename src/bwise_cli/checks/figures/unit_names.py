"""What units are called and how they are shortened, in any form. Beginnings of words, from the likeliest on."""

from collections.abc import Mapping

DIMENSIONS: Mapping[str, tuple[str, ...]] = {
    "data": ("KB", "MB", "GB", "TB"),
    "length": ("mm", "cm", "m", "km"),
    "mass": ("mg", "g", "kg"),
    "volume": ("ml", "l"),
    "temperature": ("°C", "°F"),
    "time": ("second", "minute", "hour", "day", "week", "month", "year"),
    "share": ("%",),
    "sound": ("dB",),
}
"""The units, by what they measure."""

ENGLISH: Mapping[str, str] = {
    "KB": r"[kK]B\b|kilobytes?\b", "MB": r"MB\b|megabytes?\b", "GB": r"GB\b|gigabytes?\b", "TB": r"TB\b|terabytes?\b",
    "mm": r"mm\b|millimet", "cm": r"cm\b|centimet", "m": r"(?<= )m\b(?!\.)|met(?:re|er)s?\b", "km": r"km\b|kilomet",
    "mg": r"mg\b|milligram", "g": r"(?<= )g\b(?!\.)|gram", "kg": r"kg\b|kilogram|kilos?\b", "ml": r"ml\b|millilit",
    "l": r"(?<= )l\b|lit(?:re|er)s?\b", "°C": r"°C|degrees? Celsius", "°F": r"°F|degrees? Fahrenheit",
    "%": r"%|per ?cent\b", "dB": r"dB\b|decibel", "second": r"seconds?\b", "minute": r"minutes?\b",
    "hour": r"hours?\b", "day": r"days?\b", "week": r"weeks?\b", "month": r"months?\b", "year": r"years?\b",
}  # fmt: skip
"""The units in English."""

SYMBOLS: Mapping[str, str] = {
    "KB": r"[kK]i?[Bo]\b|К[БB]\b|[кk]б\b", "MB": r"Mi?[Bo]\b|М[БB]\b", "GB": r"Gi?[Bo]\b|Г[БB]\b",
    "TB": r"Ti?[Bo]\b|Т[БB]\b", "mm": r"mm\b|мм\b|χιλ\.|χλστ", "cm": r"cm\b|см\b|εκ\b", "m": r"m\b|м\b|μ\.(?!\s?μ)",
    "km": r"km\b|км\b|χλμ", "mg": r"mg\b|мг\b", "g": r"g\b|гр\b|г\b(?!\.)|γρ\b", "kg": r"kg\b|кг\b",
    "ml": r"ml\b|мл\b", "l": r"[lL]\b|л\b", "°C": r"°\s?[CС]|st\. C", "°F": r"°\s?F", "%": "%", "dB": r"d[Bb]|дБ",
}  # fmt: skip
"""How units are shortened, in the other languages together."""

WORDS: Mapping[str, str] = {
    "KB": "kil[oó]b|kilo-?o|килоб|χιλιοψ|kilob", "MB": "m[eé]ga-?[bo]|мегаб|μεγα", "GB": "giga-?[bo]|гигаб|γιγα",
    "TB": "t[eé]ra-?[bo]|тераб|τερα", "mm": "mil+[iy]?m[eè]t|milím|милим|χιλιοσ",
    "cm": "[cz]ent[iy]m|centím|сантим|εκατοσ",
    "m": "m[eèé]te?[rē]|metar|мет[ър]|μέτρ", "km": "(?:ch|k)[iy]lom|kilóm|килом|χιλιόμ|χιλιομ",
    "mg": "mil+ig|милиг|χιλιοστόγρ", "g": "gram|грам|γραμ", "kg": "k[iy]l[oó]|chil[oi]|кил|κιλ|χιλιόγρ",
    "ml": "mil+il|милил|χιλιοστόλ", "l": "lit|лит|λίτ",
    "°C": "cel|gr[aā]d|degr|stop|градус|цел|βαθμ|κελ", "°F": "fah|фар|φαρ", "dB": "de[csz]ib|деци|ντεσ",
    "%": r"pro[csz]|проц|на\sсто|τοις|por\scien|pour ?cent|per ?cent|odsto|posto|la\ssut|ποσοσ",
}  # fmt: skip
"""Beginnings of what they are called in full."""

_TIMES: Mapping[str, str] = {
    "bg": r"сек|с\b мин час|ч\b ден|дни|дена|дневн|денон|д\b седм мес годин|год|г\.",
    "de": r"sek|s\b min stund|std|h\b tag|täg|tg\. woch|wöch|wo\. monat|mon\. jahr|jähr|j\b",
    "el": r"δευτ λεπτ|λ\. ώρ|ωρ|ώ\. ημέρ|μέρ|ημερ εβδ μήν|μην χρόν|χρον|έτ|ετ",
    "es": r"seg|s\b min hora|h\b día|dia|jorn|d\b sem mes|mens|m\. año|anua",
    "fr": r"sec|s\b min heure|h\b jour|j\b sem|hebd mois|mens|m\. an\b|ans\b|anné|annu",
    "hr": r"sek|s\b min sat|h\b dan|dn tj mj god|g\.",
    "it": r"sec|s\b min or[ae]\b|h\b|orar giorn|gg?\b sett mes|mens ann",
    "lv": r"sek|s\b min stund|st\.|h\b dien|d\. ned mēn gad|g\.",
    "nl": r"sec|s\b min uur|uren|u\b dag|daag week|weken|wekel|wkn?\b maand|mnd jaar|jar|jr\b",
    "pl": r"sek|s\b min godz|h\b dni|dzień|dnia|dniu|dób|dob|dzien tyg mies lat|rok|rocz",
    "ro": r"sec|s\b min or[aăe]\b|h\b|orel zi\b|zil săpt lun an\b|ani\b|anul|anual",
    "sl": r"sek|s\b min ur|h\b dan|dn|d\b ted|t\b mes|m\b let|l\b",
}
"""Units of time, from seconds to years, by the language."""


def forms(language: str) -> dict[str, str]:
    """An expression for each unit in a language, in the order of `DIMENSIONS`."""
    called = dict(zip(DIMENSIONS["time"], _TIMES[language].split(" "), strict=True))
    return {
        unit: f"(?i:{called[unit]})" if unit in called else f"{SYMBOLS[unit]}|(?i:{WORDS[unit]})"
        for units in DIMENSIONS.values()
        for unit in units
    }
