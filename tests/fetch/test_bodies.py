import asyncio
import gzip
from collections.abc import AsyncIterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ereput.errors import Broken
from ereput.fetch.bodies import bounded
from ereput.fetch.wire import Lost


def read(body: bytes, encoding: str = "", most: int = 1000, step: int = 7, **how: bool) -> bytes:
    async def chunks() -> AsyncIterator[bytes]:
        for start in range(0, len(body), step):
            yield body[start : start + step]

    return asyncio.run(bounded(chunks(), encoding, most, **how))


@given(st.binary(max_size=900), st.sampled_from(["", "identity", "gzip", "X-GZIP"]), st.integers(1, 2000))
def test_a_body_within_the_limit_is_read_whole(body: bytes, encoding: str, step: int) -> None:
    sent = gzip.compress(body) if "gzip" in encoding.lower() else body

    assert read(sent, encoding, step=step) == body


@pytest.mark.parametrize("encoding", ["", "gzip"])
def test_the_limit_itself_is_allowed_and_one_more_is_not(encoding: str) -> None:
    pack = gzip.compress if encoding else bytes

    assert len(read(pack(b"x" * 1000), encoding)) == 1000
    with pytest.raises(Broken, match="longer than"):
        read(pack(b"x" * 1001), encoding)


@pytest.mark.parametrize("encoding", ["", "gzip"])
def test_a_body_that_may_be_cut_is_cut_at_the_limit(encoding: str) -> None:
    body = bytes(range(256)) * 10

    assert read(gzip.compress(body) if encoding else body, encoding, may_cut=True) == body[:1000]


def test_members_of_gzip_are_one_body_and_padding_is_none() -> None:
    assert read(gzip.compress(b"one ") + gzip.compress(b"two") + b"\0" * 20, "gzip") == b"one two"


def test_a_zipped_body_that_ends_early_was_cut() -> None:
    with pytest.raises(Lost, match="cut short"):
        read(gzip.compress(b"x" * 500)[:-10], "gzip")


def test_a_body_that_is_not_what_it_says_is_broken() -> None:
    with pytest.raises(Broken, match="says that it is gzip"):
        read(b"<html>not zipped</html>", "gzip")


EMPTY = gzip.compress(b"")


@pytest.mark.parametrize(
    "more",
    [
        pytest.param(EMPTY * 3000, id="empty members"),
        pytest.param(EMPTY[:10] + b"\0\0\0\xff\xff" * 12_000, id="empty blocks"),
        pytest.param(EMPTY[:3] + b"\x08" + EMPTY[4:10] + b"name" * 15_000, id="a file name without end"),
        pytest.param(EMPTY + b"\0" * 60_000, id="padding"),
    ],
)
def test_a_body_that_unfolds_to_nothing_for_ever_is_left(more: bytes) -> None:
    sent = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal sent
        yield more
        while sent < 10_000_000:
            sent += 60_000
            yield more[-60_000:]

    with pytest.raises(Broken, match="longer than"):
        asyncio.run(bounded(endless(), "gzip", 1000))

    assert sent < 200_000


@pytest.mark.parametrize("encoding", ["br", "deflate", "zstd", "gzip, gzip"])
def test_other_encodings_are_refused_unread(encoding: str) -> None:
    with pytest.raises(Broken, match="not asked for"):
        read(b"anything", encoding)
