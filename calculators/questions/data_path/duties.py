"""What to do before a text goes this way: a list to tick off, each with the reason for it.

A more delicate kind of text adds to the list of a plainer one and never takes from it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from calculators.engines.data_path.way import NO_ZERO
from calculators.questions.cover.words import where
from calculators.questions.data_path.case import Case

OURS = "care, not a rule"
"""The reason where no text asks for it."""
_EUROPE = ("EU", "UK")
_NAMES_PEOPLE = ("personal", "client", "health")
"""Kinds of text that are about people, or may well be."""
_OFFERED = ("yes", "yes_organisations", "businesses_only", "paid_yes_unpaid_outside_europe_no")
_SIGNED = ("by_signature", "by_arrangement", "by_signature_and_only_with_zero_retention")


@dataclass(frozen=True, slots=True)
class Duty:
    """Something to do that a person can tick off, and what asks for it."""

    do: str
    because: str = OURS


def duties(case: Case) -> tuple[Duty, ...]:
    """All of them, the most urgent first."""
    return tuple(each for part in _PARTS[case.values.kind] for each in part(case))


def _port(case: Case) -> Iterator[Duty]:
    if case.values.exposed:
        yield Duty(
            "Close the port: let the program listen on this machine alone, or put a password and "
            "a private network before it",
            where(case.plan.review.at),
        )


def _training(case: Case) -> Iterator[Duty]:
    if clause := case.way.bar:
        yield Duty("Don’t send it: the terms bar this kind of text", f"s.{clause}")
    fact, trains = case.fact("training"), case.way.trains
    if not case.leaves or trains == "no":
        return
    if fact.switch and case.plan.kind != "router":
        yield Duty(f"See to it that it is not trained on. {fact.switch}", where(fact.at))
    elif trains == "yes":
        yield Duty("Choose another plan: this one trains on it, and no switch is named")
    else:
        yield Duty("Ask in writing whether it is trained on. Until then, take it as a yes")


def _keeping(case: Case) -> Iterator[Duty]:
    zero, way = case.fact("zero"), case.way
    silent = zero.answer in ("", "not_stated")
    if not case.leaves:
        yield Duty("Decide what your program writes down: logs and chats stay on the disk")
    elif way.zero_counts and silent:
        yield Duty("Have the zero retention in writing: the public texts say nothing of it")
    elif way.stay.sees == "no":
        return
    elif silent or zero.answer in NO_ZERO:
        yield Duty(
            "Delete what you no longer need, and leave out what the task can do without",
            _law(case, "GDPR, Article 5(1)"),
        )
    else:
        yield Duty(f"Get zero retention. {zero.says}".rstrip(), where(zero.at) or OURS)


def _law(case: Case, article: str) -> str:
    """The article, where it holds for text about people."""
    if case.values.home not in _EUROPE or case.values.kind not in _NAMES_PEOPLE:
        return OURS
    return f"{article}, if it names people" if case.values.kind == "client" else article


def _people(case: Case) -> Iterator[Duty]:
    fact = case.fact("dpa")
    law = _law(case, "GDPR, Article 28")
    if not case.leaves:
        yield Duty("Lock and encrypt the disk, and say who may use the machine")
    elif fact.answer in _OFFERED:
        yield Duty(
            f"Make sure that the data processing agreement is in force. {fact.says}".rstrip(), law
        )
    elif fact.answer == "no":
        yield Duty("Send nothing about people: no data processing agreement is offered", law)
    else:
        yield Duty("Ask for a data processing agreement first: none was found in the texts", law)


def _health(case: Case) -> Iterator[Duty]:
    fact = case.fact("baa")
    law = "HIPAA, 45 CFR 164.502(e)" if case.values.home == "US" else OURS
    if case.values.home in _EUROPE:
        yield Duty("Write down which exception lets you use health data", "GDPR, Article 9")
    elif not case.leaves:
        yield Duty("See to the safeguards yourself: nobody else answers for them")
    elif fact.answer in _SIGNED:
        zero = ", with zero retention" if "zero" in fact.answer else ""
        yield Duty(f"Sign its agreement for health data (BAA){zero} before you send any", law)
    elif fact.answer == "no":
        yield Duty("Send no health data: the plan signs no agreement for it (BAA)", law)
    else:
        yield Duty("Ask for an agreement for health data (BAA) first: none was found", law)


def _client(case: Case) -> Iterator[Duty]:
    if case.leaves:
        yield Duty(
            f"Look at what you promised your client before it goes to {case.plan.vendor}",
            "your contract, and your profession’s rules, which we haven’t read",
        )


Part = Callable[[Case], Iterator[Duty]]
_INTERNAL: tuple[Part, ...] = (_port, _training, _keeping)
_PARTS: Mapping[str, tuple[Part, ...]] = {
    "public": (_port,),
    "internal": _INTERNAL,
    "personal": (*_INTERNAL, _people),
    "client": (*_INTERNAL, _people, _client),
    "health": (*_INTERNAL, _people, _health),
}
