from collections.abc import Mapping
from datetime import date

import pytest

import make
from ereput.changes import compare
from ereput.model import Audit, Change, Figure, Harvest, Item, Judgement, Listing, Mention, Seen, Status

THEN = make.NOW.replace(month=10, day=12)
HOME = make.listing(source="web_pages", stars=4.2, count=20)


def before(*items: Item, figures: Mapping[str, Figure] | None = None, **changed: object) -> Audit:
    harvest = make.harvest(*items, **changed)
    return make.audit(
        made_at=THEN, harvests=(harvest,), matches=_matches(harvest), figures=figures or {}, opinions=(), findings=()
    )


def now(
    then: Audit, *items: Item, figures: Mapping[str, Figure] | None = None, **changed: object
) -> tuple[Change, ...]:
    harvest = make.harvest(*items, **changed)
    return compare(then, [harvest], _matches(harvest), figures or {})


def _matches(harvest: Harvest) -> tuple:
    return tuple(make.match(item) for item in harvest.items if isinstance(item, Listing | Mention))


def test_without_an_audit_before_nothing_has_changed() -> None:
    assert compare(None, [make.harvest(HOME)], [make.match(HOME)], {}) == ()


def test_the_same_audit_twice_shows_no_change() -> None:
    reviews = make.reviews(5, 4, under=HOME)

    assert now(before(HOME, *reviews), HOME, *reviews) == ()


def test_a_new_listing_is_said() -> None:
    other = make.listing(url="https://b.example/")

    assert now(before(HOME), HOME, other) == (make.change("new", "listing", other.key),)


@pytest.mark.parametrize(
    ("changed", "field", "old", "new"),
    [
        ({"phone": "+33465716002"}, "phone", "+33465711830", "+33465716002"),
        ({"name": "Dr H. Vaubrun"}, "name", "Dr Hélène Vaubrun", "Dr H. Vaubrun"),
        ({"street": "3 place du Pont Rouge"}, "street", "18 rue des Tilleuls Blancs", "3 place du Pont Rouge"),
        ({"specialty": "Cardiologue"}, "specialty", "Dermatologue", "Cardiologue"),
        ({"opening_hours": "Mo 09:00-10:00"}, "hours", None, "Mo 09:00-10:00"),
        ({"stars": 4.1, "count": 20}, "rating", "4.2", "4.1"),
        ({"stars": 4.2, "count": 23}, "count", "20", "23"),
    ],
)
def test_a_listing_that_changed_is_said_field_by_field(
    changed: dict[str, object], field: str, old: str | None, new: str
) -> None:
    traits = {"source": "web_pages", "stars": 4.2, "count": 20, **changed}

    found = now(before(HOME), make.listing(**traits))

    assert found == (make.change("changed", "listing", HOME.key, field=field, before=old, after=new),)


def test_what_a_listing_no_longer_says_is_no_change() -> None:
    assert now(before(HOME), make.listing(source="web_pages", stars=4.2, count=20, phone=None)) == ()


def test_a_snippet_is_not_compared_with_a_page() -> None:
    site = {"site": "pagesjaunes", "id": "1"}
    page = make.listing(**site, seen=Seen.PAGE)
    snippet = make.listing(**site, seen=Seen.SNIPPET, source="tavily", phone="+33465716002")

    assert now(before(page), snippet, source="tavily") == ()


def test_a_listing_is_gone_only_when_its_source_answered_in_full_both_times() -> None:
    gone = (make.change("gone", "listing", HOME.key),)
    other = make.listing(url="https://b.example/")

    assert now(before(HOME, other), other) == gone
    assert now(before(HOME, other), other, status=Status.PARTIAL) == ()
    assert now(before(HOME, other, status=Status.LIMITED), other) == ()
    assert now(before(HOME), source="web_pages", problems=[make.problem(Status.REFUSED)]) == ()
    assert now(before(HOME), other, source="tavily") == (make.change("new", "listing", other.key),)


def test_a_new_review_is_said_once_its_listing_was_read_before() -> None:
    old, fresh = make.reviews(5, 1, under=HOME, day=date(2026, 11, 2))

    assert now(before(HOME, old), HOME, old, fresh) == (make.change("new", "review", fresh.key),)
    assert now(before(HOME), HOME, fresh) == (make.change("new", "review", fresh.key),)
    assert now(before(make.listing(url="https://b.example/")), HOME, fresh)[0].kind == "listing"


def test_a_review_of_before_that_is_read_only_now_is_not_new() -> None:
    late = make.review(HOME, id="9", day=date(2026, 3, 2))

    assert now(before(HOME, make.review(HOME)), HOME, make.review(HOME), late) == ()


def test_a_review_is_gone_only_when_its_source_answered_in_full_both_times() -> None:
    home = make.listing(source="web_pages")
    kept, lost = make.reviews(5, 1, under=home)

    assert now(before(home, kept, lost), home, kept) == (make.change("gone", "review", lost.key),)
    assert now(before(home, kept, lost), home, kept, status=Status.PARTIAL) == ()


def test_a_review_of_a_listing_that_shows_only_some_is_not_gone() -> None:
    kept, lost = make.reviews(5, 1, under=HOME)

    assert now(before(HOME, kept, lost), HOME, kept) == ()


def test_a_review_under_another_day_is_not_gone() -> None:
    home = make.listing(source="web_pages")
    then, later = (make.review(home, id=None, day=day) for day in (date(2026, 7, 12), date(2026, 8, 21)))

    assert then.key != later.key
    assert now(before(home, then), home, later) == ()


def test_a_file_that_is_not_brought_again_takes_nothing_away() -> None:
    google = make.listing(source="exports", site="google_maps", id="1", seen=Seen.EXPORT)
    said = make.reviews(5, 1, under=google)
    page = make.listing(source="exports", url="https://b.example/", seen=Seen.EXPORT)
    score = {"score": Figure(value=80, unit="points")}
    then = before(google, *said, source="exports", figures=score)
    told = make.change("changed", "figure", "score", field="sources", before="80", after="60")

    assert now(then, page, source="exports", figures={"score": Figure(value=60, unit="points")}) == (told,)
    assert now(before(page, source="exports"), page, google, *said, source="exports") == ()


def test_what_only_a_source_shows_that_was_silent_before_is_not_new() -> None:
    then = make.audit(
        made_at=THEN,
        harvests=(make.harvest(source="web_pages", problems=[make.problem()]),),
        matches=(),
        figures={},
    )

    assert now(then, HOME) == ()


def test_a_listing_is_not_gone_when_who_led_to_it_was_silent() -> None:
    lead = make.mention(url=HOME.url or "")
    first = (make.harvest(HOME), make.harvest(lead, source="tavily"))
    then = make.audit(
        made_at=THEN, harvests=first, matches=tuple(m for h in first for m in _matches(h)), figures={}, opinions=()
    )
    pages = make.harvest(make.listing(url="https://b.example/"))
    refused = make.harvest(source="tavily", problems=[make.problem()])
    silent = make.harvest(source="tavily")

    def gone(*harvests: Harvest) -> list[str]:
        found = compare(then, harvests, [m for h in harvests for m in _matches(h)], {})
        return [change.key for change in found if change.what == "gone"]

    assert gone(pages, refused) == []
    assert gone(pages, silent) == [HOME.key]


def test_a_score_on_other_sources_is_told_as_not_comparable() -> None:
    other = make.harvest(make.mention(), source="tavily")
    score = {"score": Figure(value=60, unit="points")}
    then = before(HOME, figures={"score": Figure(value=80, unit="points")})

    (moved,) = compare(then, [make.harvest(HOME), other], [*_matches(other), make.match(HOME)], score)

    assert moved.field == "sources"


def test_an_edited_review_has_changed() -> None:
    then = make.review(HOME, stars=5)
    marked, worded, cut = (
        make.review(HOME, **{"stars": 5, **changed})
        for changed in ({"stars": 1}, {"text": "Décevant."}, {"text": "Très bon", "is_cut": True})
    )
    told = make.change("changed", "review", then.key, field="rating", before="5", after="1")

    assert now(before(HOME, then), HOME, marked) == (told,)
    assert now(before(HOME, then), HOME, worded) == (make.change("changed", "review", then.key, field="text"),)
    assert now(before(HOME, then), HOME, cut) == ()


def test_namesakes_do_not_change() -> None:
    theirs = make.listing(url="https://b.example/")
    then = before(HOME)

    assert (
        compare(then, [make.harvest(HOME, theirs)], [make.match(HOME), make.match(theirs, Judgement.DIFFERENT)], {})
        == ()
    )


def test_a_score_that_is_shown_otherwise_has_changed() -> None:
    score = {"score": Figure(value=70.2, unit="points")}
    then = before(HOME, figures=score)

    def moved(value: float) -> tuple[Change, ...]:
        return now(then, HOME, figures={"score": Figure(value=value, unit="points")})

    assert moved(68.4) == (make.change("changed", "figure", "score", field="value", before="70", after="68"),)
    assert moved(69.8) == ()
    assert now(then, HOME) == (make.change("gone", "figure", "score", field="value", before="70", after=None),)
