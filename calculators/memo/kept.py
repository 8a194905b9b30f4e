"""What a reader kept: answers with the inputs they were given for, read from JSON of anybody.

    {"memo": 1, "kept": [{"calculator": "fit", "inputs": {"model": "qwen3-8b"},
                          "kept_on": "2026-11-29", "task": "E-mail"}]}

Only the name of the calculator must be there. What is refused is what is no memo, or too large;
whether a calculator still takes these inputs is `joined.py`'s to ask, so that nothing gets lost.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date

from calculators.core.errors import InputErrors, Problem, quoted
from calculators.core.nesting import nests_deeper
from calculators.core.records import RecordError, read_record

VERSION = 1
MOST_KEPT = 24
MOST_CHARACTERS = 500_000
MOST_LEVELS = 8
LONGEST = {"calculator": 40, "task": 80, "headline": 1000, "note": 2000}
"""Characters of each text."""
MOST = {"inputs": 120, "figures": 8, "ticked": 120}
"""Items of each list."""
LONGEST_ITEM = {"inputs": 20_000, "figures": 200, "ticked": 1000}
"""Characters of each of these, and of its name."""
_FIX = "Export it anew from the page of the memo."


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """One answer, as it was when it was kept."""

    calculator: str
    inputs: Mapping[str, str] = field(default_factory=dict)
    kept_on: str = ""
    """The day, as 2026-11-29; empty where it isn't known."""
    task: str = ""
    headline: str = ""
    """The sentence that answered."""
    figures: Mapping[str, str] = field(default_factory=dict)
    """The figures that were shown large, by their labels."""
    note: str = ""
    """The reader's own."""
    ticked: tuple[str, ...] = ()
    """Duties that are done, in the words in which they were shown."""


def read(text: str) -> tuple[Kept, ...]:
    """The answers of a memo; raises `InputErrors`, a problem for each answer that is at fault.

    >>> [each.calculator for each in read('{"memo": 1, "kept": [{"calculator": "fit"}]}')]
    ['fit']
    """
    problems: list[Problem] = []
    found: list[Kept] = []
    for number, each in enumerate(_list(text), start=1):
        try:
            kept = read_record(Kept, each, "it")
            problems += _problems(number, kept)
            found.append(kept)
        except RecordError as error:
            problems.append(_problem(number, f"{error}. {_FIX}"))
    if problems:
        raise InputErrors(problems)
    return tuple(found)


def write(kept: tuple[Kept, ...]) -> str:
    """The same as JSON, which `read` takes back unchanged."""
    data = {"memo": VERSION, "kept": [asdict(each) for each in kept]}
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _list(text: str) -> list[object]:
    if len(text) > MOST_CHARACTERS:
        raise _refused(
            f"it has {len(text):,} characters, and the limit is {MOST_CHARACTERS:,}. "
            "Remove an answer that holds a long text."
        )
    if nests_deeper(text, MOST_LEVELS):
        raise _refused(f"{quoted(text)} nests more than {MOST_LEVELS} levels deep. {_FIX}")
    try:
        data = json.loads(text)
    except ValueError:
        raise _refused(f"{quoted(text)} is not JSON. {_FIX}") from None
    if not isinstance(data, dict) or not isinstance(data.get("kept"), list):
        raise _refused(f"{quoted(text)} has no list “kept”. {_FIX}")
    if data.get("memo") != VERSION:
        raise _refused(
            f"{quoted(data.get('memo'))} is not a version of it that is known here, which is "
            f"{VERSION}. Reload the page, or use the newest program."
        )
    kept: list[object] = data["kept"]
    if len(kept) > MOST_KEPT:
        raise _refused(
            f"it holds {len(kept)} answers, and the limit is {MOST_KEPT}. Remove some, or begin a "
            "second memo."
        )
    return kept


def _refused(reason: str) -> InputErrors:
    return InputErrors([Problem("memo", f"Memo: {reason}")])


def _problem(number: int, reason: str) -> Problem:
    return Problem(f"kept {number}", f"Answer {number} of the memo: {reason}")


def _problems(number: int, kept: Kept) -> Iterator[Problem]:
    for name, most in LONGEST.items():
        yield from _too_long(number, name, getattr(kept, name), most)
    for name, most in MOST.items():
        items = getattr(kept, name)
        if len(items) > most:
            said = f"{name} holds {len(items)}, and the limit is {most}. Remove some."
            yield _problem(number, said)
        for item in (*items, *(items.values() if isinstance(items, Mapping) else ())):
            yield from _too_long(number, name, item, LONGEST_ITEM[name])
    if kept.kept_on and not _is_day(kept.kept_on):
        yield _problem(number, f"kept_on {quoted(kept.kept_on)} is no day. Write it as 2026-11-29.")


def _too_long(number: int, name: str, text: str, most: int) -> Iterator[Problem]:
    if len(text) > most:
        said = f"{name} {quoted(text)} has {len(text):,} characters, and the limit is {most:,}."
        yield _problem(number, f"{said} Shorten it.")


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
