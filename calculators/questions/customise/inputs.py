"""What `customise` asks: the goal, the examples, the model, where it is trained, and the bill."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from calculators import catalog
from calculators.core.form import OWN, amount, choice, count, usd, when
from calculators.core.inputs import Option
from calculators.engines.ownership import record as ownership
from calculators.engines.training import record, trainers
from calculators.questions.common.model_inputs import model_options
from calculators.questions.common.prices import offer_options, prices_on
from calculators.questions.customise.rungs import GOALS, TRIED

_EXAMPLES = "The examples"
_TRAINING = "How it is trained"
_REQUESTS = "What you send now"
_SERVED = "Where the tuned model runs"
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

    goal: str = choice("style", {name: label for name, (label, _) in GOALS.items()})(
        "What you want"
    )
    tried: str = choice("short", TRIED)("Have you tested a good prompt?")
    examples: int = count(300, "examples", 0, 1_000_000)(
        "Examples you have", "Pairs of a real request and the answer you would have wanted."
    )
    example_words: int = count(400, "words", 1, 50_000, group=_EXAMPLES)(
        "Words in an example", "Request and answer together."
    )
    model: str = choice("qwen3-8b", model_options)("Model to tune")
    method: str = choice("qlora", _METHODS, group=_TRAINING)("Method")
    where: str = choice(RENT, _PLACES, group=_TRAINING)(
        "Where it is trained", "No NVIDIA card, as on a Mac and in most laptops? Rent one."
    )
    card: str = choice("rtx-4090", _cards, when=when("where", RENT), group=_TRAINING)("Rented card")
    card_usd: float = usd(0, _PRICE, per="hour", when=when("where", RENT), group=_TRAINING)(
        "Rent", "0: the middle one of the dated offers we found."
    )
    machine: str = choice(
        "pc-rtx-3060-12gb-32gb-ram",
        _machines,
        when=when("where", OWN),
        remember=True,
        group=_TRAINING,
    )("Your machine")
    trainer: str = choice("tinker", _trainers, when=_HIRED, group=_TRAINING)("Trainer")
    trainer_usd: float = usd(0, _PRICE, per="Mtok", when=_HIRED, group=_TRAINING)(
        "Price of training", "0: as we found it."
    )
    requests: int = count(3_000, "requests", 0, 100_000_000, group=_REQUESTS)("Requests a month")
    prompt_words: int = count(1_500, "words", 0, 500_000, group=_REQUESTS)(
        "Instructions and examples in each prompt now",
        "All that is sent again and again, without the question itself.",
    )
    kept_words: int = count(100, "words", 0, 500_000, group=_REQUESTS)(
        "What is left of them after tuning"
    )
    question_words: int = count(150, "words", 0, 500_000, group=_REQUESTS)("The question itself")
    answer_words: int = count(200, "words", 0, 50_000, group=_REQUESTS)("The answer")
    offer: str = choice("openai/gpt-6.1-sol", offer_options, group=_REQUESTS)(
        "What you call now", "The model that you pay today."
    )
    served: str = choice(BY_TOKEN, _SERVINGS, group=_SERVED)("Where the tuned model runs")
    tuned_input_usd: float = usd(0, _PRICE, per="Mtok", when=_BY_TOKEN, group=_SERVED)(
        "Tuned model: price of input",
        "0: as we found it for that model, or else for another, which the answer says.",
    )
    tuned_output_usd: float = usd(0, _PRICE, per="Mtok", when=_BY_TOKEN, group=_SERVED)(
        "Tuned model: price of output", "0: as we found it."
    )
    served_hours: int = count(730, "hours", 0, 744, when=_BY_HOUR, group=_SERVED)(
        "Hours a month it runs", "730 is always. A card that is stopped answers nobody."
    )
    served_usd: float = usd(0, _PRICE, per="hour", when=_BY_HOUR, group=_SERVED)(
        "Rent of that card", "0: the middle one of the dated offers for the card that trained it."
    )
    minutes: float = amount(5, "minutes", 0, 600, group=_EXAMPLES)(
        "Minutes to write and check an example", "Our assumption. It is often the largest cost."
    )
    hour_usd: float = usd(30, _PRICE, per="hour", group=_EXAMPLES)(
        "What an hour of that work costs", "Our assumption: type your own."
    )
    epochs: int = count(3, "times", 1, 100, group=_TRAINING)("Times through the examples")
    rank: int = count(16, "columns", 1, 512, group=_TRAINING)("Rank of the adapter")
    step_examples: int = count(1, "examples", 1, 256, group=_TRAINING)("Examples in a step")
    longest_words: int = count(0, "words", 0, 100_000, group=_EXAMPLES)(
        "Words in the longest example", "It sets the memory. 0: twice the usual one."
    )
    software: str = choice("usual", _SOFTWARE, group=_TRAINING, when=when("where", RENT, OWN))(
        "Software"
    )
    at: datetime | None = prices_on()
