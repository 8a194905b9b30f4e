"""What a program loads beside a model: the inputs that ask for it, and the set-up they make.

The usual program is Ollama: it opens one conversation, as our other settings do (llama.cpp's own
server opens four), and always ships a model with its part for pictures. Since 2026 it runs
llama.cpp's server (ollama/ollama#16031), whose memory report our figures follow, and leaves all
that is said here as that server has it (its llm/llama_server.go), but for one thing: where a file
holds prediction layers, it uses them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Protocol

from calculators import catalog
from calculators.catalog import PublisherMix
from calculators.core.errors import InputErrors, Problem
from calculators.core.form import NONE, USUAL, choice, count, text
from calculators.core.inputs import Option
from calculators.core.numbers import GIB, MIB, format_bytes, meant, parse_number
from calculators.engines.machine import Machine
from calculators.engines.memory import Geometry, Setup, parameters, prediction_layers
from calculators.engines.memory.beside import MTP_DRAFT_TOKENS, OLLAMA_DRAFT_TOKENS
from calculators.engines.memory.projector import Projector
from calculators.engines.memory.setup import Beside
from calculators.engines.speed.rate import usual_class
from calculators.questions.common import groups

OLLAMA, LM_STUDIO, SERVER = "ollama", "lm-studio", "llama-server"
ON, OFF, OWN_LAYERS = "on", "off", "mtp"
PROGRAMS: Mapping[str, str] = {
    OLLAMA: "Ollama",
    LM_STUDIO: "LM Studio",
    SERVER: "llama.cpp’s server",
}
_SWITCH = {USUAL: "As the program does", ON: "Loaded", OFF: "Not loaded"}
MOST_DRAFT_WEIGHTS = 4_000_000_000
_UNITS = {"gib": GIB, "gb": 10**9, "mib": MIB, "mb": 10**6}
_MINUS = r"(?<!\S)[-\u2212\u2013]"
_SIZE = re.compile(
    rf"({_MINUS}|(?<![\w.,]))([0-9][0-9.,]*)[ \t\u00a0]?(gib|gb|mib|mb)\b", re.IGNORECASE
)
_MOST_FILES = 100
_FEWEST_BITS, _MOST_BITS = 1, 33


def file_size(text: str) -> int:
    """Bytes of the sizes in a text, added up; 0 where there is none.

    A line of a publisher's page does; several parts of one file are added up.

    >>> file_size("16.67 GiB"), file_size("model-00001-of-00002.gguf 49.8 GB\\nmodel-00002 1.2 GB")
    (17899276206, 51000000000)
    >>> file_size("Qwen3.6-27B-UD-Q4_K_XL.gguf")
    0
    """
    found = [(parse_number(size), unit) for _, size, unit in _SIZE.findall(text)]
    return sum(round((size or 0) * _UNITS[unit.lower()]) for size, unit in found[:_MOST_FILES])


def _size_problems(text: str) -> Sequence[str]:
    """A minus, a number that can't be read, or no size at all.

    >>> _size_problems("7,37 GB"), _size_problems("16.67 GiB")
    (('“7,37” is not a number. Write 7.37 GB.',), ())
    """
    if not text.strip():
        return ()
    for minus, size, unit in _SIZE.findall(text)[:_MOST_FILES]:
        if minus:
            return (f"“{minus}{size} {unit}” is less than nothing. Write {size} {unit}.",)
        if parse_number(size) is None:
            advice = meant(size)
            write = f"{advice} {unit}." if advice else "Type it as 16.67 GiB, or as 17.9 GB."
            return (f"“{size}” is not a number. {write}",)
    if file_size(text):
        return ()
    return ("there is no size with a unit in it. Type it as 16.67 GiB, or as 17.9 GB.",)


@cache
def _drafts() -> Sequence[Option]:
    """None, the model's own layers, and the small models of the catalog."""
    usual = Option(USUAL, "As the program does")
    none = Option(NONE, "Nothing guesses ahead")
    own = Option(OWN_LAYERS, "The model’s own prediction layers (MTP)")
    models = (m for m in catalog.models().values() if m.parameters <= MOST_DRAFT_WEIGHTS)
    return [usual, none, own, *(Option(m.id, m.name, "A draft model") for m in models)]


def programs() -> str:
    """The input for the program that runs the model."""
    return choice(OLLAMA, PROGRAMS, remember=True, group=groups.FILE)(
        "Program", "All three run llama.cpp and load a model’s part for pictures with it."
    )


@dataclass(frozen=True, kw_only=True)
class LoadingInputs:
    """What is loaded beside the model, and how that follows from the program."""

    program: str = programs()
    file_size: str = text(
        "",
        placeholder="16.67 GiB",
        max_characters=5000,
        less="Paste only the lines of your file.",
        typed=True,
        check=_size_problems,
        group=groups.FILE,
    )(
        "Size of your file",
        "Of a publisher’s own mix, such as UD-Q4_K_XL: type it, or paste its line or its "
        "parts from the publisher’s page. It wins over ours.",
    )
    image: str = choice(USUAL, _SWITCH, group=groups.FILE)(
        "Part for pictures", "llama-server leaves it out with --no-mmproj."
    )
    draft: str = choice(USUAL, _drafts, group=groups.FILE)(
        "Guessing ahead",
        "A small model or layers of its own guess the next tokens. Ollama uses the layers "
        "where the file has them; the others do nothing unless told to.",
    )
    second_copy: str = choice(USUAL, _SWITCH, group=groups.FILE)(
        "Second copy for the processor",
        "llama.cpp lays 4-bit weights out again where the processor computes. --no-repack "
        "stops it.",
    )
    turns: int = count(0, "turns", 0, 1000, group=groups.CONVERSATION)(
        "Turns of the open chat",
        "A server keeps copies of what a chat can’t wind back, two more with each turn.",
    )


USUALLY = LoadingInputs()


class Loaded(Protocol):
    """A model as a form or the catalog knows it."""

    @property
    def name(self) -> str:
        """What a reader calls it."""

    @property
    def geometry(self) -> Geometry:
        """Its shape."""

    @property
    def takes_pictures(self) -> bool:
        """Whether pictures are among what it takes in."""

    @property
    def projector(self) -> Projector | None:
        """The shape of its part for pictures."""

    @property
    def publisher_mixes(self) -> tuple[PublisherMix, ...]:
        """Files that publishers mixed otherwise."""


def setup_for(
    model: Loaded,
    machine: Machine,
    setup: Setup,
    loading: LoadingInputs = USUALLY,
    *,
    quantization: str = "",
) -> Setup:
    """The set-up with all that the program loads beside this model on this machine.

    In another `quantization`, where one is given.
    """
    mix = quantization or setup.quantization
    pictures = model.takes_pictures and loading.image != OFF
    small = draft_model(loading)
    ahead = tokens_ahead(model.geometry, loading)
    beside = Beside(
        projector=model.projector if pictures else None,
        unknown_projector=pictures and model.projector is None,
        draft=small.geometry if small else None,
        draft_quantization=small.recommended_quantization if small else mix,
        predicts=ahead > 0,
        may_predict=loading.program == OLLAMA
        and loading.draft == USUAL
        and model.geometry.mtp_optional > 0,
        rearranges=rearranges(machine, loading.second_copy),
        cuda=machine.kind == "dedicated" and usual_class(machine) == "NVIDIA CUDA",
        turns=0 if machine.kind == "dedicated" else loading.turns,
        file_bytes=file_size(loading.file_size),
        mix_bytes=largest_mix(model, mix),
    )
    return replace(setup, quantization=mix, beside=beside, draft_tokens=ahead, cards=machine.cards)


def draft_model(loading: LoadingInputs) -> catalog.Model | None:
    """The second model that guesses ahead; None where there is none."""
    own = (USUAL, NONE, OWN_LAYERS)
    return None if loading.draft in own else catalog.model(loading.draft)


def tokens_ahead(geometry: Geometry, loading: LoadingInputs) -> int:
    """How many tokens the model's own prediction layers guess; 0 where they aren't used."""
    usual = loading.program == OLLAMA and loading.draft == USUAL and geometry.mtp_layers > 0
    if not usual and loading.draft != OWN_LAYERS:
        return 0
    return OLLAMA_DRAFT_TOKENS if loading.program == OLLAMA else MTP_DRAFT_TOKENS


def largest_mix(model: Loaded, quantization: str) -> int:
    """Bytes of the largest file that a publisher names like this mix; 0 where we know of none."""
    if not model.publisher_mixes:
        return 0
    near = (mix.gib for mix in model.publisher_mixes if mix.near == quantization)
    return round(max(near, default=0) * GIB)


def rearranges(machine: Machine, choice: str = USUAL) -> bool:
    """Whether the processor computes, which makes llama.cpp copy weights, unless that is off."""
    if choice != USUAL:
        return choice == ON
    shared = machine.kind == "integrated" and machine.speed_class in (None, "CPU")
    return machine.kind == "processor" or shared


def check_loading(model: Loaded, loading: LoadingInputs) -> None:
    """Raise `InputErrors` for layers that the model hasn't, and for a file that can't be its."""
    if loading.draft == OWN_LAYERS and prediction_layers(model.geometry) is None:
        text = f"Guessing ahead: {model.name} has no prediction layers. Choose a draft model."
        raise InputErrors([Problem("draft", text)])
    size = file_size(loading.file_size)
    least, most = (parameters(model.geometry) * bits / 8 for bits in (_FEWEST_BITS, _MOST_BITS))
    if size and not least <= size <= most:
        text = (
            f"Size of your file: {format_bytes(size)} can’t be {model.name}. Its files have "
            f"{format_bytes(least)} to {format_bytes(most)}."
        )
        raise InputErrors([Problem("file_size", text)])
