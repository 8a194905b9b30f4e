"""The published formulas by name, each with the source it is written out from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from calculators.core.results import Source
from calculators.engines.memory.cache import sliding_layers
from calculators.questions.disagree import formulas
from calculators.questions.disagree.formulas import Parts, Question
from calculators.questions.disagree.layers import one_for_all

if TYPE_CHECKING:
    from collections.abc import Mapping

CHECKED = "2026-11-24"


@dataclass(frozen=True, slots=True, kw_only=True)
class Formula:
    """One published formula, under a name that says what it does."""

    key: str
    name: str
    text: str
    work: Callable[[Question], Parts]
    source: Source
    applies: Callable[[Question], bool] = lambda question: True


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
            work=formulas.file_alone,
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
            work=formulas.bits,
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
            work=formulas.bits_and_a_fifth,
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
            work=formulas.active_only,
            source=_issue("AlexsJones/llmfit", 230),
            applies=lambda question: question.active_parameters > 0,
        ),
        Formula(
            key="cache_from_size",
            name="Conversation from the parameter count",
            text="file + 0.000008 GB × billions of parameters × tokens",
            work=formulas.cache_from_size,
            source=_issue("AlexsJones/llmfit", 418),
        ),
        Formula(
            key="cache_from_root",
            name="Conversation from the root of the parameter count",
            text="file + 0.06 GB × √(billions of parameters) × tokens ÷ 1,024",
            work=formulas.cache_from_root,
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
            work=formulas.query_heads,
            source=_issue("vllm-project/vllm", 29736),
            applies=_attends,
        ),
        Formula(
            key="head_size_guessed",
            name="Head size worked out from the width",
            text="file + 2 × layers × KV heads × (width ÷ query heads) × tokens × 2 bytes",
            work=formulas.head_size_guessed,
            source=_issue("LMCache/LMCache", 688),
            applies=_attends,
        ),
        Formula(
            key="all_layers",
            name="Every layer keeps everything",
            text="file + 2 × layers × KV heads × head size × tokens × 2 bytes",
            work=formulas.all_layers,
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
            work=formulas.no_window,
            source=_issue("alvarobartt/hf-mem", 60),
            applies=lambda question: any(sliding_layers(question.geometry)),
        ),
    )
}
"""In the order to show them: from the shortest to the most careful."""
