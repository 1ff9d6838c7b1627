import sqlite3
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

import make
from ereput.fetch import Answer, Ask
from ereput.fetch.cache import FILE, Cache, is_secret, key
from ereput.fetch.freshness import Kept
from ereput.source import Secret

ASK = Ask("GET", "https://www.clinique.example/", {"accept": "text/html"})
GOOD = Kept(Answer(200, {"etag": '"1"'}, b"page"), make.NOW)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def opened(folder: Path | None, **limits: object) -> Cache:
    return Cache(folder, **{"most_bytes": 1_000_000, "longest": timedelta(days=7), **limits})  # type: ignore[arg-type]


def rows(folder: Path) -> Iterator[tuple[object, ...]]:
    with sqlite3.connect(folder / FILE) as db:
        yield from db.execute("SELECT * FROM answers ORDER BY at")


def test_what_was_answered_is_there_in_the_next_process(folder: Path) -> None:
    first = opened(folder)
    first.put(ASK, GOOD)
    first.close()

    assert opened(folder).get(ASK) == GOOD


def test_without_a_folder_nothing_outlives_the_process() -> None:
    cache = opened(None)
    cache.put(ASK, GOOD)

    assert cache.get(ASK) == GOOD
    assert opened(None).get(ASK) is None


@pytest.mark.parametrize(
    "other",
    [
        Ask("POST", ASK.url, ASK.headers),
        Ask("GET", ASK.url + "?q=1", ASK.headers),
        Ask("GET", ASK.url, {"accept": "text/csv"}),
        Ask("GET", ASK.url, ASK.headers, b"body"),
        Ask("GET", ASK.url, ASK.headers, None, {"x-key": Secret("a")}),
        Ask("GET", ASK.url, ASK.headers, None, {"x-key": Secret("b")}),
        Ask("GET", ASK.url, ASK.headers, most_bytes=1),
    ],
)
def test_another_question_has_another_answer(other: Ask) -> None:
    cache = opened(None)
    cache.put(ASK, GOOD)
    cache.put(Ask("GET", ASK.url, ASK.headers, None, {"x-key": Secret("c")}), GOOD)

    assert cache.get(other) is None
    assert key(other) != key(ASK)


@pytest.mark.parametrize(
    "ask",
    [
        Ask("GET", ASK.url, secret_headers={"x-key": Secret("s3cr3t")}),
        Ask("GET", ASK.url, {"authorization": "Bearer s3cr3t"}),
        Ask("GET", ASK.url, {"x-api-key": "s3cr3t"}),
        Ask("GET", ASK.url + "?apikey=s3cr3t"),
        Ask("POST", ASK.url, {}, b"q=1&token=s3cr3t"),
        Ask("POST", ASK.url, {}, b'{"q": 1, "api_key": "s3cr3t"}'),
    ],
)
def test_nothing_with_a_key_lies_on_disk(folder: Path, ask: Ask) -> None:
    cache = opened(folder)
    cache.put(ask, GOOD)
    cache.put(ASK, GOOD)

    assert is_secret(ask)
    assert cache.get(ask) == GOOD
    assert opened(folder).get(ask) is None
    assert len(list(rows(folder))) == 1


@pytest.mark.parametrize(
    "answer", [Answer(404), Answer(301), Answer(200, {"cache-control": "no-store"}), Answer(200, {"vary": "*"})]
)
def test_only_good_answers_that_allow_it_lie_on_disk(folder: Path, answer: Answer) -> None:
    cache = opened(folder)
    cache.put(ASK, GOOD)
    cache.put(ASK, Kept(answer, make.NOW))

    assert cache.get(ASK) == Kept(answer, make.NOW)
    assert opened(folder).get(ASK) is None


def test_a_failure_does_not_cost_what_was_kept_before(folder: Path) -> None:
    cache = opened(folder)
    cache.put(ASK, GOOD)
    cache.put(ASK, Kept(Answer(503), make.NOW))

    assert opened(folder).get(ASK) == GOOD


def test_the_file_tells_nobody_what_was_asked(folder: Path) -> None:
    cache = opened(folder)
    cache.put(Ask("GET", "https://www.clinique.example/?q=Vaubrun", {"user-agent": "ereput"}), GOOD)
    cache.close()

    written = b"".join(file.read_bytes() for file in folder.iterdir())
    assert b"Vaubrun" not in written
    assert (folder / FILE).stat().st_mode & 0o077 == 0


def numbered(number: int, size: int = 1000, days: int = 0) -> tuple[Ask, Kept]:
    at = make.NOW + timedelta(days=days, seconds=number)
    return Ask("GET", f"https://a.example/{number}"), Kept(Answer(200, {}, b"x" * size), at)


def test_the_oldest_answers_make_room(folder: Path) -> None:
    cache = opened(folder, most_bytes=3500)
    for number in range(5):
        cache.put(*numbered(number))

    later = opened(folder)
    assert [later.get(numbered(n)[0]) is not None for n in range(5)] == [False, False, True, True, True]


def test_an_answer_larger_than_the_cache_is_not_kept(folder: Path) -> None:
    cache = opened(folder, most_bytes=500)
    cache.put(*numbered(1))

    assert opened(folder).get(numbered(1)[0]) is None


def test_nothing_stays_longer_than_it_may(folder: Path) -> None:
    cache = opened(folder)
    cache.put(*numbered(1))
    cache.put(*numbered(2, days=8))

    assert len(list(rows(folder))) == 1


def test_memory_has_a_limit_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ereput.fetch.cache._MEMORY_BYTES", 6500)
    cache = opened(None)
    for number in (0, 1, 0, 2):
        cache.put(*numbered(number))

    assert [cache.get(numbered(n)[0]) is not None for n in range(3)] == [True, False, True]


@pytest.mark.parametrize(
    "damage", [b"not a database, not at all, whatever its name" * 100, b"SQLite format 3\0" + b"\xff" * 5000]
)
def test_a_damaged_file_is_made_anew(folder: Path, damage: bytes, caplog: pytest.LogCaptureFixture) -> None:
    folder.mkdir()
    (folder / FILE).write_bytes(damage)

    cache = opened(folder)
    cache.put(ASK, GOOD)

    assert opened(folder).get(ASK) == GOOD
    assert "cannot be used" in caplog.text


@pytest.mark.parametrize("damage", ["at = 'x'", "at = 1e300", "headers = '[1]'", "headers = '3'", "body = 'text'"])
def test_a_row_that_is_not_ours_is_no_answer(folder: Path, damage: str) -> None:
    opened(folder).put(ASK, GOOD)
    with sqlite3.connect(folder / FILE) as db:
        db.execute(f"UPDATE answers SET {damage}")

    assert opened(folder).get(ASK) is None


def test_a_file_of_another_version_is_emptied(folder: Path) -> None:
    cache = opened(folder)
    cache.put(ASK, GOOD)
    cache.close()
    with sqlite3.connect(folder / FILE) as db:
        db.execute("PRAGMA user_version = 99")

    assert opened(folder).get(ASK) is None


def test_a_folder_that_cannot_be_made_leaves_memory(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("here already")
    cache = opened(tmp_path / "file" / "cache")

    cache.put(ASK, GOOD)

    assert cache.get(ASK) == GOOD


def test_a_file_that_another_process_holds_is_passed_over(folder: Path) -> None:
    opened(folder).put(ASK, GOOD)
    other = sqlite3.connect(folder / FILE, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")

    cache = opened(folder)
    cache._on_disk(lambda db: db.execute("PRAGMA busy_timeout = 1"))
    cache.put(*numbered(1))
    other.execute("ROLLBACK")
    other.close()

    assert opened(folder).get(ASK) == GOOD
