"""Every source against every cassette that it has: nobody writes test code for a source."""

import pytest

from ereput.registry import source_classes
from ereput.testing import Cassette, cassettes
from places import FIXTURES

CASSETTES = cassettes(FIXTURES / "sources", FIXTURES / "practitioners")
SOURCES = source_classes()
CASES = {
    "found": {"found"},
    "nobody": {"nothing"},
    "blocked": {"refused", "throttled", "disallowed"},
    "redesign": {"broken"},
    "halfway": {"partial", "limited"},
}


@pytest.mark.parametrize("cassette", CASSETTES, ids=str)
def test_source_reads_its_cassette(cassette: Cassette) -> None:
    assert cassette.told(SOURCES[cassette.source]) == cassette.expected


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("source", SOURCES)
def test_source_shows_that_it_can_say_yes_no_and_i_cannot_tell(source: str, case: str) -> None:
    [cassette] = [c for c in CASSETTES if (c.source, c.case) == (source, case)]

    assert cassette.expected["status"] in CASES[case]


@pytest.mark.parametrize("cassette", CASSETTES, ids=str)
def test_a_harvest_holds_no_key(cassette: Cassette) -> None:
    assert "test-key" not in str(cassette.told(SOURCES[cassette.source]))
