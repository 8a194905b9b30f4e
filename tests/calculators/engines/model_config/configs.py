"""Configurations to read: published files, and minimal ones of our own that are easy to change."""

import json
from typing import Any

import pytest

from calculators.engines.memory import Geometry
from calculators.engines.model_config.document import ConfigError
from calculators.engines.model_config.parse import ParsedConfig, parse_model_config
from tests.paths import ROOT

CONFIGS = ROOT / "tests" / "data" / "configs"
MINIMAL: dict[str, dict[str, Any]] = json.loads((CONFIGS / "minimal.json").read_text("utf-8"))
PUBLISHED: dict[str, dict[str, Any]] = {
    path.stem: json.loads(path.read_text("utf-8")) for path in sorted(CONFIGS.glob("*--*.json"))
}
ALL = MINIMAL | PUBLISHED


def parsed(config: dict[str, Any]) -> ParsedConfig:
    return parse_model_config(json.dumps(config))


def geometry(config: dict[str, Any]) -> Geometry:
    return parsed(config).geometry


def problems(config: Any) -> tuple[str, ...]:
    with pytest.raises(ConfigError) as caught:
        parse_model_config(config if isinstance(config, str) else json.dumps(config))
    return caught.value.problems


def changed(name: str, **keys: Any) -> dict[str, Any]:
    """The file with other values; those of a multimodal file in its text part."""
    config = ALL[name]
    if "text_config" in config:
        return config | {"text_config": config["text_config"] | keys}
    return config | keys


def without(name: str, *keys: str) -> dict[str, Any]:
    return {k: v for k, v in ALL[name].items() if k not in keys}


def missing(key: str) -> str:
    return f"{key} is missing. Paste the whole config.json of the model."
