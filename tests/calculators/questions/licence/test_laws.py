"""What holds for every licence: an answer with a source, and nothing looser for more risk."""

from itertools import product
from typing import Any

import pytest

from calculators.engines.licence.record import terms
from calculators.engines.rules.decide import STRICTEST
from calculators.questions.licence.inputs import ACTORS, FIELDS, REGIONS, USES
from tests.calculators.questions.licence.asking import ask, case

ONE_OF_EACH = {each.licence: release for release, each in terms().items()}
"""A release for every licence, and one for none."""
RELEASES = sorted(ONE_OF_EACH.values())
LARGE: dict[str, Any] = {
    "group_annual_revenue_usd": 10**12,
    "group_monthly_revenue_usd": 10**11,
    "product_monthly_revenue_usd": 10**11,
    "product_monthly_users": 10**9,
    "llama_release_month_users": 10**9,
    "operates_maas": True,
    "operates_work_assistant": True,
}


def strictness(**inputs: Any) -> int:
    return -STRICTEST.index(case(**inputs).reading.outcome)


def unless_unknown(looser: int, stricter: int) -> bool:
    """Whether the second is no looser than the first; what is not known can't be compared."""
    unknown = -STRICTEST.index("unknown")
    return unknown in (looser, stricter) or looser <= stricter


@pytest.mark.parametrize("model", RELEASES)
def test_every_case_has_an_outcome_a_clause_and_a_source(model: str) -> None:
    for use, actor, field in product(USES, ACTORS, FIELDS):
        answer = ask(model=model, use=use, actor=actor, field=field)
        assert answer.words["clause"] not in ("", "the text does not say")
        assert answer.verdict.reasons
        assert answer.sources or answer.words["clause"] == "no licence text found"


@pytest.mark.parametrize("model", RELEASES)
def test_more_money_and_more_users_never_loosen_it(model: str) -> None:
    for use, actor in product(USES, ACTORS):
        asked = {"model": model, "use": use, "actor": actor}
        assert unless_unknown(strictness(**asked), strictness(**asked, **LARGE))


@pytest.mark.parametrize("model", RELEASES)
def test_a_commercial_aim_never_loosens_it(model: str) -> None:
    for use, region in product(USES, REGIONS):
        asked = {"model": model, "use": use, "region": region}
        without = strictness(**asked, commercial="no")
        assert unless_unknown(without, strictness(**asked, commercial="yes"))


@pytest.mark.parametrize("model", RELEASES)
def test_a_field_that_a_policy_names_never_loosens_it(model: str) -> None:
    for use, field in product(USES, FIELDS):
        asked = {"model": model, "use": use}
        assert unless_unknown(strictness(**asked), strictness(**asked, field=field))


@pytest.mark.parametrize("model", RELEASES)
def test_duties_are_told_only_where_it_is_permitted(model: str) -> None:
    for use in USES:
        reading = case(model=model, use=use).reading
        if reading.outcome == "allowed_if":
            assert reading.duties
        if reading.outcome not in ("allowed", "allowed_if"):
            assert not reading.duties
