"""`finder` asked of typed inputs, and its case."""

from calculators.core.results import Result
from calculators.questions.finder import FINDER
from calculators.questions.finder.case import Case


def ask(**inputs: object) -> Result:
    return FINDER.answer(inputs)


def case(**inputs: object) -> Case:
    return Case(FINDER.read(inputs))


LAPTOP = {"machine": "laptop-16gb"}
FULL = {"machine": "laptop-8gb", "other_apps": "office", "purpose": "documents"}
"""So much is open that a model fits only with luck."""
CARD = {"machine": "laptop-rtx-4060-8gb-16gb-ram", "purpose": "chat", "licence": "free"}
TINY = {"machine": "custom", "memory_kind": "integrated", "ram_gib": 1}
"""Nothing fits in it."""
