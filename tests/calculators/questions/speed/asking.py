"""`speed` asked of typed inputs, and its case."""

from calculators.core.results import Result
from calculators.questions.speed import SPEED
from calculators.questions.speed.case import Case


def ask(**inputs: object) -> Result:
    return SPEED.answer(inputs)


def case(**inputs: object) -> Case:
    return Case(SPEED.read(inputs))


def value(result: Result, name: str) -> float:
    found = result.figure(name).value
    assert found is not None
    return found


OWN = {"task": "own", "prompt_tokens": "512", "answer_tokens": "128"}
CONTRACT = {"model": "qwen3-8b", "machine": "macbook-air-m4-16gb", "task": "contract"}
CHAT = CONTRACT | {"task": "chat", "thinking_tokens": 500}
TICKETS = {"model": "qwen3-8b", "machine": "mac-mini-m4-16gb", "task": "tickets"}
SPLIT = {"model": "qwen3-14b", "machine": "laptop-rtx-4060-8gb-16gb-ram", "task": "email"}
TIGHT = {"model": "qwen3-14b", "machine": "laptop-16gb", "task": "email"}
TOO_LARGE = {"model": "qwen3-32b", "machine": "laptop-16gb"}
MIXTURE = {
    "model": "qwen3.6-35b-a3b",
    "machine": "pc-rtx-4090-24gb-64gb-ram",
    "quantization": "Q8_0",
    "task": "contract",
}
"""Experts of some layers stay in main memory."""
