"""Annuaire Santé, the health agency's directory (FHIR v2): the same people as the RPPS, fresher; a free key is needed.

People first, then where they work: a role joins a practitioner to an organisation. Secure-mail addresses (MSSanté)
are not public and are not kept.
"""

import re
from collections.abc import Iterable, Mapping
from functools import partial
from urllib.parse import urlencode

from ereput.errors import Broken, Limited, Skipped
from ereput.model import Item, Practitioner
from ereput.page import Page, Record
from ereput.parsing.names import folded
from ereput.reading.fhir import HOME, listing, number, target
from ereput.source import About, Key, Kind, Reader, Request, Source

PATH, COUNT, MOST_PAGES = "/fhir/v2", 50, 2
ANSWERS = (200, 400, 404, 410)
_NEXT = re.compile(rf"(?:https?://[\w.:-]+)?(?P<path>{PATH}/[!-~]+)", re.ASCII)


class AnnuaireSante(Source):
    """Searches by number and by name, then asks once for the workplaces of all who were found."""

    about = About(
        name="annuaire_sante",
        title="Annuaire Santé (FHIR)",
        kind=Kind.REGISTER,
        home=HOME,
        base_url="https://gateway.api.esante.gouv.fr",
        terms="https://portal.api.esante.gouv.fr",
        licence="Licence Ouverte 2.0",
        attribution="Annuaire Santé (Agence du Numérique en Santé)",
        countries=("FR",),
        key=Key.REQUIRED,
        is_default=False,
        seconds_between_requests=0.2,  # 17 a second are allowed to one application
        known_from="the agency's documentation and examples of 30 June 2026 (certain); specialty codes from the "
        "value set of 30 July 2026 (certain), profession codes from general knowledge; the bodies of 401 and 429 "
        "are not established",
    )

    def search(self, who: Practitioner) -> Iterable[Request]:
        if who.rpps:
            yield self._people({"identifier": who.rpps}, own=None)
        if folded(who.family):
            names = {"family": _literal(who.family), "given": _literal(who.given or "")}
            yield self._people({key: value for key, value in names.items() if value}, own=who.rpps)
        elif not who.rpps:
            raise Skipped("no RPPS number and no name that could be asked for")

    def people(self, page: Page, own: str | None, nth: int = 1) -> Iterable[Item | Request]:
        """`own` is the number of the practitioner, when another question brings that card."""
        bundle = _bundle(page)
        resources = _resources(bundle)
        working = {target(one, "practitioner") for one in _of_type(resources, "PractitionerRole")}
        people = [one for one in _of_type(resources, "Practitioner") if not own or number(one) != own]
        yield from (listing(page.evidence, one, None) for one in people if one.text("id") not in working)
        if employed := {one.text("id"): one for one in people if one.text("id") in working}:
            query = {"practitioner": ",".join(employed), "_include": "PractitionerRole:organization"}
            yield self._question("/PractitionerRole", query, partial(self.workplaces, people=employed))
        if (following := _following(bundle)) and nth == MOST_PAGES:
            raise Limited("read the first {count} people of that name", count=COUNT * MOST_PAGES)
        if following:
            yield self._request(following, partial(self.people, own=own, nth=nth + 1))

    def workplaces(self, page: Page, people: Mapping[str, Record]) -> Iterable[Item]:
        bundle = _bundle(page)
        resources = _resources(bundle)
        places = {one.text("id"): one for one in _of_type(resources, "Organization")}
        roles = _of_type(resources, "PractitionerRole")
        pairs = dict.fromkeys((target(one, "practitioner"), target(one, "organization")) for one in roles)
        yield from (listing(page.evidence, people[one], places.get(place)) for one, place in pairs if one in people)
        if _following(bundle):
            raise Limited("read the first {count} workplaces", count=COUNT)

    def _people(self, query: Mapping[str, str], own: str | None) -> Request:
        with_roles = {**query, "active": "true", "_revinclude": "PractitionerRole:practitioner"}
        return self._question("/Practitioner", with_roles, partial(self.people, own=own))

    def _question(self, path: str, query: Mapping[str, str], then: Reader) -> Request:
        return self._request(f"{PATH}{path}?{urlencode({**query, '_count': COUNT})}", then)

    def _request(self, path: str, then: Reader) -> Request:
        secret = {"ESANTE-API-KEY": key} if (key := self.key) else {}
        headers = {"Accept": "application/fhir+json"}
        return Request(url=f"{self.base_url}{path}", then=then, headers=headers, secret_headers=secret, answers=ANSWERS)


def _bundle(page: Page) -> Record:
    """The answer; Broken with the directory's own words when it is an OperationOutcome, whatever its status."""
    answer = page.record()
    kind = answer.text("resourceType")
    if kind == "OperationOutcome":
        said = [str(issue.get("diagnostics") or issue.get("code")) for issue in answer.records("issue")]
        raise Broken(f"{page.status}: {'; '.join(said)[:300]}")
    if page.status != 200 or kind != "Bundle":
        raise Broken(f"{page.status}: {kind[:60]!r} where a Bundle was due")
    return answer


def _resources(bundle: Record) -> list[Record]:
    """The resources of a bundle; those that are no longer active carry nothing but their numbers."""
    if bundle.get("total") and "entry" not in bundle:
        raise Broken(f"a total of {bundle.get('total')} and no 'entry'")
    resources = [entry.record("resource") for entry in bundle.maybe_records("entry")]
    return [one for one in resources if one.get("active") is not False]


def _of_type(resources: list[Record], kind: str) -> list[Record]:
    return [one for one in resources if one.text("resourceType") == kind]


def _following(bundle: Record) -> str | None:
    """Path and query of the next page; its host is replaced by the one that was asked, since the key goes with it."""
    for link in bundle.maybe_records("link"):
        if link.get("relation") == "next":
            url = link.text("url")
            if not (found := _NEXT.fullmatch(url)):
                raise Broken(f"the next page is elsewhere: {url[:60]!r}")
            return found["path"]
    return None


def _literal(name: str) -> str:
    """A name whose commas and other signs are FHIR's no more: a comma would mean "or"."""
    return re.sub(r"([\\,$|])", r"\\\1", name)
