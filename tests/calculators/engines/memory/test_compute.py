from dataclasses import dataclass
from statistics import fmean, median

import pytest

from calculators.engines.memory import (
    Setup,
    compute_buffer_bytes,
    kv_cache,
    output_buffer_bytes,
    recurrent_state_bytes,
    weights,
)
from calculators.engines.memory.requirement import OLDER_COMPUTE
from tests.calculators.engines.memory.geometries import geometries, runs

MIB = 2**20


@dataclass(frozen=True)
class Errors:
    """Relative errors of the estimate over many runs."""

    values: list[float]

    @property
    def mean(self) -> float:
        return fmean(abs(error) for error in self.values)

    @property
    def median(self) -> float:
        return median(abs(error) for error in self.values)


def estimate(row: dict[str, str], outputs: int) -> int:
    return compute_buffer_bytes(
        geometries()[row["model"]],
        Setup(
            context=int(row["n_ctx"]),
            micro_batch=int(row["n_ubatch"]),
            flash_attention=row["flash_attn"] == "1",
            outputs=outputs,
        ),
    )


def buffer_errors(flash: str, outputs: int) -> Errors:
    column = f"compute_bytes_nout{outputs}"
    rows = [row for row in runs() if row["flash_attn"] == flash]
    return Errors([estimate(row, outputs) / int(row[column]) - 1 for row in rows])


def total_errors(flash: str, outputs: int) -> Errors:
    rows = [row for row in runs() if row["flash_attn"] == flash]
    return Errors([total(row, outputs) for row in rows])


def total(row: dict[str, str], outputs: int) -> float:
    geometry = geometries()[row["model"]]
    setup = Setup(
        context=int(row["n_ctx"]),
        kv_cache_type=row["kv_type_k"],
        flash_attention=row["flash_attn"] == "1",
    )
    cache = kv_cache(geometry, setup)
    found = weights(geometry, row["quant"]).total_bytes + cache.total_bytes
    found += recurrent_state_bytes(geometry, setup) + estimate(row, outputs)
    return found / MIB / float(row[f"total_mib_nout{outputs}"]) - 1


# An older build, 0c1e57098: it kept a row less, and so reserved less in most models


@pytest.mark.parametrize(
    ("flash", "outputs", "mean", "worst"),
    [("1", 1, 0.0025, 0.045), ("1", 512, 0.0025, 0.06), ("0", 1, 0.002, 0.015)],
)
def test_the_total_of_an_older_build_is_near(
    flash: str, outputs: int, mean: float, worst: float
) -> None:
    errors = total_errors(flash, outputs)
    assert errors.mean < mean
    assert max(map(abs, errors.values)) < worst


@pytest.mark.parametrize("flash", ["0", "1"])
def test_the_range_of_an_older_build_is_the_stated_one(flash: str) -> None:
    reported = [1 / (1 + error) for error in buffer_errors(flash, 1).values]
    low, high = OLDER_COMPUTE[flash == "1"]
    assert low <= min(reported) < low + 0.01
    assert high - 0.01 < max(reported) <= high


def test_scores_of_every_token_take_what_they_took_in_an_older_build() -> None:
    errors = buffer_errors("1", 512)
    assert errors.mean < 0.03
    assert errors.median < 0.015


LLAMA = geometries()["Llama-3.1-8B"]


def growth(context: int, *, flash_attention: bool) -> int:
    """Bytes that 256 more tokens of context add."""
    before, after = (
        compute_buffer_bytes(LLAMA, Setup(context=tokens, flash_attention=flash_attention))
        for tokens in (context, context + 256)
    )
    return after - before


def test_a_token_of_context_adds_exactly_two_bytes_per_row_of_the_micro_batch() -> None:
    assert growth(32768, flash_attention=True) == 256 * 2 * 512


def test_without_flash_attention_it_adds_four_per_head() -> None:
    assert growth(32768, flash_attention=False) == 256 * 4 * 512 * (32 + 1)


def test_the_output_buffer_is_one_number_per_vocabulary_entry_and_slot() -> None:
    assert output_buffer_bytes(LLAMA, Setup(context=4096, slots=4)) == 4 * 4 * 128256
