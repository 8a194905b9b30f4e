import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.core.inputs import Number
from calculators.core.numbers import (
    GIB,
    MIB,
    SIGNS,
    SINGULAR,
    format_about,
    format_about_range,
    format_bytes,
    format_quantity,
    format_range,
    parse_number,
)
from calculators.registry import CALCULATORS


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (0, "0 MiB"),
        (5 * 2**19, "2.5 MiB"),
        (93 * MIB, "93 MiB"),
        (1023.9 * MIB, "1.00 GiB"),
        (GIB, "1.00 GiB"),
        (7.612 * GIB, "7.61 GiB"),
        (11.84 * GIB, "11.8 GiB"),
        (418 * GIB, "418 GiB"),
        (-2.5 * GIB, "-2.50 GiB"),
    ],
)
def test_bytes_are_shown_in_gib_or_mib(count: float, text: str) -> None:
    assert format_bytes(count) == text


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("8192", 8192),
        (" 8,192 ", 8192),
        ("8 192", 8192),
        ("8’192", 8192),
        ("1,048,576", 1_048_576),
        ("32k", 32_000),
        ("32 K", 32_000),
        ("7.5", 7.5),
        ("-3", -3),
    ],
)
def test_numbers_are_read_as_people_type_them(typed: str, number: float) -> None:
    assert parse_number(typed) == number


@pytest.mark.parametrize(
    "typed",
    ["", "abc", "7,5", "1,23,456", "nan", "inf", "1e9", "8_192", "0x10", "٣", "9" * 31, "--1", "k"],
)
def test_what_is_not_a_number_is_not_guessed(typed: str) -> None:
    assert parse_number(typed) is None


def test_quantities_carry_their_unit() -> None:
    assert format_quantity(8192, "tokens") == "8,192 tokens"
    assert format_quantity(1, "tokens") == "1 token"
    assert format_quantity(1, "messages a month") == "1 message a month"
    assert format_quantity(1, "steps") == "1 step"
    assert format_quantity(1, "GB/s") == "1 GB/s"
    assert format_quantity(4.9165, "bits per weight") == "4.92 bits per weight"
    assert format_quantity(None, "layers") == "not known"
    assert format_quantity("Fits", "") == "Fits"


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (336_385, "requests a month", "340,000 requests a month"),
        (198_670, "requests a month", "200,000 requests a month"),
        (1_230_000, "tokens", "1.2 million tokens"),
        (5333, "tokens", "5,300 tokens"),
        (171.2, "words a minute", "170 words a minute"),
        (45, "layers", "45 layers"),
        (1, "months", "1 month"),
        (3.7959, "tokens/s", "3.8 tokens/s"),
        (12.2, "tokens/s", "12 tokens/s"),
        (44.6, "tokens/s", "45 tokens/s"),
        (94, "%", "94%"),
        (1310.06, "USD/month", "$1,300 a month"),
        (2129.4, "USD/month", "$2,100 a month"),
        (48.8, "USD", "$49"),
        (9.72, "USD", "$9.70"),
        (1.07, "USD", "$1.10"),
        (0.68, "USD/month", "$0.68 a month"),
        (0.0014, "USD", "$0.0014"),
        (-45_120, "CHF", "-CHF 45,000"),
        (0, "USD", "$0.00"),
        (7.59 * 2**30, "bytes", "7.6 GiB"),
        (1.29 * 2**30, "bytes", "1.3 GiB"),
        (120 * 2**30, "bytes", "120 GiB"),
        (3 * 2**30, "bytes", "3.0 GiB"),
        (138 * 2**20, "bytes", "140 MiB"),
        (0, "bytes", "0 MiB"),
        (3.6, "seconds", "3.6 seconds"),
        (52.3, "seconds", "52 seconds"),
        (502, "seconds", "8 minutes"),
        (122, "seconds", "2 minutes"),
        (150, "seconds", "2.5 minutes"),
        (3600, "seconds", "60 minutes"),
        (64 * 3600, "seconds", "2.5 days"),
        (4 * 3600 + 13 * 60, "seconds", "4 hours"),
        (43_646_976, "weights", "44 million weights"),
        (1_020_000_000, "tokens", "1 billion tokens"),
        (1, "token", "1 token"),
        (None, "USD", "not known"),
    ],
)
def test_an_estimate_has_as_many_digits_as_are_meant(
    value: float | None, unit: str, text: str
) -> None:
    assert format_about(value, unit) == text


@pytest.mark.parametrize(
    ("low", "high", "unit", "text"),
    [
        (207, 1_178, "seconds", "3 to 20 minutes"),
        (34, 122, "seconds", "34 seconds to 2.5 minutes"),
        (5.72, 31.6, "tokens/s", "5.7 to 32 tokens/s"),
        (131 * MIB, 149 * MIB, "bytes", "130 to 150 MiB"),
        (12.61, 13.4, "USD/month", "$12 to $14 a month"),
        (1_311, 2_590, "USD/month", "$1,300 to $2,600 a month"),
        (0.168, 1.131, "USD", "$0.17 to $1.13"),
        (84, 217, "days", "84 to 217 days"),
        (3, 3, "layers", ""),
        (None, 3, "layers", ""),
    ],
)
def test_the_range_of_an_estimate_is_rounded_outwards(
    low: float | None, high: float | None, unit: str, text: str
) -> None:
    assert format_about_range(low, high, unit) == text


@given(st.floats(min_value=1e-3, max_value=1e12), st.floats(min_value=1.2, max_value=9))
def test_both_ends_of_a_range_lie_within_what_is_told(low: float, factor: float) -> None:
    first, last = format_about_range(low, low * factor, "USD").split(" to ")
    amounts = [
        float(
            end.replace("$", "")
            .replace(",", "")
            .replace(" million", "e6")
            .replace(" billion", "e9")
        )
        for end in (first, last)
    ]
    half_a_cent = 0.005 if low * factor < 10 else 0  # small sums are told in whole cents
    assert amounts[0] <= low * (1 + 1e-9) + half_a_cent
    assert low * factor <= amounts[1] * (1 + 1e-9) + half_a_cent


def test_a_range_names_its_unit_once() -> None:
    assert format_range(300 * MIB, 500 * MIB, "bytes") == "300 to 500 MiB"
    assert format_range(500 * MIB, 2 * GIB, "bytes") == "500 MiB to 2.00 GiB"


@given(st.integers(min_value=0, max_value=10**12))
def test_a_whole_number_survives_being_written_with_commas(number: int) -> None:
    assert parse_number(f"{number:,}") == number


@given(st.text(max_size=60))
def test_no_text_breaks_the_reader_of_numbers(text: str) -> None:
    assert parse_number(text) is None or isinstance(parse_number(text), float)


MEASURES = {
    *("", "%", "GB", "GB/s", "GiB", "TFLOPS", "bytes", "seconds", "tokens/s"),
    *("a day", "a dollar"),
}
"""Units that are the same for one and for many."""


@pytest.mark.parametrize(
    ("unit", "one"),
    [
        *(("things", "1 thing"), ("parties", "1 party"), ("people", "1 person")),
        *(("duties", "1 duty"), ("hours a month", "1 hour a month")),
        *(("bits per weight", "1 bit per weight"), ("times as much", "1 times as much")),
    ],
)
def test_of_a_single_thing_a_unit_is_in_the_singular(unit: str, one: str) -> None:
    assert format_quantity(1, unit) == one
    assert format_quantity(2, unit) == f"2 {unit}"


def test_every_unit_says_what_a_single_one_is_called() -> None:
    """Those of forms and of answers; a new one goes into `SINGULAR`, or is a measure."""
    answers = (each.answer({}) for each in CALCULATORS.values())
    units = {figure.unit for answer in answers for figure in answer.figures} | {
        field.input.unit
        for each in CALCULATORS.values()
        for field in each.fields
        if isinstance(field.input, Number)
    }
    counted = {unit for unit in units - MEASURES if unit.partition("/")[0] not in SIGNS}
    assert {unit.partition(" ")[0] for unit in counted} - SINGULAR.keys() == set()
