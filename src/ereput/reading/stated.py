"""What a page states, in its own words: before anything is brought to one form, and with reviewers' names."""

from dataclasses import dataclass, field


@dataclass(slots=True, kw_only=True)
class RawRating:
    """A mark as stated; a scale that the page does not state is None."""

    value: float | None = None
    best: float | None = None
    worst: float | None = None
    count: int | None = None


@dataclass(slots=True, kw_only=True)
class RawListing:
    """A listing as stated."""

    name: str | None = None
    types: tuple[str, ...] = ()
    specialty: str | None = None
    street: str | None = None
    postal_code: str | None = None
    locality: str | None = None
    country: str | None = None
    phones: list[str] = field(default_factory=list)
    email: str | None = None
    url: str | None = None
    opening_hours: str | None = None  # Mo-Fr 09:00-18:00; Sa 09:00-12:00
    rating: RawRating | None = None
    latitude: float | None = None
    longitude: float | None = None
    identifiers: list[tuple[str, str]] = field(default_factory=list)

    @property
    def has_address(self) -> bool:
        return bool(self.street or self.postal_code or self.locality or self.country)


@dataclass(slots=True, kw_only=True)
class RawReview:
    """A review as stated, the reviewer's name among it: for `read --authors` and the benchmark only."""

    author: str | None = None
    date: str | None = None
    edited: str | None = None
    rating: float | None = None
    best: float | None = None
    worst: float | None = None
    text: str | None = None
    reply: str | None = None
    replied: str | None = None
    language: str | None = None
    id: str | None = None
    listing: int | None = None  # which of the listings it stands under
    is_cut: bool = False
