"""Lines of tokens from other programs: one price a line, as the price list has it and no more."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.engines.price import offer, offers
from calculators.engines.price.cost import Usage, request_usd
from calculators.questions.api_cost import API_COST
from calculators.terminal.batch import batch
from tests.laws import law

LINE = {
    "model": "anthropic/claude-opus-5-5",
    "at": "2026-11-24T12:00:00Z",
    "input_tokens": 150_000,
    "cached_tokens": 140_000,
    "cache_write_tokens": 8_000,
    "cache_write_1h_tokens": 8_000,
    "output_tokens": 1_500,
    "batch": False,
}
MOMENTS = st.datetimes(datetime(2025, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC))


def answer(**inputs: object) -> dict[str, object]:
    return next(batch(API_COST, [json.dumps(LINE | inputs)]))


def usd(**inputs: object) -> float:
    figures = answer(**inputs)["figures"]
    assert isinstance(figures, dict)
    return float(figures["usd_per_request"])


def test_a_line_of_tokens_is_priced_as_it_is() -> None:
    # 2,000 fresh at 4, 140,000 read at 0.2, 8,000 written for an hour at 8, 1,500 out at 20
    assert usd() == pytest.approx(0.130, rel=1e-12)
    assert usd(batch=True) == pytest.approx(0.065, rel=1e-12)


def test_other_models_fees_and_factors_stay_out_of_it() -> None:
    found = answer()
    assert found["asked"] == (
        "40 requests a day, 150,000 tokens to read and 1,500 to write, 21 days a month · "
        "price list of 2026-11-10, still in force on 2026-11-24"
    )
    assert len(found["tables"][0]["rows"]) == 1  # type: ignore[index]
    routed = {"model": "openrouter/google/gemma-4-31b-it", "cached_tokens": 0}
    plain = {"cache_write_tokens": 0, "cache_write_1h_tokens": 0, "output_tokens": 0}
    assert usd(**routed, **plain) == pytest.approx(0.15 * 0.15, rel=1e-12)


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("2026-11-24T02:00:00Z", 5.28),  # in peak hours
        ("2026-11-24 02:00", 5.28),
        ("2026-11-24T03:00:00+01:00", 5.28),
        ("2026-11-24 05:00", 2.64),
        ("2026-11-24", 2.64),  # a day is its noon
    ],
)
def test_the_hour_counts_and_is_in_utc(at: str, expected: float) -> None:
    million = {"input_tokens": 1_000_000, "output_tokens": 1_000_000}
    nothing = {"cached_tokens": 0, "cache_write_tokens": 0, "cache_write_1h_tokens": 0}
    found = usd(model="deepseek/deepseek-v4-pro", at=at, **million, **nothing)
    assert found == pytest.approx(expected, rel=1e-12)


def test_more_than_a_model_can_hold_is_priced_with_a_word_about_it() -> None:
    inputs = {"input_tokens": 2_000_000, "cached_tokens": 0}
    assert usd(**inputs) > 7
    note = answer(**inputs)["tables"][0]["rows"][0][5]  # type: ignore[index]
    assert note == "A request has 2,001,500 tokens, and its context window is 1,000,000"


def test_parts_that_are_more_than_the_prompt_are_refused_by_name() -> None:
    for name in ("cached_tokens", "cache_write_1h_tokens"):
        errors = answer(**{name: 160_000})["errors"]
        assert isinstance(errors, list)
        assert errors[0]["field"] == name


@law(300)
@given(
    st.sampled_from(sorted(offers())),
    MOMENTS,
    st.lists(st.integers(0, 700_000), min_size=3, max_size=3),
    st.integers(0, 200_000),
    st.booleans(),
)
def test_every_line_equals_the_price_of_the_request(
    model: str, at: datetime, parts: list[int], written: int, in_batch: bool
) -> None:
    fresh, cached, stored = parts
    usage = Usage(
        prompt_tokens=fresh + cached + stored,
        cached_tokens=cached,
        cache_write_tokens=stored,
        cache_write_1h_tokens=stored // 3,
        output_tokens=written,
    )
    found = usd(
        model=model,
        at=at.isoformat(),
        input_tokens=usage.prompt_tokens,
        cached_tokens=cached,
        cache_write_tokens=stored,
        cache_write_1h_tokens=stored // 3,
        output_tokens=written,
        batch=in_batch,
    )
    assert found == pytest.approx(
        request_usd(offer(model), usage, at=at, batch=in_batch), rel=1e-12
    )


def test_a_model_that_is_no_longer_sold_is_priced_with_a_word_about_it() -> None:
    ended = "together/thinkingmachines/Inkling"
    tokens = {"input_tokens": 500_000, "output_tokens": 0}
    result = API_COST.answer({"work": "own", "model": ended, "at": "2026-11-24", **tokens})
    assert result.figure("usd_per_request").value == 0.5
    assert result.tables[0].rows[0][-1] == "Ended 2026-11-06, by LiteLLM’s list"
