"""Which version of genai-prices is pinned, which one is the newest, and when it came out."""

import json
import re
import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from tools import locks
from tools.failure import Failure
from tools.process import Argument, output

PACKAGE = "genai-prices"
_PIN = re.compile(rf'(?<="{PACKAGE}==)[^"]+(?=")')
NO_INDEX = (
    f"The newest {PACKAGE} could not be asked for: pip reached no package index. "
    "Look at the network or the proxy, then run again."
)


def pinned(project: str) -> str:
    """The version in the text of pyproject.toml.

    >>> pinned('prices = ["genai-prices==0.2.3"]')
    '0.2.3'
    """
    found = _PIN.search(project)
    if found is None:
        raise Failure(f"pyproject.toml pins no version of {PACKAGE}.")
    return found[0]


def with_pin(project: str, version: str) -> str:
    """The text of pyproject.toml with another version.

    >>> with_pin('prices = ["genai-prices==0.2.3"] # what', "0.3.0")
    'prices = ["genai-prices==0.3.0"] # what'
    """
    return _PIN.sub(version, project)


def newest() -> str:
    """The version that pip would install; raises `Failure` where it reaches no index."""
    asked = ["install", "--dry-run", "--no-deps", "--upgrade", "--ignore-installed", "--quiet"]
    told = output([sys.executable, "-m", "pip", *asked, "--report", "-", PACKAGE], seconds=300)
    if told is None:
        raise Failure(NO_INDEX)
    version: str = json.loads(told)["install"][0]["metadata"]["version"]
    return version


def day_of(version: str, *, after: date, today: date, scratch: Path) -> date | None:
    """The day on which a version came out, by what uv finds of it; None where no index tells."""
    wanted = scratch / "released.in"
    wanted.write_text(f"{PACKAGE}=={version}\n", encoding="utf-8")
    program = locks.uv()

    def was_there(day: date) -> bool:
        until = ["--exclude-newer", day.isoformat()]
        command: list[Argument] = [
            program,
            "pip",
            "compile",
            "--quiet",
            "--no-deps",
            *until,
            wanted,
        ]
        return output(command) is not None

    return first_day(was_there, after=after, today=today)


def first_day(was_there: Callable[[date], bool], *, after: date, today: date) -> date | None:
    """The first day from `after` to `today` on which something was there, which then stays so.

    None where it isn't even today. It asks about as often as the days can be halved.
    """
    if not was_there(today):
        return None
    low, high = after, today
    while low < high:
        middle = low + timedelta(days=(high - low).days // 2)
        if was_there(middle):
            high = middle
        else:
            low = middle + timedelta(days=1)
    return high
