import asyncio

import pytest
from wires import Time

from ereput.errors import Throttled
from ereput.fetch.pace import Pace, left


def starts(time: Time, *turns: tuple[str, float], before: "list[tuple[str, float]] | None" = None) -> list[float]:
    """When each turn began; a question takes a quarter of a second."""
    pace = Pace(sleep=time.sleep, clock=time.clock)
    begun: list[float] = []

    async def ask(door: str, seconds: float) -> None:
        async with pace.turn(door, seconds, longest_wait=60):
            begun.append(time.passed)
            time.passed += 0.25

    async def run() -> None:
        for door, away in before or []:
            pace.stay_away(door, away)
        for turn in turns:
            await ask(*turn)

    asyncio.run(run())
    return begun


def test_questions_at_one_door_keep_their_distance(time: Time) -> None:
    assert starts(time, ("a:443", 2), ("a:443", 2), ("a:443", 2)) == [0, 2, 4]


def test_a_door_that_was_left_alone_is_asked_at_once(time: Time) -> None:
    assert starts(time, ("a:443", 0.1), ("a:443", 0.1)) == [0, 0.25]


def test_doors_do_not_wait_for_one_another(time: Time) -> None:
    assert starts(time, ("a:443", 2), ("a:8443", 2), ("b:443", 2)) == [0, 0.25, 0.5]


def test_a_door_that_wants_to_be_left_alone_is(time: Time) -> None:
    assert starts(time, ("b:443", 1), ("a:443", 1), before=[("a:443", 30), ("a:443", 5)]) == [0, 30]


def test_a_door_that_wants_to_be_left_alone_for_long_is_not_asked(time: Time) -> None:
    with pytest.raises(Throttled, match="a:443 is not asked again for 61 s") as caught:
        starts(time, ("a:443", 1), before=[("a:443", 61)])

    assert caught.value.retry_after == 61
    assert time.slept == []


def test_only_one_question_at_a_time_is_put_at_a_door(time: Time) -> None:
    pace = Pace(sleep=time.sleep, clock=time.clock)
    inside: dict[str, int] = {"a:443": 0, "b:443": 0}
    most: dict[str, int] = dict(inside)

    async def ask(door: str) -> None:
        async with pace.turn(door, 0, longest_wait=60):
            inside[door] += 1
            most[door] = max(most[door], inside[door])
            await asyncio.sleep(0)
            assert sum(inside.values()) <= 2
            inside[door] -= 1

    async def run() -> None:
        await asyncio.gather(*(ask(door) for door in ["a:443", "b:443"] * 5))

    asyncio.run(run())

    assert most == {"a:443": 1, "b:443": 1}


def test_a_turn_that_failed_is_over(time: Time) -> None:
    pace = Pace(sleep=time.sleep, clock=time.clock)

    async def run() -> None:
        with pytest.raises(ValueError):
            async with pace.turn("a:443", 1, longest_wait=60):
                raise ValueError
        async with pace.turn("a:443", 1, longest_wait=60):
            pass

    asyncio.run(run())

    assert time.slept == [1]


def test_the_distance_is_kept_from_when_a_question_left(time: Time) -> None:
    pace = Pace(sleep=time.sleep, clock=time.clock)
    sent: list[float] = []

    async def ask() -> None:
        async with pace.turn("a:443", 2, longest_wait=60):
            time.passed += 0.5  # the process was busy
            sent.append(time.passed)
            left.get()(0.0)

    async def run() -> None:
        for _ in range(3):
            await ask()

    asyncio.run(run())

    assert sent == [0.5, 3.0, 5.5]


def test_after_an_interruption_the_first_turn_waits_too(time: Time) -> None:
    pace = Pace(sleep=time.sleep, clock=time.clock, is_resumed=True)

    async def run() -> None:
        for _ in range(2):
            async with pace.turn("a:443", 2, longest_wait=60):
                pass

    asyncio.run(run())

    assert time.slept == [2, 2]


def test_a_door_says_how_many_questions_wait_at_it(time: Time) -> None:
    pace = Pace(sleep=time.sleep, clock=time.clock)
    told: list[dict[str, int]] = []

    async def ask(door: str) -> None:
        async with pace.turn(door, 0, longest_wait=60):
            await asyncio.sleep(0)
            told.append(pace.waiting())

    async def run() -> None:
        await asyncio.gather(*(ask(door) for door in ["b:443", "a:443", "a:443", "a:443"]))

    asyncio.run(run())

    assert told[0] == {"a:443": 2}
    assert told[-1] == {}
