"""The figures: what is needed, what each formula says, and the layers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calculators.core.results import Figure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from calculators.questions.disagree.lab import Lab


def figures(lab: Lab) -> tuple[Figure, ...]:
    """What is needed, the span of the formulas, each formula, and the layers."""
    return (*_needed(lab), *_formulas(lab), *_layers(lab))


def _needed(lab: Lab) -> Iterator[Figure]:
    needed = lab.needed
    exact = (
        ("weights_bytes", "Weights", needed.loaded_bytes),
        ("kv_cache_bytes", "Conversation (KV cache)", needed.kv_cache_bytes),
        ("recurrent_state_bytes", "Fixed state (recurrent)", needed.recurrent_state_bytes),
    )
    span = (
        ("lowest_bytes", "Lowest formula", lab.lowest),
        ("highest_bytes", "Highest formula", lab.highest),
    )
    yield Figure(
        name="needed_bytes",
        label="Memory needed",
        value=needed.total_bytes,
        unit="bytes",
        basis="estimate",
        low=needed.low_bytes,
        high=needed.high_bytes,
    )
    for name, label, size in exact:
        yield Figure(name=name, label=label, value=size, unit="bytes", basis="exact")
    for name, label, said in span:
        yield Figure(name=name, label=label, value=said, unit="bytes", basis="estimate")


def _formulas(lab: Lab) -> Iterator[Figure]:
    for formula, parts in lab.worked:
        sizes = [(f"{formula.key}_bytes", formula.name, parts.total_bytes)]
        if parts.cache_bytes:
            label = f"{formula.name}: conversation"
            sizes.append((f"{formula.key}_cache_bytes", label, parts.cache_bytes))
        for name, label, value in sizes:
            yield Figure(name=name, label=label, value=value, unit="bytes", basis="estimate")


def _layers(lab: Lab) -> Iterator[Figure]:
    found = lab.layers
    for name, label, value in (
        ("layers", "Layers", found.total),
        ("layers_whole", "Layers that keep the whole conversation", found.whole),
        ("layers_window", "Layers that keep a window", found.window),
        ("layers_state", "Layers that keep a fixed state", found.state),
        ("layers_none", "Layers that keep nothing", found.none),
    ):
        yield Figure(name=name, label=label, value=value, unit="layers", basis="exact")
