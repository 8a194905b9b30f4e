"""The first rule that holds decides, on the day asked about."""

from datetime import date

from calculators.engines.rules.decide import Rule, decide, strictest

DAY = date(2026, 11, 28)
EXCEPTION = Rule(when={"size": "< 10"}, outcome="allowed", clause="s.2")
USUAL = Rule(when={}, outcome="ask_first", clause="s.1")


def test_an_exception_stands_before_what_it_is_an_exception_from() -> None:
    small = decide([EXCEPTION, USUAL], {"size": 5}, DAY)
    large = decide([EXCEPTION, USUAL], {"size": 50}, DAY)
    assert small is not None
    assert large is not None
    assert (small.rule, small.overruled) == (EXCEPTION, (USUAL,))
    assert (large.rule, large.overruled) == (USUAL, ())


def test_where_no_rule_holds_nothing_is_decided() -> None:
    assert decide([EXCEPTION], {"size": 50}, DAY) is None


def test_an_announced_change_takes_effect_on_its_day() -> None:
    old = Rule(when={}, outcome="allowed", clause="old", in_force_until="2026-12-01")
    new = Rule(when={}, outcome="not_allowed", clause="new", in_force_from="2026-12-02")
    found = [decide([old, new], {}, date(2026, 12, day)) for day in (1, 2)]
    assert [each.rule.clause for each in found if each] == ["old", "new"]


def test_what_is_not_known_is_stricter_than_a_permission_and_looser_than_a_refusal() -> None:
    assert strictest(["allowed_if", "unknown"]) == "unknown"
    assert strictest(["ask_first", "unknown"]) == "ask_first"
    assert strictest(["not_allowed", "ask_first"]) == "not_allowed"
