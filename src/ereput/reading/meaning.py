"""Which things of a page are listings, which of them are one, and whose the reviews are."""

from dataclasses import dataclass, field

from ereput.parsing.names import folded
from ereput.reading import kinds
from ereput.reading.facts import listing, specialty
from ereput.reading.items import absolute
from ereput.reading.merging import PIECE, STRONG, WEAK, Draft, family, merged, standing, url_key
from ereput.reading.numbers import rating
from ereput.reading.stated import RawListing, RawReview
from ereput.reading.testimony import review
from ereput.reading.things import Thing, walk

MOST_LISTINGS = 500  # of one page
MOST_REVIEWS = 5_000
_FEWEST_OF_LIST = 2


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
    is_cut: bool  # there were more than MOST_LISTINGS
    subject: RawListing | None  # what the page is about, where it is about one listing only


def understood(roots: list[Thing], base: str) -> Meaning:
    """What the things of a page mean together."""
    met = _met(roots)
    drafted = [draft for draft in (_draft(one, met, base) for one in met.values()) if draft]
    drafts = merged(drafted) or _rated_names(drafted)
    drafts = standing(drafts)
    drafts = _without_pools(drafts)
    _address(drafts, base)
    owners = {thing: index for index, draft in enumerate(drafts) for thing in draft.things}
    found = _reviews(met, drafts, owners)
    return Meaning(
        listings=[draft.raw for draft in drafts][:MOST_LISTINGS],
        reviews=[raw for raw, _ in found],
        testimonies=[thing for _, thing in found],
        is_cut=len(drafts) > MOST_LISTINGS,
        subject=_subject(drafts),
    )


def _rated_names(drafts: list[Draft]) -> list[Draft]:
    """On a page that states no listing, a rating of a name stands for what bears it."""
    named = [draft for draft in drafts if draft.raw.name and draft.raw.rating and draft.things[0].is_a(kinds.RATING)]
    for draft in named:
        draft.strength = STRONG
    return merged(named)


def _without_pools(drafts: list[Draft]) -> list[Draft]:
    """A product that is rated beside several practices pools their marks to please search engines: it is nobody."""
    practices = [draft for draft in drafts if family(draft) != "other" and not draft.is_aside]
    if len(practices) < _FEWEST_OF_LIST:
        return drafts
    return [draft for draft in drafts if kinds.POOLS.isdisjoint(draft.raw.types) or draft in practices]


def _address(drafts: list[Draft], base: str) -> None:
    """In a list, a listing's own page is where its name leads; a name that stands alone may lead anywhere."""
    lacking = [draft for draft in drafts if draft.raw.url is None and draft.things[0].link]
    if len(lacking) > 1:
        for draft in lacking:
            url = absolute(draft.things[0].link, base) or ""
            draft.raw.url = url if url.startswith(("http://", "https://")) else None


def _subject(drafts: list[Draft]) -> RawListing | None:
    """The one listing that a page is about; a product that is rated beside it changes nothing."""
    subjects = [draft for draft in drafts if not draft.is_aside]
    somebody = [draft for draft in subjects if family(draft) != "other"]
    chosen = somebody or subjects
    return chosen[0].raw if len(chosen) == 1 else None


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
        name, url = folded(reviewed.text("name")), url_key(reviewed.text("url") or reviewed.id)
        for index, draft in enumerate(drafts):
            if (url and url == draft.url) or (name and name == folded(draft.raw.name)):
                return index
    return subjects[0] if len(subjects) == 1 else None
