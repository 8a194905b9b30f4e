"""What a model needs, part by part, and the longest context that some memory holds."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators import catalog
from calculators.engines.memory import Setup
from calculators.engines.memory.requirement import (
    MEASURED_COMPUTE,
    Requirement,
    longest_context,
    requirement,
)
from tests.laws import law

USUAL = Setup(context=8192)
QWEN = catalog.model("qwen3-8b").geometry
GIB = 2**30


def test_the_parts_of_one_model_in_bytes() -> None:
    needed = requirement(QWEN, USUAL)
    assert needed.weights_bytes == needed.loaded_bytes == 5_021_827_072
    assert needed.card_weights_bytes == 4_671_750_144
    assert needed.kv_cache_bytes == 36 * 8192 * 2 * (8 * 128) * 2
    assert (needed.recurrent_state_bytes, needed.skipped_bytes) == (0, 0)
    assert needed.compute_buffer_bytes == 125_847_552
    assert needed.output_buffer_bytes == 4 * 151_936


def test_the_total_is_what_is_loaded_and_what_works_beside_it() -> None:
    needed = requirement(QWEN, USUAL)
    assert needed.working_bytes == 1_207_959_552 + 607_744
    assert needed.total_bytes == 6_356_241_920
    weights, compute = needed.card_weights_bytes, needed.card_compute_bytes
    assert needed.card_bytes == weights + 1_207_959_552 + compute


@pytest.mark.parametrize("flash_attention", [True, False])
def test_only_the_compute_buffer_has_a_range(flash_attention: bool) -> None:
    needed = requirement(QWEN, replace(USUAL, flash_attention=flash_attention))
    low, high = MEASURED_COMPUTE[flash_attention]
    compute = needed.compute_buffer_bytes
    assert (needed.compute_low_bytes, needed.compute_high_bytes) == (
        round(low * compute),
        round(high * compute),
    )
    assert needed.total_bytes - needed.low_bytes == compute - needed.compute_low_bytes
    assert needed.high_bytes - needed.total_bytes == needed.compute_high_bytes - compute


def test_layers_that_guess_ahead_are_in_the_file_and_not_loaded() -> None:
    assert requirement(catalog.model("glm-4.5-air").geometry, USUAL).skipped_bytes == 2_409_308_672


def test_a_cache_type_that_llama_cpp_would_refuse_is_refused() -> None:
    with pytest.raises(ValueError, match="a q8_0 cache needs flash attention"):
        requirement(QWEN, replace(USUAL, kv_cache_type="q8_0", flash_attention=False))


@pytest.mark.parametrize(
    ("limit_gib", "tokens"), [(4, 0), (5, 1536), (6, 8704), (8, 23_040), (10, 37_632), (16, 40_960)]
)
def test_more_memory_holds_a_longer_context_up_to_what_the_model_was_built_for(
    limit_gib: int, tokens: int
) -> None:
    limit = limit_gib * GIB
    found = longest_context(QWEN, USUAL, lambda needed: needed.total_bytes <= limit, 40_960)
    assert found == tokens


@law(150)
@given(st.sampled_from(sorted(catalog.models())), st.integers(1, 2**38), st.booleans())
def test_the_longest_context_fits_and_the_next_does_not(
    model: str, limit: int, worst: bool
) -> None:
    geometry, most = catalog.model(model).geometry, catalog.model(model).context_max

    def within(needed: Requirement) -> bool:
        return (needed.high_bytes if worst else needed.total_bytes) <= limit

    def fits(context: int) -> bool:
        return within(requirement(geometry, replace(USUAL, context=context)))

    longest = longest_context(geometry, USUAL, within, most)

    assert longest == 0 or fits(longest)
    assert longest == most or not fits(longest + 256)


def test_a_model_without_any_context_has_no_longest_one() -> None:
    assert longest_context(QWEN, USUAL, lambda needed: True, 0) == 0
    assert longest_context(QWEN, USUAL, lambda needed: True, 1) == 1
    assert longest_context(QWEN, USUAL, lambda needed: False, 40_960) == 0
