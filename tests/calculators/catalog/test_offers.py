"""What is kept by hand about an offer, and what may not ship."""

from pathlib import Path

import pytest

from calculators.catalog.offers import read_hosts, read_records
from calculators.core.records import RecordError

GOOD = """
maker = "Maker"
checked = 2026-11-23

[[offer]]
provider = "groq"
id = "m"
label = "M"
tier = "small"
access = "open"
model = "qwen3-8b"
licence = "MIT"
licence_url = "https://example.org/licence"
evidence = { title = "Weights", url = "https://example.org/weights" }
"""


def written(folder: Path, text: str) -> Path:
    (folder / "offers").mkdir(exist_ok=True)
    (folder / "offers" / "maker.toml").write_text(text, encoding="utf-8")
    return folder


def test_a_good_record(tmp_path: Path) -> None:
    (record,) = read_records(written(tmp_path, GOOD))
    assert record.key == "groq/m"
    assert record.fields["maker"] == "Maker"
    assert record.fields["checked"] == "2026-11-23"


@pytest.mark.parametrize(
    ("old", "new", "wrong"),
    [
        ('maker = "Maker"', "", r"takes maker, checked \(a date\) and \[\[offer\]\]"),
        ('label = "M"', "", "m: without label"),
        ('label = "M"', 'label = ""', "m: label must be text"),
        ('label = "M"', 'label = "M"\nsize = "8B"', "m: unknown size"),
        ('tier = "small"', 'tier = "tiny"', "tier one of"),
        ('model = "qwen3-8b"', 'model = "qwen9"', "the catalog has no model 'qwen9'"),
        ('access = "open"', 'access = "closed"', "closed ones none"),
        ('licence = "MIT"', 'licence = "not established"', "needs its licence_url"),
        ('licence_url = "https://example.org/licence"', "", "needs its licence_url"),
        ("https://example.org/weights", "example.org", "addresses start with https"),
        (', url = "https://example.org/weights"', "", "evidence is a title and a url"),
    ],
)
def test_a_record_that_may_not_ship(tmp_path: Path, old: str, new: str, wrong: str) -> None:
    assert old in GOOD
    with pytest.raises(RecordError, match=wrong):
        read_records(written(tmp_path, GOOD.replace(old, new)))


def test_an_offer_stands_once(tmp_path: Path) -> None:
    twice = GOOD + GOOD[GOOD.index("[[offer]]") :]
    with pytest.raises(RecordError, match="offers that stand twice: groq/m"):
        read_records(written(tmp_path, twice))


def test_every_host_has_a_name() -> None:
    assert {record.provider for record in read_records()} == read_hosts().keys()


def test_evidence_and_addresses_of_licences_stay_where_they_are_kept() -> None:
    (glm,) = (record for record in read_records() if record.key == "zai/GLM-5.3")
    weights = "https://huggingface.co/zai-org/GLM-5.3"
    assert glm.fields["evidence"]["url"] == glm.fields["licence_url"] == weights
    assert glm.shipped == {
        "label": "GLM-5.3",
        "tier": "frontier",
        "access": "open",
        "licence": "GLM-5.3 License",
        "maker": "Z.ai",
    }
