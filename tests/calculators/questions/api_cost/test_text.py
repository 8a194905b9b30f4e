"""What each vendor does with text, beside the price of its models."""

from calculators.core.results import Result
from calculators.questions.api_cost import API_COST

DAY = "2026-11-29"
KIMI = {"model": "moonshotai/kimi-k3", "model_2": "zai/GLM-5.3", "model_3": "openai/gpt-6-luna"}
FEW = {**KIMI, "model_4": "none", "model_5": "none", "model_6": "none"}


def ask(**inputs: object) -> Result:
    return API_COST.answer({"at": DAY, **FEW, **inputs})


def texts(result: Result) -> dict[str, tuple[str, ...]]:
    table = next(each for each in result.tables if each.title == "What happens to your text")
    return {row[0]: row[1:] for row in table.rows}


def test_every_vendor_has_a_row_and_what_was_not_read_says_so() -> None:
    assert texts(ask()) == {
        "GLM-5.3": ("terms not read by us", "terms not read by us"),
        "Kimi K3": (
            "trained on; kept for an unstated time",
            "Kimi Open Platform (international), 2026-11-28",
        ),
        "GPT-6 Luna": ("not trained on; kept up to 30 days", "OpenAI API platform, 2026-11-28"),
    }


def test_a_price_of_your_own_has_no_vendor() -> None:
    assert "Your own price" not in texts(ask(model="own"))


def test_where_only_a_price_of_your_own_is_asked_about_there_is_no_such_list() -> None:
    alone = ask(model="own", model_2="none", model_3="none")
    assert [each.title.partition(",")[0] for each in alone.tables] == ["The same work"]


def test_the_answer_says_plainly_who_trains_on_text() -> None:
    assert (
        "Trains on your text by default: Kimi K3 (Moonshot AI: trained on; kept for an "
        "unstated time)."
    ) in ask().verdict.reasons
    others = ask(model="openai/gpt-6.1-sol").verdict.reasons
    assert not any("Trains on your text" in each for each in others)


def test_vendors_that_train_on_text_are_left_out_on_request() -> None:
    result = ask(untrained="on")
    assert result.figure("usd_per_month").value is None
    assert result.figure("usd_per_month_2").value is not None
    assert any(
        each.startswith("Left out, because the vendor trains on your text: Kimi K3")
        for each in result.verdict.reasons
    )
    row = next(row for row in result.tables[0].rows if row[0] == "Kimi K3")
    assert row[5] == "Left out, its vendor trains on your text"


def test_where_all_fall_out_the_answer_says_that() -> None:
    said = ask(untrained="on", model_2="none", model_3="none").verdict
    assert (said.status, said.word) == ("left_out", "All left out")


def test_sources_are_the_texts_that_say_it() -> None:
    titles = [each.title for each in ask().sources]
    assert any(title.startswith("Kimi Open Platform terms") for title in titles)
    assert any(title.startswith("OpenAI Services Agreement") for title in titles)
