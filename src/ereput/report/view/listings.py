"""The listings that are, or may be, the practitioner's, each field beside the identity card."""

from ereput.figures.fields import Compared, Field, compared
from ereput.model import Judgement, Listing, Match, Rating, Seen
from ereput.parsing import hours, specialties
from ereput.parsing.phones import as_dialled
from ereput.parsing.towns import written
from ereput.report.inert import inert, web_address
from ereput.report.view.details import ListingRow, Listings, Mark
from ereput.report.view.given import Given
from ereput.report.view.quarters import by_quarter, quarters
from ereput.report.view.shapes import Link, Number
from ereput.report.view.verdict import field_name
from ereput.sites import Control, Site
from ereput.sites import Kind as SiteKind
from ereput.words import N_, Words

# Each class of difference: its sign, and the word for it; the worst first.
_MARKS = {
    Compared.DIFFERENT: ("✗", N_("different")),
    Compared.FORMER: ("✗", N_("former")),
    Compared.TOWN_ONLY: ("○", N_("town only")),
    Compared.FORMATTING: ("~", N_("same, written otherwise")),
    Compared.SAME: ("✓", N_("same")),
    Compared.MISSING: ("–", N_("not shown")),
    Compared.UNSEEN: ("·", N_("not seen")),
    Compared.UNKNOWN: ("?", N_("cannot be compared")),
}
_SIGNS = {
    "✓": N_("same"),
    "~": N_("written otherwise"),
    "○": N_("town only"),
    "✗": N_("different or old"),
    "–": N_("not on its page"),
    "·": N_("not seen"),
    "?": N_("cannot be compared"),
}
_WORST_FIRST = tuple(_MARKS)
_WRONG = (Compared.DIFFERENT, Compared.FORMER)
# The columns of the report, and the compared fields that each stands for.
_COLUMNS = {
    "name": ("name",),
    "address": ("street", "town"),
    "phone": ("phone",),
    "specialty": ("specialty",),
    "hours": ("hours",),
}

SUREST = 0.99
_SEEN = {
    Seen.PAGE: (N_("its page"), N_("its page was read")),
    Seen.SNIPPET: (N_("snippet"), N_("seen in a search snippet; its page was not read")),
    Seen.EXPORT: (N_("your file"), N_("read in a file that you brought")),
    Seen.API: (N_("open data"), N_("read from a documented interface")),
}
_REGISTER = (N_("register"), N_("read from the register"))

# Who decides what stands on a page, by key.
HOLDERS = {
    "own": N_("you"),
    "claimable": N_("claimable"),
    "official": N_("official"),
    "third_party": N_("third party"),
    "unknown": N_("unknown"),
}
_HELD = {
    "own": N_("held by you"),
    "claimable": N_("you can claim it"),
    "official": N_("held by a public body"),
    "third_party": N_("held by a third party"),
    "unknown": N_("who holds it is not known"),
}
_CONTROL = {
    Control.OWNED: "own",
    Control.CLAIMABLE: "claimable",
    Control.OFFICIAL: "official",
    Control.THIRD_PARTY: "third_party",
    Control.UNKNOWN: "unknown",
}

_SURE = {Judgement.SAME: N_("sure"), Judgement.UNSURE: N_("maybe"), Judgement.DIFFERENT: N_("no")}


def listings(given: Given) -> Listings:
    words = given.words
    rows = tuple(_row(given, match) for match in sorted(given.listings, key=lambda m: order(given, m)))
    return Listings(
        title=words.say("Listings"),
        headings=(
            words.say("site"),
            words.say("yours?"),
            words.say("held by"),
            words.say("name"),
            words.say("addr."),
            words.say("tel."),
            words.say("rating"),
            words.say("reviews"),
            words.say("seen in"),
        ),
        field_headings=(
            words.say("field"),
            words.say("your card"),
            words.say("the listing"),
            words.say("comparison"),
        ),
        rows=rows,
        signs={sign: words.say(told) for sign, told in _SIGNS.items()},
        snippet=words.say("snippet: its page was not read"),
        nothing=_nothing(given),
        more={n: _more(words, n) for n in range(1, len(rows) + 1)},
    )


def _nothing(given: Given) -> str:
    """None found, or none looked at: not the same."""
    if not given.audit.coverage.answered:
        return given.words.say("Unknown: no source answered.")
    return given.words.say("No listing was found that is yours.")


def holder(given: Given, url: str | None, site: Site | None, is_claimed: bool | None) -> str:
    """Who decides what stands there: a key of HOLDERS."""
    if is_claimed or _is_own(given, url, site):
        return "own"
    return _CONTROL[site.control] if site else "unknown"


def _is_own(given: Given, url: str | None, site: Site | None) -> bool:
    """A page of the practitioner's own web site, or one that they named; a site of many is nobody's own."""
    who = given.audit.practitioner
    if site is not None or not url:
        return False
    return url in who.pages or (bool(who.website) and given.host(who.website) == given.host(url))


def _more(words: Words, count: int) -> str:
    return words.plural("… and {count:n} more (HTML report)", "… and {count:n} more (HTML report)", count)


def order(given: Given, match: Match) -> tuple[bool, bool, int, str, str]:
    """Own ones first; of those, what is wrong first, then what most people rated."""
    listing = match.listing
    assert isinstance(listing, Listing)
    is_wrong = any(field.compared in _WRONG for field in compared(given.audit.practitioner, listing).values())
    count = listing.rating.count or 0 if listing.rating else 0
    return (match.judgement is not Judgement.SAME, not is_wrong, -count, given.place(listing).casefold(), listing.key)


def _row(given: Given, match: Match) -> ListingRow:
    listing, words = match.listing, given.words
    assert isinstance(listing, Listing)
    site = given.site_of(listing)
    seen_word, seen_sentence = _seen(listing, site)
    count = listing.rating.count if listing.rating else None
    held = holder(given, listing.url, site, listing.is_claimed)
    return ListingRow(
        key=inert(listing.key, 300),
        site=given.place(listing),
        detail=_detail(given, listing) if match.judgement is not Judgement.SAME else "",
        link=Link(text=inert(listing.name or listing.title or given.place(listing), 80), url=web_address(listing.url)),
        judgement=match.judgement.value,
        probability=_probability(given, match.probability),
        sure=_sure(words, match),
        control=words.say(HOLDERS[held]),
        held=words.say(_HELD[held]),
        marks=_marks(given, listing),
        rating=_stars(given, listing.rating),
        count=given.whole(count) if count is not None else None,
        counted=words.plural("{count:n} review", "{count:n} reviews", count) if count else "",
        seen=listing.seen.value,
        seen_word=words.say(seen_word),
        seen_sentence=words.say(seen_sentence),
        claim=() if held == "own" else _claim(given, site),
        trend=quarters(given, by_quarter(given.reviews_under.get(listing.key, ()))),
    )


def _detail(given: Given, listing: Listing) -> str:
    """Specialty and town, else the end of the address on the web."""
    specialty = specialties.told(listing.specialty, given.words.language)
    told = [inert(text, 40) for text in (specialty, written(listing.address.locality)) if text]
    return ", ".join(told) or inert((listing.url or "").rstrip("/").rpartition("/")[2], 40)


def _probability(given: Given, probability: float) -> Number:
    """Never a hundred in a hundred."""
    told = given.percent(min(probability, SUREST))
    return told if probability <= SUREST else Number(value=told.value, text=f"≥ {told.text}")


def _sure(words: Words, match: Match) -> str:
    """Whether it is theirs, and whether a person said so."""
    if any(signal.feature == "told" for signal in match.signals):
        return words.say("confirmed by you") if match.judgement is Judgement.SAME else words.say("left open by you")
    return words.say(_SURE[match.judgement])


def _seen(listing: Listing, site: Site | None) -> tuple[str, str]:
    if listing.seen is Seen.API and (listing.evidence.source in ("rpps", "annuaire_sante")):
        return _REGISTER
    if listing.seen is Seen.API and site and site.kind is SiteKind.REGISTER:
        return _REGISTER
    return _SEEN[listing.seen]


def _stars(given: Given, rating: Rating | None) -> Number | None:
    """A mark; none where nobody gave one, as templates of pages state nought."""
    if rating is None or rating.count == 0 or not (rating.value or rating.count):
        return None
    return given.decimal(rating.stars)


def _claim(given: Given, site: Site | None) -> tuple[Link, ...]:
    if site is None or site.claim is None:
        return ()
    return (Link(text=site.claim.to(given.words.language), url=web_address(site.claim.url)),)


def _marks(given: Given, listing: Listing) -> tuple[Mark, ...]:
    fields = compared(given.audit.practitioner, listing)
    return tuple(_mark(given, column, [fields[name] for name in names]) for column, names in _COLUMNS.items())


def _mark(given: Given, column: str, fields: list[Field]) -> Mark:
    """The worst of the fields that a column stands for, and all that they show."""
    kind = min((field.compared for field in fields), key=_WORST_FIRST.index)
    symbol, word = _MARKS[kind]
    return Mark(
        field=column,
        name=field_name(given, column),
        kind=kind.value,
        symbol=symbol,
        word=given.words.say(word),
        shown=_joined(given, column, [field.shown for field in fields]),
        truth=_joined(given, column, [field.expected for field in fields]),
    )


def _joined(given: Given, column: str, texts: list[str | None]) -> str:
    parts = [part for text in texts if text for part in text.split(", ")] if column == "phone" else texts
    return ", ".join(_written(given, column, part) for part in parts if part)


def _written(given: Given, column: str, text: str) -> str:
    """A telephone in pairs, hours and a specialty in the reader's words; anything else as the listing writes it."""
    if column == "specialty":
        return inert(specialties.told(text, given.words.language), 100)
    if column == "hours":
        return hours.told(inert(text, 100), given.words.language)
    return inert(as_dialled(text) if column == "phone" else text, 100)
