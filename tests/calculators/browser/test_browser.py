import json

from hypothesis import given
from hypothesis import strategies as st

from calculators.browser import respond
from calculators.core.view import to_data, to_html
from calculators.questions.fit import FIT
from calculators.registry import CALCULATORS


def ask(calculator: object, inputs: object) -> dict[str, object]:
    answer: dict[str, object] = json.loads(
        respond(json.dumps({"calculator": calculator, "inputs": inputs}))
    )
    return answer


def test_an_answer_is_the_result_in_both_views() -> None:
    result = FIT.answer({"context": "4096"})
    assert ask("fit", {"context": "4096"}) == {
        "ok": True,
        "html": to_html(result),
        "announcement": result.verdict.headline,
        "data": to_data(result),
    }


def test_bad_inputs_are_answers_too() -> None:
    assert ask("fit", {"context": "lots", "slots": "0"}) == {
        "ok": False,
        "errors": [
            {
                "field": "context",
                "message": "Context window: “lots” is not a number. "
                "Type a number from 1 to 10,485,760 tokens.",
            },
            {
                "field": "slots",
                "message": "Slots: “0” is below the limit. Type a number from 1 to 256 slots.",
            },
        ],
        "announcement": "2 inputs need a change. Context window: “lots” is not a number. "
        "Type a number from 1 to 10,485,760 tokens.",
    }


def test_a_calculator_that_is_not_there_is_named() -> None:
    known = ", ".join(CALCULATORS)
    errors = ask("toaster", {})["errors"]
    assert errors == [
        {"field": "calculator", "message": f"“toaster” is not a calculator. There are: {known}."}
    ]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=True) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


@given(JSON | st.fixed_dictionaries({"calculator": st.just("fit") | JSON, "inputs": JSON}))
def test_no_request_breaks_the_door(request: object) -> None:
    assert json.loads(respond(json.dumps(request)))["ok"] in (True, False)


@given(st.text())
def test_not_even_one_that_is_not_json(request: str) -> None:
    assert json.loads(respond(request))["ok"] is False


@given(
    st.fixed_dictionaries(
        {}, optional={field.name: st.text(max_size=50) | JSON for field in FIT.fields}
    )
)
def test_nonsense_in_any_field_is_answered_beside_it(inputs: dict[str, object]) -> None:
    answer = ask("fit", inputs)
    names = {field.name for field in FIT.fields}
    if not answer["ok"]:
        assert {error["field"] for error in answer["errors"]} <= names  # type: ignore[index,attr-defined]
