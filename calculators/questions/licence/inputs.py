"""What `licence` asks: which model, for what use, by whom, where, and how large they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from calculators import catalog
from calculators.core.form import USUAL, amount, choice, count, moment, switch
from calculators.core.inputs import Option
from calculators.engines.licence.record import terms
from calculators.engines.price import ACCESS, offers
from calculators.questions.common import groups
from calculators.questions.common.model_inputs import model_options

_SIZE = "How large you are"
_REACH = "How you come by the model, and pass it on"
USES = {
    "internal_use": "Use it ourselves, inside the firm",
    "sell_product_calls": "Sell a product that calls it somewhere else",
    "sell_product_contains": "Sell a product with the model in it",
    "host_service": "Host it for others",
    "fine_tune_private": "Tune it and keep the result",
    "publish_fine_tune": "Tune it and pass the result on",
    "train_on_outputs": "Train another model on its answers",
    "embed_device": "Put it on a device that we sell",
}
"""Uses, from the one that most readers have to the one that few have."""
ACTORS = {
    "company": "A firm",
    "freelancer": "A freelancer",
    "person": "A private person",
    "nonprofit": "A charity, school or university",
}
REGIONS = {
    "US": "United States",
    "EU": "European Union",
    "UK": "United Kingdom",
    "CH": "Switzerland",
    "other": "Elsewhere",
}
FIELDS = {
    "none": "None of these",
    "automated_decision": "Decides about people without a human",
    "unlicensed_profession": "Legal, medical or financial advice without a licence",
    "critical_infrastructure": "Power, water, transport and the like",
    "military": "Military",
    "sexual_content": "Sexual content",
    "disinformation": "Misleading content",
    "malware": "Malicious code",
}
"""Fields that use policies name. The last ones stand here because texts bar them by name."""
_YES, _NO = ("yes", "true"), ("no", "false")
_AIMS = {
    USUAL: "The usual for who we are",
    _YES[0]: "Yes, money is behind it",
    _NO[0]: "No commercial aim",
}
MOST_USD, MOST_USERS = 10**13, 10**10


@cache
def _offered() -> Sequence[Option]:
    """Open models that are only sold by the token, in our list of prices."""
    known = catalog.models().keys()
    labels = {release_of(each.id): each.label for each in offers().values()}
    found = (release for release in terms() if release not in known and release in labels)
    return [Option(each, labels[each], ACCESS["open"]) for each in found]


def release_of(given: str) -> str:
    """The release that a menu, an offer's id or the name of a repository means.

    >>> release_of("Qwen/Qwen3-8B"), release_of("moonshotai/kimi-k3"), release_of("qwen3-8b")
    ('qwen3-8b', 'kimi-k3', 'qwen3-8b')
    """
    return _aliases().get(given, given)


@cache
def _aliases() -> dict[str, str]:
    repositories = {each.hf_repo: each.id for each in catalog.models().values()}
    return {name: each for name, each in (_sold() | repositories).items() if each in terms()}


def _sold() -> dict[str, str]:
    """The release of each offer: hosts spell its name in several ways, the list of prices in one.

    >>> {_sold()[each] for each in ("deepseek/deepseek-flash", "fireworks/deepseek-v4p1-flash")}
    {'deepseek-flash'}
    """
    spelt = {each.lower(): each for each in terms()}
    named = {}
    for each in offers().values():
        release = spelt.get((each.model or each.id.partition("/")[2]).lower())
        if release:
            named[each.maker, each.label] = release
    return {each.id: named.get((each.maker, each.label), "") for each in offers().values()}


def _unlisted() -> Sequence[str]:
    """Other names of what the menu lists, and releases that nobody sells."""
    return [*_aliases(), *terms()]


def is_commercial(aim: str, actor: str) -> bool:
    """Whether there is a commercial aim; usually there is for a firm and a freelancer."""
    return actor in ("company", "freelancer") if aim == USUAL else aim in _YES


@dataclass(frozen=True, kw_only=True)
class LicenceInputs:
    """The inputs, in the order of the form; names are the flags of the command line."""

    model: str = choice("gemma-4-12b", model_options, _offered, unlisted=_unlisted)("Model")
    use: str = choice("internal_use", USES)("What you want to do")
    actor: str = choice("company", ACTORS)("Who you are")
    region: str = choice("US", REGIONS)(
        "Where you are", "Home of a person, main place of business of a firm."
    )
    field: str = choice("none", FIELDS, group=groups.USE)(
        "What it is for", "Fields that use policies name."
    )
    commercial: str = choice(USUAL, _AIMS, unlisted=lambda: (_YES[1], _NO[1]), group=groups.USE)(
        "Commercial aim", "For commercial advantage or payment."
    )
    group_annual_revenue_usd: float = amount(0, "USD", 0, MOST_USD, group=_SIZE)(
        "Revenue of your group in a year", "You and all firms under the same control."
    )
    group_monthly_revenue_usd: float = amount(0, "USD", 0, MOST_USD, group=_SIZE)(
        "Revenue of your group, or of your employer, last month"
    )
    product_monthly_revenue_usd: float = amount(0, "USD", 0, MOST_USD, group=_SIZE)(
        "Revenue of the product in a month"
    )
    product_monthly_users: int = count(0, "users", 0, MOST_USERS, group=_SIZE)(
        "Users of the product in a month"
    )
    llama_release_month_users: int = count(0, "users", 0, MOST_USERS, group=_SIZE)(
        "Users of your group’s products in the month before a Llama came out",
        "Only Meta’s licences ask, and only about that month.",
    )
    operates_maas: bool = switch(False, group=_REACH)(
        "Your group hosts models for others", "So it does if you host this one."
    )
    operates_work_assistant: bool = switch(False, group=_REACH)(
        "Your group sells an AI product for coding or office work"
    )
    via_certified_host: bool = switch(False, group=_REACH)(
        "You reach it through the maker’s own service, or one it has certified"
    )
    end_user_of_a_product: bool = switch(False, group=_REACH)(
        "You only use somebody else’s product that contains it"
    )
    received_inside_end_user_product: bool = switch(False, group=_REACH)(
        "You got the model inside a product for end users"
    )
    as_of: datetime | None = moment(group=groups.DAY)("As of", "Empty for today.")
