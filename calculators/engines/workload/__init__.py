"""Work in business words, as requests and tokens: what every calculator of costs starts from."""

from calculators.engines.workload.tokens import page_tokens, tokenizer_factor
from calculators.engines.workload.work import Demand, Work, Workload, demand, workload

__all__ = ["Demand", "Work", "Workload", "demand", "page_tokens", "tokenizer_factor", "workload"]
