"""Which column of a table of practitioners is what: the fields of the identity card, as people head them."""

from collections.abc import Mapping, Sequence

from ereput.parsing.names import folded

# Field of the card, or a part of the name -> how a column of it is headed, folded: no case, accent or sign.
_HEADED: Mapping[str, tuple[str, ...]] = {
    "name": (
        *("name", "full name", "practitioner", "doctor", "praticien", "medecin", "docteur", "nom complet"),
        *("nom et prenom", "nom prenom", "prenom nom", "prenom et nom", "nom du praticien", "nom du medecin"),
    ),
    "given": ("given", "given name", "first name", "firstname", "prenom", "prenoms", "prenom d exercice"),
    "family": (
        *("family", "family name", "last name", "lastname", "surname", "nom", "nom de famille", "nom d exercice"),
        *("nom d usage",),
    ),
    "title": ("title", "titre", "civilite", "civilite d exercice"),
    "specialty": (
        *("specialty", "speciality", "profession", "discipline", "specialite", "specialites"),
        *("libelle savoir faire", "libelle profession"),
    ),
    "street": ("street", "address", "adresse", "rue", "voie", "adresse du cabinet", "numero et rue"),
    "postcode": ("postcode", "postal code", "zip", "zip code", "code postal", "cp"),
    "city": ("city", "town", "locality", "ville", "commune", "localite"),
    "country": ("country", "pays", "country code"),
    "insee": ("insee", "code insee", "code commune"),
    "phone": (
        *("phone", "telephone", "phone number", "tel", "telephone number", "numero de telephone", "tel cabinet"),
        *("telephone du cabinet",),
    ),
    "phones": ("phones", "other phones", "telephones", "autres telephones"),
    "rpps": ("rpps", "rpps number", "numero rpps", "ndeg rpps", "no rpps", "identifiant rpps", "identifiant pp"),
    "practice": ("practice", "clinic", "cabinet", "etablissement", "structure", "clinique"),
    "birth_name": ("birth name", "maiden name", "nom de naissance", "nom de jeune fille"),
    "other_names": ("other names", "autres noms"),
    "website": ("website", "site", "site web", "site internet"),
    "opening_hours": ("opening hours", "hours", "horaires"),
    "pages": ("pages", "urls", "links", "liens", "url"),
    "not_pages": ("not pages", "pages d autrui"),
}
_FIELDS = {heading: field for field, headings in _HEADED.items() for heading in headings}


def fields(headings: Sequence[str]) -> dict[str, int]:
    """Field -> column; the first of two that say the same. "nom" alone is the whole name."""
    found: dict[str, int] = {}
    for at, heading in enumerate(headings):
        if field := _FIELDS.get(folded(heading[:100])):
            found.setdefault(field, at)
    if "family" in found and "name" not in found and "given" not in found:
        found["name"] = found.pop("family")
    return found
