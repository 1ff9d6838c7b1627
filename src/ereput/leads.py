"""What a first round of answers leads to: pages worth reading, and where the practitioner works. Pure."""

from ereput.model import Harvest, Mention, Place, Practitioner
from ereput.source import Leads, PageLead

MOST_PAGES = 12  # read in one audit, those that the user named aside
_GRAINS = ("address", "street", "town")


def leads(who: Practitioner, harvests: tuple[Harvest, ...]) -> Leads:
    """Pages in the order in which they deserve reading, each once; the finest position."""
    named = [PageLead(url=url, is_named_by_user=True) for url in who.pages]
    found = sorted(_mentions(harvests), key=lambda m: (m.rank or 99, m.url))
    pages = {
        page.url: page
        for page in [*[PageLead(url=m.url, title=m.title, snippet=m.snippet or "") for m in found], *named]
    }
    excluded = set(who.not_pages)
    ours = [page for page in pages.values() if page.is_named_by_user]
    others = [page for page in pages.values() if not page.is_named_by_user and page.url not in excluded]
    return Leads(pages=tuple(ours + others), position=_position(harvests))


def _mentions(harvests: tuple[Harvest, ...]) -> list[Mention]:
    return [item for harvest in harvests for item in harvest.items if isinstance(item, Mention)]


def _position(harvests: tuple[Harvest, ...]) -> Place | None:
    places = [item for harvest in harvests for item in harvest.items if isinstance(item, Place)]
    return min(places, key=lambda place: _GRAINS.index(place.grain), default=None)
