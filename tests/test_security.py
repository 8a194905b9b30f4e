"""SECURITY.md tells the truth: every guard and every test that it names exists."""

import re

import pytest

from tests.paths import ROOT

PAGE = (ROOT / "SECURITY.md").read_text("utf-8")
NAMED = re.compile(r"`([\w./-]+\.(?:py|js))`(?::\s+((?:`\w+`(?:,\s+)?)+))?")
ROWS = [line for line in PAGE.splitlines() if line.startswith("| ") and "`" in line]


def named() -> dict[str, list[str]]:
    """The functions, classes and tests that the page names, by file."""
    found: dict[str, list[str]] = {}
    for path, names in NAMED.findall(PAGE):
        found.setdefault(path, []).extend(re.findall(r"\w+", names))
    return found


@pytest.mark.parametrize(("path", "names"), named().items())
def test_what_is_named_is_there(path: str, names: list[str]) -> None:
    text = (ROOT / path).read_text("utf-8")
    for name in names:
        declared = rf"^(?:export )?(?:async )?(?:def|function|class) {name}\b|^{name}\b.* = "
        assert re.search(declared, text, re.MULTILINE), f"{name} is not in {path}"


@pytest.mark.parametrize("row", ROWS)
def test_every_door_has_a_guard_and_a_test(row: str) -> None:
    door, guard, test = parts(row)
    assert door
    guards = {path for path, _ in NAMED.findall(guard)}
    tests = {path: names for path, names in NAMED.findall(test)}
    assert guards
    assert not any(path.startswith("tests/") for path in guards)
    assert tests
    assert all(path.startswith("tests/") and "test_" in names for path, names in tests.items())


def parts(row: str) -> list[str]:
    return [part.strip() for part in row.strip("|").split(" | ")]


def test_every_kind_of_door_has_a_row() -> None:
    doors = " ".join(parts(row)[0] for row in ROWS).lower()
    for word in ("address", "log", "config", "memo", "progress", "machine", "typed", "edits"):
        assert word in doors
    for word in ("batch", "files", "prices"):
        assert word in doors


def test_a_report_goes_to_github_and_to_no_mailbox() -> None:
    assert "Report a vulnerability" in PAGE
    assert not re.search(r"[\w.]+@[\w-]+\.\w", PAGE)
