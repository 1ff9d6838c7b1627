"""Web pages: those that the search engines led to, and those that the user names, read where robots.txt agrees."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from ereput.errors import Broken, Limited, Skipped
from ereput.leads import MOST_PAGES
from ereput.model import Item, Listing, Mention, Practitioner, Seen
from ereput.page import Page
from ereput.parsing.names import folded
from ereput.reading import read_html
from ereput.sites import may_read, recognised
from ereput.sites.snippets import bears_name, cleaned
from ereput.source import About, Kind, Lead, Leads, PageLead, Request, Source
from ereput.words import N_

_ANSWERS = (200, 404, 410)
_MOST_OF_A_HOST = 2
_MOST_CHARACTERS = 300  # of the sentence that names the practitioner
_PAPERS = frozenset(
    ".pdf .doc .docx .odt .xls .xlsx .ppt .csv .zip .gz .xml .json .txt "
    ".jpg .jpeg .png .gif .webp .svg .mp3 .mp4".split()
)
_HTML = ("text/html", "application/xhtml+xml")
_SENTENCES = re.compile(r"\n+|(?<=[.!?…])(?<!\bDr\.)(?<!\bPr\.)(?<!\bM\.)\s+")


class WebPages(Source):
    """Reads each page once: the listings and reviews that it states, or the sentence that names the practitioner."""

    about = About(
        name="web_pages",
        title="Web pages",
        kind=Kind.PAGES,
        home="https://www.rfc-editor.org/rfc/rfc9309",
        base_url="",
        terms="https://www.rfc-editor.org/rfc/rfc9309",  # each site has its own; robots.txt is asked everywhere
        seconds_between_requests=1.0,
        asks_robots=True,
        takes=frozenset({Lead.PAGES}),
        known_from="HTML and schema.org as published; each site differs, and sites/ says which are never read",
    )

    def search(self, who: Practitioner) -> Iterator[Request]:
        """The pages that the user named, at their word: whatever `sites` says, and wherever they lead."""
        for url in who.pages:
            yield Request(url=url, answers=_ANSWERS, wants_page=True, then=partial(self.named, who))

    def follow(self, who: Practitioner, leads: Leads) -> Iterator[Request]:
        """Raises Skipped where nothing is worth reading: with engines that refused, that silence means nothing.

        Raises Limited, after the requests, when there were more pages worth reading than are read.
        """
        found = [lead for lead in leads.pages if _is_worth_reading(who, lead)]
        chosen = _first_of_each_host(found)[:MOST_PAGES]
        if not (chosen or who.pages):
            raise Skipped("not asked: nothing led to a page that bears the name")
        for lead in chosen:
            yield Request(
                url=lead.url,
                answers=_ANSWERS,
                wants_page=True,
                may_lead_to=may_read,
                then=partial(self.found, who, lead),
            )
        if len(chosen) < len(found):
            raise Limited(
                "read {count} of {all} pages that bear the name, at most two of a site",
                count=len(chosen),
                all=len(found),
            )

    def named(self, who: Practitioner, page: Page) -> Iterable[Item]:
        """A page that the user named must be there."""
        if page.status != 200:
            raise Broken("the page you named is not there ({status})", status=f"HTTP {page.status}")
        yield from self._read(who, "", page)

    def found(self, who: Practitioner, lead: PageLead, page: Page) -> Iterable[Item]:
        """A page that an engine found may be gone since."""
        if page.status == 200:
            yield from self._read(who, lead.title, page)

    def _read(self, who: Practitioner, title: str, page: Page) -> Iterable[Item]:
        """Raises Broken, after what could be read, for what could not."""
        if (page.media_type or "text/html") not in _HTML or page.body.startswith(b"%PDF"):
            raise Broken("{kind}, where a web page was due", kind=page.media_type or N_("a PDF"))
        reading = read_html(page.text, page.url, page.evidence, Seen.PAGE)
        yield from reading.listings
        yield from reading.reviews
        if not any(_bears(who, listing) for listing in reading.listings):
            yield from _mention(who, reading.text, reading.title or title, page)
        if reading.problems:
            problems = "; ".join(reading.problems)
            raise Broken(problems)


def _is_worth_reading(who: Practitioner, lead: PageLead) -> bool:
    """A web page, on a site that does not say no, with the family name in its title, snippet or address."""
    path = PurePosixPath(urlsplit(lead.url).path) if may_read(lead.url) else None
    return (
        path is not None
        and path.suffix.lower() not in _PAPERS
        and bears_name(who, (lead.title, lead.snippet, lead.url))
    )


def _first_of_each_host(leads: Iterable[PageLead]) -> list[PageLead]:
    read: Counter[str] = Counter()
    chosen = []
    for lead in leads:
        host = (urlsplit(lead.url).hostname or "").removeprefix("www.")
        read[host] += 1
        if read[host] <= _MOST_OF_A_HOST:
            chosen.append(lead)
    return chosen


def _bears(who: Practitioner, listing: Listing) -> bool:
    return bears_name(who, filter(None, (listing.name, listing.practice)))


def _mention(who: Practitioner, text: str, title: str, page: Page) -> Iterable[Mention]:
    """The page with its first sentence that names the practitioner; nothing where none does."""
    first, last = folded(who.given), folded(who.family)
    names = {f" {first} {last} ", f" {last} {first} "} if first else {f" {last} "}
    for sentence in _SENTENCES.split(text) if last else ():
        if any(name in f" {folded(sentence)} " for name in names):
            owner = recognised(page.url)
            yield Mention(
                evidence=page.evidence,
                url=page.url,
                title=cleaned(title) or page.url,
                snippet=cleaned(_cut(sentence, last.split()[0])),
                site=owner.key if owner else None,
            )
            return


def _cut(sentence: str, word: str) -> str:
    """At most 300 characters of a sentence around a word, cut between words."""
    words = sentence.split()
    here = next((at for at, each in enumerate(words) if word in folded(each)), 0)
    first, last = here, here + 1
    while (first or last < len(words)) and len(" ".join(words[max(0, first - 1) : last + 1])) <= _MOST_CHARACTERS - 4:
        first, last = max(0, first - 1), min(len(words), last + 1)
    return f"{'… ' * (first > 0)}{' '.join(words[first:last])}{' …' * (last < len(words))}"[:_MOST_CHARACTERS]
