"""Whether the order of the models rests on giving all of them the same number of tokens."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from calculators.engines.workload.tokens import CLAUDE_FACTOR, family
from calculators.questions.agent.outlook import outlook

if TYPE_CHECKING:
    from calculators.questions.agent.bid import Bid
    from calculators.questions.agent.outlook import Outlook


def turned(view: Outlook) -> tuple[Bid, Bid] | None:
    """The two neighbours nearest to the cheap end that change places in tokens of their own.

    None where none do, or where newer Claude models already have a factor.
    """
    if view.values.claude_factor != 1 or not any(_makes_more(bid) for bid in view.finished):
        return None
    own = outlook(replace(view.values, claude_factor=CLAUDE_FACTOR))
    then = {bid.offer.id: bid for bid in own.finished}
    order = [then[bid.offer.id] for bid in view.finished if bid.offer.id in then]
    return next((pair for pair in pairwise(order) if pair[0].usd > pair[1].usd), None)


def _makes_more(bid: Bid) -> bool:
    return family(bid.offer) == "newer claude"
