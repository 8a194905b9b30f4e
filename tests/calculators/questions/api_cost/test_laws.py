"""What must hold for every kind of work, every model and every rule."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.core.results import Bars, Receipt, Result
from calculators.engines.price import offers
from calculators.engines.workload import BUSINESS
from calculators.questions.api_cost import API_COST
from tests.laws import law

IDS = sorted(offers())
Inputs = dict[str, object]
WORK = st.fixed_dictionaries(
    {
        "work": st.sampled_from([*BUSINESS, "own"]),
        "per_day": st.integers(0, 5000),
        "pages": st.integers(0, 60),
        "page_form": st.sampled_from(["text", "pdf", "scan"]),
        "words": st.integers(0, 5000),
        "minutes": st.integers(0, 90),
        "code_tokens": st.integers(0, 100_000),
        "staff": st.integers(0, 100),
        "messages": st.integers(0, 50),
        "message_words": st.integers(0, 500),
        "turns": st.integers(1, 20),
        "input_tokens": st.integers(0, 400_000),
        "output_tokens": st.integers(0, 20_000),
        "answer": st.sampled_from(["usual", "line", "half-page", "three-pages"]),
        "reasoning": st.booleans(),
        "instructions_words": st.integers(0, 5000),
        "language": st.sampled_from(["english", "german", "other"]),
        "compare": st.booleans(),
    }
)
RULES = st.fixed_dictionaries(
    {
        "at": st.sampled_from(["2026-11-24", "2026-11-24 02:00", "2026-12-01", "2027-03-01"]),
        "batch": st.booleans(),
        "caching": st.sampled_from(["off", "5min", "1h"]),
        "arrival": st.sampled_from(["spread", "together", "typed"]),
        "hit_percent": st.integers(0, 100),
        "peak_percent": st.integers(0, 100),
        "fee_percent": st.integers(0, 30),
        "other_page_tokens": st.sampled_from([0, 900]),
        "own_input": st.sampled_from([0, 1]),
        "own_output": st.sampled_from([0, 4]),
        "model": st.sampled_from([*IDS, "own"]),
        **{f"model_{n}": st.sampled_from(["none", *IDS]) for n in range(2, 7)},
    }
)
AMOUNTS = (
    "per_day",
    "pages",
    "words",
    "minutes",
    "code_tokens",
    "staff",
    "messages",
    "message_words",
)


def months(result: Result) -> dict[str, float | None]:
    return {each.name: each.value for each in result.figures if "usd_per" in each.name}


@law(150)
@given(WORK, RULES)
def test_every_question_in_range_has_an_answer_without_negative_amounts(
    work: Inputs, rules: Inputs
) -> None:
    result = API_COST.answer(work | rules)
    assert all(each.value is None or each.value >= 0 for each in result.figures)


@law(150)
@given(WORK, RULES, st.sampled_from(AMOUNTS), st.integers(1, 50))
def test_more_work_never_costs_less(work: Inputs, rules: Inputs, name: str, more: int) -> None:
    # The share found in the cache grows with the work that comes, which is not what is asked here.
    fixed = {"arrival": "typed"}
    less = months(API_COST.answer(work | rules | fixed))
    amount = int(str(work[name])) + more
    greater = months(API_COST.answer(work | rules | fixed | {name: amount}))
    for slot, usd in less.items():
        after = greater[slot]
        if slot.startswith("usd_per_month") and usd is not None and after is not None:
            assert after >= usd * (1 - 1e-12)


@law(100)
@given(WORK, RULES)
def test_a_batch_never_costs_more(work: Inputs, rules: Inputs) -> None:
    single = months(API_COST.answer(work | rules | {"batch": "off"}))
    batch = months(API_COST.answer(work | rules | {"batch": "on"}))
    for name, usd in single.items():
        together = batch[name]
        assert (usd is None) == (together is None)
        if usd is not None and together is not None:
            assert together <= usd * (1 + 1e-12)


@law(100)
@given(WORK, RULES)
def test_the_bars_are_the_bills(work: Inputs, rules: Inputs) -> None:
    result = API_COST.answer(work | rules)
    known = sorted(
        usd
        for name, usd in months(result).items()
        if name.startswith("usd_per_month") and usd is not None
    )
    charts = [chart for chart in (result.chart, *result.more_charts) if chart]
    assert [type(chart) for chart in charts] == ([Receipt, Bars] if known else [])
    for chart in charts:
        assert isinstance(chart, Bars | Receipt)
        bars = [bar.total for bar in chart.bars] if isinstance(chart, Bars) else None
        paid = [entry.value for entry in chart.entries] if isinstance(chart, Receipt) else bars
        assert paid == pytest.approx(known)


@law(60)
@given(WORK, RULES)
def test_each_change_does_what_it_says(work: Inputs, rules: Inputs) -> None:
    asked = work | rules
    for change in API_COST.answer(asked).changes:
        after = API_COST.answer(asked | dict(change.inputs))
        shown = {cell for row in after.tables[0].rows for cell in row[4:5]}
        assert any(f"({cell} a month)" in change.text for cell in shown)
