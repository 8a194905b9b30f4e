"""What will the bill be? The same work for up to six models, open and closed, side by side."""

from __future__ import annotations

from calculators.api_cost.basis import notes, sources
from calculators.api_cost.comparison import Comparison
from calculators.api_cost.figures import HIGHLIGHTS, bars, figures, table
from calculators.api_cost.inputs import ApiCostInputs
from calculators.api_cost.order import changes, flips
from calculators.api_cost.verdict import asked, verdict
from calculators.api_cost.working import steps
from calculators.declaration import Calculator, Chapter
from calculators.price.currency import check_rate
from calculators.results import Result

__all__ = ["API_COST", "ApiCostInputs", "api_cost"]


def api_cost(values: ApiCostInputs) -> Result:
    """The whole answer for one kind of work; raises `InputErrors`."""
    check_rate(values)
    now = Comparison(values)
    found, stays = flips(now)
    return Result(
        calculator=API_COST.name,
        inputs=API_COST.texts(values),
        asked=asked(now),
        verdict=verdict(now, found, stays),
        figures=figures(now),
        highlights=HIGHLIGHTS,
        chart=bars(now),
        tables=(table(now),),
        changes=changes(now, found),
        changes_title="What changes the order",
        steps=steps(now),
        notes=notes(now),
        sources=sources(now),
    )


API_COST = Calculator(
    name="api-cost",
    title="What will the bill be?",
    question="What will an AI service cost me a month, for my work?",
    values=ApiCostInputs,
    compute=api_cost,
    formula=(
        Chapter("calculators.api_cost.comparison", "From the work to each model's bill"),
        Chapter("calculators.price.parts", "What one request costs"),
        Chapter("calculators.workload.work", "From business words to tokens"),
        Chapter("calculators.workload.tokens", "Tokenizers, and pages as pictures"),
        Chapter("calculators.api_cost.caching", "How often the cache helps"),
        Chapter("calculators.price.rates", "The price at a moment"),
        Chapter("calculators.price.usual", "The price on average over a month"),
        Chapter("calculators.api_cost.order", "What changes the order"),
        Chapter("calculators.api_cost.verdict", "The answer in words"),
    ),
)
