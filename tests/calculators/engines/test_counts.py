"""What counts tell, against a library that others wrote: tests/data/statsmodels_counts.json."""

import json
from math import floor, inf
from statistics import NormalDist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.engines.counts import (
    ONE_SIDED,
    TWO_SIDED,
    cases_for_margin,
    cases_to_compare,
    margin_cases,
    mcnemar,
    paired_difference,
    wilson,
)
from tests.paths import DATA

KNOWN = json.loads((DATA / "statsmodels_counts.json").read_text("utf-8"))
Z = TWO_SIDED[95]


@pytest.mark.parametrize("percent", TWO_SIDED)
def test_the_quantiles_are_those_of_the_normal_distribution(percent: int) -> None:
    assert TWO_SIDED[percent] == pytest.approx(NormalDist().inv_cdf(0.5 + percent / 200), abs=1e-12)


@pytest.mark.parametrize("percent", ONE_SIDED)
def test_and_so_are_those_of_the_power(percent: int) -> None:
    assert ONE_SIDED[percent] == pytest.approx(NormalDist().inv_cdf(percent / 100), abs=1e-12)


@pytest.mark.parametrize(("right", "cases", "alpha", "low", "high"), KNOWN["wilson"])
def test_the_range_of_a_share_is_that_of_statsmodels(
    right: int, cases: int, alpha: float, low: float, high: float
) -> None:
    found = wilson(right, cases, TWO_SIDED[round(100 * (1 - alpha))])
    assert (found.low, found.high) == pytest.approx((low, high), abs=1e-9)


@pytest.mark.parametrize(("first", "second", "expected"), KNOWN["mcnemar"])
def test_the_chance_of_a_difference_is_that_of_statsmodels(
    first: int, second: int, expected: float
) -> None:
    assert mcnemar(first, second) == pytest.approx(expected, rel=1e-9)


def test_a_million_differences_are_counted_too() -> None:
    assert mcnemar(500_000, 500_000) == 1
    assert 0 < mcnemar(499_000, 501_000) < 0.05


# The planned size for shares of 0.75 and 0.78 that fail alike by half: abeval 0.1.0, sample_size.
def test_a_small_difference_takes_more_than_a_thousand_cases() -> None:
    assert cases_to_compare(0.75, 0.78, 0.5, Z, ONE_SIDED[80]) == 1568


# Cochran, Sampling Techniques: half of all, to within five points, 95 % sure, takes 384.1. At a
# half Wilson's interval is as narrow with z² cases less.
def test_half_of_all_takes_as_many_as_in_the_textbook_less_z_squared() -> None:
    assert margin_cases(0.5, 0.05, Z) == pytest.approx(384.1 - Z**2, abs=0.1)
    assert cases_for_margin(0.5, 0.05, Z) == 381


SHARES = st.one_of(st.floats(0, 1), st.sampled_from([0, 0.5, 0.95, 0.99, 1]))


@given(SHARES, st.floats(0.005, 0.6), st.sampled_from(sorted(TWO_SIDED)))
def test_the_planned_cases_keep_the_range_within_the_margin(
    share: float, margin: float, percent: int
) -> None:
    z = TWO_SIDED[percent]
    cases = cases_for_margin(share, margin, z)
    found = wilson(floor(share * cases + 0.5), cases, z)
    assert found.high - found.share <= margin + 1e-9
    assert found.share - found.low <= margin + 1e-9


@given(st.floats(0.01, 0.99), st.floats(0.01, 0.3), st.sampled_from(sorted(TWO_SIDED)))
def test_fewer_cases_than_that_would_not(share: float, margin: float, percent: int) -> None:
    z, exact = TWO_SIDED[percent], margin_cases(share, margin, TWO_SIDED[percent])
    fewer = exact * 0.99
    right: float = share * fewer
    found = wilson(right, fewer, z)  # type: ignore[arg-type]
    assert max(found.high - found.share, found.share - found.low) > margin or exact == 0


@given(SHARES, st.floats(0.01, 0.2))
def test_a_wider_margin_never_takes_more_cases(share: float, margin: float) -> None:
    assert cases_for_margin(share, 2 * margin, Z) <= cases_for_margin(share, margin, Z)


@given(st.integers(1, 2000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_a_range_holds_its_share_and_stays_between_none_and_all(counts: tuple[int, int]) -> None:
    found = wilson(*counts, Z)
    assert 0 <= found.low <= found.share <= found.high <= 1


@given(st.integers(1, 500), st.integers(1, 500))
def test_more_of_the_same_never_widens_a_range(right: int, wrong: int) -> None:
    once, twice = (wilson(k * right, k * (right + wrong), Z) for k in (1, 2))
    assert twice.high - twice.low <= once.high - once.low


@given(st.floats(0.05, 0.9), st.floats(0.02, 0.05), st.sampled_from([0.0, 0.5, 0.8]))
def test_a_smaller_difference_never_takes_fewer_cases(
    share: float, step: float, alike: float
) -> None:
    small, large = (
        cases_to_compare(share, share + each, alike, Z, ONE_SIDED[80]) for each in (step, 2 * step)
    )
    assert large <= small < inf


@given(st.integers(0, 300), st.integers(0, 300), st.integers(0, 300))
def test_the_order_of_two_models_only_turns_the_sign(first: int, second: int, same: int) -> None:
    cases = first + second + same + 1
    one, other = (paired_difference(a, b, cases, Z) for a, b in ((first, second), (second, first)))
    assert one.low == pytest.approx(-other.high)
    assert mcnemar(first, second) == mcnemar(second, first)
