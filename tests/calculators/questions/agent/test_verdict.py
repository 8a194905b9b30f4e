"""The answer in words."""

from tests.calculators.questions.agent.asking import SONNET, alone, ask


def test_a_place_that_rests_on_equal_tokens_is_said() -> None:
    two = {"model_2": "zai/GLM-5.3", "model_3": "none", "model_4": "none"}
    said = (
        "All are given the same tokens. Newer Claude models make about 1.3 times as many of the "
        "same text. Counting those, Claude Sonnet 5.5 costs $0.53 and GLM-5.3 costs $0.45, and the "
        "order is reversed."
    )
    assert said in ask(**two).verdict.reasons
    assert said in ask(**{**two, "model": "zai/GLM-5.3", "model_2": SONNET}).verdict.reasons
    for other in (
        *({"claude_factor": factor} for factor in (1.01, 1.3)),
        {"model_2": "deepseek/deepseek-flash"},
        {"model": "anthropic/claude-haiku-5-5", "model_3": "together/zai-org/GLM-5.3"},  # alike
    ):
        assert not any("same tokens" in each for each in ask(**{**two, **other}).verdict.reasons)


def test_one_model_from_two_hosts_is_called_by_its_hosts() -> None:
    result = ask(model="groq/openai/gpt-oss-120b", model_2="cerebras/gpt-oss-120b", model_3="none")
    assert [row[0] for row in result.tables[0].rows[:2]] == [
        "gpt-oss 120B from Groq",
        "gpt-oss 120B from Cerebras",
    ]
    assert "with gpt-oss 120B from Groq" in result.verdict.headline


def test_one_of_a_thing_is_said_as_one() -> None:
    result = alone(task="own", steps=1, tasks_per_day=1, days_per_month=1, helpers=1)
    assert "1 helper " in result.asked
    assert any(reason.startswith("1 task a day on 1 day: ") for reason in result.verdict.reasons)
    many = alone(tasks_per_day=1_000_000)
    assert any("1,000,000 tasks a day on 21 days" in each for each in many.verdict.reasons)


def test_the_prices_have_both_dates() -> None:
    assert ask().asked.endswith("price list of 2026-11-10, still in force on 2026-11-23")
    assert any("knows only some prices" in note for note in ask(at="2026-10-01").notes)
