import pytest

import make
from ereput.errors import Broken, Refused, SourceError, Throttled, Unreachable
from ereput.fetch import Answer
from ereput.fetch.statuses import failure, retry_after


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (202, Broken),
        (304, Broken),
        (400, Broken),
        (401, Refused),
        (402, Refused),
        (403, Refused),
        (404, Broken),
        (407, Unreachable),
        (408, Unreachable),
        (410, Broken),
        (429, Throttled),
        (451, Refused),
        (500, Unreachable),
        (503, Unreachable),
        (525, Unreachable),
        (999, Refused),
    ],
)
def test_each_status_means_one_thing(status: int, kind: type[SourceError]) -> None:
    error = failure(Answer(status), make.NOW, 60)

    assert type(error) is kind
    assert str(error).startswith(f"HTTP {status}")


def test_a_busy_server_that_wants_a_long_wait_is_throttling() -> None:
    short, long = (failure(Answer(503, {"retry-after": wait}), make.NOW, 60) for wait in ("60", "61"))

    assert isinstance(short, Unreachable)
    assert isinstance(long, Throttled)
    assert long.retry_after == 61


@pytest.mark.parametrize(
    ("stated", "seconds"),
    [
        ("0", 0),
        ("120", 120),
        ("Sat, 21 Nov 2026 09:00:30 GMT", 30),
        ("Saturday, 21-Nov-26 09:00:30 GMT", 30),
        ("Sat, 21 Nov 2026 10:00:30 +0100", 30),
        ("Sat, 21 Nov 2026 09:00:30", 30),
        ("Sat, 21 Nov 2026 08:00:00 GMT", 0),
        ("000000000000060", 60),
        ("9" * 5000, 9_999_999_999),
        ("Sat, 21 Nov 99999999999999999999 09:00:00 GMT", None),
        ("Sat, 21 Nov 2026 99999999999999999999:00:00 GMT", None),
        ("", None),
        ("soon", None),
        ("-5", None),
        ("1.5", None),
        ("²", None),
    ],
)
def test_a_wish_to_wait_is_read_in_both_forms(stated: str, seconds: float | None) -> None:
    assert retry_after(Answer(429, {"retry-after": stated}), make.NOW) == seconds


def test_no_wish_to_wait_is_none() -> None:
    assert retry_after(Answer(429), make.NOW) is None
