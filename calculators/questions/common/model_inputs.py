"""The model that a form asks for, and what the formulas need to know of it.

It is one of the catalog, or one that a pasted config.json describes: parsed once, checked beside
its field, then used.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from calculators import catalog
from calculators.catalog import PublisherMix
from calculators.core.errors import InputErrors, Problem
from calculators.core.form import CUSTOM, choice, count, text, when
from calculators.core.inputs import Option
from calculators.core.numbers import KIB
from calculators.core.results import Source
from calculators.engines.memory import CACHE_TYPES, QUANTIZATIONS, SAME_TYPE, Geometry
from calculators.engines.memory.projector import Projector
from calculators.engines.model_config.document import MAX_BYTES, ConfigError
from calculators.questions.common import groups

if TYPE_CHECKING:  # the families of models are read for a pasted file alone
    from calculators.engines.model_config.parse import ParsedConfig


MAX_CONTEXT = 10_485_760
_CONTEXT_STOPS = tuple(1024 * 2**step for step in range(9))
ONLY_EXPERTS = "MXFP4_MOE"
"""The mix that only a mixture of experts can have."""
_QUANTIZATION_WORDS = {
    "F16": "full size, for fine-tuning and tests",
    "Q8_0": "8-bit, next to no loss",
    "Q6_K": "6-bit",
    "Q5_K_M": "5-bit",
    "Q4_K_M": "4-bit, the usual choice",
    "Q3_K_M": "3-bit, loses quality",
    "Q2_K": "2-bit, a last resort",
    ONLY_EXPERTS: "4-bit experts, as published",
}
_CACHE_WORDS = {"f16": "16-bit, the default", "q8_0": "8-bit, about half", "q4_0": "4-bit, least"}


@lru_cache(maxsize=4)
def parsed_config(text: str) -> ParsedConfig:
    """The model that a config.json describes; raises `ConfigError`."""
    # A reader's browser imports the families' readers only when a config is pasted.
    from calculators.engines.model_config.parse import parse_model_config

    return parse_model_config(text)


def config_problems(text: str) -> tuple[str, ...]:
    """What is wrong with a config.json, one sentence each."""
    try:
        parsed_config(text)
    except ConfigError as error:
        return error.problems
    return ()


@cache
def model_options() -> Sequence[Option]:
    """The models of the catalog, for a menu."""
    return [Option(m.id, f"{m.name} · {m.licence}", m.developer) for m in catalog.models().values()]


@cache
def quantization_options() -> Sequence[Option]:
    """The quantizations, with words for the usual ones."""
    return [Option(name, _worded(name, _QUANTIZATION_WORDS)) for name in QUANTIZATIONS]


def _worded(name: str, words: dict[str, str]) -> str:
    return f"{name} · {words[name]}" if name in words else name


QUANTIZATION_HELP = "How many bits each weight keeps. Fewer bits, smaller and less exact."


def cache_types() -> str:
    """The input for how exactly the conversation is kept."""
    return choice(
        "f16",
        {name: _worded(name, _CACHE_WORDS) for name in CACHE_TYPES},
        group=groups.CONVERSATION,
    )("KV cache type", "How exactly the conversation is kept.")


def value_types() -> str:
    """The input for how exactly the values are kept, where that is not as the keys."""
    return choice(
        SAME_TYPE,
        {
            SAME_TYPE: "the same as the keys",
            **{name: _worded(name, _CACHE_WORDS) for name in CACHE_TYPES},
        },
        group=groups.CONVERSATION,
    )(
        "Type of the values",
        "The KV cache holds keys and values; these may be kept differently. Quantized values need "
        "flash attention.",
    )


@dataclass(frozen=True, kw_only=True)
class ModelInputs:
    """A model in one quantization, and the context that it shall hold."""

    model: str = choice(
        "gemma-4-12b",
        model_options,
        Option(CUSTOM, "Another model: paste its config.json", "Not listed"),
    )("Model")
    model_config: str = text(
        "",
        placeholder='{"model_type": "llama", "hidden_size": 4096, …}',
        max_characters=MAX_BYTES,
        check=config_problems,
        when=when("model", CUSTOM),
    )("config.json", "From the model’s page on Hugging Face, under Files. It is read on this page.")
    quantization: str = choice("Q4_K_M", quantization_options, group=groups.FILE)(
        "Quantization", QUANTIZATION_HELP
    )
    context: int = count(8192, "tokens", 1, MAX_CONTEXT, thousand=KIB, stops=_CONTEXT_STOPS)(
        "Context window",
        "Your text and the answers together. 1,000 tokens are about 750 English words.",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What the formulas need to know of a model, and where that comes from."""

    id: str
    name: str
    developer: str = ""
    geometry: Geometry
    context_max: int
    quantizations: tuple[str, ...]
    notes: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    takes_pictures: bool = False
    projector: Projector | None = None
    publisher_mixes: tuple[PublisherMix, ...] = ()


def subject_of(values: ModelInputs) -> Subject:
    """The model the reader chose; a pasted config.json was checked when it was read."""
    return _pasted(values.model_config) if values.model == CUSTOM else _listed(values.model)


def _listed(ident: str) -> Subject:
    model = catalog.model(ident)
    return Subject(
        id=model.id,
        name=model.name,
        developer=model.developer,
        geometry=model.geometry,
        context_max=model.context_max,
        quantizations=model.quantizations,
        notes=tuple(note for note in (model.notes,) if note),
        sources=model.sources[:2],
        takes_pictures=model.takes_pictures,
        projector=model.projector,
        publisher_mixes=model.publisher_mixes,
    )


def _pasted(text: str) -> Subject:
    parsed = parsed_config(text)
    mixes = (name for name in QUANTIZATIONS if can_have(parsed.geometry, name))
    return Subject(
        id=CUSTOM,
        name=f"your pasted model ({parsed.name})",
        geometry=parsed.geometry,
        context_max=parsed.context_max,
        quantizations=tuple(mixes),
        notes=parsed.assumptions,
        takes_pictures=parsed.takes_pictures,
        projector=parsed.projector,
    )


def can_have(geometry: Geometry, quantization: str) -> bool:
    """Whether there is such a mix of such a model."""
    return bool(geometry.experts) or quantization != ONLY_EXPERTS


def check_mix(geometry: Geometry, quantization: str, *, instead: str = "Q4_K_M") -> None:
    """Raise `InputErrors` for a mix that the model cannot have."""
    if not can_have(geometry, quantization):
        text = f"Quantization: {quantization} is for mixtures of experts. Choose {instead}."
        raise InputErrors([Problem("quantization", text)])
