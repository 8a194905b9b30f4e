"""Which rung is enough, and who says so."""

import pytest

from calculators.questions.customise.rungs import GOALS, TRIED, advice


@pytest.mark.parametrize("goal", GOALS)
@pytest.mark.parametrize("tried", TRIED)
def test_every_advice_says_why_and_who_says_so(goal: str, tried: str) -> None:
    for examples in (0, 10, 50, 5_000):
        found = advice(goal=goal, tried=tried, examples=examples)
        assert found.reasons
        assert all(each.url.startswith("https://") and each.checked for each in found.sources)
