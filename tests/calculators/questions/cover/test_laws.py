"""What holds for every plan: an answer with a clause and a source, and no better one for more."""

from datetime import date, timedelta

import pytest

from calculators.engines.cover.outcome import WEAKEST
from calculators.engines.cover.record import SITUATIONS, listed, plan
from calculators.questions.cover.inputs import HOMES
from tests.calculators.questions.cover.asking import ask, case

PLANS = sorted(listed())
DAY = timedelta(days=1)
TICKED = [each for each in SITUATIONS if each != "unmodified"]


@pytest.mark.parametrize("ident", PLANS)
def test_every_situation_has_an_outcome_a_clause_and_a_source(ident: str) -> None:
    for situation in SITUATIONS:
        answer = ask(plan=ident, situation=situation)
        assert answer.words["clause"]
        assert answer.verdict.reasons
        assert answer.sources
        assert all(each.url.startswith("https://") for each in answer.sources)


@pytest.mark.parametrize("ident", PLANS)
def test_another_situation_on_top_never_makes_it_better(ident: str) -> None:
    for situation in SITUATIONS:
        alone = WEAKEST.index(case(plan=ident, situation=situation).reading.outcome)
        for other in TICKED:
            both = case(plan=ident, situation=situation, **{other: True}).reading.outcome
            assert WEAKEST.index(both) <= alone


@pytest.mark.parametrize("ident", PLANS)
def test_no_vendor_promises_to_pay_for_a_wrong_answer(ident: str) -> None:
    assert case(plan=ident, situation="wrong_answer").reading.outcome in ("none", "unknown")


@pytest.mark.parametrize("ident", PLANS)
def test_a_day_changes_an_answer_only_where_a_record_says_so(ident: str) -> None:
    found = plan(ident)
    ends = (each.in_force_until for each in found.rule if each.in_force_until)
    said = [date.fromisoformat(end) + DAY for end in ends]
    said += [date.fromisoformat(found.in_force_from)] if found.in_force_from else []
    days = sorted({date(2025, 1, 1) + 30 * number * DAY for number in range(25)} | {*said})
    clauses = [
        case(plan=ident, situation="filters_off", as_of=day.isoformat()).reading.clause
        for day in days
    ]
    for now, clause, before in zip(days[1:], clauses[1:], clauses, strict=False):
        assert now in said or clause == before


@pytest.mark.parametrize("ident", PLANS)
def test_everywhere_there_is_an_answer(ident: str) -> None:
    for home in HOMES:
        answer = ask(plan=ident, home=home)
        assert answer.words["outcome"] in WEAKEST


def test_the_text_of_another_place_never_answers_for_a_plan_without_it() -> None:
    for ident in PLANS:
        found = plan(ident)
        if found.homes and not found.elsewhere:
            assert case(plan=ident, home="other").reading.outcome == "unknown"
