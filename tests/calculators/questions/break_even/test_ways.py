"""What a request costs at a host, beside what the monthly bill says of the same work."""

from datetime import datetime

import pytest

from calculators.engines.price import offer, offers
from calculators.engines.workload import Work, workload
from calculators.questions.api_cost import API_COST
from calculators.questions.break_even import BREAK_EVEN
from calculators.questions.break_even.ways import call

NOON = datetime(2026, 11, 24, 12)
WORKS = (
    {"work": "invoices", "pages": 6},
    {"work": "chat"},
    {"work": "own", "input_tokens": 5000, "output_tokens": 500},
)


@pytest.mark.parametrize("work", WORKS, ids=lambda work: work["work"])
@pytest.mark.parametrize("ident", offers())
def test_a_request_costs_what_the_monthly_bill_says(ident: str, work: dict[str, object]) -> None:
    alone = {f"model_{number}": "none" for number in range(2, 7)}
    plain = {"at": "2026-11-24", "caching": "off", "model": ident}
    figure = API_COST.answer(work | plain | alone).figure("usd_per_request")
    found = call(offer(ident), workload(Work(**work)), at=NOON, cache=False)  # type: ignore[arg-type]
    assert figure.value == pytest.approx(found.usd)


def test_a_typed_price_of_reading_leaves_the_discount_of_a_cache() -> None:
    month = workload(Work())
    sonnet = offer("anthropic/claude-sonnet-5-5")
    listed = call(sonnet, month, at=NOON, cache=True)
    twice = call(sonnet, month, at=NOON, cache=True, input_usd=4, output_usd=20)
    assert (listed.rates.input, listed.rates.output) == (2, 10)
    assert twice.usd == pytest.approx(2 * listed.usd)


def test_the_working_shows_what_is_read_from_a_cache() -> None:
    result = BREAK_EVEN.answer(
        {"at": "2026-11-24", "cache": "on", "hosted": "deepseek/deepseek-v4-pro"}
    )
    (step,) = (each for each in result.steps if each.title == "DeepSeek V4 Pro, a month")
    assert step.working == ("840 × (4,000 × 0.79728 + 1,333 × 0.026576 + 133 × 2.3918) ÷ 1,000,000")
    assert step.outcome == f"${840 * (4000 * 0.79728 + 1333 * 0.026576 + 133 * 2.3918) / 1e6:.4f}"


def test_a_fee_in_the_range_alone_is_said_too() -> None:
    inputs = {"at": "2026-11-24", "hosted": "groq/openai/gpt-oss-120b"}
    fee = "OpenRouter's prices are counted with 5.5 % for buying credits"
    assert any(note.startswith(fee) for note in BREAK_EVEN.answer(inputs).notes)
    typed = inputs | {"hosted_input_usd": 1, "hosted_output_usd": 2}
    assert not any(note.startswith(fee) for note in BREAK_EVEN.answer(typed).notes)
