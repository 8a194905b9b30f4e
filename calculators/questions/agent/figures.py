"""What a task costs and how the cost grows with each step: figures, pictures, tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import fsum

from calculators.core.numbers import exact_money, format_money, format_quantity
from calculators.core.results import (
    Bar,
    Bars,
    Figure,
    Line,
    Lines,
    Mark,
    Point,
    Segment,
    Stair,
    Stairs,
    Table,
)
from calculators.engines.price.cost import Spent
from calculators.questions.agent.case import Case, Contender
from calculators.questions.agent.loop import CAP, HELPERS, STEP, SUMMARY, WINDOW, Charge

HIGHLIGHTS = ("task_usd", "success_usd", "month_usd")
MOST_POINTS = 60
MOST_STAIRS = 40
MOST_ROWS = 6
"""Beside the first step and the helpers, which have rows of their own."""
STOPS = {CAP: "stopped by your limit", WINDOW: "context full"}


def figures(case: Case) -> Iterator[Figure]:
    """Money first, then tokens, then the worst case, then the other models."""
    yield from _money(case)
    yield from _tokens(case.main)
    yield from _limits(case.main)
    for place, each in enumerate(case.contenders[1:], 2):
        yield Figure(f"task_usd_{place}", f"One task with {each.name}", each.usd, "USD")
        month = case.month_usd(each)
        yield Figure(f"month_usd_{place}", f"A month with {each.name}", month, "USD/month")


def _money(case: Case) -> Iterator[Figure]:
    main, total = case.main, case.main.run.total
    done = case.success_usd(main)
    task = "One task" if main.run.stop is None else "Spent before it stops"
    steps = [each.spent.usd for each in main.run.charges]
    first, last = (steps[0], steps[-1]) if steps else (None, None)
    yield Figure("task_usd", task, main.usd, "USD", "estimate", *case.spread(main.usd))
    yield Figure("success_usd", "One task done right", done, "USD", "estimate", *case.spread(done))
    yield Figure("month_usd", "All tasks", case.month_usd(main), "USD/month")
    yield Figure("uncached_usd", "One task without a cache", main.uncached.usd, "USD")
    yield Figure("first_step_usd", "The first step", first, "USD")
    yield Figure("last_step_usd", "The last step", last, "USD")
    yield Figure("read_usd", "Of which: read from the cache", total.cost.cached, "USD")
    yield Figure("fresh_usd", "Of which: read for the first time", total.fresh_usd, "USD")
    yield Figure("output_usd", "Of it: written", total.cost.output, "USD")


def _tokens(main: Contender) -> Iterator[Figure]:
    total = main.run.total
    read, written = total.input_tokens, total.output_tokens
    steps = sum(charge.kind == STEP for charge in main.run.charges)
    cached = round(100 * total.read_tokens / read) if read else None
    ratio = round(read / written) if written else None
    yield Figure("steps_done", "Steps", steps, "steps", "your choice")
    yield Figure("input_tokens", "Read in all steps together", read, "tokens")
    yield Figure("output_tokens", "Written", written, "tokens")
    yield Figure("cached_percent", "Share of reading from the cache", cached, "%")
    yield Figure("read_per_written", "Read for each token written", ratio, "tokens")
    yield Figure("peak_tokens", "Longest prompt", main.run.peak_tokens, "tokens")


def _limits(main: Contender) -> Iterator[Figure]:
    steps, usd = main.runaway or (None, None)
    window = main.offer.context_window
    yield Figure("window_tokens", "Context window", window, "tokens", "reported")
    yield Figure("runaway_usd", "If nobody stops it: until the context is full", usd, "USD")
    yield Figure("runaway_steps", "Steps until the context is full", steps, "steps")
    if main.cap:
        yield Figure("cap_steps", "Steps that your limit pays for", main.cap_steps, "steps")


def charts(case: Case) -> Iterator[Stairs | Lines | Bars]:
    """All pictures that have something to show."""
    charges = case.main.run.charges
    own = [charge for charge in charges if charge.kind != HELPERS]
    if len(own) > 1:
        yield _stairs(own)
    if len(charges) > 1:
        yield _spending(case)
    yield _shares(case)


def _spending(case: Case) -> Lines:
    """What has been spent after each step, with each model."""
    dearer = case.main.first_dearer
    return Lines(
        title="What a task has cost after each step",
        lines=tuple(
            Line(label=each.name, points=_spent(each))
            for each in case.contenders
            if each.run.charges
        ),
        x_label="steps",
        x_unit="steps",
        y_label="spent so far, USD",
        y_unit="USD",
        marks=() if dearer is None else (Mark(x=dearer, label="costs more from here"),),
    )


def _spent(contender: Contender) -> tuple[Point, ...]:
    points = [Point(x=0, y=0)]
    usd = 0.0
    for charge in contender.run.charges:
        usd += charge.spent.usd
        points.append(Point(x=charge.step, y=usd))
    return _thinned(points)


def _thinned(points: Sequence[Point]) -> tuple[Point, ...]:
    """At most so many of them, with the first and the last."""
    if len(points) <= MOST_POINTS:
        return tuple(points)
    stride = -(-(len(points) - 1) // (MOST_POINTS - 1))
    return (*points[:-1:stride], points[-1])


def _stairs(charges: Sequence[Charge]) -> Stairs:
    """The prompt of each step, or of some of very many, and what of it the cache holds."""
    last, shown = len(charges) - 1, min(len(charges), MOST_STAIRS)
    places = [round(each * last / (shown - 1)) for each in range(shown)]
    title = "What it reads at each step"
    return Stairs(
        title=title if shown > last else f"{title}, at {shown} of {last + 1:,} requests",
        stairs=tuple(_stair(charges[place]) for place in places),
        cached_tokens=fsum(charge.spent.read_tokens for charge in charges),
        new_tokens=fsum(charge.spent.fresh_tokens for charge in charges),
    )


def _stair(charge: Charge) -> Stair:
    """Of a request that is made again, each try has the same share in the cache."""
    share = charge.spent.read_tokens / (charge.spent.input_tokens or 1)
    tokens = charge.prompt_tokens
    return Stair(step=charge.step, tokens=tokens, cached_tokens=tokens * share)


def _shares(case: Case) -> Bars:
    """What the money is for with each model, and with the first one if it kept no prompt.

    The mark is at the cheapest that gets the task done.
    """
    main, best = case.main, case.finished[:1]
    bars = [
        Bar(label=each.name, segments=_segments(each.run.total), marked=each in best)
        for each in case.contenders
    ]
    if main.run.total.read_tokens and main.run.stop is None:
        bars.insert(1, Bar(label=f"{main.name}, no cache", segments=_segments(main.uncached)))
    return Bars(title="What the money of one task is for", bars=tuple(bars), unit="USD")


def _segments(spent: Spent) -> tuple[Segment, ...]:
    parts = (
        ("read again, from the cache", spent.cost.cached, "cache"),
        ("read for the first time", spent.fresh_usd, "weights"),
        ("written", spent.cost.output, "compute"),
    )
    return tuple(
        Segment(label=label, value=value, kind=kind, basis="estimate")
        for label, value, kind in parts
    )


def tables(case: Case) -> Iterator[Table]:
    """The models side by side, the bill of one task line by line, and what it is made of."""
    yield Table(
        title="The same task with each model",
        columns=("Model", "Weights", "A task", "No cache", "Done right", "A month"),
        rows=tuple(_model(case, each) for each in case.contenders),
    )
    yield Table(
        title=f"The bill of one task with {case.main.name}",
        columns=("Step", "Prompt", "Cached", "New", "Written", "Cost", "So far"),
        rows=tuple(_bill(case.main.run.charges)),
    )
    yield Table(
        title="Tokens of one task × price of a million",
        columns=("Model", "From the cache", "Read as new", "Written"),
        rows=tuple(_price(each) for each in case.contenders),
    )


def _model(case: Case, each: Contender) -> tuple[str, ...]:
    stop = each.run.stop
    right = format_quantity(case.success_usd(each), "USD")
    done = f"{STOPS[stop.why]} at step {stop.step}" if stop else right
    return (
        each.name,
        each.offer.weights,
        format_money(each.usd),
        format_money(each.uncached.usd),
        done,
        format_money(case.month_usd(each)),
    )


def _price(each: Contender) -> tuple[str, ...]:
    """Each kind of token with its price, or both of them where long prompts have another."""
    total = each.run.total
    cards = (each.card(each.task.lead.fixed_tokens), each.card(each.run.peak_tokens))
    kinds = (
        (total.read_tokens, [rates.cached for rates in cards]),
        (total.fresh_tokens, [each.billing.afresh(rates) for rates in cards]),
        (total.output_tokens, [rates.output for rates in cards]),
    )
    return (each.name, *(f"{tokens:,.0f} × {_each(prices)}" for tokens, prices in kinds))


def _each(prices: Sequence[float]) -> str:
    return ", then ".join(dict.fromkeys(f"${price:,.10g}" for price in prices))


def _bill(charges: Sequence[Charge]) -> Iterator[tuple[str, ...]]:
    """The first charge, which nothing is kept for yet; then some one after another in each row."""
    usd = 0.0
    for group in _groups(charges):
        usd += fsum(charge.spent.usd for charge in group)
        yield _row(group, usd)


def _groups(charges: Sequence[Charge]) -> Iterator[Sequence[Charge]]:
    helped = len(charges) > 1 and charges[1].kind == HELPERS
    alone = charges[: 2 if helped else 1]
    yield from ([charge] for charge in alone)
    rest = charges[len(alone) :]
    size = -(-len(rest) // MOST_ROWS) or 1
    for start in range(0, len(rest), size):
        yield rest[start : start + size]


def _row(group: Sequence[Charge], usd: float) -> tuple[str, ...]:
    lengths = [charge.prompt_tokens for charge in group]
    prompts = (f"{length:,}" for length in (min(lengths), max(lengths)))
    return (
        _name(group),
        "–".join(dict.fromkeys(prompts)),
        f"{fsum(charge.spent.read_tokens for charge in group):,.0f}",
        f"{fsum(charge.spent.fresh_tokens for charge in group):,.0f}",
        f"{fsum(charge.spent.output_tokens for charge in group):,.0f}",
        exact_money(fsum(charge.spent.usd for charge in group)),
        exact_money(usd),
    )


def _name(group: Sequence[Charge]) -> str:
    first, last = group[0].step, group[-1].step
    if group[0].kind == HELPERS:
        return "Helpers"
    name = f"Step {first}" if first == last else f"Steps {first}–{last}"
    summed = any(charge.kind == SUMMARY for charge in group)
    return f"{name}, with summary" if summed else name
