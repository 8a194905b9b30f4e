"""The nearest changes that would turn a no into a yes, or a yes into something better."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from calculators import catalog
from calculators.core.numbers import format_bytes, format_quantity
from calculators.core.results import Change
from calculators.engines.memory import QUANTIZATIONS, parameters, sizes
from calculators.engines.memory.setup import USUAL_MICRO_BATCH
from calculators.questions.common.whatif import Try, tried
from calculators.questions.fit import beside
from calculators.questions.fit.case import Case

MOST = 4
SHORTEST_USEFUL_CONTEXT = 2048
_OUTCOMES = {"fits": "fits", "tight": "would just fit", "stretch": "would fit with luck"}
FEWEST_BITS = 4
"""No recommended quantization has fewer per weight, so larger models need no closer look."""
_SMALLER_CACHES = ("q8_0", "q4_0")
_LADDER = ("Q8_0", "Q6_K", "Q5_K_M", "Q4_K_M", "Q3_K_M", "Q2_K")
"""Quantizations worth suggesting, most bits first; the others are near one of these."""


def title(case: Case) -> str:
    """What the changes would do."""
    room = "What would make more room"
    titles = {"fits": "What else would fit", "tight": room, "stretch": room}
    titles["partial_offload"] = "What would fit on the graphics card"
    return titles.get(case.placement.status, "What would make it fit")


def changes(case: Case) -> Iterator[Change]:
    """What to try next; never more than a reader will read, what surely fits before the rest."""
    status = case.placement.status
    if status == "fits":
        found = [each for each in _better(case) if each.case.room == "fits"]
    else:
        sure = status in ("tight", "stretch")
        found = [each for each in _fixes(case) if each.case.room == "fits" or not sure]
    found.sort(key=lambda each: each.case.room != "fits")
    for each in found[:MOST]:  # a suggestion never promises more than its own verdict
        yield each.change(f"{_OUTCOMES[each.case.room]} ({format_bytes(each.case.held_bytes)})")


def _better(case: Case) -> Iterator[Try[Case]]:
    """What else the same machine could hold."""
    longest = case.surely_longest_context
    if longest > case.setup.context:
        words = "A longer context, " + format_quantity(longest, "tokens")
        yield from tried(case, words, context=longest)
    yield from _first(_quantized(case, more=True))
    yield from _models(case, "A larger model", larger=True)


def _fixes(case: Case) -> Iterator[Try[Case]]:
    """What would make it fit, free changes first."""
    tries = [
        *_undone(case),
        *_first(each for each in _smaller_caches(case) if _frees(case, each)),
        *_shorter_context(case),
        *_first(_quantized(case, more=False)),
        *_models(case, "A smaller model", larger=False),
    ]
    yield from (each for each in tries if each.case.room and _frees(case, each))


def _undone(case: Case) -> Iterator[Try[Case]]:
    """Settings that cost memory and could be the usual ones; programs that could be closed."""
    setup, offered = case.setup, case.model.quantizations
    if setup.quantization not in offered:
        words = f"As published, {offered[0]}"
        yield from tried(case, words, quantization=offered[0], **_other_file(case))
    yield from beside.tries(case)
    if case.other_apps.typical_gib:
        yield from tried(case, "With everything else closed", other_apps="nothing")
    if not setup.flash_attention:
        yield from tried(case, "With flash attention", flash_attention=True)
    if setup.slots > 1:
        yield from tried(case, "With one slot", slots=1)
    if setup.micro_batch > USUAL_MICRO_BATCH:
        words = f"With a micro-batch of {USUAL_MICRO_BATCH}"
        yield from tried(case, words, micro_batch=USUAL_MICRO_BATCH)


def _smaller_caches(case: Case) -> Iterator[Try[Case]]:
    for name in _SMALLER_CACHES:
        yield from tried(case, f"With a {name} KV cache", kv_cache_type=name)


def _shorter_context(case: Case) -> Iterator[Try[Case]]:
    for longest in (case.surely_longest_context, case.longest_context):
        if SHORTEST_USEFUL_CONTEXT <= longest < case.setup.context:
            words = "With a context of " + format_quantity(longest, "tokens")
            yield from tried(case, words, context=longest)
            return


def _quantized(case: Case, *, more: bool) -> Iterator[Try[Case]]:
    """The same model in the mixes of the ladder that take more bytes, or fewer."""
    for name in _LADDER:
        if name not in case.model.quantizations:
            continue
        words = f"{name}, with {'less' if _finer(case, name) else 'more'} loss"
        for each in tried(case, words, quantization=name, **_other_file(case)):
            size, now = each.case.total_bytes, case.total_bytes
            if size > now if more else size < now:
                yield each


def _finer(case: Case, name: str) -> bool:
    """Whether this mix keeps more of each weight than what is asked about."""
    if case.setup.beside.file_bytes:
        return sizes(case.geometry, name).bits_per_weight > case.bits_per_weight
    return QUANTIZATIONS.index(name) < QUANTIZATIONS.index(case.setup.quantization)


def _other_file(case: Case) -> Mapping[str, str]:
    """Clears the size of the reader's file, which is that of no other."""
    return {"file_size": ""} if case.values.file_size else {}


def _models(case: Case, words: str, *, larger: bool) -> list[Try[Case]]:
    """The largest model of the catalog that fits, and the largest of the same maker."""
    own, maker = parameters(case.geometry), case.model.developer
    rows = [row for row in _models_by_size() if (row[0] > own) == larger and row[0] != own]
    same = [row for row in rows if catalog.model(row[1]).developer == maker]
    found = [*_first(_listed(case, words, rows)), *_first(_listed(case, words, same))]
    return found[:1] if found[1:] and found[0].inputs == found[1].inputs else found


def _listed(case: Case, words: str, rows: Iterable[tuple[int, str, str]]) -> Iterator[Try[Case]]:
    """Models of the catalog in their recommended form, as they come."""
    most = case.budget.usable_high_bytes * 8 / FEWEST_BITS
    for count, ident, quantization in rows:
        model = catalog.model(ident)
        if count <= most and case.setup.context <= model.context_max:
            name = f"{words}, {model.name} in {quantization} ({model.licence})"
            mix = {"quantization": quantization, **_other_file(case)}
            yield from tried(case, name, model=ident, **mix)


def _first(tries: Iterable[Try[Case]]) -> list[Try[Case]]:
    """The first that surely fits, else the first that may."""
    may: list[Try[Case]] = []
    for each in tries:
        if each.case.room == "fits":
            return [each]
        if each.case.room and not may:
            may.append(each)
    return may


def _frees(case: Case, each: Try[Case]) -> bool:
    """Whether it leaves more than there is now."""
    left, now = (it.budget.usable_bytes - it.held_bytes for it in (each.case, case))
    return left > now


@lru_cache(maxsize=1)
def _models_by_size() -> tuple[tuple[int, str, str], ...]:
    """Parameters, id and recommended quantization of the catalog's models, largest first."""
    models = catalog.models().values()
    rows = [(m.parameters, m.id, m.recommended_quantization) for m in models]
    return tuple(sorted(rows, reverse=True))
