"""What `customise` asks: the goal, the examples, the model, where it is trained, and the bill."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Annotated

from calculators import catalog
from calculators.core.inputs import Choice, Number, Option, When
from calculators.engines.ownership.record import record as ownership
from calculators.questions.common.price_inputs import AtInput, offer_options
from calculators.questions.customise.record import rates, trainers
from calculators.questions.customise.rungs import GOALS, TRIED
from calculators.questions.fit.inputs import model_options

RENT, OWN, TRAINER = "rent", "own", "trainer"
BY_HOUR, BY_TOKEN, AT_HOME = "hour", "token", "home"
NVIDIA = "NVIDIA CUDA"
_RENTED, _OWNED, _HIRED = When("where", (RENT,)), When("where", (OWN,)), When("where", (TRAINER,))
_CARDS = When("where", (RENT, OWN))


@cache
def _goals() -> Sequence[Option]:
    return [Option(name, label) for name, (label, _) in GOALS.items()]


@cache
def _tried() -> Sequence[Option]:
    return [Option(name, label) for name, label in TRIED.items()]


@cache
def _cards() -> Sequence[Option]:
    return [
        Option(name, each.label) for name, each in ownership().rentals.items() if name in rates()
    ]


@cache
def _machines() -> Sequence[Option]:
    return [
        Option(each.id, each.name, each.group)
        for each in catalog.machines().values()
        if each.speed_class == NVIDIA
    ]


@cache
def _trainers() -> Sequence[Option]:
    return [Option(each.id, f"{each.name}, prices of {each.as_of}") for each in trainers().values()]


def _places() -> Sequence[Option]:
    return [
        Option(RENT, "On a rented graphics card"),
        Option(OWN, "On our own machine with an NVIDIA card"),
        Option(TRAINER, "At a trainer, paid by the token"),
    ]


def _methods() -> Sequence[Option]:
    return [
        Option("qlora", "QLoRA: the model in 4 bits, less memory"),
        Option("lora", "LoRA: the model in 16 bits, faster"),
    ]


def _software() -> Sequence[Option]:
    return [
        Option("usual", "Hugging Face PEFT as it comes"),
        Option("lean", "Software that saves memory (Unsloth, torchtune)"),
    ]


def _servings() -> Sequence[Option]:
    return [
        Option(BY_TOKEN, "Hosted, paid by the token"),
        Option(BY_HOUR, "On a rented card, paid by the hour"),
        Option(AT_HOME, "On a machine we have anyway"),
    ]


def _count(label: str, unit: str, most: int, *, least: int = 0, more: bool = False) -> Number:
    return Number(label=label, unit=unit, minimum=least, maximum=most, more=more)


def _usd(label: str, unit: str, help: str, when: When | None = None, more: bool = False) -> Number:
    return Number(
        label=label,
        help=help,
        unit=unit,
        minimum=0,
        maximum=10_000,
        whole=False,
        when=when,
        more=more,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomiseInputs:
    """The inputs, in the order of the form; names are the flags of the command line."""

    goal: Annotated[str, Choice(label="What you want", options=_goals)] = "style"
    tried: Annotated[str, Choice(label="Have you tested a good prompt?", options=_tried)] = "short"
    examples: Annotated[
        int,
        Number(
            label="Examples you have",
            help="Pairs of a real request and the answer you would have wanted.",
            unit="examples",
            minimum=0,
            maximum=1_000_000,
        ),
    ] = 300
    example_words: Annotated[
        int,
        Number(
            label="Words of an example",
            help="Request and answer together.",
            unit="words",
            minimum=1,
            maximum=50_000,
        ),
    ] = 400
    model: Annotated[str, Choice(label="Model to tune", options=model_options)] = "qwen3-8b"
    method: Annotated[str, Choice(label="Method", options=_methods)] = "qlora"
    where: Annotated[
        str,
        Choice(
            label="Where it is trained",
            help="No NVIDIA card, as on a Mac and in most laptops? Rent one.",
            options=_places,
        ),
    ] = RENT
    card: Annotated[str, Choice(label="Rented card", options=_cards, when=_RENTED)] = "rtx-4090"
    card_usd: Annotated[
        float,
        _usd(
            "Rent",
            "USD/hour",
            "0: the middle one of the dated offers we found.",
            _RENTED,
            more=True,
        ),
    ] = 0
    machine: Annotated[
        str, Choice(label="Your machine", options=_machines, when=_OWNED, remember=True)
    ] = "pc-rtx-3060-12gb-32gb-ram"
    trainer: Annotated[str, Choice(label="Trainer", options=_trainers, when=_HIRED)] = "tinker"
    trainer_usd: Annotated[
        float,
        _usd("Price of training", "USD/Mtok", "0: as we found it.", _HIRED, more=True),
    ] = 0
    requests: Annotated[int, _count("Requests a month", "requests", 100_000_000)] = 3_000
    prompt_words: Annotated[
        int,
        Number(
            label="Instructions and examples in each prompt now",
            help="All that is sent again and again, without the question itself.",
            unit="words",
            minimum=0,
            maximum=500_000,
        ),
    ] = 1_500
    kept_words: Annotated[
        int,
        Number(
            label="What is left of them after tuning",
            unit="words",
            minimum=0,
            maximum=500_000,
        ),
    ] = 100
    question_words: Annotated[int, _count("The question itself", "words", 500_000, more=True)] = 150
    answer_words: Annotated[int, _count("The answer", "words", 50_000, more=True)] = 200
    offer: Annotated[
        str,
        Choice(
            label="What you call now", options=offer_options, help="The model that you pay today."
        ),
    ] = "openai/gpt-6.1-sol"
    served: Annotated[str, Choice(label="Where the tuned model runs", options=_servings)] = BY_TOKEN
    tuned_input_usd: Annotated[
        float,
        _usd(
            "Tuned model: price of input",
            "USD/Mtok",
            "0: as we found it for that model, or else for another, which the answer says.",
            When("served", (BY_TOKEN,)),
        ),
    ] = 0
    tuned_output_usd: Annotated[
        float,
        _usd(
            "Tuned model: price of output",
            "USD/Mtok",
            "0: as we found it.",
            When("served", (BY_TOKEN,)),
        ),
    ] = 0
    served_hours: Annotated[
        int,
        Number(
            label="Hours a month it runs",
            help="730 is always. A card that is stopped answers nobody.",
            unit="hours",
            minimum=0,
            maximum=744,
            when=When("served", (BY_HOUR,)),
        ),
    ] = 730
    served_usd: Annotated[
        float,
        _usd(
            "Rent of that card",
            "USD/hour",
            "0: the middle one of the dated offers for the card that trained it.",
            When("served", (BY_HOUR,)),
        ),
    ] = 0
    minutes: Annotated[
        float,
        Number(
            label="Minutes to write and check an example",
            help="Our assumption. It is often the largest cost.",
            unit="minutes",
            minimum=0,
            maximum=600,
            whole=False,
        ),
    ] = 5
    hour_usd: Annotated[
        float,
        _usd("What an hour of that work costs", "USD/hour", "Our assumption: type your own."),
    ] = 30
    epochs: Annotated[
        int, _count("Times through the examples", "times", 100, least=1, more=True)
    ] = 3
    rank: Annotated[int, _count("Rank of the adapter", "columns", 512, least=1, more=True)] = 16
    step_examples: Annotated[
        int, _count("Examples in a step", "examples", 256, least=1, more=True)
    ] = 1
    longest_words: Annotated[
        int,
        Number(
            label="Words of the longest example",
            help="It sets the memory. 0: twice the usual one.",
            unit="words",
            minimum=0,
            maximum=100_000,
            more=True,
        ),
    ] = 0
    software: Annotated[
        str,
        Choice(label="Software", options=_software, more=True, when=_CARDS),
    ] = "usual"
    at: AtInput = None
