"""What code of the reader's hands over is taken apart before any of it is shown."""

import dataclasses
import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.browser.comparison import NotAResult, result_from
from calculators.core.calculator import Calculator
from calculators.core.view import to_html
from calculators.core.view.picture import SAVE
from calculators.questions.fit import FIT
from calculators.registry import CALCULATORS
from tests.calculators.sample import WEIGH

HOSTILE = '"><img src=x onerror=alert(1)>'
RESULT = WEIGH.answer({})


def as_sent(result: object) -> Any:
    """Through JSON, as it comes from the other worker."""
    return json.loads(json.dumps(dataclasses.asdict(result)))  # type: ignore[call-overload]


def places(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to each value inside."""
    yield path
    inside = data if isinstance(data, dict) else dict(enumerate(data if type(data) is list else ()))
    for key, value in inside.items():
        yield from places(value, (*path, key))


def one_of_each(data: Any) -> list[tuple[Any, ...]]:
    """The way to one value of each kind: of all figures' labels, the last one's."""
    kinds = {tuple(key for key in path if isinstance(key, str)): path for path in places(data)}
    return list(kinds.values())


def put(data: Any, path: tuple[Any, ...], value: object) -> Any:
    """A copy with another value at one place."""
    if not path:
        return value
    changed = json.loads(json.dumps(data))
    inner = changed
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    return changed


SENT = as_sent(RESULT)
PLACES = one_of_each(SENT)


@pytest.mark.parametrize("result", [RESULT, FIT.answer({}), FIT.answer({"model": "qwen3-32b"})])
def test_an_honest_result_arrives_whole_but_for_its_buttons(result: Any) -> None:
    arrived = result_from(as_sent(result))
    assert dataclasses.replace(arrived, changes=()) == dataclasses.replace(result, changes=())
    assert [each.text for each in arrived.changes] == [each.text for each in result.changes]
    assert "<button" not in to_html(arrived).replace(SAVE, "")


@pytest.mark.parametrize("calculator", [WEIGH, *CALCULATORS.values()], ids=lambda each: each.name)
def test_hostile_text_is_refused_or_escaped_wherever_it_stands(calculator: Calculator) -> None:
    sent = as_sent(calculator.answer({}))
    for path in one_of_each(sent):
        try:
            html = to_html(result_from(put(sent, path, HOSTILE)))
        except NotAResult as refusal:
            html = str(refusal)
        assert "<img" not in html, path


@pytest.mark.parametrize("wrong", [None, True, [], {}, [[]], {"a": 1}, "\ud800", 10**400])
@pytest.mark.parametrize("path", PLACES, ids=str)
def test_another_type_is_refused_or_shown_but_never_an_error(
    path: tuple[Any, ...], wrong: object
) -> None:
    try:
        html = to_html(result_from(put(SENT, path, wrong)))
    except NotAResult as refusal:
        html = str(refusal)
    assert html.encode()


@pytest.mark.parametrize("number", [float("nan"), float("inf"), -float("inf"), 1e301, True, "1"])
def test_a_number_that_is_none_is_refused(number: object) -> None:
    with pytest.raises(NotAResult, match="The part “value” of the answer"):
        result_from(put(SENT, ("figures", 0, "value"), number))


def test_a_source_is_a_page_and_never_a_script() -> None:
    with pytest.raises(NotAResult, match="starts with https://"):
        result_from(put(SENT, ("sources", 0, "url"), "javascript:alert(1)"))


def test_a_highlight_needs_its_figure() -> None:
    with pytest.raises(NotAResult, match="highlights a figure that it does not have"):
        result_from(put(SENT, ("highlights", 0), "nothing"))


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
        max_leaves=8,
    )
)
def test_anything_else_is_refused(data: object) -> None:
    with pytest.raises(NotAResult):
        result_from(data)
