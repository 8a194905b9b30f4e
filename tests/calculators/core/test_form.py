"""The usual inputs of a form, each in a line: what it takes, then what it says."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from calculators.core.calculator import fields_of
from calculators.core.form import (
    again,
    amount,
    choice,
    count,
    moment,
    percent,
    switch,
    text,
    usd,
    when,
)
from calculators.core.inputs import Choice, Input, Moment, Number, Option, Switch, Text, When


@dataclass(frozen=True, kw_only=True)
class Order:
    slots: int = count(4, "slots", 1, 256)("Slots")
    memory: float = amount(8, "GiB", 1, 2048, remember=True)("Memory", "As sold.")
    rent: float = usd(2, 100, per="hour", group="Costs")("Rent")
    price: float = usd(0, 100)("Price")
    fee: float = percent(0, maximum=1000)("Fee")
    share: float = percent(50)("Share")
    model: str = choice(
        "own",
        {"off": "None", "any": "The usual"},
        lambda: [Option("a", "A", "Maker")],
        Option("own", "Your own", "Not listed"),
    )("Model", "Which one.")
    batch: bool = switch(False, when=when("model", "own", "a"))("Batch")
    log: str = text("", max_characters=9, private=True)("Log")
    at: datetime | None = moment()("On")


def kind(name: str) -> Any:
    form: Any = Order
    return next(field.input for field in fields_of(form) if field.name == name)


def test_the_value_of_a_field_is_its_default_until_another_is_given() -> None:
    assert (Order().slots, Order().model, Order().at) == (4, "own", None)
    assert Order(slots=9).slots == 9


def test_each_field_has_its_kind_and_its_words() -> None:
    kinds: list[type[Input]] = [Number] * 6 + [Choice, Switch, Text, Moment]
    form: Any = Order
    assert [type(field.input) for field in fields_of(form)] == kinds
    assert (kind("memory").label, kind("memory").help) == ("Memory", "As sold.")
    assert kind("slots") == Number(label="Slots", unit="slots", minimum=1, maximum=256)


def test_a_count_is_a_whole_number_and_an_amount_may_have_a_fraction() -> None:
    assert (kind("slots").whole, kind("memory").whole) == (True, False)
    assert kind("memory").parse("7.5") == 7.5
    assert kind("memory").remember


def test_money_and_shares_start_at_nothing() -> None:
    rent, fee = kind("rent"), kind("fee")
    assert (rent.unit, rent.minimum, rent.maximum, rent.whole) == ("USD/hour", 0, 100, False)
    assert (rent.group, kind("price").group) == ("Costs", "")
    assert kind("price").unit == "USD"
    assert (fee.unit, fee.minimum, fee.maximum, kind("share").maximum) == ("%", 0, 1000, 100)


def test_a_menu_is_data_or_a_function_that_reads_the_catalog_and_may_be_continued() -> None:
    assert kind("model").options() == [
        Option("off", "None"),
        Option("any", "The usual"),
        Option("a", "A", "Maker"),
        Option("own", "Your own", "Not listed"),
    ]
    assert kind("model").options() is kind("model").options()
    assert kind("model").parse("OWN") == "own"


def test_an_input_may_wait_for_another() -> None:
    assert kind("batch").when == When("model", ("own", "a"))


def test_what_a_preset_does_not_set_it_hands_on() -> None:
    assert (kind("log").max_characters, kind("log").private) == (9, True)


def test_an_input_of_another_form_may_stand_elsewhere() -> None:
    @dataclass(frozen=True, kw_only=True)
    class Invoice(Order):
        slots: int = again(Order, "slots", group="Costs")

    form: Any = Invoice
    first = fields_of(form)[0]
    assert (first.name, first.input.label, first.default) == ("slots", "Slots", 4)
    assert (first.input.group, kind("slots").group) == ("Costs", "")
