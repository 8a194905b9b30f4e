from dataclasses import replace

import pytest

from calculators.engines.memory import (
    Geometry,
    Setup,
    cells,
    kv_cache,
    recurrent_state_bytes,
    slot_state_bytes,
)
from calculators.engines.memory.cache import HALF, CacheTypes, layer_token_bytes, sliding_layers
from tests.calculators.engines.memory.geometries import geometries, runs
from tests.calculators.engines.memory.more_geometries import GEOMETRIES

MIB = 2**20


def mib(size: int, reported: str) -> bool:
    """Whether bytes are the MiB that llama.cpp printed, at the digits it printed."""
    digits = len(reported.partition(".")[2])
    return abs(size / MIB - float(reported)) <= 0.5 * 10.0**-digits + 1e-9


@pytest.mark.parametrize("model", geometries())
def test_every_run_equals_llama_cpp_to_the_byte(model: str) -> None:
    geometry = geometries()[model]
    for row in (row for row in runs() if row["model"] == model):
        setup = Setup(
            context=int(row["n_ctx"]),
            kv_cache_type=row["kv_type_k"],
            slots=int(row["n_seq"]),
            micro_batch=int(row["n_ubatch"]),
            flash_attention=row["flash_attn"] == "1",
        )
        cache, state = kv_cache(geometry, setup), recurrent_state_bytes(geometry, setup)
        assert cache.total_bytes + state == int(row["kv_total_bytes"])
        assert mib(cache.full_bytes, row["kv_full_mib"])
        assert mib(cache.sliding_bytes, row["kv_swa_mib"])
        assert mib(state, row["recurrent_mib"])
        assert sum(cache.layer_bytes) == cache.total_bytes


def test_every_run_with_the_server_s_four_slots_equals_llama_cpp() -> None:
    rows = [row for row in runs() if row["kv_total_mib_server_default_4slots"]]
    assert len(rows) == 450
    for row in rows:
        geometry = geometries()[row["model"]]
        setup = Setup(context=int(row["n_ctx"]), kv_cache_type=row["kv_type_k"], slots=4)
        total = kv_cache(geometry, setup).total_bytes + recurrent_state_bytes(geometry, setup)
        assert mib(total, row["kv_total_mib_server_default_4slots"])


LLAMA = geometries()["Llama-3.1-8B"]
GEMMA = geometries()["Gemma-3-12B"]


def test_contexts_round_up_to_256_cells() -> None:
    assert cells(LLAMA, Setup(context=1)).full == 256
    assert cells(LLAMA, Setup(context=8193)).full == 8448


def test_separate_caches_share_the_context_and_round_up_each() -> None:
    room = cells(LLAMA, Setup(context=1024, slots=3, unified_cache=False))
    assert (room.full, room.streams) == (512, 3)


def test_sliding_layers_stop_growing_at_window_and_micro_batch() -> None:
    assert cells(GEMMA, Setup(context=1000)).sliding == 1024
    assert cells(GEMMA, Setup(context=131072)).sliding == 1024 + 512
    assert cells(GEMMA, Setup(context=131072, micro_batch=2048)).sliding == 1024 + 2048
    assert cells(GEMMA, Setup(context=131072, slots=4)).sliding == 4 * 1024 + 512
    assert cells(GEMMA, Setup(context=131072, full_sliding=True)).sliding == 131072


def test_a_model_without_a_window_has_no_sliding_cells() -> None:
    assert cells(LLAMA, Setup(context=4096)).sliding == 0
    assert kv_cache(replace(GEMMA, sliding_window=0), Setup(context=4096)).sliding_bytes == 0


def test_four_server_slots_double_gemma_s_cache() -> None:
    one, four = (kv_cache(GEMMA, Setup(context=8192, slots=slots)).total_bytes for slots in (1, 4))
    assert (one / MIB, four / MIB) == (992, 1952)


def test_latent_attention_keeps_one_vector_per_token() -> None:
    deepseek = geometries()["DeepSeek-V3"]
    assert kv_cache(deepseek, Setup(context=256)).total_bytes == 61 * 256 * 576 * 2


def test_sparse_attention_adds_the_index_keys() -> None:
    deepseek = GEOMETRIES["deepseek-v3.2"]
    assert kv_cache(deepseek, Setup(context=256)).total_bytes == 61 * 256 * (576 + 128) * 2


def test_layers_that_share_a_cache_have_none_of_their_own() -> None:
    layers = kv_cache(geometries()["Gemma-4-E2B"], Setup(context=4096)).layer_bytes
    assert all(layers[:15])
    assert not any(layers[15:])


def test_phi_has_no_window_in_llama_cpp() -> None:
    assert kv_cache(geometries()["Phi-3.5-mini"], Setup(context=4096)).sliding_bytes == 0


def test_recurrent_state_grows_with_slots_and_drafted_tokens_only() -> None:
    qwen = GEOMETRIES["qwen3.6-27b"]
    one, four = Setup(context=4096), Setup(context=131_072, slots=4)
    assert recurrent_state_bytes(qwen, one) / MIB == slot_state_bytes(qwen) / MIB == 149.625
    assert recurrent_state_bytes(qwen, four) / MIB == 598.5
    assert recurrent_state_bytes(qwen, replace(four, draft_tokens=12)) / MIB == 7780.5
    assert recurrent_state_bytes(LLAMA, four) == 0


@pytest.mark.parametrize(
    ("geometry", "cache_type", "flash_attention", "reason"),
    [
        (LLAMA, "q3_0", True, "unknown cache type 'q3_0'; known: f32, f16"),
        (LLAMA, "q8_0", False, "a q8_0 cache needs flash attention"),
        (replace(LLAMA, key_dim=80), "q4_0", True, "multiples of 32"),
    ],
)
def test_what_llama_cpp_refuses_is_refused_with_a_reason(
    geometry: Geometry, cache_type: str, flash_attention: bool, reason: str
) -> None:
    with pytest.raises(ValueError, match=reason):
        kv_cache(
            geometry, Setup(context=4096, kv_cache_type=cache_type, flash_attention=flash_attention)
        )


def test_quantized_values_need_flash_attention_and_quantized_keys_beside_others_don_t() -> None:
    setup = Setup(context=4096, kv_cache_type="q8_0", v_cache_type="f16", flash_attention=False)
    whole = kv_cache(LLAMA, replace(setup, kv_cache_type="f16")).total_bytes
    assert kv_cache(LLAMA, setup).total_bytes == whole // 2 * 17 // 32 + whole // 2
    with pytest.raises(ValueError, match="q8_0 values need flash attention"):
        kv_cache(LLAMA, replace(setup, kv_cache_type="f16", v_cache_type="q8_0"))


def test_one_vector_for_both_has_one_type() -> None:
    deepseek, setup = geometries()["DeepSeek-V3"], Setup(context=4096, v_cache_type="q8_0")
    with pytest.raises(ValueError, match="both have one type"):
        kv_cache(deepseek, setup)
    same = kv_cache(deepseek, replace(setup, kv_cache_type="q8_0")).total_bytes
    assert same == 61 * 4096 * 576 // 32 * 34


def test_bytes_of_one_token_layer_by_layer() -> None:
    gemma = Geometry(
        architecture="gemma4",
        layers=4,
        width=1024,
        vocabulary=1000,
        pattern="sg",
        heads=8,
        kv_heads=(4, 2),
        key_dim=(128, 256),
        sliding_window=512,
        shared_kv_layers=1,
    )
    eight = CacheTypes("q8_0", "q8_0")
    keys_and_values = 2 * 4 * 128  # as many in a global layer: half the heads, twice as large
    assert layer_token_bytes(gemma, HALF) == (2 * keys_and_values,) * 3 + (0,)
    assert layer_token_bytes(gemma, eight) == (keys_and_values // 32 * 34,) * 3 + (0,)
    assert sliding_layers(gemma) == (True, False, True, False)


def test_without_a_window_no_layer_slides() -> None:
    assert sliding_layers(
        Geometry(architecture="gemma3", layers=3, width=8, vocabulary=8, pattern="ssg")
    ) == (False, False, False)
