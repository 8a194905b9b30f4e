"""The browser's door: one JSON string in, one JSON string out.

The page's worker calls `respond` and knows nothing else of this package. The build calls the same
`answer`, which is why a page and a live answer cannot differ.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from calculators.core.errors import InputErrors, Problem, quoted
from calculators.core.view import to_data, to_html
from calculators.registry import calculator


def respond(request: str) -> str:
    """Answer `{"calculator": name, "inputs": {...}}`; bad input is an answer too, never an error.

    Returns `{"ok": true, "html", "announcement", "data"}` or
    `{"ok": false, "errors": [{"field", "message"}], "announcement"}`. With `"edited"`, a result
    that an edited formula gave, the answer is how that one differs from ours; with `"seen"`, what
    the page read of the browser, the answer is what that suggests; with `"memo"`, the JSON of kept
    answers, it is the memo of these; with `"goal"`, that of an exercise, how far the inputs are.
    """
    try:
        return json.dumps(_answered(*_parts(request)), ensure_ascii=False)
    except InputErrors as errors:
        return json.dumps(_refusal(errors), ensure_ascii=False)


def answer(name: str, inputs: dict[str, object]) -> dict[str, Any]:
    """The answer of one calculator; raises `InputErrors`."""
    result = calculator(name).answer(inputs)
    return {
        "ok": True,
        "html": to_html(result),
        "announcement": result.verdict.headline,
        "data": to_data(result),
    }


def compared(name: str, inputs: dict[str, object], edited: object) -> dict[str, Any]:
    """How an edited formula's answer differs from ours; raises `InputErrors`."""
    # Few readers ask for this, so that the others shall not wait for it.
    from calculators.browser.comparison import NotAResult, difference, difference_html, result_from

    original = calculator(name).answer(inputs)
    try:
        theirs = result_from(edited)
        found = difference(original, theirs)
        html = difference_html(original, theirs, found)
    except NotAResult as refusal:
        raise InputErrors([Problem("edited", str(refusal))]) from None
    except Exception:  # numbers that no view was made for: theirs, and never a fault of ours
        raise InputErrors([Problem("edited", "The answer cannot be drawn.")]) from None
    return {"ok": True, "html": html, "announcement": found.headline, "data": None}


def suggested(name: str, seen: object) -> dict[str, Any]:
    """What a browser's raw values suggest for the machine of one calculator; raises `InputErrors`.

    `data` has the `inputs` to preselect, and `marks`: what is to stand beside which field.
    """
    from calculators.browser.machine_hints.suggestion import suggestion  # few readers ask for this

    chosen = calculator(name)
    asking = [field for field in chosen.fields if getattr(field.input, "ask_browser", "")]
    if not asking:
        raise InputErrors([Problem("seen", f"{quoted(name)} does not ask about a machine.")])
    return {"ok": True, **suggestion(chosen, asking[0], seen)}


def put_together(memo: object) -> dict[str, Any]:
    """The memo of kept answers, to show, to hand on and to keep; raises `InputErrors`.

    `data` has the memo and the policy as Markdown, the answers as they were given, and `now`: each
    as it would be kept today.
    """
    from calculators.memo.html import to_html as memo_html  # few readers ask for this
    from calculators.memo.joined import joined, renewed
    from calculators.memo.kept import read, write
    from calculators.memo.markdown import memo_markdown, policy_markdown

    if not isinstance(memo, str):
        raise InputErrors([Problem("memo", f"Memo: {quoted(memo)} is not a text of JSON.")])
    kept = read(memo)
    found = joined(kept)
    entries = sorted(found.entries, key=lambda entry: entry.number)
    changed = sum(bool(entry.changes) for entry in entries)
    return {
        "ok": True,
        "html": memo_html(found, editable=True),
        "announcement": f"Answers in your memo: {len(kept)}. Changed since: {changed}.",
        "data": {
            "memo": write(kept),
            "markdown": memo_markdown(found),
            "policy": policy_markdown(found),
            "now": [asdict(renewed(entry, found.day)) for entry in entries],
        },
    }


def judged(name: str, inputs: dict[str, object], goal: object) -> dict[str, Any]:
    """How far these inputs are from the goal of an exercise; raises `InputErrors`."""
    from calculators.browser.goal import goal_from, progress  # few readers ask for this

    found = progress(name, inputs, goal_from(goal))
    return {"ok": True, "html": "", "announcement": found.sentence, "data": {"done": found.done}}


def _answered(
    name: str, inputs: dict[str, object], edited: object, seen: object, memo: object, goal: object
) -> dict[str, Any]:
    if goal is not None:
        return judged(name, inputs, goal)
    if memo is not None:
        return put_together(memo)
    if seen is not None:
        return suggested(name, seen)
    return answer(name, inputs) if edited is None else compared(name, inputs, edited)


def _parts(request: str) -> tuple[str, dict[str, object], object, object, object, object]:
    try:
        body = json.loads(request)
        name, inputs = body["calculator"], body.get("inputs", {})
        edited, seen, memo, goal = map(body.get, ("edited", "seen", "memo", "goal"))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise InputErrors(
            [Problem("", "The request is not a JSON object with a calculator.")]
        ) from None
    if not isinstance(name, str) or not isinstance(inputs, dict):
        raise InputErrors([Problem("", f"{quoted(name)} with these inputs cannot be read.")])
    return name, inputs, edited, seen, memo, goal


def _refusal(errors: InputErrors) -> dict[str, Any]:
    count = len(errors.problems)
    first = errors.problems[0].message
    return {
        "ok": False,
        "errors": [asdict(each) for each in errors.problems],
        "announcement": first if count == 1 else f"{count} inputs need a change. {first}",
    }
