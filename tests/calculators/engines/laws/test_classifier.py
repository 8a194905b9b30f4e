"""Our rules of the EU AI Act beside the constants of the package eu-ai-act-classifier."""

import tomllib
from typing import Any

import pytest

from calculators.engines.laws.record import LawRule, laws
from calculators.engines.rules.condition import asks_about
from calculators.questions.rules.inputs import MAKERS, USES
from tests.paths import DATA

THEIRS: dict[str, Any] = tomllib.loads((DATA / "eu_ai_act_classifier.toml").read_text("utf-8"))
OURS: dict[str, LawRule] = {rule.id: rule for rule in laws()["eu-ai-act"].rule}
ROLES = {"provider": {*MAKERS}, "deployer": {"use"}, "gpai_provider": {"model"}}


def asked(rule: LawRule, name: str) -> set[str]:
    """What a rule asks of a fact."""
    found: set[str] = set()
    for each, wanted in asks_about(rule.when):
        if each == name:
            found |= {wanted} if isinstance(wanted, str) else {*wanted}
    return found


@pytest.mark.parametrize("theirs", THEIRS["date"], ids=lambda each: each["constant"])
def test_a_rule_starts_on_the_day_that_they_give(theirs: dict[str, Any]) -> None:
    assert theirs["ours"] or theirs["why"]
    for ident in theirs["ours"]:
        assert OURS[ident].in_force_from == str(theirs["day"])


def test_every_rule_of_ours_has_a_day_of_theirs_but_for_literacy() -> None:
    """They have no rule for Art. 4, whose two wordings we read elsewhere."""
    named = {ident for each in THEIRS["date"] for ident in each["ours"]}
    assert OURS.keys() - named == {"eu-literacy", "eu-literacy-2025"}


@pytest.mark.parametrize("theirs", THEIRS["obligation"], ids=lambda each: each["article"])
def test_a_rule_names_their_article_and_binds_whom_they_bind(theirs: dict[str, Any]) -> None:
    for ident in theirs["ours"]:
        rule = OURS[ident]
        article = theirs["article"].removeprefix("Art. ").partition("(")[0]
        assert article in rule.clause
        assert asked(rule, "role") <= ROLES[theirs["role"]]


@pytest.mark.parametrize("theirs", THEIRS["use"], ids=lambda each: each["ours"])
def test_a_use_stands_under_their_points(theirs: dict[str, Any]) -> None:
    assert theirs["ours"] in USES
    found = [rule for rule in OURS.values() if theirs["ours"] in asked(rule, "use")]
    high_risk_or_banned = [
        rule for rule in found if "Annex III" in rule.clause or "AI Act Art. 5(" in rule.clause
    ]
    assert bool(high_risk_or_banned) == bool(theirs["points"])
    for point in theirs["points"]:
        if point.startswith("Art. 5"):
            assert f"AI Act {point}" in {rule.clause for rule in found}
