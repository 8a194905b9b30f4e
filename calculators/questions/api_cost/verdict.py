"""The answer in words: from cheapest to dearest, open beside closed, and what changes the order."""

from __future__ import annotations

from collections.abc import Iterator

from calculators.core.results import bad, good, tight
from calculators.engines.price import TIERS
from calculators.questions.api_cost.case import Bill, Case
from calculators.questions.common import work
from calculators.questions.common.prices import price_list
from calculators.questions.licence.use import chosen, use_words

_SAID = {
    "not_allowed": "Left out, because the licence does not permit this use",
    "ask_first": "The maker must agree to this use first",
    "unknown": "Whether the licence permits this use is not known",
    "closed": "Closed, so the vendor’s own terms decide; “Who stands behind it?” has what we read "
    "of them",
}
"""Outcomes to speak of; what is permitted needs no word."""
LOOKS = {
    "unknown": bad("Not known", "?"),
    "left_out": bad("All left out"),
    "nothing": tight("Nothing to pay", "?"),
    "priced": good("Priced"),
}


def asked(case: Case) -> str:
    """The work in one line, with every setting that is not the usual one."""
    values = case.values
    extras = [
        "in German" if values.language == "german" else "",
        "with thinking" if values.reasoning and not case.tokens_given else "",
        "as a batch" if values.batch else "",
        price_list(case.at.date()),
        use_words(values) if chosen(values) else "",
    ]
    return " · ".join([work.asked(values), *filter(None, extras)])


def status(case: Case) -> str:
    """Whether there are prices, and anything to pay by them."""
    if not case.ranked:
        return "left_out" if all(bill.left_out for bill in case.bills) else "unknown"
    return "priced" if case.ranked[-1].usd_per_month else "nothing"


def word(case: Case) -> str:
    """What the cheapest costs, where there is anything to pay."""
    if status(case) != "priced":
        return LOOKS[status(case)].word
    cheapest = case.money(case.ranked[0].usd_per_month, "month")
    return f"From {cheapest}" if len(case.ranked) > 1 else cheapest


def headline(case: Case) -> str:
    """What the cheapest costs and what the dearest does."""
    if status(case) == "left_out":
        return "All of these models are left out by what you asked for."
    if status(case) == "unknown":
        return "None of these models has a price for this work."
    if status(case) == "nothing":
        return "Nothing to pay: there are no requests, nothing in them, or no price."
    cheapest, dearest = case.ranked[0], case.ranked[-1]
    low, high = (case.money(each.usd_per_month) for each in (cheapest, dearest))
    if cheapest is dearest:
        each = case.money(cheapest.usd_per_request, "request")
        return f"{cheapest.name} costs {low} a month, {each}."
    both = f"{cheapest.name} costs {low} a month, {dearest.name} {high}"
    if not cheapest.usd_per_month:  # a price of one's own may be nothing
        return f"{both}."
    return f"{both}: {_times(dearest.usd_per_month, cheapest.usd_per_month)} as much."


def _times(more: float, less: float) -> str:
    """How many times as much.

    >>> _times(30, 2), _times(2.5, 2)
    ('15 times', '1.2 times')
    """
    ratio = more / less
    return f"{ratio:,.0f} times" if ratio >= 9.95 else f"{ratio:.1f} times"


def reasons(case: Case) -> Iterator[str]:
    """The cheapest of each kind, what changes later, what is not known, and what was tried."""
    if status(case) == "nothing":
        return
    yield from _tiers(case)
    yield from _open_and_closed(case)
    yield from _later(case)
    yield from _unknown(case)
    yield from _licences(case)
    yield from _trained_on(case)
    flips, stays = case.order.flips, case.order.stays
    if flips:
        yield f"The order changes: {'; '.join(flip.otherwise.words for flip in flips)}."
    if stays:
        yield f"{'It' if flips else 'The order'} stays the same: {'; '.join(stays)}."


def cheapest_in_tier(case: Case) -> dict[str, Bill]:
    """The cheapest of each tier of which two or more have a price."""
    tiers: dict[str, list[Bill]] = {}
    for bill in case.ranked:
        tiers.setdefault(bill.offer.tier, []).append(bill)
    return {tier: tiers[tier][0] for tier in TIERS if len(tiers.get(tier, ())) > 1}


def _tiers(case: Case) -> Iterator[str]:
    best = cheapest_in_tier(case)
    if best:
        parts = (f"{TIERS[tier].lower()}, {bill.name}" for tier, bill in best.items())
        yield f"Cheapest in its tier: {'; '.join(parts)}."


def _open_and_closed(case: Case) -> Iterator[str]:
    """The cheapest of either kind; it depends on the tier more than on the weights."""
    first = {
        access: next((b for b in case.ranked if b.offer.access == access), None)
        for access in ("open", "closed")
    }
    opened, closed = first["open"], first["closed"]
    if opened and closed:
        parts = (
            f"{words}, {bill.name} at {case.money(bill.usd_per_month)}"
            for words, bill in (("open", opened), ("closed", closed))
        )
        yield f"The cheapest of each kind: {'; '.join(parts)}."


def _later(case: Case) -> Iterator[str]:
    for bill in case.ranked:
        if found := case.later.get(bill.slot):
            ratio = found.usd_per_month / bill.usd_per_month
            change = "doubles" if abs(ratio - 2) < 0.005 else f"costs {ratio:.2g} times as much"
            then = case.money(found.usd_per_month, "month")
            yield f"From {found.day.isoformat()} on, {bill.name} {change}: {then}."


def _unknown(case: Case) -> Iterator[str]:
    reasons: dict[str, list[str]] = {}
    for bill in case.bills:
        if not bill.known and not bill.left_out:
            reasons.setdefault(bill.why, []).append(bill.name)
    for why, labels in reasons.items():
        yield f"Not known for {', '.join(labels)}: {why}."


def _licences(case: Case) -> Iterator[str]:
    """What licences say of the use: what falls out, what must be asked, whose terms decide."""
    if not chosen(case.values):
        return
    said: dict[str, list[str]] = {}
    for bill in case.bills:
        outcome = bill.reading.outcome if bill.reading else bill.offer.access
        clause = f" ({bill.reading.clause})" if bill.reading else ""
        said.setdefault(outcome, []).append(f"{bill.name}{clause}")
    for outcome, words in _SAID.items():
        if outcome in said:
            yield f"{words}: {', '.join(said[outcome])}."


def _trained_on(case: Case) -> Iterator[str]:
    """Who trains on text as it comes, left out or not."""
    trains = [bill for bill in case.bills if bill.terms.trains == "yes"]
    said = ", ".join(f"{bill.name} ({bill.offer.host}: {bill.terms.text})" for bill in trains)
    if trains:
        out = "Left out, because the vendor trains on your text" if case.values.untrained else None
        yield f"{out or 'Trains on your text by default'}: {said}."
