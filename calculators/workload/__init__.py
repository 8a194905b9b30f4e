"""Work in business words, as requests and tokens: what every calculator of costs starts from."""

from calculators.workload.inputs import WorkInputs
from calculators.workload.tokens import page_tokens, tokenizer_factor
from calculators.workload.work import Demand, Workload, demand, workload

__all__ = [
    "Demand",
    "WorkInputs",
    "Workload",
    "demand",
    "page_tokens",
    "tokenizer_factor",
    "workload",
]
