"""Seats on a chat plan, the API by use, or a machine of one's own: a month of a team's chats."""

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.core.errors import InputErrors
from calculators.core.results import Lines, Result
from calculators.engines.cover.record import listed
from calculators.questions.subscription import SUBSCRIPTION
from calculators.questions.subscription.plans import Plan, left_out, plans

# One session of 50,000 tokens in and 10,000 out, on a plan for one person.
SESSION = {
    "people": 1,
    "messages": 1,
    "message_words": 37_500,
    "answer_words": 7_500,
    "turns": 1,
    "offer": "own",
    "input_usd": 3,
    "output_usd": 15,
    "plan": "own",
    "plan_usd": 20,
}


def ask(**inputs: object) -> Result:
    return SUBSCRIPTION.answer(inputs)


def value(result: Result, name: str) -> float:
    found = result.figure(name).value
    assert found is not None
    return found


def test_the_published_example_a_session_of_30_cents_and_a_plan_of_20_dollars() -> None:
    # sharmaprakash.com.np/ai/token-vs-subscription-ai-pricing: $0.30 a session, 67 sessions.
    result = ask(**SESSION)
    assert value(result, "message_usd") == 0.3
    assert value(result, "break_even_month") == 67


def test_the_plan_costs_seats_times_price() -> None:
    result = ask(people=6, plan="chatgpt-business")
    assert value(result, "plan_usd") == 150
    assert value(ask(people=6, plan="chatgpt-business", billing="annual"), "plan_usd") == 120


def test_fewer_people_than_a_plan_is_sold_with_pay_for_the_empty_seats() -> None:
    result = ask(people=2, plan="claude-team-standard")
    assert value(result, "plan_usd") == 125
    assert (
        "Claude Team, standard seat is sold with 5 seats at least, so you pay for those."
        in result.verdict.reasons
    )


def test_more_people_than_a_plan_is_sold_to_are_refused_in_one_sentence() -> None:
    with pytest.raises(InputErrors) as refused:
        ask(people=151, plan="claude-team-standard")
    assert str(refused.value.problems[0].message) == (
        "Claude Team, standard seat is sold for up to 150 people. Choose another plan."
    )


def test_a_plan_sold_by_the_year_only_is_counted_so_and_says_so() -> None:
    result = ask(people=1, plan="microsoft-365-copilot", billing="monthly")
    assert value(result, "plan_usd") == 30
    assert "We found its price by the year only, so that is what counts here." in (
        result.verdict.reasons
    )
    assert any("Microsoft 365 plan" in reason for reason in result.verdict.reasons)


def test_a_typed_plan_has_no_credits_and_no_vendor_to_quote() -> None:
    notes = " ".join(ask(**SESSION).notes)
    assert "price known for" not in notes


def test_credits_of_a_plan_are_told_and_not_subtracted() -> None:
    result = ask(people=30, plan="claude-team-standard", billing="annual")
    assert value(result, "plan_usd") == 600
    told = [reason for reason in result.verdict.reasons if "API credits" in reason]
    assert told == [
        "The plan also brings API credits of $500.00 a month, which we did not subtract: they are "
        "for programs you build, not for these chats."
    ]


def test_a_chat_sends_what_was_said_before_again() -> None:
    short = ask(message_words=75, answer_words=75, turns=1)
    long = ask(message_words=75, answer_words=75, turns=11)
    assert value(short, "read_tokens") == 100
    assert value(long, "read_tokens") == 100 + 5 * 200


def test_newer_claude_models_need_more_tokens_for_the_same_words() -> None:
    claude = ask(message_words=750, turns=1, offer="anthropic/claude-sonnet-5-5")
    other = ask(message_words=750, turns=1, offer="openai/gpt-6.1-sol")
    assert value(claude, "read_tokens") == 1300
    assert value(other, "read_tokens") == 1000


def test_thinking_is_billed_as_output() -> None:
    assert value(ask(answer_words=75, reasoning="on"), "written_tokens") == 400


def test_a_machine_is_counted_once_or_for_each_person() -> None:
    machine = {"machine_usd": 3600, "machine_months": 36, "machine_running_usd": 10}
    assert value(ask(people=4, local="shared", **machine), "machine_usd") == 110
    assert value(ask(people=4, local="each", **machine), "machine_usd") == 440
    with pytest.raises(KeyError):
        ask(people=4).figure("machine_usd")


def test_prices_are_those_of_the_day_asked_about() -> None:
    before = value(ask(offer="google/gemini-4-argon", at="2026-11-30"), "message_usd")
    after = value(ask(offer="google/gemini-4-argon", at="2026-12-01"), "message_usd")
    assert after == pytest.approx(2 * before)


def test_a_price_that_is_announced_is_told_before_its_day_and_not_after() -> None:
    before = ask(offer="google/gemini-4-argon", at="2026-11-30").notes
    assert (
        "Gemini 4 Argon: from 2026-12-01 on, $4 and $20 per million tokens read and written, in "
        "place of $2 and $10."
    ) in before
    after = ask(offer="google/gemini-4-argon", at="2026-12-01").notes
    assert not any("2026-12-01 on" in note for note in after)


def test_where_the_api_costs_less_the_answer_says_what_it_does_not_bring() -> None:
    told = [each for each in ask(people=12).verdict.reasons if "chat program" in each]
    assert told == [
        "The API gives you only the model: somebody must set up a chat program and look after it. "
        "2 hours of an administrator a month, as “Buy, rent or call?” counts them, would be about "
        "$122. With them the API still costs less."
    ]
    small = ask(people=2, messages=1).verdict.reasons
    assert any(each.endswith("With them the plan costs less.") for each in small)
    assert not any("chat program" in each for each in ask(messages=1_000).verdict.reasons)


def test_the_table_names_the_api_that_its_plans_are_counted_against() -> None:
    table = ask(offer="anthropic/claude-sonnet-5-5").tables[0]
    assert "Pays from, messages each, against Claude Sonnet 5.5 by API" in table.columns


def test_messages_are_whole_in_the_picture_and_one_is_one() -> None:
    picture = ask(people=12).more_charts[0]
    assert isinstance(picture, Lines)
    assert all(point.x == int(point.x) for line in picture.lines for point in line.points)
    assert "1 message each" in ask(messages=1).asked
    assert "1 person, 1 message on a working day" in ask(messages=1, people=1).asked


def test_where_a_message_costs_nothing_the_plan_never_pays() -> None:
    result = ask(**{**SESSION, "input_usd": 0, "output_usd": 0})
    assert result.figure("break_even_month").value is None
    assert "never pays for itself" in result.verdict.reasons[0]


@pytest.mark.parametrize(
    "offer", ["openai/gpt-6.1-sol", "deepseek/deepseek-flash", "openrouter/openai/gpt-oss-120b"]
)
def test_every_sum_of_the_working_comes_out_by_hand(offer: str) -> None:
    result = ask(offer=offer, people=12, local="each", at="2026-11-24")
    steps = {step.title: step for step in result.steps}
    for title, name in (
        ("One message by API", "message_usd"),
        ("A month by API", "api_usd"),
        ("A month by plan", "plan_usd"),
        ("A month on your own machine", "machine_usd"),
    ):
        assert by_hand(steps[title].working) == pytest.approx(value(result, name), rel=1e-4)
    meeting = steps["Messages for which both cost the same, for each person"]
    assert by_hand(meeting.working) == pytest.approx(number(meeting.outcome), rel=1e-4)


def number(text: str) -> float:
    return float(text.partition(", so")[0].replace(",", ""))


def by_hand(working: str) -> float:
    sums = working.replace("×", "*").replace("÷", "/").replace(",", "").replace("$", "")
    found = eval(sums)
    assert isinstance(found, (int, float))
    return found


def test_costs_within_15_percent_are_called_about_the_same() -> None:
    assert ask(**{**SESSION, "messages": 3}).verdict.status == "same"  # $18.90 and $20
    assert ask(**{**SESSION, "messages": 2}).verdict.status == "api"
    assert ask(**{**SESSION, "messages": 9}).verdict.status == "plan"


def test_following_the_change_that_turns_the_answer_turns_it() -> None:
    result = ask(**SESSION)
    turning = next(each for each in result.changes if "messages" in each.inputs)
    assert result.verdict.status == "api"
    assert ask(**{**SESSION, **turning.inputs, "working_days": 21}).verdict.status != "api"


def test_what_thinking_would_cost_is_told_with_no_more_digits_than_are_meant() -> None:
    told = [each.text for each in ask(people=12, at="2026-11-24").changes]
    assert "If the model thinks before each answer: about $48 a month by API." in told


def test_a_plan_that_costs_nothing_is_not_beaten_by_fewer_messages() -> None:
    free = ask(plan="own", plan_usd=0)
    assert not any("messages" in each.inputs for each in free.changes)


@pytest.mark.parametrize("plan", plans().values(), ids=lambda plan: plan.id)
def test_a_plan_is_listed_only_with_a_price_a_source_and_a_date(plan: Plan) -> None:
    assert plan.monthly_usd or plan.annual_usd
    assert re.fullmatch(r"2026-\d\d(-\d\d)?", plan.as_of)
    assert all(each.url.startswith("https://") and each.checked for each in plan.sources)
    assert not plan.cover or plan.cover in listed()
    assert not (plan.cover and plan.training)  # what was read outranks what is reported


def test_what_has_no_dated_price_is_named_and_not_guessed() -> None:
    assert len(left_out()) == 4
    assert any("Mistral" in each for each in left_out())


def test_the_table_holds_every_plan_that_is_sold_to_so_many() -> None:
    assert len(ask(people=6).tables[0].rows) == len(plans())
    assert len(ask(people=200).tables[0].rows) == len(plans()) - 2


@given(
    people=st.integers(1, 10_000),
    messages=st.integers(0, 10_000),
    words=st.integers(0, 1_000_000),
    local=st.sampled_from(["none", "shared", "each"]),
)
def test_no_team_gets_a_negative_or_endless_sum(
    people: int, messages: int, words: int, local: str
) -> None:
    inputs: dict[str, Any] = {"people": people, "messages": messages, "message_words": words}
    result = ask(**inputs, local=local, plan="chatgpt-business")
    for figure in result.figures:
        assert figure.value is None or 0 <= figure.value < 1e15


def test_a_plan_for_one_person_is_no_plan_for_a_team_and_says_so() -> None:
    team = ask(people=6, plan="chatgpt-plus").verdict.reasons
    assert any("sold to one person" in reason for reason in team)
    assert not any("sold to one person" in each for each in ask(people=1).verdict.reasons)


def test_the_form_reads_what_it_wrote() -> None:
    written = SUBSCRIPTION.texts(SUBSCRIPTION.read({}))
    assert SUBSCRIPTION.texts(SUBSCRIPTION.read(written)) == written
