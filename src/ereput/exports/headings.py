"""What the headings of a table of reviews say of its columns, in French and English; `cells` holds the columns against
it."""

import re
from collections.abc import Mapping, Sequence

from ereput.parsing.names import plain

FIELDS = (
    *("text", "title", "rating", "date", "edited", "author", "reply", "replied"),
    *("language", "id", "url", "place", "site"),
)

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
    "site": "review site|site d avis|plateforme d avis|plateforme|platform|site|source|review source",
}
_NAMES = {field: tuple(names.split("|")) for field, names in _HEADINGS.items()}
_FIELD = {name: field for field, names in _NAMES.items() for name in names}
# What a heading of a form is about, by the first of these whose word stands in it: "Votre avis sur le cabinet".
_WORDS_OF = {
    "id": "id identifiant uuid",
    "url": "url lien link",
    "language": "langue language",
    "date": "date horodateur timestamp quand when jour day jj/mm/aaaa dd/mm/yyyy mm/dd/yyyy",
    "reply": "reponse reply response answer",
    "title": "titre title",
    "rating": "note notes etoile etoiles star stars rating score evaluation satisfaction",
    "author": "auteur author nom prenom name pseudo pseudonyme par by from qui who signe signed signature signataire"
    " redacteur redactrice reviewer profil profile compte account email courriel mail",
    "text": "avis commentaire commentaires comment comments review feedback texte text message temoignage verbatim"
    " remarque remarques opinion appreciation",
}
_ABOUT = {word: field for field, words in reversed(_WORDS_OF.items()) for word in words.split()}
_COUNTED = frozenset(
    "nombre nb number count total moyenne average mean statut status etat type source delai duree time".split()
)
_WHOSE = ("par", "by", "from", "de", "d", "of", "a", "to")  # "Avis de", "Réponse à": a person follows
_WHEN = ("le", "on")  # "Avis publié le"
_NAMED = frozenset("id url language title text".split())  # what a person's word in a heading takes precedence of
_FRENCH = frozenset("avis auteur note texte commentaire commentaires reponse langue lien titre etoiles contenu".split())
_SCALE = re.compile(r"^(.*?)\s{0,3}(?:/|sur|out of|on)\s{0,3}\(?(5|10|20|100)\)?$")

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


def kind(heading: str) -> str | None:
    """The field that a heading names or speaks of."""
    name = scale(heading)[0]
    return _FIELD.get(name) or _about(name)


def is_name_of(field: str, heading: str) -> bool:
    """The heading is a known one of the field, word for word."""
    return _FIELD.get(scale(heading)[0]) == field


def _about(name: str) -> str | None:
    """The field that a heading speaks of, among other words; None where it counts something, or of none."""
    words = name.split()
    about = {_ABOUT[word] for word in words if word in _ABOUT}
    if _COUNTED & set(words) or not words:
        return None
    if {"date", "reply"} <= about:
        return "replied"
    if words[-1] in _WHEN and len(words) > 1:
        return "date"
    if about and words[-1] in _WHOSE:
        return "author"
    if "author" in about and about - {"author"} <= _NAMED:
        return "author"
    if {"author", "reply"} <= about:
        return None  # who replied
    return next((field for field in _WORDS_OF if field in about), None)


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


def are_french(headings: Sequence[str]) -> bool:
    return any(_FRENCH & set(folded(heading).split()) for heading in headings)
