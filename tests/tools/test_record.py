"""`make record` drafts a record of each kind, and the build takes it only once it is filled in."""

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from calculators.catalog import build as module
from calculators.catalog.build import build
from calculators.catalog.offers import read_records
from calculators.core.records import RecordError
from tools import verbs
from tools.failure import Failure
from tools.places import ROOT
from tools.record import KINDS, write_record

TODAY = date(2026, 11, 30)
DRAFTS = [
    ["machine", "laptop-64gb"],
    ["licence", "acme-1.0"],
    ["offer", "openai/gpt-7", "--in", "openai"],
    ["offer", "acme/one", "--in", "acme"],
    ["plan", "chatgpt-team"],
    ["rule", "uk-new-act", "--in", "uk"],
    ["rule", "fr-new-act", "--in", "fr"],
    ["source", "formula-new"],
]
FILLED = {
    "machine": {
        "form": '"laptop"', "kind": '"integrated"', "system": '"linux"', "ram_gib": "64",
        "ram_bandwidth_gb_s": "89.6", "speed_class": '"CPU"', "released": "2026",
    },
    "licence": {"kind": '"restricted"', "outcome": '"ask_first"'},
    "offer": {"tier": '"small"', "access": '"closed"'},
    "plan": {"for_teams": "true", "monthly_usd": "25"},
    "rule": {"outcome": '"duty"', "when": '{ place = "UK" }'},
    "source": {},
}  # fmt: skip
"""What a person puts in, where any text would do for the rest."""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A copy of the records."""
    return Path(shutil.copytree(ROOT / "calculators/data", tmp_path / "calculators/data"))


def check(data: Path) -> None:
    """What `python -m calculators.catalog.build` does before it writes."""
    build(data)
    read_records(data)


def filled(text: str, values: dict[str, str]) -> str:
    """A draft with each `TODO` replaced, and nothing else."""
    for key, value in values.items():
        text = re.sub(rf"^{key} = .*TODO.*$", f"{key} = {value}", text, flags=re.MULTILINE)
    return text.replace('"TODO: https://…"', '"https://example.org/"').replace("TODO: ", "")


@pytest.mark.parametrize("asked", DRAFTS, ids=" ".join)
def test_a_draft_is_refused_until_it_is_filled_in_and_then_taken(
    asked: list[str], data: Path
) -> None:
    path = write_record(asked, data=data, today=TODAY)
    with pytest.raises(RecordError, match=r"still a draft; fill in or leave out .*(url|name)"):
        check(data)
    path.write_text(filled(path.read_text("utf-8"), FILLED[asked[0]]), encoding="utf-8")
    check(data)
    assert asked[1].rpartition("/")[2] in path.read_text("utf-8")


def test_every_kind_is_drafted_here() -> None:
    assert {asked[0] for asked in DRAFTS} == set(KINDS) == set(FILLED)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (["machine", "laptop-16gb"], "laptop-16gb.toml exists already and is left as it is."),
        (["licence", "mit"], "mit.toml exists already"),
        (["offer", "openai/gpt-6-astra", "--in", "openai"], "already describes openai/gpt-6-astra"),
        (["plan", "chatgpt-plus"], "plans.toml already describes chatgpt-plus; correct it there."),
        (["rule", "uk-gdpr", "--in", "uk"], "uk.toml already describes uk-gdpr"),
        (["source", "llama-cpp"], "sources.toml already describes llama-cpp"),
        (["toaster", "x"], "KIND is 'toaster': write one of machine, licence, offer, plan, rule,"),
        ([], "KIND is 'help': write one of"),
        (["machine", "Laptop"], "ID is 'Laptop': write small letters, digits, - and ."),
        (["machine", "../laptop"], "ID is '../laptop'"),
        (["offer", "gpt-7", "--in", "openai"], "make record KIND=offer ID=openai/gpt-7 IN=openai"),
        (["offer", "openai/gpt-7"], "IN is '': name the file that it goes into"),
        (["rule", "x", "--in", "../uk"], "IN is '../uk': name the file"),
        (["plan", "x", "--in", "plans"], "IN is 'plans': leave it out"),
    ],
)  # fmt: skip
def test_what_cannot_be_a_record_is_refused_and_nothing_written(
    asked: list[str], said: str, data: Path
) -> None:
    before = {path: path.read_bytes() for path in data.rglob("*.toml")}
    with pytest.raises(Failure, match=re.escape(said)):
        write_record(asked, data=data, today=TODAY)
    assert {path: path.read_bytes() for path in data.rglob("*.toml")} == before


def test_the_command_that_builds_refuses_an_offer_too(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse() -> None:
        raise RecordError("openai.toml: gpt-7: still a draft; fill in or leave out label")

    monkeypatch.setattr(module, "check_offers", refuse)
    assert module.main(["--check"]) == 1
    assert "openai.toml: gpt-7: still a draft" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("path", "line", "said"),
    [
        ("licences/mit.toml", 'colour = "red"', "mit: unknown key colour"),
        ("rules/uk.toml", 'colour = "red"', "uk: unknown key colour"),
    ],
)
def test_the_build_reads_licences_and_rules_as_their_readers_do(
    path: str, line: str, said: str, data: Path
) -> None:
    file = data / path
    file.write_text(f"{line}\n{file.read_text('utf-8')}", encoding="utf-8")
    with pytest.raises(RecordError, match=said):
        build(data)


def test_the_verb_says_where_the_draft_is_and_what_comes_next(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    written = ROOT / "calculators/data/plans.toml"
    monkeypatch.setattr(verbs, "write_record", lambda arguments, *, today: written)
    assert verbs.record(["plan", "x"]) == 0
    assert capsys.readouterr().out == (
        "Wrote a draft into calculators/data/plans.toml.\n"
        "What is left to do, python -m calculators.catalog.build tells.\n"
    )
