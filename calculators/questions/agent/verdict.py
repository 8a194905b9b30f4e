"""The answer in words: the question in one line, the verdict's sentence, its reasons."""

from __future__ import annotations

from collections.abc import Iterator

from calculators.core.form import OWN
from calculators.core.numbers import counted, format_money, format_quantity
from calculators.core.results import bad, good, tight
from calculators.engines.workload import CLAUDE_FACTOR
from calculators.questions.agent.case import Case, Contender
from calculators.questions.agent.loop import CAP, SUMMARISE, Stop
from calculators.questions.common.prices import price_list

MUCH = 2
"""Times the cheapest from which a model counts as dear."""
LOOKS = {
    "priced": good("Priced"),
    "cheapest": good("The cheapest of these"),
    "near": good("Near the cheapest"),
    "dear": tight("Others charge far less"),
    "capped": tight("Your limit stops it"),
    "overflow": bad("Runs out of room"),
}


def asked(case: Case) -> str:
    """The question in one line."""
    kind, values = case.kind, case.values
    helpers = f", {counted(values.helpers, 'helper')}" if values.helpers else ""
    steps = counted(kind.steps, "step")
    return (
        f"{kind.label}: {steps}, {kind.fixed_tokens:,} tokens sent each time, "
        f"{kind.output_tokens:,} written and {kind.result_tokens:,} returned by tools in a step"
        f"{helpers} · {case.main.name} · {price_list(case.at.date())}"
    )


def status(case: Case) -> str:
    """What stops it, or how its cost compares with that of the others."""
    main, stop = case.main, case.main.run.stop
    if stop is not None:
        return "capped" if stop.why == CAP else "overflow"
    if len(case.contenders) == 1:
        return "priced"
    cheapest = case.finished[0]
    if cheapest is main:
        return "cheapest"
    return "dear" if main.usd >= MUCH * cheapest.usd else "near"


def headline(case: Case) -> str:
    """What a task costs, or what stops it."""
    main = case.main
    if main.run.stop is not None:
        return _stopped(main, main.run.stop)
    name = "at your own price" if main.offer.id == OWN else f"with {main.name}"
    low, high = case.spread(main.usd)
    around = (
        ""
        if low is None or high is None
        else f", mostly between {format_money(low)} and {format_money(high)}"
    )
    return f"About {format_money(main.usd)} a task {name}{around}."


def _stopped(main: Contender, stop: Stop) -> str:
    spent = format_money(main.usd)
    steps = main.task.lead.steps
    if stop.why == CAP:
        return (
            f"Your limit of {format_money(main.cap)} stops it before step {stop.step:,} of "
            f"{steps:,}. {spent} is spent, and the task is not done."
        )
    window = format_quantity(main.offer.context_window, "tokens")
    return (
        f"It cannot go on at step {stop.step:,} of {steps:,}: the context of "
        f"{main.name} holds {window}. {spent} is spent, and the task is not done."
    )


def reasons(case: Case) -> Iterator[str]:
    """What a success and a month cost, and what makes it dear."""
    main, values = case.main, case.values
    if main.run.stop is None:
        share = f"{values.success_percent:g} of 100 tasks done right"
        yield f"With {share}, each of those costs {format_quantity(case.success_usd(main), 'USD')}."
    a_day, days = counted(values.tasks_per_day, "task"), counted(values.days_per_month, "day")
    outcome = "failed ones included" if main.run.stop is None else "and none of them done"
    yield f"{a_day} a day on {days}: {format_money(case.month_usd(main), 'USD/month')}, {outcome}."
    total = main.run.total
    if total.read_tokens:
        yield (
            f"It reads {total.input_tokens:,.0f} tokens to write {total.output_tokens:,.0f}, and "
            f"{total.read_tokens / total.input_tokens:.0%} of them it has read before. Without a "
            f"cache the task would cost {format_money(main.uncached.usd)}."
        )
    if main.first_dearer is not None:
        yield (
            f"From step {main.first_dearer:,} on the prompt is so long that {main.name} charges "
            "more for every token."
        )
    if len(case.contenders) > 1 and case.finished and case.finished[0] is not main:
        best, usd = case.finished[0], format_money(case.finished[0].usd)
        yield f"Cheapest of the {len(case.contenders)}: {best.name}, {usd} a task."
    if case.turned:
        costs = " and ".join(f"{each.name} costs {format_money(each.usd)}" for each in case.turned)
        yield (
            f"All are given the same tokens. Newer Claude models make about {CLAUDE_FACTOR:g} "
            f"times as many of the same text. Counting those, {costs}, and the order is reversed."
        )
    yield from _runaway(case)


def _runaway(case: Case) -> Iterator[str]:
    found = case.main.runaway
    if case.main.cap or found is None or case.main.run.stop is not None:
        return
    if case.values.shorten == SUMMARISE:
        yield "With summaries a loop that goes wrong never ends by itself. Set a limit."
        return
    steps, usd = found
    yield (
        "A loop that goes wrong and that nobody stops fills the context after "
        f"{counted(steps, 'step')}, for {format_money(usd)}. Set a limit."
    )
