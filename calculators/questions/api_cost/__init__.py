"""What will the bill be? The same work for up to six models, open and closed, side by side."""

from __future__ import annotations

from calculators.core.answer import Computed, same
from calculators.core.calculator import Calculator, Chapter
from calculators.core.results import Result
from calculators.questions.api_cost.basis import notes, sources
from calculators.questions.api_cost.comparison import Comparison
from calculators.questions.api_cost.figures import HIGHLIGHTS, bars, figures, table
from calculators.questions.api_cost.inputs import ApiCostInputs
from calculators.questions.api_cost.order import changes, flips
from calculators.questions.api_cost.verdict import asked, verdict
from calculators.questions.api_cost.working import steps
from calculators.questions.common.currency import check_rate

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
    inputs=ApiCostInputs,
    case=same,
    parts=Computed(api_cost),
    formula=(
        Chapter("calculators.questions.api_cost.comparison", "From the work to each model's bill"),
        Chapter("calculators.engines.price.cost", "What one request costs"),
        Chapter("calculators.engines.workload.work", "From business words to tokens"),
        Chapter("calculators.engines.workload.tokens", "Tokenizers, and pages as pictures"),
        Chapter("calculators.questions.api_cost.caching", "How often the cache helps"),
        Chapter("calculators.engines.price.rates", "The price at a moment"),
        Chapter("calculators.engines.price.calendar", "The price on average over a month"),
        Chapter("calculators.questions.api_cost.order", "What changes the order"),
        Chapter("calculators.questions.api_cost.verdict", "The answer in words"),
    ),
)
