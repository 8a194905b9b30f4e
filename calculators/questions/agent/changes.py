"""What would lower it: each other way worked out, the largest saving first.

Savings are measured on the cost of a task done right, so that a better success rate counts too.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from calculators.core.errors import InputErrors
from calculators.core.numbers import format_quantity
from calculators.core.results import Change
from calculators.questions.agent.inputs import NONE
from calculators.questions.agent.outlook import outlook
from calculators.questions.agent.run import CAP
from calculators.questions.agent.tries import models, shortened, tries, whole_usd

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from calculators.questions.agent.inputs import AgentInputs
    from calculators.questions.agent.outlook import Outlook
    from calculators.questions.agent.tries import Try

    Texts = Callable[[AgentInputs], Mapping[str, str]]

MOST = 7
WORTH = 0.95
"""Share of the cost below which a change is worth a line."""


def changes(view: Outlook, texts: Texts) -> tuple[str, tuple[Change, ...]]:
    """A title, and what to try next; `texts` writes inputs as a form holds them."""
    if view.main.run.stop is not None:
        return "What would let it finish", tuple(_to_finish(view, texts))
    now = view.success_usd(view.main) or 0
    found = sorted(_cheaper(view, now), key=lambda each: each[0])
    halves = any(usd <= now / 2 for usd, _ in found[:1])
    return "What would halve it" if halves else "What would lower it", tuple(
        Change(text=f"{words}: {_saving(usd, now)}", inputs=_changed(view, values, texts))
        for usd, (words, values) in _once_each(found)[:MOST]
    )


def _cheaper(view: Outlook, now: float) -> Iterator[tuple[float, Try]]:
    for words, values in tries(view):
        usd = _usd(values)
        if usd is not None and usd < WORTH * now:
            yield usd, (words, values)


def _usd(values: AgentInputs) -> float | None:
    """The cost of a task done right; None where it does not get done."""
    try:
        view = outlook(replace(values, model_2=NONE, model_3=NONE, model_4=NONE))
    except InputErrors:
        return None
    return view.success_usd(view.main)


def _once_each(found: Iterable[tuple[float, Try]]) -> list[tuple[float, Try]]:
    """The best of each kind: one length from which to write summaries is enough."""
    best: dict[str, tuple[float, Try]] = {}
    for usd, (words, values) in found:
        best.setdefault(words.partition(" whenever ")[0], (usd, (words, values)))
    return list(best.values())


def _saving(usd: float, now: float) -> str:
    return f"{format_quantity(usd, 'USD')} a task done right, {1 - usd / now:.0%} less."


def _to_finish(view: Outlook, texts: Texts) -> Iterator[Change]:
    """A higher limit, a shorter conversation, a model with more room or a lower price."""
    yield from _raised(view, texts)
    done = [
        (usd, (words, values))
        for words, values in (*models(view), *shortened(view))
        if (usd := _usd(values)) is not None
    ]
    for usd, (words, values) in _once_each(sorted(done, key=lambda each: each[0])):
        text = f"{words}: it finishes, for {format_quantity(usd, 'USD')} a task done right."
        yield Change(text=text, inputs=_changed(view, values, texts))


def _raised(view: Outlook, texts: Texts) -> Iterator[Change]:
    main = view.main
    if main.run.stop is None or main.run.stop.why != CAP:
        return
    usd = math.ceil(100 * whole_usd(main)) / 100
    raised = replace(view.values, cap_usd=usd)
    if _usd(raised) is not None:
        text = f"A limit of {format_quantity(usd, 'USD')} lets it finish."
        yield Change(text=text, inputs=_changed(view, raised, texts))


def _changed(view: Outlook, values: AgentInputs, texts: Texts) -> dict[str, str]:
    before, after = texts(view.values), texts(values)
    return {name: after[name] for name in after if after[name] != before[name]}
