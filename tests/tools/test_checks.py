import pytest

from tools import checks
from tools.checks import CHECKS, Check, run_all

ran: list[str] = []


def check(name: str, code: int) -> Check:
    def run() -> int:
        ran.append(name)
        return code

    return Check(name, run, f"Do what {name} says.")


@pytest.fixture(autouse=True)
def three(monkeypatch: pytest.MonkeyPatch) -> None:
    ran.clear()
    known = (check("style", 0), check("types", 1), check("locks", 2))
    monkeypatch.setattr(checks, "CHECKS", known)


def test_every_check_runs_and_each_that_found_a_fault_says_what_to_do(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run_all(only=[]) == 1
    assert ran == ["style", "types", "locks"]
    printed = capsys.readouterr()
    assert printed.out.splitlines()[-1] == "1 checks passed, 2 failed"
    assert printed.err.splitlines() == [
        "check types: Do what types says.",
        "check locks: Do what locks says.",
    ]


def test_a_check_can_be_named() -> None:
    assert run_all(only=["style"]) == 0
    assert ran == ["style"]


def test_a_name_that_no_check_has_is_no_success() -> None:
    assert run_all(only=["manners"]) == 1
    assert ran == []


def test_no_two_checks_share_a_name() -> None:
    names = [each.name for each in CHECKS]
    assert len({*names}) == len(names) > 5
