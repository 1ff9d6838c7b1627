from statistics import mean, variance

import pytest

from ereput.figures.draws import Draws


def test_two_runs_draw_the_same() -> None:
    one, other = Draws(), Draws()

    assert [one.uniform() for _ in range(5)] == [other.uniform() for _ in range(5)]
    assert Draws(0).uniform() != Draws(2).uniform()


def test_uniform_draws_lie_within_and_are_even() -> None:
    draws = Draws()
    drawn = [draws.uniform() for _ in range(4000)]

    assert all(0 < one < 1 for one in drawn)
    assert mean(drawn) == pytest.approx(0.5, abs=0.02)
    assert variance(drawn) == pytest.approx(1 / 12, rel=0.05)


@pytest.mark.parametrize("shape", [0.3, 1.0, 7.5])
def test_gamma_draws_have_their_shape_as_mean_and_variance(shape: float) -> None:
    draws = Draws()
    drawn = [draws.gamma(shape) for _ in range(6000)]

    assert mean(drawn) == pytest.approx(shape, rel=0.06)
    assert variance(drawn) == pytest.approx(shape, rel=0.12)
