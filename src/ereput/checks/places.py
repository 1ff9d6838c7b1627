"""How a site is named in a sentence."""

from urllib.parse import urlsplit

from ereput.model import Listing, Review
from ereput.sites import recognised, site


def place(of: Listing | Review) -> str:
    """The site's own name, else the host of its address, else the source."""
    # The key of a listing that has no number on its site ends in its address.
    url = of.url if isinstance(of, Listing) else of.listing.partition(":")[2]
    row = site(of.site or "") or (recognised(url) if url else None)
    return row.name if row else _host(url) or of.evidence.source


def _host(url: str | None) -> str:
    try:
        return (urlsplit(url or "").hostname or "").removeprefix("www.")
    except ValueError:
        return ""
