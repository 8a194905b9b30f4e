"""Reads a Hugging Face config.json that a reader pasted, the way llama.cpp's converter does."""

from calculators.model_config.families import SUPPORTED
from calculators.model_config.parse import ParsedConfig, parse_model_config
from calculators.model_config.problems import ConfigError

__all__ = ["SUPPORTED", "ConfigError", "ParsedConfig", "parse_model_config"]
