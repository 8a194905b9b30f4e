"""An answer is put together from its parts in one place: core/calculator.py."""

from types import SimpleNamespace

from calculators.core.calculator import Answer
from calculators.core.results import Figure, Source, bad, good, tight
from tests.calculators.sample import WEIGH, figures, verdict, working

COINS = Figure(name="coins", label="Coins", value=3, unit="", basis="exact")


def test_the_verdict_looks_as_its_status_says() -> None:
    found = WEIGH.answer({"count": "10"}).verdict
    assert (found.status, found.word, found.sign, found.tone) == ("light", "Light", "✓", "good")
    assert found.headline == "10 × apple weigh 2 kg."


def test_each_tone_has_its_usual_sign() -> None:
    assert [look.sign for look in (good("Yes"), tight("Perhaps"), bad("No"))] == ["✓", "!", "✗"]
    assert tight("Partly", "½").sign == "½"


def test_a_word_may_differ_from_case_to_case() -> None:
    worded = SimpleNamespace(**{**vars(verdict), "word": lambda case: f"{case.total_kg:g} kg"})
    assert answered(worded).verdict.word == "2 kg"


def test_only_figures_that_are_there_are_highlighted() -> None:
    shown = SimpleNamespace(figures=lambda case: [COINS], HIGHLIGHTS=("notes", "coins"))
    assert answered(figures_=shown).highlights == ("coins",)


def test_a_source_that_is_named_twice_is_shown_once() -> None:
    scale = Source(title="A scale", url="https://example.org/scale", checked="2026-11-23")
    twice = SimpleNamespace(**{**vars(working), "sources": lambda case: [scale, scale]})
    assert answered(working_=twice).sources == (scale,)


def test_a_question_may_do_without_charts_tables_and_changes() -> None:
    bare = SimpleNamespace(figures=lambda case: [COINS])
    found = answered(figures_=bare)
    assert (found.chart, found.more_charts, found.tables, found.changes) == (None, (), (), ())
    assert found.changes_title == "What would change this"


def answered(verdict_=verdict, figures_=figures, working_=working):  # type: ignore[no-untyped-def]
    case = WEIGH.case(WEIGH.read({}))
    return Answer(verdict_, figures_, working_).result("weigh", {}, case)
