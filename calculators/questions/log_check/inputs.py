"""What `log-check` asks: a log, and what the log does not say of itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Annotated

from calculators.core.inputs import Option, Text
from calculators.core.presets import choice
from calculators.questions.common.model_inputs import model_options, quantization_options
from calculators.questions.log_check.examples import EXAMPLES, SERVER
from calculators.questions.log_check.reading import read

FROM_LOG = "log"
MAX_CHARACTERS = 1_000_000


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


@dataclass(frozen=True, kw_only=True)
class LogCheckInputs:
    """The inputs, in the order of the form."""

    log: Annotated[
        str,
        Text(
            label="Your log",
            help="An example stands here; put your own lines in its place. Read on this page, "
            "kept only in this tab.",
            placeholder="llama_kv_cache: size = …",
            max_characters=MAX_CHARACTERS,
            less="Paste only the part from the start of the program to its first answer.",
            private=True,
            examples=EXAMPLES,
            check=log_problems,
        ),
    ] = SERVER
    model: Annotated[str, choice("Model", _models)] = FROM_LOG
    quantization: Annotated[
        str,
        choice(
            "Quantization",
            _quantizations,
            "Choose it where the log does not say it, or the file was made another way.",
        ),
    ] = FROM_LOG
