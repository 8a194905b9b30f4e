import csv
import io

import pytest

from calculators.core.numbers import format_quantity
from calculators.registry import CALCULATORS
from tests.calculators.terminal.running import data, run


@pytest.mark.parametrize("name", CALCULATORS)
def test_csv_has_a_row_for_each_figure_in_its_unit(
    capsys: pytest.CaptureFixture[str], name: str
) -> None:
    code, out, err = run(capsys, name, "--format", "csv")
    assert (code, err) == (0, "")
    rows = {row["name"]: row for row in csv.DictReader(io.StringIO(out))}
    told = data(capsys, name)
    assert rows.keys() == told["figures"].keys() | {"tone"}
    assert rows["tone"]["value"] == told["tone"]
    for figure, detail in told["details"].items():
        value = told["figures"][figure]
        assert rows[figure]["value"] == ("" if value is None else str(value))
        for column in ("label", "unit", "basis", "low", "high"):
            assert rows[figure][column].removeprefix("'") == str(detail.get(column, ""))


@pytest.mark.parametrize("name", CALCULATORS)
def test_a_table_has_the_figures_as_they_are_read(
    capsys: pytest.CaptureFixture[str], name: str
) -> None:
    result = CALCULATORS[name].answer({})
    code, out, err = run(capsys, name, "--format", "table")
    assert (code, err) == (0, "")
    assert out.startswith(f"{result.asked}\n{result.verdict.sign} {result.verdict.word}: ")
    told = " ".join(out.split())
    for figure in result.figures:
        if len(figure.label) < 24:
            amount = format_quantity(figure.value, figure.unit)
            assert f"{figure.label} {amount.split()[0]}" in told
    for table in result.tables:
        assert f"\n\n{table.title}\n" in out
    assert result.sources[0].url not in out if result.sources else True


def test_a_table_has_the_ranges_and_how_sure_a_figure_is(
    capsys: pytest.CaptureFixture[str],
) -> None:
    _, out, _ = run(capsys, "fit", "--format", "table")
    lines = [" ".join(line.split()) for line in out.splitlines()]
    assert "Figure Value Range Basis" in lines
    assert "Weights 6.86 GiB exact" in lines
    assert "A model may use 11.0 GiB 9.50 to 13.0 GiB assumed" in lines
