from benchmarks.evaluated import catalog_seconds, mixed_inputs
from benchmarks.evaluations import table
from calculators import catalog
from calculators.questions.fit import FIT


def test_the_mixed_questions_reach_every_model_machine_and_quantization_and_are_all_good() -> None:
    asked = mixed_inputs(3000)
    assert {each["model"] for each in asked} == set(catalog.models())
    assert {each["machine"] for each in asked} == set(catalog.machines())
    offered = {name for model in catalog.models().values() for name in model.quantizations}
    assert {each["quantization"] for each in asked} == offered
    for inputs in asked[::50]:
        assert FIT.answer(inputs).inputs["model"] == inputs["model"]


def test_the_inner_door_is_asked_for_every_quantization_of_every_model() -> None:
    offered = sum(len(model.quantizations) for model in catalog.models().values())
    assert catalog_seconds()[0] == offered


def test_the_table_shows_milliseconds_and_loops() -> None:
    text = table({"CPython": {"loop": 0.01, "median": 0.001}})
    rows = {line[:43].strip(): line[43:].split() for line in text.splitlines()}
    assert rows["one call, anything changed, median"] == ["1.000", "0.1"]
    assert rows["first call of a fresh Python"] == []
