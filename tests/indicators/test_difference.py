"""The interval of a difference, beside the examples of the paper it comes from."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.indicators import newcombe

PARTS = st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@pytest.mark.parametrize(
    ("one", "other", "low", "high"),
    [
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((6, 7), (2, 7), 0.0582, 0.8062),
        ((5, 56), (0, 29), -0.0381, 0.1926),
        ((0, 10), (0, 20), -0.1611, 0.2775),
        ((10, 10), (0, 10), 0.6075, 1.0),
    ],
)
def test_the_examples_of_newcombe_1998_table_ii(
    one: tuple[int, int], other: tuple[int, int], low: float, high: float
) -> None:
    found = newcombe(one, other)
    assert found is not None
    assert (round(found[0], 4), round(found[1], 4)) == (low, high)


@given(PARTS, PARTS)
def test_it_holds_the_difference_and_turns_with_the_sides(one: tuple[int, int], other: tuple[int, int]) -> None:
    found, turned = newcombe(one, other), newcombe(other, one)
    assert found is not None
    assert turned is not None
    difference = one[0] / one[1] - other[0] / other[1]
    assert found[0] - 1e-9 <= difference <= found[1] + 1e-9
    assert found == pytest.approx((-turned[1], -turned[0]))
    assert -1 - 1e-9 <= found[0] <= found[1] <= 1 + 1e-9


@pytest.mark.parametrize("no_share", [(0, 0), (5, 3), (-1, 4)])
def test_there_is_none_where_a_side_is_no_share(no_share: tuple[int, int]) -> None:
    assert newcombe(no_share, (1, 4)) is None
    assert newcombe((1, 4), no_share) is None
