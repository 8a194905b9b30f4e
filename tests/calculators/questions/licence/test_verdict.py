"""What a reader is told: the answer, how it is known, and what stands beside the licence."""

import pytest

from tests.calculators.questions.licence.asking import ask


@pytest.mark.parametrize(
    ("inputs", "word", "headline"),
    [
        (
            {"model": "qwen3-8b"},
            "Permitted",
            "Yes. Under Apache License 2.0 you may do this with Qwen3 8B, and it asks nothing "
            "(s.2).",
        ),
        (
            {"model": "gemma-3-12b", "use": "host_service"},
            "Permitted, with duties",
            "Yes, if you do what is asked of you under Gemma Terms of Use (s.1.1(b), s.3.1).",
        ),
        (
            {"model": "minimax-m2.7"},
            "Ask first",
            "Only with the maker’s consent: there is no right to this under MiniMax M2.7 "
            "Non-Commercial License (s.3, s.4).",
        ),
        (
            {"model": "command-r7b"},
            "Not permitted",
            "No. Under CC-BY-NC-4.0 with Cohere’s acceptable-use addendum you may not do this with "
            "Command R7B 12-2024 (s.2(a)(1), s.1(i)).",
        ),
        (
            {"model": "kimi-k3.1-pro"},
            "Not known",
            "We can’t say: no licence of Kimi K3.1 Pro was found.",
        ),
    ],
)
def test_the_headline_says_yes_no_or_something_between(
    inputs: dict[str, object], word: str, headline: str
) -> None:
    verdict = ask(**inputs).verdict
    assert (verdict.word, verdict.headline) == (word, headline)


def test_it_says_how_the_licence_is_known_and_how_it_was_read() -> None:
    reasons = ask(model="falcon-h1-7b").verdict.reasons
    assert reasons[-3:] == (
        "We know that Falcon-H1 7B is under TII Falcon License from the maker’s own README or "
        "announcement.",
        "How we read the licence: full text, in somebody’s copy, on 2026-11-28. The use policy "
        "was not read.",
        "TII’s statements disagree, so we take its own licence, which asks for more than "
        "Apache-2.0.",
    )


def test_a_policy_beside_an_open_licence_is_named() -> None:
    first = ask(model="apertus-8b").verdict.reasons[0]
    assert first.startswith("Before the download you accept a policy of ETH Zurich and EPFL")


def test_the_base_of_a_distill_is_named_with_its_licence() -> None:
    reasons = ask(model="deepseek-r1-distill-llama-8b").verdict.reasons
    assert "It was made from Llama-3.1-8B by Meta, which is under Llama 3.1 Community License " in (
        reasons[-1] + " "
    )


def test_the_question_is_told_in_one_line() -> None:
    asked = ask(model="qwen3-8b", field="military", as_of="2026-11-28").asked
    assert asked == (
        "Qwen3 8B · Use it ourselves, inside the firm · A firm, United States · Military · "
        "as of 2026-11-28"
    )
