"""What would change the first place."""

import pytest

from calculators import catalog
from calculators.questions.finder import FINDER
from tests.calculators.questions.finder.asking import CARD, FULL, LAPTOP, TINY, ask

QUICK_SORT = {"machine": "raspberry-pi-5-8gb", "purpose": "sorting", "pace": "quick"}


def told(**inputs: object) -> list[tuple[str, dict[str, str]]]:
    return [(each.text, dict(each.inputs)) for each in ask(**inputs).changes]


def test_patience_more_bits_and_more_memory_lead_to_other_models() -> None:
    assert ask(**LAPTOP).changes_title == "What would change it"
    closed, patience, bits, memory = told(**LAPTOP)
    larger = "Qwen3.5 9B in Q4_K_M (surely fits, 9.60 GiB, about 5.75 tokens/s)."
    assert closed == (f"With everything else closed: {larger}", {"other_apps": "nothing"})
    assert patience == (
        "If you can wait: Qwen3.5 9B in Q6_K (surely fits, 8.23 GiB, about 4.49 tokens/s).",
        {"pace": "any"},
    )
    assert bits == (
        "With fewer bits: Qwen3.5 4B in Q6_K (surely fits, 4.32 GiB, about 8.27 tokens/s).",
        {},
    )
    assert memory[0] == f"With 8 GB more memory: {larger}"
    assert memory[1]["ram_gib"] == "24"


def test_closing_the_rest_puts_the_same_model_on_safer_ground() -> None:
    assert told(**FULL)[0] == (
        "With everything else closed: Qwen3.5 2B in Q6_K (surely fits, 2.56 GiB, about 17.5 "
        "tokens/s).",
        {"other_apps": "nothing"},
    )


def test_where_more_bits_run_they_are_offered() -> None:
    slower = "With more bits: Qwen3.5 4B in Q8_0 (slower than you wish, "
    texts = [text for text, _ in told(machine="laptop-2018-16gb")]
    assert any(text.startswith(slower) for text in texts)


def test_any_licence_is_offered_where_it_leads_to_more() -> None:
    texts = [text for text, _ in told(**QUICK_SORT, licence="free")]
    assert any(text.startswith("For private use, with any licence: ") for text in texts)
    any_licence = told(**QUICK_SORT, licence="any")
    assert not any("licence" in text for text, _ in any_licence)


def test_half_the_context_is_offered_only_where_the_task_still_fits() -> None:
    long = told(machine="laptop-8gb", purpose="documents", context=131_072, pace="any")
    assert any(text.startswith("With half the context, 65,536 tokens: ") for text, _ in long)
    short = told(machine="laptop-8gb", purpose="documents", context=7350, pace="any")
    assert not any("half the context" in text for text, _ in short)


def test_more_on_the_card_is_described_as_a_machine_of_one_s_own() -> None:
    text, inputs = told(**CARD, pace="quick")[-1]
    assert text.startswith("With 8 GB more on the graphics card: Qwen3.5 9B in Q8_0")
    assert (inputs["vram_gib"], inputs["ram_gib"], inputs["memory_kind"]) == (
        "16",
        "16",
        "dedicated",
    )


def test_a_mac_gets_the_next_size_that_is_sold() -> None:
    text, inputs = told(machine="macbook-air-m4-16gb")[-1]
    assert text.startswith("With 8 GB more memory: ")
    assert inputs["ram_gib"] == "24"
    assert "system" not in inputs


def test_more_memory_that_changes_nothing_says_so() -> None:
    quick = told(machine="raspberry-pi-5-16gb", pace="quick")
    assert quick[-1][0].endswith("Memory is not the limit here.")
    assert quick[-1][1] == {}
    assert told(**TINY | {"context": 10_485_760})[-1] == (
        "With 8 GB more memory: still nothing fits.",
        {},
    )


@pytest.mark.parametrize("machine", list(catalog.machines())[::9])
def test_a_change_comes_out_as_it_says(machine: str) -> None:
    result = ask(machine=machine, purpose="chat")
    for change in result.changes:
        if change.inputs:
            changed = FINDER.answer({**result.inputs, **change.inputs})
            named = changed.verdict.headline.removeprefix("Try ").partition(" with a context")[0]
            assert named in change.text
