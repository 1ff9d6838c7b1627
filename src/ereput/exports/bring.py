"""Export: what one file states; and what several state together."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from ereput.model import Listing, Review, Status
from ereput.reading.stated import RawListing, RawReview
from ereput.words import N_

LATE = N_("reading took longer than is allowed: what was read until then is kept (see --seconds)")
STOPPED = N_("reading this file took longer than is allowed and was stopped (see --seconds)")
TOO_LARGE = N_("reading this file takes more than 480 MB of memory; it was not read")
LONG = N_("only the first 8 MB of the page were read")
LONG_FILE = N_("only the first 64 MB of the file were read")
LONG_TABLE = N_("only the first 50 000 rows of the table were read")
MANY_PAGES = N_("more than 300 pages: the first of them were read")
LACKING = N_("this export counts more reviews than it holds: bring its other pages too")
REFUSED = N_("the site showed a refusal or a captcha in place of this page: open it again, save it once you see it")
NOT_THERE = N_("the site said that this page is not there")
THROTTLED = N_("the site said that it is asked too often: open the page later, and save it again")
FAILED = N_("an error was shown in place of this page: open it later, and save it again")
COOKIES = N_("only a question about cookies stands there: answer it, and save the page again")
# What stood in the way of a page.
OBSTACLES = {
    REFUSED: Status.REFUSED,
    NOT_THERE: Status.NOTHING,
    THROTTLED: Status.THROTTLED,
    FAILED: Status.UNREACHABLE,
    COOKIES: Status.REFUSED,
}
# Our own stops, not the file's faults.
LIMITS = frozenset({LATE, STOPPED, TOO_LARGE, LONG, LONG_FILE, LONG_TABLE, MANY_PAGES})


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """What a file that somebody brought states; `raw` and `raw_listings` keep its own words, in the same order."""

    file: str  # as it was given
    url: str | None = None  # the page's own address, where the file states it
    listings: tuple[Listing, ...] = ()
    reviews: tuple[Review, ...] = ()
    problems: tuple[str, ...] = ()
    raw: tuple[RawReview, ...] = ()
    raw_listings: tuple[RawListing, ...] = ()

    @property
    def is_readable(self) -> bool:
        """Something was read, or nothing stood in the way."""
        return bool(self.listings or self.reviews or not self.problems)

    @property
    def says_something(self) -> bool:
        return bool(self.listings or self.reviews)


def gathered(file: str, parts: Iterable[Export], problems: Iterable[str] = ()) -> Export:
    """Several exports as one: what two of them state is kept once, under the first."""
    said: list[str] = list(problems)
    listings: dict[str, tuple[Listing, RawListing]] = {}
    reviews: dict[str, tuple[Review, RawReview]] = {}
    urls: list[str] = []
    for part in parts:
        said += part.problems
        if part.url and part.says_something:
            urls.append(part.url)
        _add(part, listings, reviews)
    return Export(
        file=file,
        url=urls[0] if len(set(urls)) == 1 else None,
        listings=tuple(one for one, _ in listings.values()),
        reviews=tuple(one for one, _ in reviews.values()),
        problems=tuple(dict.fromkeys(said)),
        raw=tuple(raw for _, raw in reviews.values()),
        raw_listings=tuple(raw for _, raw in listings.values()),
    )


def _add(
    part: Export, listings: dict[str, tuple[Listing, RawListing]], reviews: dict[str, tuple[Review, RawReview]]
) -> None:
    """Adds what is new; what one page states twice, it states twice for a reason of its own."""
    known, read = set(listings), set(reviews)
    keys: list[str] = []
    for number, (one, raw) in enumerate(zip(part.listings, part.raw_listings, strict=True)):
        key = one.key
        if key not in known:
            key = f"{key}\0{number}" if key in listings else key
            listings[key] = one, raw
        keys.append(key)
    numbers = {key: number for number, key in enumerate(listings)}
    places = [numbers[key] for key in keys]
    for number, (review, words) in enumerate(zip(part.reviews, part.raw, strict=True)):
        key = review.key
        if key in read:
            continue
        under = places[words.listing] if words.listing is not None and words.listing < len(places) else None
        reviews[f"{key}\0{number}" if key in reviews else key] = review, replace(words, listing=under)
