"""From what a page states to what ereput keeps: numbers in E.164, days as intervals, no reviewer's name."""

import re
from dataclasses import dataclass

from ereput.model import Address, Evidence, Identifier, Interval, Listing, Rating, Review, Seen
from ereput.parsing.days import day_interval
from ereput.parsing.facts import fact
from ereput.parsing.phones import phone
from ereput.reading.countries import country_code, country_of_page
from ereput.reading.stated import RawListing, RawRating, RawReview
from ereput.sites import plain, profile_id, recognised

LONGEST_TEXT = 20_000
HIDDEN = "[…]"
_WORDS = re.compile(r"[^\W\d_]{2,}")
# Words that stand where no name is given.
_NOBODY = frozenset("anonyme anonymous patient patiente utilisateur utilisatrice google user visiteur client cliente "
                    "the une un le la les de du des von van del invité guest membre member".split())  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What is the same for all that one page states."""

    evidence: Evidence
    seen: Seen
    url: str  # the page's own address, "" when it is not known
    title: str | None
    language: str | None

    def days(self, text: str | None) -> Interval | None:
        """The days that a text means; None where there is none."""
        return day_interval(text, self.evidence.retrieved_at, self.language) if text else None


def listing(raw: RawListing, page: Surroundings, is_subject: bool) -> Listing:
    """The listing that is kept; the page's address is its own when the page is about nothing else."""
    country = country_code(raw.country)
    numbering = country or country_of_page(page.url or raw.url or "", page.language)
    stated = raw.url if raw.url and plain(raw.url) else None  # no `javascript:`, whoever shows it
    url, website = _addresses(stated, page.url if is_subject else "")
    owner = recognised(url or page.url)
    return Listing(
        evidence=page.evidence,
        url=url,
        website=website,
        id=profile_id(url) if url else None,
        site=owner.key if owner else None,
        seen=page.seen,
        name=raw.name,
        title=page.title if is_subject else None,
        specialty=raw.specialty,
        types=raw.types,
        address=Address(
            street=fact(raw.street), postal_code=fact(raw.postal_code), locality=fact(raw.locality), country=country
        ),
        phones=tuple(dict.fromkeys(n for n in (phone(text, numbering) for text in raw.phones) if n)),
        email=raw.email,
        opening_hours=raw.opening_hours,
        identifiers=tuple(Identifier(system=system, value=value) for system, value in raw.identifiers),
        rating=mark(raw.rating),
        latitude=raw.latitude,
        longitude=raw.longitude,
    )


def _addresses(stated: str | None, page: str) -> tuple[str | None, str | None]:
    """The page that a person can open, and the practice's own site when the page names another one."""
    if not page:
        return stated, None
    if not stated or _host(stated) == _host(page):
        return (stated if stated and recognised(page) is None else page), None
    return page, stated


def _host(url: str) -> str:
    return (plain(url) or url).partition("/")[0]


def mark(raw: RawRating | None) -> Rating | None:
    """A rating on a whole scale; schema.org's own is 1 to 5. None where the mark lies outside its scale."""
    if raw is None or raw.value is None:
        return None
    best = raw.best if raw.best is not None else 5.0
    worst = raw.worst if raw.worst is not None else min(1.0, raw.value)
    if not worst <= raw.value <= best or worst >= best:
        return None
    return Rating(value=raw.value, best=best, worst=worst, count=raw.count)


def review(raw: RawReview, of: Listing | None, page: Surroundings) -> Review:
    """The review that is kept, under its listing; under the page where the page does not say whose it is."""
    rating = RawRating(value=raw.rating, best=raw.best, worst=raw.worst)
    return Review(
        evidence=page.evidence,
        listing=of.key if of else page.evidence.url,
        site=of.site if of else None,
        id=raw.id,
        text=raw.text[:LONGEST_TEXT] if raw.text else None,
        language=raw.language or page.language,
        rating=mark(rating),
        published=page.days(raw.date) or Interval(),
        edited=page.days(raw.edited),
        reply=without_name(raw.reply, raw.author)[:LONGEST_TEXT] if raw.reply else None,
        replied=page.days(raw.replied),
        is_cut=raw.is_cut,
    )


def without_name(text: str, author: str | None) -> str:
    """A reply without the words of the reviewer's name."""
    words = {word for word in _WORDS.findall(author or "") if word.casefold() not in _NOBODY}
    if not words:
        return text
    pattern = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)[:10])
    return re.sub(rf"(?<!\w)(?:{pattern})(?!\w)", HIDDEN, text, flags=re.IGNORECASE)
