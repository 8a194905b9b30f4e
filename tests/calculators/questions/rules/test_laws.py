"""What holds for every case: a source for each rule, and a day changes only what a record says."""

from datetime import date, timedelta
from itertools import combinations
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from calculators.engines.laws.outcome import read
from calculators.engines.laws.record import laws
from calculators.engines.rules.condition import asks_about
from calculators.questions.rules.inputs import PLACES, ROLES, SECTORS, USES
from tests.calculators.questions.rules.asking import ask, case

RULES = [rule for law in laws().values() for rule in law.rule]
DAY = timedelta(days=1)
ANY_FACTS = st.fixed_dictionaries(
    {
        "place": st.sampled_from([*PLACES]),
        "sector": st.sampled_from([*SECTORS]),
        "use": st.sampled_from([*USES]),
        "role": st.sampled_from([*ROLES]),
        "personal": st.booleans(),
        "alone": st.booleans(),
        "older": st.booleans(),
    }
)
ANY_DAY = st.dates(date(2024, 1, 1), date(2031, 1, 1))


@given(facts=ANY_FACTS, day=ANY_DAY)
def test_a_day_changes_an_answer_only_where_a_record_says_so(
    facts: dict[str, Any], day: date
) -> None:
    said = {rule.in_force_from for rule in RULES}
    said |= {str(date.fromisoformat(r.in_force_until) + DAY) for r in RULES if r.in_force_until}
    before, after = read(facts, day), read(facts, day + DAY)
    assert before.now == after.now or str(day + DAY) in said


@given(facts=ANY_FACTS, day=ANY_DAY)
def test_a_rule_is_in_force_or_to_come_and_never_both(facts: dict[str, Any], day: date) -> None:
    reading = read(facts, day)
    assert not {each.rule.id for each in reading.now} & {each.rule.id for each in reading.coming}
    assert [each.rule.in_force_from for each in reading.coming] == sorted(
        each.rule.in_force_from for each in reading.coming
    )


@given(facts=ANY_FACTS, day=ANY_DAY)
def test_what_was_not_read_is_called_unknown_and_never_free(
    facts: dict[str, Any], day: date
) -> None:
    reading = read({**facts, "place": "other"}, day)
    assert (reading.status, reading.now, reading.coming) == ("unknown", (), ())


@given(facts=ANY_FACTS, day=ANY_DAY)
def test_data_about_people_and_a_machine_alone_never_spare_a_rule(
    facts: dict[str, Any], day: date
) -> None:
    for name in ("personal", "alone"):
        less, more = (read({**facts, name: value}, day) for value in (False, True))
        assert {each.rule.id for each in less.now} <= {each.rule.id for each in more.now}


def test_every_rule_says_what_it_asks_from_where_and_how_it_was_read() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES)
    for law in laws().values():
        for rule in law.rule:
            assert law.source_of(rule).url.startswith("https://")
            assert rule.read.startswith(("quoted by", "reported by"))
            assert rule.clause
            assert rule.duties
            assert not rule.name.endswith(".")


def test_no_two_rules_of_the_same_clause_hold_on_the_same_day() -> None:
    """Two wordings of one clause follow each other; or they ask about other facts."""
    ordered = sorted(RULES, key=lambda rule: rule.in_force_from)
    for one, two in combinations(ordered, 2):
        if (one.clause, one.when) == (two.clause, two.when):
            assert one.in_force_until
            assert two.in_force_from > one.in_force_until


def test_every_input_is_asked_about_by_a_rule() -> None:
    asked = {name for rule in RULES for name, _ in asks_about(rule.when)}
    assert asked == set(case().facts)


def test_no_rule_asks_whether_a_model_is_open() -> None:
    assert any("open or closed" in note for note in ask().notes)
    assert not any("open" in name for name in case().facts)


def test_every_answer_has_a_source_and_says_that_it_is_no_advice() -> None:
    for place in PLACES:
        for use in USES:
            answer = ask(place=place, use=use, as_of="2026-11-29")
            assert answer.sources
            assert "no legal advice" in answer.notes[0]
            assert answer.verdict.reasons


def test_a_change_adds_or_spares_what_it_says() -> None:
    for use in USES:
        here = {each.rule.clause for each in case(use=use, as_of="2026-11-29").reading.now}
        for change in ask(use=use, as_of="2026-11-29").changes:
            asked = {"use": use, "as_of": "2026-11-29", **change.inputs}
            there = {each.rule.clause for each in case(**asked).reading.now}
            assert all(each in change.text for each in there ^ here)
            assert there - here or "would apply" not in change.text
            assert here - there or "would fall away" not in change.text
