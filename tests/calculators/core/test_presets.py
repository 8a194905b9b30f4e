"""One line for each of the usual inputs."""

from calculators.core.inputs import Number, Option, When
from calculators.core.presets import amount, choice, count, percent, switch, usd, when


def test_a_count_is_a_whole_number_and_an_amount_may_have_a_fraction() -> None:
    assert count("Slots", "slots", 1, 256).parse("4") == 4
    assert count("Slots", "slots", 1, 256) == Number(
        label="Slots", unit="slots", minimum=1, maximum=256
    )
    assert amount("Memory", "GiB", 1, 2048, "As sold.").parse("7.5") == 7.5
    assert amount("Memory", "GiB", 1, 2048, "As sold.").help == "As sold."


def test_money_and_shares_start_at_nothing() -> None:
    rent = usd("Rent", 100, per="hour", more=True)
    assert (rent.unit, rent.minimum, rent.maximum, rent.whole) == ("USD/hour", 0, 100, False)
    assert rent.more
    fee = percent("Fee", maximum=1000)
    assert (fee.unit, fee.minimum, fee.maximum) == ("%", 0, 1000)
    assert percent("Share").maximum == 100


def test_a_menu_is_data_or_a_function_that_reads_the_catalog() -> None:
    caching = choice("Cache", {"off": "Not cached", "5min": "For 5 minutes"})
    assert caching.options() == [Option("off", "Not cached"), Option("5min", "For 5 minutes")]
    assert caching.parse("OFF") == "off"
    listed = choice("Model", lambda: [Option("a", "A", "Maker")], "Which one.")
    assert listed.options()[0].group == "Maker"


def test_an_input_may_wait_for_another() -> None:
    assert when("work", "own") == When("work", ("own",))
    assert switch("Batch", when=when("work", "own")).when == When("work", ("own",))
