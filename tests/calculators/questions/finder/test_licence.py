"""What a licence says of the reader's use: what falls out, what must be asked, how it is told."""

from dataclasses import replace

import pytest

from calculators.core.results import Result
from calculators.questions.finder import FINDER
from calculators.questions.finder.verdict import permission
from calculators.questions.licence.inputs import USES
from calculators.terminal.implied import completed
from tests.calculators.questions.finder.asking import LAPTOP, TINY, ask, case

HOST = {**LAPTOP, "use": "host_service"}
ASKED = "What a licence stands in the way of, for this use"


def barred(result: Result) -> dict[str, tuple[str, str]]:
    """By the models that it names: the answer and the clause."""
    found = next((each for each in result.tables if each.title == ASKED), None)
    return {row[2]: (row[0], row[1]) for row in found.rows} if found else {}


def reasons_with(start: str, **inputs: object) -> list[str]:
    return [each for each in ask(**inputs).verdict.reasons if each.startswith(start)]


def test_by_default_no_use_is_asked_about_and_nothing_of_it_is_said() -> None:
    result = ask(**LAPTOP)
    assert case(**LAPTOP).readings == {}
    assert barred(result) == {}
    assert not any("this use" in each for each in result.verdict.reasons)


def test_what_is_not_permitted_falls_out_and_the_answer_says_how_many_and_by_which_clause() -> None:
    result = ask(**HOST)
    assert "Command R7B 12-2024" not in str(result.tables[0])
    assert "Left out: 1 of 86 models, whose licence does not permit this use." in (
        result.verdict.reasons
    )
    assert barred(result)["Command R7B 12-2024"] == (
        "No",
        "CC-BY-NC-4.0 with Cohere’s acceptable-use addendum, s.2(a)(1), s.1(i)",
    )


def test_what_must_be_asked_stays_behind_what_is_permitted_with_that_word() -> None:
    large = {**HOST, "llama_release_month_users": "800,000,000"}
    assert barred(ask(**large))["Llama 3.2 1B, Llama 3.2 3B"][0] == "Ask first"
    found = [each.model.id for each in case(**large).found]
    assert found.index("llama-3.2-1b") > found.index("gemma-3-1b")
    assert reasons_with("Kept, but behind all others: 8 of 86 models", **large)


def test_the_plan_says_what_its_licence_permits_and_asks() -> None:
    reasons = ask(**HOST).verdict.reasons
    assert (
        "Apache-2.0 permits this use and asks nothing (s.2 (s.4 speaks of handing on copies only))."
        in reasons
    )
    assert ask(**HOST).tables[0].rows[0][4] == "Apache-2.0: yes"
    assert ask(**HOST).asked.endswith(" · host it for others (a firm, United States)")


def test_where_only_models_to_ask_about_run_the_plan_says_so() -> None:
    first = case(**HOST).first
    assert first is not None
    asked = replace(first, reading=case(**HOST).readings["minimax-m2.7"])
    (said,) = permission(asked)
    assert said.startswith("Nothing that is permitted for this use runs here. Qwen3.5 4B comes")
    assert said.endswith("Apache-2.0, ask first (s.3, s.4).")


def test_where_nothing_runs_what_was_left_out_is_still_told() -> None:
    assert any(
        each.startswith("Left out: 1 of 86")
        for each in ask(**TINY, use="host_service").verdict.reasons
    )


@pytest.mark.parametrize("use", USES)
def test_the_wish_for_a_licence_counts_only_where_no_use_is_chosen(use: str) -> None:
    assert not FINDER.shows("licence", {"use": use})
    assert FINDER.shows("actor", {"use": use})
    assert FINDER.shows("licence", {})
    assert not FINDER.shows("actor", {})
    any_wish, free = (ask(**LAPTOP, use=use, licence=wish).tables for wish in ("any", "free"))
    assert any_wish == free


def test_a_link_with_a_wish_for_a_licence_still_works() -> None:
    assert completed(FINDER, {"licence": "free"}) == {"licence": "free", "use": "any"}
    assert ask(**LAPTOP, licence="free").asked.endswith("without conditions (open source)")


def test_sources_and_notes_name_the_text_and_that_it_is_no_advice() -> None:
    result = ask(**HOST)
    assert any(each.title.startswith("Apache") for each in result.sources)
    assert any("is what “What may I do with it?” says" in each for each in result.notes)
    assert not any(each.startswith("Licences are as published") for each in result.notes)
