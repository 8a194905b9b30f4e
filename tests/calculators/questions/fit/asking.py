"""`fit` asked of typed inputs, and its case."""

from calculators.core.results import Result
from calculators.questions.fit import FIT
from calculators.questions.fit.case import Case


def ask(**inputs: object) -> Result:
    return FIT.answer(inputs)


def case(**inputs: object) -> Case:
    return Case(FIT.read(inputs))


def value(result: Result, name: str) -> float:
    found = result.figure(name).value
    assert found is not None
    return found


ALONE = {"image": "off", "second_copy": "off", "draft": "none"}
"""The model itself, as the runtime's report of its buffers has it."""
FITS = {"model": "qwen3-8b", "machine": "laptop-16gb", "second_copy": "off"}
TIGHT = {"model": "qwen3-14b", "machine": "laptop-16gb", "second_copy": "off"}
COPIED = {"model": "qwen3-14b", "machine": "laptop-16gb"}
"""Fits in what is usually free, and its second copy does not."""
ABOVE = {
    "model": "olmo-3-7b",
    "machine": "laptop-8gb",
    "context": 2048,
    "other_apps": "nothing",
} | ALONE
"""Needs more than a model may usually use, and less than in the best case."""
NEARLY = {"model": "qwen3-8b", "machine": "custom", "memory_kind": "dedicated", "vram_gib": 6.75}
"""Needs a little more than the card has, and all layers fit there."""
SPLIT = {"model": "qwen3-14b", "machine": "laptop-rtx-4060-8gb-16gb-ram"}
TOO_LARGE = {"model": "qwen3-32b", "machine": "laptop-16gb", "second_copy": "off"}
