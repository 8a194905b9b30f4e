"""The way of a text: everybody on it, what is kept at its end, and what that comes to.

The facts are those that `cover` keeps of each plan. What a public text doesn't say is unknown here,
and for a text that must be protected unknown counts as a yes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, get_args

from calculators.engines.cover.record import Plan

Sees = Literal["yes", "some", "no", "unknown"]
"""Whether somebody sees the text: all of it, some of it, nothing; or nobody could say."""
Outcome = Literal["exposed", "barred", "trained_on", "unknown", "kept", "not_kept", "stays"]
WORST: tuple[Outcome, ...] = get_args(Outcome)
"""Outcomes, from the worst to the one that gives nothing away."""
Station = Literal[
    "you",
    "program",
    "server",
    "strangers",
    "vendor",
    "hosts",
    "helpers",
    "staff",
    "copies",
    "model",
]
"""Places on the way. `copies` are what is kept, `model` is what is trained on it."""

REVIEW: dict[str, Sees] = {
    "no": "no",
    "yes": "some",
    "limited": "some",
    "flagged_content": "some",
    "flagged_only": "some",
    "flagged_and_feedback": "some",
    "on_detection": "some",
    "on_suspicion": "some",
    "on_abuse": "some",
}
"""Whether people read along, by the code of a record; what is not here is unknown."""
TRAINS: dict[str, Sees] = {
    "no": "no",
    "no_unless_you_opt_in": "no",
    "yes": "yes",
    "yes_unless_opt_out": "yes",
    "yes_no_opt_out": "yes",
}
"""Whether text is trained on as a plan comes, by the code of a record."""
SWITCHABLE = ("yes_unless_opt_out", "depends")
NO_ZERO = ("no", "depends_on_host", "depends_on_provider", "by_design")
"""Where zero retention is not for the vendor to give."""


@dataclass(frozen=True, kw_only=True)
class Stay:
    """How long copies stay: `days` where a number is given, `known` where there is any word."""

    known: bool
    days: int | None = None

    @property
    def sees(self) -> Sees:
        """Whether copies are there at all."""
        return "unknown" if not self.known else "no" if self.days == 0 else "yes"


@dataclass(frozen=True, kw_only=True)
class Way:
    """A text on its way through a plan of a vendor, a machine, or a server of one's own."""

    plan: Plan | None
    """What is known of it; None where no text for that place and day was read."""
    home: str = "US"
    kind: str = "internal"
    """The kind of text: some terms bar some kinds."""
    own: Literal["", "machine", "server"] = ""
    exposed: bool = False
    """A machine or a server of one's own that can be reached from the internet."""
    zero_agreed: bool = False
    training_off: bool = False

    @property
    def stations(self) -> Iterator[tuple[Station, Sees]]:
        """Everybody and everything on the way, in its order.

        >>> from calculators.engines.cover.record import plan
        >>> [name for name, _ in Way(plan=plan("local-open-weights"), own="machine").stations]
        ['you', 'program', 'copies', 'model']
        """
        yield "you", "yes"
        yield "program", "yes"
        if self.own == "server":
            yield "server", "yes"
        if self.exposed:
            yield "strangers", "yes"
        if not self.own:
            yield from self._outside()
        yield "copies", self.stay.sees
        yield "model", self.trains

    def _outside(self) -> Iterator[tuple[Station, Sees]]:
        yield "vendor", "yes"
        if self.plan and self.plan.kind == "router":
            yield "hosts", "yes"
        # No list of the firms that work for a vendor was read.
        yield "helpers", "unknown"
        yield "staff", REVIEW.get(self.plan.review.answer, "unknown") if self.plan else "unknown"

    @property
    def viewers(self) -> tuple[Station, ...]:
        """Who can see it besides you, as far as nobody rules it out."""
        apart = ("you", "program", "copies", "model")
        return tuple(name for name, sees in self.stations if name not in apart and sees != "no")

    @property
    def trains(self) -> Sees:
        """Whether somebody's model is trained on it. A router's hosts have rules of their own.

        >>> from calculators.engines.cover.record import plan
        >>> [Way(plan=plan("cohere-api"), training_off=off).trains for off in (False, True)]
        ['yes', 'no']
        """
        if self.own:
            return "unknown" if self.exposed else "no"
        if self.plan is None or self.plan.kind == "router":
            return "unknown"
        code = self.plan.training.code(self.home)
        if self.training_off and code in SWITCHABLE and self.plan.training.switch:
            return "no"
        return TRAINS.get(code, "unknown")

    @property
    def zero_counts(self) -> bool:
        """Whether zero retention was agreed, and with somebody whose public text allows for it."""
        found = self.plan
        return self.zero_agreed and found is not None and found.zero.answer not in NO_ZERO

    @property
    def stay(self) -> Stay:
        """How long others keep a copy. What was flagged as abuse may stay longer.

        >>> from calculators.engines.cover.record import plan
        >>> [Way(plan=plan("openai-api"), zero_agreed=agreed).stay.days for agreed in (False, True)]
        [30, 0]
        """
        if self.own:
            return Stay(known=not self.exposed, days=None if self.exposed else 0)
        if self.plan is None or self.plan.kind == "router":
            return Stay(known=False)
        kept = self.plan.kept
        if self.zero_counts or kept.period == "none":
            return Stay(known=True, days=0)
        known = bool(kept.says) and kept.period != "not_stated"
        return Stay(known=known or kept.days is not None, days=kept.days)

    @property
    def outcome(self) -> Outcome:
        """What it comes to."""
        if self.own:
            return "exposed" if self.exposed else "stays"
        if self.bar:
            return "barred"
        if self.trains == "yes":
            return "trained_on"
        if "unknown" in (self.trains, self.stay.sees):
            return "unknown"
        return "kept" if self.stay.sees == "yes" else "not_kept"

    @property
    def bar(self) -> str:
        """The clause by which this kind of text may not be sent; empty where none was found."""
        if self.plan is None:
            return ""
        until = {} if self.zero_counts else self.plan.barred_until_zero
        return self.plan.barred.get(self.kind) or until.get(self.kind, "")
