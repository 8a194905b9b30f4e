"""The records hold together: each rule can be reached, each name exists, each text opens."""

from datetime import date
from itertools import product

import pytest

from calculators import catalog
from calculators.engines.licence.record import ANY_USE, Licence, beside, licences, terms
from calculators.engines.rules.condition import asks_about
from calculators.engines.rules.decide import Rule
from calculators.questions.licence.case import Case
from calculators.questions.licence.inputs import FIELDS, USES, LicenceInputs
from tests.calculators.questions.licence.test_laws import LARGE

WITH_RULES = [each for each in licences().values() if not each.parts]
CASES = [
    Case(LicenceInputs(use=use, actor=actor, field=field, commercial=aim, region=region, **facts))
    for use, actor, field, aim, region, facts in product(
        USES, ("company", "person"), FIELDS, ("yes", "no"), ("US", "EU"), ({}, LARGE)
    )
]
FACTS = [{**each.facts, "multimodal_model": True} for each in CASES]


@pytest.mark.parametrize("licence", WITH_RULES, ids=lambda each: each.id)
def test_every_rule_decides_some_case(licence: Licence) -> None:
    left: list[Rule] = list(licence.rule)
    for facts in FACTS:
        deciding = next(rule for rule in licence.rule if holds_for(rule, facts))
        left = [rule for rule in left if rule is not deciding]
    assert left == []


def holds_for(rule: Rule, facts: dict[str, object]) -> bool:
    return rule.applies(facts, date(2026, 11, 28))


@pytest.mark.parametrize("licence", licences().values(), ids=lambda each: each.id)
def test_rules_and_duties_ask_about_facts_that_a_case_has(licence: Licence) -> None:
    known = FACTS[0].keys()
    asked = [rule.when for rule in licence.rule] + [duty.when for duty in licence.duty]
    for condition in asked:
        for name, _ in asks_about(condition):
            assert name in known
    for duty in licence.duty:
        assert duty.use == ANY_USE or set(duty.use) <= USES.keys()


@pytest.mark.parametrize("licence", licences().values(), ids=lambda each: each.id)
def test_every_licence_names_a_text_that_can_be_opened(licence: Licence) -> None:
    assert licence.source
    assert all(each.url.startswith("https://") for each in licence.source)


def test_every_name_among_the_terms_exists() -> None:
    for each in terms().values():
        assert each.licence in licences() or each.evidence == "none"
        assert set(each.beside) <= beside().keys()
        assert each.base is None or each.base.licence in ("", *licences())


def test_every_licence_is_that_of_some_release_or_part_of_one() -> None:
    named = {each.licence for each in terms().values()}
    parts = {part for each in licences().values() for part in each.parts}
    assert licences().keys() <= named | parts


def test_every_model_of_the_catalog_has_terms() -> None:
    assert catalog.models().keys() <= terms().keys()


def test_a_release_has_the_licence_that_the_catalog_names() -> None:
    """The catalog names licences as makers do; the two must not drift apart."""
    names: dict[str, set[str]] = {}
    for model in catalog.models().values():
        names.setdefault(terms()[model.id].licence, set()).add(model.licence)
    assert all(len(each) == 1 for each in names.values()), names
