import pytest
from hypothesis import given
from hypothesis import strategies as st

from ereput.figures.shares import centre, share, wilson


@given(st.integers(1, 10_000), st.data())
def test_an_interval_stays_between_nought_and_one_and_holds_its_share(total: int, data: st.DataObject) -> None:
    positive = data.draw(st.integers(0, total))
    low, high = wilson(positive, total)

    assert 0 <= low <= centre(positive, total) <= high <= 1
    assert low - 1e-9 <= positive / total <= high + 1e-9


@given(st.integers(1, 500), st.data())
def test_one_more_positive_never_lowers_a_share(total: int, data: st.DataObject) -> None:
    positive = data.draw(st.integers(0, total - 1))

    assert wilson(positive, total)[0] <= wilson(positive + 1, total)[0]
    assert wilson(positive, total)[1] <= wilson(positive + 1, total)[1]


def test_a_worked_example() -> None:
    # Newcombe, Stat. Med. 17 (1998) 857, table I: 81 of 263 gives 0.2553 to 0.3662
    assert wilson(81, 263) == pytest.approx((0.2553, 0.3662), abs=1e-4)


def test_there_is_no_share_of_nothing() -> None:
    with pytest.raises(ValueError, match="nothing"):
        share(0, 0)
