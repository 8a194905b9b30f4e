"""What lies beside a model: copies of a chat, drafts, a copied cache."""

from dataclasses import replace

import pytest

from calculators import catalog
from calculators.engines.memory import Setup, repacked_bytes
from calculators.engines.memory.beside import (
    cache_copy_bytes,
    checkpoint_bytes,
    checkpoints_bytes,
    draft_bytes,
    extras,
    prediction_bytes,
)
from calculators.engines.memory.requirement import requirement
from calculators.engines.memory.setup import Beside

MIB = 2**20
USUAL = Setup(context=8192)


@pytest.mark.parametrize(
    ("model", "mib"),
    [
        ("olmo-3-7b", 1536),
        ("gemma-4-31b", 800),
        ("gemma-3-27b", 416),
        ("gemma-4-12b", 320),
        ("gemma-3-12b", 320),
        ("gemma-4-26b-a4b", 200),
        ("qwen3.6-27b", 149.6),
        ("falcon-h1-7b", 133.8),
        ("gemma-3-4b", 116),
        ("qwen3-next-80b-a3b", 75.4),
        ("gemma-3-270m", 7.506),
        ("qwen3-8b", 0),
    ],
)
def test_one_copy_of_a_chat_is_what_llama_cpp_keeps(model: str, mib: float) -> None:
    size = checkpoint_bytes(catalog.model(model).geometry, USUAL) / MIB
    assert size == pytest.approx(mib, abs=0.06)


def test_each_turn_adds_two_and_thirty_two_are_the_most() -> None:
    gemma = catalog.model("gemma-3-12b").geometry
    sizes = [checkpoints_bytes(gemma, USUAL, turns) // (320 * MIB) for turns in (1, 7, 16, 900)]
    assert sizes == [2, 14, 32, 32]


def test_a_draft_gets_the_context_of_the_model_it_helps() -> None:
    small = catalog.model("qwen3-0.6b").geometry
    long, short = (
        draft_bytes(small, "Q4_K_M", Setup(context=context)) for context in (32_768, 256)
    )
    assert (long - short) / 2**30 == pytest.approx(3.5, abs=0.06)


def test_a_draft_keeps_its_own_state_once_however_many_tokens_it_guesses() -> None:
    small = catalog.model("qwen3.5-0.8b").geometry  # with layers that keep a state
    plain = requirement(small, USUAL)
    alone = plain.loaded_bytes + plain.kv_cache_bytes + plain.recurrent_state_bytes
    ahead = replace(USUAL, draft_tokens=3)
    assert draft_bytes(small, "Q4_K_M", ahead) == alone + plain.compute_buffer_bytes


@pytest.mark.parametrize(
    ("model", "slots", "gib"), [("qwen3.6-27b", 1, 0.84), ("qwen3.6-27b", 4, 2.2)]
)
def test_prediction_layers_take_weights_a_cache_a_space_and_more_state(
    model: str, slots: int, gib: float
) -> None:
    geometry = catalog.model(model).geometry
    plain = Setup(context=8192, slots=slots)
    ahead = replace(plain, draft_tokens=3, beside=Beside(predicts=True))
    more = requirement(geometry, ahead).total_bytes - requirement(geometry, plain).total_bytes
    assert more / 2**30 == pytest.approx(gib, abs=0.08)


def test_a_model_without_such_layers_predicts_nothing() -> None:
    assert prediction_bytes(catalog.model("qwen3-8b").geometry, USUAL) == 0


@pytest.mark.parametrize(
    ("model", "context", "mib"), [("llama-3.1-8b", 131_072, 436), ("qwen3-8b", 32_768, 64)]
)
def test_a_rounded_cache_is_copied_layer_by_layer(model: str, context: int, mib: int) -> None:
    geometry = catalog.model(model).geometry
    rounded = Setup(context=context, kv_cache_type="q8_0")
    assert cache_copy_bytes(geometry, rounded) / MIB == pytest.approx(mib, abs=0.1)
    assert cache_copy_bytes(geometry, replace(rounded, kv_cache_type="f16")) == 0


def test_a_set_up_without_anything_beside_it_has_no_extras() -> None:
    assert list(extras(catalog.model("gemma-3-4b").geometry, USUAL)) == []


def test_the_second_copy_counts_in_the_total_and_may_be_dropped() -> None:
    geometry = catalog.model("llama-3.2-1b").geometry
    copied = replace(USUAL, beside=Beside(rearranges=True))
    plain, needed = requirement(geometry, USUAL), requirement(geometry, copied)
    copy = repacked_bytes(geometry, "Q4_K_M")
    assert needed.total_bytes - plain.total_bytes == copy
    assert needed.needed_bytes == plain.total_bytes


def test_the_size_of_the_file_wins_and_a_publisher_s_mix_widens_the_range() -> None:
    geometry = catalog.model("qwen3.6-27b").geometry
    given = replace(USUAL, beside=Beside(file_bytes=17_899_276_206))
    assert requirement(geometry, given).weights_bytes == 17_899_276_206
    mixed = replace(USUAL, beside=Beside(mix_bytes=17_899_276_206))
    plain = requirement(geometry, USUAL)
    found = requirement(geometry, mixed)
    assert found.total_bytes == plain.total_bytes
    assert found.high_bytes - plain.high_bytes == 17_899_276_206 - plain.weights_bytes


def test_copies_for_the_processor_and_of_the_chat_lie_in_main_memory() -> None:
    gemma = catalog.model("gemma-3-12b").geometry
    beside = Beside(rearranges=True, turns=3, unknown_projector=True)
    found = {each.key: each for each in extras(gemma, replace(USUAL, beside=beside))}
    assert {key: each.on_card for key, each in found.items()} == {
        "unknown_projector": True,
        "copy": False,
        "chat": False,
    }
    assert (found["chat"].low, found["chat"].bytes) == (0, checkpoints_bytes(gemma, USUAL, 3))


def test_a_chat_that_has_not_begun_keeps_nothing() -> None:
    gemma = catalog.model("gemma-3-12b").geometry
    begun, new = (
        list(extras(gemma, replace(USUAL, beside=Beside(cuda=True, turns=turns))))
        for turns in (1, 0)
    )
    assert [each.key for each in begun] == ["context", "chat"]
    assert [each.key for each in new] == ["context"]
