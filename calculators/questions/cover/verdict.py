"""The answer in words: who pays if somebody claims, by which clause, and who pays whom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from calculators.core.form import USUAL
from calculators.core.results import bad, good, tight
from calculators.engines.cover.outcome import NOT_THERE
from calculators.engines.cover.record import SILENT, Cap, Outcome, Plan
from calculators.questions.cover.case import Case
from calculators.questions.cover.inputs import HOMES, SITUATIONS
from calculators.questions.cover.words import KINDS, PAID, clause_words, name_of, vendor_of

LOOKS = {
    "covered": good("Covered"),
    "covered_if": tight("Covered, with conditions"),
    "partly": tight("In part"),
    "unclear": tight("Unclear", "?"),
    "unknown": tight("Not known", "?"),
    "none": bad("No cover"),
    "excluded": bad("Left out"),
    "reverse": bad("You may owe them"),
    "not_applicable": tight("Can’t arise", "?"),
}
_HEADLINES: Mapping[Outcome, str] = {
    "covered": "{vendor} does: it promises to defend you here ({clause}).",
    "covered_if": "{vendor} does, if you keep to its conditions ({clause}).",
    "partly": "{vendor} does in part: what comes from your own act stays with you ({clause}).",
    "unclear": "We can’t say: the text of {vendor} can be read both ways here ({clause}).",
    "unknown": "We can’t say who stands behind this: {clause}.",
    "none": "Nobody does: nothing that {vendor} promises reaches this ({clause}).",
    "excluded": "Nobody does: the promise of {vendor} leaves this out ({clause}).",
    "reverse": "Nobody does, and you may have to pay {vendor} ({clause}).",
    "not_applicable": "This can’t arise on this plan.",
}
WRONG = (
    "No vendor that we read promises by its public terms to pay for a wrong answer. All the "
    "promises are about intellectual property."
)


def asked(case: Case) -> str:
    """The question in one line."""
    parts = [name_of(case.plan), *(SITUATIONS[each] for each in case.situations)]
    if case.values.home != USUAL:
        parts.append(HOMES[case.values.home])
    if case.values.as_of:
        parts.append(f"as of {case.on}")
    return " · ".join(parts)


def status(case: Case) -> str:
    """The outcome."""
    return case.reading.outcome


def words(case: Case) -> Mapping[str, str]:
    """The outcome and its clause, for programs."""
    return {"outcome": case.reading.outcome, "clause": case.reading.clause}


def headline(case: Case) -> str:
    """Who stands behind it, with the clause that says so."""
    reading, plan = case.reading, case.plan
    if reading.clause == SILENT["unclear"]:
        return f"We can’t say: the text of {vendor_of(plan)} says nothing on this."
    return _HEADLINES[reading.outcome].format(
        vendor=vendor_of(plan), clause=clause_words(reading.clause)
    )


def reasons(case: Case) -> Iterator[str]:
    """What the clause means, who pays whom, and what kind of plan it is."""
    rule = case.reading.deciding.decision.rule
    if len(case.situations) > 1:
        yield f"What decides: “{SITUATIONS[case.reading.deciding.situation]}”."
    if rule.says:
        yield rule.says
    if rule is NOT_THERE:
        return
    if "wrong_answer" in case.situations:
        yield WRONG
    if case.plan.id != case.asked.id:
        yield f"Where you live, the text of {name_of(case.plan)} holds."
    yield from who_pays(case)
    if case.plan.homes:
        places = ", ".join(HOMES[each] for each in case.plan.homes).replace("Else", "else")
        yield f"This text holds for readers in: {places}."


def who_pays(case: Case) -> Iterator[str]:
    """Who promises what to whom."""
    plan = case.plan
    yield _promise(plan)
    if plan.cap and plan.promise not in ("no", "unknown"):
        yield cap_words(plan.cap)
    yield owed(case)
    if plan.kind != "business":
        yield KINDS[plan.kind]


def _promise(plan: Plan) -> str:
    vendor = vendor_of(plan)
    to = f" It holds for {plan.to}." if plan.to else ""
    paid = f" {PAID[plan.paid]}" if plan.paid else ""
    if plan.promise == "yes":
        return (
            f"{vendor} promises to defend you if somebody claims that output infringes.{to}{paid}"
        )
    if plan.promise == "contested":
        return f"Whether {vendor} promises anything for output can be read both ways.{to}{paid}"
    if plan.promise == "limited":
        return f"{vendor} promises something, but less than others: see the limits.{to}{paid}"
    if plan.promise == "unknown":
        return f"We have not read what {vendor} promises."
    if plan.kind == "own":
        return "Licences of open weights promise nothing if somebody claims that output infringes."
    anyway = paid if plan.paid == "changes_nothing" else ""
    return f"{vendor} promises nothing if somebody claims that output infringes.{anyway}"


def cap_words(cap: Cap) -> str:
    """The most that the vendor pays."""
    at = f" ({clause_words(cap.clause)})" if cap.clause else ""
    note = f" {cap.note}" if cap.note else ""
    if cap.type == "amount":
        return f"It pays {cap.usd:,} US dollars at most{at}.{note}"
    if cap.type == "fees_12_months":
        return f"It pays at most what you paid in the twelve months before{at}.{note}"
    if cap.type == "none":
        return f"What it pays on that promise has no limit{at}.{note}"
    return "Whether there is a limit is not known."


def owed(case: Case) -> str:
    """What you promise in return."""
    plan = case.plan
    vendor, owes = vendor_of(plan), plan.owes
    at = f" ({clause_words(owes.clause)})" if owes.clause else ""
    over = f" It takes in {owes.over}." if owes.over else ""
    limit = " Your side has no limit." if owes.capped == "no" and owes.who == "yes" else ""
    if owes.who == "yes" and case.reading.clause == "Europe terms":
        return f"A firm promises to protect {vendor}{at}.{over} A consumer in Europe does not."
    if owes.who == "yes":
        return f"You promise to protect {vendor}{at}.{over}{limit}"
    if owes.who == "businesses":
        return (
            f"A private person owes {vendor} nothing. A firm or freelancer protects it{at}.{over}"
        )
    if owes.who == "suspended":
        return f"For claims over output, your own duty to defend {vendor} is switched off{at}."
    why = f": {owes.over}" if owes.over else ""
    if owes.who == "by_licence":
        return f"Whether you owe {vendor} anything depends on the licence{why}."
    if owes.who == "unknown":
        return f"What you owe {vendor} in return was not read."
    return f"No duty of yours to pay {vendor} was found{why}{at}."
