"""What the columns of a table of reviews are: by their headings, in French and English, else by what is in them."""

import re
from collections.abc import Mapping, Sequence

from ereput.parsing.names import plain

FIELDS = ("text", "title", "rating", "date", "edited", "author", "reply", "replied", "language", "id", "url", "place")

# Headings as tools write them, without accents and marks; the first of a row wins over the others.
_HEADINGS = {
    "text": "review content|review text|review body|review comment|texte de l avis|contenu de l avis|text|texte|content"
    "|contenu|body|comment|comments|commentaire|commentaires|avis client|verbatim|temoignage|feedback|message|review"
    "|avis",
    "title": "review title|titre de l avis|title|titre|headline|sujet",
    "rating": "review stars|star rating|review rating|rating value|overall rating|rating|stars|score|note de l avis"
    "|note globale|note client|nombre d etoiles|etoiles|note|evaluation",
    "date": "review date|review created utc|review created|created at|create time|createtime|creation date|created"
    "|date de l avis|date de publication|publication date|date published|published at|published|publie le"
    "|date de creation|date|posted|timestamp",
    "edited": "updated at|update time|updatetime|updated|last updated|date de modification|modifie le",
    "author": "reviewer name|reviewer|author name|author|auteur|nom de l auteur|consumer name|customer name"
    "|display name|nom du client|nom du patient|pseudo|user name|username|client|patient|name|nom",
    "reply": "owner reply|owner response|company reply|business response|review reply|reply text|response text|reply"
    "|response|reponse du proprietaire|reponse de l etablissement|reponse du praticien|votre reponse|reponse",
    "replied": "reply date|owner reply date|response date|replied at|date de reponse|date de la reponse",
    "language": "review language|language code|language|langue|lang|locale",
    "id": "review id|id de l avis|identifiant de l avis|id avis|identifiant|id|uuid",
    "url": "review url|review link|lien de l avis|url de l avis|url|link|lien|permalink",
    "place": "location name|business name|nom de l etablissement|nom de la fiche|etablissement|business unit"
    "|company name|practice|cabinet|location|business|company|fiche|lieu|place|praticien|medecin|domain",
}
_NAMES = {field: tuple(names.split("|")) for field, names in _HEADINGS.items()}
# What a heading of a form is about, by the first of these whose word stands in it: "Votre avis sur le cabinet".
_WORDS_OF = {
    "id": "id identifiant uuid",
    "url": "url lien link",
    "language": "langue language",
    "date": "date horodateur timestamp quand when jour day",
    "reply": "reponse reply response answer",
    "title": "titre title",
    "rating": "note notes etoile etoiles star stars rating score evaluation satisfaction",
    "author": "auteur author nom prenom name pseudo",
    "text": "avis commentaire commentaires comment comments review feedback texte text message temoignage verbatim"
    " remarque remarques opinion appreciation",
}
_ABOUT = {word: field for field, words in reversed(_WORDS_OF.items()) for word in words.split()}
_COUNTED = frozenset(
    "nombre nb number count total moyenne average mean statut status etat type source delai duree time".split()
)
_FRENCH = frozenset("avis auteur note texte commentaire commentaires reponse langue lien titre etoiles contenu".split())
_SCALE = re.compile(r"^(.*?)\s{0,3}(?:/|sur|out of|on)\s{0,3}\(?(5|10|20|100)\)?$")
_MARKS = re.compile(r"[1-5](?:[.,]\d)?|[★⭐]{1,5}☆{0,4}|\d{1,2}(?:[.,]\d)?\s?/\s?(?:5|10|20)")
_DATES = re.compile(r"\d{4}-\d\d-\d\d.{0,20}|\d{1,2}[/.-]\d{1,2}[/.-]\d{4}.{0,9}")
_FEWEST, _MOST_OF = 3, 0.8  # rows, and the share of them, that make a column what it looks like
_WORDS = 5  # a column of so many words a cell, in the mean, is text

Columns = dict[str, int]


def folded(heading: str) -> str:
    """Lower case, no accents, no marks: "Date de l'avis :" is "date de l avis"."""
    return " ".join(re.findall(r"[a-z0-9/]+", plain(heading[:100])))


def scale(heading: str) -> tuple[str, float | None]:
    """A heading without the scale in it, and the scale: "Note /10", "note sur 20"."""
    found = _SCALE.match(folded(heading))
    return (found.group(1).strip(), float(found.group(2))) if found else (folded(heading), None)


def by_heading(headings: Sequence[str]) -> Columns:
    """The columns whose headings are known, each field once."""
    found: Columns = {}
    names = [scale(heading)[0] for heading in headings]
    for field, known in _NAMES.items():
        free = (name for name in known if name in names and names.index(name) not in found.values())
        if (name := next(free, None)) is not None:
            found[field] = names.index(name)
    for at, name in enumerate(names):
        about = _about(name)
        if about and about not in found and at not in found.values():
            found[about] = at
    return found


def _about(name: str) -> str | None:
    """The field that a heading speaks of, among other words; None where it counts something, or of none."""
    words = set(name.split())
    about = {_ABOUT[word] for word in words if word in _ABOUT}
    if words & _COUNTED or not about:
        return None
    return "replied" if {"date", "reply"} <= about else next(field for field in _WORDS_OF if field in about)


def named(headings: Sequence[str], wanted: Mapping[str, str]) -> tuple[Columns, bool]:
    """The columns that somebody named, and whether one of them is lacking."""
    names = [folded(heading) for heading in headings]
    bare = [scale(heading)[0] for heading in headings]
    found: Columns = {}
    for field, heading in wanted.items():
        for sought, among in ((folded(heading), names), (scale(heading)[0], names), (scale(heading)[0], bare)):
            if sought in among:
                found[field] = among.index(sought)
                break
    return found, len(found) < len(wanted)


def by_content(rows: Sequence[Sequence[str]], known: Columns) -> Columns:
    """Text, marks and dates among the columns that no heading explains."""
    found = dict(known)
    width = min(len(rows[0]), 100) if rows else 0
    cells = {at: _cells(rows, at) for at in range(width) if at not in known.values()}
    for field, pattern in (("rating", _MARKS), ("date", _DATES)):
        likely = [at for at, column in cells.items() if at not in found.values() and _is(column, pattern)]
        if field not in found and len(likely) == 1:
            found[field] = likely[0]
    free = {at: column for at, column in cells.items() if at not in found.values()}
    longest = max(free, key=lambda at: _words(free[at]), default=None)
    if "text" not in found and longest is not None:
        is_short = {"rating", "date"} <= set(found) and _are_said(free[longest])
        if is_short or _words(free[longest]) >= _WORDS:
            found["text"] = longest
    return found


def are_headings(row: Sequence[str]) -> bool:
    """No heading is a date: the first row of a table without headings is one of its rows."""
    return not any(_DATES.fullmatch(cell.strip()[:40]) for cell in row)


def are_french(headings: Sequence[str]) -> bool:
    return any(_FRENCH & set(folded(heading).split()) for heading in headings)


def _cells(rows: Sequence[Sequence[str]], at: int) -> list[str]:
    return [row[at].strip()[:2_000] for row in rows[:200] if at < len(row) and row[at].strip()]


def _is(cells: Sequence[str], pattern: re.Pattern[str]) -> bool:
    fitting = sum(bool(pattern.fullmatch(cell)) for cell in cells)
    return fitting >= _FEWEST and fitting >= _MOST_OF * len(cells)


def _are_said(cells: Sequence[str]) -> bool:
    """Short texts, and no names: words in small letters follow others, and somewhere three stand together."""
    following = [sum(len(word) > 2 and word[0].islower() for word in cell.split()[1:]) for cell in cells]
    return any(len(cell.split()) > 2 for cell in cells) and 3 * sum(map(bool, following)) >= len(cells)


def _words(cells: Sequence[str]) -> float:
    return sum(len(cell.split()) for cell in cells) / len(cells) if cells else 0.0
