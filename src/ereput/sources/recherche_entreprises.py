"""Recherche d'entreprises, the State's search of companies and sole practitioners (Sirene): no key.

Practitioners may opt out of the public register, and many do: that nobody is found there means nothing by itself.
"""

from collections.abc import Iterable
from functools import partial
from urllib.parse import quote, urlencode

from ereput.errors import Broken, Limited, Skipped
from ereput.model import Address, Identifier, Item, Listing, Practitioner
from ereput.page import Page, Record
from ereput.parsing.facts import fact
from ereput.parsing.names import folded
from ereput.source import About, Kind, Request, Source

PER_PAGE, MOST_PAGES = 25, 2
# Medical and dental practice, nurses and midwives, therapists, other care (NAF rev. 2, of the legal unit).
CARE = "86.21Z,86.22A,86.22B,86.22C,86.23Z,86.90D,86.90E,86.90F"
ANSWERS = (200, 400)


class RechercheEntreprises(Source):
    """Searches by name among those whose activity is care, without a town: a former practice is worth knowing."""

    about = About(
        name="recherche_entreprises",
        title="Recherche d'entreprises",
        kind=Kind.COMPANIES,
        home="https://annuaire-entreprises.data.gouv.fr",
        base_url="https://recherche-entreprises.api.gouv.fr",
        terms="https://recherche-entreprises.api.gouv.fr/docs/",
        licence="Licence Ouverte 2.0",
        attribution="Insee (Sirene), API Recherche d'entreprises",
        countries=("FR",),
        seconds_between_requests=1 / 3,  # 7 a second are allowed
        known_from="the interface's own OpenAPI document of 22 July 2026 (certain); how names that opted out are "
        "masked is from public readers (well attested)",
    )

    def search(self, who: Practitioner) -> Iterable[Request]:
        if len(folded(who.name)) < 3:
            raise Skipped("this register takes no question of fewer than three letters")
        yield self._question(who, 1)

    def results(self, page: Page, who: Practitioner, number: int) -> Iterable[Item | Request]:
        answer = _answer(page)
        for unit in answer.records("results"):
            yield from self._listings(page, unit, who)
        last = answer.count("total_pages")
        if number < min(last, MOST_PAGES):
            yield self._question(who, number + 1)
        elif last > number:
            raise Limited(
                "read the first {count} of {all} companies of that name",
                count=number * PER_PAGE,
                all=answer.get("total_results"),
            )

    def _question(self, who: Practitioner, number: int) -> Request:
        query = {"q": who.name, "activite_principale": CARE, "page": number, "per_page": PER_PAGE}
        if not who.given and who.address.postal_code:
            query["code_postal"] = who.address.postal_code  # a surname alone finds too many
        url = f"{self.base_url}/search?{urlencode(query, quote_via=quote)}"
        return Request(url=url, then=partial(self.results, who=who, number=number), answers=ANSWERS)

    def _listings(self, page: Page, unit: Record, who: Practitioner) -> Iterable[Listing]:
        name = _shown(unit, "nom_complet")
        person = _person(unit, who)
        if name is None or not (person or _bears(name, who)):
            return  # opted out, or found by an address or another word
        is_company = unit.maybe_text("nature_juridique") != "1000"  # 1000: a sole practitioner
        for place in unit.maybe_records("matching_etablissements") or [unit.record("siege")]:
            yield _listing(page, unit, place, person or name, name if is_company else None)


def _listing(page: Page, unit: Record, place: Record, name: str, company: str | None) -> Listing:
    siret = place.text("siret")
    signs = [*_texts(place, "liste_enseignes"), _shown(place, "nom_commercial"), company]
    registers = [("siret", siret), ("siren", unit.text("siren"))]
    registers += [("finess", number) for number in _texts(place, "liste_finess")]
    postcode, town = _shown(place, "code_postal"), _shown(place, "libelle_commune")
    return Listing(
        evidence=page.evidence,
        url=f"https://annuaire-entreprises.data.gouv.fr/etablissement/{quote(siret, safe='')}",
        id=siret,
        name=name,
        practice=next((sign for sign in signs if sign), None),
        address=Address(
            street=_street(_shown(place, "adresse"), postcode),
            postal_code=postcode,
            locality=town,
            country="FR" if postcode else None,
            insee=_shown(place, "commune"),
        ),
        identifiers=tuple(Identifier(system=system, value=value) for system, value in registers),
        latitude=place.number("latitude") if _shown(place, "latitude") else None,
        longitude=place.number("longitude") if _shown(place, "longitude") else None,
        is_closed={"A": False, "F": True, "C": True}.get(place.text("etat_administratif")),
    )


def _answer(page: Page) -> Record:
    if page.status == 200:
        return page.record()
    raise Broken(f"{page.status}: {page.record().text('erreur')[:300]}")


def _person(unit: Record, who: Practitioner) -> str | None:
    """The head of the company who bears the practitioner's names; the others are nobody's business."""
    for head in unit.maybe_records("dirigeants"):
        name = " ".join(part for part in (_shown(head, "prenoms"), _shown(head, "nom")) if part)
        if unit.maybe_text("nature_juridique") != "1000" and _bears(name, who) and _bears(name, who, who.given):
            return name
    return None


def _bears(name: str, who: Practitioner, part: str | None = None) -> bool:
    return f" {folded(part or who.family)} " in f" {folded(name)} "


def _street(line: str | None, postcode: str | None) -> str | None:
    """The line up to the postcode: "12 B RUE SAINT ANTOINE 92140 CLAMART"."""
    street, found, _ = (line or "").rpartition(f" {postcode} ")
    return street.strip() or None if found else None


def _shown(record: Record, key: str) -> str | None:
    """A text, None where its owner opted out: "[NON-DIFFUSIBLE]", "[ND]"."""
    text = fact(record.maybe_text(key))
    return None if text and _is_masked(text) else text


def _texts(record: Record, key: str) -> list[str]:
    values = record.get(key)
    texts = [fact(value) for value in values if isinstance(value, str)] if isinstance(values, list) else []
    return [text for text in texts if text and not _is_masked(text)]


def _is_masked(text: str) -> bool:
    return "NON-DIFFUSIBLE" in text or "[ND]" in text
