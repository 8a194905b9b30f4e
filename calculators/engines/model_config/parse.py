"""A pasted Hugging Face config.json becomes a `Geometry`, or a list of reasons why not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from calculators.engines.memory.geometry import Geometry
from calculators.engines.memory.projector import Projector
from calculators.engines.model_config.config import Config, Family
from calculators.engines.model_config.document import ConfigError, is_object, read_object
from calculators.engines.model_config.families import FAMILIES, OUTER, SUPPORTED
from calculators.engines.model_config.foreign import no_writer, other_format
from calculators.engines.model_config.pictures import projector_of, takes_pictures
from calculators.engines.model_config.reader import shown

POPULAR = ("llama", "mistral", "qwen3", "gemma3", "phi3", "gpt_oss", "deepseek_v3", "glm4")
"""What a message names; `SUPPORTED` has all."""
_MAX_NAME = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedConfig:
    """What a config.json says about a model."""

    geometry: Geometry
    model_type: str
    """`model_type` of the text model."""
    context_max: int
    """Longest context the config allows, in tokens."""
    name: str
    """Best guess at a name, from the file; not safe to show without escaping."""
    assumptions: tuple[str, ...]
    """Plain sentences: what the file leaves open and what was taken instead."""
    takes_pictures: bool = False
    projector: Projector | None = None
    """Its part for pictures, where the shape is one that we know."""


def parse_model_config(text: str) -> ParsedConfig:
    """Read a config.json; raises `ConfigError` with every problem found.

    The mapping follows llama.cpp's converter, so the result is the model as its GGUF file has it.

    >>> parsed = parse_model_config('''{"model_type": "llama", "hidden_size": 2048,
    ... "num_hidden_layers": 16, "num_attention_heads": 32, "num_key_value_heads": 8,
    ... "vocab_size": 128256, "intermediate_size": 8192, "max_position_embeddings": 131072}''')
    >>> parsed.geometry.layers, parsed.geometry.key_dim, parsed.context_max
    (16, 64, 131072)
    """
    document = read_object(text)
    outer = _outer_type(document)
    inner = _text_config(document, outer)
    model_type = _inner_type(inner or {}, outer) if outer in OUTER else outer
    config = Config({**document, **(inner or {})}, model_type, nested=inner is not None)
    if outer in OUTER:
        config.note("The weights are those of the text model: images need a file of their own.")
    family = FAMILIES[model_type]
    _check_class(config, document, family)
    geometry = family.read(config)
    config.require(
        geometry.experts_used <= geometry.experts,
        f"Each token uses {geometry.experts_used:,} experts, but there are {geometry.experts:,}.",
    )
    if config.problems:
        raise ConfigError(*config.problems)
    if note := other_format(config.values):
        config.note(note)
    return ParsedConfig(
        geometry=geometry,
        model_type=model_type,
        context_max=geometry.context_trained,
        name=_name(document, model_type),
        assumptions=config.assumptions,
        takes_pictures=takes_pictures(document),
        projector=projector_of(document, geometry.width),
    )


def _outer_type(document: Mapping[str, object]) -> str:
    value = document.get("model_type")
    if what := no_writer(value, document.get("architectures")):
        raise ConfigError(what)
    if value is None:
        raise ConfigError("model_type is missing. Paste the whole config.json of the model.")
    if isinstance(value, str) and not (value in FAMILIES or value in OUTER):
        value = _by_class(document) or value
    if not isinstance(value, str) or not (value in FAMILIES or value in OUTER):
        raise ConfigError(
            f"model_type {shown(value)} is not supported: its tensors were not checked against "
            f"llama.cpp. {len(SUPPORTED)} are, among them {', '.join(POPULAR)}."
        )
    return value


def _by_class(document: Mapping[str, object]) -> str:
    """The family whose class the file names: llama.cpp's converter goes by the class alone."""
    listed = document.get("architectures")
    first = listed[0] if isinstance(listed, list) and listed else listed
    known = [name for name, family in FAMILIES.items() if first in family.classes]
    inside = {name for names in OUTER.values() for name in names}
    return known[0] if len(known) == 1 and known[0] not in inside else ""


def _text_config(document: Mapping[str, object], outer: str) -> dict[str, object] | None:
    """Settings of the text model inside a multimodal file; None in a file of a text model."""
    value = document.get("text_config")
    if value is None:
        return None
    if not is_object(value):
        raise ConfigError(f"text_config is {shown(value)}; it must be an object.")
    if outer not in OUTER:
        raise ConfigError(f"text_config is not expected in a file of model_type “{outer}”.")
    return value


def _inner_type(inner: Mapping[str, object], outer: str) -> str:
    allowed = OUTER[outer]
    value = inner.get("model_type", allowed[0])
    if not isinstance(value, str) or value not in allowed:
        raise ConfigError(
            f"text_config.model_type is {shown(value)}; “{outer}” files are supported with "
            f"{' or '.join(allowed)}."
        )
    return value


def _check_class(config: Config, document: Mapping[str, object], family: Family) -> None:
    """llama.cpp converts by class, so a file for another head or a draft model is another shape."""
    listed = document.get("architectures")
    first = listed[0] if isinstance(listed, list) and listed else listed
    if first not in (None, [], *family.classes):
        config.refuse(
            f"architectures has {shown(first)}; a “{config.model_type}” file is supported with "
            f"{' or '.join(family.classes)}."
        )
    if "draft_vocab_size" in config.values:
        config.refuse("draft_vocab_size marks a draft model; only main models are supported.")


def _name(document: Mapping[str, object], model_type: str) -> str:
    """Last part of `_name_or_path` when it looks like a name, else the model type."""
    value = document.get("_name_or_path")
    last = value.rstrip("/").rpartition("/")[2] if isinstance(value, str) else ""
    printable = "".join(c for c in last[:_MAX_NAME] if c.isprintable()).strip()
    return printable or model_type
