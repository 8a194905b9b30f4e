"""The nearest changes that would turn a no into a yes, or a yes into something better."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from calculators import catalog
from calculators.core.numbers import format_bytes, format_quantity
from calculators.core.results import Change
from calculators.engines.machine import OTHER_APPS, Budget, memory_budget
from calculators.engines.memory import cache_refusal, parameters
from calculators.engines.memory.placement import room_for
from calculators.engines.memory.requirement import Requirement, requirement

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from calculators.engines.memory.placement import Room, Status
    from calculators.questions.fit.situation import Situation

MOST = 4
SHORTEST_USEFUL_CONTEXT = 2048
USUAL_MICRO_BATCH = 512
FEWEST_BITS = 4
"""No recommended quantization has fewer per weight, so larger models need no closer look."""
_SMALLER_CACHES = ("q8_0", "q4_0")
_LADDER = ("Q8_0", "Q6_K", "Q5_K_M", "Q4_K_M", "Q3_K_M", "Q2_K")
"""Quantizations worth suggesting, most bits first; the others are near one of these."""


@dataclass(frozen=True, kw_only=True)  # without slots: its room is asked for again and again
class Try:
    """Something to change, what would then be needed, and what may then be used."""

    words: str
    inputs: dict[str, str]
    needed: Requirement
    budget: Budget

    @cached_property
    def room(self) -> Room:
        """Whether it would fit."""
        return room_for(self.needed, self.budget)

    def change(self) -> Change:
        """As the reader sees it; a suggestion never promises more than its own verdict."""
        outcome = "fits" if self.room == "fits" else "would be tight"
        size = format_bytes(self.needed.total_bytes)
        return Change(text=f"{self.words}: {outcome} ({size}).", inputs=self.inputs)


def changes(now: Situation, status: Status) -> tuple[Change, ...]:
    """What to try next; never more than a reader will read, what surely fits before the rest."""
    if status == "fits":
        found = [each for each in _better(now) if each.room == "fits"]
    else:
        found = [each for each in _fixes(now) if each.room == "fits" or status != "tight"]
    found.sort(key=lambda each: each.room != "fits")
    return tuple(each.change() for each in found[:MOST])


def _better(now: Situation) -> Iterator[Try]:
    """What else the same machine could hold."""
    longest = now.surely_longest_context
    if longest > now.setup.context:
        yield _setup(
            now, "A longer context, " + format_quantity(longest, "tokens"), context=longest
        )
    finer = [name for name in _offered(now) if _bytes(now, name) > now.total_bytes]
    yield from _first(now, (_quantized(now, "loses less", name) for name in finer))
    yield from _models(now, "A larger model", larger=True)


def _fixes(now: Situation) -> Iterator[Try]:
    """What would make it fit, free changes first."""
    tries = [*_undone(now), *_smaller_caches(now), *_shorter_contexts(now)]
    coarser = [name for name in _offered(now) if _bytes(now, name) < now.total_bytes]
    tries += _first(now, (_quantized(now, "loses more", name) for name in coarser))
    tries += _models(now, "A smaller model", larger=False)
    yield from (each for each in tries if each.room and _frees(now, each))


def _undone(now: Situation) -> Iterator[Try]:
    """Settings that cost memory and could be the usual ones; programs that could be closed."""
    setup = now.setup
    if setup.quantization not in now.subject.quantizations:
        usual = now.subject.quantizations[0]
        yield _setup(now, f"As published, {usual}", quantization=usual)
    if now.other_apps.typical_gib:
        yield Try(
            words="With everything else closed",
            inputs={"other_apps": "nothing"},
            needed=now.needed,
            budget=memory_budget(now.machine, other_apps_gib=OTHER_APPS["nothing"]),
        )
    if not setup.flash_attention:
        yield _setup(now, "With flash attention", flash_attention=True)
    if setup.slots > 1:
        yield _setup(now, "With one slot", slots=1)
    if setup.micro_batch > USUAL_MICRO_BATCH:
        words = f"With a micro-batch of {USUAL_MICRO_BATCH}"
        yield _setup(now, words, micro_batch=USUAL_MICRO_BATCH)


def _smaller_caches(now: Situation) -> list[Try]:
    names = [name for name in _SMALLER_CACHES if not now.cache_refusal(name)]
    tries = (_setup(now, f"With a {name} KV cache", kv_cache_type=name) for name in names)
    return _first(now, (each for each in tries if _frees(now, each)))


def _shorter_contexts(now: Situation) -> Iterator[Try]:
    for longest in (now.surely_longest_context, now.longest_context):
        if SHORTEST_USEFUL_CONTEXT <= longest < now.setup.context:
            words = "With a context of " + format_quantity(longest, "tokens")
            yield _setup(now, words, context=longest)
            return


def _quantized(now: Situation, what: str, name: str) -> Try:
    return _setup(now, f"{name}, which {what}", quantization=name)


def _models(now: Situation, words: str, *, larger: bool) -> list[Try]:
    """The largest model of the catalog that fits, and the largest of the same maker."""
    own, maker = parameters(now.subject.geometry), now.subject.developer
    rows = [row for row in _models_by_size() if (row[0] > own) == larger and row[0] != own]
    same = [row for row in rows if catalog.model(row[1]).developer == maker]
    found = [*_first(now, _listed(now, words, rows)), *_first(now, _listed(now, words, same))]
    return found[:1] if found[1:] and found[0].inputs == found[1].inputs else found


def _listed(now: Situation, words: str, rows: Iterable[tuple[int, str, str]]) -> Iterator[Try]:
    """Models of the catalog in their recommended form, as they come."""
    most = now.budget.usable_high_bytes * 8 / FEWEST_BITS
    for count, ident, quantization in rows:
        if count > most:
            continue
        model, setup = catalog.model(ident), now.setup
        if setup.context > model.context_max:
            continue
        if cache_refusal(model.geometry, setup.kv_cache_type, setup.flash_attention):
            continue
        name = f"{words}, {model.name} in {quantization} ({model.licence})"
        inputs = {"model": ident, "quantization": quantization}
        needed = requirement(model.geometry, replace(setup, quantization=quantization))
        yield Try(words=name, inputs=inputs, needed=needed, budget=now.budget)


def _first(now: Situation, tries: Iterable[Try]) -> list[Try]:
    """The first that surely fits, else the first that may."""
    may: list[Try] = []
    for each in tries:
        if each.room == "fits":
            return [each]
        if each.room and not may:
            may.append(each)
    return may


def _setup(now: Situation, words: str, **changed: str | int | bool) -> Try:
    inputs = {name: _written(value) for name, value in changed.items()}
    needed = now.requirement_with(**changed)
    return Try(words=words, inputs=inputs, needed=needed, budget=now.budget)


def _written(value: str | int | bool) -> str:
    return "on" if value is True else str(value)


def _bytes(now: Situation, quantization: str) -> int:
    needed = now.requirement_with(quantization=quantization)
    return needed.total_bytes


def _frees(now: Situation, tried: Try) -> bool:
    """Whether it leaves more than there is now."""
    before = now.budget.usable_bytes - now.total_bytes
    return tried.budget.usable_bytes - tried.needed.total_bytes > before


@lru_cache(maxsize=1)
def _models_by_size() -> tuple[tuple[int, str, str], ...]:
    """Parameters, id and recommended quantization of the catalog's models, largest first."""
    models = catalog.models().values()
    rows = [(m.parameters, m.id, m.recommended_quantization) for m in models]
    return tuple(sorted(rows, reverse=True))


def _offered(now: Situation) -> list[str]:
    return [name for name in _LADDER if name in now.subject.quantizations]
