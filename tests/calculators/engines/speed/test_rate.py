"""From a machine to seconds a token: bandwidth bounds writing, arithmetic bounds reading."""

from dataclasses import replace

import pytest

from calculators import catalog
from calculators.engines.machine import custom_machine
from calculators.engines.speed.rate import (
    BATCH,
    Device,
    device_of,
    layers_counted,
    read_seconds,
    usual_class,
    write_seconds,
)
from tests.calculators.engines.speed.round_numbers import DENSE, DEVICE, HALF, MIXTURE, RECORD


def test_a_part_of_the_peak_bandwidth_is_reached() -> None:
    assert DEVICE.bytes_per_second == 0.5 * 100e9


def test_a_split_model_is_read_at_the_pace_of_both_memories() -> None:
    host = Device(speed_class=HALF, bandwidth_gb_s=20)
    split = replace(DEVICE, share=0.75, host=host)
    assert split.bytes_per_second == pytest.approx(1 / (0.75 / 50e9 + 0.25 / 10e9))


def test_arithmetic_goes_by_the_maker_s_rate_or_else_by_the_bandwidth() -> None:
    assert DEVICE.operations_per_second == 0.01 * 100 * 1e12
    assert replace(DEVICE, tflops=8).operations_per_second == 0.25 * 8 * 1e12
    misleading = replace(DEVICE, speed_class=replace(HALF, per_tflops=None), tflops=8)
    assert misleading.operations_per_second == 1e12


def test_writing_a_token_reads_all_active_weights_and_the_conversation() -> None:
    assert write_seconds(DENSE, DEVICE, RECORD, depth=0) == pytest.approx(4 / 50 + 0.01)
    assert write_seconds(DENSE, DEVICE, RECORD, depth=10_000) == pytest.approx(5 / 50 + 0.01)


def test_reading_a_batch_shares_one_pass_over_the_weights() -> None:
    operations = 2 * 7e9 * BATCH / 1e12
    one = read_seconds(DENSE, DEVICE, RECORD, tokens=BATCH)
    assert one == pytest.approx(operations + 4 / 50 + 0.01)
    assert read_seconds(DENSE, DEVICE, RECORD, tokens=2 * BATCH) == pytest.approx(2 * one)
    one_more = read_seconds(DENSE, DEVICE, RECORD, tokens=BATCH + 1) - one
    assert one_more == pytest.approx(2 * 7e9 / 1e12 + 4 / 50 + 0.01)


def test_a_prompt_is_read_after_nothing_unless_told_otherwise() -> None:
    attentive = replace(DENSE, full_operations=1_000_000_000)
    alone, after = (
        read_seconds(attentive, DEVICE, RECORD, tokens=2, **depth) for depth in ({}, {"depth": 100})
    )
    assert alone == pytest.approx((2 * 7e9 + 1e9 * 1) * 2 / 1e12 + 4 / 50 + 0.01)
    assert after - alone == pytest.approx(1e9 * 100 * 2 / 1e12)


def test_layers_with_experts_count_for_more_and_their_arithmetic_comes_out_slower() -> None:
    assert (layers_counted(DENSE, RECORD), layers_counted(MIXTURE, RECORD)) == (10, 15)
    dense, mixture = (read_seconds(each, DEVICE, RECORD, tokens=1) for each in (DENSE, MIXTURE))
    assert dense == pytest.approx(2 * 7e9 / 1e12 + 4 / 50 + 0.010)
    assert mixture == pytest.approx(2 * 7e9 / 0.8e12 + 5 / 50 + 0.015)


@pytest.mark.parametrize(
    ("kind", "name"),
    [("apple", "Apple Metal"), ("dedicated", "NVIDIA CUDA"), ("integrated", "CPU")],
)
def test_a_machine_that_names_no_class_has_the_usual_one_of_its_kind(kind: str, name: str) -> None:
    machine = custom_machine(memory_kind=kind, ram_gib=16, vram_gib=8)  # type: ignore[arg-type]
    assert usual_class(machine) == name
    assert usual_class(replace(machine, speed_class="CPU")) == "CPU"


def test_beside_a_card_stands_its_processor_with_the_main_memory() -> None:
    record = replace(RECORD, classes={"CPU": HALF, "NVIDIA CUDA": HALF})
    card = replace(
        custom_machine(memory_kind="dedicated", ram_gib=32, vram_gib=8), gpu_bandwidth_gb_s=256
    )
    assert device_of(card, record).host is None
    split = device_of(card, record, share=0.5)
    assert split.bandwidth_gb_s == 256
    assert split.host is not None
    assert split.host.bandwidth_gb_s == 51.2
    known = device_of(replace(card, ram_bandwidth_gb_s=89.6), record, share=0.5)
    assert known.host is not None
    assert known.host.bandwidth_gb_s == 89.6


def test_a_machine_of_unknown_bandwidth_has_no_speed() -> None:
    machine = replace(catalog.machine("laptop-16gb"), ram_bandwidth_gb_s=None)
    with pytest.raises(ValueError, match=r"the bandwidth of Laptop, 16 GB .* is not known"):
        device_of(machine, RECORD)
