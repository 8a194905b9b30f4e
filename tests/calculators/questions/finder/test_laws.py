"""What must hold for every machine, purpose and wish."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from calculators import catalog
from calculators.engines.machine import OTHER_APPS, Machine
from calculators.questions.common.licences import WISHES
from calculators.questions.finder import FINDER, FinderInputs
from calculators.questions.finder.candidates import Candidate, best, ranked
from calculators.questions.finder.case import Case
from calculators.questions.finder.purposes import PACES, PURPOSES
from calculators.questions.licence.inputs import ACTORS, USES
from calculators.questions.licence.use import ANY_USE, permits
from tests.laws import law

INPUTS = st.builds(
    FinderInputs,
    machine=st.sampled_from([*catalog.machines(), "custom"]),
    memory_kind=st.sampled_from(["apple", "integrated", "dedicated", "processor"]),
    ram_gib=st.floats(1, 600),
    vram_gib=st.floats(1, 100),
    system=st.sampled_from(["windows", "linux"]),
    bandwidth_gb_s=st.floats(10, 2000),
    purpose=st.sampled_from(sorted(PURPOSES)),
    other_apps=st.sampled_from(sorted(OTHER_APPS)),
    licence=st.sampled_from(sorted(WISHES)),
    pace=st.sampled_from(sorted(PACES)),
    context=st.sampled_from([0, 1024, 32768, 200_000]),
    use=st.sampled_from([ANY_USE, *USES]),
    actor=st.sampled_from(sorted(ACTORS)),
    group_annual_revenue_usd=st.sampled_from([0, 10**7, 10**12]),
)


# Metal's limit is known for the sizes that Macs are sold with, and careful between them.
MAC_SIZES = sorted({m.ram_gib for m in catalog.machines().values() if m.kind == "apple"})


def with_more_ram(machine: Machine, more: float) -> Machine:
    size = machine.ram_gib + more
    if machine.kind == "apple":
        size = next((each for each in MAC_SIZES if each >= size), size + MAC_SIZES[-1])
    return replace(machine, ram_gib=size)


def names(found: list[Candidate]) -> set[str]:
    return {each.model.id for each in found}


@law(60)
@given(INPUTS)
def test_every_question_has_an_answer(inputs: FinderInputs) -> None:
    result = FINDER.answer(FINDER.texts(inputs))
    for each in result.figures:
        if each.value is not None:
            assert each.value >= 0
            if each.low is not None and each.high is not None:
                assert each.low <= each.value <= each.high


@law(60)
@given(INPUTS)
def test_the_short_way_finds_the_first_of_the_list(inputs: FinderInputs) -> None:
    case = Case(inputs)
    whole, short = ranked(case), best(case)
    assert (short.key if short else None) == (whole[0].key if whole else None)


@law(60)
@given(INPUTS, st.floats(0.5, 64))
def test_more_memory_never_takes_a_model_off_the_list(inputs: FinderInputs, more: float) -> None:
    case = Case(inputs)
    before = ranked(case)
    after = ranked(case.on(with_more_ram(case.machine, more)))
    assert names(before) <= names(after)


@law(60)
@given(INPUTS, st.floats(0.5, 64))
def test_more_memory_never_puts_the_first_in_a_worse_place(
    inputs: FinderInputs, more: float
) -> None:
    case = Case(inputs)
    machine = case.machine
    if machine.kind == "dedicated":
        larger = replace(machine, vram_gib=machine.vram_gib + more)
    else:
        larger = with_more_ram(machine, more)
    before, after = best(case), best(case.on(larger))
    if before is not None:
        assert after is not None
        assert after.place <= before.place


@law(60)
@given(INPUTS)
def test_a_stricter_licence_never_adds_a_model(inputs: FinderInputs) -> None:
    every, business, free = (
        names(ranked(Case(replace(inputs, use=ANY_USE, licence=wish))))
        for wish in ("any", "business", "free")
    )
    assert free <= business <= every


@law(60)
@given(INPUTS)
def test_closing_apps_and_a_shorter_context_never_take_a_model_off_the_list(
    inputs: FinderInputs,
) -> None:
    case = Case(replace(inputs, other_apps="office"))
    closed = Case(replace(inputs, other_apps="nothing"))
    assert names(ranked(case)) <= names(ranked(closed))
    shorter = Case(replace(inputs, context=max(1, case.context // 2)))
    same_apps = Case(replace(inputs, context=case.context))
    assert names(ranked(same_apps)) <= names(ranked(shorter))


@law(60)
@given(INPUTS)
def test_patience_never_takes_a_model_off_the_list(inputs: FinderInputs) -> None:
    quick, any_pace = (Case(replace(inputs, pace=pace)) for pace in ("quick", "any"))
    assert names(ranked(quick)) == names(ranked(any_pace))


@law(60)
@given(INPUTS, st.sampled_from(sorted(USES)))
def test_what_a_use_leaves_out_is_what_the_licence_refuses_and_the_permitted_come_first(
    inputs: FinderInputs, use: str
) -> None:
    case = Case(replace(inputs, use=use))
    every = names(ranked(Case(replace(inputs, use=ANY_USE, licence="any"))))
    refused = {name for name, said in case.readings.items() if said.outcome == "not_allowed"}
    found = ranked(case)
    assert names(found) == every - refused
    in_the_way = [not permits(each.reading) for each in found]
    assert in_the_way == sorted(in_the_way)
