"""The first of the list in numbers, and the list."""

from calculators import catalog
from calculators.questions.finder.candidates import Place
from calculators.questions.finder.figures import MOST, MOST_UNSCORED, released, shortlist
from tests.calculators.questions.finder.asking import CARD, FULL, LAPTOP, TINY, ask, case


def test_the_first_comes_before_the_counts() -> None:
    result = ask(**LAPTOP)
    assert {each.name: each.value for each in result.figures} == {
        "total_bytes": 5_656_086_784,
        "usable_bytes": 11 * 2**30,
        "decode_tokens_per_s": 6.458,
        "first_word_s": 11.41,
        "done_s": 42.38,
        "score": 141.44,
        "context_tokens": 4096,
        "models_allowed": 84,
        "models_running": 50,
        "models_sure": 37,
        "models_scored": 23,
    }
    assert result.highlights == ("total_bytes", "decode_tokens_per_s", "done_s")
    assert result.figure("done_s").label == "Answer an e-mail"


def test_where_nothing_fits_nothing_is_shown_large_nor_drawn_nor_listed() -> None:
    result = ask(**TINY)
    assert (result.highlights, result.chart, result.tables) == ((), None, ())
    assert result.figure("total_bytes").value is None
    assert result.figure("done_s").value is None
    assert result.figure("models_running").value == 0


def test_the_bar_is_that_of_fit_for_the_first() -> None:
    chart = ask(**LAPTOP).chart
    assert chart is not None
    assert chart.title == "Memory needed against what a model may use"
    assert chart.total == 5_656_086_784  # type: ignore[union-attr]


def test_a_row_says_size_speed_licence_and_why_it_stands_here() -> None:
    table = ask(**LAPTOP).tables[0]
    assert table.title == "The best of the 50 models that run here"
    assert table.columns == ("Model", "Needs", "Writes", "Answer an e-mail", "Licence", "Why here")
    assert table.rows[0] == (
        "1. Qwen3.5 4B, Q8_0",
        "5.27 GiB",
        "4.28 to 9.74 tokens/s",
        "about 42 s",
        "Apache-2.0",
        "Surely fits; score 141.4 (136.7 to 142.6), an estimate: like closed models of December "
        "2024",
    )


def test_what_surely_runs_without_a_score_has_a_list_of_its_own() -> None:
    listed, unscored = ask(**LAPTOP).tables
    assert unscored.title == "These run as well, but have no score to rank them by"
    assert len(unscored.rows) == MOST_UNSCORED
    assert unscored.rows[0] == (
        "Granite 4.1 8B, Q4_K_M",
        "9.30 GiB",
        "3.77 to 8.58 tokens/s",
        "Apache-2.0",
        "8.8 billion weights, April 2026",
    )
    named = {row[0].partition(". ")[2] for row in listed.rows}
    assert named.isdisjoint(row[0] for row in unscored.rows)


def test_a_model_without_a_score_says_so_in_its_row() -> None:
    rows = ask(**LAPTOP).tables[0].rows
    assert rows[6][-1] == "Just fits; no score; 8.5 billion weights, December 2025"


def test_a_list_that_is_whole_says_so() -> None:
    few = case(machine="custom", memory_kind="integrated", ram_gib=3.5)
    assert len(few.found) == 2
    [table] = ask(machine="custom", memory_kind="integrated", ram_gib=3.5).tables
    assert table.title == "All models that run here"
    assert len(table.rows) == len(few.found)


def test_a_few_of_each_place_are_listed_the_surest_first() -> None:
    shown = shortlist(case(**CARD).found)
    assert len(shown) == MOST
    assert [each.place for each in shown].count(Place.SURE) == 5
    assert [each.place for each in shown] == sorted(each.place for each in shown)
    assert [each.place for each in shortlist(case(**FULL).found)] == [Place.STRETCH] * 2


def test_the_month_of_release_is_told_as_far_as_it_is_known() -> None:
    months = {released(model) for model in catalog.models().values()}
    assert "April 2025" in months
    assert all(month.partition(" ")[2] or month.isdigit() for month in months)
