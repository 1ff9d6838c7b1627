"""What there is to judge: each listing and each mention once, and which of them are one page."""

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from ereput.identity.subjects import plain_url
from ereput.model import Census, Listing, Mention, Seen

_RICHNESS = (Seen.SNIPPET, Seen.API, Seen.PAGE, Seen.EXPORT)


def listings(items: Iterable[object]) -> list[Listing]:
    """Each listing once: the same page seen by several engines keeps its richest form, lacking fields filled in."""
    by_key: dict[str, list[Listing]] = {}
    for item in items:
        if isinstance(item, Listing):
            by_key.setdefault(item.key, []).append(item)
    return [_merged(same) for same in by_key.values()]


def _merged(same: list[Listing]) -> Listing:
    ranked = sorted(same, key=_richness, reverse=True)
    first = ranked[0]
    lacking = {}
    for field in Listing.__struct_fields__:
        if field not in ("evidence", "seen") and getattr(first, field) in (None, "", ()):
            values = [value for one in ranked[1:] if (value := getattr(one, field)) not in (None, "", ())]
            if values:
                lacking[field] = values[0]
    return msgspec.structs.replace(first, **lacking) if lacking else first


def _richness(listing: Listing) -> tuple[int, int, str]:
    told = sum(getattr(listing, field) not in (None, "", ()) for field in Listing.__struct_fields__)
    return _RICHNESS.index(listing.seen), told, repr(listing)


def mentions(items: Iterable[object]) -> list[Mention]:
    """Each page once: the best rank, and the longest snippet, are kept."""
    by_url: dict[str, list[Mention]] = {}
    for item in items:
        if isinstance(item, Mention):
            by_url.setdefault(item.url, []).append(item)
    return [min(same, key=_prominence) for same in by_url.values()]


def _prominence(mention: Mention) -> tuple[bool, int, int, str]:
    return not mention.is_page_one, mention.rank or 99, -len(mention.snippet or ""), repr(mention)


def census(items: Iterable[object]) -> dict[bool, int]:
    """How many bear the family name (False), and the full name (True); the greatest count where several say."""
    counts: dict[bool, int] = {}
    for item in items:
        if isinstance(item, Census):
            key = item.given is not None
            counts[key] = max(counts.get(key, 0), item.count)
    return counts


def one_page(listings: Sequence[Listing], mentions: Sequence[Mention]) -> dict[str, str]:
    """Mention key -> listing key, where both are the same page: they are one thing, so they are judged as one.

    Not where several listings stand at that address, which happens on pages of groups.
    """
    by_url: dict[str, list[Listing]] = {}
    for listing in listings:
        if listing.url:
            by_url.setdefault(_page(listing.url), []).append(listing)
    found = ((mention, by_url.get(_page(mention.url), [])) for mention in mentions)
    return {mention.key: same[0].key for mention, same in found if len(same) == 1}


def shown(listings: Sequence[Listing], mentions: Sequence[Mention], twins: Mapping[str, str]) -> list[Listing]:
    """The listings, each with the title and the words that a search engine showed of it where it has none itself."""
    mentioned: dict[str, Mention] = {}
    for mention in sorted(mentions, key=lambda one: one.key):
        if mention.key in twins:
            mentioned.setdefault(twins[mention.key], mention)

    def with_words(listing: Listing) -> Listing:
        if (mention := mentioned.get(listing.key)) is None:
            return listing
        return msgspec.structs.replace(
            listing, title=listing.title or mention.title, snippet=listing.snippet or mention.snippet
        )

    return [with_words(listing) for listing in listings]


def _page(url: str) -> str:
    return f"{plain_url(url)}#{url.partition('#')[2]}"
