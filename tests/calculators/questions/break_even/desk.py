"""Two machines, and the questions that the tests ask about them."""

from calculators.core.results import Result
from calculators.questions.break_even import BREAK_EVEN
from calculators.questions.break_even.case import Case
from calculators.questions.break_even.decision import Terms

DAY = "2026-11-24"
DESK = {
    # A machine on a desk: 8 hours a day, 30 tokens a second, at the price and power of a rig of
    # mid-2026; the model and its hosted price are those of the price list.
    "machine": "other",
    "machine_usd": "9000",
    "hours_on": "8",
    "decode_tokens_per_s": "30",
    "prefill_tokens_per_s": "1500",
    "busy_watts": "600",
    "model": "llama-3.3-70b",
    "work": "own",
    "input_tokens": "1000",
    "output_tokens": "500",
    "at": DAY,
}
CHEAP_TO_KEEP = {"admin_hours": "0", "electricity": "own", "kwh_usd": "0.1", "idle_watts": "10"}
# A machine of $3,600 for three years, always on: $100 a month. A request of 1,000 tokens in and 500
# out takes it 1 + 10 seconds, and the rival $0.50.
TERMS = Terms(
    requests=1000,
    prompt_tokens=1000,
    output_tokens=500,
    prefill_tokens_per_s=1000,
    decode_tokens_per_s=50,
    gain=1,
    price_usd=3600,
    life_years=3,
    residual_share=0,
    yearly_interest=0,
    hours_on=24,
    busy_watts=300,
    idle_watts=100,
    pue=1,
    usd_per_kwh=0.1,
    admin_hours=1,
    admin_usd_per_hour=50,
    space_usd=10,
    rival_usd_per_request=0.5,
)


def ask(**inputs: object) -> Result:
    return BREAK_EVEN.answer({"at": DAY, **inputs})


def case(**inputs: object) -> Case:
    return Case(BREAK_EVEN.read({"at": DAY, **inputs}))


def value(result: Result, name: str) -> float:
    found = result.figure(name).value
    assert found is not None
    return found


def names(result: Result) -> set[str]:
    return {figure.name for figure in result.figures}
