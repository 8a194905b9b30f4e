"""What will the bill be? The same work for up to six models, open and closed, side by side."""

from calculators.core.calculator import Answer, Calculator, Chapter
from calculators.questions.api_cost import changes, figures, verdict, working
from calculators.questions.api_cost.case import Case
from calculators.questions.api_cost.inputs import ApiCostInputs

__all__ = ["API_COST", "ApiCostInputs"]

API_COST = Calculator(
    name="api-cost",
    title="What will the bill be?",
    question="What will an AI service cost me a month, for my work?",
    inputs=ApiCostInputs,
    case=Case,
    parts=Answer(verdict, figures, working, changes),
    formula=(
        Chapter("calculators.questions.api_cost.case", "From the work to each model's bill"),
        Chapter("calculators.engines.price.cost", "What one request costs"),
        Chapter("calculators.engines.workload", "From business words to tokens, by vendor"),
        Chapter("calculators.questions.api_cost.caching", "How often the cache helps"),
        Chapter("calculators.engines.price.rates", "The price at a moment, and on average"),
        Chapter("calculators.questions.api_cost.changes", "What changes the order"),
        Chapter("calculators.questions.licence.use", "What a licence allows for your use"),
        Chapter("calculators.questions.api_cost.verdict", "The answer in words"),
    ),
)
