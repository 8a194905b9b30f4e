"""A config.json that a reader pasted: parsed once, checked beside its field, then used."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from calculators.engines.model_config.document import ConfigError

if TYPE_CHECKING:
    from calculators.engines.model_config.parse import ParsedConfig


@lru_cache(maxsize=4)
def parsed_config(text: str) -> ParsedConfig:
    """The model it describes; raises `ConfigError`."""
    # A reader's browser imports the families' readers only when a config is pasted.
    from calculators.engines.model_config.parse import parse_model_config

    return parse_model_config(text)


def config_problems(text: str) -> tuple[str, ...]:
    """What is wrong with it, one sentence each."""
    try:
        parsed_config(text)
    except ConfigError as error:
        return error.problems
    return ()
