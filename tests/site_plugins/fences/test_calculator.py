import pytest
from markdown import Markdown
from pymdownx.superfences import SuperFencesException

from calculators.core.view import to_html
from calculators.questions.fit import FIT
from site_plugins.fences.calculator import fence, parse_fence

EXTENSIONS = ["pymdownx.superfences", "pymdownx.blocks.tab", "md_in_html"]
CONFIG = {
    "pymdownx.superfences": {
        "custom_fences": [{"name": "calculator", "class": "calculator", "format": fence}]
    }
}
SOURCE = "fit\nmodel: qwen3-8b\ncontext: 4096\n"


def page(text: str) -> str:
    return Markdown(extensions=EXTENSIONS, extension_configs=CONFIG).convert(text)


def test_the_first_line_names_it_and_the_others_override_defaults() -> None:
    assert parse_fence(SOURCE) == ("fit", {"model": "qwen3-8b", "context": "4096"})
    with pytest.raises(ValueError, match="name on the first line"):
        parse_fence("\n")
    with pytest.raises(ValueError, match="is not of the form `input: value`"):
        parse_fence("fit\ncontext 4096")


def test_a_fence_becomes_a_form_with_its_answer_worked_out() -> None:
    html = page(f"``` calculator\n{SOURCE}```")
    answer = to_html(FIT.answer({"model": "qwen3-8b", "context": "4096"}))
    assert html.startswith('<start-calculator name="fit" id="fit">')
    assert f'aria-label="Answer: Will it fit?">{answer}</div>' in html
    assert '<option value="qwen3-8b" selected>' in html
    assert 'value="4096"' in html


@pytest.mark.parametrize(
    "text",
    [
        f"``` calculator\n{SOURCE}```",
        "- a list\n\n    ``` calculator\n    fit\n    ```",
        "/// tab | One\n\n``` calculator\nfit\n```\n\n///",
    ],
)
def test_it_is_a_block_wherever_it_stands(text: str) -> None:
    html = page(text)
    assert html.count("<start-calculator") == 1
    assert "<p><start-calculator" not in html


def test_two_on_a_page_have_ids_of_their_own() -> None:
    html = page("``` calculator\nfit\n```\n\ntext\n\n``` calculator\nfit\n```")
    assert 'id="fit"' in html
    assert 'id="fit-2"' in html
    assert 'for="fit-2-context"' in html


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("toaster", "is not a calculator"),
        ("fit\ncontext: lots", "Context window: “lots” is not a number."),
        ("fit\ncolour: red", "is not an input of fit"),
        ("fit\nmodel: qwen3-9b", "Did you mean"),
    ],
)
def test_a_fence_that_is_wrong_fails_the_build(source: str, said: str) -> None:
    with pytest.raises(SuperFencesException, match=r"calculator fence") as refused:
        page(f"``` calculator\n{source}\n```")
    assert said in str(refused.value)


def test_the_page_can_say_by_itself_that_nothing_is_calculated() -> None:
    html = page(f"``` calculator\n{SOURCE}```")
    assert '<p class="sc-unstarted">Nothing is being calculated here.' in html
    assert '<a href="" target="_self" data-part="reload">Reload the page</a>' in html
