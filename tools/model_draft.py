"""The text of a model's record, as far as a config.json gives it; the rest is marked to be done."""

import json
import re
from dataclasses import MISSING, fields

from calculators.catalog import models
from calculators.catalog.schema import TODO
from calculators.engines.memory.geometry import Geometry
from calculators.engines.memory.tensors import parameters
from calculators.engines.model_config.parse import ParsedConfig, parse_model_config

_VARIANT = re.compile(r"(-(it|instruct|chat|bf16|\d{4}|\d{2}-\d{4}))+$", re.IGNORECASE)
"""Ends of repository names that say how a model was tuned, stored or dated."""
_PER_LINE = 10
_LONG_NUMBER = 10_000  # from five digits on, records set thousands apart


def record_id(repository: str) -> str:
    """The id of a record, and the name of its file.

    >>> record_id("meta-llama/Llama-3.1-8B-Instruct"), record_id("google/gemma-4-12B-it")
    ('llama-3.1-8b', 'gemma-4-12b')
    """
    return re.sub(r"[^a-z0-9.]+", "-", _base(repository).lower()).strip("-.")


def draft_record(repository: str, config: str, *, read: str) -> str:
    """TOML text of a record for "owner/name"; `read` says how its config.json was read.

    What no config.json says starts with `TODO`, which the catalog refuses by name.
    Raises `ConfigError` where the file is of no use.
    """
    parsed = parse_model_config(config)
    blocks = (
        _head(repository, parsed),
        _geometry(parsed),
        _source(
            title=f"{repository} on Hugging Face",
            url=f"https://huggingface.co/{repository}",
            establishes=f"{TODO}: configuration, and what else the page was read for",
            read=read,
        ),
        _source(
            title=f"{TODO}: llama.cpp, the file in src/models/ for {parsed.geometry.architecture}",
            url="https://github.com/ggml-org/llama.cpp",
            establishes="tensors, cache layout",
            read=f"{TODO}: which commit",
        ),
        _source(
            title=f"{TODO}: where the release date is from",
            url=f"{TODO}: https address",
            establishes="release date",
            read=f"{TODO}: the page itself, or what repeats it",
        ),
    )
    return "\n".join(blocks)


def _head(repository: str, parsed: ParsedConfig) -> str:
    weights = parameters(parsed.geometry)
    lines = [
        f"# A draft from config.json. Replace each {TODO}, check the rest, then delete the notes.",
        f"# Weights counted from the geometry: {weights:,}. Compare with the published number.",
        _line("id", record_id(repository)),
        _line("name", re.sub("[-_]", " ", _base(repository)))
        + "  # check: as its developer writes it",
        _line("developer", _developer(repository)),
        _line("hf_repo", repository),
        _line("released", f"{TODO}: YYYY-MM-DD, YYYY-MM or YYYY"),
        _line("modalities", f"{TODO}: what it takes in, of text, image, audio, video"),
        _line("licence", f"{TODO}: its name as published"),
        _line("licence_osi", f"{TODO}: yes, no, or not established"),
        _line("context_max", parsed.context_max or f"{TODO}: tokens it is built for"),
        *_published_counts(parsed.geometry),
        _line("recommended_quantization", "Q4_K_M") + "  # check: the usual one, if it is offered",
        _line("checked", f"{TODO}: today, as a date without quotes"),
    ]
    return "\n".join(lines) + "\n"


def _published_counts(geometry: Geometry) -> list[str]:
    """Only a mixture of experts has fewer weights at work than it has."""
    if not geometry.experts:
        return []
    return [
        _line("total_parameters", f"{TODO}: as published, such as 30.5B"),
        _line("active_parameters", f"{TODO}: as published, such as 3.3B"),
    ]


def _geometry(parsed: ParsedConfig) -> str:
    """The fields that differ from their defaults, below what the config left open."""
    values = {field: getattr(parsed.geometry, field.name) for field in fields(Geometry)}
    lines = [f"# check: {' '.join(each.split())}" for each in parsed.assumptions]
    lines += ["[geometry]"]
    lines += [
        _line(field.name, value)
        for field, value in values.items()
        if field.default is MISSING or value != field.default
    ]
    return "\n".join(lines) + "\n"


def _source(**keys: str) -> str:
    return "".join(f"{line}\n" for line in ("[[source]]", *(_line(*each) for each in keys.items())))


def _developer(repository: str) -> str:
    """As the records of the same owner have it, where they agree."""
    owner = repository.partition("/")[0]
    known = {m.developer for m in models().values() if m.hf_repo.partition("/")[0] == owner}
    return (
        known.pop() if len(known) == 1 else f"{TODO}: who trained it; the repository is {owner}’s"
    )


def _base(repository: str) -> str:
    return _VARIANT.sub("", repository.partition("/")[2])


def _line(key: str, value: str | int | tuple[int, ...]) -> str:
    return f"{key} = {_toml(value)}"


def _toml(value: str | int | tuple[int, ...]) -> str:
    """A value as the records write it.

    >>> _toml(True), _toml(4096), _toml(12_288), _toml((8, 1))
    ('true', '4096', '12_288', '[8, 1]')
    """
    if isinstance(value, tuple):
        return _array([_toml(each) for each in value])
    if isinstance(value, str | bool):
        return json.dumps(value, ensure_ascii=False)  # the same in TOML for printable text
    return f"{value:_}" if value >= _LONG_NUMBER else str(value)


def _array(items: list[str]) -> str:
    if len(items) <= _PER_LINE:
        return f"[{', '.join(items)}]"
    starts = range(0, len(items), _PER_LINE)
    rows = [f"    {', '.join(items[start : start + _PER_LINE])},\n" for start in starts]
    return f"[\n{''.join(rows)}]"
