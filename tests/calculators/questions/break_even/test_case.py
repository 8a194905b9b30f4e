"""What is looked up for one question: prices, rivals, electricity, the machine."""

import pytest

from calculators import catalog
from calculators.core.errors import InputErrors
from tests.calculators.questions.break_even.desk import DESK, ask, case, value


def test_the_rival_is_the_same_model_at_its_cheapest_host_before_any_closed_one() -> None:
    found = case(model="gpt-oss-120b")
    assert found.rival is not None
    assert found.rival.offer.model == "gpt-oss-120b"
    assert found.rival.usd == min(each.usd for each in found.same)
    assert len(found.same) == 3
    cost = found.costs["hosted"]
    assert cost.low < cost.high
    assert found.closed is not None
    assert found.closed.offer.access == "closed"


def test_the_price_of_a_machine_without_a_dated_one_is_assumed_and_says_so() -> None:
    result = ask(machine="mac-mini-m4-32gb", model="gpt-oss-20b")
    assert value(result, "price_usd") == 3000
    assert result.figure("price_usd").basis == "assumed"
    assert any("$3,000.00, is our assumption" in each for each in result.verdict.reasons)
    typed = ask(machine="mac-mini-m4-32gb", model="gpt-oss-20b", machine_usd="1000")
    assert value(typed, "price_usd") == 1000
    assert not any("our assumption" in each for each in typed.verdict.reasons)
    dated = ask(machine="ryzen-ai-max-395-128gb")
    machine = catalog.machine("ryzen-ai-max-395-128gb")
    assert machine.price is not None
    assert value(dated, "price_usd") == machine.price.usd
    assert machine.price.url in {source.url for source in dated.sources}


def test_another_currency_needs_a_rate_and_changes_no_decision() -> None:
    with pytest.raises(InputErrors) as errors:
        ask(currency="EUR")
    assert [problem.field for problem in errors.value.problems] == ["exchange_rate"]
    dollars, euros = ask(), ask(currency="EUR", exchange_rate="0.8")
    assert euros.verdict.status == dollars.verdict.status
    own = value(dollars, "own_usd_per_month")
    assert value(euros, "own_usd_per_month") == own
    assert value(euros, "own_per_month") == pytest.approx(0.8 * own)
    assert euros.verdict.headline == (
        "Your own machine costs about €154.50 a month, gpt-oss 120B at OpenRouter €0.43."
    )


def test_typed_prices_of_a_hosted_model_count_instead_of_its_list() -> None:
    result = ask(**DESK | {"hosted_input_usd": "2", "hosted_output_usd": "4"}, per_day="10")
    assert value(result, "hosted_usd_per_request") == pytest.approx((1000 * 2 + 500 * 4) / 1e6)


def test_a_model_that_nobody_lists_can_be_given_a_hosted_price() -> None:
    result = ask(model="qwen3-14b", hosted_input_usd="0.1", hosted_output_usd="0.3")
    assert "Qwen3 14B at your price" in result.verdict.headline
    assert all(source.url for source in result.sources)


def test_of_a_host_that_nobody_lists_both_prices_must_be_known() -> None:
    assert case(model="qwen3-14b", hosted_input_usd=0.1).hosted is None
    assert case(model="qwen3-14b", hosted_output_usd=0.3).hosted is None


def test_a_price_that_is_announced_counts_from_its_day() -> None:
    before = ask(closed="google/gemini-4-argon", at="2026-11-30")
    after = ask(closed="google/gemini-4-argon", at="2026-12-01")
    costs = [value(each, "closed_usd_per_month") for each in (before, after)]
    assert costs[1] == pytest.approx(2 * costs[0])


def test_instructions_in_a_cache_are_read_once_everywhere() -> None:
    plain, kept = ask(), ask(cache="on")
    for name in ("seconds_per_request", "closed_usd_per_month"):
        assert value(kept, name) < value(plain, name)


def test_euro_prices_of_electricity_are_turned_into_dollars_at_the_typed_rate() -> None:
    euro = case(electricity="eu-home", usd_per_eur=1.2)
    assert euro.usd_per_kwh == pytest.approx((0.104 * 1.2, 0.2872 * 1.2, 0.3835 * 1.2))
    assert case(electricity="us-home").usd_per_kwh == (0.1872,) * 3


def test_every_machine_of_the_catalog_has_an_answer() -> None:
    for machine in catalog.machines():
        result = ask(machine=machine, model="llama-3.2-1b", closed="openai/gpt-6-luna")
        assert value(result, "own_usd_per_month") > 0


def test_a_typed_number_that_is_next_to_nothing_counts_as_none() -> None:
    found = case(machine_usd=1e-9, rental_usd=1e-9, hosted_input_usd=1e-9)
    assert found.price is not None
    assert found.rent_usd == found.rental.rates
    assert not found.hosted_typed


def test_a_typed_rent_has_no_range_and_the_dated_offers_have_one() -> None:
    assert case(rental_usd=2.5).rent_usd == (2.5, 2.5, 2.5)
    low, middle, high = case(rental="h100").rent_usd
    assert (low, high) == (2.58, 6.155)
    assert middle == pytest.approx((3.49 + 3.7969) / 2)


def test_without_a_closed_model_and_a_host_there_is_no_rival() -> None:
    found = case(model="qwen3-14b", closed="none")
    assert (found.hosted, found.closed, found.rival, found.decision) == (None,) * 4
    assert found.tried == ()
    assert case(model="qwen3-14b").rival == case(model="qwen3-14b").closed


def test_a_host_whose_context_window_is_too_short_is_none() -> None:
    work = {"work": "own", "input_tokens": 120_000, "output_tokens": 20_000}
    found = case(hosted="groq/openai/gpt-oss-120b", **work)
    assert found.hosted is None
    assert found.rival == found.closed
    # OpenRouter's window is not known, so nothing speaks against it.
    assert [each.offer.id for each in found.same] == ["openrouter/openai/gpt-oss-120b"]


def test_the_range_of_a_hosted_model_is_that_of_all_its_hosts() -> None:
    found = case()
    assert found.hosted is not None
    assert found.hosted_range == (found.same[0].usd, found.hosted.usd, found.same[-1].usd)
    other = case(model="qwen3-14b", hosted="openrouter/qwen/qwen3-8b")
    assert other.hosted is not None
    assert other.hosted_range == (other.hosted.usd,) * 3
    typed = case(hosted_input_usd=1, hosted_output_usd=2)
    assert typed.hosted is not None
    assert typed.hosted_range == (typed.hosted.usd,) * 3


@pytest.mark.parametrize(
    ("prices", "typed"),
    [({}, False), ({"hosted_input_usd": 1}, True), ({"hosted_output_usd": 1}, True)],
)
def test_one_price_of_the_host_is_enough_to_be_the_readers_own(
    prices: dict[str, int], typed: bool
) -> None:
    assert case(**prices).hosted_typed == typed


def test_an_employee_costs_more_than_the_pay() -> None:
    assert case().admin_usd_per_hour == pytest.approx(43.52 * 1.4)
    assert case(admin_usd_per_hour=50, loaded=1).admin_usd_per_hour == 50


def test_percents_of_the_form_are_shares_of_the_price() -> None:
    terms = case(residual_percent=25, interest_percent=6).terms
    assert terms is not None
    assert (terms.residual_share, terms.yearly_interest) == (0.25, 0.06)


def test_care_counts_half_as_much_in_the_cheapest_case_and_double_in_the_dearest() -> None:
    assert [terms.admin_hours for terms in case(admin_hours=3).range] == [1.5, 3, 6]


def test_power_at_work_and_the_price_of_electricity_are_low_in_the_cheapest_case() -> None:
    range_ = case(electricity="eu-home", machine="ryzen-ai-max-395-128gb").range
    assert [terms.busy_watts for terms in range_] == [133, 137, 140]
    assert [terms.usd_per_kwh for terms in range_] == pytest.approx([0.1196, 0.33028, 0.441025])


def test_idle_power_is_never_more_than_power_at_work() -> None:
    terms = case(busy_watts=50, idle_watts=90).terms
    assert terms is not None
    assert (terms.busy_watts, terms.idle_watts) == (50, 50)


def test_the_cheapest_way_is_the_one_that_usually_costs_least() -> None:
    found = case()
    assert found.cheapest is not None
    assert found.cheapest.key == "hosted"
    assert found.costs["hosted"].typical == min(each.typical for each in found.costs.values())


def test_a_decision_is_sure_where_both_edges_of_the_range_agree() -> None:
    assert case().sure
    mails = {"work": "emails", "per_day": 5000, "admin_hours": 1}
    assert not case(hosted="deepseek/deepseek-v4-pro", **mails).sure
    assert case(machine="other").sure


def test_the_usual_quantization_is_the_one_recommended_for_the_model() -> None:
    assert case().quantization == catalog.model("gpt-oss-120b").recommended_quantization
    assert case(quantization="Q4_K_M").quantization == "Q4_K_M"
