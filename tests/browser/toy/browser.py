"""A toy calculator for the tests of the browser runtime: `a` plus `b`, at its worst when asked."""

import contextlib
import importlib
import json
import random
import time
from html import escape


def respond(request):
    asked = json.loads(request)
    inputs = asked["inputs"]
    special = inputs.get("special", "no")
    if special == "endless":
        while True:
            pass
    if special == "fault":
        raise ZeroDivisionError
    if special == "slow":
        time.sleep(0.4)
    if special == "import":
        importlib.import_module("statistics")
    if special == "random":
        inputs["extra"] = str(random.random())
    if special == "rings":
        leave_rings()
    if special == "missed":
        with contextlib.suppress(BaseException):
            importlib.import_module("cmath")
    if special == "missed, and caught in JavaScript":
        attempt = import_from_javascript("Function").new("use", "try { use() } catch { }")
        attempt(lambda: importlib.import_module("cmath"))
    errors = [error for name in ("a", "b") for error in check(name, inputs.get(name, ""))]
    if inputs["mode"] not in ("plain", "custom"):
        errors.append({"field": "mode", "message": f"{inputs['mode']} is not in the list."})
    if special not in ("no", "slow", "import", "random", "rings") and "missed" not in special:
        errors.append({"field": "special", "message": f"{special} is not special."})
    if errors:
        return json.dumps({"ok": False, "errors": errors, "announcement": f"{len(errors)} to mend"})
    total = int(inputs["a"]) + int(inputs["b"])
    extra = " with " + inputs["extra"] if "extra" in inputs else ""
    reply = {"ok": True, "html": page(total, extra), "data": {"sum": total}}
    return json.dumps(reply | {"announcement": f"The sum is {total}{extra}"})


def leave_rings():
    """Garbage of things that hold themselves, which the collector can but clear."""
    _collections, sys = importlib.import_module("_collections"), importlib.import_module("sys")

    def frame():
        own = sys._getframe()
        return own is None

    frame()
    ordered, filled, computed = _collections.OrderedDict(), _collections.defaultdict(), property()
    ordered["own"], filled["own"], computed.__doc__ = ordered, filled, [computed]
    del ordered, filled, computed
    importlib.import_module("gc").collect()


def import_from_javascript(name):
    return getattr(importlib.import_module("js"), name)


def check(name, text):
    if not text.lstrip("-").isdigit():
        message = f"{text[:40]} is not a whole number. Type one from -999 to 999."
        yield {"field": name, "message": message}


def page(total, extra=""):
    return (
        f"<p class='total'>Sum: {total}{escape(extra)}</p>"
        "<details><summary>Show the working</summary><p>a + b</p></details>"
        "<button type='button' data-action='apply'"
        " data-inputs='{&quot;a&quot;:&quot;40&quot;}'>Try 40</button>"
    )
