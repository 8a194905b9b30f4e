"""What it needs, the least memory of each kind, and the list of machines."""

from tests.calculators.questions.needs.asking import GEMMA, LARGE, TOO_LARGE, ask, value


def test_the_figures_of_one_model() -> None:
    result = ask(**GEMMA)
    assert {each.name: each.value for each in result.figures} == {
        "total_bytes": 8_212_734_144,
        "least_integrated_gib": 24,
        "least_apple_gib": 16,
        "least_dedicated_gib": 12,
        "machines_sure": 70,
        "machines_running": 83,
    }
    assert result.highlights == ("total_bytes", "least_integrated_gib", "least_dedicated_gib")
    least = result.figure("least_apple_gib")
    assert (least.label, least.note) == (
        "Apple silicon Mac",
        "the smallest usual size in which it surely fits",
    )


def test_the_first_ten_machines_are_listed() -> None:
    [table] = ask(**GEMMA).tables
    assert table.title == "The first 10 of 83 machines that run it"
    assert table.columns == ("Machine", "Price", "Writes", "Answer an e-mail", "How")
    assert table.rows[0] == (
        "MacBook Air M5, 16 GB",
        "1,299 US dollars (smallest version, 2026-06-25)",
        "11.2 to 22.8 tokens/s",
        "about 14 s",
        "Surely fits",
    )


def test_a_short_list_is_whole_and_an_empty_one_is_left_out() -> None:
    [table] = ask(**LARGE).tables
    assert (table.title, len(table.rows)) == ("All machines that run it", 1)
    assert ask(**TOO_LARGE).tables == ()
    assert value(ask(**TOO_LARGE), "machines_running") == 0
