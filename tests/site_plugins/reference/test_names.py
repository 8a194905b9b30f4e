"""The record of names: nobody can rename an input, and leave scripts to find out."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from calculators.core.form import choice, count, switch
from calculators.registry import CALCULATORS
from site_plugins.reference import __main__ as module
from site_plugins.reference.__main__ import inputs
from site_plugins.reference.names import RECORD, Names, gone, kept, new, next_version, text
from tests.paths import ROOT

AGAIN = "after a change that is meant: python -m site_plugins.reference"
FIT = {
    "model": {"type": "choice"},
    "context": {"type": "integer"},
    "kind": {"type": "choice", "options": ["own", "rented"]},
}
BYTES = {"total_bytes": {"label": "Total", "unit": "bytes", "usual": True}}
ONE = Names("1.4", {"fit": FIT}, {"fit": BYTES})


def with_fit(**changed: object) -> Names:
    return replace(ONE, inputs={"fit": {**FIT, **changed}})


def test_the_record_has_the_inputs_that_the_calculators_declare() -> None:
    assert dict(kept().inputs) == inputs(), AGAIN


@pytest.mark.parametrize("name", CALCULATORS)
def test_the_record_has_the_figures_of_the_default_answer(name: str) -> None:
    usual = {each: said["unit"] for each, said in kept().figures[name].items() if "usual" in said}
    answer = CALCULATORS[name].answer({})
    found = {each.name: each.unit for each in answer.figures} | dict.fromkeys(answer.words, "text")
    assert usual == found, AGAIN


def test_the_record_has_the_figures_of_every_recorded_answer() -> None:
    found: dict[str, set[str]] = {}
    for line in (ROOT / "tests/golden/answers.jsonl").read_text("utf-8").splitlines():
        data = json.loads(line).get("data")
        if data and "figures" in data:
            found.setdefault(data["calculator"], set()).update(data["figures"].keys() - {"verdict"})
    assert len(found) > 15
    missing = {name: figures - kept().figures[name].keys() for name, figures in found.items()}
    assert {name: left for name, left in missing.items() if left} == {}, AGAIN


def test_the_record_is_written_as_it_is_read() -> None:
    assert text(kept()) == RECORD.read_text("utf-8")


@pytest.mark.parametrize(
    ("now", "version", "told"),
    [
        (ONE, "1.4", []),
        (with_fit(cards={"type": "integer"}), "1.5", ["input fit.cards: integer"]),
        (replace(ONE, inputs={**ONE.inputs, "speed": {}}), "1.5", ["calculator speed"]),
        (
            with_fit(kind={"type": "choice", "options": ["own", "rented", "host"]}),
            "1.5",
            ["input fit.kind: choice"],
        ),
        (
            replace(ONE, figures={"fit": {**BYTES, "share": {"label": "Share", "unit": "%"}}}),
            "1.5",
            ["figure fit.share: %"],
        ),
    ],
)
def test_what_is_added_makes_a_new_second_part(now: Names, version: str, told: list[str]) -> None:
    assert (next_version(ONE, now), new(ONE, now), gone(ONE, now)) == (version, told, [])


@pytest.mark.parametrize(
    ("now", "told"),
    [
        (
            replace(ONE, inputs={"fit": {"model": FIT["model"], "kind": FIT["kind"]}}),
            "input fit.context: integer",
        ),
        (with_fit(context={"type": "number"}), "input fit.context: integer"),
        (with_fit(kind={"type": "choice", "options": ["own"]}), "input fit.kind: choice"),
        (replace(ONE, inputs={}), "calculator fit"),
        (replace(ONE, figures={"fit": {}}), "figure fit.total_bytes: bytes"),
        (
            replace(ONE, figures={"fit": {"total_bytes": {"label": "T", "unit": "GiB"}}}),
            "figure fit.total_bytes: bytes",
        ),
    ],
)
def test_what_goes_away_or_changes_makes_a_new_first_part(now: Names, told: str) -> None:
    assert (next_version(ONE, now), gone(ONE, now)) == ("2.0", [told])


def test_a_menu_that_grows_into_one_of_the_catalog_takes_what_it_took() -> None:
    assert gone(ONE, with_fit(kind={"type": "choice"})) == []


def test_the_command_writes_the_record_with_its_version_and_says_what_differs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    openness = CALCULATORS["openness"]
    figures = dict(kept().figures["openness"])
    before = Names("1.4", {"openness": {}}, {"openness": figures})
    monkeypatch.setattr(module, "RECORD", tmp_path / "names.json")
    (tmp_path / "names.json").write_text(text(before), "utf-8")
    monkeypatch.setattr(module, "CALCULATORS", {"openness": openness})
    monkeypatch.setattr(module, "kept", lambda: before)
    assert module.main() == 0
    written = Names(**json.loads((tmp_path / "names.json").read_text("utf-8")))
    assert written.version == "1.5"
    assert written.inputs["openness"].keys() == {field.name for field in openness.fields}
    assert "+ input openness.model: choice\n" in capsys.readouterr().out


def test_an_input_says_its_type_and_a_short_menu_its_options() -> None:
    asked = {
        "words": count(1, "words", 1, 9)("Words"),
        "kind": choice("a", {"a": "A", "b": "B"})("Kind"),
        "on": switch(False)("On"),
    }
    said = {name: module.said(field(name, each)) for name, each in asked.items()}
    assert said == {
        "words": {"type": "integer"},
        "kind": {"type": "choice", "options": ["a", "b"]},
        "on": {"type": "switch"},
    }


def field(name: str, declared: object) -> module.Field:
    return module.Field(name, declared.metadata["input"], declared.default)  # type: ignore[attr-defined]
