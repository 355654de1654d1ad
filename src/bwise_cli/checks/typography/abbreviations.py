"""Short forms that end in a full stop: where a text ends in one, the stop says nothing of the sentence."""

import re

_LAST = re.compile(r"((?<!\w)(?:[^\W\d_]{1,3}\.)+[^\W\d_]{1,3}|(?:\b[^\W\d_]\.[ \u00a0\u202f])+[^\W\d_]{1,2}|[^\W_]+)$")
"""The last word, with what belongs to it: `z. B`, `u.c`, `etc`."""
_ORDINALS = frozenset(("de", "hr", "sl", "lv", "pl", "bg"))
"""Languages in which a full stop behind a figure says that it is an ordinal."""

_ANY = "etc vs inc ltd no min max tel nr art str vol ed st"
_SHORT: dict[str, frozenset[str]] = {
    language: frozenset(f"{_ANY} {words}".split())
    for language, words in {
        "en": "approx est fig hrs mins secs jr sr mr mrs ms dr prof dept p pp ch sec",
        "bg": "др г гр стр бр ул лв ст мин сек ч чл ал тел хил млн напр вкл проф доц инж",
        "de": "usw bzw ca std stk sek mio mrd abs inkl exkl evtl ggf gem zzgl mind geb jh abb bsp aufl hrsg dgl usf",
        "el": "κτλ κλπ λπ αρ σελ τηλ ώρ λεπ δευτ εκ δισ μμ πμ χλμ χιλ άρθ παρ βλ",
        "es": "pág págs núm aprox seg h hrs ud uds vd sr sra srta dr dra uu ee máx mín teléf avda ej",
        "fr": "env p pp fig cf chap réf hab av apr obs",
        "hr": "itd sl tj npr god st sat sek tzv uklj odn br čl mil mlrd red",
        "it": "ecc pag pagg sig dott prof ing ca es min sec cfr cap",
        "lv": "utt tml u.c st sek lpp plkst g gs tūkst milj pants apr piem resp proti",
        "nl": "enz e.d d.w.z bijv blz incl excl ca evt mld mln sec resp jl a.s nl",
        "pl": "itd itp godz sek zł gr tys mln mld np ok tzn tj pt ust pkt rozdz ul jw wg m.in r w",
        "ro": "ș.a ș.a.m.d pag sec lit alin cca pct tel ex",
        "sl": "itd idr ipd sek npr oz tj tel čl odst mio mrd prim gl red dr",
    }.items()
}


def ends_in_abbreviation(words: str, language: str) -> bool:
    """Whether a full stop behind `words` may belong to the last of them."""
    last = _LAST.search(words[-20:])
    if last is None:
        return False
    form = last[0].replace(" ", "").replace("\u00a0", "").lower()
    if "." in form or form in _SHORT.get(language, ()):
        return True
    return form.isdigit() and language in _ORDINALS
