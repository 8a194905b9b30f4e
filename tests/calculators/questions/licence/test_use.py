"""A use as other questions ask about it: the same inputs, and the same outcome."""

from dataclasses import replace
from typing import Any

import pytest

from calculators import catalog
from calculators.engines.licence.record import terms
from calculators.engines.price import offer, offers
from calculators.questions.api_cost import ApiCostInputs
from calculators.questions.api_cost.case import Case as ApiCostCase
from calculators.questions.finder import FinderInputs
from calculators.questions.finder.case import Case as FinderCase
from calculators.questions.licence import LICENCE
from calculators.questions.licence.inputs import ACTORS, USES, release_of
from calculators.questions.licence.use import (
    ANY_USE,
    UserInputs,
    in_the_way,
    licence_name,
    permits,
    reading_of,
)
from tests.calculators.questions.licence.asking import case

SMALL: dict[str, Any] = {}
LARGE: dict[str, Any] = {
    "actor": "company",
    "region": "EU",
    "group_annual_revenue_usd": 10**11,
    "group_monthly_revenue_usd": 10**10,
    "product_monthly_revenue_usd": 10**9,
    "product_monthly_users": 10**9,
    "llama_release_month_users": 10**9,
    "operates_maas": True,
    "operates_work_assistant": True,
}


@pytest.mark.parametrize("use", USES)
@pytest.mark.parametrize("who", [SMALL, {"actor": "person"}, LARGE], ids=["small", "one", "large"])
def test_finder_says_of_every_model_what_licence_says(use: str, who: dict[str, Any]) -> None:
    readings = FinderCase(FinderInputs(use=use, **who)).readings
    assert readings.keys() == catalog.models().keys()
    for model, reading in readings.items():
        said = case(model=model, use=use, **who).reading
        assert (reading.outcome, reading.clause) == (said.outcome, said.clause), model


@pytest.mark.parametrize("use", USES)
@pytest.mark.parametrize("who", [SMALL, LARGE], ids=["small", "large"])
def test_api_cost_says_of_every_open_offer_what_licence_says(use: str, who: dict[str, Any]) -> None:
    asked = ApiCostInputs(use=use, model_2="none", **who)
    for each in offers().values():
        (bill, *_) = ApiCostCase(replace(asked, model=each.id)).bills
        if each.access == "closed":
            assert bill.reading is None
            continue
        release, own = release_of(each.id), each.host == each.maker
        assert bill.reading is not None
        if release in terms():
            said = case(model=release, use=use, via_certified_host=own, **who).reading
            assert (bill.reading.outcome, bill.reading.clause) == (said.outcome, said.clause)
        else:
            assert bill.reading.outcome == "unknown"


def test_every_open_offer_is_a_release_whose_terms_were_looked_for() -> None:
    unknown = [
        each.id
        for each in offers().values()
        if each.access == "open" and release_of(each.id) not in terms()
    ]
    assert unknown == []


def test_the_same_model_of_another_host_is_the_same_release() -> None:
    assert release_of("together/zai-org/GLM-5.3") == release_of("zai/GLM-5.3") == "GLM-5.3"
    assert release_of("openrouter/thinkingmachines/inkling") == "thinkingmachines/Inkling"
    assert offer("together/zai-org/GLM-5.3").label == offer("zai/GLM-5.3").label


def test_the_inputs_are_those_of_licence_in_name_limits_and_words() -> None:
    for name in UserInputs.__dataclass_fields__:
        theirs = LICENCE.field(name)
        ours = UserInputs.__dataclass_fields__[name]
        kind = ours.metadata["input"]
        assert (ours.default, kind.label, kind.help) == (
            theirs.default,
            theirs.input.label,
            theirs.input.help,
        )
        assert kind.when.field == "use"
        assert ANY_USE not in kind.when.values


def test_permitted_is_yes_and_yes_if_and_nothing_asked() -> None:
    assert permits(None)
    found = {permits(case(model=each).reading) for each in ("qwen3-8b", "gemma-3-4b")}
    assert found == {True}
    assert not permits(case(model="command-r7b").reading)
    assert not permits(case(model="mistral-large-4").reading)  # no licence text was found


def test_what_stands_in_the_way_is_listed_by_licence_the_strictest_first() -> None:
    asked = FinderInputs(use="host_service", **LARGE)
    names = {each: (each, reading_of(each, asked)) for each in catalog.models()}
    rows = list(in_the_way(names))
    assert [row[0] for row in rows] == sorted(
        (row[0] for row in rows), key=["No", "Ask first", "Not known"].index
    )
    listed = {model for row in rows for model in row[2].split(", ")}
    assert listed == {each for each, (_, said) in names.items() if not permits(said)}
    assert licence_name("command-r7b") in rows[0][1]


@pytest.mark.parametrize("actor", ACTORS)
def test_a_release_without_a_licence_is_never_permitted(actor: str) -> None:
    for use in USES:
        asked = FinderInputs(use=use, actor=actor)
        assert reading_of("mistral-large-4", asked).outcome == "unknown"
