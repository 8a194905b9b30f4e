from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.core.inputs import (
    Choice,
    Input,
    Moment,
    Number,
    Option,
    Refused,
    Switch,
    Text,
    moment,
    noon,
    today,
)

CONTEXT = Number(
    label="Context window", unit="tokens", minimum=256, maximum=1_048_576, thousand=1024
)
MEMORY = Number(label="Memory", unit="GiB", minimum=1, maximum=2048, whole=False)
FRUIT = Choice(label="Fruit", options=lambda: [Option("apple", "Apple"), Option("pear", "Pear")])
MANY = Choice(
    label="Model", options=lambda: [Option(f"qwen3-{n}b", f"Qwen3 {n}B") for n in range(20)]
)


def refusal(spec: Input, raw: object) -> str:
    with pytest.raises(Refused) as refused:
        spec.parse(raw)
    return str(refused.value)


DAY = Moment(label="Prices on")
PRICE = Number(label="Price", unit="USD/Mtok", minimum=0, maximum=1000, whole=False)


def test_an_amount_may_be_typed_with_its_sign() -> None:
    assert [PRICE.parse(typed) for typed in ("$4.50", "$ 4.50", "4.50", "4.50 usd/mtok")] == [
        4.5
    ] * 4
    assert refusal(PRICE, "2000") == (
        "“2000” is above the limit. Type a number from 0 to $1,000.00 per million tokens."
    )


def test_a_day_means_its_noon_in_utc() -> None:
    assert DAY.parse("2026-11-24") == datetime(2026, 11, 24, 12, tzinfo=UTC)
    assert DAY.parse(" 2026-11-24 ") == DAY.parse("2026-11-24 12:00")
    assert DAY.write(DAY.parse("2026-11-24 12:00")) == "2026-11-24"


def test_a_time_is_in_utc_unless_it_says_otherwise() -> None:
    night = datetime(2026, 11, 24, 2, tzinfo=UTC)
    for typed in ("2026-11-24 02:00", "2026-11-24T02:00:00Z", "2026-11-24T04:00:00+02:00"):
        assert DAY.parse(typed) == night
    assert DAY.write(night) == "2026-11-24T02:00:00Z"


def test_no_moment_means_today() -> None:
    assert DAY.parse("") is None
    assert DAY.parse(None) is None
    assert DAY.write(None) == ""
    assert moment(None) == noon(today())
    assert moment(noon(date(2026, 1, 2))) == noon(date(2026, 1, 2))


@pytest.mark.parametrize("typed", ["24.11.2026", "2026-02-30", "2026-11-24T24:00", 20261124, True])
def test_what_is_no_date_is_refused_with_the_way_to_write_one(typed: object) -> None:
    assert "Type it as 2026-11-24, or with a time in UTC as 2026-11-24 02:00." in refusal(
        DAY, typed
    )


def test_a_date_far_away_is_refused() -> None:
    assert refusal(DAY, "1999-01-01") == (
        "“1999-01-01” is out of range. Type a date from 2020 to 2040."
    )


def test_a_k_is_a_thousand_and_1024_of_context() -> None:
    assert MEMORY.parse("1k") == 1000
    assert CONTEXT.parse("32k") == 32_768


def test_a_number_that_reads_in_two_ways_is_not_guessed() -> None:
    assert refusal(MEMORY, "1.500") == "“1.500” can be read in two ways. Write 1500 or 1.5."
    assert MEMORY.parse("1.5") == 1.5
    assert MEMORY.parse(1.125) == 1.125
    assert MEMORY.parse(MEMORY.write(1.125)) == 1.125


def test_a_comma_for_a_point_is_told_how_to_write_it() -> None:
    limits = "Type a number from 1 to 2,048 GiB."
    assert refusal(MEMORY, "7,5") == f"“7,5” is not a number. Write 7.5. {limits}"
    assert refusal(MEMORY, "1.459,00") == f"“1.459,00” is not a number. Write 1459.00. {limits}"


def test_where_numbers_are_whole_no_fraction_is_proposed() -> None:
    limits = "number from 256 to 1,048,576 tokens."
    assert refusal(CONTEXT, "512,5") == f"“512,5” is not a number. Type a whole {limits}"
    assert refusal(CONTEXT, "4.096,00") == (
        f"“4.096,00” is not a number. Write 4096. Type a whole {limits}"
    )
    assert refusal(CONTEXT, "12.000") == "“12.000” can be read in two ways. Write 12000 or 12."
    assert refusal(CONTEXT, "4.096") == (
        "“4.096” can be read in two ways. Write 4096, or a whole number."
    )


def test_a_number_may_have_no_unit() -> None:
    assert Number(label="Times", unit="", minimum=1, maximum=9).parse("4") == 4


def test_a_choice_may_take_what_its_menu_no_longer_shows() -> None:
    fruit = Choice(label="Fruit", options=FRUIT.options, unlisted=lambda: ("Quince",))
    assert fruit.parse("quince") == "Quince"
    assert refusal(fruit, "plum") == "“plum” is not in the list. Choose one of: apple, pear."


def test_a_number_comes_out_typed() -> None:
    assert CONTEXT.parse("8,192") == 8192
    assert isinstance(CONTEXT.parse("8192"), int)
    assert CONTEXT.parse(8192) == 8192
    assert MEMORY.parse("7.5") == 7.5
    assert [MEMORY.parse(typed) for typed in ("16 GB", "16GiB", "16 gb")] == [16, 16, 16]
    assert CONTEXT.parse("8,192 tokens") == 8192


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        ("abc", "“abc” is not a number. Type a number from 256 to 1,048,576 tokens."),
        ("", "it is empty. Type a number from 256 to 1,048,576 tokens."),
        (
            "4096.5",
            "“4096.5” is not a whole number. Type a whole number from 256 to 1,048,576 tokens.",
        ),
        ("99", "“99” is below the limit. Type a number from 256 to 1,048,576 tokens."),
        ("2000000", "“2000000” is above the limit. Type a number from 256 to 1,048,576 tokens."),
        (True, "“True” is not a number. Type a number from 256 to 1,048,576 tokens."),
        (None, "“None” is not a number. Type a number from 256 to 1,048,576 tokens."),
        (10**400, None),
        (float("nan"), None),
        ([1], "“[1]” is not a number. Type a number from 256 to 1,048,576 tokens."),
    ],
)
def test_a_refused_number_names_value_limit_and_fix(raw: object, message: str | None) -> None:
    assert refusal(CONTEXT, raw) == message or message is None


def test_a_choice_takes_its_own_values_only() -> None:
    assert FRUIT.parse("pear") == "pear"
    assert FRUIT.parse(" Pear ") == "pear"
    assert refusal(FRUIT, "plum") == "“plum” is not in the list. Choose one of: apple, pear."
    assert refusal(MANY, "Qwen3-8") == "“Qwen3-8” is not in the list. Did you mean “qwen3-8b”?"
    assert refusal(MANY, "zebra") == "“zebra” is not in the list. Choose one of the 20 listed."
    assert refusal(FRUIT, ["pear"]).startswith("“['pear']” is not in the list.")


def test_a_switch_understands_forms_urls_and_json() -> None:
    assert [Switch(label="x").parse(raw) for raw in ("on", "true", True, 1)] == [True] * 4
    assert [Switch(label="x").parse(raw) for raw in ("off", "false", False, 0)] == [False] * 4
    assert refusal(Switch(label="x"), "maybe") == "“maybe” is neither on nor off. Type on or off."


def test_a_text_has_a_limit_and_takes_json_objects() -> None:
    config = Text(label="config.json", max_characters=20)
    assert config.parse({"a": 1}) == '{"a": 1}'
    assert refusal(config, "x" * 1_000_000) == (
        "the text has 1,000,000 characters, and the limit is 20. Paste only the file itself."
    )


def test_values_are_written_as_a_form_holds_them() -> None:
    assert CONTEXT.write(8192) == "8192"
    assert MEMORY.write(16.0) == "16"
    assert MEMORY.write(7.5) == "7.5"
    assert Switch(label="x").write(True) == "on"


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


def said_of(spec: Input, raw: object) -> str:
    try:
        spec.parse(raw)
    except Refused as refused:
        return str(refused)
    return ""


@given(ANYTHING)
def test_nothing_but_a_short_refusal_comes_of_nonsense(raw: object) -> None:
    for spec in (CONTEXT, MEMORY, FRUIT, Switch(label="x"), Text(label="x", max_characters=9)):
        assert len(said_of(spec, raw)) < 300
