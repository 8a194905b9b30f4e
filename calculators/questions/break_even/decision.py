"""Whether a machine of one's own pays back, and if never, why."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from calculators.engines.ownership.costs import break_even_units

if TYPE_CHECKING:
    from calculators.questions.break_even.terms import Terms

Reason = Literal["pays", "capacity", "per_request", "fixed", "life", "nothing"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """The outcome for one set of terms."""

    reason: Reason
    """"pays", or why it never does: the machine cannot do the work ("capacity"); the power of each
    request costs more than a hosted one ("per_request"); what it costs to keep it eats the whole
    hosted bill ("fixed"); it pays back only after its life ("life"); there is no work ("nothing").
    """
    months: float | None
    """Until it has paid for itself: where it pays, and where it would after its life."""
    break_even: float | None
    """Requests a month from which it costs less, capacity aside; None where each one loses."""

    @property
    def pays(self) -> bool:
        """Whether owning costs less over the life of the machine."""
        return self.reason == "pays"


def decide(terms: Terms) -> Decision:
    """Owning against the rival."""
    months = terms.payback
    return Decision(reason=_reason(terms, months), months=months, break_even=break_even(terms))


def _reason(terms: Terms, months: float | None) -> Reason:
    if terms.requests == 0 or terms.rival_usd_per_request == 0:
        return "nothing"
    if not terms.able:
        return "capacity"
    if terms.wins:
        return "pays"
    if terms.power_usd_per_request >= terms.rival_usd_per_request:
        return "per_request"
    return "fixed" if months is None else "life"


def break_even(terms: Terms) -> float | None:
    """Requests a month at which both cost the same; None where there is no such number."""
    margin = terms.rival_usd_per_request - terms.power_usd_per_request
    return break_even_units(fixed_usd=terms.standing_usd, saved_usd_each=margin)


def machines_needed(terms: Terms) -> int:
    """How many such machines it takes."""
    return max(1, math.ceil(terms.utilisation * (1 - 1e-12)))


def machines_usd(terms: Terms, count: int) -> float:
    """So many machines that share the work; one person looks after all of them."""
    share = replace(terms, requests=terms.requests / count, admin_hours=0.0)
    return count * share.owned_usd + terms.admin_usd
