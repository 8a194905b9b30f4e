"""Which faults are tried with which tests, and what is told of them."""

import ast

import pytest

from tools.failure import Failure
from tools.mutants import __main__ as program
from tools.mutants.__main__ import LEAST, Mutant, chosen, main, mutants, score, table, tried_all
from tools.mutants.bench import Job
from tools.mutants.equivalent import record
from tools.mutants.groups import GOLDEN, GROUPS, modules, stages, suite
from tools.mutants.trial import DOCTEST, SURVIVED, source_of
from tools.places import ROOT


def test_every_module_and_every_test_that_is_named_is_there() -> None:
    for group in GROUPS.values():
        for module in modules(group):
            assert source_of(module).is_file()
            for stage in stages(module, group):
                assert [path for path in stage if not (ROOT / path).exists()] == []


def test_the_tests_nearest_to_a_module_come_first_and_recorded_answers_last() -> None:
    found = stages("calculators.engines.speed.rate", GROUPS["speed"])
    assert found == [
        ["tests/calculators/engines/speed/test_rate.py"],
        ["tests/calculators/engines/speed"],
        ("tests/calculators/questions/speed",),
        [GOLDEN],
    ]
    assert suite(GROUPS["speed"]) == [path for stage in found[1:] for path in stage]


def test_a_package_stands_for_its_modules() -> None:
    assert modules(GROUPS["rules"])[:3] == [
        *("calculators.engines.rules", "calculators.engines.rules.condition"),
        "calculators.engines.rules.decide",
    ]


def test_a_module_is_tried_with_the_tests_of_its_group() -> None:
    name = "calculators.engines.price.cost"
    assert chosen([name])[name].tests == GROUPS["price"].tests
    assert list(chosen([])) == list(GROUPS)


def test_an_unknown_name_is_told_with_the_known_ones() -> None:
    with pytest.raises(Failure, match=r"^toaster is neither a group \(memory, speed, price, "):
        chosen(["toaster"])


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> list[Job]:
    """The faults outside of functions that are tried, as if all had the same outcome."""
    found: list[Job] = []

    def tried(module: str, number: int | None, *_: object, **__: object) -> str:
        if number is None:
            return SURVIVED
        found.append(Job(module, number, ""))
        return str(request.param)

    def bench(jobs: list[Job], _: list[str]) -> list[tuple[int, str, bool]]:
        return [(place, str(request.param), place > 0) for place in range(len(jobs))]

    monkeypatch.setattr(program, "tried", tried)
    monkeypatch.setattr(program, "bench", bench)
    monkeypatch.setattr(program, "load_pytest", lambda: None)
    return found


@pytest.mark.parametrize("asked", [DOCTEST], indirect=True)
def test_a_sample_is_the_same_for_the_same_seed(asked: list[Job]) -> None:
    first, again, other = (
        {mutant for mutant, _ in tried_all(GROUPS["speed"], sample=20, seed=seed)}
        for seed in (1, 1, 2)
    )
    assert len(first) == 20
    assert first == again != other


@pytest.mark.parametrize("asked", [DOCTEST], indirect=True)
def test_what_has_no_last_word_is_tried_again_beside_all_outside_of_functions(
    asked: list[Job],
) -> None:
    group = chosen(["calculators.engines.rules.decide"])["calculators.engines.rules.decide"]
    every = mutants("calculators.engines.rules.decide")
    found = tried_all(group, sample=100, seed=1)
    assert sorted(str(mutant) for mutant, _ in found) == sorted(map(str, every))
    assert len(asked) == 1 + sum(not mutant.job.function for mutant in every)


def test_the_score_is_the_share_that_was_noticed() -> None:
    mutant = Mutant(Job("calculators.x", 0, ""), 1, "a = 1", "1 → 2")
    found = [(mutant, DOCTEST), (mutant, SURVIVED)]
    assert score(found) == 50
    assert " ".join(table(found)[-1].split()) == (
        "all 2 faults, 1 noticed (50.0%), 1 not, of which 0 change no answer"
    )


@pytest.mark.parametrize(("asked", "code"), [(DOCTEST, 0), (SURVIVED, 1)], indirect=["asked"])
def test_a_group_below_the_least_fails(
    asked: list[Job], code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["rules", "--sample", "10"]) == code
    said = capsys.readouterr()
    assert said.err == (f"Below {LEAST}%: rules. Add tests that notice.\n" if code else "")
    assert (
        f"10 of {sum(len(mutants(name)) for name in modules(GROUPS['rules']))} faults" in said.out
    )


def test_a_fault_that_is_said_to_change_nothing_is_one_that_can_be_put_in() -> None:
    known = {
        (mutant.job.module, mutant.code, mutant.words)
        for group in GROUPS.values()
        for module in modules(group)
        for mutant in mutants(module)
    }
    assert record().keys() - known == set()
    assert all(why.endswith(".") for why in record().values())


def test_a_fault_is_told_by_its_line() -> None:
    module = "calculators.engines.rules.decide"
    lines = source_of(module).read_text("utf-8").splitlines()
    for mutant in mutants(module):
        assert lines[mutant.line - 1].strip() == mutant.code
        ast.parse(mutant.words.partition(" → ")[2])


def test_where_no_process_can_be_forked_it_says_where_it_can(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delattr("os.fork")
    assert main(["rules"]) == 1
    assert "run it on Linux, macOS or WSL." in capsys.readouterr().err
