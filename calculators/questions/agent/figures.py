"""The figures of an answer: what a task costs, and the tokens behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calculators.core.results import Figure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from calculators.core.results import Basis
    from calculators.questions.agent.bid import Bid
    from calculators.questions.agent.outlook import Outlook


def figures(view: Outlook) -> tuple[Figure, ...]:
    """Money first, then tokens, then the worst case, then the other models."""
    return (*_money(view), *_tokens(view.main), *_limits(view), *_others(view))


def spread(view: Outlook, usd: float | None) -> tuple[float, float] | None:
    """What a cheap and a dear task of the kind cost; None where nothing was measured."""
    if view.kind.spread is None or usd is None or view.main.run.stop is not None:
        return None
    return usd * view.kind.spread.low, usd * view.kind.spread.high


def _figure(
    name: str,
    label: str,
    value: float | None,
    unit: str,
    *,
    basis: Basis = "estimate",
    span: tuple[float, float] | None = None,
) -> Figure:
    low, high = span or (None, None)
    return Figure(name=name, label=label, value=value, unit=unit, basis=basis, low=low, high=high)


def _money(view: Outlook) -> Iterator[Figure]:
    main = view.main
    done = view.success_usd(main)
    task = "One task" if main.run.stop is None else "Spent before it stops"
    yield _figure("task_usd", task, main.usd, "USD", span=spread(view, main.usd))
    yield _figure("success_usd", "One task done right", done, "USD", span=spread(view, done))
    yield _figure("month_usd", "All tasks", view.month_usd(main), "USD/month")
    yield _figure("uncached_usd", "One task without a cache", main.uncached.usd, "USD")
    yield _figure("first_step_usd", "The first step", _step_usd(main, 0), "USD")
    yield _figure("last_step_usd", "The last step", _step_usd(main, -1), "USD")
    yield _figure("read_usd", "Of it: read from the cache", main.run.total.read_usd, "USD")
    yield _figure("fresh_usd", "Of it: read for the first time", main.run.total.fresh_usd, "USD")
    yield _figure("output_usd", "Of it: written", main.run.total.output_usd, "USD")


def _step_usd(bid: Bid, place: int) -> float | None:
    charges = bid.run.charges
    return charges[place].cost.usd if charges else None


def _tokens(bid: Bid) -> Iterator[Figure]:
    total = bid.run.total
    steps = sum(charge.kind == "step" for charge in bid.run.charges)
    yield _figure("steps_done", "Steps", steps, "steps", basis="your choice")
    yield _figure("input_tokens", "Read in all steps together", total.input, "tokens")
    yield _figure("output_tokens", "Written", total.output, "tokens")
    yield _figure(
        "cached_percent",
        "Of what it reads, from the cache",
        round(100 * total.read / total.input) if total.input else None,
        "%",
    )
    yield _figure(
        "read_per_written",
        "Read for each token written",
        round(total.input / total.output) if total.output else None,
        "tokens",
    )
    yield _figure("peak_tokens", "Longest prompt", bid.run.peak_tokens, "tokens")


def _limits(view: Outlook) -> Iterator[Figure]:
    main = view.main
    steps, usd = main.runaway or (None, None)
    window = main.offer.context_window
    yield _figure("window_tokens", "Context window", window, "tokens", basis="reported")
    yield _figure("runaway_usd", "Nobody stops it: until the context is full", usd, "USD")
    yield _figure("runaway_steps", "Steps until the context is full", steps, "steps")
    if main.cap:
        yield _figure("cap_steps", "Steps that your limit pays for", main.cap_steps, "steps")


def _others(view: Outlook) -> Iterator[Figure]:
    for place, bid in enumerate(view.bids[1:], 2):
        label = bid.name
        yield _figure(f"task_usd_{place}", f"One task with {label}", bid.usd, "USD")
        month = view.month_usd(bid)
        yield _figure(f"month_usd_{place}", f"A month with {label}", month, "USD/month")
