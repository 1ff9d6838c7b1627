"""What a first round of answers leads to: pages worth reading, and where the practitioner works. Pure."""

from ereput.model import Harvest, Mention, Place, Practitioner
from ereput.source import Leads, PageLead

MOST_PAGES = 12  # read in one audit, those that the user named aside
_GRAINS = ("address", "street", "town")


def leads(who: Practitioner, harvests: tuple[Harvest, ...]) -> Leads:
    """Pages in the order in which they deserve reading, each once, but for what the user named; the finest position."""
    settled = {*who.pages, *who.not_pages}
    pages: dict[str, PageLead] = {}
    for found in sorted(_mentions(harvests), key=lambda mention: (mention.rank or 99, mention.url)):
        if found.url not in settled:
            pages.setdefault(found.url, PageLead(url=found.url, title=found.title, snippet=found.snippet or ""))
    return Leads(pages=tuple(pages.values()), position=_position(harvests))


def _mentions(harvests: tuple[Harvest, ...]) -> list[Mention]:
    return [item for harvest in harvests for item in harvest.items if isinstance(item, Mention)]


def _position(harvests: tuple[Harvest, ...]) -> Place | None:
    places = [item for harvest in harvests for item in harvest.items if isinstance(item, Place)]
    return min(places, key=lambda place: _GRAINS.index(place.grain), default=None)
