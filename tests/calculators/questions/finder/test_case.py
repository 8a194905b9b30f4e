"""The question, read: machine, purpose and wishes, and the first of the list as speed sees it."""

from dataclasses import replace

import pytest

from calculators import catalog
from calculators.engines.memory import Setup
from tests.calculators.questions.finder.asking import CARD, LAPTOP, TINY, case


@pytest.mark.parametrize(
    ("inputs", "tokens"),
    [
        ({"purpose": "everyday"}, 4096),
        ({"purpose": "everyday", "context": 32_768}, 32_768),
        ({"purpose": "documents", "context": 512}, 6800 + 550),
    ],
)
def test_the_context_is_the_purpose_s_or_as_asked_and_never_less_than_the_task(
    inputs: dict[str, object], tokens: int
) -> None:
    found = case(**inputs)
    assert found.context == tokens
    assert found.setup == Setup(context=tokens)


def test_a_licence_as_wished_and_a_context_it_was_built_for_let_a_model_in() -> None:
    models = [catalog.model(name) for name in ("qwen3-8b", "gemma-3-4b", "command-r7b")]
    allowed = {
        wish: [case(licence=wish).allows(model) for model in models]
        for wish in ("any", "business", "free")
    }
    assert allowed == {
        "any": [True, True, True],
        "business": [True, True, False],
        "free": [True, False, False],
    }
    assert not case(context=65_536).allows(models[0])


def test_quick_enough_is_a_speed_to_read_along_with_and_a_time_for_a_batch() -> None:
    reading, batch = case(purpose="everyday"), case(purpose="sorting")
    assert not reading.quick_enough(5.2, seconds=1)
    assert reading.quick_enough(5.3, seconds=1e6)
    assert not batch.quick_enough(100, seconds=3601)
    assert batch.quick_enough(1, seconds=3600)
    assert case(purpose="sorting", pace="any").quick_enough(0.01, seconds=1e9)


def test_the_same_question_for_another_machine_keeps_all_but_the_machine() -> None:
    here, larger = case(**LAPTOP), replace(catalog.machine("laptop-16gb"), ram_gib=64)
    there = here.on(larger)
    assert (there.values, there.context) == (here.values, here.context)
    assert there.machine == larger
    assert there.budget.usable_bytes - here.budget.usable_bytes == 48 * 2**30


def test_the_first_is_timed_as_speed_times_it() -> None:
    found = case(**CARD)
    assert found.first is not None
    assert found.timed is not None
    assert found.timed.values.model == found.first.model.id
    assert found.timed.values.task == "chat"
    assert found.timed.estimate == found.first.estimate
    assert found.timed.memory.needed == found.first.needed


def test_where_nothing_fits_there_is_no_first() -> None:
    found = case(**TINY)
    assert (found.found, found.first, found.timed) == ([], None, None)
