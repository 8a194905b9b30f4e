"""Money examples that others published, worked out with our functions.

Kinds A and B come out to the printed digit and C within 1%; D are mistakes in print, which must
not come out. The examples are in `tests/data/worked_examples.json`.
"""

import json
from collections.abc import Callable
from typing import Any

import pytest

from calculators.engines.ownership.costs import (
    Purchase,
    break_even_units,
    electricity_usd,
    owned_usd_per_month,
    usd_per_mtok,
)
from calculators.engines.price.cost import Usage, priced
from calculators.engines.price.rates import Stepped, resolved
from calculators.questions.agent.loop import Loop
from calculators.questions.subscription.case import break_even_messages, message_usd, whole_messages
from tools.places import ROOT

Given = dict[str, Any]
EXAMPLES: list[dict[str, Any]] = json.loads(
    (ROOT / "tests" / "data" / "worked_examples.json").read_text("utf-8")
)["examples"]
MONTHS_PER_YEAR = 12


def of_kind(*kinds: str) -> list[Any]:
    return [pytest.param(each, id=each["id"]) for each in EXAMPLES if each["kind"] in kinds]


def worked(example: dict[str, Any]) -> dict[str, float]:
    return WAYS[example["does"]](example["given"])


def as_printed(value: float, printed: str) -> str:
    """The value with as many decimals as stand in print."""
    decimals = len(printed.partition(".")[2])
    return f"{value:.{decimals}f}"


def request(given: Given) -> dict[str, float]:
    kinds = ("input", "cached", "output")
    prices = {kind: given[key] for kind in kinds if (key := f"{kind}_usd_per_mtok") in given}
    rates = resolved(prices, given["input_tokens"], batch=False)
    return {"usd": priced(rates, usage(given)).usd + given.get("fee_usd", 0)}


def usage(given: Given) -> Usage:
    return Usage(
        prompt_tokens=given["input_tokens"],
        cached_tokens=given.get("cached_tokens", 0),
        output_tokens=given["output_tokens"],
    )


def requests_by_tier(given: Given) -> dict[str, float]:
    prices = {kind: stepped(given, kind) for kind in ("input", "output")}
    rates = resolved(prices, given["input_tokens"], batch=False)
    return {"usd": given["requests"] * priced(rates, usage(given)).usd}


def stepped(given: Given, kind: str) -> Stepped:
    beyond = (given["tier_above_tokens"], given[f"tier_{kind}_usd_per_mtok"])
    return Stepped(given[f"{kind}_usd_per_mtok"], (beyond,))


def subscription(given: Given) -> dict[str, float]:
    session = message_usd(
        given["input_tokens"],
        given["output_tokens"],
        input_usd=given["input_usd_per_mtok"],
        output_usd=given["output_usd_per_mtok"],
    )
    meeting = known(break_even_messages(given["plan_usd_per_month"], session))
    return {"session_usd": session, "sessions_to_break_even": whole_messages(meeting)}


def loop(given: Given) -> dict[str, float]:
    steps, first = given["steps"], given["first_input_tokens"]
    parts, growth = 1, given.get("growth_tokens", 0)
    if "last_input_tokens" in given:  # even growth, counted in parts of a token to be whole
        parts, growth = steps - 1, given["last_input_tokens"] - first
    talk = Loop(steps=steps, fixed_tokens=parts * first, output_tokens=0, result_tokens=growth)
    tokens = talk.sent(steps) / parts
    return {
        "input_tokens": tokens,
        "last_input_tokens": talk.prompt_of(steps) / parts,
        "times_one_step": tokens * parts / talk.prompt_of(1),
        "usd": tokens * given.get("input_usd_per_mtok", 0) / 1e6,
    }


def ownership(given: Given) -> dict[str, float]:
    return {
        "usd_per_month": Purchase(
            price_usd=given["price_usd"], life_months=given["life_months"]
        ).usd_per_month
    }


def rent(given: Given) -> dict[str, float]:
    found = usd_per_mtok(usd_per_hour=given["usd_per_hour"], tokens_per_s=given["tokens_per_s"])
    return {"usd_per_mtok": known(found)}


def ownership_and_blend(given: Given) -> dict[str, float]:
    half_and_half = {"input_tokens": 500_000, "output_tokens": 500_000}
    assert given["input_share"] == 0.5
    blended = request({**given, **half_and_half})["usd"]
    return {**ownership(given), "blended_usd_per_mtok": blended}


def total_cost(given: Given) -> dict[str, float]:
    per_month = owned_usd_per_month(
        Purchase(price_usd=given["price_usd"], life_months=given["years"] * MONTHS_PER_YEAR),
        electricity_usd=given["power_usd_per_year"] / MONTHS_PER_YEAR,
    )
    per_year = per_month * MONTHS_PER_YEAR
    return {"usd_per_year": per_year, "total_usd": per_year * given["years"]}


def desk_machine(given: Given) -> dict[str, float]:
    per_day = ownership(given)["usd_per_month"] * MONTHS_PER_YEAR / 365
    per_hour = per_day / given["hours_per_day"]
    power = electricity_usd(
        usd_per_kwh=given["usd_per_kwh"], busy_hours=1, busy_watts=given["busy_w"]
    )
    per_mtok = usd_per_mtok(usd_per_hour=per_hour + power, tokens_per_s=given["tokens_per_s"])
    return {"usd_per_day": per_day, "usd_per_hour": per_hour, "usd_per_mtok": known(per_mtok)}


def electricity(given: Given) -> dict[str, float]:
    """The power bill; with a price of 1 it is the kilowatt-hours."""

    def bill(usd_per_kwh: float) -> float:
        return electricity_usd(
            usd_per_kwh=usd_per_kwh, busy_hours=given["hours"], busy_watts=given["busy_w"]
        )

    return {"kwh": bill(1), "usd": bill(given["usd_per_kwh"])}


def break_even_volume(given: Given) -> dict[str, float]:
    mtok = break_even_units(fixed_usd=given["usd_per_month"], saved_usd_each=given["usd_per_mtok"])
    return {"tokens_per_month": known(mtok) * 1e6}


def interest_per_mtok(given: Given) -> dict[str, float]:
    per_hour = given["usd_per_year"] / (given["hours_per_day"] * 365)
    found = usd_per_mtok(usd_per_hour=per_hour, tokens_per_s=given["tokens_per_s"])
    return {"usd_per_mtok": known(found)}


def known(value: float | None) -> float:
    assert value is not None
    return value


WAYS: dict[str, Callable[[Given], dict[str, float]]] = {
    function.__name__: function
    for function in (
        request,
        requests_by_tier,
        subscription,
        loop,
        ownership,
        rent,
        ownership_and_blend,
        total_cost,
        desk_machine,
        electricity,
        break_even_volume,
        interest_per_mtok,
    )
}


@pytest.mark.parametrize("example", of_kind("A", "B"))
def test_examples_come_out_to_the_printed_digit(example: dict[str, Any]) -> None:
    found = worked(example)
    ours = {name: as_printed(found[name], text) for name, text in example["published"].items()}
    assert ours == example["published"]


@pytest.mark.parametrize("example", of_kind("C"))
def test_examples_that_were_rounded_on_the_way_come_out_within_a_hundredth(
    example: dict[str, Any],
) -> None:
    found = worked(example)
    for name, text in example["published"].items():
        assert found[name] == pytest.approx(float(text), rel=0.01), name


@pytest.mark.parametrize("example", of_kind("D"))
def test_mistakes_in_print_do_not_come_out(example: dict[str, Any]) -> None:
    found = worked(example)
    for name, text in example["published"].items():
        assert found[name] != pytest.approx(float(text), rel=0.1), name
    assert {name: found[name] for name in example["right"]} == pytest.approx(example["right"])


def test_a_tier_is_chosen_for_each_request_and_not_on_the_sum_of_a_month() -> None:
    given = next(each for each in EXAMPLES if each["id"] == "A5")["given"]
    one = {**given, "requests": 1, "input_tokens": 300_000, "output_tokens": 2_000}
    assert requests_by_tier(given)["usd"] == pytest.approx(0.312)
    assert requests_by_tier(one)["usd"] == pytest.approx(0.618)


def test_steps_counted_at_their_start_are_the_exact_sum() -> None:
    exact = {
        "steps": 10,
        "first_input_tokens": 3000,
        "growth_tokens": 3000,
        "input_usd_per_mtok": 3,
    }
    found = loop(exact)
    assert (found["input_tokens"], found["usd"]) == (165_000, pytest.approx(0.495))


def test_every_example_names_where_it_stands_or_says_that_it_is_not_known() -> None:
    without = [each["id"] for each in EXAMPLES if not each["source"]["url"]]
    assert without == ["D1"]
    assert all(each["source"]["title"] for each in EXAMPLES)
