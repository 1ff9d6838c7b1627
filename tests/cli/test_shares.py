"""Work shared out over processes. What they do is built in, as a process of its own cannot import a test."""

from collections.abc import Iterator
from typing import Any

import pytest

from ereput.cli.files.shares import AHEAD, CHUNK, shared


@pytest.mark.parametrize("jobs", [1, 2])
def test_answers_come_in_the_order_of_what_was_asked(jobs: int) -> None:
    with shared(jobs, list, dict) as answers:
        found = list(answers(range(3 * CHUNK + 1)))

    assert found == list(range(3 * CHUNK + 1))


def test_little_is_read_ahead() -> None:
    taken = 0

    def numbers() -> Iterator[int]:
        nonlocal taken
        for number in range(100 * CHUNK):
            taken += 1
            yield number

    with shared(2, list, dict) as answers:
        assert next(iter(answers(numbers()))) == 0
        assert taken <= 2 * AHEAD * CHUNK


def test_an_error_in_a_process_is_an_error_here() -> None:
    work: Any = int  # of a list: a TypeError
    with pytest.raises(TypeError, match="int"), shared(2, work, dict) as answers:
        list(answers([1]))
