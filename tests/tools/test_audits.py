"""An audit passes only where it was made of every package and found nothing."""

import sys

import pytest

from tools import audits
from tools.audits import NOT_AUDITED, is_clean, run_all
from tools.places import REQUIREMENTS, ROOT
from tools.repository import LOCKS


@pytest.mark.parametrize(
    ("script", "clean"),
    [
        ("print('No known vulnerabilities found')", True),
        ("raise SystemExit('1 known weakness')", False),
        (f"print('not on PyPI and {NOT_AUDITED}: toaster')", False),
    ],
)
def test_a_weakness_and_a_package_that_nobody_knows_are_faults(script: str, clean: bool) -> None:
    assert is_clean([sys.executable, "-c", script], ROOT) is clean


def test_every_lock_file_is_audited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audits, "provide_project_environment", lambda *, development: None)
    monkeypatch.setattr(audits, "provide_environment", lambda *_, interpreter: interpreter)
    asked = {(name, str(folder)) for name, _, folder in audits.audits()}
    assert {name for name, _ in asked} >= {
        *(str(path.relative_to(ROOT)) for path in (*REQUIREMENTS.glob("*.lock"), *LOCKS))
    }


def test_the_lock_file_at_fault_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = [sys.executable, "-c", "raise SystemExit(1)"]
    good = [sys.executable, "-c", ""]
    made = [("site.lock", good, ROOT), ("dev.lock", bad, ROOT)]
    monkeypatch.setattr(audits, "audits", lambda: iter(made))
    assert run_all() == 1
    assert capsys.readouterr().err.startswith("audit dev.lock: ")
