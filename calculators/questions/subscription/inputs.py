"""What `subscription` asks: who chats how much, on which plan, and what it is compared with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Annotated

from calculators.core.inputs import Option
from calculators.core.presets import NONE, OWN, choice, count, switch, usd, when
from calculators.questions.common.price_inputs import AtInput, offer_options
from calculators.questions.common.work_inputs import WorkingDaysInput
from calculators.questions.subscription.plans import plans

SHARED, EACH = "shared", "each"
_OWN_PLAN = when("plan", OWN)
_OWN_OFFER = when("offer", OWN)
_WITH_MACHINE = when("local", SHARED, EACH)
_MACHINES = {
    NONE: "Leave it out",
    SHARED: "One machine that all share",
    EACH: "A machine for each person",
}


@cache
def _plans() -> Sequence[Option]:
    groups = {True: "For teams, one bill", False: "For one person"}
    found = [Option(each.id, each.name, groups[each.for_teams]) for each in plans().values()]
    found.sort(key=lambda option: option.group != groups[True])
    return [*found, Option(OWN, "Another plan: type its price", "Your own")]


@cache
def _offers() -> Sequence[Option]:
    return [*offer_options(), Option(OWN, "Another model: type its prices", "Your own")]


@dataclass(frozen=True, kw_only=True)
class SubscriptionInputs:
    """The inputs, in the order of the form; names are the flags of the command line."""

    people: Annotated[int, count("People who chat", "people", 1, 10_000)] = 6
    messages: Annotated[
        int,
        count(
            "Messages a person sends on a working day",
            "messages",
            0,
            10_000,
            "The average: some will hardly use it.",
        ),
    ] = 12
    message_words: Annotated[
        int,
        count(
            "Words of a message",
            "words",
            0,
            1_000_000,
            "With what is pasted in. A page has about 500.",
        ),
    ] = 150
    answer_words: Annotated[int, count("Words of an answer", "words", 0, 1_000_000)] = 250
    plan: Annotated[str, choice("Chat plan", _plans)] = "chatgpt-business"
    plan_usd: Annotated[
        float,
        usd("Price of a seat", 10_000, "For one person, a month.", per="month", when=_OWN_PLAN),
    ] = 20
    plan_seats: Annotated[
        int, count("Fewest seats it is sold with", "seats", 1, 1_000, when=_OWN_PLAN)
    ] = 1
    billing: Annotated[
        str,
        choice(
            "How you pay the plan", {"monthly": "Month by month", "annual": "A whole year at once"}
        ),
    ] = "monthly"
    offer: Annotated[
        str,
        choice(
            "The API to compare with",
            _offers,
            "The same kind of model, paid by use, in a chat program of your own.",
        ),
    ] = "openai/gpt-6.1-sol"
    input_usd: Annotated[float, usd("Price of input", 10_000, per="Mtok", when=_OWN_OFFER)] = 3
    output_usd: Annotated[float, usd("Price of output", 10_000, per="Mtok", when=_OWN_OFFER)] = 15
    local: Annotated[str, choice("A machine of your own", _MACHINES, remember=True)] = NONE
    machine_usd: Annotated[float, usd("Price of a machine", 1_000_000, when=_WITH_MACHINE)] = 2_000
    machine_months: Annotated[
        int, count("Months it lasts", "months", 1, 120, when=_WITH_MACHINE)
    ] = 36
    machine_running_usd: Annotated[
        float,
        usd("What it costs to run", 100_000, "Power and upkeep.", per="month", when=_WITH_MACHINE),
    ] = 15
    reasoning: Annotated[
        bool,
        switch(
            "The model thinks before it answers",
            "By API you pay for that as for the answer: together about four times as much.",
            more=True,
        ),
    ] = False
    turns: Annotated[
        int,
        count(
            "Messages in a conversation",
            "messages",
            1,
            1_000,
            "Each message sends all before it again. Our assumption.",
            more=True,
        ),
    ] = 5
    working_days: WorkingDaysInput = 21
    at: AtInput = None
