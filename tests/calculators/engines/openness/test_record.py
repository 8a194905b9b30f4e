"""The records hold together: each release exists, each part opens, nothing is carried over."""

import re
from datetime import date

import pytest

from calculators import catalog
from calculators.engines.openness.record import (
    CRITERIA,
    Found,
    Release,
    address,
    framework,
    release,
    releases,
    stated,
)
from calculators.questions.openness.verdict import STATUS

PARTS = ("code", "data", "paper", "card")
PLACE = re.compile(
    r"osai:[\w. -]+\.yaml|hf:[\w.-]+/[\w.-]+|arxiv:\d{4}\.\d{5}"
    r"|[\w.-]+/[\w.-]+@[0-9a-f]{7,40}(:.+)?"
)
IDENTS = sorted(releases())


def test_every_release_is_one_of_the_catalog_and_stands_once() -> None:
    named = [
        ident
        for each in {id(each): each for each in releases().values()}.values()
        for ident in each.of
    ]
    assert len(named) == len(set(named))
    assert {*named} <= catalog.models().keys()


@pytest.mark.parametrize("ident", IDENTS)
def test_every_part_that_was_looked_up_opens_and_has_its_word(ident: str) -> None:
    for name in PARTS:
        found: Found = getattr(release(ident), name)
        assert found.status in STATUS
        assert bool(found.at) == (found.status != "unknown")
        if found.at:
            assert PLACE.fullmatch(found.at), found.at
            assert found.address.startswith("https://")
            assert " " not in found.address


@pytest.mark.parametrize("ident", IDENTS)
def test_a_rating_is_of_this_very_release_or_only_the_name_of_a_sister(ident: str) -> None:
    found = release(ident)
    assert not (found.osai and found.sister)
    if found.osai:
        assert len(found.of) == 1
        assert len(found.osai.classes) == len(CRITERIA)
        assert {*found.osai.classes} <= {*"opc"}
        assert date.fromisoformat(found.osai.day) <= date.fromisoformat(stated("checked"))
    if found.sister:
        assert found.sister.name not in (ident, catalog.model(ident).hf_repo.partition("/")[2])


def test_nine_releases_are_rated_by_the_european_index() -> None:
    rated = {ident for ident in IDENTS if release(ident).osai}
    assert rated == {
        "gemma-3-27b",
        "gpt-oss-120b",
        "granite-4.0-h-small",
        "lfm2-24b-a2b",
        "llama-3.3-70b",
        "mistral-nemo-12b",
        "qwen3.5-397b-a17b",
        "seed-oss-36b",
        "smollm3-3b",
    }


def test_what_was_not_looked_up_is_not_known() -> None:
    assert release("a-model-of-tomorrow") == Release()
    assert framework(Release(), "open source")[0] == "unknown"


def test_an_address_leads_to_the_version_that_was_read() -> None:
    index = "github.com/Language-Technology-Assessment/main-database/blob/5a388e8"
    assert address("osai:Gemma.yaml").startswith(f"https://{index}")
    assert address("mot:models/x.yml").startswith(
        "https://github.com/lfai/model_openness_tool/blob/"
    )
    assert address("tiiuae/Falcon-H1@9d2f5fc") == "https://github.com/tiiuae/Falcon-H1/tree/9d2f5fc"
