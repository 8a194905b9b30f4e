"""The monthly bill: what an owner asks, and what the answer says."""

from itertools import pairwise

import pytest

from calculators.core.errors import InputErrors
from calculators.core.results import Bars, Receipt, Result
from calculators.core.view import to_text
from calculators.questions.api_cost import API_COST

DAY = "2026-11-24"
ALONE = {f"model_{number}": "none" for number in range(2, 7)}


def ask(**inputs: object) -> Result:
    return API_COST.answer({"at": DAY, **inputs})


def value(result: Result, name: str) -> float:
    found = result.figure(name).value
    assert found is not None
    return found


def bars_of(result: Result) -> Bars:
    (found,) = result.more_charts
    assert isinstance(found, Bars)
    return found


def receipt_of(result: Result) -> Receipt:
    assert isinstance(result.chart, Receipt)
    return result.chart


def test_forty_invoices_a_day_six_pages_each() -> None:
    result = ask(per_day=40, pages=6)
    assert result.asked == (
        "40 invoices a day, 6 pages each, 21 days a month · price list of 2026-11-10, still in "
        "force on 2026-11-24"
    )
    assert result.verdict.headline == (
        "GPT-6 Luna costs $0.49 a month, Claude Sonnet 5.5 $12.64: 26 times as much."
    )
    assert result.verdict.reasons == (
        "Cheapest in its tier: frontier, GLM-5.3; middle, Mistral Large 3; small and fast, "
        "GPT-6 Luna.",
        "The cheapest of each kind: open, DeepSeek V4.1 Flash at $0.82; closed, GPT-6 Luna at "
        "$0.49.",
        "From 2026-12-01 on, Gemini 4 Argon doubles: $18.70 a month.",
        "The order changes: as a batch; with 407 pages each, where long prompts cost more; from "
        "2026-12-01 on.",
        "It stays the same: without a cache; with thinking; with answers of three pages; all in "
        "peak hours.",
    )


def test_a_minute_of_checking_costs_more_than_any_model_reads_for() -> None:
    """840 answers a month, a minute each, at the 22.81 USD an hour of a US clerk."""
    result = ask(per_day=40, pages=1)
    assert value(result, "checking_usd_per_month") == pytest.approx(840 / 60 * 22.81)
    assert value(result, "checking_usd_per_month") > value(result, "dearest_usd_per_month")
    assert "bls.gov/oes" in " ".join(source.url for source in result.sources)


def test_one_table_has_open_and_closed_side_by_side_the_cheapest_of_each_tier_first() -> None:
    table = ask(per_day=40, pages=6).tables[0]
    assert table.title == (
        "The same work, by the price list of 2026-11-10, still in force on 2026-11-24"
    )
    assert [row[:5] for row in table.rows] == [
        ("GLM-5.3", "open", "frontier", "$0.0075", "$6.33"),
        ("Gemini 4 Argon", "closed", "frontier", "$0.011", "$9.35"),
        ("Mistral Large 3", "open", "middle", "$0.0027", "$2.24"),
        ("Claude Sonnet 5.5", "closed", "middle", "$0.015", "$12.64"),
        ("GPT-6 Luna", "closed", "small", "$0.00058", "$0.49"),
        ("DeepSeek V4.1 Flash", "open", "small", "$0.00098", "$0.82"),
    ]
    assert [row[5] for row in table.rows] == [
        "Cheapest in its tier",
        "From 2026-12-01 on $18.70 a month",
        "Cheapest in its tier",
        "",
        "Cheapest in its tier",
        "",
    ]


def test_what_changes_the_order_can_be_tried() -> None:
    changes = ask(per_day=40, pages=6).changes
    assert [(change.text, dict(change.inputs)) for change in changes] == [
        (
            "As a batch: Gemini 4 Argon ($4.68 a month) then costs less than GLM-5.3 ($6.33 a "
            "month).",
            {"batch": "on"},
        ),
        (
            "With 407 pages each, where long prompts cost more: DeepSeek V4.1 Flash ($41.52 a "
            "month) is then the cheapest, before GPT-6 Luna ($45.86 a month).",
            {"pages": "407"},
        ),
        (
            "From 2026-12-01 on: Claude Sonnet 5.5 ($12.64 a month) then costs less than Gemini 4 "
            "Argon ($18.70 a month).",
            {"at": "2026-12-01"},
        ),
    ]
    for change in changes:
        tried = ask(per_day=40, **{"pages": 6, **change.inputs})
        months = {row[0]: row[4] for row in tried.tables[0].rows}
        cheaper = change.text.partition(": ")[2].partition(" (")[0]
        assert f"{cheaper} ({months[cheaper]} a month)" in change.text


def test_no_change_leaves_the_range_of_the_form() -> None:
    short = ask(per_day=40, language="other", tokens_per_word=0.1, words_per_page=1)
    assert not any("pages" in change.inputs for change in short.changes)
    assert not any("pages each" in reason for reason in short.verdict.reasons)


def test_a_request_by_hand_with_every_rule() -> None:
    # 5,333 tokens × 1.3; of the 1,733 of instructions 34.1% come from the cache, the others are
    # written to it; dollars per million: 2 fresh, 0.1 cached, 2.5 written, 10 for the answer.
    steps = {step.title: step for step in ask(per_day=40, pages=6).steps}
    step = steps["Claude Sonnet 5.5, a request"]
    assert step.working == "(5,200 × 2 + 591 × 0.1 + 1,142 × 2.5 + 173 × 10) ÷ 1,000,000"
    by_hand = (5200 * 2 + 591 * 0.1 + 1142 * 2.5 + 173 * 10) / 1e6
    assert value(ask(per_day=40, pages=6), "usd_per_request") == pytest.approx(by_hand)
    assert value(ask(per_day=40, pages=6), "usd_per_month") == pytest.approx(by_hand * 840)
    assert steps["Claude Sonnet 5.5: tokens read each time"].working == "5,333 × 1.3"


def test_thousand_requests_a_day_at_list_price() -> None:
    # 1,500 tokens in and 500 out, 30 days: 45 and 15 million tokens a month.
    asked = {"work": "own", "per_day": 1000, "working_days": 30, "compare": "on"}
    result = ask(**asked, input_tokens=1500, output_tokens=500)
    months = {row[0]: row[4] for row in result.tables[0].rows}
    assert months["Claude Sonnet 5.5"] == "$240.00"
    assert months["Gemini 4 Argon"] == "$240.00"
    assert months["GLM-5.3"] == "$129.00"
    assert months["GPT-6 Luna"] == "$12.00"
    assert result.figure("usd_per_month").basis == "exact"


def test_the_bars_add_up_to_the_table() -> None:
    result = ask(per_day=40, pages=6, caching="1h")
    bars = bars_of(result)
    months = sorted(
        value(result, f"usd_per_month{end}") for end in ("", "_2", "_3", "_4", "_5", "_6")
    )
    assert [bar.total for bar in bars.bars] == pytest.approx(months)
    assert [bar.marked for bar in bars.bars] == [True, *[False] * 5]
    assert {segment.label for bar in bars.bars for segment in bar.segments} == {
        "Text read for the first time",
        "Read from a cache",
        "Written to a cache",
        "Text written",
    }


def test_the_receipt_has_each_bill_and_below_it_the_people_who_check() -> None:
    result = ask(per_day=40, pages=6)
    receipt = receipt_of(result)
    assert receipt.head == "40 invoices a day, 6 pages each, 21 days a month"
    paid = [entry.value for entry in receipt.entries]
    assert paid == pytest.approx([bar.total for bar in bars_of(result).bars])
    assert receipt.unbilled is not None
    assert receipt.unbilled.value == value(result, "checking_usd_per_month")
    assert receipt.unbilled.note == "1 minute each at $22.81 an hour: on no seller’s bill"


@pytest.mark.parametrize("work", ["coding", "chat", "own"])
def test_nobody_checks_what_people_asked_for_themselves(work: str) -> None:
    assert receipt_of(ask(work=work)).unbilled is None


def test_what_is_not_known_is_never_nothing() -> None:
    result = ask(page_form="scan")
    row = next(row for row in result.tables[0].rows if row[0] == "GPT-6 Luna")
    assert row[3:5] == ("not known", "not known")
    assert result.figure("usd_per_month_5").value is None
    assert result.verdict.reasons[1] == (
        "Not known for Mistral Large 3, GLM-5.3, GPT-6 Luna, DeepSeek V4.1 Flash: nobody measured "
        "a page sent this way; give your own count of its tokens."
    )
    told = ask(page_form="scan", other_page_tokens=800)
    assert told.figure("usd_per_month_5").value is not None


def test_a_request_that_no_model_can_hold_has_no_price() -> None:
    result = ask(work="documents", pages=3000)
    assert (result.verdict.status, result.verdict.word) == ("unknown", "Not known")
    assert result.chart is None
    assert "not known" in to_text(result)
    some = ask(work="documents", pages=500)
    row = next(row for row in some.tables[0].rows if row[0] == "Mistral Large 3")
    assert row[5] == "A request has 335,000 tokens, and its context window is 262,144"


def test_a_long_prompt_pays_the_higher_price_for_every_token() -> None:
    short, long = (
        ask(work="own", model="anthropic/claude-haiku-5-5", input_tokens=tokens, output_tokens=0)
        for tokens in (100_000, 100_001)
    )
    assert value(short, "usd_per_request") == pytest.approx(0.01)
    assert value(long, "usd_per_request") == pytest.approx(100_001 * 0.5e-6)


def test_batches_are_cheaper_only_where_the_price_list_says_so() -> None:
    single, batch = ask(), ask(batch="on")
    assert value(batch, "usd_per_month") == pytest.approx(value(single, "usd_per_month") / 2)
    assert value(batch, "usd_per_month_4") == value(single, "usd_per_month_4")
    row = next(row for row in batch.tables[0].rows if row[0] == "GLM-5.3")
    assert row[5] == "No batch price, so none counted"


def test_peak_hours_count_by_their_share_for_models_that_have_them() -> None:
    never, always = ask(peak_percent=0), ask(peak_percent=100)
    assert value(always, "usd_per_month_6") == pytest.approx(2 * value(never, "usd_per_month_6"))
    assert value(always, "usd_per_month") == value(never, "usd_per_month")
    # 35 of the 168 hours of a week: about 1.208 times as much, round the clock.
    usual = value(ask(), "usd_per_month_6") / value(never, "usd_per_month_6")
    assert usual == pytest.approx(1.208)


def test_openrouter_takes_a_fee_on_credits_and_others_do_not() -> None:
    routed = {"model": "openrouter/google/gemma-4-31b-it"}
    with_fee, without = ask(**routed), ask(**routed, openrouter_fee_percent=0)
    ratio = value(with_fee, "usd_per_month") / value(without, "usd_per_month")
    assert ratio == pytest.approx(1.055)
    assert value(with_fee, "usd_per_month_2") == value(without, "usd_per_month_2")
    taxed = value(ask(fee_percent=20), "usd_per_month") / value(ask(), "usd_per_month")
    assert taxed == pytest.approx(1.2)


def test_a_price_of_ones_own_takes_the_place_of_any() -> None:
    own = ask(work="own", model="own", own_input=3, own_output=15, input_tokens=10_000)
    assert value(own, "usd_per_request") == pytest.approx(0.03 + 500 * 15e-6)
    cached = ask(
        work="own",
        model="own",
        own_input=3,
        own_cached=0.3,
        own_batch_percent=50,
        batch="on",
        input_tokens=10_000,
        cached_tokens=10_000,
        output_tokens=0,
    )
    assert value(cached, "usd_per_request") == pytest.approx(0.0015)
    assert all(source.url for source in cached.sources)


def test_another_currency_needs_a_rate_and_has_no_default() -> None:
    with pytest.raises(InputErrors, match="Type what one US dollar costs in EUR today"):
        ask(currency="EUR")
    euros = ask(currency="EUR", exchange_rate="0.8")
    assert value(euros, "per_month") == pytest.approx(0.8 * value(euros, "usd_per_month"))
    assert euros.tables[0].rows[0][4].startswith("€")
    assert bars_of(euros).unit == "EUR"
    paid = receipt_of(euros)
    assert paid.unit == "EUR"
    assert paid.unbilled is not None
    assert paid.unbilled.value == pytest.approx(0.8 * value(euros, "checking_usd_per_month"))


def test_one_model_alone_is_a_bill_without_an_order() -> None:
    result = ask(**ALONE)
    assert result.verdict.headline == "Claude Sonnet 5.5 costs $12.64 a month, $0.015 a request."
    assert result.verdict.reasons == ()
    assert result.changes == ()


def test_the_same_model_twice_is_shown_once() -> None:
    twice = ask(**{**ALONE, "model_4": "anthropic/claude-sonnet-5-5"})
    assert len(twice.tables[0].rows) == 1


def test_no_requests_are_nothing_to_pay() -> None:
    assert ask(per_day=0).verdict.status == "nothing"


def test_a_price_of_nothing_is_compared_without_a_ratio() -> None:
    free = {"model": "own", "own_input": 0, "own_output": 0}
    result = ask(per_day=40, pages=6, **free)
    assert result.verdict.headline == "Your own price costs $0.00 a month, Gemini 4 Argon $9.35."
    assert ask(**free, **ALONE).verdict.status == "nothing"
    assert to_text(result)


def test_thinking_that_cannot_be_switched_off_is_said() -> None:
    notes = ask(model="anthropic/claude-opus-5-5").notes
    said = "Claude Opus 5.5 cannot be told not to think, so its answers cost more than shown here."
    assert said in notes
    assert said not in ask(model="anthropic/claude-opus-5-5", reasoning="on").notes


@pytest.mark.parametrize(
    ("inputs", "percent"),
    [
        ({"per_day": 96}, 63.2),  # one in five minutes: 1 - 1/e
        ({"per_day": 96, "caching": "1h"}, 100),
        ({"per_day": 8, "caching": "1h"}, 63.2),
        ({"per_day": 10, "arrival": "together"}, 90),
        ({"arrival": "typed", "hit_percent": 55}, 55),
        ({"caching": "off"}, 0),
    ],
)
def test_the_cache_helps_as_often_as_work_comes_within_its_time(
    inputs: dict[str, object], percent: float
) -> None:
    assert value(ask(**inputs), "hit_percent") == pytest.approx(percent, abs=0.05)


def test_short_instructions_are_not_cached() -> None:
    short = ask(instructions_words=590, arrival="together", per_day=1000)
    assert value(short, "tokens_from_cache") == 0
    long = ask(instructions_words=1000, arrival="together", per_day=1000)
    assert value(long, "tokens_from_cache") == round(1733 * 0.999)


def test_dates_beside_every_price() -> None:
    result = ask()
    assert {source.checked for source in result.sources[:6]} == {"2026-11-10"}
    assert result.notes[0].startswith(
        "Prices: price list of 2026-11-10, still in force on 2026-11-24. The list is "
        "genai-prices 0.2"
    )


def test_one_model_from_three_hosts_is_called_by_its_hosts_everywhere() -> None:
    hosts = ("groq/openai/gpt-oss-120b", "cerebras/gpt-oss-120b", "openrouter/openai/gpt-oss-120b")
    slots = ("model", "model_2", "model_3")
    result = ask(per_day=40, pages=6, **{**ALONE, **dict(zip(slots, hosts, strict=True))})
    assert {bar.label for bar in bars_of(result).bars} == {
        "gpt-oss 120B from Groq (open)",
        "gpt-oss 120B from Cerebras (open)",
        "gpt-oss 120B from OpenRouter (open)",
    }
    said = (result.verdict.headline, *(change.text for change in result.changes))
    for sentence in (*said, *result.verdict.reasons[:2], *(step.title for step in result.steps)):
        assert sentence.count("gpt-oss 120B") == sentence.count("gpt-oss 120B from ")


def test_what_is_said_of_a_model_names_it_and_ends_with_its_last_day() -> None:
    intro = "Gemini 4 Argon: Introductory prices until 2026-11-30."
    assert intro in ask(at="2026-11-30").notes
    later = ask(at="2026-12-01").notes
    assert not any("Introductory" in note for note in later)
    assert any(note.startswith("GPT-6 Luna: Above 272,000 tokens") for note in later)
    assert any(note.startswith("DeepSeek V4.1 Flash: Peak hours") for note in later)


def test_a_day_that_the_price_list_does_not_know_is_said() -> None:
    assert any("knows only some prices" in note for note in ask(at="2026-10-01").notes)
    assert any("does not know the prices of 2028" in note for note in ask(at="2028-01-01").notes)
    assert not any("does not know" in note for note in ask().notes)


def test_months_grow_with_days() -> None:
    months = [value(ask(working_days=days), "usd_per_month") for days in (1, 21, 31)]
    assert all(less < more for less, more in pairwise(months))
