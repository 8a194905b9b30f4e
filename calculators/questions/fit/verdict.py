"""The answer in words: the question in one line, the verdict's sentence, its reasons."""

from __future__ import annotations

from collections.abc import Iterator

from calculators.core.numbers import format_bytes, format_quantity, format_range
from calculators.core.results import bad, good, tight
from calculators.engines.machine import Assumption
from calculators.questions.fit import beside, sides
from calculators.questions.fit.case import Case
from calculators.questions.fit.inputs import FitInputs

LOOKS = {
    "fits": good("Fits"),
    "tight": tight("Tight"),
    "stretch": tight("Fits with luck"),
    "partial_offload": tight("Needs partial offload", "½"),
    "does_not_fit": bad("Does not fit"),
}
EXPERTS_ASIDE = "Experts in main memory"
MOSTLY, HALFWAY = 0.8, 0.4
"""Shares of the layers on a card at which the words for the speed change."""


def asked(case: Case) -> str:
    """The question in one line, with every setting that is not the usual one."""
    context = format_quantity(case.setup.context, "tokens")
    parts = [case.model.name, case.setup.quantization, context, *_unusual(case)]
    return f"{', '.join(parts)} · {case.machine.name}, {open_apps(case.other_apps)}"


def _unusual(case: Case) -> Iterator[str]:
    setup, usual = case.setup, FitInputs()
    if setup.kv_cache_type != usual.kv_cache_type:
        yield f"{setup.kv_cache_type} KV cache"
    if setup.v_cache_type != usual.v_cache_type:
        yield f"{setup.v_cache_type} values"
    if not setup.flash_attention:
        yield "no flash attention"
    if setup.slots != usual.slots:
        yield f"{setup.slots} {'shared' if setup.unified_cache else 'separate'} slots"
    if setup.micro_batch != usual.micro_batch:
        yield f"micro-batch {setup.micro_batch:,}"
    yield from beside.unusual(case)


def open_apps(apps: Assumption) -> str:
    """What else stays open, in the middle of a sentence.

    >>> from calculators.engines.machine import OTHER_APPS
    >>> open_apps(OTHER_APPS["documents"])
    'a few documents and mail open'
    """
    return f"{apps.label[0].lower()}{apps.label[1:]} open"


def status(case: Case) -> str:
    """Where the model would sit, in one word."""
    return case.placement.status


def word(case: Case) -> str:
    """The same for a reader: a mixture isn't cut by layers."""
    return EXPERTS_ASIDE if case.placement.experts_share else LOOKS[status(case)].word


def headline(case: Case) -> str:
    """Yes, no or something between, with what it needs and what there is."""
    placed, budget = case.placement, case.budget
    total = format_bytes(case.needed.needed_bytes + case.further_bytes)
    usable = format_bytes(budget.usable_bytes)
    if placed.status == "partial_offload":
        words, have = sides.words(case), "have" if budget.cards > 1 else "has"
        return f"Partly. It needs {total}, and {sides.where(case)} {have} {usable} free: {words}."
    if placed.status == "does_not_fit":
        if case.total_bytes > case.needed.needed_bytes:
            total += " even without the second copy that a processor makes"
        cards = "cards" if budget.cards > 1 else "card"
        where = f"{cards} and main memory have" if case.carded else "a model may use"
        return f"No. It needs {total}, and {where} {format_bytes(case.reach_bytes)} here."
    if case.carded:
        return _on_cards(case)
    counted = format_bytes(case.total_bytes)
    if placed.status == "fits":
        return f"Yes. It needs {counted} of the {usable} a model may use here."
    if case.copied:
        return f"Only just: {counted}, or {total} without a second copy, of about {usable} free."
    needs = f"{counted}, or {total} without a second copy" if counted != total else total
    if placed.status == "stretch":
        return f"Perhaps. It needs {needs}, and about {usable} is usually free for a model."
    return f"Only just. It needs {needs}; about {usable} is free."


def _on_cards(case: Case) -> str:
    """Yes or just, with what the card holds, or the fullest of several."""
    sure, fullest = case.placement.status == "fits", case.fullest_bytes
    card, usable = format_bytes(fullest), format_bytes(case.card_room)
    on = ", on " + sides.where(case) if case.cards > 1 else ""
    it = "The fullest" if case.cards > 1 else "It"
    place = "on each" if case.cards > 1 else f"on {sides.where(case)}"
    if sure:
        return f"Yes{on}. {it} needs {card} of the {usable} free {place}."
    return f"Only just{on}. {it} needs {card}, and about {usable} is usually free {place}."


def reasons(case: Case) -> Iterator[str]:
    """Why first, then what to look out for."""
    model, setup = case.model, case.setup
    status = case.placement.status
    yield _main_reason(case)
    if status in ("tight", "stretch"):
        budget = case.budget
        spread = format_range(budget.usable_low_bytes, budget.usable_high_bytes, "bytes")
        apps = open_apps(case.other_apps)
        yield f"We assume that a model may use {spread} here, with {apps}."
    yield from sides.remarks(case)
    yield from beside.remarks(case)
    if setup.context > model.context_max:
        yield (
            f"{model.name} was built for {format_quantity(model.context_max, 'tokens')} of "
            "context. Beyond that, its answers are not to be relied on."
        )
    if setup.quantization not in model.quantizations:
        offered = ", ".join(model.quantizations)
        yield f"This model is published ready-made as {offered}; other mixes of it gain nothing."


def _main_reason(case: Case) -> str:
    placed = case.placement
    if placed.status == "fits":
        free = format_bytes(case.free_bytes)
        if case.carded:
            host = format_bytes(case.needed.host_bytes)
            there = "on the cards" if case.budget.cards > 1 else "there"
            return (
                f"That leaves {free} free {there}. {host} more, mostly tables of words, is in main "
                "memory."
            )
        return f"That leaves {free} free, with {open_apps(case.other_apps)}."
    if case.copied:
        return "Tight: it fits in the memory that's usually free, but the second copy doesn't."
    if placed.status == "tight":
        return (
            "Tight: it fits in the memory that's usually free, but not in the worst case that we "
            "assume."
        )
    if placed.status == "stretch":
        return "It only fits in the best case that we assume, with more memory free than usual."
    if placed.status == "partial_offload":
        if placed.split and placed.split.host_experts:
            return (
                "A token needs few of the experts, so main memory is asked for little: for this "
                "model that is faster than whole layers there."
            )
        return _slowness(placed.share)
    return _short_by(case)


def _slowness(share: float) -> str:
    rest = "The other layers run" if share else "All layers run"
    slower = (
        "somewhat slower" if share >= MOSTLY else "slower" if share >= HALFWAY else "much slower"
    )
    return f"{rest} from main memory. It works, but it's {slower}."


def _short_by(case: Case) -> str:
    short = format_bytes(case.needed.needed_bytes - case.reach_bytes)
    if case.machine.kind == "apple" and case.budget.ram_bytes > case.budget.usable_bytes:
        return f"It is {short} over what macOS lets the graphics side hold."
    return f"It is {short} short. A system that runs out of memory swaps to disk and stalls."
