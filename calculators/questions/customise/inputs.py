"""What `customise` asks: the goal, the examples, the model, where it is trained, and the bill."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Annotated

from calculators import catalog
from calculators.core.inputs import Option
from calculators.core.presets import OWN, amount, choice, count, usd, when
from calculators.engines.ownership.record import record as ownership
from calculators.engines.training.record import record, trainers
from calculators.questions.common.model_inputs import model_options
from calculators.questions.common.price_inputs import AtInput, offer_options
from calculators.questions.customise.rungs import GOALS, TRIED

RENT, TRAINER = "rent", "trainer"
BY_HOUR, BY_TOKEN, AT_HOME = "hour", "token", "home"
NVIDIA = "NVIDIA CUDA"
_HIRED, _BY_TOKEN, _BY_HOUR = (
    when("where", TRAINER),
    when("served", BY_TOKEN),
    when("served", BY_HOUR),
)
_PLACES = {
    RENT: "On a rented graphics card",
    OWN: "On our own machine with an NVIDIA card",
    TRAINER: "At a trainer, paid by the token",
}
_METHODS = {
    "qlora": "QLoRA: the model in 4 bits, less memory",
    "lora": "LoRA: the model in 16 bits, faster",
}
_SOFTWARE = {
    "usual": "Hugging Face PEFT as it comes",
    "lean": "Software that saves memory (Unsloth, torchtune)",
}
_SERVINGS = {
    BY_TOKEN: "Hosted, paid by the token",
    BY_HOUR: "On a rented card, paid by the hour",
    AT_HOME: "On a machine we have anyway",
}
_PRICE = 10_000
"""The most that a price may be, in US dollars."""


@cache
def _cards() -> Sequence[Option]:
    rentals, rates = ownership().rentals, record().tensor_rates
    return [Option(name, each.label) for name, each in rentals.items() if name in rates]


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


@dataclass(frozen=True, kw_only=True)
class CustomiseInputs:
    """The inputs, in the order of the form; names are the flags of the command line."""

    goal: Annotated[
        str, choice("What you want", {name: label for name, (label, _) in GOALS.items()})
    ] = "style"
    tried: Annotated[str, choice("Have you tested a good prompt?", TRIED)] = "short"
    examples: Annotated[
        int,
        count(
            "Examples you have",
            "examples",
            0,
            1_000_000,
            "Pairs of a real request and the answer you would have wanted.",
        ),
    ] = 300
    example_words: Annotated[
        int, count("Words of an example", "words", 1, 50_000, "Request and answer together.")
    ] = 400
    model: Annotated[str, choice("Model to tune", model_options)] = "qwen3-8b"
    method: Annotated[str, choice("Method", _METHODS)] = "qlora"
    where: Annotated[
        str,
        choice(
            "Where it is trained",
            _PLACES,
            "No NVIDIA card, as on a Mac and in most laptops? Rent one.",
        ),
    ] = RENT
    card: Annotated[str, choice("Rented card", _cards, when=when("where", RENT))] = "rtx-4090"
    card_usd: Annotated[
        float,
        usd(
            "Rent",
            _PRICE,
            "0: the middle one of the dated offers we found.",
            per="hour",
            when=when("where", RENT),
            more=True,
        ),
    ] = 0
    machine: Annotated[
        str, choice("Your machine", _machines, when=when("where", OWN), remember=True)
    ] = "pc-rtx-3060-12gb-32gb-ram"
    trainer: Annotated[str, choice("Trainer", _trainers, when=_HIRED)] = "tinker"
    trainer_usd: Annotated[
        float,
        usd("Price of training", _PRICE, "0: as we found it.", per="Mtok", when=_HIRED, more=True),
    ] = 0
    requests: Annotated[int, count("Requests a month", "requests", 0, 100_000_000)] = 3_000
    prompt_words: Annotated[
        int,
        count(
            "Instructions and examples in each prompt now",
            "words",
            0,
            500_000,
            "All that is sent again and again, without the question itself.",
        ),
    ] = 1_500
    kept_words: Annotated[int, count("What is left of them after tuning", "words", 0, 500_000)] = (
        100
    )
    question_words: Annotated[int, count("The question itself", "words", 0, 500_000, more=True)] = (
        150
    )
    answer_words: Annotated[int, count("The answer", "words", 0, 50_000, more=True)] = 200
    offer: Annotated[
        str, choice("What you call now", offer_options, "The model that you pay today.")
    ] = "openai/gpt-6.1-sol"
    served: Annotated[str, choice("Where the tuned model runs", _SERVINGS)] = BY_TOKEN
    tuned_input_usd: Annotated[
        float,
        usd(
            "Tuned model: price of input",
            _PRICE,
            "0: as we found it for that model, or else for another, which the answer says.",
            per="Mtok",
            when=_BY_TOKEN,
        ),
    ] = 0
    tuned_output_usd: Annotated[
        float,
        usd(
            "Tuned model: price of output", _PRICE, "0: as we found it.", per="Mtok", when=_BY_TOKEN
        ),
    ] = 0
    served_hours: Annotated[
        int,
        count(
            "Hours a month it runs",
            "hours",
            0,
            744,
            "730 is always. A card that is stopped answers nobody.",
            when=_BY_HOUR,
        ),
    ] = 730
    served_usd: Annotated[
        float,
        usd(
            "Rent of that card",
            _PRICE,
            "0: the middle one of the dated offers for the card that trained it.",
            per="hour",
            when=_BY_HOUR,
        ),
    ] = 0
    minutes: Annotated[
        float,
        amount(
            "Minutes to write and check an example",
            "minutes",
            0,
            600,
            "Our assumption. It is often the largest cost.",
        ),
    ] = 5
    hour_usd: Annotated[
        float,
        usd(
            "What an hour of that work costs", _PRICE, "Our assumption: type your own.", per="hour"
        ),
    ] = 30
    epochs: Annotated[int, count("Times through the examples", "times", 1, 100, more=True)] = 3
    rank: Annotated[int, count("Rank of the adapter", "columns", 1, 512, more=True)] = 16
    step_examples: Annotated[int, count("Examples in a step", "examples", 1, 256, more=True)] = 1
    longest_words: Annotated[
        int,
        count(
            "Words of the longest example",
            "words",
            0,
            100_000,
            "It sets the memory. 0: twice the usual one.",
            more=True,
        ),
    ] = 0
    software: Annotated[
        str, choice("Software", _SOFTWARE, more=True, when=when("where", RENT, OWN))
    ] = "usual"
    at: AtInput = None
