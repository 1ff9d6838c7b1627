from datetime import datetime, timedelta

import pytest

import make
from ereput.fetch import Answer
from ereput.fetch.freshness import Kept, confirmed, is_fresh, may_keep, may_serve_stale, validators

DATE = "Sat, 21 Nov 2026 09:00:00 GMT"


def kept(status: int = 200, **headers: str) -> Kept:
    return Kept(Answer(status, {name.replace("_", "-"): value for name, value in headers.items()}), make.NOW)


def after(seconds: float) -> datetime:
    return make.NOW + timedelta(seconds=seconds)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"cache_control": "max-age=600"}, 600),
        ({"cache_control": 'private, MAX-AGE="600"'}, 600),
        ({"cache_control": "max-age=600", "age": "100"}, 500),
        ({"cache_control": "max-age=600", "date": "Sat, 21 Nov 2026 08:58:20 GMT"}, 500),
        ({"cache_control": "max-age=600", "expires": DATE}, 600),
        ({"cache_control": "s-maxage=5, max-age=600"}, 600),
        ({"expires": "Sat, 21 Nov 2026 09:10:00 GMT", "date": DATE}, 600),
        ({"expires": "Sat, 21 Nov 2026 09:10:00 GMT"}, 600),
        ({"last_modified": "Sat, 21 Nov 2026 08:00:00 GMT", "date": DATE}, 360),
        ({"last_modified": "Sat, 21 Nov 2020 08:00:00 GMT", "date": DATE}, 86_400),
    ],
)
def test_an_answer_is_fresh_for_as_long_as_it_says(headers: dict[str, str], seconds: int) -> None:
    assert is_fresh(kept(**headers), after(seconds - 1))
    assert not is_fresh(kept(**headers), after(seconds))


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"cache_control": "s-maxage=600"},
        {"cache_control": "no-cache, max-age=600"},
        {"cache_control": "no-store, max-age=600"},
        {"cache_control": "max-age=soon"},
        {"cache_control": "max-age=600", "vary": "*"},
        {"expires": "0"},
        {"expires": "Sat, 21 Nov 2026 08:00:00 GMT"},
        {"last_modified": "yesterday"},
        {"last_modified": "Sun, 22 Nov 2026 09:00:00 GMT"},
    ],
)
def test_an_answer_that_does_not_say_so_is_not_fresh(headers: dict[str, str]) -> None:
    assert not is_fresh(kept(**headers), after(1))


def test_an_answer_from_the_future_is_not_fresh() -> None:
    assert not is_fresh(kept(cache_control="max-age=600"), after(-1))


def test_an_error_is_never_fresh_by_its_age_alone() -> None:
    assert not is_fresh(kept(404, last_modified="Sat, 21 Nov 2020 08:00:00 GMT"), after(1))


def test_only_good_answers_are_kept_for_long_and_only_where_they_allow_it() -> None:
    assert may_keep(kept())
    assert may_keep(kept(cache_control="no-cache"))
    assert not any(map(may_keep, [kept(404), kept(301), kept(cache_control="no-store"), kept(vary="*")]))


def test_a_stale_answer_may_be_read_offline_unless_it_forbids_it() -> None:
    assert may_serve_stale(kept(cache_control="max-age=0"))
    assert not may_serve_stale(kept(cache_control="must-revalidate"))


def test_a_confirmed_answer_has_its_old_body_and_the_new_headers() -> None:
    old = Kept(Answer(200, {"etag": '"1"', "content-length": "5", "cache-control": "max-age=1"}, b"hello"), make.NOW)

    new = confirmed(old, Answer(304, {"cache-control": "max-age=9", "content-length": "0"}), after(60))

    assert (new.answer.status, new.answer.body, new.at) == (200, b"hello", after(60))
    assert new.answer.headers == {"etag": '"1"', "content-length": "5", "cache-control": "max-age=9"}


def test_what_has_changed_is_asked_by_its_marks() -> None:
    assert validators(kept(etag='"1"', last_modified=DATE)) == {"if-none-match": '"1"', "if-modified-since": DATE}
    assert validators(kept()) == validators(kept(404, etag='"1"')) == {}


@pytest.mark.parametrize("etag", ['"é"', '"1\r\nX: y"'])
def test_a_mark_that_cannot_be_sent_is_none(etag: str) -> None:
    assert validators(kept(etag=etag)) == {}


@pytest.mark.parametrize("name", ["date", "expires", "last_modified"])
def test_a_date_beyond_all_calendars_is_none(name: str) -> None:
    assert not is_fresh(kept(**{name: "Sat, 21 Nov 99999999999999999999 09:00:00 GMT"}), after(1))
