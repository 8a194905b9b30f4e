"""The formulas that are published for the memory of a model, written out from their sources.

Each counts the weights and the conversation its own way. None is wrong where it was written for;
each leaves out something that models of today have.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING

from calculators.disagree.layers import one_for_all
from calculators.memory import weights
from calculators.memory.cache import caches, sliding_layers
from calculators.results import Source
from calculators.units import GB

if TYPE_CHECKING:
    from collections.abc import Mapping

    from calculators.memory import Geometry

CHECKED = "2026-11-24"
F16_BYTES = 2
KEYS_AND_VALUES = 2
_BITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What a formula may look at: a model in a quantization, with so many tokens."""

    geometry: Geometry
    quantization: str
    context: int
    active_parameters: float = 0
    """As published; 0 where all of them work on each token."""

    @property
    def parameters(self) -> int:
        """All weights."""
        return weights(self.geometry, self.quantization).parameters

    @property
    def file_bytes(self) -> int:
        """The size of the download."""
        return weights(self.geometry, self.quantization).file_bytes

    @property
    def bits(self) -> int:
        """The number in the quantization's name.

        >>> from calculators import catalog
        >>> Question(geometry=catalog.model("qwen3-8b").geometry, quantization="Q4_K_M",
        ...          context=8192).bits
        4
        """
        found = _BITS.search(self.quantization)
        return int(found.group()) if found else 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What a formula makes of a question, in bytes."""

    weights_bytes: float
    cache_bytes: float = 0
    extra_bytes: float = 0
    """A margin on top."""

    @property
    def total_bytes(self) -> float:
        """The answer of the formula."""
        return self.weights_bytes + self.cache_bytes + self.extra_bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Formula:
    """One published formula, under a name that says what it does."""

    key: str
    name: str
    text: str
    work: Callable[[Question], Parts]
    source: Source
    applies: Callable[[Question], bool] = lambda question: True


def _file_alone(question: Question) -> Parts:
    return Parts(weights_bytes=question.file_bytes)


def _bits(question: Question) -> Parts:
    return Parts(weights_bytes=question.parameters * question.bits / 8)


def _bits_and_a_fifth(question: Question) -> Parts:
    size = question.parameters * question.bits / 8
    return Parts(weights_bytes=size, extra_bytes=0.2 * size)


def _active_only(question: Question) -> Parts:
    size = question.active_parameters * question.bits / 8
    return Parts(weights_bytes=size, extra_bytes=0.2 * size)


def _cache_from_size(question: Question) -> Parts:
    cache = 0.000008 * question.parameters / 1e9 * question.context * GB
    return Parts(weights_bytes=question.file_bytes, cache_bytes=cache)


def _cache_from_root(question: Question) -> Parts:
    cache = 0.06 * sqrt(question.parameters / 1e9) * question.context / 1024 * GB
    return Parts(weights_bytes=question.file_bytes, cache_bytes=cache)


def _query_heads(question: Question) -> Parts:
    known = one_for_all(question.geometry)
    return _every_layer(question, known.heads * known.head_dim)


def _head_size_guessed(question: Question) -> Parts:
    known = one_for_all(question.geometry)
    return _every_layer(question, known.kv_heads * (question.geometry.width // known.heads))


def _all_layers(question: Question) -> Parts:
    known = one_for_all(question.geometry)
    return _every_layer(question, known.kv_heads * known.head_dim)


def _every_layer(question: Question, elements: int) -> Parts:
    per_token = KEYS_AND_VALUES * question.geometry.layers * elements * F16_BYTES
    return Parts(weights_bytes=question.file_bytes, cache_bytes=per_token * question.context)


def _no_window(question: Question) -> Parts:
    geometry = question.geometry
    elements = sum(
        geometry.keys(layer) + geometry.values(layer)
        for layer, slides in enumerate(sliding_layers(geometry))
        if caches(geometry, layer) and not slides
    )
    cache = elements * F16_BYTES * question.context
    return Parts(weights_bytes=question.file_bytes, cache_bytes=cache)


def _attends(question: Question) -> bool:
    return one_for_all(question.geometry).heads > 0


def _issue(repository: str, number: int) -> Source:
    name = f"{repository}#{number}"
    return Source(
        title=name, url=f"https://github.com/{repository}/issues/{number}", checked=CHECKED
    )


FORMULAS: Mapping[str, Formula] = {
    each.key: each
    for each in (
        Formula(
            key="file_alone",
            name="The size of the download",
            text="the file, and nothing else",
            work=_file_alone,
            source=Source(
                title="Hugging Face: model memory estimator",
                url="https://huggingface.co/docs/accelerate/usage_guides/model_size_estimator",
                checked=CHECKED,
            ),
        ),
        Formula(
            key="bits",
            name="Parameters × bits",
            text="parameters × bits in the name ÷ 8",
            work=_bits,
            source=Source(
                title="GPU memory math",
                url="https://www.open-source-ai.tech/learn/self-host/gpu-memory-math",
                checked=CHECKED,
            ),
        ),
        Formula(
            key="bits_and_a_fifth",
            name="The 1.2 rule",
            text="parameters × bits in the name ÷ 8 × 1.2",
            work=_bits_and_a_fifth,
            source=Source(
                title="How much VRAM do I need for LLM inference?",
                url="https://modal.com/blog/how-much-vram-need-inference",
                checked=CHECKED,
            ),
        ),
        Formula(
            key="active_only",
            name="The 1.2 rule on active parameters",
            text="active parameters × bits in the name ÷ 8 × 1.2",
            work=_active_only,
            source=_issue("AlexsJones/llmfit", 230),
            applies=lambda question: question.active_parameters > 0,
        ),
        Formula(
            key="cache_from_size",
            name="Conversation from the parameter count",
            text="file + 0.000008 GB × billions of parameters × tokens",
            work=_cache_from_size,
            source=_issue("AlexsJones/llmfit", 418),
        ),
        Formula(
            key="cache_from_root",
            name="Conversation from the root of the parameter count",
            text="file + 0.06 GB × √(billions of parameters) × tokens ÷ 1,024",
            work=_cache_from_root,
            source=Source(
                title="localmodel.run: compute.ts",
                url="https://github.com/ansumanshah/localmodel.run/blob/main/src/lib/compute.ts",
                checked=CHECKED,
            ),
        ),
        Formula(
            key="query_heads",
            name="One KV head for each query head",
            text="file + 2 × layers × query heads × head size × tokens × 2 bytes",
            work=_query_heads,
            source=_issue("vllm-project/vllm", 29736),
            applies=_attends,
        ),
        Formula(
            key="head_size_guessed",
            name="Head size worked out from the width",
            text="file + 2 × layers × KV heads × (width ÷ query heads) × tokens × 2 bytes",
            work=_head_size_guessed,
            source=_issue("LMCache/LMCache", 688),
            applies=_attends,
        ),
        Formula(
            key="all_layers",
            name="Every layer keeps everything",
            text="file + 2 × layers × KV heads × head size × tokens × 2 bytes",
            work=_all_layers,
            source=Source(
                title="KV cache (glossary of a VRAM calculator)",
                url="https://llm-vram-calc.choppytoast.com/glossary/kv-cache/",
                checked=CHECKED,
            ),
            applies=_attends,
        ),
        Formula(
            key="no_window",
            name="Sliding layers left out",
            text="file + layers without a window × their keys and values × tokens × 2 bytes",
            work=_no_window,
            source=_issue("alvarobartt/hf-mem", 60),
            applies=lambda question: any(sliding_layers(question.geometry)),
        ),
    )
}
"""In the order to show them: from the shortest to the most careful."""
