"""The whole question, as the form, the terminal and a batch line ask it."""

import json

import pytest

from calculators import catalog
from calculators.core.results import Result
from calculators.engines.speed.record import record
from calculators.questions.common.tasks import TASKS
from calculators.questions.speed import SPEED
from calculators.terminal.batch import batch
from tests.calculators.questions.speed.asking import OWN, ask, value
from tests.golden.cases import CONFIG


def custom(**inputs: object) -> Result:
    return ask(**({"machine": "custom", "memory_kind": "apple", "ram_gib": "64"} | OWN | inputs))


def test_the_answer_is_a_time_with_its_range() -> None:
    result = ask(model="qwen3-8b", machine="macbook-air-m4-16gb", task="contract")
    assert result.verdict.headline.startswith("About ")
    done = result.figure("done_s")
    assert done.low is not None
    assert done.high is not None
    assert done.value is not None
    assert done.low < done.value < done.high
    parts = value(result, "reading_s") + value(result, "writing_s")
    assert value(result, "done_s") == pytest.approx(parts, rel=1e-3)


@pytest.mark.parametrize(
    ("machine", "model", "quantization", "measured"),
    [
        # tests/data/speeds.csv, from an empty context; the machines are those of the catalog
        ("raspberry-pi-5-16gb", "llama-3.1-8b", "Q4_K_M", 2.17),
        ("pc-rtx-4090-24gb-64gb-ram", "gpt-oss-20b", "MXFP4_MOE", 221.95),
        ("pc-rtx-3090-24gb-64gb-ram", "llama-3.1-8b", "F16", 47.4),
        ("dgx-spark-128gb", "gemma-3-4b", "Q4_0", 78.97),
        ("ryzen-ai-max-395-128gb", "gpt-oss-120b", "MXFP4_MOE", 56.61),
        ("ryzen-ai-max-395-128gb", "gemma-4-31b", "Q4_K_M", 11.45),
        ("laptop-n100-8gb", "llama-3.1-8b", "Q4_K_M", 3.01),
    ],
)
def test_what_was_measured_lies_in_the_range(
    machine: str, model: str, quantization: str, measured: float
) -> None:
    result = ask(
        task="own",
        prompt_tokens=1,
        answer_tokens=128,
        machine=machine,
        model=model,
        quantization=quantization,
        context=512,
        other_apps="nothing",
    )
    decode = result.figure("decode_tokens_per_s")
    assert decode.low is not None
    assert decode.high is not None
    assert decode.low < measured < decode.high


def test_the_working_holds_the_numbers_of_the_case() -> None:
    result = custom(bandwidth_gb_s="400", tflops="10", model="llama-3.1-8b")
    each = record().classes["Apple Metal"]
    titles = [step.title for step in result.steps]
    assert titles == [
        "Read from memory to write one token, after 576 others",
        "Time for one token",
        "Writing the answer",
        "Reading your text",
        "Until it is done",
    ]
    assert f"({each.efficiency:.4g} × 400 GB/s)" in result.steps[1].working
    seconds = 4.6987e9 / (each.efficiency * 400e9) + each.layer_seconds * 32
    assert value(result, "decode_tokens_per_s") == pytest.approx(1 / seconds, rel=2e-3)


def test_a_maker_s_rate_decides_how_fast_the_prompt_is_read() -> None:
    slow, fast = (custom(bandwidth_gb_s="400", tflops=each) for each in ("5", "10"))
    assert value(slow, "reading_s") > 1.8 * value(fast, "reading_s")
    assert value(slow, "writing_s") == value(fast, "writing_s")


def test_a_split_model_is_marked_as_not_validated() -> None:
    result = ask(model="qwen3-14b", machine="laptop-rtx-4060-8gb-16gb-ram", task="email")
    assert any("not validated" in reason for reason in result.verdict.reasons)
    whole = ask(model="qwen3-14b", machine="laptop-rtx-4080-12gb-32gb-ram", task="email")
    assert value(result, "decode_tokens_per_s") < value(whole, "decode_tokens_per_s") / 2


def test_thinking_comes_before_the_first_word() -> None:
    plain, thinking = (ask(task="email", thinking_tokens=n) for n in (0, 1000))
    longer = value(thinking, "thinking_s")
    assert longer > 0
    first = value(plain, "first_word_s") + longer
    assert value(thinking, "first_word_s") == pytest.approx(first, rel=1e-3)
    assert any(change.text.startswith("Without thinking") for change in thinking.changes)


def test_a_conversation_is_read_once_and_grows() -> None:
    chat, task = ask(task="chat"), TASKS["chat"]
    alone = ask(task="own", prompt_tokens=task.prompt_tokens, answer_tokens=task.answer_tokens)
    assert value(chat, "done_s") > 20 * value(alone, "done_s")
    assert value(chat, "done_s") < 22 * value(alone, "done_s")
    assert task.needed_context == 20 * 380


def test_many_times_the_same_are_many_times_as_long() -> None:
    once, often = (ask(**OWN, times=times) for times in (1, 500))
    assert value(often, "done_s") == pytest.approx(500 * value(once, "done_s"), rel=1e-3)
    assert often.verdict.headline.endswith("for all 500.")
    assert value(once, "first_word_s") == pytest.approx(value(often, "first_word_s"), rel=1e-3)


def test_every_change_is_as_quick_as_it_says() -> None:
    result = ask(machine="mac-studio-m4-max-128gb", model="qwen3-32b", quantization="Q8_0")
    assert [change.text.split(",")[0] for change in result.changes] == [
        "Q4_K_M",
        "A mixture of experts",
        "A smaller model",
    ]
    for change in result.changes:
        changed = SPEED.answer({**result.inputs, **change.inputs})
        assert value(changed, "done_s") <= 0.8 * value(result, "done_s")


def test_a_pasted_config_is_a_model_like_any_other() -> None:
    pasted = ask(model="custom", model_config=json.dumps(CONFIG), task="email")
    listed = ask(model="llama-3.2-1b", task="email")
    assert value(pasted, "done_s") == value(listed, "done_s")


def test_an_answer_can_be_asked_again_as_it_is() -> None:
    result = custom(bandwidth_gb_s="100", speed_class="CPU")
    assert SPEED.answer(result.inputs) == result


def test_a_batch_gives_every_figure_with_its_range() -> None:
    lines = [json.dumps({"id": n, "machine": "mac-mini-m4-16gb"} | OWN) for n in range(2)]
    answers = list(batch(SPEED, lines))
    assert [each["id"] for each in answers] == [0, 1]
    for name in ("decode_tokens_per_s", "prefill_tokens_per_s", "first_word_s", "done_s"):
        detail = answers[0]["details"][name]
        assert detail["low"] < answers[0]["figures"][name] < detail["high"]


def test_every_machine_of_the_catalog_has_the_bandwidth_it_needs() -> None:
    assert [each.id for each in catalog.machines().values() if not each.bandwidth_gb_s] == []


def test_sources_are_named_once() -> None:
    urls = [source.url for source in ask().sources]
    assert len(urls) == len(set(urls))
    assert any("10.1016/j.jml.2019.104047" in url for url in urls)
