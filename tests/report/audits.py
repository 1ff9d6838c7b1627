"""Whole audits for reports: a rich one with a bit of everything, and the bare ones at the edges."""

from datetime import UTC, date, datetime

import make
from ereput.model import (
    Address,
    Audit,
    Census,
    Change,
    Coverage,
    Figure,
    Finding,
    Harvest,
    Interval,
    Judgement,
    Match,
    Opinion,
    Review,
    Seen,
    Severity,
    Status,
    Unseen,
)
from ereput.source import About, Kind

GOOGLE = make.listing(
    source="exports", site="google_maps", id="g1", seen=Seen.EXPORT, url=None, stars=4.1, count=47, is_claimed=True
)
YELLOW = make.listing(
    source="web_pages",
    site="pagesjaunes",
    id="p1",
    seen=Seen.SNIPPET,
    url="https://www.pagesjaunes.fr/pros/00000001",
    street="3 place du Pont Rouge",
    phone="+33465716002",
    stars=3.8,
    count=6,
)
BOOKING = make.listing(
    source="tavily",
    site="doctolib",
    id="d1",
    seen=Seen.SNIPPET,
    url="https://www.doctolib.fr/dermatologue/lyon/helene-vaubrun",
    phone=None,
)
REGISTER = make.listing(source="rpps", id="19990418305", url="https://annuaire.sante.fr/", name="VAUBRUN Hélène")
CLINIC = make.listing(
    source="web_pages",
    seen=Seen.PAGE,
    url="https://clinique-des-tilleuls.example/equipe/vaubrun",
    phone="+33465711830",
    address=Address(),
)
DOUBTFUL = make.listing(
    source="keenable",
    site="maiia",
    id="m1",
    seen=Seen.SNIPPET,
    url="https://www.maiia.com/sage-femme/44000-nantes/vaubrun-helene",
    specialty=None,
    phone=None,
    address=Address(locality="Nantes"),
)

_TEXTS = (
    ("Médecin à l'écoute, prend le temps d'expliquer.", 5, "pos", {"listening": "pos", "explanations": "pos"}),
    ("Plus d'une heure dans la salle d'attente, sans un mot d'excuse.", 2, "neg", {"waiting": "neg"}),
    ("Très bon accueil, cabinet propre.", 5, "pos", {"reception": "pos", "hygiene": "pos"}),
    ("Bon diagnostic, mais trop d'attente.", 4, "pos", {"competence": "pos", "waiting": "neg"}),
    ("Consultation rapide et chère pour ce que c'est.", 2, "neg", {"fees": "neg", "listening": "neg"}),
    (None, 5, None, {}),
)


def abouts() -> dict[str, About]:
    """Titles of some sources, and one credit that a licence asks for."""

    def about(name: str, title: str, attribution: str | None = None) -> About:
        home = f"https://{name}.example"
        return About(
            name=name, title=title, kind=Kind.SEARCH, home=home, base_url=home, terms=home, attribution=attribution
        )

    known = (
        about("rpps", "RPPS", "Annuaire Santé, Agence du numérique en santé, Licence Ouverte 2.0"),
        about("tavily", "Tavily"),
        about("keenable", "Keenable"),
        about("overpass", "OpenStreetMap (Overpass)", "© OpenStreetMap contributors"),
        about("gdelt", "GDELT"),
        about("wikipedia", "Wikipedia"),
        about("web_pages", "Pages web"),
        about("brave", "Brave Search"),
    )
    return {one.name: one for one in known}


def rich() -> Audit:
    """Forty-seven reviews, five listings, a namesake or two, sources that refuse, and a year of history."""
    said = (*map(_review, range(46)), _accusing())
    opinions = tuple(o for r in said if (o := _opinion(r)))
    found = (GOOGLE, YELLOW, BOOKING, REGISTER, CLINIC)
    return make.audit(
        harvests=_harvests(said),
        matches=(*(make.match(listing) for listing in found), make.match(DOUBTFUL, Judgement.UNSURE), *_page_one()),
        opinions=opinions,
        findings=_findings(),
        figures=_figures(),
        coverage=_coverage(),
        grade="B",
        previous=datetime(2026, 10, 12, 8, 0, tzinfo=UTC),
        changes=_changes(),
    )


def _review(number: int) -> Review:
    text, stars, _label, _aspects = _TEXTS[number % len(_TEXTS)]
    day = date.fromordinal(date(2026, 11, 3).toordinal() - 23 * number)
    return make.review(
        GOOGLE,
        id=f"r{number}",
        stars=stars,
        text=text,
        published=Interval(earliest=day, latest=date.fromordinal(day.toordinal() + (number % 4))),
        reply="Merci." if number % 5 == 0 else None,
    )


def _accusing() -> Review:
    return make.review(
        GOOGLE,
        id="accusing",
        stars=1,
        text="Le Dr Vaubrun m'a facturé un acte jamais réalisé. Appelez Mme Ferrand au 04 65 71 18 30 !",
        published=Interval(earliest=date(2026, 11, 2), latest=date(2026, 11, 9)),
    )


def _opinion(review: Review) -> Opinion | None:
    if review.id == "accusing":
        return make.opinion(review, "neg", aspects={"fees": "neg"})
    _text, _stars, label, aspects = _TEXTS[int((review.id or "r0")[1:]) % len(_TEXTS)]
    return make.opinion(review, label, aspects=aspects) if label else None


def _harvests(said: tuple[Review, ...]) -> tuple[Harvest, ...]:
    refused = make.problem(Status.REFUSED, url="https://api.gdeltproject.org/api/v2/doc/doc", detail="403 Forbidden")
    busy = make.problem(Status.THROTTLED, url="https://overpass-api.de/api/interpreter", detail="429, asks for 600 s")
    strange = make.problem(Status.BROKEN, url="https://api.keenable.ai/v1/search", detail="HTML where JSON was due")
    census = Census(evidence=make.evidence("rpps"), family="Vaubrun", given="Hélène", count=3)
    mentions = tuple(match.listing for match in _page_one())
    return (
        make.harvest(REGISTER, census, source="rpps"),
        make.harvest(BOOKING, YELLOW, *mentions, source="tavily", answered=8, asked=8),
        make.harvest(DOUBTFUL, source="keenable", problems=(strange,), answered=7, asked=8),
        make.harvest(source="overpass", problems=(busy,)),
        make.harvest(source="gdelt", problems=(refused,)),
        make.harvest(source="wikipedia"),
        make.harvest(CLINIC, source="web_pages"),
        make.harvest(source="brave", status=Status.NOT_CONFIGURED, asked=0, answered=0),
        make.harvest(GOOGLE, *said, source="exports"),
    )


def _page_one() -> tuple[Match, ...]:
    pages = (
        ("https://www.dr-vaubrun.example/", "Dr Hélène Vaubrun – dermatologue à Lyon", Judgement.SAME),
        ("https://www.doctolib.fr/dermatologue/lyon/helene-vaubrun", "Dr Hélène Vaubrun | Doctolib", Judgement.SAME),
        ("https://www.pagesjaunes.fr/pros/00000001", "Vaubrun Hélène | dermatologue", Judgement.SAME),
        ("https://cardiologie-sarrazin.example/", "Hélène Vaubrun, cardiologue", Judgement.DIFFERENT),
        ("https://journal.example/lyon/solaire", "« Le soleil n'est pas un jeu », dit H. Vaubrun", Judgement.UNSURE),
    )
    return tuple(
        make.match(make.mention(url=url, title=title, rank=rank), judgement)
        for rank, (url, title, judgement) in enumerate(pages, 1)
    )


def _findings() -> tuple[Finding, ...]:
    clock = {"clock": "open_between", "last_day": "2027-02-02", "earliest": "2026-11-02", "latest": "2026-11-09"}
    return (
        make.finding(
            "REV002",
            values={"site": "Google Maps", "said": "facturé un acte jamais réalisé", **clock},
            subject=_accusing().key,
            evidence=(GOOGLE.evidence,),
            deadline=date(2027, 2, 2),
        ),
        make.finding(
            "NAP001",
            values={"site": "PagesJaunes", "field": "phone", "shown": "+33465716002", "expected": "+33465711830"},
            subject=YELLOW.key,
            evidence=(YELLOW.evidence,),
        ),
        make.finding(
            "NAP007",
            values={
                "case": "address",
                "site": "PagesJaunes",
                "field": "address",
                "shown": "3 place du Pont Rouge, 69003 Lyon",
                "expected": "18 rue des Tilleuls Blancs, 69003 Lyon",
            },
            subject=YELLOW.key,
            evidence=(YELLOW.evidence,),
        ),
        make.finding("IDN001", Severity.WATCH, values={"count": 2}, subject=None, evidence=()),
        make.finding(
            "REV005",
            Severity.NOTE,
            values={"case": "negative", "site": "Google Maps", "stars": 4},
            subject=f"{GOOGLE.key}#r3",
            evidence=(GOOGLE.evidence,),
        ),
        make.finding(
            "COV001", Severity.NOTE, values={"case": "refused", "source": "gdelt"}, subject="gdelt", evidence=()
        ),
    )


def _figures() -> dict[str, Figure]:
    def share(value: float, low: float, high: float, n: int) -> Figure:
        return Figure(value=value, low=low, high=high, n=n)

    return {
        "rating": Figure(value=3.98, low=3.54, high=4.42, n=47, unit="stars"),
        "score.weights": Figure(value=68.4, low=65.9, high=70.2, n=4, unit="points"),
        "positive_share": share(0.6, 0.43, 0.74, 32),
        "page_one": share(0.66, 0.4, 0.85, 4),
        "controlled_share": share(0.5, 0.21, 0.79, 4),
        "consistency": share(0.84, 0.7, 0.93, 5),
        "score": Figure(value=68.4, low=60.2, high=76.3, n=47, unit="points"),
        "reviews": Figure(value=47, n=47, unit="count"),
        "stars.5": Figure(value=23, n=47, unit="count"),
        "stars.4": Figure(value=8, n=47, unit="count"),
        "stars.3": Figure(value=0, n=47, unit="count"),
        "stars.2": Figure(value=15, n=47, unit="count"),
        "stars.1": Figure(value=1, n=47, unit="count"),
        "aspect.waiting": share(0.0, 0.0, 0.19, 16),
        "aspect.listening": share(0.5, 0.28, 0.72, 16),
        "aspect.explanations": share(1.0, 0.68, 1.0, 8),
        "aspect.reception": share(1.0, 0.68, 1.0, 8),
        "aspect.hygiene": share(1.0, 0.68, 1.0, 8),
        "aspect.competence": share(1.0, 0.68, 1.0, 8),
        "aspect.fees": share(0.0, 0.0, 0.3, 9),
        "aspect.premises": Figure(value=2, n=2, unit="count"),
    }


def _coverage() -> Coverage:
    query = "Hélène Vaubrun dermatologue Lyon"
    return Coverage(
        asked=8,
        answered=6,
        silent={"gdelt": Status.REFUSED, "overpass": Status.THROTTLED},
        partial={"keenable": Status.PARTIAL},
        unseen=(
            Unseen(site="keldoc", source="tavily", query=query, results=10),
            Unseen(site="clickdoc", source="tavily", query=query, results=10),
            Unseen(site="trustpilot", source="tavily", query=query, results=0),
        ),
        reviews_read=47,
        reviews_stated=53,
        namesakes=3,
    )


def _changes() -> tuple[Change, ...]:
    return (
        make.change("new", "review", "google_maps:g1#r0"),
        make.change("new", "review", "google_maps:g1#accusing"),
        make.change("changed", "listing", YELLOW.key, field="phone", before="+33465711830", after="+33465716002"),
        make.change("changed", "figure", "score", before="70.1", after="68.4"),
    )


def silent() -> Audit:
    """Every source refused."""
    refused = make.problem(Status.REFUSED)
    names = ("rpps", "tavily", "keenable", "nominatim", "overpass", "wikipedia", "gdelt")
    return make.audit(
        harvests=tuple(make.harvest(source=name, problems=(refused,)) for name in names),
        matches=(),
        opinions=(),
        figures={},
        coverage=Coverage(asked=7, silent=dict.fromkeys(names, Status.REFUSED)),
        grade="D",
        not_compared="first",
    )


def empty() -> Audit:
    """Everybody answered, and nobody knows the name."""
    return make.audit(
        harvests=tuple(make.harvest(source=name) for name in ("rpps", "tavily")),
        matches=(),
        opinions=(),
        figures={},
        coverage=Coverage(asked=2, answered=2),
        grade="D",
        not_compared="no_key",
    )


def one_review() -> Audit:
    """A single mark of five stars."""
    home = make.listing(source="exports", site="google_maps", id="g1", seen=Seen.EXPORT, stars=5, count=1)
    review = make.review(home, stars=5)
    return make.audit(
        harvests=(make.harvest(home, review, source="exports"),),
        matches=(make.match(home),),
        opinions=(make.opinion(review),),
        figures={
            "rating": Figure(value=4.28, low=3.08, high=5.0, n=1, unit="stars"),
            "reviews": Figure(value=1, n=1, unit="count"),
            "stars.5": Figure(value=1, n=1, unit="count"),
        },
        coverage=Coverage(asked=1, answered=1, reviews_read=1, reviews_stated=1),
        grade="D",
        not_compared="first",
    )


def many(count: int = 10_000) -> Audit:
    """As many reviews as a big clinic has."""
    said = tuple(_review_of_many(number) for number in range(count))
    return make.audit(
        harvests=(make.harvest(GOOGLE, *said, source="exports"),),
        matches=(make.match(GOOGLE),),
        opinions=tuple(make.opinion(r, aspects={"waiting": "neg", "listening": "pos"}) for r in said),
        figures={**_figures(), "rating": Figure(value=4.41, low=4.39, high=4.43, n=count, unit="stars")},
        coverage=Coverage(asked=1, answered=1, reviews_read=count, reviews_stated=count),
        grade="A",
    )


def _review_of_many(number: int) -> Review:
    day = date.fromordinal(date(2026, 11, 20).toordinal() - number % 2000)
    return make.review(GOOGLE, id=str(number), stars=1 + number % 5, text=f"Avis {number} : très à l'écoute.", day=day)
