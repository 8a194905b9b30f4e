"""The ```licence-list fence."""

import re

import pytest

from calculators import catalog
from calculators.engines.licence.record import licences, terms
from site_plugins.fences.licences import render


def test_about_counts_what_is_known_and_what_is_not() -> None:
    said = render("about")
    assert f"{len(licences())} licences" in said
    assert f"{len(terms())} releases" in said
    assert "nothing was found" in said


def test_every_licence_has_a_row_with_a_link_and_the_day_it_was_read() -> None:
    rows = render("texts").split("<tr>")[2:]
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


def test_another_table_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="no table 'prices': one of about, texts, releases"):
        render("prices")
