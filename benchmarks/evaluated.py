"""What `benchmarks.evaluations` measures; it runs in CPython and, as text, in Pyodide.

Standard library only, and of that only what the page's Python has.
"""

import json
from dataclasses import replace
from time import perf_counter

from calculators import catalog
from calculators.browser import respond
from calculators.engines.machine import OTHER_APPS, memory_budget
from calculators.engines.memory import QUANTIZATIONS, Setup
from calculators.engines.memory.placement import status_for
from calculators.engines.memory.requirement import requirement

LOOP = 200_000
MACHINE = "laptop-16gb"
CONTEXTS = (2048, 4096, 8192, 16384, 32768, 65536, 131072)
USUAL = Setup(context=8192)


def mixed_inputs(count: int) -> list[dict[str, str]]:
    """Inputs over all models, machines, quantizations and contexts, the same at each run."""
    models, machines = list(catalog.models().values()), list(catalog.machines())
    apps, found = list(OTHER_APPS), []
    for number in range(count):
        round_of_models, at = divmod(number, len(models))
        offered = _mixes(models[at])
        found.append(
            {
                "model": models[at].id,
                "machine": machines[number * 11 % len(machines)],
                "quantization": offered[round_of_models % len(offered)],
                "context": str(CONTEXTS[number * 5 % len(CONTEXTS)] + number % 256),
                "other_apps": apps[number // 3 % len(apps)],
            }
        )
    return found


def _mixes(model: catalog.Model) -> list[str]:
    """Quantizations that `fit` takes for a model: one of them is for mixtures of experts only."""
    experts = model.geometry.experts
    return [name for name in model.quantizations if experts or name != "MXFP4_MOE"]


def loop_seconds() -> float:
    """A plain loop of a known number of additions, best of three: what this Python can do."""
    best = float("inf")
    for _ in range(3):
        total, start = 0, perf_counter()
        for number in range(LOOP):
            total += number
        best = min(best, perf_counter() - start)
    return best


def call_seconds(asked: list[dict[str, str]]) -> list[float]:
    """Seconds of each `respond`, as the page's worker calls it."""
    requests = [json.dumps({"calculator": "fit", "inputs": inputs}) for inputs in asked]
    found = []
    for request in requests:
        start = perf_counter()
        respond(request)
        found.append(perf_counter() - start)
    return found


def catalog_seconds() -> tuple[int, float]:
    """Evaluations and seconds of the inner door: every model in every quantization, one machine."""
    setups = {name: replace(USUAL, quantization=name) for name in QUANTIZATIONS}
    budget, start, count = memory_budget(catalog.machine(MACHINE)), perf_counter(), 0
    for model in catalog.models().values():
        for name in model.quantizations:
            status_for(requirement(model.geometry, setups[name]), budget)
            count += 1
    return count, perf_counter() - start


def measured(calls: int) -> dict[str, float]:
    """All figures, in seconds, from the first call of a fresh Python on."""
    first = call_seconds([{}])[0]
    cold = catalog_seconds()[1]
    random_calls = sorted(call_seconds(mixed_inputs(calls)))
    slider = [{"context": str(1024 + 331 * step)} for step in range(calls)]
    slider_calls = sorted(call_seconds(slider))
    count, warm = min(catalog_seconds() for _ in range(3))
    return {
        "loop": loop_seconds(),
        "first": first,
        "median": random_calls[calls // 2],
        "p95": random_calls[calls * 95 // 100],
        "slider_median": slider_calls[calls // 2],
        "slider_p95": slider_calls[calls * 95 // 100],
        "catalog_cold": cold,
        "catalog_warm": warm,
        "evaluation": warm / count,
    }
