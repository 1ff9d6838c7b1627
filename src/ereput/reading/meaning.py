"""Which things of a page are listings, which of them are one, and whose the reviews are."""

from dataclasses import dataclass, field

from ereput.parsing.names import folded
from ereput.reading import kinds
from ereput.reading.facts import listing, specialty
from ereput.reading.numbers import rating
from ereput.reading.stated import RawListing, RawReview
from ereput.reading.testimony import review
from ereput.reading.things import Thing, walk

STRONG, WEAK, PIECE = 2, 1, 0  # is a listing by itself · only if nothing stronger is there · only with another
MOST_LISTINGS = 500  # of one page
MOST_REVIEWS = 5_000

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
        return _url_key(self.raw.url)


@dataclass(slots=True, eq=False)
class Met:
    """A thing, and the parts that it plays: which members of which other things it is."""

    thing: Thing
    is_root: bool  # it stands by itself, whatever else refers to it
    parts: list[tuple[Thing, str]] = field(default_factory=list)

    def plays(self, members: frozenset[str]) -> bool:
        return any(member in members for _, member in self.parts)

    @property
    def is_of_event(self) -> bool:
        return any(kinds.is_event(parent.types) for parent, _ in self.parts)


@dataclass(frozen=True, slots=True)
class Meaning:
    """The listings of a page and its reviews, each with the number of its listing."""

    listings: list[RawListing]
    reviews: list[RawReview]
    testimonies: list[Thing]  # what the reviews were read from, in the same order
    subject: RawListing | None  # what the page is about, where it is about one listing only


def understood(roots: list[Thing], base: str) -> Meaning:
    """What the things of a page mean together."""
    met = _met(roots)
    drafts = _merged([draft for draft in (_draft(one, met, base) for one in met.values()) if draft])
    drafts = _standing(drafts)
    owners = {thing: index for index, draft in enumerate(drafts) for thing in draft.things}
    found = _reviews(met, drafts, owners)
    subjects = [draft.raw for draft in drafts if not draft.is_aside]
    return Meaning(
        listings=[draft.raw for draft in drafts][:MOST_LISTINGS],
        reviews=[raw for raw, _ in found],
        testimonies=[thing for _, thing in found],
        subject=subjects[0] if len(subjects) == 1 else None,
    )


def _met(roots: list[Thing]) -> dict[Thing, Met]:
    standing = set(roots)
    found = {thing: Met(thing, thing in standing) for thing in walk(roots)}
    for thing in list(found):
        for member, values in thing.members.items():
            for value in values:
                if isinstance(value, Thing) and value in found:
                    found[value].parts.append((thing, member))
    return found


# ---------------------------------------------------------------- which things are listings


def _draft(met: Met, all_met: dict[Thing, Met], base: str) -> Draft | None:
    strength = _strength(met, all_met)
    if strength is None:
        return None
    raw = listing(met.thing, base)
    for parent, member in met.parts:
        if member == "itemReviewed" and parent.is_a(kinds.RATING):
            raw.rating = raw.rating or rating(parent)
    if strength == PIECE and not (raw.has_address or raw.phones or raw.rating or raw.opening_hours):
        return None
    draft = Draft(raw, strength, [met.thing])
    draft.is_aside = met.plays(kinds.NESTED)
    draft.is_reviewed = met.plays(frozenset({"itemReviewed"}))
    return draft


def _strength(met: Met, all_met: dict[Thing, Met]) -> int | None:
    """How surely a thing is a listing; None when it is not one."""
    thing = met.thing
    is_rated = bool(thing.values("aggregateRating") or thing.things("review", "reviews"))
    if met.is_of_event:
        return None
    if not met.is_root and met.plays(kinds.ASIDE):
        return _aside(met, all_met)
    if kinds.is_listing_kind(thing.types):
        return STRONG
    if thing.is_a(kinds.PIECES) and not (is_rated and thing.text("name")):
        # A member is read with its owner; a rating of something named counts with that.
        return PIECE if met.is_root and not thing.things("itemReviewed") else None
    if is_rated and not thing.is_a(kinds.PAGES):
        return STRONG
    if thing.is_a(kinds.PERSON):
        return _person(met)
    return WEAK if thing.is_a(kinds.ORGANISATION) else None


def _aside(met: Met, all_met: dict[Thing, Met]) -> int | None:
    """What only other things name: a review's subject when the review stands alone, a clinic with contact data."""
    thing = met.thing
    if not thing.text("name"):
        return None
    if met.plays(kinds.NESTED):
        is_known = kinds.is_listing_kind(thing.types) or thing.is_a(kinds.ORGANISATION)
        has_contact = bool(thing.values("address", "telephone", "aggregateRating"))
        return STRONG if is_known and has_contact else None
    reviews = [parent for parent, member in met.parts if member == "itemReviewed"]
    if not reviews or thing.is_a(kinds.PAGES):
        return None
    is_held = any(all_met[review].parts or review.within is not None for review in reviews)
    return None if is_held else WEAK


def _person(met: Met) -> int | None:
    """A person is a listing as the page's subject: with a medical job, or with an address or a telephone."""
    job = (specialty(met.thing) or "").lower()
    is_medical = bool(met.thing.values("medicalSpecialty")) or any(word in job for word in kinds.JOBS)
    is_subject = any(member == "mainEntity" or "ProfilePage" in parent.types for parent, member in met.parts)
    if is_medical or is_subject:
        return STRONG
    return WEAK if met.thing.values("telephone", "address") else None


# ---------------------------------------------------------------- which of them are one


def _merged(drafts: list[Draft]) -> list[Draft]:
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
    return not (_family(one) != _family(other) and "person" in (_family(one), _family(other)) and one.is_aside)


def _differ(one: str | None, other: str | None) -> bool:
    left, right = folded(one).replace(" ", ""), folded(other).replace(" ", "")
    return bool(left and right and left not in right and right not in left)


def _family(draft: Draft) -> str:
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
    raw, more = home.raw, other.raw
    raw.name = raw.name or more.name
    if other.strength > home.strength:
        raw.types = more.types or raw.types
    else:
        raw.types = raw.types or more.types
    raw.specialty = raw.specialty or more.specialty
    if not (raw.street or raw.postal_code) and more.has_address:
        raw.street, raw.postal_code = more.street, more.postal_code
        raw.locality, raw.country = more.locality or raw.locality, more.country or raw.country
    raw.country = raw.country or more.country
    raw.phones += [number for number in more.phones if number not in raw.phones]
    raw.email = raw.email or more.email
    raw.url = raw.url or more.url
    raw.opening_hours = raw.opening_hours or more.opening_hours
    raw.rating = raw.rating or more.rating
    if raw.latitude is None:
        raw.latitude, raw.longitude = more.latitude, more.longitude
    raw.identifiers += [pair for pair in more.identifiers if pair not in raw.identifiers]
    home.strength = max(home.strength, other.strength)
    home.is_aside = home.is_aside and other.is_aside
    home.is_reviewed = home.is_reviewed or other.is_reviewed
    home.things += other.things


def _standing(drafts: list[Draft]) -> list[Draft]:
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


# ---------------------------------------------------------------- whose the reviews are


def _reviews(met: dict[Thing, Met], drafts: list[Draft], owners: dict[Thing, int]) -> list[tuple[RawReview, Thing]]:
    """Each review once, though it is given in two syntaxes, with what it was read from."""
    found: dict[tuple[str, str, str], tuple[RawReview, Thing]] = {}
    subjects = [index for index, draft in enumerate(drafts) if not draft.is_aside]
    for one in met.values():
        raw = review(one.thing) if one.thing.is_a(kinds.REVIEW) and not one.plays(kinds.ASIDE) else None
        if raw is None:
            continue
        raw.listing = _owner(one, drafts, owners, subjects)
        key = (folded(raw.author), folded(raw.text)[:80], "" if raw.text else (raw.date or ""))
        if any(key):
            known, _ = found.setdefault(key, (raw, one.thing))
            known.rating = known.rating if known.rating is not None else raw.rating
            known.reply = known.reply or raw.reply
            known.date = known.date or raw.date
        if len(found) >= MOST_REVIEWS:
            break
    return list(found.values())


def _owner(met: Met, drafts: list[Draft], owners: dict[Thing, int], subjects: list[int]) -> int | None:
    """The listing that holds the review, that lies around it, that it names, or that is the page's only one."""
    for holder in [parent for parent, _ in met.parts] + [met.thing.within]:
        while holder is not None:
            if holder in owners:
                return owners[holder]
            holder = holder.within
    for reviewed in met.thing.things("itemReviewed"):
        if reviewed in owners:
            return owners[reviewed]
        name, url = folded(reviewed.text("name")), _url_key(reviewed.text("url") or reviewed.id)
        for index, draft in enumerate(drafts):
            if (url and url == draft.url) or (name and name == folded(draft.raw.name)):
                return index
    return subjects[0] if len(subjects) == 1 else None


def _url_key(url: str | None) -> str:
    if not url:
        return ""
    key = url.partition("://")[2] or url
    return key.removeprefix("www.").partition("#")[0].rstrip("/").casefold()
