from collections.abc import Mapping
from datetime import date

import pytest

import make
from ereput.changes import compare
from ereput.model import Audit, Change, Figure, Harvest, Interval, Item, Judgement, Listing, Mention, Seen, Status

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
    return compare([then], [harvest], _matches(harvest), figures or {})


def _matches(harvest: Harvest) -> tuple:
    return tuple(make.match(item) for item in harvest.items if isinstance(item, Listing | Mention))


def test_without_an_audit_before_nothing_has_changed() -> None:
    assert compare((), [make.harvest(HOME)], [make.match(HOME)], {}) == ()


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


def test_a_listing_is_missing_only_when_its_source_answered_in_full() -> None:
    gone = (make.change("missing", "listing", HOME.key),)
    other = make.listing(url="https://b.example/")

    assert now(before(HOME, other), other) == gone
    assert now(before(HOME, other), other, status=Status.PARTIAL) == ()
    assert now(before(HOME, other, status=Status.LIMITED), other) == gone
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


def test_a_review_is_missing_only_when_its_source_answered_in_full() -> None:
    home = make.listing(source="web_pages")
    kept, lost = make.reviews(5, 1, under=home)

    assert now(before(home, kept, lost), home, kept) == (make.change("missing", "review", lost.key),)
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
    not_compared = make.change("unread", "listing", google.key, before="2026-10-12")

    assert now(then, page, source="exports", figures={"score": Figure(value=60, unit="points")}) == (not_compared, told)
    assert now(before(page, source="exports"), page, google, *said, source="exports") == ()


def test_a_file_that_was_not_brought_is_named_until_it_is_brought_again() -> None:
    exported = make.listing(site="google_maps", id="1", seen=Seen.EXPORT)
    snippet = make.listing(site="google_maps", id="1", seen=Seen.SNIPPET)
    with_file, without, shown = looked(exported), looked(OTHER), looked(snippet)

    assert whats(without, without, with_file)[0] == whats(shown, with_file)[0] == ("unread", exported.key)
    assert "unread" not in dict(whats(with_file, without, with_file))


def test_a_file_of_an_audit_that_nobody_else_answered_counts_too() -> None:
    exported = make.listing(site="google_maps", id="1", seen=Seen.EXPORT)
    offline = make.audit(made_at=THEN, harvests=(looked(exported),), matches=(make.match(exported),), opinions=())

    told = compare([before(OTHER)], [looked(OTHER)], [make.match(OTHER)], {}, unhealthy=[offline])

    assert [(change.what, change.before) for change in told if change.kind == "listing"] == [("unread", "2026-10-12")]


def test_a_file_about_a_listing_that_is_now_judged_anothers_is_not_waited_for() -> None:
    exported = make.listing(site="google_maps", id="1", seen=Seen.EXPORT)
    then = before(exported)

    assert compare([then], [looked(exported)], [make.match(exported, Judgement.DIFFERENT)], {}) == ()


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

    def missing(*harvests: Harvest) -> list[str]:
        found = compare([then], harvests, [m for h in harvests for m in _matches(h)], {})
        return [change.key for change in found if change.what == "missing"]

    assert missing(pages, refused) == []
    assert missing(pages, silent) == [HOME.key]


def test_a_score_on_other_sources_is_told_as_not_comparable() -> None:
    other = make.harvest(make.mention(), source="tavily")
    score = {"score": Figure(value=60, unit="points")}
    then = before(HOME, figures={"score": Figure(value=80, unit="points")})

    (moved,) = compare([then], [make.harvest(HOME), other], [*_matches(other), make.match(HOME)], score)

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
        compare([then], [make.harvest(HOME, theirs)], [make.match(HOME), make.match(theirs, Judgement.DIFFERENT)], {})
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


# Several audits in a row: what each showed, the latest first. None: its source was refused.

OTHER = make.listing(url="https://b.example/")
KEPT, LOST = make.reviews(5, 1, under=make.listing(source="web_pages"))
BARE = make.listing(source="web_pages")


def looked(*items: Item) -> Harvest:
    return make.harvest(*items, source="web_pages")


REFUSED = make.harvest(source="web_pages", problems=[make.problem()])


def chain(*harvests: Harvest, is_whole: bool = False) -> tuple[Change, ...]:
    """The first is now."""
    today, *befores = harvests
    audits = [
        make.audit(
            made_at=THEN.replace(day=28 - number), harvests=(one,), matches=_matches(one), figures={}, opinions=()
        )
        for number, one in enumerate(befores)
    ]
    return compare(audits, [today], _matches(today), {}, is_whole=is_whole)


def whats(*harvests: Harvest, is_whole: bool = False) -> list[tuple[str, str]]:
    return [(change.what, change.key) for change in chain(*harvests, is_whole=is_whole)]


def test_gone_needs_two_healthy_audits_in_a_row_and_is_told_once() -> None:
    there, away = looked(HOME, OTHER), looked(OTHER)

    assert whats(away, there) == [("missing", HOME.key)]
    assert whats(away, away, there) == [("gone", HOME.key)]
    assert whats(away, away, away, there) == []


def test_a_blocked_source_between_two_audits_proves_nothing() -> None:
    there, away = looked(HOME, OTHER), looked(OTHER)

    assert whats(REFUSED, there) == []
    assert whats(REFUSED, away, there) == []
    assert whats(away, REFUSED, there) == [("missing", HOME.key)]
    assert whats(away, REFUSED, away, there) == [("gone", HOME.key)]


def test_a_review_is_gone_when_two_healthy_audits_miss_it() -> None:
    there, away = looked(BARE, KEPT, LOST), looked(BARE, KEPT)

    assert whats(away, there) == [("missing", LOST.key)]
    assert whats(away, away, there) == [("gone", LOST.key)]
    assert whats(away, away, away, there) == []
    assert whats(away, REFUSED, there) == [("missing", LOST.key)]


def test_a_listing_that_was_away_once_is_not_new_and_one_that_was_gone_is() -> None:
    there, away = looked(HOME, OTHER), looked(OTHER)

    assert whats(there, away, there) == []
    assert whats(there, away, away, there) == [("new", HOME.key)]


def test_what_changed_while_a_listing_was_away_is_told_when_it_is_back() -> None:
    moved = make.listing(source="web_pages", stars=4.2, count=20, phone="+33465716002")

    assert [change.field for change in chain(looked(moved, OTHER), looked(OTHER), looked(HOME, OTHER))] == ["phone"]


def test_over_several_audits_gone_stays_gone() -> None:
    there, away = looked(HOME, OTHER), looked(OTHER)

    assert whats(away, away, away, there, is_whole=True) == [("gone", HOME.key)]
    assert whats(away, there, there, is_whole=True) == [("missing", HOME.key)]
    assert whats(there, there, away, is_whole=True) == [("new", HOME.key)]


def test_a_count_that_falls_without_a_review_missing_is_said_to_be_just_that() -> None:
    fewer = make.listing(source="web_pages", stars=4.2, count=17)
    said = make.reviews(5, 4, 4, under=HOME)

    (alone,) = chain(looked(fewer, *said), looked(HOME, *said))
    (with_one,) = (c for c in chain(looked(fewer, *said[1:]), looked(HOME, *said)) if c.kind == "listing")
    (more,) = chain(looked(HOME, *said), looked(fewer, *said))

    assert (alone.field, alone.before, alone.after, alone.remark) == ("count", "20", "17", "only_count")
    assert with_one.remark is None
    assert more.remark is None


def test_a_listing_whose_number_is_learnt_later_is_the_same() -> None:
    by_address = make.listing(site="pagesjaunes", url="https://www.pagesjaunes.fr/pros/99")
    by_number = make.listing(site="pagesjaunes", url="https://pagesjaunes.fr/pros/99/", id="99", phone="+33465716002")
    review = make.review(by_address, id="7")
    renamed = make.review(by_number, id="7")

    found = chain(looked(by_number, renamed), looked(by_address, review))

    assert [(c.what, c.kind, c.field) for c in found if c.field != "url"] == [("changed", "listing", "phone")]


def test_a_mark_without_words_is_the_same_where_the_days_allow_it() -> None:
    month, week = (date(2026, 9, 1), date(2026, 9, 30)), (date(2026, 9, 7), date(2026, 9, 13))
    vague, sharp, later = (
        make.review(BARE, id=None, text=None, published=Interval(earliest=first, latest=last))
        for first, last in (month, week, (date(2026, 11, 2), date(2026, 11, 2)))
    )

    assert chain(looked(BARE, sharp), looked(BARE, vague)) == ()
    assert {(c.what, c.key) for c in chain(looked(BARE, later), looked(BARE, vague))} == {
        ("new", later.key),
        ("missing", vague.key),
    }


def test_a_listing_that_was_there_and_is_only_now_judged_theirs_is_not_new() -> None:
    then = make.audit(
        made_at=THEN,
        harvests=(looked(HOME, OTHER),),
        matches=(make.match(HOME), make.match(OTHER, Judgement.UNSURE)),
        figures={},
        opinions=(),
    )

    assert compare([then], [looked(HOME, OTHER)], [make.match(HOME), make.match(OTHER)], {}) == ()
    assert compare([then], [looked(HOME)], [make.match(HOME)], {}) == ()


def test_where_the_clock_was_put_back_a_new_review_is_new_all_the_same() -> None:
    then = make.audit(made_at=make.NOW.replace(year=2036), harvests=(looked(HOME),), matches=(make.match(HOME),))
    fresh = make.review(HOME, id="9", day=make.TODAY)

    told = compare([then], [looked(HOME, fresh)], [make.match(HOME)], {}, today=make.TODAY)

    assert ("new", "review") in {(change.what, change.kind) for change in told}
