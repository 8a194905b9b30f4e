"""The calculators as programs read them, held against the calculators themselves."""

import json
import re
from contextlib import suppress
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from calculators.browser import respond
from calculators.core.calculator import Calculator
from calculators.core.errors import InputErrors
from calculators.core.inputs import Input, Text
from calculators.registry import CALCULATORS
from calculators.terminal.main import main
from calculators.terminal.options import flag
from site_plugins.reference import declarations
from site_plugins.reference.declarations import default, reference, schema, type_of
from site_plugins.reference.names import Names, kept
from tests.calculators.any_inputs import any_inputs

READABLE = [
    name
    for name, each in CALCULATORS.items()
    if not any(isinstance(field.input, Text) for field in each.fields)
]


@cache
def validator(name: str) -> Draft202012Validator:
    return Draft202012Validator(schema(CALCULATORS[name]))


def test_it_tells_every_calculator_in_the_order_of_the_list() -> None:
    told = json.loads(json.dumps(reference()))
    assert [each["name"] for each in told["calculators"]] == list(CALCULATORS)
    assert told["version"] == kept().version


@pytest.mark.parametrize("calculator", CALCULATORS.values(), ids=lambda each: each.name)
def test_the_schema_is_one_and_holds_for_the_defaults(calculator: Calculator) -> None:
    Draft202012Validator.check_schema(schema(calculator))
    usual = {field.name: default(field) for field in calculator.fields}
    assert [*validator(calculator.name).iter_errors(usual)] == []
    shown = {name: value for name, value in usual.items() if value != ""}
    counted = {name: value for name, value in shown.items() if calculator.shows(name, shown)}
    assert calculator.answer(counted).figures == calculator.answer({}).figures


@given(data=st.data())
@pytest.mark.parametrize("name", READABLE)
def test_what_a_form_takes_the_schema_takes_too(name: str, data: st.DataObject) -> None:
    assert [*validator(name).iter_errors(data.draw(any_inputs(CALCULATORS[name])))] == []


@pytest.mark.parametrize(
    ("inputs", "said"),
    [
        ({"colour": "red"}, "'colour' was unexpected"),
        ({"context": "many"}, "'many' is not of type 'integer'"),
        ({"context": 0}, "0 is less than the minimum"),
        ({"model": "toaster"}, "'toaster' is not one of"),
        ({"image": "yes"}, "'yes' is not"),
    ],
)
def test_what_no_form_takes_the_schema_refuses_too(inputs: dict[str, Any], said: str) -> None:
    (error,) = validator("fit").iter_errors(inputs)
    assert said in error.message
    if said != "'yes' is not":  # as text, a form takes yes for on
        with pytest.raises(InputErrors):
            CALCULATORS["fit"].answer(inputs)


@pytest.mark.parametrize("name", CALCULATORS)
def test_every_flag_is_one_that_the_command_line_knows(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with suppress(SystemExit):  # argparse's own end
        main([name, "--help"])
    known = set(re.findall(r"--[a-z0-9-]+", capsys.readouterr().out))
    assert {flag(field.name) for field in CALCULATORS[name].fields} <= known


def test_each_way_to_ask_gives_the_same_answer(capsys: pytest.CaptureFixture[str]) -> None:
    told = reference()["calculators"][0]
    space: dict[str, Any] = {}
    exec(told["python"], space)
    assert main(told["command"].split()[3:]) == 0
    printed = json.loads(capsys.readouterr().out)
    reply = json.loads(respond(json.dumps(told["request"])))
    assert printed["figures"] == reply["data"]["figures"]
    names = {each.name for each in space["result"].figures}
    assert names == printed["figures"].keys() - {"verdict"}


def test_a_kind_of_input_that_nobody_declared_is_no_silent_text() -> None:
    with pytest.raises(TypeError, match="Input is no kind of input"):
        type_of(Input(label="Colour"))


def test_another_major_version_has_another_address(monkeypatch: pytest.MonkeyPatch) -> None:
    assert declarations.address() == "api/v1/calculators.json"
    monkeypatch.setattr(declarations, "kept", lambda: Names("12.3", {}, {}))
    assert declarations.address() == "api/v12/calculators.json"
