"""A model on a graphics card, or on both sides: what lies where, how to start it, how fast."""

from __future__ import annotations

from collections.abc import Iterator

from calculators.core.numbers import format_bytes, format_quantity, format_range
from calculators.core.records import source
from calculators.core.results import Figure, Source, Table
from calculators.engines.memory import types_of
from calculators.engines.memory.setup import USUAL_MICRO_BATCH
from calculators.engines.memory.split import ALL_LAYERS, Split, shares
from calculators.engines.speed.estimate import OFFLOAD, Span
from calculators.engines.speed.rate import device_of, write_seconds
from calculators.engines.speed.record import record
from calculators.engines.speed.work import work
from calculators.questions.common.loading import LM_STUDIO, OLLAMA
from calculators.questions.fit.case import Case

_USUAL_DEPTH = 1000
"""Tokens before the one that is timed."""


def where(case: Case) -> str:
    """The cards that hold it, in the middle of a sentence."""
    there, used = case.budget.cards, case.cards
    if there == 1:
        return "the graphics card"
    if case.room and used < there:
        return f"{used} of the {there} graphics cards" if used > 1 else "one graphics card"
    return f"the {there} graphics cards"


def words(case: Case) -> str:
    """How much of a model that is too large for its card is there."""
    split, layers = case.placement.split, case.placement.layers
    if split is None or not split.flag:
        return "not one layer fits there"
    if not split.host_experts:
        return f"{split.gpu_layers} of {layers} layers fit there"
    count = "all" if split.host_experts == layers else f"{split.host_experts} of {layers}"
    return f"all layers fit there once the experts of {count} stay in main memory"


def command(case: Case) -> str:
    """How to start llama.cpp's server just as it was counted."""
    split, setup = case.placement.split, case.setup
    whole = f"-ngl {ALL_LAYERS}{shares(case.placement.counts)} -fit off"
    told = [f"-c {setup.context}", split.flags if split else whole]
    told.append(f"-np {setup.slots}" + (" -kvu" if setup.unified_cache and setup.slots > 1 else ""))
    types = types_of(setup)
    if set(types) != {"f16"}:
        told.append(f"-ctk {types.keys} -ctv {types.values}")
    if not setup.flash_attention:
        told.append("-fa off")
    if setup.micro_batch != USUAL_MICRO_BATCH:
        told.append(f"-ub {setup.micro_batch}")
    return f"llama-server -m FILE {' '.join(told)}"


def amounts(case: Case) -> Iterator[Figure]:
    """What lies on the card and what beside it, then what llama.cpp's flags take for that."""
    if not case.carded:
        return
    placed, split = case.placement, case.placement.split
    card = _card_bytes(case, split) if split else case.held_bytes
    host = split.host_bytes if split else case.needed.host_bytes
    if placed.gpu_layers is None:
        return
    usable, on = format_bytes(case.budget.usable_bytes), where(case)
    yield Figure("card_bytes", f"On {on}", card, "bytes", note=f"of about {usable}")
    if case.cards > 1:
        each = format_bytes(case.card_room)
        label, note = "On the fullest of these cards", f"of about {each}"
        yield Figure("fullest_card_bytes", label, case.fullest_bytes, "bytes", note=note)
    yield Figure("ram_bytes", "In main memory", host, "bytes")
    yield Figure("gpu_layers", f"Layers on {on}", placed.gpu_layers, "layers")
    flag = split.flag if split else ALL_LAYERS
    note = "all layers, however many" if flag == ALL_LAYERS else "the output matrix counts as one"
    yield Figure("gpu_layers_flag", "What to type after -ngl", flag, "", note=note)
    if split and split.host_experts:
        label = "Layers with their experts in main memory"
        note = f"type --n-cpu-moe {split.host_experts}"
        yield Figure("cpu_expert_layers", label, split.host_experts, "layers", note=note)


def _card_bytes(case: Case, split: Split) -> int:
    """What the cards hold of a model that is on both sides, with what is loaded beside it."""
    further = (case.cards - 1) * case.needed.fixed.each
    return split.card_bytes + case.needed.card_extra_bytes + further


def each_card(case: Case) -> Iterator[Table]:
    """What each of several cards holds; the output matrix counts as a layer."""
    if case.cards == 1:
        return
    placed, free = case.placement, case.card_room
    rows = (
        (f"{card}", f"{layers}", format_bytes(held), format_bytes(max(free - held, 0)))
        for card, (layers, held) in enumerate(
            zip(placed.counts, placed.each_bytes, strict=True), start=1
        )
    )
    title = "What each graphics card holds; the output matrix counts as a layer"
    yield Table(title=title, columns=("Card", "Layers", "Holds", "Free"), rows=tuple(rows))


def remarks(case: Case) -> Iterator[str]:
    """How to start a model that lies on both sides, how fast it writes, and what else may come."""
    if not case.carded or case.placement.gpu_layers is None:
        return
    if case.placement.split:
        yield f"{_how(case)} {command(case)}"
        yield f"{_lies(case, case.placement.split)}{_speed(case)}"
    elif case.budget.cards > 1:
        yield f"llama.cpp’s server, laid out like that: {command(case)}"
    yield from _sharing(case)
    if case.fitted:
        yield _fitted(case, case.fitted)


def _sharing(case: Case) -> Iterator[str]:
    """What several cards change, and what they don't."""
    placed, space = case.placement, format_bytes(case.further_bytes)
    if case.budget.cards == 1 or not placed.counts:
        return
    if case.cards == 1:
        yield (
            "One card holds it alone, and further ones would make one conversation no faster: "
            "cards that share the layers work one after another."
        )
        return
    yield (
        "The cards work one after another, so a token takes as long as on one such card that held "
        f"all these layers. Each needs a working space of its own, {space} more than on one card."
    )
    layer = max(case.needed.load.layers) if case.needed.load else 0
    if placed.split and case.budget.usable_bytes >= case.needed.card_bytes:
        yield (
            "Together the cards have room for all of it. But a layer, here up to "
            f"{format_bytes(layer)}, is never cut, and each card needs its working space."
        )


def _how(case: Case) -> str:
    """What comes before the command: other programs than llama.cpp's own have less to set."""
    split, program = case.placement.split, case.values.program
    experts = split is not None and split.host_experts > 0
    if program == OLLAMA and experts:
        return "Ollama has no setting for that and moves whole layers. llama.cpp’s server has:"
    if program == OLLAMA:
        return "Ollama finds a number of layers by itself (num_gpu). llama.cpp’s server:"
    if program == LM_STUDIO and experts:
        return "In LM Studio switch on “Force Model Expert Weights onto CPU”. llama.cpp’s server:"
    return "Start llama.cpp’s server so:"


def _lies(case: Case, split: Split) -> str:
    card, host = _card_bytes(case, split), split.host_bytes
    on = "card" if case.budget.cards == 1 else "cards"
    return f"So {format_bytes(card)} lies on the {on} and {format_bytes(host)} in main memory."


def _speed(case: Case) -> str:
    """A rough guess; nothing where the speed of the card's memory isn't known."""
    split = case.placement.split
    if split is None or case.machine.bandwidth_gb_s is None:
        return ""
    rate = _rate(case, case.placement.share, split.experts_share)
    spread = format_range(rate.low, rate.high, "tokens/s")
    return (
        f" It writes about {format_quantity(rate.typical, 'tokens/s')} ({spread}), a rough guess."
    )


def _rate(case: Case, share: float, experts: float) -> Span:
    setup = case.setup
    device = device_of(case.machine, record(), share=share, experts_aside=experts)
    done = work(case.geometry, setup.quantization, types_of(setup))
    depth = min(_USUAL_DEPTH, setup.context)
    return Span.of(write_seconds(done, device, record(), depth=depth), OFFLOAD).rate(1)


def _fitted(case: Case, split: Split) -> str:
    """llama.cpp moves more off the card by itself than it must."""
    layers = case.placement.layers
    if split.host_experts:
        moved = f"the experts of about {split.host_experts} of {layers} layers into main memory"
    else:
        moved = f"{layers - split.gpu_layers} of {layers} layers into main memory"
    cure = (
        "The flags above prevent that"
        if case.placement.split
        else ("Start it with -ngl 99, -fit off or --fit-target 256 to keep all on the card")
    )
    card = "the card" if case.budget.cards == 1 else "each card"
    return (
        f"Left to itself llama.cpp keeps 1 GiB of {card} free (--fit): it would put "
        f"{moved}, and without -c it first cuts the context, down to 4,096 tokens. {cure}."
    )


def footnotes(case: Case) -> Iterator[str]:
    """What is known of splits, and which programs offer them."""
    split = case.placement.split
    if case.cards > 1:
        yield (
            "Several cards: llama.cpp’s --split-mode layer, its usual one. The output matrix lies "
            "on the last card, the part for pictures and a draft model on the first. As much is "
            "counted as held on each card; one without a screen may have more free. Parts of a "
            "long prompt go through the cards at the same time, so reading may be faster than we "
            "count; --split-mode tensor lets them share a layer, and is experimental."
        )
    if split is None:
        return
    if not split.host_experts:
        yield (
            "Layers: llama.cpp since the turn of 2025/26, where -ngl counts the output matrix "
            "first, then the last layers. The card also needs room for what it copies of the rest."
        )
        return
    yield (
        "Experts in main memory: LM Studio calls it “Force Model Expert Weights onto CPU”; Ollama "
        "has no setting for it and moves whole layers."
    )
    yield (
        "Their speed rests on few measurements. One: Qwen3.6-35B-A3B with all experts beside an "
        "RTX 5080 wrote 36.5 tokens/s and read 692, the processor alone 14.6 and 46. Counted with "
        "main memory of 51.2 GB/s we get 40 and 740, 13 and 36."
    )


def evidence(case: Case) -> Iterator[Source]:
    """Of what is said of programs and speeds."""
    split = case.placement.split
    if case.cards > 1:
        yield source("several-cards")
    if split and split.host_experts:
        yield source("experts-measured")
        yield source("lm-studio-experts")
