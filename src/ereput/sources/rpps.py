"""RPPS, the register of French health professionals, through data.gouv's Tabular API: no key.

One row is one person at one workplace. The names of the columns come from the resource's profile, since they have
changed before; names are stored in upper case with accents partly kept.
"""

import re
from collections.abc import Iterable, Mapping
from functools import partial
from urllib.parse import quote, urlencode

from ereput.errors import Broken, Limited, Skipped
from ereput.model import Census, Item, Practitioner
from ereput.page import Page, Record
from ereput.parsing.names import folded
from ereput.parsing.rpps import HOME, Row, bears, columns, listings, row
from ereput.source import About, Kind, Reader, Request, Source

PATH = "/api/resources/fffda7e9-0ea2-4c35-bba0-4496f3af935d"  # ps-libreacces-personne-activite
PAGE_SIZE, MOST_PAGES = 50, 2
ANSWERS = (200, 400, 404, 410)
_NEXT = re.compile(r"(?:https?://[\w.:-]+)?(?P<path>/[^#]*)")
_KEPT = "/?%&=+;:,~!*'()@$"  # as they stand in the interface's own link


class Rpps(Source):
    """Asks by number, by name (namesakes are rivals) and for the frequency of the surname: six requests at most."""

    about = About(
        name="rpps",
        title="RPPS (Annuaire Santé, open data)",
        kind=Kind.REGISTER,
        home=HOME,
        base_url="https://tabular-api.data.gouv.fr",
        terms="https://www.etalab.gouv.fr/licence-ouverte-open-licence/",
        licence="Licence Ouverte 2.0",
        attribution="Annuaire Santé (Agence du Numérique en Santé), data.gouv.fr",
        countries=("FR",),
        seconds_between_requests=0.5,  # no limit is published
        known_from="the interface's own code of 18 June 2026 (certain); the table's address and columns from ten "
        "public readers, 2025–2026 (well attested); the columns' JSON types and the rate limit are not established",
    )

    def search(self, who: Practitioner) -> Iterable[Request]:
        """A practitioner with an RPPS number and no family name ("") is asked for by number alone."""
        if not (_number(who) or pattern(who.family)):
            raise Skipped("no RPPS number and no name that could be asked for")
        then = partial(self.profile, who=who)
        yield Request(url=f"{self.base_url}{PATH}/profile/", then=then, answers=ANSWERS)

    def profile(self, page: Page, who: Practitioner) -> Iterable[Request]:
        heads = columns(_answer(page).record("profile")["header"])
        if number := _number(who):
            yield self._question({f"{heads['number']}__exact": number}, partial(self.card, heads=heads))
        if surname := pattern(who.family):
            yield self._by_name(who, heads)
            then = partial(self.surname, who=who)
            yield self._question({f"{heads['family']}__contains": surname}, then, size=1)

    def card(self, page: Page, heads: Mapping[str, str]) -> Iterable[Item]:
        """Every workplace of one number."""
        yield from listings(page.evidence, _rows(_answer(page), heads))

    def names(
        self, page: Page, who: Practitioner, heads: Mapping[str, str], number: int = 1, loose: bool = False
    ) -> Iterable[Item | Request]:
        """Everybody of that name; the practitioner's own rows come from the question by number, where there is one."""
        answer = _answer(page)
        found = [one for one in _rows(answer, heads) if bears(one, who)]
        following = answer.record("links").maybe_text("next")
        if not (found or following or loose) and _filters(who, heads, loose=True) != _filters(who, heads):
            yield self._by_name(who, heads, loose=True)  # typed without the accents that the register kept
            return
        if number == 1 and pattern(who.given):
            # People are counted when every row was read; else the register's own count, of rows, is all there is.
            count = _total(answer) if following else len({one["number"] for one in found})
            yield Census(evidence=page.evidence, family=who.family, given=who.given, count=count)
        yield from listings(page.evidence, [one for one in found if one["number"] != _number(who)])
        if following and number == MOST_PAGES:
            raise Limited(
                "read the first {count} of {all} rows of that name", count=PAGE_SIZE * MOST_PAGES, all=_total(answer)
            )
        if following:
            then = partial(self.names, who=who, heads=heads, number=number + 1, loose=loose)
            yield Request(url=_elsewhere(self.base_url, following), then=then, answers=ANSWERS)

    def surname(self, page: Page, who: Practitioner) -> Iterable[Item]:
        """How many rows bear the surname, or one that contains it."""
        yield Census(evidence=page.evidence, family=who.family, count=_total(_answer(page)))

    def _by_name(self, who: Practitioner, heads: Mapping[str, str], loose: bool = False) -> Request:
        return self._question(_filters(who, heads, loose), partial(self.names, who=who, heads=heads, loose=loose))

    def _question(self, filters: Mapping[str, str], then: Reader, size: int = PAGE_SIZE) -> Request:
        query = urlencode({**filters, "page": 1, "page_size": size}, quote_via=quote)
        return Request(url=f"{self.base_url}{PATH}/data/?{query}", then=then, answers=ANSWERS)


def _filters(who: Practitioner, heads: Mapping[str, str], loose: bool = False) -> dict[str, str]:
    """Surname and given name; without a given name, surname and town."""
    filters = {f"{heads['family']}__contains": pattern(who.family, loose)}
    if pattern(who.given):
        filters[f"{heads['given']}__contains"] = pattern(who.given, loose)
    elif (town := pattern(who.address.locality)) and "town" in heads:
        filters[f"{heads['town']}__contains"] = town
    return filters


def pattern(text: str | None, loose: bool = False) -> str:
    """What `contains` is to look for, "" when hardly a letter would be left of it.

    `_` is its wildcard for one character; here it stands for all but plain letters and digits, so that "HÉLÈNE" finds
    "HELENE", "JEAN-PAUL" finds "JEAN PAUL", and a wildcard in a name is only a character. Loose: for vowels and C too.
    """
    upper = " ".join((text or "").upper().split())
    if not any("A" <= letter <= "Z" for letter in upper):
        upper = folded(text).upper()  # another alphabet
    kept = "BDFGHJKLMNPQRSTVWXZ0123456789" if loose else "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
    asked = "".join(c if c in kept else "%" if c in "ŒÆ" else "_" for c in upper)
    enough = sum(c in kept for c in asked) > 1
    return asked if enough else pattern(text) if loose else ""


def _rows(answer: Record, heads: Mapping[str, str]) -> list[Row]:
    return [row(one, heads) for one in answer.records("data")]


def _answer(page: Page) -> Record:
    """The answer; Broken with the interface's own words for an error, in JSON or in plain text."""
    if page.status == 200:
        return page.record()
    if page.media_type == "application/json":
        errors = page.record().records("errors")
        raise Broken(f"{page.status}: {'; '.join(str(e.get('detail') or e.get('title')) for e in errors)[:300]}")
    raise Broken(f"{page.status}: {page.text.strip().removeprefix(f'{page.status}: ')[:300]}")


def _total(answer: Record) -> int:
    return answer.record("meta").count("total")


def _elsewhere(base_url: str, link: str) -> str:
    """The address of the next page on the host that was asked: the interface names its own."""
    if not (found := _NEXT.fullmatch(link)):
        raise Broken(f"the next page is nowhere: {link[:60]!r}")
    return base_url + quote(found["path"], safe=_KEPT)


def _number(who: Practitioner) -> str | None:
    number = (who.rpps or "").replace(" ", "")
    return number if len(number) == 11 and number.isdecimal() else None
