"""The records hold together: each name exists, each code has its words, each text opens."""

import gzip
import re
import tomllib
from datetime import date

import pytest

from calculators.catalog.build import DATA
from calculators.engines.cover.outcome import WEAKEST
from calculators.engines.cover.record import REST, SITUATIONS, listed, plan, text, texts
from calculators.questions.cover import inputs, words
from tests.calculators.questions.cover.asking import CASES

PLANS = sorted(listed())
FACTS = ("training", "kept", "review", "zero", "place", "dpa", "baa")


@pytest.mark.parametrize("ident", PLANS)
def test_every_situation_is_decided(ident: str) -> None:
    found = plan(ident)
    assert found.situations.keys() <= {*SITUATIONS, REST}
    for situation in SITUATIONS:
        *_, last = found.rules(situation)
        assert last.outcome in WEAKEST
        assert last.clause


@pytest.mark.parametrize("ident", PLANS)
def test_every_code_has_its_words_and_every_text_exists(ident: str) -> None:
    found = plan(ident)
    assert {each[0] for each in found.void} <= words.VOIDS.keys()
    assert all(each[1] for each in found.void)
    assert {*found.claim} <= words.CLAIM.keys()
    assert found.paid in {"", *words.PAID}
    assert {*found.texts} <= texts().keys()
    assert {*found.homes} <= inputs.HOMES.keys()
    for name in FACTS:
        fact = getattr(found, name)
        assert {fact.answer, *fact.by_home.values()} <= words.ANSWERS.keys()
        for part in filter(None, fact.at.split("; ")):
            assert part.partition(" ")[0] in texts()


@pytest.mark.parametrize("ident", PLANS)
def test_a_plan_that_it_points_to_exists_and_covers_the_other_places(ident: str) -> None:
    found = plan(ident)
    assert {*found.compare} <= {*PLANS}
    if found.elsewhere:
        there = plan(found.elsewhere)
        assert there.elsewhere == ident
        assert not {*found.homes} & {*there.homes}
        assert {*found.homes, *there.homes} == {"US", "EU", "UK", "CH", "other"}


@pytest.mark.parametrize("ident", sorted(texts()))
def test_every_text_opens_and_says_how_it_was_read(ident: str) -> None:
    found = text(ident)
    assert found.address.startswith("https://")
    assert " " not in found.address
    assert found.url or re.fullmatch(r"[\w.-]+/[\w.-]+@[0-9a-f]{40}:.+", found.version)
    assert not (found.url and found.version)


def test_every_text_stands_behind_some_plan() -> None:
    behind = {each for ident in PLANS for each in plan(ident).texts}
    quoted = {
        part.partition(" ")[0]
        for ident in PLANS
        for name in FACTS
        for part in getattr(plan(ident), name).at.split("; ")
    }
    assert texts().keys() <= behind | quoted


def test_a_text_from_an_archive_has_its_hash_in_the_records() -> None:
    records = tomllib.loads((DATA / "cover_texts.toml").read_text("utf-8"))
    archived = [each for each in records.values() if "OpenTermsArchive" in each.get("version", "")]
    assert len(archived) == 46
    assert all(re.fullmatch(r"[0-9a-f]{64}", each["sha256"]) for each in archived)


def test_every_plan_is_asked_about_by_a_case() -> None:
    assert {each["inputs"]["plan"] for each in CASES} == {*PLANS}


def test_the_form_asks_about_the_situations_of_the_records() -> None:
    assert tuple(inputs.SITUATIONS) == SITUATIONS


def test_what_ships_stays_light() -> None:
    assert len(gzip.compress((DATA / "cover.json").read_bytes(), 9)) < 20_200


def test_days_are_days() -> None:
    for ident in PLANS:
        found = plan(ident)
        for day in (found.in_force_from, *(each.in_force_until for each in found.rule)):
            assert not day or date.fromisoformat(day)
        assert date.fromisoformat(found.checked)
