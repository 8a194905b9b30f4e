"""A machine and two models with round numbers, to work out times by hand."""

from dataclasses import replace

from calculators.engines.speed.rate import Device
from calculators.engines.speed.record import Band, Record, SpeedClass
from calculators.engines.speed.work import Work

BAND = Band(low=0.5, high=2.0, rows=1, devices=1)
HALF = SpeedClass(
    name="CPU",
    label="A processor",
    efficiency=0.5,
    layer_seconds=0.001,
    per_tflops=0.25,
    per_gb_s=0.01,
    decode=BAND,
    prefill=BAND,
)
RECORD = Record(classes={"CPU": HALF}, expert_layer=0.5, expert_prefill=0.8, checked="2026-01-01")
DENSE = Work(
    shared_bytes=4_000_000_000,
    expert_bytes=0,
    experts=0,
    experts_used=0,
    active_weights=7_000_000_000,
    output_weights=0,
    layers=10,
    expert_layers=0,
    state_bytes=0,
    full_cache_bytes=100_000,
    sliding_cache_bytes=0,
    full_operations=0,
    sliding_operations=0,
    window=0,
)
MIXTURE = replace(DENSE, expert_bytes=4_000_000_000, experts=4, experts_used=1, expert_layers=10)
DEVICE = Device(speed_class=HALF, bandwidth_gb_s=100)
