"""The ```reference fence."""

import re

import pytest

from calculators.registry import CALCULATORS
from site_plugins.fences.reference import render
from site_plugins.reference.names import kept


def part(name: str) -> str:
    """What the page says of one calculator."""
    return render("calculators").partition(f'<details id="{name}">')[2].partition("</details>")[0]


@pytest.mark.parametrize("name", CALCULATORS)
def test_every_input_has_a_row_with_its_flag_and_every_figure_with_its_unit(name: str) -> None:
    said = part(name)
    inputs, figures, statuses = said.split("<tbody>")[1:]
    assert inputs.count("</tr>") - 1 == len(CALCULATORS[name].fields)
    for field in CALCULATORS[name].fields:
        assert f'<tr><th scope="row"><code>{field.name}</code>' in inputs
    assert figures.count("</tr>") - 1 == len(kept().figures[name])
    assert statuses.count("</tr>") == len(CALCULATORS[name].parts.verdict.LOOKS)
    assert f"python -m calculators {name} --json" in said
    assert f'calculator("{name}").answer({{}})' in said
    assert f'{{"calculator": "{name}", "inputs": {{}}}}' in said


@pytest.mark.parametrize(
    ("name", "row"),
    [
        ("context", "a whole number from 1 to 10,485,760 tokens"),
        ("ram_gib", "a number from 1 to 2,048 GiB"),
        ("image", "one of <code>usual</code>, <code>on</code>, <code>off</code>"),
        ("flash_attention", "on or off"),
        ("model_config", "in a terminal a file, or -"),
    ],
)
def test_a_row_says_what_the_input_takes(name: str, row: str) -> None:
    (found,) = re.findall(rf'<tr><th scope="row"><code>{name}</code>.*?</tr>', part("fit"))
    assert row in found


def test_an_input_that_depends_on_another_says_on_which() -> None:
    assert "Only where <code>machine</code> is <code>custom</code>." in part("fit")


def test_the_version_stands_beside_the_address_of_the_file() -> None:
    assert f"This is version {kept().version} of the reference." in render("version")
    assert '<a href="site:api/v1/calculators.json">' in render("version")


def test_another_part_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="no part 'prices': one of version, calculators"):
        render("prices")
