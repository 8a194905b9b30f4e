"""The gap on the day of the scores, and what a model that fits equals in time."""

from datetime import date

import pytest

from calculators.catalog import models
from calculators.core.view import to_html, to_text
from calculators.engines.capability.record import bias, estimated, published, scores
from calculators.questions.fit import FIT
from calculators.questions.gap import GAP
from calculators.questions.gap.inputs import OPEN
from calculators.questions.gap.subject import context_on
from tests.calculators.questions.gap.asking import ask, case


@pytest.mark.parametrize(
    ("openness", "name", "points", "days"),
    [
        ("weights", "Kimi K3", 4.6, (84, 133, 217)),
        ("business", "Kimi K3", 4.6, (84, 133, 217)),
        ("unrestricted", "DeepSeek V4 Flash 0731", 9.1, (232, 255, 255)),
    ],
)
def test_the_gap_of_11_august_2026(
    openness: str, name: str, points: float, days: tuple[int, int, int]
) -> None:
    found = case(openness=openness)
    assert found.subject is not None
    assert found.subject.name == name
    assert round(found.points or 0, 1) == points
    assert found.days == days


# As worked out from the same files by hand: the first closed model with at least the score.
@pytest.mark.parametrize(
    ("model", "name", "month"),
    [
        ("qwen3.5-4b", "o1", "December 2024"),
        ("qwen3.5-9b", "o3", "December 2024"),
        ("gemma-4-12b", "o1", "December 2024"),
        ("qwen3.6-27b", "GPT-5", "August 2025"),
        ("qwen3.8-27b", "GPT-5.2 Pro", "December 2025"),
    ],
)
def test_a_small_model_equals_a_closed_one_of_some_month(model: str, name: str, month: str) -> None:
    headline = ask(about="model", model=model).verdict.headline
    assert headline.endswith(f"stands level with {name}, of {month}, by this index.")


def test_where_the_index_has_a_score_the_estimate_is_not_used() -> None:
    assert ask(about="model", model="gemma-4-31b").figure("score").value == 142.28
    assert {"gemma-4-31b", "qwen3.6-35b-a3b"} <= published().keys() & estimated().keys()


def test_the_low_end_of_an_estimate_is_lowered_by_what_it_was_too_high_elsewhere() -> None:
    score = ask(about="model", model="gemma-4-12b").figure("score")
    assert score.low == pytest.approx(estimated()["gemma-4-12b"].low - bias()[1])
    assert score.high == estimated()["gemma-4-12b"].high
    assert score.basis == "estimate"


def test_a_machine_runs_what_a_service_could_do_in_some_month() -> None:
    result = ask(machine="laptop-16gb", about="machine")
    assert result.verdict.headline == (
        "It runs Qwen3.5 9B, which this index puts level with the best closed model of December "
        "2024."
    )
    assert any("knows fewer facts" in each for each in result.verdict.reasons)
    assert result.tables[0].rows[0][0].startswith("Qwen3.5 9B, ")


def test_what_fits_is_only_what_finder_says_fits() -> None:
    larger = case(machine="macbook-air-m5-32gb", about="machine").found
    smaller = case(machine="laptop-8gb", about="machine").found
    assert {each.name for each in smaller} < {each.name for each in larger}
    assert larger[0].eci >= smaller[0].eci


def test_a_machine_that_holds_no_model_with_a_score_says_so() -> None:
    result = ask(about="machine", machine="custom", memory_kind="processor", ram_gib="1")
    assert result.verdict.status == "none"
    assert result.verdict.headline == "No model that fits there has a score in this index."


@pytest.mark.parametrize("openness", OPEN)
def test_as_of_an_earlier_day_only_models_of_that_day_count(openness: str) -> None:
    found = case(openness=openness, as_of="2025-06-30")
    assert found.on == date(2025, 6, 30)
    assert found.subject is not None
    assert found.subject.date is not None
    assert found.subject.date <= found.on
    assert found.best_closed is not None
    assert found.best_closed.date <= found.on


@pytest.mark.parametrize("about", ["frontier", "machine", "model"])
def test_an_earlier_day_is_said_of_the_models_and_not_of_the_scores(about: str) -> None:
    then, now = ask(about=about, as_of="2025-10-30"), ask(about=about)
    assert then.asked.endswith(" · models out by 30 October 2025, scores of 11 August 2026")
    assert now.asked.endswith(" · scores of 11 August 2026")
    assert "models out by" not in now.asked
    said = "What the index itself said on that day rests on the scores of that day"
    assert [said in " ".join(each.notes) for each in (then, now)] == [True, False]
    closed = any("takes the closed models out by" in each for each in then.notes)
    assert closed is (about != "frontier")


def test_a_version_that_the_index_dates_before_the_month_in_its_name_is_noted() -> None:
    said = "The index dates Gemini 1.5 Flash (Sep 2024) to 10 May 2024, before the month in its"
    assert any(each.startswith(said) for each in ask(as_of="2024-06-01").notes)
    assert not any("The index dates" in each for each in ask().notes)


def test_nothing_is_known_after_the_day_of_the_scores() -> None:
    assert case(as_of="2026-11-28").on == date(2026, 8, 11)


def test_a_narrower_meaning_of_open_never_narrows_the_gap() -> None:
    wide, narrow = (case(openness=each).points for each in ("weights", "unrestricted"))
    assert wide is not None
    assert narrow is not None
    assert wide <= narrow


def test_what_others_measured_is_dated_and_has_a_source_each() -> None:
    result = ask()
    others = next(each for each in result.tables if each.title.startswith("What others"))
    assert len(others.rows) >= 5
    assert all(row[1][:4].isdigit() for row in others.rows)
    assert len(result.sources) >= len(others.rows)


def test_every_score_lies_in_its_range() -> None:
    for each in (*scores(), *estimated().values()):
        assert each.low <= each.eci <= each.high


def test_two_models_fix_the_scale_and_have_no_interval() -> None:
    fixed = {each.name: each.eci for each in scores() if each.low == each.high}
    assert fixed == {"Claude 3.5 Sonnet": 130, "GPT-5": 150}


def test_the_form_asks_about_a_machine_only_where_one_is_meant() -> None:
    of_a_machine = {"machine", "other_apps"}
    for about in ("frontier", "machine", "model"):
        shown = {each.name for each in GAP.fields if GAP.shows(each.name, {"about": about})}
        assert (of_a_machine <= shown) is (about == "machine")
        assert of_a_machine.isdisjoint(shown) is (about != "machine")


def test_before_the_first_score_there_is_no_answer_and_nothing_to_draw() -> None:
    result = ask(as_of="2023-01-01")
    assert (result.verdict.status, result.figures, result.steps) == ("none", (), ())
    assert result.verdict.headline == (
        "No such model that was out by 1 January 2023 has a score in this index."
    )
    assert "How sure" not in to_html(result)
    assert "Gap in time" not in to_text(result)
    assert "Gap in time" in to_text(ask())


def test_before_any_closed_model_had_as_much_the_gap_is_nothing() -> None:
    result = ask(as_of="2023-04-01")
    assert (result.verdict.status, result.figure("lag_days").value) == ("level", 0)
    assert round(result.figure("points_behind").value or 0, 1) == 16.5


@pytest.mark.parametrize(
    "machine", ["laptop-8gb", "laptop-16gb", "macbook-air-m4-16gb", "pc-rtx-3060-12gb-32gb-ram"]
)
@pytest.mark.parametrize("apps", ["nothing", "documents"])
def test_what_a_machine_runs_is_said_with_its_condition_as_fit_has_it(
    machine: str, apps: str
) -> None:
    inputs = {"about": "machine", "machine": machine, "other_apps": apps}
    result, found = ask(**inputs), case(**inputs)
    assert found.subject is not None
    ident = next(each.id for each in models().values() if each.name == found.subject.name)
    context = context_on(found.values)
    fit = FIT.answer(
        {
            "model": ident,
            "quantization": found.subject.quantization,
            "machine": machine,
            "other_apps": apps,
            "context": context,
        }
    )
    just = f"{found.subject.name} just fits, and this index puts it level with "
    runs = f"It runs {found.subject.name}, which this index puts level with "
    starts = runs if fit.verdict.status == "fits" else just
    assert result.verdict.headline.startswith(starts)
    counted = f"That is in {found.subject.quantization}, with room for {context:,} tokens and "
    assert any(each.startswith(counted) for each in result.verdict.reasons)
    assert result.tables[0].rows[0][0].endswith(", just fits") is (starts == just)


def test_closing_apps_is_offered_where_it_makes_room_for_a_better_model() -> None:
    result = ask(about="machine", machine="laptop-8gb", other_apps="office")
    assert result.verdict.status == "none"
    [change] = result.changes
    assert change.text == "With everything else closed: Qwen3.5 4B, level with December 2024."
    after = ask(about="machine", machine="laptop-8gb", **change.inputs)
    assert after.verdict.headline.startswith("Qwen3.5 4B just fits, ")
