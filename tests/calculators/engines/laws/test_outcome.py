"""Rules in force on a day, and rules to come, from facts."""

from datetime import date

import pytest

from calculators.engines.laws.outcome import READ, read
from calculators.engines.laws.record import laws
from calculators.engines.rules.condition import asks_about
from tests.calculators.questions.rules.asking import case

FACTS = dict(case(place="EU", use="jobs", personal=False).facts)


def test_a_rule_comes_into_force_on_its_day() -> None:
    before, after = (read(FACTS, date(2027, 12, day)) for day in (1, 2))
    assert [each.rule.id for each in before.coming] == ["eu-high-risk-use"]
    assert [each.rule.id for each in after.now] == ["eu-literacy", "eu-high-risk-use"]


def test_a_ban_outweighs_duties() -> None:
    assert read({**FACTS, "use": "emotions"}, date(2026, 11, 29)).status == "ban"


def test_a_rule_of_another_place_never_answers() -> None:
    found = read({**FACTS, "place": "UK"}, date(2026, 11, 29))
    assert (found.now, found.coming, found.status) == ((), (), "none_found")


def test_a_fact_that_is_missing_is_an_error() -> None:
    with pytest.raises(KeyError):
        read({"place": "EU"}, date(2026, 11, 29))


def test_the_places_that_were_read_are_those_of_the_records() -> None:
    found: set[str] = set()
    for law in laws().values():
        for rule in law.rule:
            for name, wanted in asks_about(rule.when):
                if name == "place":
                    found |= {wanted} if isinstance(wanted, str) else {*wanted}
    assert found == {*READ}
