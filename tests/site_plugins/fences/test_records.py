"""The ```records fence."""

import re

import pytest

from calculators import catalog
from calculators.engines.cover.record import listed, texts
from calculators.engines.laws.record import laws
from calculators.engines.licence.record import licences, terms
from site_plugins.fences.records import render


def test_about_counts_what_is_known_and_what_is_not() -> None:
    said = render("licences-about")
    assert f"{len(licences())} licences" in said
    assert f"{len(terms())} releases" in said
    assert "nothing was found" in said


def test_every_licence_has_a_row_with_a_link_and_the_day_it_was_read() -> None:
    rows = render("licences").split("<tr>")[2:]
    assert len(rows) == len(licences())
    for row in rows:
        assert 'href="https://' in row
        assert re.search(r"<time>\d{4}-\d\d-\d\d</time>", row)


def test_every_release_has_a_row_and_one_without_a_licence_says_so() -> None:
    said = render("releases")
    assert said.count("<tr>") == len(terms()) + 1
    assert all(model.name in said for model in catalog.models().values())
    (row,) = (row for row in said.split("<tr>") if "Kimi K3.1 Pro" in row)
    assert "none found" in row


def test_plans_are_counted_with_what_is_not_known_of_them() -> None:
    said = render("plans-about")
    assert "49 plans in 13 situations each. Of these 637," in said
    assert f"{len(texts())} texts:" in said


def test_every_plan_has_a_row_with_its_texts() -> None:
    rows = render("plans").split("<tr>")[2:]
    assert len(rows) == len(listed())
    assert all('href="https://' in row for row in rows)
    (row,) = (row for row in rows if ">ChatGPT Business<" in row)
    assert "It can be read both ways" in row


def test_every_text_has_a_row_that_says_how_it_was_read() -> None:
    rows = render("texts").split("<tr>")[2:]
    assert len(rows) == len(texts())
    assert sum("reported: " in row for row in rows) == 30


def test_rules_are_counted_with_what_was_not_read() -> None:
    said = render("rules-about")
    assert f"{sum(len(law.rule) for law in laws().values())} rules in {len(laws())} bodies" in said
    assert all(gap.split("’")[0] in said for law in laws().values() for gap in law.open)


def test_every_rule_has_a_row_with_its_days_and_how_it_was_read() -> None:
    rows = render("rules").split("<tr>")[2:]
    assert len(rows) == sum(len(law.rule) for law in laws().values())
    assert all('href="https://' in row for row in rows)
    (row,) = (row for row in rows if ">AI Act Art. 5(1)(ba)<" in row)
    assert "from 2026-12-02" in row
    assert "quoted by eu-ai-act-classifier 0.2.2" in row


def test_every_name_has_a_row_that_counts_its_releases() -> None:
    rows = render("openness-about").split("<tr>")[2:]
    counts = [int(re.findall(r">(\d+)<", row)[0]) for row in rows]
    assert len(rows) == 6
    assert sum(counts) == len(catalog.models())
    (row,) = (row for row in rows if ">Open source AI<" in row)
    assert re.findall(r">(\d+)<", row) == ["1", "0"]


def test_every_model_has_a_row_with_its_name_and_where_its_parts_stand() -> None:
    rows = render("openness").split("<tr>")[2:]
    assert len(rows) == len(catalog.models())
    (row,) = (row for row in rows if ">Olmo 3 7B<" in row)
    assert "Open source AI with open data" in row
    assert "github.com/allenai/OLMo-core/blob/" in row
    (row,) = (row for row in rows if ">Gemma 4 12B<" in row)
    assert "At least open weights" in row
    assert row.count("Not known") == 2


def test_another_table_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="no table 'prices': one of licences-about, licences"):
        render("prices")
