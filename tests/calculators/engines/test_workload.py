"""Business words become requests and tokens, as one would by hand."""

from dataclasses import dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.engines.workload import BUSINESS, KINDS, Work, demand, workload


@dataclass(frozen=True)
class Offer:
    id: str


OPUS, OLD_HAIKU = Offer("anthropic/claude-opus-5-5"), Offer("anthropic/claude-haiku-4-5")
GEMINI, GPT = Offer("google/gemini-4-argon"), Offer("openai/gpt-6-luna")
FORTY = Work(work="invoices", per_day=40, pages=6)


def test_forty_invoices_a_day_of_six_pages() -> None:
    month = workload(FORTY)
    assert month.requests_per_month == 40 * 21 == 840
    # 6 pages of 500 words and 1,000 words of instructions, at 3/4 of a word a token
    assert month.prompt_tokens == pytest.approx(4000 / 0.75)
    assert month.fixed_prompt_tokens == pytest.approx(1000 / 0.75)
    assert month.output_tokens == pytest.approx(100 / 0.75)
    assert workload(Work()) == month  # the form starts there, as the lesson does


@pytest.mark.parametrize(
    ("values", "requests", "each_words"),
    [
        (Work(work="emails", per_day=100, words=200), 2100, 200),
        (Work(work="tickets", per_day=10, words=300, working_days=30), 300, 300),
        (Work(work="calls", per_day=8, minutes=7.5), 168, 7.5 * 150),
        (Work(work="documents", per_day=2, pages=30), 42, 15_000),
        # 5 messages a conversation: half of 4 earlier ones with their answers, on average
        (Work(work="chat", staff=10, messages=15), 3150, 60 + 2 * (60 + 200)),
    ],
)
def test_each_kind_of_work_by_hand(values: Work, requests: int, each_words: float) -> None:
    month = workload(values)
    assert month.requests_per_month == requests
    assert month.prompt_tokens == pytest.approx((1000 + each_words) / 0.75)
    assert month.output_tokens == pytest.approx(KINDS[values.work].answer_words / 0.75)


def test_code_comes_in_tokens() -> None:
    month = workload(Work(work="coding", per_day=1, code_tokens=20_000))
    assert month.prompt_tokens == pytest.approx(20_000 + 1000 / 0.75)


def test_tokens_of_the_readers_own_stay_as_they_are() -> None:
    month = workload(Work(work="own", per_day=3, input_tokens=999, output_tokens=7))
    assert demand(month, OPUS) == demand(month, GPT)
    assert (month.prompt_tokens, month.fixed_prompt_tokens, month.written_tokens) == (999, 0, 7)
    assert month.requests_per_month == 63


def test_german_needs_more_tokens_and_another_language_what_the_reader_says() -> None:
    german = workload(replace(FORTY, language="german"))
    other = workload(replace(FORTY, language="other", tokens_per_word=3))
    assert german.prompt_tokens == pytest.approx(4000 / 0.6)
    assert other.prompt_tokens == 12_000


def test_newer_claude_models_count_three_tenths_more() -> None:
    month = workload(FORTY)
    opus, old, gpt = (demand(month, offer) for offer in (OPUS, OLD_HAIKU, GPT))
    assert opus is not None
    assert old == gpt
    assert gpt is not None
    assert gpt.prompt_tokens == 5333
    assert opus.prompt_tokens == 6933 == round(4000 / 0.75 * 1.3)
    assert opus.output_tokens == 173 == round(100 / 0.75 * 1.3)


def test_pages_as_files_count_as_measured_and_where_nobody_measured_are_not_known() -> None:
    scans = workload(replace(FORTY, page_form="scan"))
    files = workload(replace(FORTY, page_form="pdf"))
    opus, old, gemini = (demand(files, offer) for offer in (OPUS, OLD_HAIKU, GEMINI))
    assert opus is not None
    assert old is not None
    assert gemini is not None
    assert opus.prompt_tokens == round(1000 / 0.75 * 1.3) + 6 * 2347
    assert old.prompt_tokens == 1333 + 6 * 2115
    assert gemini.prompt_tokens == 1333 + 6 * 561
    assert demand(scans, GPT) is None
    told = demand(workload(replace(FORTY, page_form="scan", other_page_tokens=900)), GPT)
    assert told is not None
    assert told.prompt_tokens == 1333 + 6 * 900


def test_thinking_multiplies_what_is_written() -> None:
    month = workload(replace(FORTY, reasoning=True))
    assert month.written_tokens == pytest.approx(4 * 100 / 0.75)


@given(
    st.sampled_from(BUSINESS),
    st.sampled_from(["per_day", "pages", "words", "minutes", "code_tokens", "staff", "messages"]),
    st.integers(0, 1000),
    st.integers(0, 1000),
    st.sampled_from([OPUS, OLD_HAIKU, GEMINI, GPT]),
)
def test_more_work_is_never_less(work: str, name: str, amount: int, more: int, of: Offer) -> None:
    # A mapping of names to values of their types cannot be told to the type checker.
    some = workload(replace(Work(work=work), **{name: amount}))  # type: ignore[arg-type]
    much = workload(replace(Work(work=work), **{name: amount + more}))  # type: ignore[arg-type]
    first, second = demand(some, of), demand(much, of)
    assert first is not None
    assert second is not None
    assert second.prompt_tokens >= first.prompt_tokens >= first.fixed_tokens
    assert much.requests_per_month >= some.requests_per_month
