"""How long it takes in words, and whether that is long to wait."""

import pytest

from calculators.questions.speed.verdict import LOOKS
from tests.calculators.questions.speed.asking import (
    CHAT,
    CONTRACT,
    MIXTURE,
    OWN,
    SPLIT,
    TICKETS,
    TIGHT,
    TOO_LARGE,
    ask,
)


@pytest.mark.parametrize(
    ("inputs", "headline"),
    [
        (CONTRACT, "About 1 min 8 s, 35 s of it before the first word."),
        (CHAT, "About 45 s an answer, 28 s of it before the first word. 15 min in all."),
        (TICKETS, "About 20 min for all 500."),
        (
            TOO_LARGE,
            "No. It needs 20.6 GiB even without the second copy that a processor makes, and a "
            "model may use 11.0 GiB here.",
        ),
    ],
)
def test_one_task_a_conversation_and_a_batch_are_told_apart(
    inputs: dict[str, object], headline: str
) -> None:
    assert ask(**inputs).verdict.headline == headline


@pytest.mark.parametrize(
    ("inputs", "status", "word"),
    [
        (
            {"machine": "pc-rtx-4090-24gb-64gb-ram", "model": "qwen3-8b", "task": "email"},
            "quick",
            "Quick",
        ),
        (
            {"machine": "laptop-16gb", "model": "qwen3-4b", "task": "contract"},
            "slow_start",
            "Slow to start",
        ),
        (
            {"machine": "laptop-16gb", "model": "qwen3-14b", **OWN, "prompt_tokens": 1},
            "slow_writing",
            "Writes slower than you read",
        ),
        ({"machine": "laptop-16gb", "model": "gemma-4-12b", "task": "contract"}, "slow", "Slow"),
        (TICKETS, "within_an_hour", "Within the hour"),
        (
            {"machine": "laptop-16gb", "model": "qwen3-8b", "task": "tickets"},
            "within_a_day",
            "Takes hours",
        ),
        (
            OWN | {"times": 50_000, "machine": "laptop-16gb", "model": "qwen3-8b"},
            "longer",
            "Takes more than a day",
        ),
        (TOO_LARGE, "does_not_fit", "Does not fit"),
    ],
)
def test_the_verdict_says_how_the_wait_feels(
    inputs: dict[str, object], status: str, word: str
) -> None:
    verdict = ask(**inputs).verdict
    assert (verdict.status, verdict.word) == (status, word)
    assert (verdict.sign, verdict.tone) == (LOOKS[status].sign, LOOKS[status].tone)


def test_reasons_say_how_sure_it_is_and_compare_it_with_reading() -> None:
    assert ask(**CONTRACT).verdict.reasons == (
        "It may take 49 s to 1 min 35 s: measured speeds of such machines differ by that much.",
        "It writes 16.6 tokens/s, about 750 words a minute; most adults read about 238.",
    )


def test_nobody_reads_along_with_a_batch() -> None:
    assert ask(**TICKETS).verdict.reasons == (
        "It may take 14 to 28 min: measured speeds of such machines differ by that much.",
    )


def test_a_kind_that_nobody_measured_may_take_longer_still() -> None:
    found = ask(machine="laptop-snapdragon-x-elite-16gb", model="qwen3-4b", task="email").verdict
    assert found.reasons[0] == (
        "It may take 5.7 to 23 s, or longer: nothing of this kind is among our measurements."
    )


def test_a_split_model_is_a_rough_guess() -> None:
    reasons = ask(**SPLIT).verdict.reasons
    assert reasons[0] == "It may take 6.6 to 41 s."
    assert reasons[2].startswith("Only 28 of 40 layers fit on the graphics card.")


def test_a_tight_fit_is_warned_of() -> None:
    assert ask(**TIGHT).verdict.reasons[-1] == (
        "It only just fits. If memory runs short, it gets far slower than this."
    )
    above = {"model": "olmo-3-7b", "machine": "laptop-8gb", "other_apps": "nothing"}
    assert ask(**above, task="own", context=2048).verdict.reasons[-1] == (
        "It only fits if more memory than usual is free. If memory runs short, it gets far "
        "slower than this."
    )


def test_a_task_longer_than_the_context_says_with_how_much_it_was_counted() -> None:
    assert ask(task="contract", context="2048").verdict.reasons[-1] == (
        "The task is longer than the context you set, so we counted with 7,350 tokens."
    )


def test_what_does_not_fit_says_only_why() -> None:
    assert ask(**TOO_LARGE).verdict.reasons == (
        "It is 9.60 GiB short. A system that runs out of memory swaps to disk and stalls.",
    )


def test_the_question_names_task_amounts_and_set_up() -> None:
    assert ask(**CHAT).asked == (
        "One hour of chat, 20 times 80 tokens to read and 300 to write, thinking 500 tokens · "
        "Qwen3 8B, Q4_K_M, 8,192 tokens · MacBook Air M4, 16 GB, a few documents and mail open"
    )
    assert ask(**OWN, history_tokens=400).asked.startswith(
        "Your own task, 512 tokens to read and 128 to write after 400 tokens · "
    )


def test_a_mixture_says_how_many_layers_keep_their_experts_in_main_memory() -> None:
    reasons = ask(**MIXTURE).verdict.reasons
    assert reasons[2] == (
        "The experts of 17 of 40 layers stay in main memory: -ngl 99 --n-cpu-moe 17 -fit off. Few "
        "measurements of such a split are known."
    )
