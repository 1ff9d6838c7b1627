"""Which drafts of listings are one real thing, and which of them stand."""

from dataclasses import dataclass, field

from ereput.parsing.names import folded
from ereput.reading import kinds
from ereput.reading.stated import RawListing
from ereput.reading.things import Thing

STRONG, WEAK, PIECE = 2, 1, 0  # is a listing by itself · only if nothing stronger is there · only with another

_TITLES = frozenset("dr dra dre prof pr docteur doctor doctora doctoresse professeur mr mrs ms mme m".split())


@dataclass(slots=True, eq=False)
class Draft:
    """A listing on its way: the things that it is made of, and what they state."""

    raw: RawListing
    strength: int
    things: list[Thing] = field(default_factory=list)
    is_aside: bool = False  # named beside the page's subject: a doctor's clinic, a firm
    is_reviewed: bool = False  # named by a review that stands alone

    @property
    def name(self) -> str:
        words = [word for word in folded(self.raw.name).split() if word not in _TITLES]
        return " ".join(words) or folded(self.raw.name)

    @property
    def url(self) -> str:
        return url_key(self.raw.url)


def merged(drafts: list[Draft]) -> list[Draft]:
    """One real thing is one listing, though it is given in two syntaxes or in several pieces."""
    whole: list[Draft] = []
    by_name: dict[str, list[Draft]] = {}
    for draft in (d for d in drafts if d.raw.name and d.strength):
        twin = next((other for other in by_name.get(draft.name, [])[:50] if _is_one(other, draft)), None)
        if twin is None:
            whole.append(draft)
            by_name.setdefault(draft.name, []).append(draft)
        else:
            _join(twin, draft)
    for draft in (d for d in drafts if not (d.raw.name and d.strength)):
        home = _home(draft, whole)
        if home is not None:
            _join(home, draft)
        elif draft.strength:
            whole.append(draft)
    return whole


def _is_one(one: Draft, other: Draft) -> bool:
    """Two drafts with one name are one thing unless their addresses or their places of business differ."""
    if one.url and other.url and one.url == other.url:
        return True
    if _differ(one.raw.postal_code, other.raw.postal_code) or _differ(one.raw.street, other.raw.street):
        return False
    return not (family(one) != family(other) and "person" in (family(one), family(other)) and one.is_aside)


def _differ(one: str | None, other: str | None) -> bool:
    left, right = folded(one).replace(" ", ""), folded(other).replace(" ", "")
    return bool(left and right and left not in right and right not in left)


def family(draft: Draft) -> str:
    if not kinds.PERSON.isdisjoint(draft.raw.types):
        return "person"
    return "business" if kinds.is_listing_kind(draft.raw.types) else "other"


def _home(draft: Draft, whole: list[Draft]) -> Draft | None:
    """The listing that a nameless draft is a piece of: the one around it, of the same address, or the only one."""
    around = draft.things[0].within
    while around is not None:
        for other in whole:
            if around in other.things:
                return other
        around = around.within
    if draft.url:
        for other in whole:
            if other.url == draft.url:
                return other
    subjects = [d for d in whole if not d.is_aside]
    if draft.raw.name and draft.strength == PIECE:
        return next((d for d in subjects if _is_about(draft, d)), None) or _only(subjects, draft)
    return _only(subjects, draft)


def _is_about(piece: Draft, whole: Draft) -> bool:
    return bool(piece.name) and (piece.name in whole.name or whole.name in piece.name)


def _only(subjects: list[Draft], piece: Draft) -> Draft | None:
    strongest = [d for d in subjects if d.strength == max((s.strength for s in subjects), default=0)]
    if len(strongest) != 1:
        return None
    only = strongest[0]
    if piece.raw.rating and only.raw.rating and piece.strength == PIECE:
        return None
    return only


def _join(home: Draft, other: Draft) -> None:
    """What the other states fills what home lacks; the more telling types and the stronger claim win."""
    if other.strength > home.strength:
        home.raw.types = other.raw.types or home.raw.types
    complete(home.raw, other.raw)
    home.raw.phones += [number for number in other.raw.phones if number not in home.raw.phones]
    home.strength = max(home.strength, other.strength)
    home.is_aside = home.is_aside and other.is_aside
    home.is_reviewed = home.is_reviewed or other.is_reviewed
    home.things += other.things


def complete(raw: RawListing, more: RawListing) -> None:
    """What the other states fills what this one lacks."""
    raw.name = raw.name or more.name
    raw.types = raw.types or more.types
    raw.specialty = raw.specialty or more.specialty
    if not (_differ(raw.street, more.street) or _differ(raw.postal_code, more.postal_code)):
        raw.street, raw.postal_code = raw.street or more.street, raw.postal_code or more.postal_code
        raw.locality, raw.country = raw.locality or more.locality, raw.country or more.country
    raw.phones = raw.phones or list(more.phones)
    raw.email = raw.email or more.email
    raw.url = raw.url or more.url
    raw.opening_hours = raw.opening_hours or more.opening_hours
    raw.rating = raw.rating or more.rating
    if raw.latitude is None:
        raw.latitude, raw.longitude = more.latitude, more.longitude
    raw.identifiers += [pair for pair in more.identifiers if pair not in raw.identifiers]


def standing(drafts: list[Draft]) -> list[Draft]:
    """The drafts that are listings: an organisation only with contact data, and only where nothing stronger stands."""
    kept = [draft for draft in drafts if _says_enough(draft)]
    if any(draft.strength == STRONG and not draft.is_aside for draft in kept):
        kept = [draft for draft in kept if draft.strength == STRONG or draft.raw.rating]
    return kept


def _says_enough(draft: Draft) -> bool:
    raw = draft.raw
    if not raw.name:
        return bool(raw.rating or (raw.phones and raw.has_address))
    if draft.strength == STRONG:
        return True
    # What a review names stands on the review; an organisation on its contact data.
    return bool(raw.rating or raw.phones or raw.street or raw.postal_code) or draft.is_reviewed


def url_key(url: str | None) -> str:
    if not url:
        return ""
    key = url.partition("://")[2] or url
    return key.removeprefix("www.").partition("#")[0].rstrip("/").casefold()
