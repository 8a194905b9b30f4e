"""The way of a text, from the facts that are kept of a plan."""

import pytest

from calculators.engines.cover.record import Plan, listed, plan
from calculators.engines.data_path.way import REVIEW, TRAINS, WORST, Stay, Way
from calculators.questions.cover.words import ANSWERS

PLANS = sorted(listed())
KINDS = {"public", "internal", "personal", "client", "health"}


def test_outcomes_stand_from_the_worst_on() -> None:
    assert WORST == ("exposed", "barred", "trained_on", "unknown", "kept", "not_kept", "stays")


def test_every_code_is_one_of_the_records() -> None:
    assert {*REVIEW, *TRAINS} <= {*ANSWERS}


@pytest.mark.parametrize("ident", PLANS)
def test_what_terms_bar_is_a_kind_of_text_with_its_clause(ident: str) -> None:
    found = plan(ident)
    for kinds in (found.barred, found.barred_until_zero):
        assert {*kinds} <= KINDS
        assert all(kinds.values())


@pytest.mark.parametrize("ident", PLANS)
def test_a_period_stands_only_where_no_number_of_days_does(ident: str) -> None:
    kept = plan(ident).kept
    assert not (kept.period and kept.days is not None)
    assert not kept.period or kept.says


@pytest.mark.parametrize(
    ("ident", "stay"),
    [
        ("openai-api", Stay(known=True, days=30)),
        ("azure-openai", Stay(known=True, days=0)),
        ("deepseek-app", Stay(known=True)),
        ("alibaba-model-studio", Stay(known=False)),
        ("cohere-api", Stay(known=False)),
        ("huggingface-inference", Stay(known=False)),
    ],
)
def test_how_long_copies_stay(ident: str, stay: Stay) -> None:
    assert Way(plan=plan(ident)).stay == stay


def test_a_router_stands_before_a_host_of_which_nothing_is_known() -> None:
    way = Way(plan=plan("openrouter"))
    assert way.viewers == ("vendor", "hosts", "helpers", "staff")
    assert way.trains == "unknown"


def test_training_follows_the_place() -> None:
    found = plan("google-ai-studio-free")
    assert Way(plan=found, home="EU").trains == "no"
    assert Way(plan=found, home="US").trains == "yes"


def test_a_switch_counts_only_where_the_text_names_one() -> None:
    def off(found: Plan) -> str:
        return Way(plan=found, training_off=True).trains

    assert off(plan("cohere-api")) == "no"
    assert off(plan("qwen-studio")) == "yes"
    assert off(plan("openrouter")) == "unknown"


def test_personal_data_is_barred_at_xai_until_zero_retention_is_agreed() -> None:
    found = plan("xai-enterprise")
    assert Way(plan=found, kind="personal").bar == "11.2"
    assert Way(plan=found, kind="personal", zero_agreed=True).bar == ""
    assert Way(plan=found, kind="internal").bar == ""


def test_nobody_else_sees_what_stays_on_a_machine() -> None:
    own = plan("local-open-weights")
    assert Way(plan=own, own="machine").viewers == ()
    assert Way(plan=own, own="server").viewers == ("server",)
    assert Way(plan=own, own="machine", exposed=True).viewers == ("strangers",)
