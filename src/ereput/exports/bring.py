"""Export: what one file states."""

from dataclasses import dataclass

from ereput.model import Listing, Review
from ereput.reading.stated import RawListing, RawReview


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
