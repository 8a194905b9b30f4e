"""The loop and its bill, step by step and at once, beside an agent acted out token by token."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.engines.price import offers
from calculators.engines.price.cost import HOUR, MINUTES, NO_CACHE, Billing, Usage, request_usd
from calculators.engines.price.rates import Rates
from calculators.questions.agent.loop import (
    CAP,
    CLEAR,
    KEEP,
    SUMMARISE,
    WINDOW,
    AgentTask,
    Loop,
    longest_tokens,
    loop_cost,
    requests,
    run,
    total_cost,
    total_usd,
)
from tests.calculators.questions.agent.acted_out import Agent, Prices, Vendor, act
from tests.calculators.questions.agent.asking import ALONE, case_of
from tests.laws import law

if TYPE_CHECKING:
    from calculators.questions.agent.loop import Card

SETTLED = law(60)


def rates(fresh: float, cached: float, write: float, output: float) -> Rates:
    return Rates(
        input=fresh,
        cached=cached,
        write=write,
        write_1h=write,
        output=output,
        listed=(),
        batch=False,
    )


def flat(fresh: float = 2, cached: float = 0.1, write: float = 2.5, output: float = 10) -> Card:
    return lambda prompt: rates(fresh, cached, write, output)


def cliff(prices: Prices) -> Card:
    return lambda prompt: rates(*(prices.above if prompt > prices.cliff else prices.below))


def calibrated(**changed: int) -> Loop:
    usual = Loop(steps=30, fixed_tokens=12_000, output_tokens=400, result_tokens=1_600)
    return replace(usual, **changed)  # type: ignore[arg-type]


AGENTS = st.builds(
    Agent,
    fixed=st.integers(1, 120),
    output=st.integers(1, 20),
    result=st.integers(0, 40),
    steps=st.integers(1, 20),
    shorten=st.sampled_from([KEEP, SUMMARISE, CLEAR]),
    limit=st.integers(100, 600),
    summary=st.integers(1, 40),
    kept=st.integers(0, 4),
    helpers=st.integers(0, 3),
    report=st.integers(1, 30),
)
# A thousand times what vendors ask, so that a cent is not more than the whole task.
USD = st.tuples(*[st.integers(1, 50_000)] * 4)
PRICES = st.builds(Prices, cliff=st.integers(50, 900), below=USD, above=USD)
HITS = st.sampled_from([Fraction(1), Fraction(9, 10), Fraction(1, 3), Fraction(0)])
AGAIN = st.sampled_from([Fraction(0), Fraction(1, 10), Fraction(1)])


def loop_of(agent: Agent) -> Loop:
    return Loop(
        steps=agent.steps,
        fixed_tokens=agent.fixed,
        output_tokens=agent.output,
        result_tokens=agent.result,
        joined_tokens=agent.helpers * agent.report,
        last_output_tokens=agent.last_output,
        shorten=agent.shorten,
        shorten_at=agent.limit,
        summary_tokens=agent.summary,
        kept_results=agent.kept,
    )


@dataclass
class Played:
    """The same question, put to the sums and to the play."""

    task: AgentTask
    card: Card
    billing: Billing
    played_usd: float
    lengths: list[int]


def played(agent: Agent, prices: Prices, hit: Fraction, again: Fraction, cached: bool) -> Played:
    vendor = Vendor(prices, cached, hit, again)
    lengths = act(agent, vendor)
    helper = replace(
        agent, steps=3, shorten="keep", helpers=0, last_output=agent.report if agent.helpers else 1
    )
    for _ in range(agent.helpers):
        vendor.kept = [-1]
        act(helper, vendor)
    task = AgentTask(
        lead=loop_of(agent),
        helpers=agent.helpers,
        helper=loop_of(helper) if agent.helpers else None,
    )
    caching = MINUTES if cached else NO_CACHE
    billing = Billing(caching=caching, hit_rate=float(hit), attempts=float(1 + again))
    return Played(task, cliff(prices), billing, float(vendor.bill / 10**6), lengths)


CASES = st.builds(played, AGENTS, PRICES, HITS, AGAIN, st.booleans())


@SETTLED
@given(CASES)
def test_any_loop_costs_what_it_costs_when_it_is_acted_out(case: Played) -> None:
    counted = run(case.task, case.card, case.billing)
    assert counted.total.usd == pytest.approx(case.played_usd, rel=1e-9)
    assert abs(counted.total.usd - case.played_usd) < 0.005  # to the cent
    steps = [each.prompt_tokens for each in counted.charges if each.kind == "step"]
    assert steps == case.lengths


@SETTLED
@given(CASES)
def test_the_whole_at_once_is_the_sum_of_its_steps(case: Played) -> None:
    at_once = total_cost(case.task, case.card, case.billing)
    counted = run(case.task, case.card, case.billing).total
    assert at_once.usd == pytest.approx(counted.usd, rel=1e-9)
    assert (at_once.input_tokens, at_once.output_tokens) == pytest.approx(
        (counted.input_tokens, counted.output_tokens)
    )


@SETTLED
@given(CASES)
def test_the_sum_by_length_and_the_longest_request_are_those_of_the_steps(case: Played) -> None:
    counted = run(case.task, case.card, case.billing)
    whole = total_usd(case.task, case.card, case.billing)
    assert whole == pytest.approx(counted.total.usd, rel=1e-9)
    assert longest_tokens(case.task) == max(charge.longest_tokens for charge in counted.charges)


@SETTLED
@given(AGENTS, PRICES, st.integers(1, 40))
def test_the_closed_form_knows_the_cost_after_any_step(
    agent: Agent, prices: Prices, steps: int
) -> None:
    loop = replace(loop_of(replace(agent, shorten=KEEP)), steps=40)
    counted = run(AgentTask(lead=loop), cliff(prices), Billing()).charges[:steps]
    usd = sum(charge.spent.usd for charge in counted)
    assert loop_cost(loop, cliff(prices), Billing(), steps=steps).usd == pytest.approx(usd)


def test_prompts_grow_by_the_same_amount_and_their_sum_with_the_square() -> None:
    loop = calibrated()
    prompts = [each.prompt_tokens for each in requests(loop)]
    assert prompts[:3] == [12_000, 14_000, 16_000]
    assert prompts[-1] == 70_000 == loop.prompt_of(30)
    assert sum(prompts) == 1_230_000 == loop.sent(30)
    assert loop.sent(60) / loop.sent(30) == pytest.approx(3.46, abs=0.01)


def test_a_summary_is_a_request_more_and_the_talk_starts_again_from_it() -> None:
    loop = replace(calibrated(steps=40), shorten=SUMMARISE, shorten_at=80_000, summary_tokens=2_000)
    found = list(requests(loop))
    place = next(n for n, each in enumerate(found) if each.summary)
    assert found[place - 1].prompt_tokens == 80_000
    assert (found[place].prompt_tokens, found[place].output_tokens) == (82_000, 2_000)
    after = found[place + 1]
    assert (after.step, after.prompt_tokens, after.seen_tokens) == (36, 14_000, 0)


def test_dropping_old_results_gives_the_prompts_that_were_measured() -> None:
    # browser-use/cc_compaction: each turn with the latest two results left
    loop = Loop(
        steps=10,
        fixed_tokens=1_141,
        output_tokens=74,
        result_tokens=497,
        shorten=CLEAR,
        shorten_at=2_283,
        kept_results=2,
    )
    prompts = [each.prompt_tokens for each in requests(loop)]
    assert prompts == [1141, 1712, 2283, 2357, 2431, 2505, 2579, 2653, 2727, 2801]
    assert sum(prompts) == 23_189
    kept = [each.prompt_tokens for each in requests(replace(loop, shorten=KEEP))]
    assert (sum(kept), kept[-1]) == (37_105, 6_280)


def test_reports_of_helpers_join_the_talk_after_the_first_step() -> None:
    loop = calibrated(joined_tokens=3_000)
    assert [each.prompt_tokens for each in requests(loop)][:3] == [12_000, 17_000, 19_000]


def test_the_calibrated_task_reads_102_tokens_for_each_one_it_writes() -> None:
    total = loop_cost(calibrated(), flat(), Billing())
    assert (total.input_tokens, total.output_tokens) == (1_230_000, 12_000)
    assert total.input_tokens // total.output_tokens == 102
    assert f"{total.read_tokens / total.input_tokens:.0%}" == "94%"


def test_caching_reads_what_was_sent_before_and_writes_only_what_is_new() -> None:
    total = loop_cost(calibrated(), flat(), Billing())
    assert (total.read_tokens, total.fresh_tokens) == (1_160_000, 70_000)
    assert total.usd == pytest.approx(1.16 * 0.1 + 0.07 * 2.5 + 0.012 * 10)
    assert loop_cost(calibrated(), flat(), Billing(caching=NO_CACHE)).usd == pytest.approx(2.58)


def test_an_hour_in_the_cache_costs_its_own_price() -> None:
    dearer = replace_rates(write_1h=4)
    minutes, hour = (
        loop_cost(calibrated(), dearer, Billing(caching=each)).usd for each in (MINUTES, HOUR)
    )
    assert hour - minutes == pytest.approx(0.07 * (4 - 2.5))


def replace_rates(**changed: float) -> Card:
    return lambda prompt: replace(flat()(prompt), **changed)  # type: ignore[arg-type]


def test_what_is_not_found_in_the_cache_is_written_again() -> None:
    half = loop_cost(calibrated(), flat(), Billing(hit_rate=0.5))
    assert (half.read_tokens, half.fresh_tokens) == (580_000, 650_000)
    none = loop_cost(calibrated(), flat(), Billing(hit_rate=0))
    assert none.usd == pytest.approx(1.23 * 2.5 + 0.12)


def test_a_full_window_is_named_with_the_step_that_does_not_fit() -> None:
    found = run(AgentTask(lead=calibrated()), flat(), Billing(), window=50_000)
    assert found.stop is not None
    assert (found.stop.why, found.stop.step) == (WINDOW, 20)
    assert found.peak_tokens == 48_000
    assert calibrated().steps_within(50_000) == 19


def test_a_cap_stops_before_the_step_that_would_pass_it() -> None:
    whole = run(AgentTask(lead=calibrated()), flat(), Billing())
    found = run(AgentTask(lead=calibrated()), flat(), Billing(), cap=0.2)
    assert found.stop is not None
    assert (found.stop.why, found.stop.step) == (CAP, len(found.charges) + 1)
    assert found.total.usd <= 0.2 < found.total.usd + whole.charges[len(found.charges)].spent.usd


def test_a_step_beyond_a_cliff_is_paid_whole_at_the_dearer_rates() -> None:
    prices = Prices(cliff=50_000, below=(2, 1, 3, 10), above=(20, 10, 30, 100))
    charges = run(AgentTask(lead=calibrated()), cliff(prices), Billing()).charges
    at, beyond = charges[19], charges[20]
    assert (at.prompt_tokens, beyond.prompt_tokens) == (50_000, 52_000)
    assert at.spent.usd == pytest.approx((48_000 * 1 + 2_000 * 3 + 400 * 10) / 1e6)
    assert beyond.spent.usd == pytest.approx((50_000 * 10 + 2_000 * 30 + 400 * 100) / 1e6)


@law(25)
@given(st.sampled_from(sorted(offers())), st.integers(1, 120), st.sampled_from(["5min", "1h"]))
def test_each_line_of_the_bill_is_what_the_price_list_asks(
    model: str, steps: int, caching: str
) -> None:
    case = case_of(task="own", model=model, steps=steps, **ALONE)
    main = replace(case.main, billing=Billing(caching=caching))
    for charge in main.run.charges:
        spent = charge.spent
        usage = Usage(
            prompt_tokens=spent.input_tokens,
            cached_tokens=spent.read_tokens,
            cache_write_tokens=spent.fresh_tokens,
            cache_write_1h_tokens=spent.fresh_tokens if caching == "1h" else 0,
            output_tokens=spent.output_tokens,
        )
        asked = request_usd(main.offer, usage, at=case.at)
        assert spent.usd == pytest.approx(asked, rel=1e-12)


SMALL = Loop(steps=4, fixed_tokens=100, output_tokens=10, result_tokens=40)


def test_reports_of_helpers_are_sent_from_the_second_step_on() -> None:
    joined = replace(SMALL, joined_tokens=500)
    assert [joined.prompt_of(step) for step in (1, 2, 3, 4)] == [100, 650, 700, 750]
    assert [each.prompt_tokens for each in requests(joined)] == [100, 650, 700, 750]
    assert [joined.sent(steps) for steps in (0, 1, 2, 4)] == [0, 100, 750, 2200]


@pytest.mark.parametrize(
    ("window", "steps"), [(109, 0), (110, 1), (159, 1), (160, 2), (209, 2), (210, 3)]
)
def test_a_window_has_room_for_a_prompt_and_what_is_written_to_it(window: int, steps: int) -> None:
    assert SMALL.steps_within(window) == steps


def test_a_window_that_holds_no_report_of_the_helpers_has_room_for_the_first_step_alone() -> None:
    slow = replace(SMALL, output_tokens=1, result_tokens=0, joined_tokens=500)
    assert [slow.steps_within(window) for window in (101, 601, 602)] == [1, 1, 2]


def test_a_window_that_just_holds_the_last_prompt_and_its_answer_stops_nothing() -> None:
    task = AgentTask(lead=SMALL)  # its last prompt is 250 tokens, and 10 are written to it
    enough, short = (run(task, flat(), Billing(), window=window) for window in (260, 259))
    assert enough.stop is None
    assert short.stop is not None
    assert (short.stop.why, short.stop.step) == (WINDOW, 4)
    assert (enough.peak_tokens, short.peak_tokens) == (250, 200)
    assert run(task, flat(), Billing(), window=50).peak_tokens == 0


def test_a_limit_that_is_just_reached_stops_nothing() -> None:
    whole = run(AgentTask(lead=SMALL), flat(), Billing())
    usd = sum(charge.spent.usd for charge in whole.charges)
    same, less = (run(AgentTask(lead=SMALL), flat(), Billing(), cap=cap) for cap in (usd, usd / 2))
    assert same.stop is None
    assert less.stop is not None
    assert less.stop.why == CAP


@pytest.mark.parametrize("shorten", [KEEP, SUMMARISE, CLEAR])
@pytest.mark.parametrize("cliff_tokens", [99, 100, 149, 150, 200, 250, 260])
def test_all_requests_on_one_side_of_a_cliff_are_paid_at_its_rates(
    shorten: str, cliff_tokens: int
) -> None:
    prices = Prices(cliff=cliff_tokens, below=(2, 1, 3, 10), above=(20, 10, 30, 100))
    task = AgentTask(lead=replace(SMALL, shorten=shorten, shorten_at=1_000))
    steps = run(task, cliff(prices), Billing()).total.usd
    assert total_usd(task, cliff(prices), Billing()) == pytest.approx(steps, rel=1e-12)


@pytest.mark.parametrize("shorten", [KEEP, SUMMARISE, CLEAR])
def test_the_longest_request_is_the_last_or_that_of_a_helper(shorten: str) -> None:
    lead = replace(SMALL, shorten=shorten, shorten_at=1_000)  # 250 tokens at last, and 10 written
    little, large = replace(SMALL, steps=2), replace(SMALL, steps=9)
    assert longest_tokens(AgentTask(lead=lead)) == 260
    assert longest_tokens(AgentTask(lead=lead, helpers=1, helper=little)) == 260
    assert longest_tokens(AgentTask(lead=lead, helpers=1, helper=large)) == 510


def test_helpers_are_charged_after_the_first_step_with_their_longest_prompt() -> None:
    task = AgentTask(lead=replace(SMALL, steps=1), helpers=2, helper=replace(SMALL, steps=9))
    whole, short = (run(task, flat(), Billing(), window=window) for window in (510, 509))
    assert (whole.stop, whole.peak_tokens) == (None, 500)
    assert short.stop is not None
    assert (short.stop.why, short.stop.step) == (WINDOW, 1)


def test_where_there_is_nothing_to_clear_the_prompt_stays_in_the_cache() -> None:
    wordy = replace(SMALL, shorten=CLEAR, shorten_at=1, kept_results=2)
    assert [(each.prompt_tokens, each.seen_tokens) for each in requests(wordy)] == [
        (100, 0),
        (150, 100),
        (200, 150),
        (210, 0),  # the first of three results was cleared
    ]


@pytest.mark.parametrize("shorten", [SUMMARISE, CLEAR])
def test_a_conversation_of_which_nothing_is_kept_begins_anew(shorten: str) -> None:
    forgetful = replace(SMALL, shorten=shorten, shorten_at=150)
    last = [each for each in requests(forgetful) if each.step == 3][-1]
    written = 20 if shorten == CLEAR else 0
    assert (last.prompt_tokens, last.seen_tokens) == (100 + written, 0)
