"""The whole question, as a person with a machine and a purpose asks it."""

import pytest

from calculators import catalog
from calculators.core.results import Result
from calculators.questions.finder import FINDER, FinderInputs
from calculators.questions.finder.candidates import LADDER, Place, best, ranked
from calculators.questions.finder.case import Case
from calculators.questions.finder.figures import MOST, shortlist
from calculators.questions.finder.purposes import PURPOSES
from calculators.questions.fit import FIT
from calculators.questions.speed import SPEED
from calculators.terminal.batch import batch


def ask(**inputs: object) -> Result:
    return FINDER.answer(inputs)


def first(result: Result) -> tuple[str, ...]:
    return result.tables[0].rows[0]


# People of whom each makes two choices: a machine and a purpose.
PEOPLE = {
    "8 GB laptop": "laptop-8gb",
    "16 GB laptop": "laptop-16gb",
    "gaming laptop with 8 GB of VRAM": "laptop-rtx-4060-8gb-16gb-ram",
    "Apple with 24 GB": "macbook-air-m4-24gb",
    "128 GB unified": "ryzen-ai-max-395-128gb",
    "Raspberry Pi": "raspberry-pi-5-8gb",
}


@pytest.mark.parametrize("machine", PEOPLE.values(), ids=PEOPLE)
@pytest.mark.parametrize("purpose", PURPOSES)
def test_two_choices_make_a_plan(machine: str, purpose: str) -> None:
    result = ask(machine=machine, purpose=purpose)
    name, quantization = first(result)[0].removeprefix("1. ").rsplit(", ", 1)
    context = PURPOSES[purpose].context
    plan = f"Try {name} in {quantization} with a context of {context:,} tokens."
    assert result.verdict.headline == plan  # model, quantization, context
    needs, closing, expects, sure = result.verdict.reasons[:4]
    assert needs.startswith("It needs ")
    assert "open" in closing or "Close" in closing  # what to close
    assert expects.startswith("It writes ")  # what to expect
    assert sure  # how sure it is
    assert any(change.text.startswith("With 8 GB more ") for change in result.changes)


@pytest.mark.parametrize("machine", PEOPLE.values(), ids=PEOPLE)
def test_each_of_them_has_a_model_for_everyday_text_that_surely_fits(machine: str) -> None:
    assert ask(machine=machine, purpose="everyday").verdict.status == "found"


def test_an_8_gb_laptop_is_told_what_its_small_model_is_good_for_and_what_closing_apps_brings() -> (
    None
):
    result = ask(machine="laptop-8gb")
    assert result.verdict.headline == "Try Qwen3.5 0.8B in Q6_K with a context of 4,096 tokens."
    assert result.verdict.reasons[-1] == (
        "With 0.8 billion weights it is good for sorting, labelling and rephrasing short texts. "
        "Do not ask it for facts. (Our judgement.)"
    )
    closed = result.changes[0]
    assert closed.text.startswith("With everything else closed: Qwen3.5 2B in Q6_K (surely fits")
    assert ask(machine="laptop-8gb", **closed.inputs).verdict.headline.startswith("Try Qwen3.5 2B")


def test_a_laptop_with_nothing_left_is_told_so() -> None:
    result = ask(machine="custom", memory_kind="integrated", ram_gib=2, other_apps="office")
    assert (result.verdict.status, result.tables, result.chart) == ("nothing", (), None)
    assert result.verdict.headline == "No model of our catalog fits beside what stays open."
    assert result.changes[-1].text.startswith("With 8 GB more memory: ")


@pytest.mark.parametrize("machine", PEOPLE.values(), ids=PEOPLE)
def test_the_first_needs_and_does_what_fit_and_speed_say(machine: str) -> None:
    inputs = FinderInputs(machine=machine, purpose="documents")
    case = Case(inputs)
    top = ranked(case)[0]
    result = ask(machine=machine, purpose="documents")
    same = {
        "machine": machine,
        "model": top.model.id,
        "quantization": top.quantization,
        "context": case.context,
    }
    fit, speed = FIT.answer(same), SPEED.answer({**same, "task": "contract"})
    for name, theirs in (
        ("total_bytes", fit),
        ("usable_bytes", fit),
        ("decode_tokens_per_s", speed),
        ("done_s", speed),
        ("first_word_s", speed),
    ):
        figure, same_there = result.figure(name), theirs.figure(name)
        found = (figure.low, figure.value, figure.high)
        assert found == (same_there.low, same_there.value, same_there.high)


@pytest.mark.parametrize("machine", PEOPLE.values(), ids=PEOPLE)
def test_what_would_change_it_keeps_its_promise(machine: str) -> None:
    result = ask(machine=machine, purpose="code")
    for change in result.changes:
        if change.inputs:
            changed = FINDER.answer({**result.inputs, **change.inputs})
            name = changed.verdict.headline.removeprefix("Try ").partition(" with a context")[0]
            assert name in change.text


@pytest.mark.parametrize("machine", catalog.machines())
def test_the_short_way_to_the_first_place_is_right(machine: str) -> None:
    case = Case(FinderInputs(machine=machine))
    whole, short = ranked(case), best(case)
    assert (whole[0].model.id if whole else "") == (short.model.id if short else "")


def test_what_is_surer_comes_first_and_then_what_is_larger_and_newer() -> None:
    found = ranked(Case(FinderInputs(machine="laptop-16gb")))
    assert [each.key for each in found] == sorted(each.key for each in found)
    places = [each.place for each in found]
    assert places == sorted(places)
    assert {Place.SURE, Place.SLOW} <= set(places)
    assert len({each.model.id for each in found}) == len(found)


def test_the_list_shows_a_few_of_each_place() -> None:
    found = ranked(Case(FinderInputs(machine="laptop-rtx-4060-8gb-16gb-ram")))
    shown = shortlist(found)
    assert len(shown) == MOST
    assert shown[0] is found[0]
    assert Place.SPLIT in {each.place for each in shown}


def test_a_wish_for_speed_puts_what_is_slower_behind() -> None:
    wait, reading, quick = (
        ranked(Case(FinderInputs(machine="laptop-16gb", pace=pace)))[0]
        for pace in ("any", "reading", "quick")
    )
    assert wait.model.parameters > reading.model.parameters > quick.model.parameters
    assert reading.estimate.decode.typical >= 238 / 60 / 0.75
    assert quick.estimate.decode.typical >= 2 * 238 / 60 / 0.75


def test_for_a_batch_the_wish_is_about_all_of_it() -> None:
    result = ask(machine="laptop-16gb", purpose="sorting")
    done = result.figure("done_s").value
    assert done is not None
    assert done <= 3600


def test_a_model_split_between_card_and_memory_is_marked_as_a_guess() -> None:
    result = ask(
        machine="laptop-rtx-4060-8gb-16gb-ram", purpose="documents", context=65536, licence="free"
    )
    split = [row for row in result.tables[0].rows if row[-1].startswith("Partly beside the card")]
    assert split
    case = Case(FinderInputs(machine="laptop-rtx-4060-8gb-16gb-ram"))
    found = next(each for each in ranked(case) if each.place == Place.SPLIT)
    assert found.status == "partial_offload"
    assert found.estimate.decode.high > 2 * found.estimate.decode.typical


def test_more_than_built_in_graphics_may_hold_is_said() -> None:
    result = ask(machine="laptop-ryzen-7-7840u-16gb")
    assert any("may hold only 8.00 GiB unless you raise that" in r for r in result.verdict.reasons)


def test_a_purpose_holds_its_task() -> None:
    for purpose in PURPOSES.values():
        assert purpose.task.needed_context <= purpose.context


def test_a_context_below_the_task_is_raised_to_it() -> None:
    assert ask(purpose="documents", context=512).figure("context_tokens").value == 7350


def test_the_ladder_goes_down() -> None:
    assert list(LADDER.values()) == sorted(LADDER.values(), reverse=True)


def test_a_batch_line_answers_as_the_form_does() -> None:
    (answered,) = batch(FINDER, ['{"machine": "laptop-8gb"}'])
    assert answered["headline"] == ask(machine="laptop-8gb").verdict.headline
