"""What would make it fit."""

from calculators import catalog
from tests.calculators.questions.customise.asking import ask, value


def test_what_does_not_fit_is_offered_a_card_on_which_it_does() -> None:
    result = ask(model="qwen3-32b", method="lora", card="rtx-4090")
    assert result.verdict.status == "too_large"
    cards = [change.inputs["card"] for change in result.changes if "card" in change.inputs]
    assert cards
    again = ask(model="qwen3-32b", method="lora", card=cards[0])
    assert again.verdict.status == "cheaper"


SMALL: dict[str, object] = {"where": "own", "machine": "laptop-rtx-4060-8gb-16gb-ram"}


def test_what_does_not_fit_is_offered_the_largest_model_that_does() -> None:
    (model,) = (each.inputs["model"] for each in ask(**SMALL).changes if "model" in each.inputs)
    assert ask(**SMALL, model=model).verdict.status != "too_large"
    card = value(ask(**SMALL), "card_bytes")
    larger = (
        each.id
        for each in catalog.models().values()
        if catalog.model(model).parameters < each.parameters < 10e9
    )
    for each in larger:
        assert (ask(**SMALL, model=each).figure("memory_bytes").high or 0) > card


def test_qlora_is_not_proposed_to_who_has_chosen_it() -> None:
    qlora, lora = ask(**SMALL), ask(**SMALL, method="lora", model="qwen3-14b")
    assert any(
        each.endswith("Take another card or a smaller model.") for each in qlora.verdict.reasons
    )
    assert any(
        each.endswith("Take another card, QLoRA or a smaller model.")
        for each in lora.verdict.reasons
    )
    assert not any(change.inputs.get("method") == "qlora" for change in qlora.changes)
