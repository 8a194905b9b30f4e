"""Bytes read and sums done for a token, against what publishers say of their models."""

import pytest

from calculators import catalog
from calculators.engines.memory import weights
from calculators.engines.speed.work import Work, power, work


def work_of(ident: str, quantization: str = "Q4_K_M") -> Work:
    return work(catalog.model(ident).geometry, quantization)


@pytest.mark.parametrize(
    ("ident", "billions"),
    [
        ("gpt-oss-20b", 3.6),
        ("gpt-oss-120b", 5.1),
        ("qwen3-30b-a3b", 3.0),
        ("gemma-4-26b-a4b", 3.8),
        ("mistral-small-4-119b", 6.1),
        ("nemotron-3-super-120b-a12b", 12.2),
        ("deepseek-v3.2", 37.5),
        ("qwen3-235b-a22b", 21.6),
    ],
)
def test_active_weights_are_those_that_publishers_state(ident: str, billions: float) -> None:
    each = work_of(ident)
    active = (each.active_weights + each.output_weights) / 1e9
    assert active == pytest.approx(billions, abs=0.05)


def test_the_embedding_table_is_looked_up_and_not_read() -> None:
    geometry = catalog.model("llama-3.1-8b").geometry
    size = weights(geometry, "Q4_K_M")
    table = size.by_class["embedding"]
    assert work(geometry, "Q4_K_M").token_bytes == size.total_bytes - table


def test_a_tied_table_is_read_as_the_output_matrix() -> None:
    geometry = catalog.model("llama-3.2-3b").geometry
    assert work(geometry, "Q4_K_M").token_bytes == weights(geometry, "Q4_K_M").total_bytes


def test_prediction_layers_that_are_not_loaded_are_not_read() -> None:
    each, size = work_of("glm-4.5-air"), weights(catalog.model("glm-4.5-air").geometry, "Q4_K_M")
    assert each.shared_bytes + each.expert_bytes < size.total_bytes < size.file_bytes


@pytest.mark.parametrize(
    ("ident", "depth", "kib"),
    [
        ("llama-3.1-8b", 1, 128),
        ("llama-3.1-8b", 1000, 128_000),
        ("gpt-oss-20b", 128, 2 * 24 * 128),
        ("gpt-oss-20b", 1000, 24 * 1000 + 24 * 128),
        ("nemotron-3-nano-30b-a3b", 1000, 6 * 1000),
        ("gemma-4-e2b", 512, (14 + 28) * 512),
    ],
)
def test_the_cache_that_is_read_grows_up_to_the_window(ident: str, depth: int, kib: int) -> None:
    assert work_of(ident).cache_bytes(depth) == kib * 1024


def test_the_recurrent_state_is_read_and_written() -> None:
    assert work_of("qwen3.5-0.8b").state_bytes == pytest.approx(2 * 77.06 / 4 * 2**20, rel=1e-3)


def test_layers_with_experts_are_counted_where_experts_are() -> None:
    each = work_of("nemotron-3-nano-30b-a3b")
    assert (each.layers, each.expert_layers) == (52, 23)
    assert (work_of("qwen3-8b").expert_layers, work_of("glm-4.5-air").expert_layers) == (0, 45)


def test_a_batch_calls_on_more_experts_than_a_token_and_never_on_more_than_all() -> None:
    each = work_of("qwen3-30b-a3b")
    assert each.batch_bytes(1) == pytest.approx(each.token_bytes, abs=1)
    everything = each.shared_bytes + each.expert_bytes
    assert each.token_bytes < each.batch_bytes(16) < everything
    assert each.batch_bytes(512) == pytest.approx(everything, rel=1e-9)


def test_a_dense_model_reads_all_of_itself_for_a_token_and_for_a_batch() -> None:
    each = work_of("qwen3-8b")
    assert each.batch_bytes(1) == each.batch_bytes(512) == each.token_bytes


def test_reading_takes_two_operations_for_each_weight_and_the_attention() -> None:
    each = work_of("llama-3.1-8b")
    operations = each.reading_operations(1000, 0)
    attention = 32 * 32 * 2 * (128 + 128) * 500 * 1000
    assert operations == 2 * each.active_weights * 1000 + attention + 2 * 4096 * 128_256


@pytest.mark.parametrize(
    ("ident", "layers", "heads", "summary", "position"),
    [("kimi-k2.6", 61, 64, 512, 64), ("glm-4.7-flash", 47, 20, 512, 64)],
)
def test_with_latent_attention_every_head_works_on_the_shared_summary(
    ident: str, layers: int, heads: int, summary: int, position: int
) -> None:
    """A score takes the summary and the position, a value the summary: two operations each."""
    assert work_of(ident).full_operations == layers * heads * 2 * (2 * summary + position)


def test_layers_with_a_state_have_no_attention() -> None:
    assert work_of("nemotron-3-nano-30b-a3b").full_operations == 6 * 32 * 2 * (128 + 128)


def test_powers_are_powers() -> None:
    assert [power(0.5, n) for n in range(4)] == [1, 0.5, 0.25, 0.125]
    assert power(0.97, 511) == pytest.approx(0.97**511)
