"""Work shared out over processes."""

import time
from collections.abc import Iterator, Sequence

import pytest

from ereput.cli.shares import AHEAD, CHUNK, shared

_told: list[str] = []


def begin(word: str) -> None:
    _told[:] = [word]


def work(things: Sequence[int]) -> list[str]:
    if things[0] == 0:
        time.sleep(0.05)  # the first is the slowest, and still the first
    return [f"{_told[0]}{thing}" for thing in things]


def fail(things: Sequence[int]) -> list[str]:
    raise ValueError("no")


@pytest.mark.parametrize("jobs", [1, 2])
def test_answers_come_in_the_order_of_what_was_asked(jobs: int) -> None:
    with shared(jobs, work, begin, ("n",)) as answers:
        found = list(answers(range(3 * CHUNK + 1)))

    assert found == [f"n{number}" for number in range(3 * CHUNK + 1)]


def test_little_is_read_ahead() -> None:
    taken = 0

    def numbers() -> Iterator[int]:
        nonlocal taken
        for number in range(100 * CHUNK):
            taken += 1
            yield number

    with shared(2, work, begin, ("n",)) as answers:
        assert next(iter(answers(numbers()))) == "n0"
        assert taken <= 2 * AHEAD * CHUNK


def test_an_error_in_a_process_is_an_error_here() -> None:
    with pytest.raises(ValueError, match="no"), shared(2, fail, begin, ("n",)) as answers:
        list(answers([1]))
