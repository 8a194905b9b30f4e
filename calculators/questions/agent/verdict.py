"""The answer in words: the question in one line, the verdict's sentence, its reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calculators.core.numbers import counted, format_quantity
from calculators.core.presets import OWN
from calculators.core.results import Tone, Verdict
from calculators.engines.workload.tokens import CLAUDE_FACTOR
from calculators.questions.agent.figures import spread
from calculators.questions.agent.loop import SUMMARISE
from calculators.questions.agent.own_tokens import turned
from calculators.questions.agent.pictures import first_dearer
from calculators.questions.agent.run import CAP
from calculators.questions.common.prices import price_list

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from calculators.questions.agent.bid import Bid
    from calculators.questions.agent.outlook import Outlook

MUCH = 2
"""Times the cheapest from which a model counts as dear."""
_LOOKS: Mapping[str, tuple[str, str, Tone]] = {
    "priced": ("Priced", "✓", "good"),
    "cheapest": ("The cheapest of these", "✓", "good"),
    "near": ("Near the cheapest", "✓", "good"),
    "dear": ("Others ask far less", "!", "tight"),
    "capped": ("Your limit stops it", "!", "tight"),
    "overflow": ("Runs out of room", "✗", "bad"),
}


def money(amount: float, unit: str = "USD") -> str:
    """An amount in a sentence."""
    return format_quantity(amount, unit)


def asked(view: Outlook) -> str:
    """The question in one line."""
    kind, values = view.kind, view.values
    helpers = f", {counted(values.helpers, 'helper')}" if values.helpers else ""
    steps = counted(kind.steps, "step")
    return (
        f"{kind.label}: {steps}, {kind.fixed_tokens:,} tokens sent each time, "
        f"{kind.output_tokens:,} written and {kind.result_tokens:,} given back in a step{helpers} "
        f"· {view.main.name} · {price_list(view.at.date())}"
    )


def verdict(view: Outlook) -> Verdict:
    """Word, sign and sentence: what a task costs, and how that compares."""
    status = _status(view)
    word, sign, tone = _LOOKS[status]
    return Verdict(
        status=status,
        word=word,
        sign=sign,
        tone=tone,
        headline=_headline(view),
        reasons=tuple(_reasons(view)),
    )


def _status(view: Outlook) -> str:
    main, stop = view.main, view.main.run.stop
    if stop is not None:
        return "capped" if stop.why == CAP else "overflow"
    if len(view.bids) == 1:
        return "priced"
    cheapest = view.finished[0]
    if cheapest is main:
        return "cheapest"
    return "dear" if main.usd >= MUCH * cheapest.usd else "near"


def _headline(view: Outlook) -> str:
    main = view.main
    typed = main.offer.id == OWN
    name = "at your own price" if typed else f"with {main.name}"
    usd = money(main.usd)
    if main.run.stop is not None:
        return _stopped(main)
    around = spread(view, main.usd)
    if around is None:
        return f"About {usd} a task {name}."
    low, high = map(money, around)
    return f"About {usd} a task {name}, mostly between {low} and {high}."


def _stopped(bid: Bid) -> str:
    stop = bid.run.stop
    if stop is None:
        return ""
    spent = money(bid.usd)
    steps = bid.task.lead.steps
    if stop.why == CAP:
        return (
            f"Your limit of {money(bid.cap)} stops it before step {stop.step:,} of {steps:,}. "
            f"{spent} is spent, and the task is not done."
        )
    window = format_quantity(bid.offer.context_window, "tokens")
    return (
        f"It cannot go on at step {stop.step:,} of {steps:,}: the context of "
        f"{bid.name} holds {window}. {spent} is spent, and the task is not done."
    )


def _reasons(view: Outlook) -> Iterator[str]:
    main = view.main
    if main.run.stop is None:
        yield _done_right(view)
    yield _month(view)
    if main.run.total.read:
        yield _caching(main)
    yield from _cliff(main)
    yield from _cheapest(view)
    yield from _own_tokens(view)
    yield from _runaway(view)


def _done_right(view: Outlook) -> str:
    done = view.success_usd(view.main)
    share = f"{view.values.success_percent:g} of 100 tasks done right"
    return f"With {share}, each of those costs {format_quantity(done, 'USD')}."


def _month(view: Outlook) -> str:
    values = view.values
    a_day = counted(values.tasks_per_day, "task")
    tasks = f"{a_day} a day on {counted(values.days_per_month, 'day')}"
    outcome = "failed ones included" if view.main.run.stop is None else "and none of them done"
    return f"{tasks}: {money(view.month_usd(view.main), 'USD/month')}, {outcome}."


def _caching(bid: Bid) -> str:
    total = bid.run.total
    share = f"{total.read / total.input:.0%}"
    return (
        f"It reads {total.input:,.0f} tokens to write {total.output:,.0f}, and {share} of them it "
        f"has read before. Without a cache the task would cost {money(bid.uncached.usd)}."
    )


def _cliff(bid: Bid) -> Iterator[str]:
    step = first_dearer(bid)
    if step is not None:
        yield (
            f"From step {step:,} on the prompt is so long that {bid.name} charges more for "
            "every token."
        )


def _cheapest(view: Outlook) -> Iterator[str]:
    if len(view.bids) > 1 and view.finished and view.finished[0] is not view.main:
        best = view.finished[0]
        yield f"Cheapest of the {len(view.bids)}: {best.name}, {money(best.usd)} a task."


def _own_tokens(view: Outlook) -> Iterator[str]:
    if pair := turned(view):
        costs = " and ".join(f"{bid.name} costs {money(bid.usd)}" for bid in pair)
        yield (
            f"All are given the same tokens. Newer Claude models make about {CLAUDE_FACTOR:g} "
            f"times as many of the same text: counted so, {costs}, and the order turns."
        )


def _runaway(view: Outlook) -> Iterator[str]:
    found = view.main.runaway
    if view.main.cap or found is None or view.main.run.stop is not None:
        return
    if view.values.shorten == SUMMARISE:
        yield "With summaries a loop that goes wrong never ends by itself. Set a limit."
        return
    steps, usd = found
    yield (
        "A loop that goes wrong and that nobody stops fills the context after "
        f"{counted(steps, 'step')}, for {money(usd)}. Set a limit."
    )
