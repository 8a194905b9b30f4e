"""What `log-check` asks: a log, and what the log does not say of itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from calculators.core.form import choice, text
from calculators.core.inputs import Option
from calculators.questions.common.model_inputs import model_options, quantization_options
from calculators.questions.log_check.examples import EXAMPLES, SERVER
from calculators.questions.log_check.reading import read

FROM_LOG = "log"
_AS_LOGGED = Option(FROM_LOG, "As the log says")
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


@dataclass(frozen=True, kw_only=True)
class LogCheckInputs:
    """The inputs, in the order of the form."""

    log: str = text(
        SERVER,
        placeholder="llama_kv_cache: size = …",
        max_characters=MAX_CHARACTERS,
        less="Paste only the part from the start of the program to its first answer.",
        private=True,
        examples=EXAMPLES,
        check=log_problems,
    )(
        "Your log",
        "An example stands here; put your own lines in its place. Read on this page, "
        "kept only in this tab.",
    )
    model: str = choice(FROM_LOG, _AS_LOGGED, model_options)("Model")
    quantization: str = choice(FROM_LOG, _AS_LOGGED, quantization_options)(
        "Quantization", "Choose it where the log does not say it, or the file was made another way."
    )
