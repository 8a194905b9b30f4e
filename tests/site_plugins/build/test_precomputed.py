"""Answers worked out at build time: tables of results, and the address of each in its page."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.browser import answer
from calculators.questions.common import licences
from calculators.registry import calculator
from site_plugins.build import precomputed
from site_plugins.build.precomputed import (
    SEVERAL,
    Card,
    Tables,
    add_precomputed,
    cards,
    packed,
    runs,
    spread,
    tables_of,
    unpacked,
    values,
)
from site_plugins.fences.calculator import calculator_html

GAP = calculator_html("gap", {}, instance="gap")
FIT = calculator_html("fit", {"model": "gemma-4-12b", "machine": "laptop-16gb"}, instance="fit")


def the_card(html: str) -> Card:
    (card,) = cards(f"<p>Above</p>{html}<p>Below</p>")
    return card


@pytest.fixture(scope="module")
def tables() -> Tables:
    return tables_of(the_card(FIT))


def test_a_card_is_read_from_its_page_as_a_browser_reads_it() -> None:
    card = the_card(FIT)
    built = dict(card.built)
    assert card.name == "fit"
    assert (built["model"], built["machine"], built["context"]) == (
        "gemma-4-12b",
        "laptop-16gb",
        "8192",
    )
    assert '{"second_copy": "off"}' in card.proposed


def test_each_menu_switch_and_slider_in_view_has_a_table(tables: Tables) -> None:
    assert {"model.json", "machine.json", "context.json", "second_copy.json"} <= set(tables)
    contexts = [json.loads(key)["context"] for key in unpacked(tables["context.json"])]
    assert "65536" in contexts
    assert "8192" not in contexts, "the answer to that one stands in the page"


def test_every_answer_is_that_of_the_calculator(tables: Tables) -> None:
    built = dict(the_card(FIT).built)
    for table in tables.values():
        for key, (said, html) in list(unpacked(table).items())[::7]:
            found = answer("fit", {**built, **json.loads(key)})
            assert (said, html) == (found["announcement"], found["html"])


def test_what_python_refuses_is_left_to_it(tables: Tables) -> None:
    models = [json.loads(key)["model"] for key in unpacked(tables["model.json"])]
    assert "custom" not in models, "nothing was pasted yet"
    assert len(models) > 50


def test_what_an_answer_proposes_is_answered_whole() -> None:
    built = the_card(GAP).built
    both = '{"about": "model", "model": "gemma-3-4b", "openness": "weights"}'
    (key,) = unpacked(tables_of(Card("gap", built, (both,)))[f"{SEVERAL}.json"])
    assert json.loads(key) == {"about": "model", "model": "gemma-3-4b"}, "only what differs"


def test_an_answer_whose_day_is_no_input_is_the_same_on_any_day(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A table knows no day. Licences are read as of today where a use is chosen."""
    uses = list(values(calculator("finder").field("use").input))
    on_this_day = [answer("finder", {"use": use}) for use in uses]
    for year in (2027, 2030):
        monkeypatch.setattr(licences, "today", lambda year=year: date(year, 6, 1))
        assert [answer("finder", {"use": use}) for use in uses] == on_this_day


def test_a_page_names_the_tables_of_each_of_its_calculators(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(precomputed, "cached", lambda key, make: make())
    page = tmp_path / "models/gap/index.html"
    page.parent.mkdir(parents=True)
    page.write_text(f"<main>{GAP}</main>", "utf-8")
    (tmp_path / "index.html").write_text("<main>No calculator</main>", "utf-8")
    add_precomputed(tmp_path)

    told = page.read_text("utf-8")
    (table,) = {path.parent for path in tmp_path.glob("assets/answers/*/*.json")}
    names = " ".join(sorted(path.stem for path in table.iterdir()))
    address = f"../../assets/answers/{table.name}/"
    head = (
        f'<start-calculator name="gap" id="gap" data-answers="{address}" data-answered="{names}">'
    )
    assert head in told
    assert told.replace(head, '<start-calculator name="gap" id="gap">') == f"<main>{GAP}</main>"
    assert (tmp_path / "index.html").read_text("utf-8") == "<main>No calculator</main>"

    add_precomputed(tmp_path)
    assert page.read_text("utf-8") == told


@given(st.lists(st.integers(0, 50)))
def test_runs_lose_no_number(numbers: list[int]) -> None:
    assert list(spread(runs(numbers))) == numbers


@given(st.dictionaries(st.text(), st.tuples(st.text(), st.text("<>ab \n"))))
def test_a_table_gives_back_what_was_put_in(answers: dict[str, tuple[str, str]]) -> None:
    assert unpacked(packed(answers)) == answers
