"""Does my log agree? Sizes and speed out of a pasted log, beside what we predict for its set-up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Annotated

from calculators import catalog
from calculators.core.answer import Computed, same
from calculators.core.calculator import Calculator, Chapter
from calculators.core.errors import InputErrors, Problem
from calculators.core.inputs import Choice, Option, Text
from calculators.core.results import Change, Result, Source
from calculators.questions.fit.basis import LLAMA_CPP
from calculators.questions.fit.inputs import model_options, quantization_options
from calculators.questions.log_check.causes import savings
from calculators.questions.log_check.comparison import Comparison
from calculators.questions.log_check.example import EXAMPLES, SERVER
from calculators.questions.log_check.reading import read
from calculators.questions.log_check.recognition import quantization, recognised
from calculators.questions.log_check.words import (
    asked,
    compared_verdict,
    figures,
    read_verdict,
    steps,
    table,
)

if TYPE_CHECKING:
    from calculators.catalog import Model

__all__ = ["LOG_CHECK", "LogCheckInputs", "log_check"]

FROM_LOG = "log"
MAX_CHARACTERS = 200_000
HIGHLIGHTS = ("log_bytes", "predicted_bytes", "writing_tokens_per_s")
NOTES = (
    "The prediction is for the set-up that the log names: its context, slots, type of cache and "
    "flash attention. What the log does not name counts as llama.cpp’s default.",
    "Weights, KV cache and fixed state must agree to the printed digit for a standard mix of "
    "llama.cpp. The working space is an estimate.",
    "MiB and GiB count in steps of 1,024. Programs that print GB often mean the same.",
    "The log is read on this page and kept nowhere. It is not part of a link.",
)
FORMATS = (
    Source(
        title="Ollama: where the logs are",
        url="https://docs.ollama.com/troubleshooting",
        checked="2026-11-24",
    ),
    Source(
        title="lms log stream",
        url="https://lmstudio.ai/docs/cli/log-stream",
        checked="2026-11-24",
    ),
)


def log_problems(text: str) -> Sequence[str]:
    """What is wrong with a text, one sentence each."""
    if not text.strip():
        return ("it is empty. Paste the lines that the program printed while it loaded the model.",)
    if read(text).is_empty:
        return (
            "there is no size and no speed in it that I know. Paste lines such as "
            "“KV buffer size = …” or “eval time = …”, with llama.cpp’s -lv 4.",
        )
    return ()


@cache
def _models() -> Sequence[Option]:
    return [Option(FROM_LOG, "As the log says"), *model_options()]


@cache
def _quantizations() -> Sequence[Option]:
    return [Option(FROM_LOG, "As the log says"), *quantization_options()]


@dataclass(frozen=True, slots=True, kw_only=True)
class LogCheckInputs:
    """The inputs, in the order of the form."""

    log: Annotated[
        str,
        Text(
            label="Your log",
            help="An example stands here; put your own lines in its place. Read on this page, "
            "kept nowhere.",
            placeholder="llama_kv_cache: size = …",
            max_characters=MAX_CHARACTERS,
            less="Paste only the part from the start of the program to its first answer.",
            private=True,
            examples=EXAMPLES,
            check=log_problems,
        ),
    ] = SERVER
    model: Annotated[str, Choice(label="Model", options=_models)] = FROM_LOG
    quantization: Annotated[
        str,
        Choice(
            label="Quantization",
            help="Choose it where the log does not say it, or the file was made another way.",
            options=_quantizations,
        ),
    ] = FROM_LOG


def log_check(values: LogCheckInputs) -> Result:
    """The whole answer; raises `InputErrors`."""
    report = read(values.log)
    model = catalog.models().get(values.model) or recognised(report.load)
    said, chosen = quantization(report.load.file_type), values.quantization
    mix = said if chosen == FROM_LOG else chosen
    seen = Result(
        calculator=LOG_CHECK.name,
        # without the log: an answer that somebody saves does not keep it either
        inputs={"model": values.model, "quantization": chosen},
        asked=asked(report, model, mix),
        verdict=read_verdict(report),
        figures=figures(report, None),
        notes=NOTES,
        sources=(LLAMA_CPP, *FORMATS, *(model.sources[:1] if model else ())),
    )
    if model is None or not report.has_memory:
        return _highlighted(seen)
    if mix == "MXFP4_MOE" and not model.geometry.experts:
        message = "Quantization: MXFP4_MOE is for mixtures of experts. Choose another one."
        raise InputErrors([Problem("quantization", message)])
    comparison = Comparison(report=report, geometry=model.geometry, quantization=mix)
    return _highlighted(_compared(seen, comparison, model))


def _compared(seen: Result, comparison: Comparison, model: Model) -> Result:
    return replace(
        seen,
        verdict=compared_verdict(comparison, model),
        figures=figures(comparison.report, comparison),
        tables=(table(comparison),),
        changes=tuple(Change(text=each) for each in savings(comparison, model)),
        changes_title="What would take less memory",
        steps=steps(comparison),
    )


def _highlighted(result: Result) -> Result:
    names = {figure.name for figure in result.figures}
    return replace(result, highlights=tuple(name for name in HIGHLIGHTS if name in names))


LOG_CHECK = Calculator(
    name="log-check",
    title="Does my log agree?",
    question="What does a log of llama.cpp, Ollama or LM Studio say, and is it what we predict?",
    inputs=LogCheckInputs,
    case=same,
    parts=Computed(log_check),
    formula=(
        Chapter("calculators.questions.log_check.reading", "How a log is read, line by line"),
        Chapter("calculators.questions.log_check.settings", "Lines with a name and a value"),
        Chapter("calculators.questions.log_check.phrases", "Lines known by a phrase"),
        Chapter("calculators.questions.log_check.amounts", "Numbers as logs print them"),
        Chapter("calculators.questions.log_check.recognition", "Which model a log is about"),
        Chapter("calculators.questions.log_check.comparison", "The log beside the prediction"),
        Chapter("calculators.questions.log_check.causes", "Why the two differ"),
    ),
)
