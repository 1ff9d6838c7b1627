"""What the twelve hosts of the test web say of an invented practitioner: the same to the same question, always."""

import json
import re
from typing import Any
from urllib.parse import unquote_plus

from people import number_in, person

_CLASSES = re.compile(r"\((\w)\|[^)]*\)")  # letters with their accents, as Overpass is asked
_REVIEWS = (
    ("5", "Très bon médecin, à l'écoute, explique bien."),
    ("2", "Trop d'attente, une heure de retard."),
    ("4", "Accueil agréable, cabinet facile d'accès."),
)
_COLUMNS = (
    *("Identifiant PP", "Libellé civilité d'exercice", "Nom d'exercice", "Prénom d'exercice", "Libellé profession"),
    *("Libellé savoir-faire", "Raison sociale site", "Numéro Voie (coord. structure)"),
    *("Libellé Voie (coord. structure)", "Code postal (coord. structure)", "Code commune (coord. structure)"),
    *("Libellé commune (coord. structure)", "Téléphone (coord. structure)"),
)


def answer(host: str, path: str, body: str, pages: str, month: int = 1) -> tuple[str, bytes]:
    """Media type and body. `pages` is where the pages stand, such as http://127.0.0.1:8801.

    From the second month on, one practitioner in three has a new telephone number on their listings.
    """
    asked = unquote_plus(f"{path} {body}")
    number = number_in(_CLASSES.sub(r"\1", asked) if host == "overpass" else asked)
    if host == "web_pages":
        if path == "/robots.txt":
            return "text/plain", b"User-agent: *\nAllow: /\n"
        return "text/html; charset=utf-8", _page(_in(month, person(number or 0)), path).encode()
    said = _ANSWERS[host](None if number is None else person(number), asked, pages)
    return "application/json", json.dumps(said, ensure_ascii=False).encode()


def _in(month: int, who: dict[str, Any]) -> dict[str, Any]:
    return who | {"phone": "04 65 71 99 99"} if month > 1 and not who["number"] % 3 else who


def _rpps(who: dict[str, Any] | None, asked: str, pages: str) -> Any:
    if "/profile/" in asked:
        return {"profile": {"header": list(_COLUMNS)}}
    known = [who] if who and who["number"] % 7 else []
    return {"data": [_row(one) for one in known], "links": {"next": None}, "meta": {"total": len(known)}}


def _row(one: dict[str, Any]) -> dict[str, Any]:
    house, street = one["street"].split(" ", 1)
    cells = (
        *(one["rpps"], "Docteur", one["family"].upper(), one["given"].upper(), "Médecin", one["work"].capitalize()),
        *("CABINET DES TILLEULS", house, street.upper(), one["postcode"], one["insee"], one["town"].upper()),
        one["phone"].replace(" ", ""),
    )
    return dict(zip(_COLUMNS, cells, strict=True))


def _results(who: dict[str, Any] | None, asked: str, pages: str) -> list[dict[str, str]]:
    """Two pages of the practitioner for the name, one for reviews; a neighbour where it is asked of one site."""
    if who is None or "site:" in asked or "include_domains" in asked or '"site"' in asked:
        return []
    called, number = f"Dr {who['name']}, {who['work']} à {who['town']}", who["number"]
    found = [(f"{called} - avis", f"{pages}/annuaire/{who['family'].lower()}-{number}", f"{called}. Note 4/5.")]
    if "avis" not in asked and number % 3:
        found.append((called, f"{pages}/cabinet/{who['family'].lower()}-{number}", f"{called}, {who['street']}."))
    return [{"title": title, "url": url, "text": text} for title, url, text in found]


def _tavily(who: dict[str, Any] | None, asked: str, pages: str) -> Any:
    rows = _results(who, asked, pages)
    return {"results": [{"title": row["title"], "url": row["url"], "content": row["text"]} for row in rows]}


def _keenable(who: dict[str, Any] | None, asked: str, pages: str) -> Any:
    rows = _results(who, asked, pages)
    return {"results": [{"title": row["title"], "url": row["url"], "snippet": row["text"]} for row in rows]}


def _brave(who: dict[str, Any] | None, asked: str, pages: str) -> Any:
    rows = [
        {"title": row["title"], "url": row["url"], "description": row["text"]} for row in _results(who, asked, pages)
    ]
    return (
        {"query": {"original": "?"}, "results": rows} if "/news/" in asked else {"query": {}, "web": {"results": rows}}
    )


def _wikipedia(who: dict[str, Any] | None, asked: str, pages: str) -> Any:
    return {"batchcomplete": True, "query": {"search": []}}


def _gdelt(who: dict[str, Any] | None, asked: str, pages: str) -> Any:
    return {}


def _nominatim(who: dict[str, Any] | None, asked: str, pages: str) -> Any:
    if who is not None:
        return []
    town = "Lyon"
    return [
        {
            "osm_type": "node",
            "osm_id": 1,
            "lat": "45.75",
            "lon": "4.85",
            "category": "place",
            "type": "house",
            "name": "",
            "display_name": f"{town}, France",
            "address": {"house_number": "1", "road": "Rue des Tilleuls", "city": town, "country_code": "fr"},
        }
    ]


def _overpass(who: dict[str, Any] | None, asked: str, pages: str) -> Any:
    if who is None or who["number"] % 4:
        return {"elements": []}
    tags = {"amenity": "doctors", "name": f"Dr {who['name']}", "addr:city": who["town"], "phone": who["phone"]}
    return {"elements": [{"type": "node", "id": who["number"] + 1, "lat": 45.75, "lon": 4.85, "tags": tags}]}


def _companies(who: dict[str, Any] | None, asked: str, pages: str) -> Any:
    return {"results": [], "total_pages": 1, "total_results": 0}


def _directory(who: dict[str, Any] | None, asked: str, pages: str) -> Any:
    return {"resourceType": "Bundle", "type": "searchset", "total": 0, "entry": []}


_ANSWERS = {
    "rpps": _rpps,
    "annuaire_sante": _directory,
    "tavily": _tavily,
    "keenable": _keenable,
    "brave": _brave,
    "searxng": _tavily,
    "nominatim": _nominatim,
    "overpass": _overpass,
    "recherche_entreprises": _companies,
    "wikipedia": _wikipedia,
    "gdelt": _gdelt,
}
HOSTS = (*_ANSWERS, "web_pages")


def _page(who: dict[str, Any], path: str) -> str:
    called = f"Dr {who['name']}"
    thing: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Physician",
        "name": called,
        "medicalSpecialty": who["work"].capitalize(),
        "telephone": who["phone"],
        "address": {
            "@type": "PostalAddress",
            "streetAddress": who["street"],
            "postalCode": who["postcode"],
            "addressLocality": who["town"],
        },
    }
    if path.startswith("/annuaire/"):
        thing["aggregateRating"] = {"@type": "AggregateRating", "ratingValue": "3.7", "ratingCount": "3"}
        thing["review"] = [
            {
                "@type": "Review",
                "reviewBody": text,
                "datePublished": f"2026-0{month}-11",
                "reviewRating": {"@type": "Rating", "ratingValue": mark},
            }
            for month, (mark, text) in enumerate(_REVIEWS, 5)
        ]
    state = json.dumps(thing, ensure_ascii=False)
    return (
        f'<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>{called}</title>'
        f'<script type="application/ld+json">{state}</script></head>'
        f"<body><main><h1>{called}</h1><p>{called} reçoit au {who['street']}, {who['town']}.</p></main></body></html>"
    )
