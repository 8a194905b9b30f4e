"""What `subscription` asks: who chats how much, on which plan, and what it is compared with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Annotated

from calculators.core.inputs import Choice, Number, Option, Switch, When
from calculators.engines.workload import Work
from calculators.questions.common.price_inputs import AtInput, offer_options
from calculators.questions.common.work_inputs import WorkingDaysInput
from calculators.questions.subscription.record import plans

OWN = "own"
NO_MACHINE, SHARED, EACH = "none", "shared", "each"
_OWN_PLAN = When("plan", (OWN,))
_OWN_OFFER = When("offer", (OWN,))
_WITH_MACHINE = When("local", (SHARED, EACH))


@cache
def _plans() -> Sequence[Option]:
    groups = {True: "For teams, one bill", False: "For one person"}
    found = [Option(each.id, each.name, groups[each.for_teams]) for each in plans().values()]
    found.sort(key=lambda option: option.group != groups[True])
    return [*found, Option(OWN, "Another plan: type its price", "Your own")]


@cache
def _offers() -> Sequence[Option]:
    return [*offer_options(), Option(OWN, "Another model: type its prices", "Your own")]


def _ways_to_pay() -> Sequence[Option]:
    return [Option("monthly", "Month by month"), Option("annual", "A whole year at once")]


def _machines() -> Sequence[Option]:
    return [
        Option(NO_MACHINE, "Leave it out"),
        Option(SHARED, "One machine that all share"),
        Option(EACH, "A machine for each person"),
    ]


def _usd(label: str, unit: str, most: float, when: When, help: str = "") -> Number:
    return Number(
        label=label, help=help, unit=unit, minimum=0, maximum=most, whole=False, when=when
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SubscriptionInputs:
    """The inputs, in the order of the form; names are the flags of the command line."""

    people: Annotated[
        int, Number(label="People who chat", unit="people", minimum=1, maximum=10_000)
    ] = 6
    messages: Annotated[
        int,
        Number(
            label="Messages a person sends on a working day",
            help="The average: some will hardly use it.",
            unit="messages",
            minimum=0,
            maximum=10_000,
        ),
    ] = 12
    message_words: Annotated[
        int,
        Number(
            label="Words of a message",
            help="With what is pasted in. A page has about 500.",
            unit="words",
            minimum=0,
            maximum=1_000_000,
        ),
    ] = 150
    answer_words: Annotated[
        int, Number(label="Words of an answer", unit="words", minimum=0, maximum=1_000_000)
    ] = 250
    plan: Annotated[str, Choice(label="Chat plan", options=_plans)] = "chatgpt-business"
    plan_usd: Annotated[
        float, _usd("Price of a seat", "USD/month", 10_000, _OWN_PLAN, "For one person, a month.")
    ] = 20
    plan_seats: Annotated[
        int,
        Number(
            label="Fewest seats it is sold with",
            unit="seats",
            minimum=1,
            maximum=1_000,
            when=_OWN_PLAN,
        ),
    ] = 1
    billing: Annotated[str, Choice(label="How you pay the plan", options=_ways_to_pay)] = "monthly"
    offer: Annotated[
        str,
        Choice(
            label="The API to compare with",
            help="The same kind of model, paid by use, in a chat program of your own.",
            options=_offers,
        ),
    ] = "openai/gpt-6.1-sol"
    input_usd: Annotated[float, _usd("Price of input", "USD/Mtok", 10_000, _OWN_OFFER)] = 3
    output_usd: Annotated[float, _usd("Price of output", "USD/Mtok", 10_000, _OWN_OFFER)] = 15
    local: Annotated[
        str, Choice(label="A machine of your own", options=_machines, remember=True)
    ] = NO_MACHINE
    machine_usd: Annotated[float, _usd("Price of a machine", "USD", 1_000_000, _WITH_MACHINE)] = (
        2_000
    )
    machine_months: Annotated[
        int,
        Number(
            label="Months it lasts",
            unit="months",
            minimum=1,
            maximum=120,
            when=_WITH_MACHINE,
        ),
    ] = 36
    machine_running_usd: Annotated[
        float,
        _usd("What it costs to run", "USD/month", 100_000, _WITH_MACHINE, "Power and upkeep."),
    ] = 15
    reasoning: Annotated[
        bool,
        Switch(
            label="The model thinks before it answers",
            help="By API you pay for that as for the answer: together about four times as much.",
            more=True,
        ),
    ] = False
    turns: Annotated[
        int,
        Number(
            label="Messages in a conversation",
            help="Each message sends all before it again. Our assumption.",
            unit="messages",
            minimum=1,
            maximum=1_000,
            more=True,
        ),
    ] = 5
    working_days: WorkingDaysInput = 21
    at: AtInput = None


def work(values: SubscriptionInputs) -> Work:
    """The chats of the team as every calculator of costs asks about work."""
    return Work(
        work="chat",
        staff=values.people,
        messages=values.messages,
        message_words=values.message_words,
        answer="words",
        answer_words=values.answer_words,
        instructions_words=0,
        reasoning=values.reasoning,
        turns=values.turns,
        working_days=values.working_days,
    )
