"""`python -m tools.refresh [YYYY-MM-DD]`: newest prices, records built anew, what is stale marked.

It writes the files, and `.tools/refresh.md`: what changed, in words for whoever looks at the
change. The date is the day on which the newest genai-prices came out, where no index tells it.
Where a step needs a person, what it would have written is put back, and the exit code is 1.
"""

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from calculators.catalog.build import DATA
from calculators.catalog.stale import everything, soon, stale
from site_plugins.fences.facts import records_of_the_site
from tools import locks
from tools.failure import Failure
from tools.packages import provide_project_environment
from tools.places import REQUIREMENTS, ROOT, TOOLS
from tools.prices.refresh import LOG, entries
from tools.process import output, variables
from tools.refresh.pin import PACKAGE, day_of, newest, pinned, with_pin
from tools.refresh.report import (
    NO_DAY,
    Report,
    changed_answers,
    markdown,
    marks,
    new_models,
    stopped,
)

SUMMARY = TOOLS / "refresh.md"
PROJECT, LOCK = ROOT / "pyproject.toml", REQUIREMENTS / "dev.lock"
ANSWERS = ROOT / "tests/golden/answers.jsonl"
MARKS = DATA / "stale.json"
Files = Mapping[Path, bytes]


def main(arguments: list[str]) -> int:
    """Run once; 1 when something needs a person."""
    today = datetime.now(UTC).date()
    try:
        released = date.fromisoformat(arguments[0]) if arguments else None
    except ValueError:
        print(f"RELEASED is {arguments[0]!r}: write it as YYYY-MM-DD.", file=sys.stderr)
        return 1
    try:
        report = refresh(today, released)
    except Failure as problem:
        _write(stopped(today, str(problem)))
        print(problem, file=sys.stderr)
        return 1
    text = markdown(report)
    _write(text)
    print(text)
    return 1 if report.problems else 0


def _write(summary: str) -> None:
    SUMMARY.parent.mkdir(exist_ok=True)
    SUMMARY.write_text(summary, encoding="utf-8", newline="\n")


def refresh(today: date, released: date | None) -> Report:
    """Do all of it; raises `Failure` where no index can be reached."""
    first = _read()
    version = newest()
    before, models = pinned(PROJECT.read_text("utf-8")), _listed()
    problems = [*_take(before, version, released, today)]
    prices = _new_entry(first)
    problems += _run("calculators.catalog.build")
    if _changed(first):
        problems += _run("tests.golden.cases")
    due = everything(records_of_the_site())
    over = stale(due, today)
    MARKS.write_text(json.dumps(marks(over), indent=1) + "\n", encoding="utf-8", newline="\n")
    return Report(
        today=today,
        before=before,
        newest=version,
        prices=prices,
        new_models=new_models(models, _listed()),
        files=[path.relative_to(ROOT).as_posix() for path in _changed(first)],
        answers=changed_answers(_lines(first[ANSWERS]), _lines(ANSWERS.read_bytes())),
        stale=over,
        soon=soon(due, today),
        problems=problems,
    )


def _take(before: str, version: str, released: date | None, today: date) -> Iterator[str]:
    """Pin the version, install it, take its prices; what needs a person, a sentence each."""
    kept = _read()
    try:
        if version != before:
            released = released or _day(version, today)
            if released is None:
                yield NO_DAY.format(version=version)
                released = today
            _pin(version)
        problems = _run("tools.prices", *([released.isoformat()] if released else []))
    except Failure as failure:
        problems = [str(failure)]
    if problems:
        yield from problems
        for path, content in kept.items():
            path.write_bytes(content)
        provide_project_environment(development=True)


def _day(version: str, today: date) -> date | None:
    """The day on which a version came out, where an index tells it."""
    made = json.loads((DATA / "prices.json").read_bytes())["package"]["released"]
    return day_of(version, after=date.fromisoformat(made), today=today, scratch=TOOLS)


def _pin(version: str) -> None:
    """Write the version down and install it; raises `Failure` half-way, where one step fails."""
    PROJECT.write_text(with_pin(PROJECT.read_text("utf-8"), version), "utf-8", newline="\n")
    locks.compile_lock("dev", python="3.11", constraint="site", only=PACKAGE)
    provide_project_environment(development=True)


def _run(module: str, *arguments: str) -> list[str]:
    """Run one of our programs; what it said where it failed."""
    ran = _program(module, *arguments)
    return [] if ran is None else [f"`python -m {module}` stopped. {ran}"]


def _program(module: str, *arguments: str) -> str | None:
    command = [sys.executable, "-m", module, *arguments]
    ran = subprocess.run(command, cwd=ROOT, env=variables(), capture_output=True, text=True)
    return None if ran.returncode == 0 else " ".join((ran.stderr or ran.stdout).split())


def _listed() -> dict[str, list[str]]:
    """The models of the installed price list by host; a Python of its own, for it may be new."""
    told = output([sys.executable, "-m", "tools.prices.listed"], seconds=120)
    found: dict[str, list[str]] = json.loads(told) if told else {}
    return found


def _new_entry(first: Files) -> dict[str, Any] | None:
    """What this run put into the log of prices."""
    log = entries(DATA / LOG)
    known = len(json.loads(first[DATA / LOG]))
    return log[0] if len(log) > known else None


def _read() -> Files:
    """All files that a refresh may write, as they are."""
    data = (path for kind in ("*.json", "*.toml") for path in DATA.rglob(kind))
    return {path: path.read_bytes() for path in (PROJECT, LOCK, ANSWERS, *sorted(data))}


def _changed(first: Files) -> list[Path]:
    """Those that are other ones now."""
    return [path for path, content in first.items() if path.read_bytes() != content]


def _lines(content: bytes) -> list[str]:
    return content.decode("utf-8").splitlines()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
