"""The answer in words: how far apart the formulas are, and where each goes wrong."""

from __future__ import annotations

from collections.abc import Iterator

from calculators.core.numbers import format_bytes, format_quantity
from calculators.core.results import good, tight
from calculators.engines.memory import weights
from calculators.engines.memory.requirement import Requirement
from calculators.questions.disagree.case import CLOSE, Case
from calculators.questions.disagree.formulas import Layers, Question, one_for_all

LOOKS = {"agree": good("They agree"), "disagree": tight("They disagree", "≠")}


def asked(case: Case) -> str:
    """The question in one line."""
    context = format_quantity(case.values.context, "tokens")
    return f"{case.model.name}, {case.values.quantization}, {context} · llama.cpp, one slot"


def status(case: Case) -> str:
    """Whether the formulas agree."""
    return "agree" if case.times_apart <= 1 + CLOSE else "disagree"


def headline(case: Case) -> str:
    """What is needed beside what the formulas say."""
    said = f"{format_bytes(case.lowest)} to {format_bytes(case.highest)}"
    return f"It needs {format_bytes(case.needed.total_bytes)}. The formulas say {said}."


def reasons(case: Case) -> Iterator[str]:
    """What the layers keep, and how many formulas come near."""
    said = layers_differ(case.question, case.layers)
    yield said or f"Each of the {case.layers.total} layers keeps the whole conversation."
    formulas = f"{case.close or 'None'} of {len(case.worked)} formulas"
    yield f"{formulas} {'comes' if case.close <= 1 else 'come'} within 5%."


EVERY_LAYER = ("query_heads", "head_size_guessed", "all_layers")
"""Formulas that count the same conversation in every layer."""


def why(key: str, question: Question, found: Layers, needed: Requirement) -> str:
    """What the formula of that key gets right and wrong here."""
    if key in EVERY_LAYER:
        return _why_every_layer(key, question, found)
    words = {
        "file_alone": _forgets(needed),
        "bits": f"{_bits(question)} {_forgets(needed)}",
        "bits_and_a_fifth": f"{_bits(question)} {_margin(needed)}",
        "active_only": _active(question),
        "cache_from_size": _not_from_size(needed),
        "cache_from_root": _not_from_size(needed),
        "no_window": "It leaves out the layers with a window, and the working space.",
    }
    return words[key]


def _forgets(needed: Requirement) -> str:
    cache = needed.kv_cache_bytes + needed.recurrent_state_bytes
    return (
        f"It has no room for the conversation ({format_bytes(cache)}) "
        f"nor for the working space ({format_bytes(needed.compute_buffer_bytes)})."
    )


def _bits(question: Question) -> str:
    mean = weights(question.geometry, question.quantization).bits_per_weight
    if abs(mean - question.bits) < 0.05:
        return f"The weights do take {question.bits} bits each."
    return f"The name says {question.bits} bits; here a weight takes {mean:.2f} on average."


def _margin(needed: Requirement) -> str:
    cache = needed.kv_cache_bytes + needed.recurrent_state_bytes
    return (
        "The fifth on top is for everything else, and does not grow with the conversation, "
        f"which takes {format_bytes(cache)} here."
    )


def _active(question: Question) -> str:
    active = question.active_parameters / 1e9
    return (
        f"{active:g} of {question.parameters / 1e9:.1f} billion parameters work on each token, "
        "but any of them may be next, so all must be in memory."
    )


def _not_from_size(needed: Requirement) -> str:
    cache = format_bytes(needed.kv_cache_bytes)
    return (
        "How much a model keeps of a conversation depends on its layers, "
        f"not on its parameters. Here it is {cache}."
    )


def _why_every_layer(key: str, question: Question, found: Layers) -> str:
    own = {"query_heads": _shared, "head_size_guessed": _head_size}.get(key)
    parts = [own(question) if own else "", layers_differ(question, found)]
    said = " ".join(part for part in parts if part)
    return said or (
        "Right for the conversation: each layer does keep all of it. "
        "Only the working space is missing."
    )


def _shared(question: Question) -> str:
    known = one_for_all(question.geometry)
    if question.geometry.uses_mla or known.heads == known.kv_heads:
        return ""
    times = known.heads / known.kv_heads
    return (
        f"{known.heads} query heads share {format_quantity(known.kv_heads, 'KV heads')} here, "
        f"so it counts {times:g} times too many."
    )


def _head_size(question: Question) -> str:
    known = one_for_all(question.geometry)
    guessed = question.geometry.width // known.heads
    if question.geometry.uses_mla or guessed == known.head_dim:
        return ""
    return f"A head keeps {known.head_dim} numbers here, not {guessed}."


def layers_differ(question: Question, found: Layers) -> str:
    """How the layers depart from "each keeps everything"; empty when none does."""
    geometry = question.geometry
    if geometry.uses_mla:
        latent = geometry.kv_lora_rank + geometry.rope_dim
        return f"All heads of a layer share one summary of {latent} numbers a token."
    if found.both:
        return "Each layer keeps a summary of fixed size beside its notes."
    if found.whole == found.total:
        return ""
    sentence = f"Only {found.whole} of {found.total} layers keep the whole conversation."
    rest = [
        (found.window, f"keep the last {found.window_tokens:,} tokens"),
        (found.state, "keep a summary of fixed size"),
        (found.none, "keep nothing of their own"),
    ]
    said = ", ".join(f"{count} {words}" for count, words in rest if count)
    return f"{sentence} {said[0].upper()}{said[1:]}."
