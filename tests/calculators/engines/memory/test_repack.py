import pytest

from calculators.engines.memory import repacked_bytes, weights
from tests.calculators.engines.memory.geometries import geometries, quantized_files

MIB = 2**20
MEASURED = [row for row in quantized_files() if row["cpu_repack_extra_mib"]]


@pytest.mark.parametrize("row", MEASURED, ids=lambda row: f"{row['model']}-{row['quant']}")
def test_the_copy_equals_llama_cpp_s(row: dict[str, str]) -> None:
    found = repacked_bytes(geometries()[row["model"]], row["quant"]) / MIB
    assert abs(found - float(row["cpu_repack_extra_mib"])) <= 0.006 * 2


def test_every_type_measured_has_rows() -> None:
    assert {row["quant"] for row in MEASURED} == {"Q8_0", "Q4_K_M", "Q4_0", "MXFP4_MOE"}


def test_only_four_bit_types_are_copied() -> None:
    llama = geometries()["Llama-3.1-8B"]
    assert repacked_bytes(llama, "Q8_0") == repacked_bytes(llama, "Q6_K") == 0
    share = repacked_bytes(llama, "Q4_0") / weights(llama, "Q4_0").total_bytes
    assert round(share, 2) == 0.84
