"""French addresses in a form that can be compared, and their pieces out of one line."""

import re
from functools import lru_cache

from ereput.model import Address
from ereput.parsing.names import folded

LONGEST = 300  # characters of an address

# Kinds of way and words within, short and long, to one form.
_SHORT = {
    "av": "avenue", "ave": "avenue", "bd": "boulevard", "bld": "boulevard", "boul": "boulevard", "blvd": "boulevard",
    "bvd": "boulevard", "pl": "place", "all": "allee", "allees": "allee", "al": "allee", "r": "rue", "rte": "route",
    "ch": "chemin", "che": "chemin", "chem": "chemin", "imp": "impasse", "sq": "square", "fg": "faubourg",
    "fbg": "faubourg", "qu": "quai", "crs": "cours", "prom": "promenade", "res": "residence", "resid": "residence",
    "lot": "lotissement", "esp": "esplanade", "pass": "passage", "rpt": "rond point", "za": "zone artisanale",
    "st": "saint", "ste": "sainte", "gal": "general", "gen": "general", "mal": "marechal", "mar": "marechal",
    "cdt": "commandant", "col": "colonel", "cap": "capitaine", "dr": "docteur", "pr": "professeur", "pdt": "president",
    "pres": "president", "prof": "professeur", "qua": "quater", "b": "bis", "t": "ter",
}  # fmt: skip
_WAYS = frozenset(
    "rue avenue boulevard place allee chemin route impasse square quai cours passage promenade esplanade faubourg"
    " villa sentier residence lotissement hameau montee rond traverse venelle parvis chaussee galerie cite clos"
    " mail".split()
)
_SMALL = frozenset("de du des d la le les l et a au aux".split())
# What stands around a street without being its name.
_INSIDE = re.compile(
    r"\b(?:\d{1,2} ?(?:er|e|eme|nd|de)|premier|deuxieme) (?:etage|etg)\b(?: (?:droite|gauche|face))?"
    r"|\b(?:bat(?:iment)?|esc(?:alier)?|apt|appt|appartement|porte|hall|entree|boite|bp|cs|tsa) [a-z0-9]{1,6}\b"
    r"|(?<=[a-z0-9] )(?:residence|immeuble|centre commercial|resid|res) .*$|\bcedex(?: \d{1,2})?\b"
    r"|\b(?:rdc|rez de chaussee)\b"
)
_NAMED = re.compile(r"(?:residence|resid|res|immeuble|imm|lotissement|lot|hameau|centre|espace|parc|domaine)\b")
_WAY_WORDS = "|".join(sorted(_WAYS | {short for short, way in _SHORT.items() if way in _WAYS}, key=len, reverse=True))
_HOUSE = re.compile(rf"\b\d{{1,4}}(?: ?(?:bis|ter|quater|[a-d]))? (?=(?:{_WAY_WORDS})\b)")
_NUMBER = re.compile(r"\b(\d{1,4})(?: ?(bis|ter|quater|[a-d])\b)?")
_POSTCODE = re.compile(r"(?<!\d)(?:F-)?((?:0[1-9]|[1-8]\d|9[0-8])\d{3})(?!\d)")
_CEDEX = re.compile(r"\s*\bcedex\b(?:\s*\d{1,2})?", re.I)
_COUNTRY = re.compile(r"[\s,;–-]+France\s*$", re.I)
_AROUND = re.compile(r"^\s*(?:F-)?\d{5}\s+|\s*[,(/].*$|\s+-\s+.*$|\s+France\s*$", re.I)  # "69003 Lyon (Rhône), France"
_ARRONDISSEMENT = re.compile(
    r"\b(paris|lyon|marseille) (?:cedex )?0?(\d{1,2})(?: ?(?:e|er|eme|ieme|nd|de))?(?: arrondissement| arrdt?)?\b"
)
_BEFORE = re.compile(  # "12e arrondissement de Paris"
    r"\b0?(\d{1,2}) ?(?:er|e|eme|ieme)? (?:arrondissement|arrdt?) (?:de |du )?(paris|lyon|marseille)\b"
)
_ROMAN = re.compile(  # "Lyon VIe", "Paris XII"; "Lyon vie" is none
    r"\b(Paris|Lyon|Marseille|PARIS|LYON|MARSEILLE)(?P<apart>[ ,-]{1,3})"
    r"(?P<figure>[IVX]{1,5})(?: ?(?:e|er|ème|eme|ième|ᵉ|E|ER|EME|ÈME|IÈME))?(?![\w-])"
    r"|\b(?P<before>[IVX]{1,5}) ?(?:er|e|ème|ᵉ)(?= arr)"
)
_FIGURES = {
    roman: str(nth)
    for nth, roman in enumerate(
        "I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX".split(), start=1
    )
}
_CITIES = {"paris": ("75", 20), "lyon": ("69", 9), "marseille": ("13", 16)}


@lru_cache(maxsize=10_000)
def street_parts(street: str | None) -> tuple[str, str]:
    """House number with its bis or ter, and the street's name in its compared form; "" where it has none.

    "12 bis, bd. St-Michel, 2e étage" is "12 bis" and "boulevard saint michel".
    """
    line = _COUNTRY.sub("", (street or "")[:LONGEST])
    code = _POSTCODE.search(line)
    text = _INSIDE.sub(" ", folded(line[: code.start()] if code and code.start() else line))
    if _NAMED.match(text) and (behind := _HOUSE.search(text)):
        text = text[behind.start() :]  # "Résidence le Parc, 5 place Carnot"
    found = _NUMBER.search(text)
    first_way = _first_way(text)
    number = ""
    if found and (first_way is None or found.start() < first_way):  # "rue du 8 mai 1945" has no number of its own
        number = " ".join(part for part in (found[1].lstrip("0"), _SHORT.get(found[2] or "", found[2])) if part)
        text = text[found.end() :]
    words = [_SHORT.get(word, word) for word in text.split()]
    start = next((i for i, word in enumerate(words) if word in _WAYS), 0)
    return number, " ".join(word for word in words[start:] if word not in _SMALL)


def same_street(one: str | None, other: str | None) -> bool | None:
    """The same street, whatever the house number; None where one of the two has no street."""
    first, second = street_parts(one)[1], street_parts(other)[1]
    if not first or not second:
        return None
    return first == second or first.replace(" ", "") == second.replace(" ", "")


def postcode(text: str | None) -> str | None:
    """The French postcode in a text: the last, since house numbers stand before it."""
    found = _POSTCODE.findall((text or "")[:LONGEST])
    return found[-1] if found else None


def departement(code: str | None) -> str | None:
    """The département of a postcode: "69", "2A", "974". A few communes on a border have a neighbour's."""
    if not code or not re.fullmatch(r"\d{5}", code):
        return None
    if code.startswith("20"):
        return "2A" if code[:3] in ("200", "201") else "2B"
    return code[:3] if code[:2] in ("97", "98") else code[:2]


@lru_cache(maxsize=10_000)
def town_form(town: str | None) -> str:
    """A town as it is compared: "St-Étienne Cedex 2" is "saint etienne"; arrondissements are left out."""
    text = folded(_AROUND.sub("", _CEDEX.sub("", (town or "")[:LONGEST])))
    if named := _named_arrondissement(town):
        return named[0]
    words = {"st": "saint", "ste": "sainte", "sur": "sur", "s": "sur"}
    return " ".join(words.get(word, word) for word in text.split())


@lru_cache(maxsize=10_000)
def arrondissement(town: str | None, code: str | None = None) -> str | None:
    """The postcode that an arrondissement of Paris, Lyon or Marseille amounts to: "Lyon 3ème" is 69003."""
    if named := _named_arrondissement(town):
        prefix, most = _CITIES[named[0]]
        return f"{prefix}{named[1]:03}" if 1 <= named[1] <= most else None
    if code == "75116":
        return "75016"
    if code and any(code[:2] == prefix and 1 <= int(code[2:]) <= most for prefix, most in _CITIES.values()):
        return code
    return None


def _named_arrondissement(town: str | None) -> tuple[str, int] | None:
    """The city and the number: "Paris 12e", "Lyon VIe", "12e arrondissement de Paris"."""
    text = folded(_ROMAN.sub(_in_figures, (town or "")[:LONGEST]))
    if found := _ARRONDISSEMENT.search(text):
        return found[1], int(found[2])
    found = _BEFORE.search(text)
    return (found[2], int(found[1])) if found else None


def _in_figures(found: re.Match[str]) -> str:
    figure = _FIGURES.get(found["figure"] or found["before"])
    if figure is None:
        return found[0]
    return f"{found[1]}{found['apart']}{figure}" if found["figure"] else figure


def address(text: str | None) -> Address:
    """The pieces of a one-line French address; without a postcode nothing but the street is told apart."""
    line = _COUNTRY.sub("", " ".join((text or "")[:LONGEST].split()))
    found = list(_POSTCODE.finditer(line))
    if not found:
        return Address(street=line.strip(" ,") or None) if _first_way(folded(line)) is not None else Address()
    last = found[-1]
    street = line[: last.start()].rstrip(" ,;-–").removesuffix("F-").rstrip(" ,;-–")
    town, *rest = re.split(r"[,;(|]|\s[-–]\s", line[last.end() :].strip(" ,;-–"), maxsplit=1)
    if not street and rest and _first_way(folded(rest[0])) is not None:
        street = rest[0].strip(" ,;-–)")  # "69003 Lyon, 18 rue des Tilleuls"
    return Address(
        street=street or None,
        postal_code=last[1],
        locality=_CEDEX.sub("", town).strip(" .") or None,
        country="FR",
    )


def _first_way(text: str) -> int | None:
    """Where the first word for a way stands."""
    for found in re.finditer(r"[a-z]+", text):
        if _SHORT.get(found[0], found[0]) in _WAYS:
            return found.start()
    return None
