"""The staff policy: every rule comes from a kept answer, and nothing is made up where none is."""

import pytest

from calculators.memo.joined import joined
from calculators.memo.kept import Kept
from calculators.memo.markdown import policy_markdown
from calculators.memo.policy import Section, policy
from calculators.registry import CALCULATORS, calculator
from tests.calculators.memo.anything import memo_of


def section(title: str, *names: str, **others: object) -> Section:
    (found,) = (each for each in policy(memo_of(*names, **others)) if each.title == title)
    return found


def rules(title: str, *names: str, **others: object) -> list[str]:
    return [each.text for each in section(title, *names, **others).rules]


def test_where_nothing_was_kept_it_says_what_to_ask_first() -> None:
    for each in policy(memo_of()):
        assert each.rules == ()
        assert each.ask
        assert set(each.ask) <= CALCULATORS.keys()


def test_what_is_used_for_which_task() -> None:
    found = rules("What we use, and for what", "fit", "cover", task="Letters")
    assert found == [
        "Letters. Model: Gemma 4 12B, Q4_K_M",
        "Letters. Machine: Laptop, 16 GB (such as Intel Core i5-1335U)",
        "Letters. Plan: ChatGPT Business",
    ]


def test_seats_are_named_with_what_they_were_compared_with() -> None:
    (found,) = rules("What we use, and for what", "subscription", task="Letters")
    assert found == (
        "Letters. Plan or API: ChatGPT Business, standard seat or GPT-6.1 Sol by API, for 6 "
        "people, 12 messages each on a working day"
    )


def test_a_test_to_come_is_a_rule_and_a_score_is_none() -> None:
    (found,) = rules("Who checks", "eval-size")
    assert found.startswith("Test both models on the same ")
    assert rules("Who checks", "eval-size", inputs={"goal": "score"}) == []


def test_what_a_plan_keeps_says_what_must_stay_out_of_it() -> None:
    (found,) = rules("What never to paste", "cover")
    assert found.startswith("Put nothing into ChatGPT Business that nobody else may keep. Kept: ")


@pytest.mark.parametrize("plan", ["openai-chatgpt-consumer-other", "deepseek-app"])
def test_what_trains_on_text_gets_nothing_secret_and_nothing_about_people(plan: str) -> None:
    found = rules("What never to paste", "cover", inputs={"plan": plan})
    assert found[0].startswith("Put nothing secret and nothing about people into ")
    assert " Trained on: " in found[0]


@pytest.mark.parametrize("plan", ["groq", "local-open-weights"])
def test_a_plan_that_keeps_nothing_and_trains_on_nothing_has_no_such_rule(plan: str) -> None:
    assert rules("What never to paste", "cover", inputs={"plan": plan}) == []


def test_duties_of_a_licence_are_rules_with_their_clauses() -> None:
    inputs = {"model": "llama-3.1-8b", "use": "sell_product_contains"}
    found = rules("What licences and laws ask of us", "licence", inputs=inputs)
    assert len(found) > 2
    assert all(each.startswith("Llama 3.1 8B: ") and each.endswith(")") for each in found)


def test_a_licence_that_asks_nothing_says_so() -> None:
    (found,) = rules("What licences and laws ask of us", "licence")
    assert found.endswith("and it asks nothing (s.2).")


def test_what_must_happen_before_text_goes_somewhere_stands_by_the_text() -> None:
    inputs = {"where": "plan", "plan": "openai-api", "kind": "personal", "home": "EU"}
    duties = calculator("data-path").answer(inputs).tables[0].rows
    found = rules("What text may go where", "data-path", inputs=inputs)
    assert [each for each in found if each.startswith("OpenAI API platform: ")] == [
        f"OpenAI API platform: {row[0].removeprefix('☐ ')} ({row[1]})" for row in duties
    ]


@pytest.mark.parametrize("exposed", ["on", "off"])
def test_a_machine_that_strangers_reach_gets_no_text(exposed: str) -> None:
    inputs = {"where": "machine", "exposed": exposed, "kind": "client"}
    found = rules("What never to paste", "data-path", inputs=inputs)
    assert len(found) == (exposed == "on")
    assert all(": no such text. " in each for each in found)


def test_what_loses_the_promise_of_a_vendor() -> None:
    (found,) = rules("What loses the vendor’s promise", "cover")
    assert found.startswith("ChatGPT Business: You knew, or should have known, that it infringes;")


def test_a_test_before_use_is_a_rule() -> None:
    (found,) = rules("Who checks", "eval-size")
    assert found.startswith("Test both models on the same 126 examples")


def test_controls_of_a_task_are_rules_in_the_section_they_belong_to() -> None:
    """Each of those that `triage` asks for stands once, with the tasks it is for."""
    kept = [Kept(calculator="triage", inputs={"task": task}) for task in ("applicants", "invoices")]
    memo = joined(kept)
    found = [each.text for part in policy(memo) for each in part.rules if each.entry.duties]
    asked = {duty.text for entry in memo.entries for duty in entry.duties}
    both = "For: Choose among job applicants; Read fields out of invoices."
    assert f"Name the person who answers for the result. {both}" in found
    for control in asked:
        assert sum(each.startswith(f"{control}. For: ") for each in found) == 1, control
    written = [each.text for each in policy(memo)[4].rules]
    assert [each[:52] for each in written] == [
        "Keep what went in, what came out, the model with its"
    ]


def test_an_answer_that_cannot_be_given_anew_leads_to_no_rule() -> None:
    kept = {"inputs": {"plan": "gone"}, "headline": "Covered."}
    assert all(each.rules == () for each in policy(memo_of("cover", **kept)))


def test_a_section_whose_calculators_were_asked_and_set_no_rule_asks_for_none_of_them() -> None:
    assert section("What is written down", "triage") == Section("What is written down", (), ())
    assert "\n- The answers that are kept set no rule here.\n" in policy_markdown(memo_of("triage"))
