"""Work in business words, as requests and tokens: what every calculator of costs starts from."""

from calculators.engines.workload.inputs import WorkInputs
from calculators.engines.workload.tokens import page_tokens, tokenizer_factor
from calculators.engines.workload.work import Demand, Workload, demand, workload

__all__ = [
    "Demand",
    "WorkInputs",
    "Workload",
    "demand",
    "page_tokens",
    "tokenizer_factor",
    "workload",
]
