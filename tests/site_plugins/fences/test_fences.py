"""What all fences share."""

import pickle
from importlib import import_module

import pytest
from markdown import Markdown
from pymdownx.superfences import SuperFencesException

from calculators.core.errors import InputErrors, Problem
from site_plugins.fences import fence_formatter, numbered
from site_plugins.series.twins import formats


def test_an_id_is_numbered_from_its_second_use_on_each_page_anew() -> None:
    page, other = Markdown(), Markdown()
    assert [numbered(page, name) for name in ("fit", "fit", "speed", "fit")] == [
        *("fit", "fit-2", "speed", "fit-3")
    ]
    assert numbered(other, "fit") == "fit"


def test_our_elements_are_blocks_after_the_first_one() -> None:
    page = Markdown()
    numbered(page, "fit")
    assert page.convert("<start-quiz>\n\ntext\n\n</start-quiz>").startswith("<start-quiz>")


def test_a_fence_is_made_from_its_body() -> None:
    formatter = fence_formatter("box", lambda source, number: f"<b id={number('box')}>{source}</b>")
    page = Markdown()
    assert [formatter(body, "box", "box", {}, page) for body in ("one", "two")] == [
        "<b id=box>one</b>",
        "<b id=box-2>two</b>",
    ]


@pytest.mark.parametrize(
    "error", [ValueError("no such box"), InputErrors([Problem("size", "no such box")])]
)
def test_whatever_is_wrong_is_said_with_the_name_of_the_fence_and_its_body(
    error: Exception,
) -> None:
    def refuse(source: str, number: object) -> str:
        raise error

    formatter = fence_formatter("box", refuse)
    with pytest.raises(SuperFencesException, match=r"^box fence: no such box\n\nlarge$"):
        formatter("large", "box", "box", {}, Markdown())


@pytest.mark.parametrize(("module", "variable"), formats().values(), ids=list(formats()))
def test_a_builder_can_put_every_formatter_aside_and_take_it_back(
    module: str, variable: str
) -> None:
    formatter = getattr(import_module(module), variable)
    assert pickle.loads(pickle.dumps(formatter)) is formatter
