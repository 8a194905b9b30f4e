"""Conditions as records write them."""

import pytest

from calculators.engines.rules.condition import Condition, asks_about, holds

FACTS = {"use": "host", "region": "EU", "commercial": True, "revenue_usd": 20_000_000}


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ({}, True),
        ({"region": "EU"}, True),
        ({"region": "US"}, False),
        ({"use": ["host", "sell"]}, True),
        ({"use": ["sell"]}, False),
        ({"commercial": True, "region": "US"}, False),
        ({"revenue_usd": "> 20_000_000"}, False),
        ({"revenue_usd": ">= 20_000_000"}, True),
        ({"revenue_usd": "< 20_000_001"}, True),
        ({"revenue_usd": "<= 19_999_999"}, False),
        ({"any_of": [{"region": "US"}, {"commercial": True}]}, True),
        ({"any_of": [{"region": "US"}, {"commercial": False}]}, False),
    ],
)
def test_all_of_a_condition_must_hold(condition: Condition, expected: bool) -> None:
    assert holds(condition, FACTS) is expected


def test_a_fact_that_a_case_lacks_is_an_error_and_no_refusal() -> None:
    with pytest.raises(KeyError):
        holds({"colour": "blue"}, FACTS)


def test_what_is_asked_about_is_also_found_inside_alternatives() -> None:
    condition = {"region": "EU", "any_of": [{"use": "host"}, {"revenue_usd": "> 5"}]}
    assert [name for name, _ in asks_about(condition)] == ["region", "use", "revenue_usd"]
