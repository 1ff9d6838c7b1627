"""Real pages with bytes changed at random: nothing leaves the reader but a reading, and none takes long.

The pages stand beside the repository and are no part of it; without them there is nothing to change.
"""

import random
import time
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from ereput.model import Evidence
from ereput.parsing.decoding import decoded
from ereput.reading import Reading, read_html
from places import SHARED

PAGES = SHARED / "bench" / "pages" / "dev"
EVIDENCE = Evidence(source="exports", url="file:page.html", retrieved_at=datetime(2026, 11, 21, 9, tzinfo=UTC))
LONGEST = 2.0  # seconds of the processor for one mutant: others may be at work
PIECES = [b"<", b">", b'"', b"'", b"&", b"{", b"}", b"[", b"]", b"\\", b"\0", b"\xff", b"<!--", b"-->", b"</script>",
          b"<script>", b"<div itemscope>", b"</div>", b"itemprop=", b"&quot;", b"]]>", b"/*", b"//", b"\xef\xbb\xbf",
          b"9" * 400, b"<p class=reply>", b"\xe2\x80\xae", b"\xed\xa0\x80", b" typeof=x property=name "]  # fmt: skip

pytestmark = pytest.mark.skipif(not PAGES.is_dir(), reason="needs ../shared/bench/pages/dev")


def test_no_mutant_raises_or_takes_long() -> None:
    slowest = max(seconds(mutant) for mutant in mutants(500))

    assert slowest < LONGEST


@pytest.mark.soak
def test_no_mutant_of_a_hundred_thousand_raises_or_takes_long() -> None:
    slowest = 0.0
    for number, mutant in enumerate(mutants(100_000)):
        slowest = max(slowest, seconds(mutant))
        assert slowest < LONGEST, f"mutant {number}: {slowest:.1f} s"
        if number % 10_000 == 9_999:
            print(f"{number + 1} mutants, the slowest {slowest:.2f} s", flush=True)  # noqa: T201


def mutants(number: int) -> Iterator[bytes]:
    """So many mutants; each is the same at every run."""
    pages = [page.read_bytes() for page in sorted(PAGES.glob("*.html"))]
    for seed in range(number):
        chance = random.Random(seed)
        page = pages[seed % len(pages)]
        for _ in range(chance.choice([1, 2, 5, 20])):
            page = mutated(page, chance)
        yield page


def mutated(page: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(page) + 1)
    end = min(len(page), start + chance.choice([1, 3, 30, 300, 3000]))
    other = chance.randrange(len(page) + 1)
    return (
        page[:start]
        + chance.choice(
            [
                lambda: page[end:],
                lambda: chance.choice(PIECES) + page[start:],
                lambda: chance.choice(PIECES) * chance.choice([2, 50, 2000]) + page[end:],
                lambda: page[start:end] * chance.choice([2, 20]) + page[end:],
                lambda: bytes(chance.randrange(256) for _ in range(min(30, end - start))) + page[end:],
                lambda: page[other : other + end - start] + page[start:],
                lambda: page[start:end][::-1] + page[end:],
                lambda: b"" if chance.random() < 0.1 else page[start:],
            ]
        )()
    )


def seconds(mutant: bytes) -> float:
    began = time.process_time()
    reading = read_html(decoded(mutant), "", EVIDENCE)
    took = time.process_time() - began
    assert isinstance(reading, Reading)
    return took
