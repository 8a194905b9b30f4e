"""A config.json that a reader pasted: parsed once, checked beside its field, then used."""

from __future__ import annotations

from functools import lru_cache

from calculators.model_config import ConfigError, ParsedConfig, parse_model_config


@lru_cache(maxsize=4)
def parsed_config(text: str) -> ParsedConfig:
    """The model it describes; raises `ConfigError`."""
    return parse_model_config(text)


def config_problems(text: str) -> tuple[str, ...]:
    """What is wrong with it, one sentence each."""
    try:
        parsed_config(text)
    except ConfigError as error:
        return error.problems
    return ()
