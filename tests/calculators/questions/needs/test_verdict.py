"""How much memory it takes, and which machine to look at first."""

import pytest

from calculators.questions.needs import machines
from tests.calculators.questions.needs.asking import GEMMA, LARGE, TOO_LARGE, ask


@pytest.mark.parametrize(
    ("inputs", "word", "headline"),
    [
        (
            GEMMA,
            "Runs on these",
            "Gemma 4 12B in Q4_K_M needs 7.65 GiB: 24 GB of memory in a PC, or a graphics card "
            "with 12 GB.",
        ),
        (
            TOO_LARGE,
            "On none",
            "Kimi K2.6 1T-A32B in Q8_0 needs 1,018 GiB: 1536 GB of memory in a PC, or a graphics "
            "card with 1024 GB.",
        ),
    ],
)
def test_the_headline_is_the_least_memory(
    inputs: dict[str, object], word: str, headline: str
) -> None:
    verdict = ask(**inputs).verdict
    assert (verdict.word, verdict.headline) == (word, headline)


def test_more_than_the_usual_sizes_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machines, "SIZES_GIB", (2, 4))
    assert ask(**GEMMA).verdict.headline == (
        "Gemma 4 12B in Q4_K_M needs 7.65 GiB: more than the usual sizes of memory hold."
    )


def test_reasons_count_the_machines_and_name_the_cheapest() -> None:
    assert ask(**GEMMA).verdict.reasons == (
        "70 of the machines in our catalog surely hold it and write as fast as people read.",
        "Cheapest with a dated price: MacBook Air M5, 16 GB, 1,299 US dollars (smallest version, "
        "2026-06-25).",
        "13 more run it with less certainty, or more slowly.",
    )
    assert ask(**LARGE).verdict.reasons[1] == "None of these has a price with a source and a date."
    assert ask(**TOO_LARGE).verdict.reasons == (
        "None of the machines in our catalog surely holds it and writes as fast as people read.",
    )


def test_the_question_names_model_context_purpose_pace_and_apps() -> None:
    assert ask(**GEMMA).asked == (
        "Gemma 4 12B, Q4_K_M, 4,096 tokens · Everyday text and e-mail, as fast as people read · a "
        "few documents and mail open"
    )
