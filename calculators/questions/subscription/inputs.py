"""What `subscription` asks: who chats how much, on which plan, and what it is compared with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from calculators.core.form import NONE, OWN, choice, count, switch, usd, when
from calculators.core.inputs import Option
from calculators.questions.common import groups
from calculators.questions.common.prices import offer_options, prices_on
from calculators.questions.common.work import month_of_work
from calculators.questions.data_path.inputs import PLACES
from calculators.questions.subscription.plans import plans

_MACHINE = "A machine of your own"
_TEXT = "What happens to your text"
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
    return found


@dataclass(frozen=True, kw_only=True)
class SubscriptionInputs:
    """The inputs, in the order of the form; names are the flags of the command line."""

    people: int = count(6, "people", 1, 10_000)("People who chat")
    messages: int = count(12, "messages", 0, 10_000)(
        "Messages a person sends on a working day", "The average: some will hardly use it."
    )
    message_words: int = count(150, "words", 0, 1_000_000, group=groups.WORK)(
        "Words in a message", "With what is pasted in. A page has about 500."
    )
    answer_words: int = count(250, "words", 0, 1_000_000, group=groups.WORK)("Words in an answer")
    plan: str = choice(
        "chatgpt-business", _plans, Option(OWN, "Another plan: type its price", "Your own")
    )("Chat plan")
    plan_usd: float = usd(20, 10_000, per="month", when=_OWN_PLAN)(
        "Price of a seat", "For one person, a month."
    )
    plan_seats: int = count(1, "seats", 1, 1_000, when=_OWN_PLAN)("Fewest seats it is sold with")
    billing: str = choice(
        "monthly",
        {"monthly": "Month by month", "annual": "A whole year at once"},
        group=groups.PRICES,
    )("How you pay for the plan")
    offer: str = choice(
        "openai/gpt-6.1-sol",
        offer_options,
        Option(OWN, "Another model: type its prices", "Your own"),
    )(
        "The API to compare with",
        "The same kind of model, paid by use, in a chat program of your own.",
    )
    input_usd: float = usd(3, 10_000, per="Mtok", when=_OWN_OFFER)("Price of input")
    output_usd: float = usd(15, 10_000, per="Mtok", when=_OWN_OFFER)("Price of output")
    local: str = choice(NONE, _MACHINES, remember=True, group=_MACHINE)("A machine of your own")
    machine_usd: float = usd(2_000, 1_000_000, when=_WITH_MACHINE, group=_MACHINE)(
        "Price of a machine"
    )
    machine_months: int = count(36, "months", 1, 120, when=_WITH_MACHINE, group=_MACHINE)(
        "Months it lasts"
    )
    machine_running_usd: float = usd(15, 100_000, per="month", when=_WITH_MACHINE, group=_MACHINE)(
        "What it costs to run", "Power and upkeep."
    )
    untrained: bool = switch(False, group=_TEXT)(
        "Leave out plans that train on your text", "Those that do so unless you switch it off, too."
    )
    home: str = choice("US", PLACES, group=_TEXT)(
        "Where you are", "Several personal plans have another text in Europe."
    )
    reasoning: bool = switch(False, group=groups.WORK)(
        "The model thinks before it answers",
        "By API you pay for that as for the answer: together about four times as much.",
    )
    turns: int = count(5, "messages", 1, 1_000, group=groups.WORK)(
        "Messages in a conversation", "Each message sends all before it again. Our assumption."
    )
    working_days: int = month_of_work()
    at: datetime | None = prices_on()
