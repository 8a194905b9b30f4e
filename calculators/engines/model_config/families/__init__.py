"""The families that can be read, by maker; importing this package registers all of them.

A maker with three families or more has a file, the others share `others`. To add a family, write
its reader under `@family` there and, where its files leave keys out, give it a line in `defaults`.
"""

from calculators.engines.model_config.config import FAMILIES, OUTER
from calculators.engines.model_config.families import (  # noqa: F401  # registered by importing
    cohere,
    deepseek,
    exaone,
    gemma,
    glm,
    granite,
    hunyuan,
    ling,
    liquid,
    llama,
    mamba,
    minicpm,
    minimax,
    mistral,
    nemotron,
    older,
    olmo,
    others,
    phi,
    qwen,
)

__all__ = ["FAMILIES", "OUTER", "SUPPORTED"]

SUPPORTED = tuple(sorted({name.removesuffix("_text") for name in (*FAMILIES, *OUTER)}))
"""Every value of `model_type` to name to a reader; each may also end in `_text`."""
