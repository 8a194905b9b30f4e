"""The ```memo fence: the reader's own memo without answers yet, and examples that are whole."""

import re

import pytest

from calculators.memo.joined import Joined, joined
from calculators.memo.kept import LONGEST_ITEM, MOST_CHARACTERS, MOST_KEPT, read
from calculators.registry import CALCULATORS
from site_plugins import ROOT
from site_plugins.fences.memo import ACTIONS, CONTENT, OWN, render

EXAMPLES = sorted(path.name for path in (CONTENT / "memos").glob("*.json"))


def example(name: str) -> Joined:
    return joined(read((CONTENT / "memos" / name).read_text("utf-8")))


def test_the_readers_own_has_a_place_for_everything_its_script_fills() -> None:
    html = render(OWN)
    for action in ACTIONS:
        assert f'data-action="{action}"' in html
    for part in ("memo", "empty", "problem", "file", "copy", "announce", "state", "state-text"):
        assert f'data-part="{part}"' in html
    assert "<noscript>" in html


@pytest.mark.parametrize(
    ("name", "limit"),
    [
        ("MOST_KEPT", MOST_KEPT),
        ("LONGEST_INPUT_CHARACTERS", LONGEST_ITEM["inputs"]),
        ("MOST_CHARACTERS", MOST_CHARACTERS),
    ],
)
def test_the_script_keeps_no_more_than_python_reads(name: str, limit: int) -> None:
    script = ROOT / "site_plugins" / "theme" / "assets" / "calculators" / "kept-answers.js"
    (found,) = re.findall(rf"const {name} = ([\d_]+);", script.read_text("utf-8"))
    assert int(found) == limit


def test_a_name_of_no_example_is_refused() -> None:
    with pytest.raises(ValueError, match=r"'memos/gone.json' is neither `own` nor a .json file"):
        render("memos/gone.json")


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_is_whole_and_up_to_date(name: str) -> None:
    memo = example(name)
    html = render(f"memos/{name}")
    for entry in memo.entries:
        assert entry.result is not None, entry.reason
        assert entry.changes == ()
    assert "<input" not in html
    assert html.count("Answer first: ") <= 2
    assert f'href="site:memos/{name}"' in html


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_stands_on_a_page(name: str) -> None:
    pages = [path.read_text("utf-8") for path in CONTENT.rglob("*.md")]
    assert sum(f"``` memo\nmemos/{name}\n```" in page for page in pages) == 1


def test_there_are_three_examples() -> None:
    assert EXAMPLES == ["accounting-practice.json", "founder.json", "student.json"]


def test_what_the_pages_say_about_the_examples_is_true() -> None:
    notes = {entry.kept.calculator: entry for entry in example("founder.json").entries}
    statuses = {name: entry.result.verdict.status for name, entry in notes.items() if entry.result}
    assert (statuses["licence"], statuses["cover"]) == ("allowed_if", "excluded")
    practice = example("accounting-practice.json")
    lanes = [
        entry.result.verdict.status
        for entry in practice.entries
        if entry.kept.calculator == "triage" and entry.result
    ]
    assert lanes == ["cheap_api", "local"]


def test_the_headings_of_the_memo_page_name_calculators_that_there_are() -> None:
    page = (CONTENT / "memo.md").read_text("utf-8")
    named = re.findall(r"\(calculators/([a-z-]+)\.md\)", page)
    assert set(named) <= CALCULATORS.keys()
    assert len(named) == 4
