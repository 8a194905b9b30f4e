"""Which of two models to look at first: a rule of thumb."""

import pytest

from calculators import catalog
from calculators.questions.finder.order import months, placed_size, size


@pytest.mark.parametrize(
    ("release", "expected"),
    [("2026-01-31", 0), ("2026-04-02", 3), ("2025-10", -3), ("2025", -6), ("2024-07-18", -18)],
)
def test_months_are_counted_from_january_2026(release: str, expected: int) -> None:
    assert months(release) == expected


def test_a_dense_model_counts_with_all_its_weights() -> None:
    assert size(catalog.model("qwen3-8b")) == pytest.approx(8.19, abs=0.01)


def test_a_mixture_lies_between_its_active_part_and_its_whole() -> None:
    assert size(catalog.model("qwen3-30b-a3b")) == pytest.approx((3.3 * 30.53) ** 0.5, rel=1e-3)


def test_a_model_a_year_newer_is_placed_like_one_twice_its_size() -> None:
    model = catalog.model("qwen3-8b")
    assert model.release_date.startswith("2025-04")
    assert placed_size(model) == pytest.approx(size(model) * 2 ** (-9 / 12), rel=1e-3)
