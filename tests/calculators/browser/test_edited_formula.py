"""The reader's own version of a formula: run, refused with its line, never left behind."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from calculators.browser import edited_formula, respond
from calculators.browser.comparison import result_from
from calculators.engines.capability import lag
from calculators.engines.memory import tensor_types
from calculators.questions.fit import FIT
from calculators.questions.gap import GAP

TYPES = "calculators.engines.memory.tensor_types"
SOURCE = Path(tensor_types.__file__).read_text("utf-8")


def attempt(edited: str | None = None, **inputs: str) -> dict[str, Any]:
    edits = {} if edited is None else {TYPES: edited}
    request = json.dumps({"calculator": "fit", "inputs": inputs, "edits": edits})
    reply: dict[str, Any] = json.loads(edited_formula.attempt(request))
    return reply


def changed(before: str, after: str) -> str:
    assert SOURCE.count(before) == 1
    return SOURCE.replace(before, after)


def test_without_an_edit_it_is_our_own_answer() -> None:
    reply = attempt(context="4096")
    ours = FIT.answer({"context": "4096"})
    assert reply["printed"] == ""
    assert result_from(reply["result"]).figures == ours.figures
    assert result_from(reply["result"]).steps == ours.steps


def test_an_edited_number_changes_what_rests_on_it() -> None:
    reply = attempt(changed('"Q4_K": (256, 144)', '"Q4_K": (256, 200)'))
    theirs, ours = result_from(reply["result"]), FIT.answer({})
    assert theirs.verdict.headline == (
        "Only just: 16.4 GiB, or 9.62 GiB without a second copy, of about 11.0 GiB free."
    )
    assert theirs.figure("kv_cache_bytes") == ours.figure("kv_cache_bytes")


def test_asking_for_more_points_takes_days_off_the_gap_as_its_page_says() -> None:
    """content/calculators/gap.md asks for two points more, and how many days that takes off."""
    source = Path(lag.__file__).read_text("utf-8")
    more = source.replace("each.eci >= least", "each.eci >= least + 2")
    assert more != source
    edits = {lag.__name__: more}
    request = json.dumps({"calculator": "gap", "inputs": {}, "edits": edits})
    theirs = result_from(json.loads(edited_formula.attempt(request))["result"]).figure("lag_days")
    ours = GAP.answer({}).figure("lag_days")
    assert theirs.value is not None
    assert ours.value is not None
    assert 0 < theirs.value < ours.value


def test_our_own_modules_are_left_as_they_were() -> None:
    request = json.dumps({"calculator": "fit", "inputs": {}})
    modules = {name: sys.modules[name] for name in sys.modules if name.startswith("calculators")}
    finders, before = list(sys.meta_path), respond(request)
    attempt(changed('"Q4_K": (256, 144)', '"Q4_K": (256, 1)'))
    attempt("raise SystemExit")
    after = {name: sys.modules[name] for name in sys.modules if name.startswith("calculators")}
    assert after == modules
    assert sys.meta_path == finders
    assert respond(request) == before


@pytest.mark.parametrize(
    ("number", "said"), [("nan", "not a number (nan)"), ("inf", "infinite"), ("-inf", "infinite")]
)
def test_a_number_that_no_answer_can_show_is_named(number: str, said: str) -> None:
    source = Path(lag.__file__).read_text("utf-8")
    edited = source.replace("return least, usual, most", f"return 1, float('{number}'), 2")
    assert edited != source
    edits = {lag.__name__: edited}
    request = json.dumps({"calculator": "gap", "inputs": {}, "edits": edits})
    reply = json.loads(edited_formula.attempt(request))
    assert reply["ok"] is False
    assert reply["message"] == (
        f"Your version gave a number that can’t be shown: “Gap in time” is {said}."
    )


def test_what_it_prints_is_kept_up_to_a_limit() -> None:
    assert attempt(SOURCE + "\nprint('hello')\n")["printed"] == "hello\n"
    assert len(attempt(SOURCE + "\nprint('x' * 50_000)\n")["printed"]) == 10_000


@pytest.mark.parametrize(
    ("edited", "line", "said"),
    [
        (changed("def row_bytes(", "def row_bytes(("), 53, "SyntaxError: "),
        (changed("elements // block *", "elements // lump *"), 60, "NameError: name 'lump'"),
        ("x = 1\nx / 0", 2, "ZeroDivisionError: division by zero"),
        ("def f():\n    f()\nf()", 2, "RecursionError: "),
        ("raise SystemExit('bye')", 1, "SystemExit: bye"),
        ("import nothing_here", 1, "ModuleNotFoundError: No module named"),
    ],
)
def test_an_error_comes_with_the_readers_own_line(edited: str, line: int, said: str) -> None:
    reply = attempt(edited)
    assert reply["ok"] is False
    assert (reply["module"], reply["line"]) == (TYPES, line)
    assert reply["message"].startswith(said)
    assert "/" not in reply["message"]


def test_a_name_that_others_need_is_missed_by_its_module() -> None:
    reply = attempt(changed("def row_bytes(", "def bytes_of_a_row("))
    assert (reply["module"], reply["line"]) == (TYPES, None)
    assert reply["message"] == f"ImportError: cannot import name 'row_bytes' from '{TYPES}'"


def test_where_only_our_module_stumbles_it_is_named() -> None:
    reply = attempt(SOURCE + "\ndef row_bytes(kind, elements):\n    return None\n")
    assert (reply["module"], reply["line"]) == ("", None)
    assert reply["message"].startswith("TypeError: unsupported operand")
    assert "(in calculators/engines/memory/quantization.py, line " in reply["message"]


def test_inputs_that_need_a_change_are_told_in_our_words() -> None:
    assert attempt(context="lots")["message"] == (
        "Your version does not take these inputs. "
        "Context window: “lots” is not a number. Type a number from 1 to 10,485,760 tokens."
    )


def test_text_that_is_no_source_is_refused() -> None:
    assert "null" in attempt("x = '\0'")["message"]
    assert attempt("(" * 5000)["ok"] is False


def test_an_endless_answer_is_not_sent() -> None:
    endless = changed("return elements // block * size", "return 10 ** 4000")
    assert attempt(endless)["ok"] is False
    request = {"calculator": "fit", "inputs": {}}
    verdict = Path(sys.modules["calculators.questions.fit.verdict"].__file__ or "").read_text(
        "utf-8"
    )
    long = verdict.replace("yield _main_reason(case)", "yield 'x' * 1_000_000")
    reply = json.loads(
        edited_formula.attempt(
            json.dumps({**request, "edits": {"calculators.questions.fit.verdict": long}})
        )
    )
    assert reply["message"] == "The answer of your version is too long to show."


WITHOUT = """
import json, sys
from calculators.browser.edited_formula import LOW_LEVEL, attempt, take_out

take_out()
for name in sorted(LOW_LEVEL):
    try:
        __import__(name)
    except ModuleNotFoundError as error:
        assert str(error) == f"No module named {name!r}" and error.name == name
    else:
        raise AssertionError(name)
import statistics, textwrap  # the rest of Python is there
reply = json.loads(attempt(json.dumps({"calculator": "fit", "inputs": {}, "edits": {}})))
print(reply["ok"])
"""


def test_low_level_modules_can_be_taken_out_and_the_formula_still_runs() -> None:
    """In a Python of its own, which has them no more afterwards."""
    ran = subprocess.run(
        [sys.executable, "-c", WITHOUT], capture_output=True, text=True, check=False
    )
    assert (ran.stdout.strip(), ran.stderr) == ("True", "")
