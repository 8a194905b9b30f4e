"""The answer in words: the question in one line, the verdict's sentence, its reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calculators.core.numbers import format_bytes, format_quantity, format_range
from calculators.core.results import Tone, Verdict
from calculators.engines.memory import repacked_bytes
from calculators.questions.fit.inputs import FitInputs

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from calculators.engines.memory.placement import Placement, Status
    from calculators.questions.fit.situation import Situation

_LOOKS: Mapping[Status, tuple[str, str, Tone]] = {
    "fits": ("Fits", "✓", "good"),
    "tight": ("Tight", "!", "tight"),
    "partial_offload": ("Needs partial offload", "½", "tight"),
    "does_not_fit": ("Does not fit", "✗", "bad"),
}
MOSTLY, HALFWAY = 0.8, 0.4
"""Shares of the layers on a card at which the words for the speed change."""


def asked(now: Situation) -> str:
    """The question in one line, with every setting that is not the usual one."""
    parts = [
        now.subject.name,
        now.setup.quantization,
        format_quantity(now.setup.context, "tokens"),
        *_unusual(now),
    ]
    return f"{', '.join(parts)} · {now.machine.name}, {_apps(now)}"


def _unusual(now: Situation) -> Iterator[str]:
    setup, usual = now.setup, FitInputs()
    if setup.kv_cache_type != usual.kv_cache_type:
        yield f"{setup.kv_cache_type} KV cache"
    if not setup.flash_attention:
        yield "no flash attention"
    if setup.slots != usual.slots:
        yield f"{setup.slots} {'shared' if setup.unified_cache else 'separate'} slots"
    if setup.micro_batch != usual.micro_batch:
        yield f"micro-batch {setup.micro_batch:,}"


def verdict(now: Situation, placed: Placement) -> Verdict:
    """Word, sign and sentence for each way a model can sit in a machine."""
    word, sign, tone = _LOOKS[placed.status]
    return Verdict(
        status=placed.status,
        word=word,
        sign=sign,
        tone=tone,
        headline=_headline(now, placed),
        reasons=tuple(_reasons(now, placed)),
    )


def _headline(now: Situation, placed: Placement) -> str:
    total, usable = format_bytes(now.total_bytes), format_bytes(now.budget.usable_bytes)
    if placed.status == "fits":
        return f"Yes. It needs {total} of the {usable} a model may use here."
    if placed.status == "tight":
        sure = now.total_bytes <= now.budget.usable_bytes
        return f"{'Just' if sure else 'Perhaps'}. It needs {total} of about {usable}."
    if placed.status == "partial_offload":
        share = f"{placed.gpu_layers} of {now.subject.geometry.layers} layers fit there"
        if not placed.gpu_layers:
            share = "not one layer fits there"
        return f"Partly. It needs {total}, and the graphics card has {usable} free: {share}."
    reach = format_bytes(now.reach_bytes)
    where = "card and main memory have" if now.budget.spill_bytes else "a model may use"
    return f"No. It needs {total}, and {where} {reach} here."


def _reasons(now: Situation, placed: Placement) -> Iterator[str]:
    yield _main_reason(now, placed)
    if placed.status in ("fits", "tight"):
        yield from _second_copy(now)
    if now.setup.context > now.subject.context_max:
        built_for = format_quantity(now.subject.context_max, "tokens")
        yield (
            f"{now.subject.name} was built for {built_for} of context. "
            "Beyond that, its answers are not to be relied on."
        )
    if now.setup.quantization not in now.subject.quantizations:
        offered = ", ".join(now.subject.quantizations)
        yield f"This model is published ready-made as {offered}; other mixes of it gain nothing."


def _main_reason(now: Situation, placed: Placement) -> str:
    free = format_bytes(now.budget.usable_bytes - now.total_bytes)
    if placed.status == "fits":
        return f"{free} stay free, with {_apps(now)}."
    if placed.status == "tight":
        budget = now.budget
        spread = format_range(budget.usable_low_bytes, budget.usable_high_bytes, "bytes")
        return f"What a model may use is an assumption, {spread}, with {_apps(now)}."
    if placed.status == "partial_offload":
        return _slowness(placed.gpu_layers or 0, now.subject.geometry.layers)
    return _short_by(now)


def _slowness(on_card: int, layers: int) -> str:
    rest = "The other layers run" if on_card else "All layers run"
    share = on_card / layers
    slower = (
        "somewhat slower" if share >= MOSTLY else "slower" if share >= HALFWAY else "much slower"
    )
    return f"{rest} from main memory. It works, and it is {slower}."


def _short_by(now: Situation) -> str:
    short = format_bytes(now.total_bytes - now.reach_bytes)
    if now.machine.kind == "apple" and now.budget.ram_bytes > now.budget.usable_bytes:
        return f"It is {short} over what macOS lets the graphics side hold."
    return f"It is {short} short. A system that runs out of memory swaps to disk and stalls."


def _second_copy(now: Situation) -> Iterator[str]:
    """llama.cpp rearranges weights for the processor, and keeps both (CPU_REPACK)."""
    if now.machine.kind not in ("integrated", "processor"):
        return
    extra = repacked_bytes(now.subject.geometry, now.setup.quantization)
    if now.total_bytes + extra > now.budget.usable_bytes:
        yield (
            "On the processor, start llama.cpp with --no-repack: by default it may keep a second "
            f"copy of some weights, {format_bytes(extra)} more."
        )


def _apps(now: Situation) -> str:
    label = now.other_apps.label
    return label[0].lower() + label[1:] + " open"
