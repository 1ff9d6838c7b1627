"""NAP: name, address, telephone, specialty and hours beside the identity card; listings that nobody holds."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from ereput.checks.codes import Code
from ereput.checks.places import place
from ereput.figures.fields import Compared, Field, compared
from ereput.figures.ours import Ours
from ereput.model import Address, Dossier, Finding, Listing, Seen, Severity
from ereput.sites import Control, Kind, recognised, site
from ereput.words import N_

CODES = {
    "NAP001": Code(
        "A listing shows a telephone that is not on your card.",
        Severity.ACT,
        {"": N_("Telephone {shown} on {site} instead of {expected}.")},
    ),
    "NAP002": Code(
        "A listing shows an address that is neither yours nor one that you left.",
        Severity.ACT,
        {"": N_("Address {shown} on {site} instead of {expected}.")},
    ),
    "NAP003": Code(
        "A listing shows a specialty that is not yours, nor near it.",
        Severity.WATCH,
        {"": N_("Specialty {shown} on {site} instead of {expected}.")},
    ),
    "NAP004": Code(
        "A listing shows your name otherwise than by its usual spellings.",
        Severity.WATCH,
        {"": N_("Name {shown} on {site} instead of {expected}.")},
    ),
    "NAP005": Code(
        "A listing shows other opening hours than your card.",
        Severity.WATCH,
        {"": N_("Opening hours {shown} on {site} instead of {expected}.")},
    ),
    "NAP006": Code(
        "A listing exists that you can take over, and the site does not say that you have.",
        Severity.WATCH,
        {
            "unclaimed": N_("{site} has a listing of yours that nobody has claimed."),
            "unknown": N_("{site} has a listing of yours; whether it was claimed cannot be seen."),
        },
    ),
    "NAP007": Code(
        "A listing still shows a telephone or an address that you left.",
        Severity.ACT,
        {
            "phone": N_("Former telephone {shown} on {site} instead of {expected}."),
            "address": N_("Former address {shown} on {site} instead of {expected}."),
        },
    ),
    "NAP008": Code(
        "A site shows several listings of yours: one may be a duplicate.",
        Severity.WATCH,
        {"": N_("{site} shows {n:n} listings of yours: one may be a duplicate.")},
    ),
}

_DIFFERENT = {"phone": "NAP001", "address": "NAP002", "specialty": "NAP003", "name": "NAP004", "hours": "NAP005"}
_MAY_REPEAT = frozenset({Kind.REGISTER, Kind.COMPANIES, Kind.PRESS, Kind.ENCYCLOPAEDIA})  # one entry per place, or more


def listings(dossier: Dossier, own: Ours) -> Iterator[Finding]:
    """Every listing that is the practitioner's, field by field, then who holds it, then duplicates."""
    for sightings in own.listings.values():
        best = sightings[0]
        fields = {**compared(dossier.who, best), "address": _address(dossier, best)}
        yield from _wrong(best, fields)
        yield from _unclaimed(best)
    yield from _duplicates(own)


def _wrong(listing: Listing, fields: Mapping[str, Field]) -> Iterator[Finding]:
    for name, code in _DIFFERENT.items():
        field = fields[name]
        if field.compared is Compared.DIFFERENT:
            yield _finding(code, listing, name, field)
        elif field.compared is Compared.FORMER:
            yield _finding("NAP007", listing, name, field, case=name)


def _finding(code: str, listing: Listing, name: str, field: Field, case: str = "") -> Finding:
    values = {"case": case, "site": place(listing), "field": name, "shown": field.shown, "expected": field.expected}
    return Finding(
        code=code,
        severity=CODES[code].severity,
        statement="",
        values=values,
        evidence=(listing.evidence,),
        subject=listing.key,
    )


def _address(dossier: Dossier, listing: Listing) -> Field:
    """Street and town as one: the graver of the two comparisons, both written out."""
    fields = compared(dossier.who, listing)
    kinds = {fields["street"].compared, fields["town"].compared}
    gravest = next((kind for kind in (Compared.DIFFERENT, Compared.FORMER) if kind in kinds), Compared.SAME)
    return Field(gravest, _line(listing.address), _line(dossier.who.address))


def _line(address: Address) -> str:
    town = " ".join(part for part in (address.postal_code, address.locality) if part)
    return ", ".join(part for part in (address.street, town) if part)


def _unclaimed(listing: Listing) -> Iterator[Finding]:
    row = site(listing.site or "") or recognised(listing.url or "")
    if row is None or row.control is not Control.CLAIMABLE or listing.is_claimed or listing.seen is Seen.EXPORT:
        return
    case = "unclaimed" if listing.is_claimed is False else "unknown"
    yield Finding(
        code="NAP006",
        severity=Severity.WATCH if case == "unclaimed" else Severity.NOTE,
        statement="",
        values={"case": case, "site": place(listing)},
        evidence=(listing.evidence,),
        subject=listing.key,
    )


def _duplicates(own: Ours) -> Iterator[Finding]:
    by_site: dict[str, list[Listing]] = defaultdict(list)
    for sightings in own.listings.values():
        if sightings[0].site:
            by_site[sightings[0].site].append(sightings[0])
    for key, found in by_site.items():
        row = site(key)
        # A file that the owner brought and the same listing on the web bear different numbers: that is no duplicate.
        shown = [listing for listing in found if listing.seen is not Seen.EXPORT]
        if row and row.kind not in _MAY_REPEAT and len(shown) > 1:
            yield Finding(
                code="NAP008",
                severity=Severity.WATCH,
                statement="",
                values={"site": place(shown[0]), "n": len(shown)},
                evidence=tuple(listing.evidence for listing in shown[:5]),
                subject=key,
            )
