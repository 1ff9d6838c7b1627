"""GDELT, an index of the world's online news over the last three months; often saturated."""

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from urllib.parse import urlencode

from ereput.errors import Broken, Limited, Skipped, Throttled
from ereput.model import Item, Mention, Practitioner, Search
from ereput.page import Page, Record
from ereput.parsing.names import folded
from ereput.sites import plain, recognised
from ereput.sites.results import not_after, quoted
from ereput.sites.snippets import cleaned
from ereput.source import About, Kind, Lead, Request, Source

_ILLEGAL = re.compile(r"[\x00-\x1f]")  # JSON allows none of them inside a text, and GDELT lets some through
_MOST = 50
_LANGUAGES = {"French": "fr", "English": "en"}


class GDELT(Source):
    """One question: articles in French of the last three months that hold the name as a phrase."""

    about = About(
        name="gdelt",
        title="GDELT DOC 2.0",
        kind=Kind.NEWS,
        home="https://www.gdeltproject.org",
        base_url="https://api.gdeltproject.org",
        terms="https://www.gdeltproject.org/about.html#termsofuse",
        licence="open for any use, with citation",
        attribution="The GDELT Project (www.gdeltproject.org)",
        seconds_between_requests=6.0,  # it asks for one in five
        gives=frozenset({Lead.PAGES}),
        known_from="a public client and its recorded answers; refusals even of a first call are reported since "
        "July 2026; certain for the shape",
    )

    def search(self, who: Practitioner) -> Iterable[Request]:
        if not folded(who.family):
            raise Skipped("not asked: the family name has no letters")
        query = _query(who)
        question = {
            "query": f"{query} sourcelang:french",
            "mode": "artlist",
            "format": "json",
            "maxrecords": str(_MOST),
            "timespan": "3m",
            "sort": "datedesc",
        }
        yield Request(url=f"{self.base_url}/api/v2/doc/doc?{urlencode(question)}", then=partial(self.articles, query))

    def articles(self, query: str, page: Page) -> Iterable[Item]:
        answer = _answer(page)
        rows = answer.records("articles") if len(answer) else []  # {} is none
        yield Search(evidence=page.evidence, query=query, results=len(rows))
        seen: set[str] = set()
        for row in rows:
            url = row.text("url")
            if plain(url) and url not in seen:
                seen.add(url)
                yield _mention(url, row, query, page)
        if len(rows) >= _MOST:
            raise Limited("read the latest {count} articles, as many as GDELT shows", count=_MOST)


def _query(who: Practitioner) -> str:
    """The name as a phrase; a family name alone is no phrase, and too little without the town."""
    if who.given:
        return quoted(who.name)
    words = re.findall(r"\w+(?:['’-]\w+)*", who.family)  # `-` before a word, `:` and brackets would be operators
    family = quoted(" ".join(words)) if len(words) > 1 else "".join(words)
    return " ".join(filter(None, (family, who.address.locality and quoted(who.address.locality))))


def _answer(page: Page) -> Record:
    """The JSON object. Raises Throttled or Broken with GDELT's own sentence, which comes as text under 200."""
    text = _ILLEGAL.sub(" ", page.text).strip()
    if not text.startswith("{"):
        sentence = cleaned(text)[:200] or "an empty answer"
        raise Throttled(sentence) if sentence.startswith("Please limit requests") else Broken(sentence)
    return replace(page, body=text.encode(), headers={}).record()


def _mention(url: str, row: Record, query: str, page: Page) -> Mention:
    owner = recognised(url)
    return Mention(
        evidence=page.evidence,
        url=url,
        title=cleaned(row.maybe_text("title")) or url,
        site=owner.key if owner else None,
        published=not_after(row.maybe_text("seendate"), page),  # the day of the crawl
        language=_LANGUAGES.get(row.maybe_text("language") or ""),
        query=query,
    )
