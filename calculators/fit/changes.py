"""The nearest changes that would turn a no into a yes, or a yes into something better."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from calculators import catalog
from calculators.fit.subject import listed
from calculators.machine import OTHER_APPS, memory_budget
from calculators.memory import parameters
from calculators.results import Change
from calculators.units import format_bytes, format_quantity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from calculators.fit.placement import Status
    from calculators.fit.situation import Situation

MOST = 4
SHORTEST_USEFUL_CONTEXT = 2048
_SMALLER_CACHES = ("q8_0", "q4_0")
_LADDER = ("Q8_0", "Q6_K", "Q5_K_M", "Q4_K_M", "Q3_K_M", "Q2_K")
"""Quantizations worth suggesting, most bits first; the others are near one of these."""


def changes(now: Situation, status: Status) -> tuple[Change, ...]:
    """What to try next, the least painful first; never more than a reader will read."""
    found = _better(now) if status in ("fits", "tight") else _fixes(now)
    return tuple(islice(found, MOST))


def _better(now: Situation) -> Iterator[Change]:
    """What else the same machine could hold."""
    yield from _longer_context(now)
    yield from _finer_quantization(now)


def _fixes(now: Situation) -> Iterator[Change]:
    """What would make it fit, free changes first."""
    yield from _fewer_apps(now)
    yield from _flash_attention(now)
    yield from _one_slot(now)
    yield from _smaller_cache(now)
    yield from _shorter_context(now)
    yield from _coarser_quantization(now)
    yield from _smaller_model(now)


def _longer_context(now: Situation) -> Iterator[Change]:
    longest = now.longest_context
    if longest > now.setup.context:
        size = format_bytes(now.bytes_with(context=longest))
        text = f"{format_quantity(longest, 'tokens')} of context still fit ({size})."
        yield Change(text=text, inputs={"context": str(longest)})


def _finer_quantization(now: Situation) -> Iterator[Change]:
    for name in _offered(now):
        size = now.bytes_with(quantization=name)
        if size > now.needed.total_bytes and now.has_room(size):
            text = f"{name}, which loses less, still fits ({format_bytes(size)})."
            yield Change(text=text, inputs={"quantization": name})
            return


def _fewer_apps(now: Situation) -> Iterator[Change]:
    alone = memory_budget(now.machine, other_apps_gib=OTHER_APPS["nothing"])
    if now.needed.total_bytes <= alone.usable_bytes > now.budget.usable_bytes:
        text = f"Close everything else: {format_bytes(alone.usable_bytes)} may then be used."
        yield Change(text=text, inputs={"other_apps": "nothing"})


def _flash_attention(now: Situation) -> Iterator[Change]:
    if not now.setup.flash_attention and now.has_room(size := now.bytes_with(flash_attention=True)):
        text = f"With flash attention it fits ({format_bytes(size)})."
        yield Change(text=text, inputs={"flash_attention": "on"})


def _one_slot(now: Situation) -> Iterator[Change]:
    if now.setup.slots > 1 and now.has_room(size := now.bytes_with(slots=1)):
        text = f"With one slot it fits ({format_bytes(size)})."
        yield Change(text=text, inputs={"slots": "1"})


def _smaller_cache(now: Situation) -> Iterator[Change]:
    for name in _SMALLER_CACHES:
        if now.cache_refusal(name):
            continue
        size = now.bytes_with(kv_cache_type=name)
        if size < now.needed.total_bytes and now.has_room(size):
            text = f"With a {name} KV cache it fits ({format_bytes(size)})."
            yield Change(text=text, inputs={"kv_cache_type": name})
            return


def _shorter_context(now: Situation) -> Iterator[Change]:
    longest = now.longest_context
    if SHORTEST_USEFUL_CONTEXT <= longest < now.setup.context:
        text = f"With {format_quantity(longest, 'tokens')} of context it fits."
        yield Change(text=text, inputs={"context": str(longest)})


def _coarser_quantization(now: Situation) -> Iterator[Change]:
    for name in _offered(now):
        size = now.bytes_with(quantization=name)
        if size < now.needed.total_bytes and now.has_room(size):
            text = f"With {name}, which loses more, it fits ({format_bytes(size)})."
            yield Change(text=text, inputs={"quantization": name})
            return


def _smaller_model(now: Situation) -> Iterator[Change]:
    """The largest smaller model of the catalog that fits, of the same maker if there is one."""
    own = parameters(now.subject.geometry)
    smaller = [each for each in _models_by_size() if each[0] < own]
    maker = now.subject.developer
    for _, ident, quantization in sorted(smaller, key=lambda each: _maker(each[1]) != maker):
        other = replace(now, subject=listed(ident))
        if other.cache_refusal(now.setup.kv_cache_type):
            continue
        size = other.bytes_with(quantization=quantization)
        if now.has_room(size) and now.setup.context <= other.subject.context_max:
            name = f"{other.subject.name} in {quantization}"
            text = f"A smaller model: {name} fits ({format_bytes(size)})."
            yield Change(text=text, inputs={"model": ident, "quantization": quantization})
            return


def _maker(ident: str) -> str:
    return catalog.model(ident).developer


@lru_cache(maxsize=1)
def _models_by_size() -> tuple[tuple[int, str, str], ...]:
    """Parameters, id and recommended quantization of the catalog's models, largest first."""
    models = catalog.models().values()
    rows = [(m.parameters, m.id, m.recommended_quantization) for m in models]
    return tuple(sorted(rows, reverse=True))


def _offered(now: Situation) -> list[str]:
    return [name for name in _LADDER if name in now.subject.quantizations]
