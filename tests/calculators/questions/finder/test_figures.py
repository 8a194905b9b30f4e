"""The first of the list in numbers, and the list."""

from calculators import catalog
from calculators.questions.finder.candidates import Place
from calculators.questions.finder.figures import MOST, released, shortlist
from tests.calculators.questions.finder.asking import CARD, FULL, LAPTOP, TINY, ask, case


def test_the_first_comes_before_the_counts() -> None:
    result = ask(**LAPTOP)
    assert {each.name: each.value for each in result.figures} == {
        "total_bytes": 9_986_287_616,
        "usable_bytes": 11 * 2**30,
        "decode_tokens_per_s": 5.69,
        "first_word_s": 25.43,
        "done_s": 60.58,
        "context_tokens": 4096,
        "models_allowed": 84,
        "models_running": 50,
        "models_sure": 37,
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
    assert chart.total == 9_986_287_616  # type: ignore[union-attr]


def test_a_row_says_size_speed_licence_and_why_it_stands_here() -> None:
    [table] = ask(**LAPTOP).tables
    assert table.title == "The best of the 50 models that run here"
    assert table.columns == ("Model", "Needs", "Writes", "Answer an e-mail", "Licence", "Why here")
    assert table.rows[0] == (
        "1. Granite 4.1 8B, Q4_K_M",
        "9.30 GiB",
        "3.77 to 8.58 tokens/s",
        "about 1 min 1 s",
        "Apache-2.0",
        "Surely fits; 8.8 billion weights, April 2026",
    )


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
