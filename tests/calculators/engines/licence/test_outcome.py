"""Several licences together, and policies beside one."""

from datetime import date

from calculators.engines.licence.outcome import read
from calculators.engines.licence.record import Terms
from calculators.questions.licence.case import Case
from calculators.questions.licence.inputs import LicenceInputs

DAY = date(2026, 11, 28)
FACTS = Case(LicenceInputs()).facts


def terms(licence: str, **others: object) -> Terms:
    return Terms(releases=("toy",), licence=licence, evidence="vendor_file", **others)  # type: ignore[arg-type]


def test_the_strictest_of_two_licences_holds_and_both_clauses_are_named() -> None:
    reading = read(terms("mit-on-llama-3.1"), FACTS, DAY)
    assert reading.outcome == "allowed_if"
    assert reading.clause == "mit: permission paragraph; llama-3.1-community: s.1.a, s.1.b.iv"


def test_a_policy_that_is_accepted_makes_a_permission_conditional() -> None:
    plain = read(terms("apache-2.0"), FACTS, DAY)
    bound = read(terms("apache-2.0", beside=("apertus-aup-1.0",)), FACTS, DAY)
    assert (plain.outcome, plain.duties) == ("allowed", ())
    assert bound.outcome == "allowed_if"
    assert [each.clause for each in bound.duties] == [
        "policy, second paragraph",
        "policy, third paragraph",
    ]


def test_where_a_policy_may_or_may_not_bind_the_outcome_is_not_known() -> None:
    contested = terms("apache-2.0", beside=("muse-glimmer-usage-policy",))
    assert read(contested, FACTS, DAY).outcome == "allowed"
    assert read(contested, {**FACTS, "field": "military"}, DAY).outcome == "unknown"


def test_without_a_licence_nothing_is_known() -> None:
    assert read(None, FACTS, DAY).outcome == "unknown"
    assert read(Terms(releases=("toy",), evidence="none"), FACTS, DAY).outcome == "unknown"


def test_a_policy_never_stands_alone_against_a_refusal() -> None:
    reading = read(terms("cc-by-nc-4.0-cohere", beside=("apertus-aup-1.0",)), FACTS, DAY)
    assert reading.outcome == "not_allowed"
