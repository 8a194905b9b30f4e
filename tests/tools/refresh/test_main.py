"""`make refresh` on a copy of what it may write; its programs and the index are stand-ins."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from calculators.catalog.stale import Due
from tools.failure import Failure
from tools.refresh import __main__ as module
from tools.refresh.__main__ import main, refresh

TODAY = date(2026, 11, 30)
ENTRY = {"date": "2026-11-30", "from": "genai-prices 0.2.4", "added": ["Five (Acme)"]}
Ran = list[tuple[str, ...]]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of six files, in which 0.2.3 is the newest."""
    data = tmp_path / "calculators/data"
    for path, text in {
        "pyproject.toml": 'prices = ["genai-prices==0.2.3"]\n',
        "requirements/dev.lock": "genai-prices==0.2.3\n",
        "tests/golden/answers.jsonl": '{"data": {"calculator": "fit"}}\n',
        "calculators/data/prices.json": '{"package": {"released": "2026-11-10"}}',
        "calculators/data/price_changes.json": "[]",
        "calculators/data/stale.json": "{}\n",
    }.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    places = {
        "ROOT": tmp_path, "DATA": data, "TOOLS": tmp_path, "SUMMARY": tmp_path / "refresh.md",
        "PROJECT": tmp_path / "pyproject.toml", "LOCK": tmp_path / "requirements/dev.lock",
        "ANSWERS": tmp_path / "tests/golden/answers.jsonl", "MARKS": data / "stale.json",
    }  # fmt: skip
    for name, path in places.items():
        monkeypatch.setattr(module, name, path)
    monkeypatch.setattr(module, "newest", lambda: "0.2.3")
    monkeypatch.setattr(module, "_listed", dict)
    monkeypatch.setattr(module, "everything", lambda others: [])
    monkeypatch.setattr(module, "provide_project_environment", lambda *, development: None)
    monkeypatch.setattr(module, "day_of", lambda version, **given: date(2026, 11, 28))
    monkeypatch.setattr(module.locks, "compile_lock", lambda group, **given: None)
    return tmp_path


@pytest.fixture
def programs(project: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Ran, dict[str, object]]:
    """What was run, and what a program does: None for nothing, or a text that it fails with."""
    ran: Ran = []
    does: dict[str, object] = {}

    def program(name: str, *arguments: str) -> str | None:
        ran.append((name, *arguments))
        found = does.get(name)
        return found() if callable(found) else None if found is None else str(found)

    monkeypatch.setattr(module, "_program", program)
    return ran, does


Programs = tuple[Ran, dict[str, object]]


def takes(project: Path) -> Callable[[], None]:
    """What `make prices` writes where a price changed."""

    def write() -> None:
        data = project / "calculators/data"
        (data / "prices.json").write_text('{"package": {"released": "2026-11-28"}}', "utf-8")
        (data / "price_changes.json").write_text(json.dumps([ENTRY]), "utf-8")

    return write


def test_a_week_without_news_writes_nothing(project: Path, programs: Programs) -> None:
    report = refresh(TODAY, None)
    assert (report.files, report.problems, report.prices) == ([], [], None)
    assert programs[0] == [("tools.prices",), ("calculators.catalog.build",)]


def test_a_newer_version_is_pinned_and_its_prices_taken_with_its_day(
    project: Path, programs: Programs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "newest", lambda: "0.2.4")
    programs[1]["tools.prices"] = takes(project)
    report = refresh(TODAY, None)
    assert programs[0] == [
        ("tools.prices", "2026-11-28"), ("calculators.catalog.build",), ("tests.golden.cases",),
    ]  # fmt: skip
    assert (project / "pyproject.toml").read_text("utf-8") == 'prices = ["genai-prices==0.2.4"]\n'
    assert report.prices == ENTRY
    assert report.files == [
        *("pyproject.toml", "calculators/data/price_changes.json"),
        "calculators/data/prices.json",
    ]
    assert not report.problems


def test_where_the_lists_disagree_all_is_put_back_and_a_person_called(
    project: Path, programs: Programs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "newest", lambda: "0.2.4")
    programs[1]["tools.prices"] = "acme/five: output is 2.0 here and 3.0 in LiteLLM"
    report = refresh(TODAY, None)
    assert report.files == []
    (problem,) = report.problems
    assert problem.startswith("`python -m tools.prices` stopped. acme/five: output is 2.0 here")
    assert "0.2.3" in (project / "pyproject.toml").read_text("utf-8")


@pytest.mark.parametrize("step", ["day_of", "compile_lock", "provide_project_environment"])
def test_where_a_step_of_the_pin_fails_all_is_put_back_and_the_rest_goes_on(
    project: Path, programs: Programs, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    asked = []

    def fail_once(*_: object, **__: object) -> None:
        asked.append(step)
        if len(asked) == 1:
            (project / "requirements/dev.lock").write_text("half\n", encoding="utf-8")
            raise Failure("dev.lock could not be made: look at the message above.")

    monkeypatch.setattr(module, "newest", lambda: "0.2.4")
    monkeypatch.setattr(module.locks if step == "compile_lock" else module, step, fail_once)
    before = module._read()
    assert main([]) == 1
    assert module._read() == before
    told = (project / "refresh.md").read_text("utf-8")
    assert "## Needs a person\n\n- dev.lock could not be made: look at the message above." in told
    assert programs[0] == [("calculators.catalog.build",)]


def test_where_even_putting_back_fails_the_files_are_as_before(
    project: Path, programs: Programs, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(**_: object) -> None:
        raise Failure("no index")

    monkeypatch.setattr(module, "newest", lambda: "0.2.4")
    monkeypatch.setattr(module, "provide_project_environment", fail)
    before = module._read()
    assert main([]) == 1
    assert module._read() == before
    assert "## Needs a person\n\n- no index\n" in (project / "refresh.md").read_text("utf-8")


def test_an_index_without_days_is_told_and_the_day_of_the_run_written_down(
    project: Path, programs: Programs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "newest", lambda: "0.2.4")
    monkeypatch.setattr(module, "day_of", lambda version, **given: None)
    (problem,) = refresh(TODAY, None).problems
    assert "doesn't say when genai-prices 0.2.4 came out" in problem
    assert programs[0][0] == ("tools.prices", "2026-11-30")
    assert refresh(TODAY, date(2026, 11, 27)).problems == []


def test_stale_records_are_marked_for_the_site(
    project: Path, programs: Programs, monkeypatch: pytest.MonkeyPatch
) -> None:
    over = Due(date(2026, 11, 1), "plans.json", "plans")
    coming = Due(date(2026, 12, 24), "rules.json", "uk")
    monkeypatch.setattr(module, "everything", lambda others: [over, coming])
    report = refresh(TODAY, None)
    assert ([*report.stale], [*report.soon]) == ([over], [coming])
    assert report.files == ["calculators/data/stale.json"]
    kept = json.loads((project / "calculators/data/stale.json").read_text("utf-8"))
    assert kept == {"plans.json": ["plans"]}


def test_the_summary_is_written_where_the_workflow_finds_it(
    project: Path, programs: Programs, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([]) == 0
    told = capsys.readouterr().out
    assert (project / "refresh.md").read_text("utf-8") == told.removesuffix("\n")
    assert "Nothing changed." in told


def test_what_needs_a_person_ends_with_one(project: Path, programs: Programs) -> None:
    programs[1]["calculators.catalog.build"] = "laptop: still a draft"
    assert main([]) == 1


def test_no_index_and_no_date_end_with_a_sentence(
    project: Path,
    programs: Programs,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def refuse() -> str:
        raise Failure("pip reached no package index.")

    monkeypatch.setattr(module, "newest", refuse)
    assert main([]) == 1
    assert (
        (project / "refresh.md")
        .read_text("utf-8")
        .endswith(
            "Something needs a person before this can be merged.\n\n"
            "## Needs a person\n\n- pip reached no package index.\n"
        )
    )
    assert main(["soon"]) == 1
    assert capsys.readouterr().err == (
        "pip reached no package index.\nRELEASED is 'soon': write it as YYYY-MM-DD.\n"
    )
