"""Valid things with one trait changed: `make.listing(locality="Lyon")`.

Everybody here is invented; the practitioner is the one of `fixtures/practitioners/helene-vaubrun.toml`.
A word given that is not a field of the thing raises TypeError, so a slip in a test cannot pass unseen.
`tests/conftest.py` puts this folder on the path: `import make`.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from ereput.model import (
    Address,
    Audit,
    Change,
    Coverage,
    Dossier,
    Evidence,
    Figure,
    Finding,
    Harvest,
    Identifier,
    Interval,
    Item,
    Judgement,
    Listing,
    Match,
    Mention,
    Opinion,
    Practitioner,
    Problem,
    Rating,
    Review,
    Search,
    Severity,
    Status,
)

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
TODAY = NOW.date()

_ADDRESS = {"street": "18 rue des Tilleuls Blancs", "postal_code": "69003", "locality": "Lyon", "country": "FR"}


def evidence(source: str = "web_pages", url: str = "https://www.dr-vaubrun.example/", **changed: Any) -> Evidence:
    """Read today at nine."""
    return Evidence(**{"source": source, "url": url, "retrieved_at": NOW, **changed})


def address(**changed: Any) -> Address:
    """The practice's address."""
    return Address(**{**_ADDRESS, **changed})


def practitioner(**changed: Any) -> Practitioner:
    """Dr Hélène Vaubrun; `street`, `postal_code`, `locality` and `phone` are short for the nested ones."""
    traits = {
        "given": "Hélène",
        "family": "Vaubrun",
        "title": "Dr",
        "specialty": "dermatologue",
        "phones": ("+33465711830",),
        "identifiers": (Identifier(system="rpps", value="19990418305"),),
        "practice": "Cabinet de dermatologie des Tilleuls",
        "opening_hours": "Mo-Fr 09:00-18:00",
        "website": "https://www.dr-vaubrun.example/",
    }
    return Practitioner(**{**traits, **_nested(changed)})


def listing(**changed: Any) -> Listing:
    """A listing that agrees with the practitioner in everything; `stars` and `count` are short for a rating."""
    source = changed.pop("source", "web_pages")
    traits = {
        "evidence": evidence(source=source, url=changed.get("url") or "https://annuaire.example/dr-vaubrun"),
        "url": "https://annuaire.example/dr-vaubrun",
        "name": "Dr Hélène Vaubrun",
        "specialty": "Dermatologue",
        "phones": ("+33465711830",),
    }
    return Listing(**{**traits, **_rated(_nested(changed))})


def mention(**changed: Any) -> Mention:
    """A result on page one."""
    url = changed.get("url") or "https://journal.example/article"
    traits = {
        "evidence": evidence(source=changed.pop("source", "tavily"), url="https://api.tavily.com/search"),
        "url": url,
        "title": "Hélène Vaubrun, dermatologue à Lyon",
        "query": '"Hélène Vaubrun"',
        "rank": 1,
        "is_page_one": True,
    }
    return Mention(**{**traits, **changed})


def review(under: Listing | None = None, **changed: Any) -> Review:
    """Four stars in October; `stars` is short for a rating, `day` for a known day, None for an unknown one."""
    home = under or listing()
    traits: dict[str, Any] = {
        "evidence": home.evidence,
        "listing": home.key,
        "site": home.site,
        "id": "1",
        "text": "Très bon accueil, médecin à l'écoute.",
        "language": "fr",
        "rating": Rating(value=4),
        "published": Interval(earliest=date(2026, 10, 5), latest=date(2026, 10, 5)),
    }
    if "stars" in changed:
        stars = changed.pop("stars")
        traits["rating"] = None if stars is None else Rating(value=stars)
    if "day" in changed:
        day = changed.pop("day")
        traits["published"] = Interval(earliest=day, latest=day)
    return Review(**{**traits, **changed})


def reviews(*stars: float, under: Listing | None = None, **changed: Any) -> tuple[Review, ...]:
    """One review for each mark."""
    return tuple(review(under, id=str(number), stars=star, **changed) for number, star in enumerate(stars, 1))


def search(**changed: Any) -> Search:
    """A question to the whole web."""
    traits = {"evidence": evidence(source=changed.pop("source", "tavily")), "query": '"Hélène Vaubrun"', "results": 10}
    return Search(**{**traits, **changed})


def match(of: Listing | Mention | None = None, judgement: Judgement = Judgement.SAME, **changed: Any) -> Match:
    """A listing judged the practitioner's."""
    likely = {Judgement.SAME: 0.99, Judgement.UNSURE: 0.5, Judgement.DIFFERENT: 0.01}
    return Match(**{"listing": of or listing(), "judgement": judgement, "probability": likely[judgement], **changed})


def opinion(of: Review | Mention | str, label: str | None = "pos", **changed: Any) -> Opinion:
    """A sure opinion of a review, a mention or a key."""
    scores = {"pos": 0.8, "neu": 0.0, "neg": -0.8, None: None}
    key = of if isinstance(of, str) else of.key
    traits = {"of": key, "label": label, "score": scores[label], "confidence": 0.9, "language": "fr"}
    return Opinion(**{**traits, **changed})


def problem(status: Status = Status.REFUSED, **changed: Any) -> Problem:
    """A refusal."""
    return Problem(**{"status": status, "url": "https://www.refusante.example/", "detail": "403", **changed})


def harvest(*items: Item, source: str = "web_pages", **changed: Any) -> Harvest:
    """What one source said; FOUND or NOTHING as the items have it, unless problems or a status are given."""
    problems = tuple(changed.pop("problems", ()))
    answered = changed.pop("answered", 1 if items or not problems else 0)
    asked = changed.pop("asked", answered + len(problems))
    made = Harvest.of(source, items, problems, asked, answered)
    return Harvest(**{name: getattr(made, name) for name in made.__struct_fields__} | changed)


def figure(value: float = 4.2, **changed: Any) -> Figure:
    """A rating of 4.2 stars on 24 reviews."""
    return Figure(**{"value": value, "low": value, "high": value, "n": 24, "unit": "stars", **changed})


def finding(code: str = "NAP001", severity: Severity = Severity.ACT, **changed: Any) -> Finding:
    """Something to do."""
    traits = {"statement": "Une phrase.", "evidence": (evidence(),), "subject": "pagesjaunes:1"}
    return Finding(**{"code": code, "severity": severity, **traits, **changed})


def change(what: str = "new", kind: str = "review", key: str = "google_maps:1#1", **changed: Any) -> Change:
    """A new review."""
    return Change(**{"what": what, "kind": kind, "key": key, **changed})


def dossier(**changed: Any) -> Dossier:
    """Nothing found yet."""
    return Dossier(**{"who": practitioner(), "now": NOW, **changed})


def audit(**changed: Any) -> Audit:
    """One listing with twenty-four reviews of four and five stars, judged, figured and graded."""
    home = listing(source="exports", site="google_maps", id="1", stars=4.2, count=24)
    said = reviews(*(5, 4) * 12, under=home)
    traits: dict[str, Any] = {
        "tool_version": "1.0",
        "made_at": NOW,
        "practitioner": practitioner(),
        "harvests": (harvest(home, *said, source="exports"), harvest(source="wikipedia")),
        "matches": (match(home),),
        "opinions": tuple(opinion(r) for r in said),
        "figures": {
            "rating": Figure(value=4.43, low=4.2, high=4.66, n=24, unit="stars"),
            "reviews": Figure(value=24, n=24, unit="count"),
            "score": Figure(value=82, low=77, high=86, n=24, unit="points"),
        },
        "coverage": Coverage(asked=2, answered=2, reviews_read=24, reviews_stated=24),
        "grade": "B",
    }
    return Audit(**{**traits, **changed})


def _nested(changed: Mapping[str, Any]) -> dict[str, Any]:
    """`street`, `postal_code`, `locality`, `country` and `phone` in their places; the practice's where not given."""
    traits = dict(changed)
    parts = {name: traits.pop(name) for name in (*_ADDRESS, "insee") if name in traits}
    if "address" not in traits:
        traits["address"] = Address(**{**_ADDRESS, **parts})
    if "phone" in traits:
        phone = traits.pop("phone")
        traits["phones"] = () if phone is None else (phone,)
    return traits


def _rated(changed: dict[str, Any]) -> dict[str, Any]:
    """`stars` and `count` as a rating."""
    stars, count = changed.pop("stars", None), changed.pop("count", None)
    return changed if stars is None else {**changed, "rating": Rating(value=stars, count=count)}
