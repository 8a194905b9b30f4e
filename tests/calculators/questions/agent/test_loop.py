"""What an agent sends with each step."""

from __future__ import annotations

from dataclasses import replace

import pytest

from calculators.questions.agent.loop import CLEAR, KEEP, SUMMARISE, Loop, requests


def calibrated(**changed: int) -> Loop:
    usual = Loop(steps=30, fixed_tokens=12_000, output_tokens=400, result_tokens=1_600)
    return replace(usual, **changed)  # type: ignore[arg-type]


def test_prompts_grow_by_the_same_amount_and_their_sum_with_the_square() -> None:
    loop = calibrated()
    prompts = [each.prompt_tokens for each in requests(loop)]
    assert prompts[:3] == [12_000, 14_000, 16_000]
    assert prompts[-1] == 70_000 == loop.prompt_of(30)
    assert sum(prompts) == 1_230_000 == loop.sent(30)
    assert loop.sent(60) / loop.sent(30) == pytest.approx(3.46, abs=0.01)


def test_a_summary_is_a_request_more_and_the_talk_starts_again_from_it() -> None:
    loop = replace(calibrated(steps=40), shorten=SUMMARISE, shorten_at=80_000, summary_tokens=2_000)
    found = list(requests(loop))
    place = next(n for n, each in enumerate(found) if each.summary)
    assert found[place - 1].prompt_tokens == 80_000
    assert (found[place].prompt_tokens, found[place].output_tokens) == (82_000, 2_000)
    after = found[place + 1]
    assert (after.step, after.prompt_tokens, after.seen_tokens) == (36, 14_000, 0)


def test_dropping_old_results_gives_the_prompts_that_were_measured() -> None:
    # browser-use/cc_compaction: each turn with the latest two results left
    loop = Loop(
        steps=10,
        fixed_tokens=1_141,
        output_tokens=74,
        result_tokens=497,
        shorten=CLEAR,
        shorten_at=2_283,
        kept_results=2,
    )
    prompts = [each.prompt_tokens for each in requests(loop)]
    assert prompts == [1141, 1712, 2283, 2357, 2431, 2505, 2579, 2653, 2727, 2801]
    assert sum(prompts) == 23_189
    kept = [each.prompt_tokens for each in requests(replace(loop, shorten=KEEP))]
    assert (sum(kept), kept[-1]) == (37_105, 6_280)


def test_reports_of_helpers_join_the_talk_after_the_first_step() -> None:
    loop = calibrated(joined_tokens=3_000)
    assert [each.prompt_tokens for each in requests(loop)][:3] == [12_000, 17_000, 19_000]
