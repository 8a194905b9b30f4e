"""The records: what a plan promises, what it asks of you, and what happens to your text.

They are written by hand, a vendor a file, in `data/cover/`, and the texts behind them in
`data/cover_texts.toml`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any, Literal, cast

from calculators.core.records import github, read_json, read_record
from calculators.core.results import Source
from calculators.engines.rules.decide import Rule

Outcome = Literal[
    "reverse",
    "excluded",
    "none",
    "unknown",
    "unclear",
    "partly",
    "covered_if",
    "covered",
    "not_applicable",
]
"""What holds in a situation, from the weakest on: `WEAKEST` takes its order from here."""
SITUATIONS = (
    "unmodified",
    "edited",
    "in_own_product",
    "own_fine_tune",
    "filters_off",
    "agent_action",
    "preview",
    "free_use",
    "trademark",
    "should_have_known",
    "after_notice",
    "training_data_claim",
    "wrong_answer",
)
REST = "rest"
"""What holds for each situation that a record doesn't name."""
SILENT: Mapping[str, str] = {
    "none": "no such promise in the text",
    "unclear": "the text does not say",
    "unknown": "text not read",
    "not_applicable": "cannot arise on this plan",
}
"""In place of a clause, where an outcome has none."""


@dataclass(frozen=True, kw_only=True)
class Clause(Rule):
    """What a text says on one situation."""

    outcome: Outcome


@dataclass(frozen=True, kw_only=True)
class Text:
    """A text that was read, or that somebody quoted: where it opens, of when it is."""

    name: str
    how: Literal["full", "clauses", "quoted", "account"]
    """Whole; the clauses that decide, and the rest searched; in a quotation; in an account."""
    url: str = ""
    version: str = ""
    """Where a public repository keeps it: `repository@commit:path`."""
    by: str = ""
    """Who quoted it."""
    dated: str = ""
    seen: str = ""
    """Where it bears no date: the day somebody saw it."""

    @property
    def address(self) -> str:
        """Where a reader opens it.

        >>> Text(name="Terms", how="full", version="me/terms@c0ffee:Chat/Terms of Use.md").address
        'https://github.com/me/terms/blob/c0ffee/Chat/Terms%20of%20Use.md'
        """
        return self.url or github(self.version)


@dataclass(frozen=True, kw_only=True)
class Cap:
    """The most that a vendor pays on its promise."""

    type: Literal["none", "fees_12_months", "amount", "unknown"]
    usd: int = 0
    clause: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Owes:
    """What you promise the vendor."""

    who: Literal["yes", "businesses", "no", "suspended", "unknown", "not_found", "by_licence"]
    over: str = ""
    capped: str = ""
    """"no" where it has no limit; empty where that is not known."""
    clause: str = ""


@dataclass(frozen=True, kw_only=True)
class Fact:
    """One thing that happens to your text."""

    answer: str = ""
    """A code; empty where it is not known."""
    says: str = ""
    at: str = ""
    """Texts and clauses, by the ids of the texts."""
    switch: str = ""
    """How to turn it off."""
    flagged: str = ""
    """What holds for text that looked like abuse."""
    days: int | None = None
    period: Literal["", "none", "not_stated"] = ""
    """Of what is kept, where no number of days tells it: nothing by default, or no word on it."""
    by_home: Mapping[str, str] = field(default_factory=dict)
    """The code, where it depends on where you live."""

    def code(self, home: str) -> str:
        """The answer where somebody lives.

        >>> fact = Fact(answer="depends", by_home={"EU": "no"})
        >>> fact.code("EU"), fact.code("US")
        ('no', 'depends')
        """
        return self.by_home.get(home, self.answer)


@dataclass(frozen=True, kw_only=True)
class Plan:
    """One plan of a vendor, by its public terms."""

    id: str
    vendor: str
    name: str
    kind: Literal["business", "personal", "free", "router", "own"] = "business"
    homes: tuple[str, ...] = ()
    """Where its text holds; empty for anywhere."""
    elsewhere: str = ""
    """The plan whose text holds in other places."""
    compare: tuple[str, ...] = ()
    """Plans of other vendors to look at instead."""
    entity: str = ""
    law: str = ""
    in_force_from: str = ""
    """The first day on which the text is known to hold; empty where there is no contract."""
    checked: str
    texts: tuple[str, ...]
    promise: Literal["yes", "contested", "limited", "no", "unknown"]
    """Whether the vendor defends claims that output infringes."""
    to: str = ""
    paid: str = ""
    """A code: whether it must be paid for."""
    void: tuple[tuple[str, ...], ...] = ()
    """What voids the promise: a code, the clause, and what it takes in besides."""
    cap: Cap | None = None
    other_cap: str = ""
    owes: Owes
    claim: tuple[str, ...] = ()
    """Codes: what you must do once there is a claim."""
    claim_clause: str = ""
    training: Fact = Fact()
    kept: Fact = Fact()
    review: Fact = Fact()
    zero: Fact = Fact()
    place: Fact = Fact()
    dpa: Fact = Fact()
    baa: Fact = Fact()
    barred: Mapping[str, str] = field(default_factory=dict)
    """Kinds of text that may not be sent at all, with the clause."""
    barred_until_zero: Mapping[str, str] = field(default_factory=dict)
    """Kinds of text that may be sent only with zero retention, with the clause."""
    open: tuple[str, ...] = ()
    """Where its texts contradict each other on what happens to text, and what was not read."""
    open_promise: tuple[str, ...] = ()
    """The same for who stands behind an answer."""
    situations: Mapping[str, tuple[str, ...]]
    """By situation: outcome, clause, and what it means here. `rest` is for those not named."""
    rule: tuple[Clause, ...] = ()
    """What holds instead in some place or until some day."""

    def rules(self, situation: str) -> Iterator[Clause]:
        """What the text says on a situation: what holds in special cases first."""
        for each in self.rule:
            yield replace(each, in_force_from=each.in_force_from or self.in_force_from)
        entry = self.situations.get(situation) or self.situations[REST]
        outcome, clause, says = (*entry, "", "")[:3]
        yield Clause(
            when={},
            outcome=cast(Outcome, outcome),
            clause=clause or SILENT[outcome],
            says=says,
            in_force_from=self.in_force_from,
        )

    @property
    def sources(self) -> tuple[Source, ...]:
        """Its texts, with how each was read and of when it is."""
        return tuple(source_of(ident, self.checked) for ident in self.texts)


def source_of(ident: str, checked: str) -> Source:
    """A text as a reader sees it among the sources."""
    found = text(ident)
    when = f", {found.dated}" if found.dated else ""
    by = f" by {found.by}" if found.by else ""
    return Source(
        title=f"{found.name}{when} ({HOW[found.how]}{by})", url=found.address, checked=checked
    )


HOW: Mapping[str, str] = {
    "full": "read in full",
    "clauses": "the clauses that decide were read",
    "quoted": "reported: quoted",
    "account": "reported: an account of it",
}


@cache
def listed() -> Mapping[str, Mapping[str, Any]]:
    """The plans as they ship, by id, each with its vendor."""
    return {
        plan["id"]: {**plan, "vendor": vendor["name"], "checked": vendor["checked"]}
        for vendor in _data()["vendors"]
        for plan in vendor["plan"]
    }


@cache
def plan(ident: str) -> Plan:
    """The plan of that id; raises `KeyError`.

    >>> plan("anthropic-commercial").situations["edited"][:2]
    ('partly', 'K.3(a)')
    """
    return read_record(Plan, listed()[ident], ident)


def of_host(offer: str) -> str:
    """The plan whose terms hold for an offer of the price list; empty where none were read.

    >>> of_host("openai/gpt-6-luna"), of_host("zai/GLM-5.3")
    ('openai-api', '')
    """
    found: str = _data()["hosts"].get(offer.partition("/")[0], "")
    return found


@cache
def text(ident: str) -> Text:
    """The text of that id; raises `KeyError`."""
    return read_record(Text, _data()["texts"][ident], ident)


def texts() -> Mapping[str, Any]:
    """All texts as they ship, by id."""
    found: Mapping[str, Any] = _data()["texts"]
    return found


@cache
def _data() -> Mapping[str, Any]:
    found: Mapping[str, Any] = read_json("cover.json")
    return found
