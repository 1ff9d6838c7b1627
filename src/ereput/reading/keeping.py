"""From what a page states to what ereput keeps: numbers in E.164, days as intervals, no reviewer's name."""

import re
from collections.abc import Callable

from ereput.model import Address, Evidence, Identifier, Interval, Listing, Rating, Review, Seen
from ereput.parsing.phones import phone
from ereput.reading.countries import country_code, country_of_page
from ereput.reading.stated import RawListing, RawRating, RawReview

Days = Callable[[str | None], Interval | None]

LONGEST_TEXT = 20_000
HIDDEN = "[…]"
_WORDS = re.compile(r"[^\W\d_]{2,}")
# Words that stand where no name is given.
_NOBODY = frozenset("anonyme anonymous patient patiente utilisateur utilisatrice google user visiteur client cliente "
                    "the une un le la les de du des von van del invité guest membre member".split())  # fmt: skip


def listing(raw: RawListing, evidence: Evidence, seen: Seen, title: str | None, language: str | None) -> Listing:
    """The listing that is kept."""
    country = country_code(raw.country)
    numbering = country or country_of_page(evidence.url, language)
    return Listing(
        evidence=evidence,
        url=raw.url,
        seen=seen,
        name=raw.name,
        title=title,
        specialty=raw.specialty,
        types=raw.types,
        address=Address(street=raw.street, postal_code=raw.postal_code, locality=raw.locality, country=country),
        phones=tuple(dict.fromkeys(n for n in (phone(text, numbering) for text in raw.phones) if n)),
        email=raw.email,
        opening_hours=raw.opening_hours,
        identifiers=tuple(Identifier(system=system, value=value) for system, value in raw.identifiers),
        rating=mark(raw.rating),
        latitude=raw.latitude,
        longitude=raw.longitude,
    )


def mark(raw: RawRating | None) -> Rating | None:
    """A rating on a whole scale; schema.org's own is 1 to 5. None where the mark lies outside its scale."""
    if raw is None or raw.value is None:
        return None
    best = raw.best if raw.best is not None else 5.0
    worst = raw.worst if raw.worst is not None else min(1.0, raw.value)
    if not worst <= raw.value <= best or worst >= best:
        return None
    return Rating(value=raw.value, best=best, worst=worst, count=raw.count)


def review(raw: RawReview, of: str, evidence: Evidence, language: str | None, days: Days) -> Review:
    """The review that is kept, under the listing of that key."""
    rating = RawRating(value=raw.rating, best=raw.best, worst=raw.worst)
    return Review(
        evidence=evidence,
        listing=of,
        id=raw.id,
        text=raw.text[:LONGEST_TEXT] if raw.text else None,
        language=raw.language or language,
        rating=mark(rating),
        published=days(raw.date) or Interval(),
        edited=days(raw.edited),
        reply=without_name(raw.reply, raw.author)[:LONGEST_TEXT] if raw.reply else None,
        replied=days(raw.replied),
        is_cut=raw.is_cut,
    )


def without_name(text: str, author: str | None) -> str:
    """A reply without the words of the reviewer's name."""
    words = {word for word in _WORDS.findall(author or "") if word.casefold() not in _NOBODY}
    if not words:
        return text
    pattern = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)[:10])
    return re.sub(rf"(?<!\w)(?:{pattern})(?!\w)", HIDDEN, text, flags=re.IGNORECASE)
