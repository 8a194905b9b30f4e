import contextlib
import json
from typing import Any

from calculators import catalog
from calculators.browser import respond
from calculators.core.errors import InputErrors
from calculators.engines.memory import QUANTIZATIONS
from calculators.memo.kept import read
from calculators.registry import CALCULATORS
from site_plugins.runtime.exercise import NOT_REQUESTS, inputs_of, mixed_requests, requests
from tests.golden.cpython import answers_to_exercise
from tests.shared import Shared

ASKED = requests()
ALL: list[dict[str, Any]] = [json.loads(each) for each in ASKED[: -len(NOT_REQUESTS)]]
BODIES = [each for each in ALL if "memo" not in each]


def values(name: str) -> list[object]:
    return [body["inputs"][name] for body in BODIES if name in body["inputs"]]


def test_every_calculator_and_every_input_is_asked_about() -> None:
    assert {body["calculator"] for body in BODIES} == set(CALCULATORS)
    for calculator in CALCULATORS.values():
        asked = {name for body in BODIES for name in body["inputs"]}
        assert {field.name for field in calculator.fields} <= asked


def test_every_option_of_every_choice() -> None:
    assert set(catalog.models()) <= set(map(str, values("model")))
    assert set(catalog.machines()) <= set(map(str, values("machine")))
    assert set(QUANTIZATIONS) <= set(map(str, values("quantization")))


def test_an_input_that_depends_on_others_is_asked_with_them() -> None:
    with_card = [each for each in inputs_of(CALCULATORS["fit"], set()) if "vram_gib" in each]
    shown = [each for each in with_card if each.get("memory_kind") == "dedicated"]
    assert all(each["machine"] == "custom" for each in shown)
    assert len(shown) > 5


def test_every_calculator_is_put_into_a_memo() -> None:
    kept: set[str] = set()
    for text in (str(body["memo"]) for body in ALL if "memo" in body):
        with contextlib.suppress(InputErrors):
            kept |= {each.calculator for each in read(text)}
    assert kept == {*CALCULATORS, "toaster"}


def test_good_and_bad_requests_are_both_there_and_all_are_answered(shared: Shared) -> None:
    answers = [json.loads(each) for each in answers_to_exercise(shared)]
    assert len(answers) == len(ASKED)
    good = sum(answer["ok"] for answer in answers)
    assert good > 150
    assert len(answers) - good > 100


def test_mixed_requests_are_the_same_for_the_same_seed_and_most_are_good() -> None:
    mixed = mixed_requests(count=60, seed=7)
    assert mixed == mixed_requests(count=60, seed=7) != mixed_requests(count=60, seed=8)
    answers = [json.loads(respond(each))["ok"] for each in mixed]
    assert 30 < sum(answers) < 60
