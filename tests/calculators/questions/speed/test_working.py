"""Each formula with the numbers of a case, and what was measured and assumed."""

import pytest

from calculators.core.numbers import format_seconds
from calculators.core.results import Step
from calculators.questions.common.tasks import TASKS
from tests.calculators.questions.speed.asking import (
    CHAT,
    CONTRACT,
    MIXTURE,
    OWN,
    SPLIT,
    TICKETS,
    TOO_LARGE,
    ask,
    case,
)


def steps(**inputs: object) -> list[Step]:
    return list(ask(**inputs).steps)


def test_the_working_leads_from_one_token_to_the_whole_task() -> None:
    read, token, writing, reading, done = steps(**CONTRACT)
    assert read.title == "Read from memory to write one token, after 7,075 others"
    assert read.formula == "active weights + KV cache of the tokens before"
    assert read.working == "4,671,766,528 + 1,043,251,200"
    assert read.outcome == "5.715 GB"
    assert token.working == "5.715 GB ÷ (0.8786 × 120 GB/s) + 0.1651 ms × 36"
    assert token.outcome == "60.15 ms, or 16.6 tokens/s"
    assert (writing.working, writing.outcome) == ("550 × 1 ÷ 16.63", "33 s")
    assert reading.working == (
        "108.1 × 10¹² ÷ (3.144 × 10¹² per second) + 65.4 GB ÷ 105.4 GB/s + 14 × 0.1651 ms × 36"
    )
    assert (done.formula, done.working, done.outcome) == (
        "reading + writing",
        "35.09 s + 33.08 s",
        "1 min 8 s",
    )


def test_many_turns_are_worked_out_in_the_middle_of_the_conversation() -> None:
    read, _, writing, reading, thinking, done = steps(**CHAT)
    assert read.title == "Read from memory to write one token, after 4,340 others on average"
    assert writing.title == "Writing all answers"
    assert reading.title == "Reading your text, each time"
    assert reading.outcome == "0.459 s, or 9.2 s in all"
    assert thinking.title == "Thinking, before all answers"
    assert done.formula == "reading + thinking + writing"


def test_a_split_model_says_how_much_of_it_is_on_the_card() -> None:
    assert steps(**SPLIT)[1].working.startswith(
        "8.657 × 70% GB ÷ (0.8446 × 256 GB/s) + 8.657 × 30% GB ÷ (0.5868 × 89.6 GB/s) + "
    )


def test_recurrent_state_is_read_and_written_back() -> None:
    first = steps(model="qwen3.6-27b", machine="mac-studio-m3-ultra-96gb", task="email")[0]
    assert first.formula == (
        "active weights + KV cache of the tokens before + recurrent state, in and out"
    )


def test_what_does_not_fit_has_no_working() -> None:
    assert steps(**TOO_LARGE) == []


def test_notes_say_how_many_measurements_there_are() -> None:
    first, *others = ask(**CONTRACT).notes
    assert first.startswith(
        "Apple M1 to M4: calibrated for writing with 60 measurements on 17 devices and for "
        "reading 56 measurements on 17 devices. Other people measured them"
    )
    assert others[0].startswith("The task is our assumption: 10 pages of 500 words")
    few = ask(machine="laptop-core-ultra-16gb", model="qwen3-4b").notes
    assert any("2 measurements on 2 devices. That is few." in note for note in few)
    none = ask(machine="laptop-snapdragon-x-elite-16gb", model="qwen3-4b").notes
    assert any("there is no measurement" in note for note in none)


def test_notes_are_about_the_task_at_hand() -> None:
    def said(words: str, **inputs: object) -> bool:
        return any(words in note for note in ask(**inputs).notes)

    assert said("keeps the conversation in its KV cache", **CHAT)
    assert not said("keeps the conversation in its KV cache", **TICKETS)
    assert said("three quarters of an English word", **CONTRACT)
    assert not said("three quarters of an English word", **OWN)
    assert said("see “Thinking” in the settings", **CONTRACT)
    assert not said("see “Thinking” in the settings", **CHAT)


def test_sources_of_the_tasks_are_named_where_a_task_is_ours() -> None:
    ours, own = (
        [each.title for each in ask(**inputs).sources] for inputs in (CONTRACT, CONTRACT | OWN)
    )
    assert ours[:2] == [
        "Measured speeds: ggml-org/llama.cpp/discussions/4167",
        "Measured speeds: XiongjieDai/GPU-Benchmarks-on-LLM-Inference",
    ]
    assert "Brysbaert 2019: how many words do we read per minute?" in own
    assert set(ours) - set(own) == {
        "OpenAI: what are tokens and how to count them",
        "Reedsy: how many pages is 1,000 words",
    }


def test_experts_in_main_memory_are_read_at_its_speed() -> None:
    asked = case(**MIXTURE)
    step = next(each for each in ask(**MIXTURE).steps if each.title == "Time for one token")
    aside = 17 / 40 * asked.work.token_expert_bytes
    assert step.working.startswith(
        f"(3.472 − {aside / 1e9:.4f}) GB ÷ (0.8446 × 1010 GB/s) + {aside / 1e9:.4f} GB ÷ "
        "(0.5868 × 89.6 GB/s) + "
    )


def recomputed(working: str) -> float:
    """The value of a printed working in its unit, as a reader's own calculator has it."""
    units = ((" per second", ""), (" GB/s", ""), (" GB", ""), (" ms", " / 1000"), (" s", ""))
    signs = ((",", ""), ("10¹²", "1e12"), ("%", "/100"), ("×", "*"), ("÷", "/"), ("−", "-"))
    for sign, word in (*units, *signs):
        working = working.replace(sign, word)
    return float(eval(working))


def seconds_printed(seconds: float) -> set[str]:
    """How this time is printed, if its last of four digits is rounded up or down."""
    return {format_seconds(seconds * each) for each in (0.999, 1, 1.001)}


@pytest.mark.parametrize("task", [*TASKS, "own"])
@pytest.mark.parametrize(
    "inputs", [{}, CONTRACT, TICKETS, SPLIT, MIXTURE, {"thinking_tokens": 800}]
)
def test_a_reader_who_works_it_out_gets_what_is_printed(
    task: str, inputs: dict[str, object]
) -> None:
    asked = inputs | {"task": task, "prompt_tokens": 3000, "times": 7}
    found = {each.title.partition(",")[0]: each for each in ask(**asked).steps}
    read = found["Read from memory to write one token"]
    assert recomputed(read.working) / 1e9 == pytest.approx(recomputed(read.outcome), rel=6e-4)
    token = found.pop("Time for one token")
    printed, rate = token.outcome.removesuffix(" tokens/s").split(", or ")
    assert recomputed(token.working) == pytest.approx(recomputed(printed), rel=1e-3)
    assert 1 / recomputed(token.working) == pytest.approx(float(rate), rel=6e-3)
    reading = found["Reading your text"]
    each, _, whole = reading.outcome.removesuffix(" in all").partition(", or ")
    once = recomputed(reading.working)
    assert each in seconds_printed(once) or recomputed(each) == pytest.approx(once, rel=2e-3)
    if whole:
        assert whole in seconds_printed(once * case(**asked).task.times)
    for title in ("Writing the answer", "Writing all answers", "Until it is done", "Thinking"):
        if title in found:
            assert found[title].outcome in seconds_printed(recomputed(found[title].working))
