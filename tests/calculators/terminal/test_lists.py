import csv
import io
import json

import pytest

from calculators.core.inputs import Choice
from calculators.registry import CALCULATORS
from tests.calculators.terminal.running import run

MENUS = [
    (name, field.name, field.input)
    for name, each in CALCULATORS.items()
    for field in each.fields
    if isinstance(field.input, Choice)
]


@pytest.mark.parametrize(("name", "field", "menu"), MENUS, ids=lambda each: str(each)[:20])
def test_every_menu_is_listed_whole(
    capsys: pytest.CaptureFixture[str], name: str, field: str, menu: Choice
) -> None:
    code, out, err = run(capsys, "list", name, field, "--json")
    found = json.loads(out)
    assert (code, err, found["version"]) == (0, "", 1)
    assert found["list"] == f"{name} {field}"
    assert [each["value"] for each in found["choices"]] == [o.value for o in menu.options()]


def test_a_menu_is_found_by_its_flag_too(capsys: pytest.CaptureFixture[str]) -> None:
    by_flag = run(capsys, "list", "fit", "kv-cache-type")
    assert by_flag == run(capsys, "list", "fit", "kv_cache_type")
    assert by_flag[1].startswith("f32 ")


@pytest.mark.parametrize(
    ("alias", "name", "field"),
    [
        ("models", "fit", "model"),
        ("machines", "fit", "machine"),
        ("quantizations", "fit", "quantization"),
    ],
)
def test_what_people_ask_for_has_a_name(
    capsys: pytest.CaptureFixture[str], alias: str, name: str, field: str
) -> None:
    code, out, _ = run(capsys, "list", alias)
    assert (code, out) == (0, run(capsys, "list", name, field)[1])
    menu = CALCULATORS[name].field(field).input
    assert isinstance(menu, Choice)
    for line, option in zip(out.splitlines(), menu.options(), strict=True):
        assert line.split()[0] == option.value
        assert line.endswith(option.label)


def test_a_list_is_narrowed_by_words_in_any_order(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "list", "models", "--matching", "8B QWEN3 apache")
    assert [line.split()[0] for line in out.splitlines()] == ["qwen3.5-0.8b", "qwen3-8b"]
    _, by_maker, _ = run(capsys, "list", "models", "--matching", "alibaba")
    assert "qwen3-8b" in by_maker


def test_a_list_without_a_match_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    said = "Nothing of 87 in fit model has “toaster” in it.\n"
    assert run(capsys, "list", "models", "--matching", "toaster") == (2, "", said)


def test_a_list_is_for_spreadsheets_and_terminals_too(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "list", "machines", "--matching", "m4 16", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert rows[0].keys() == {"value", "label", "group"}
    assert rows[0]["value"] == "macbook-air-m4-16gb"
    _, out, _ = run(capsys, "list", "machines", "--matching", "m4 16", "--format", "table")
    head, rule, first, *_ = out.splitlines()
    assert head.split() == ["Value", "What", "it", "is", "Group"]
    assert set(rule) == {"─", " "}
    assert first.startswith("macbook-air-m4-16gb  ")


def test_what_lists_there_are_is_a_list(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "list")
    names = [line.split()[0] for line in out.splitlines()]
    assert names[:4] == ["models", "machines", "quantizations", "calculators"]
    assert set(names[4:]) == {name for name, *_ in MENUS}
    _, out, _ = run(capsys, "list", "fit")
    fields = [field for name, field, _ in MENUS if name == "fit"]
    assert [line.split()[0] for line in out.splitlines()] == fields
    assert "machine        Machine: 92 choices" in out
    _, out, _ = run(capsys, "list", "calculators")
    assert [line.split()[0] for line in out.splitlines()] == list(CALCULATORS)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["modls"], "There is no list “modls”. Did you mean models?"),
        (["toaster"], "There is no list “toaster”. There are: models, machines, quantizations, c"),
        (["fit", "modl"], "“modl” is not a menu of fit. Did you mean model?"),
        (["fit", "context"], "“context” is not a menu of fit. There are: machine, memory_kind,"),
        (["fit", "model", "x"], "“x” stands alone. Drop it."),
        (["models", "--match", "x"], "“--match” is not an option here. Did you mean --matching?"),
        (["models", "--format", "html"], "--format: “html” is none of text, table, csv, json."),
    ],
)
def test_a_misspelt_list_gets_a_hint(
    capsys: pytest.CaptureFixture[str], given: list[str], said: str
) -> None:
    code, out, err = run(capsys, "list", *given)
    assert (code, out) == (2, "")
    assert err.startswith(said)
