"""Kept answers by the facts of today: the lines of the memo, what changed, what is open."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.core.inputs import today
from calculators.core.numbers import format_quantity
from calculators.memo.joined import DECISIVE, PRIVATE, Entry, Joined, joined, renewed
from calculators.memo.kept import Kept
from calculators.memo.lines import LINES, NAMED
from calculators.registry import CALCULATORS, calculator
from tests.calculators.memo.anything import any_kept, memo_of
from tests.laws import law

DAY = date(2026, 11, 29)


def only(memo: Joined) -> Entry:
    (entry,) = memo.entries
    return entry


def line(memo: Joined, title: str) -> list[str]:
    return [each.text for task in memo.tasks for found in task.lines if found.title == title
            for each in found.said]  # fmt: skip


def test_an_answer_is_given_anew_by_its_own_calculator() -> None:
    entry = only(memo_of("fit", inputs={"model": "qwen3-8b"}))
    assert entry.result == calculator("fit").answer({"model": "qwen3-8b"})
    assert entry.headline == "Yes. It needs 9.04 GiB of the 11.0 GiB a model may use here."


def test_answers_stand_by_their_tasks_in_the_order_in_which_they_came() -> None:
    kept = [
        Kept(calculator="fit", task=" Letters \n to clients "),
        Kept(calculator="gap"),
        Kept(calculator="speed", task="Letters to clients"),
    ]
    memo = joined(kept)
    assert [task.name for task in memo.tasks] == ["Letters to clients", "My work"]
    assert [entry.number for entry in memo.entries] == [0, 2, 1]


def test_what_has_no_task_stands_by_that_of_the_last_answer_of_triage() -> None:
    kept = [
        Kept(calculator="gap"),
        Kept(calculator="triage", inputs={"task": "invoices"}),
        Kept(calculator="fit"),
        Kept(calculator="speed", task="Letters"),
        Kept(calculator="cover"),
        Kept(calculator="triage", task="Mail"),
        Kept(calculator="licence"),
    ]
    tasks = {task.name: [each.number for each in task.entries] for task in joined(kept).tasks}
    invoices = "Read fields out of invoices"
    assert tasks == {"My work": [0], invoices: [1, 2, 4], "Letters": [3], "Mail": [5, 6]}


def test_lines_hold_what_each_calculator_has_to_say() -> None:
    memo = memo_of("fit", "speed", "api-cost", "licence", "cover", "gap", "eval-size")
    result = calculator("api-cost").answer({})
    low, high = (
        format_quantity(result.figure(name).value, "USD")
        for name in ("cheapest_usd_per_month", "dearest_usd_per_month")
    )
    assert line(memo, "Model") == ["Gemma 4 12B, Q4_K_M"]
    assert line(memo, "Machine") == ["Laptop, 16 GB (such as Intel Core i5-1335U)"]
    assert line(memo, "Time") == [calculator("speed").answer({}).verdict.headline]
    (cost,) = line(memo, "Cost, low to high")
    assert cost == f"{low} to {high} a month. {result.verdict.headline}"
    (licence,) = line(memo, "Licence")
    assert licence.startswith("Gemma 4 12B · Use it ourselves, inside the firm · A firm, United St")
    assert ": permitted. Yes. Under Apache License 2.0" in licence
    text, bill = line(memo, "Where the text goes")
    assert bill == "Claude Sonnet 5.5: not trained on; kept up to 30 days."
    assert text.startswith("ChatGPT Business. Trained on: No, unless you say yes.")
    assert " Kept: " in text
    assert " Read by people: " in text


def test_where_text_of_one_kind_goes_stands_in_place_of_what_a_plan_does_with_text() -> None:
    both = memo_of("cover", "data-path")
    (text,) = line(both, "Where the text goes")
    assert text.startswith("ChatGPT Business · Internal · United States: leaves, kept")
    other = Kept(calculator="cover", inputs={"plan": "groq"})
    texts = line(joined([Kept(calculator="data-path"), other]), "Where the text goes")
    assert len(texts) == 2


def test_of_a_plan_with_seats_the_line_on_text_says_what_its_own_row_says() -> None:
    (text,) = line(memo_of("subscription", inputs={"plan": "chatgpt-plus"}), "Where the text goes")
    assert text.startswith("ChatGPT Plus: trained on unless you switch it off")


def test_of_a_plan_with_seats_the_memo_says_who_stands_behind_it_and_counts_a_machine() -> None:
    memo = memo_of("subscription", inputs={"plan": "claude-pro", "local": "shared", "people": "1"})
    assert line(memo, "Who stands behind it") == [
        "Claude Pro. Used unchanged: You may owe them. Edited first: You may owe them."
    ]
    (cost,) = line(memo, "Cost, low to high")
    machine = calculator("subscription").answer(only(memo).result.inputs).figure("machine_usd")
    assert f"to {format_quantity(machine.value or 0, 'USD')} a month" in cost


def test_of_a_list_of_models_the_memo_says_what_the_first_equals_in_time() -> None:
    (said,) = line(memo_of("finder", inputs={"machine": "laptop-16gb"}), "Capability in time")
    assert said.startswith(
        "Score in the index: 141.44 points (136.69 to 142.60 points), level with"
    )


def test_of_a_bill_the_memo_says_what_the_vendor_does_with_text() -> None:
    memo = memo_of("api-cost", inputs={"model": "openai/gpt-6-luna"})
    assert line(memo, "Where the text goes") == ["GPT-6 Luna: not trained on; kept up to 30 days."]


@pytest.mark.parametrize("name", CALCULATORS)
def test_every_calculator_has_a_line(name: str) -> None:
    memo = memo_of(name, headline="As it was.")
    texts = [each.text for task in memo.tasks for found in task.lines for each in found.said]
    assert all(texts)
    assert texts
    if name not in NAMED:
        assert texts[0].startswith(only(memo).headline)


def test_a_part_of_a_line_fits_the_calculator_that_it_is_for() -> None:
    for title, parts in LINES.items():
        for name in parts:
            if name in CALCULATORS:
                assert line(memo_of(name), title), f"{name} has nothing for {title}"


def test_a_calculator_that_no_line_names_shows_its_sentence_and_its_large_figures() -> None:
    memo = memo_of("disagree")
    result = calculator("disagree").answer({})
    assert line(memo, "Why do the calculators disagree?") == [result.verdict.headline]


def test_what_was_kept_and_is_so_no_more_is_told_with_both() -> None:
    figures = {"Memory needed": "9.99 GiB", "Longest context that fits": "1 token"}
    entry = only(memo_of("fit", headline="No. It needs too much.", figures=figures))
    now = calculator("fit").answer({})
    assert [(each.what, each.then, each.now) for each in entry.changes] == [
        ("Answer", "No. It needs too much.", now.verdict.headline),
        ("Memory needed", "9.99 GiB", "12.6 GiB"),
        ("Longest context that fits", "1 token", "210,688 tokens"),
    ]


def test_a_figure_that_is_gone_is_told_as_well() -> None:
    (change,) = only(memo_of("fit", figures={"Colour": "red"})).changes
    assert (change.then, change.now) == ("red", "no longer shown")


@pytest.mark.parametrize("name", CALCULATORS)
def test_what_is_kept_today_has_not_changed(name: str) -> None:
    entry = only(memo_of(name))
    kept = renewed(entry, DAY)
    again = only(joined([kept]))
    assert again.changes == ()
    if entry.result:
        assert (kept.kept_on, kept.headline) == ("2026-11-29", entry.headline)
        assert kept.figures.keys() == {
            entry.result.figure(each).label for each in entry.result.highlights
        }


def test_how_a_page_breaks_its_lines_is_no_change() -> None:
    kept = renewed(only(memo_of("fit")), DAY)
    broken = {name: text.replace(" ", "\xa0") for name, text in kept.figures.items()}
    entry = only(memo_of("fit", headline=kept.headline.replace(" ", "\xa0"), figures=broken))
    assert entry.changes == ()


def test_a_sentence_that_says_its_day_has_not_changed_on_another_day() -> None:
    now = renewed(only(memo_of("rules")), DAY)
    day = today().isoformat()
    assert day in now.headline
    earlier = replace(now, kept_on="2026-11-28", headline=now.headline.replace(day, "2026-11-28"))
    assert only(joined([earlier])).changes == ()
    other = replace(earlier, headline=f"{earlier.headline} Or not.")
    assert [each.what for each in only(joined([other])).changes] == ["Answer"]


def test_duties_are_to_be_ticked_off_and_keep_their_tick() -> None:
    inputs = {"model": "llama-3.1-8b", "use": "sell_product_contains"}
    duties = only(memo_of("licence", inputs=inputs)).duties
    assert len(duties) == calculator("licence").answer(inputs).figure("duties").value
    assert not any(each.done for each in duties)
    done = only(memo_of("licence", inputs=inputs, ticked=(duties[1].text, "Gone"))).duties
    assert [each.text for each in done if each.done] == [duties[1].text]
    assert all(each.where for each in duties)


def test_an_answer_that_cannot_be_given_anew_stays_with_its_words_and_the_reason() -> None:
    entry = only(memo_of("fit", inputs={"model": "gone-1b"}, headline="Yes, it fits."))
    assert (entry.result, entry.headline) == (None, "Yes, it fits.")
    assert entry.reason.startswith("It cannot be answered anew. Model: “gone-1b” is not in the")
    assert entry.is_open
    assert line(joined([entry.kept]), "Will it fit?") == ["Yes, it fits."]


def test_so_does_one_of_a_calculator_that_is_gone() -> None:
    entry = only(memo_of("toaster", headline="Brown.", figures={"Slices": "2"}))
    assert entry.reason == "“toaster” is not a calculator that is known here."
    assert line(joined([entry.kept]), "toaster") == ["Brown. Slices: 2."]


def test_an_answer_from_a_private_text_is_never_given_anew() -> None:
    entry = only(memo_of("log-check", headline="The log and our prediction agree."))
    assert (entry.result, entry.reason, entry.is_open) == (None, PRIVATE, False)


def test_what_nobody_knows_and_what_was_not_asked_is_open() -> None:
    memo = memo_of("fit", "cover")
    assert memo.open == ()
    unclear = memo_of("cover", inputs={"situation": "unmodified"})
    assert [each.kept.calculator for each in unclear.open] == ["cover"]
    asked = {names[0] for names in DECISIVE} - {"finder", "cover"}
    assert set(memo.unasked) == asked & CALCULATORS.keys()


def test_sources_stand_once_each_with_the_day_they_were_checked() -> None:
    sources = memo_of("fit", "speed").sources
    assert len({each.url for each in sources}) == len(sources)
    assert all(each.checked for each in sources)
    assert {each.url for each in calculator("fit").answer({}).sources} < {e.url for e in sources}


@law(40)
@given(st.lists(any_kept(), max_size=3))
def test_nothing_that_was_kept_gets_lost(kept: list[Kept]) -> None:
    memo = joined(kept)
    assert sorted(entry.number for entry in memo.entries) == list(range(len(kept)))
    for entry in memo.entries:
        assert entry.kept == kept[entry.number]
        assert entry.result is not None or entry.reason
    said = {each.entry.number for task in memo.tasks for found in task.lines for each in found.said}
    unread = {entry.number for entry in memo.entries if entry.result is None}
    assert unread <= said


def test_a_calculation_that_fails_takes_no_other_answer_with_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(case: object) -> str:
        raise ZeroDivisionError

    monkeypatch.setattr("calculators.questions.gap.verdict.headline", fail)
    unusual = Kept(calculator="gap", inputs={"as_of": "2026-01-31"})  # so that nothing is cached
    broken, sound = joined([unusual, Kept(calculator="fit")]).entries
    assert broken.result is None
    assert broken.reason == "The calculation failed (ZeroDivisionError), which is our fault."
    assert sound.result is not None


def test_where_nothing_fits_no_line_claims_a_time_or_a_level() -> None:
    tiny = {"machine": "custom", "memory_kind": "integrated", "ram_gib": "1"}
    memo = memo_of("finder", inputs=tiny)
    assert only(memo).headline == "No model of our catalog fits beside what stays open."
    assert line(memo, "Time") == []
    assert line(memo, "Capability in time") == []
    usual = memo_of("finder")
    assert len(line(usual, "Time")) == len(line(usual, "Capability in time")) == 1
