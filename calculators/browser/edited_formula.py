"""The reader's own version of a formula, run beside ours.

The page runs this in a Python of its own. Some modules of this package are replaced by what the
reader wrote, the package is imported anew, and one question is answered. The code is the reader's,
so what it returns is data that `calculators.browser.comparison` checks before it shows any of it.
"""

from __future__ import annotations

import contextlib
import dataclasses
import importlib
import importlib.abc
import importlib.util
import io
import json
import math
import re
import sys
import traceback
from collections.abc import Iterator, Mapping, Sequence
from importlib.machinery import ModuleSpec, PathFinder
from types import CodeType, ModuleType
from typing import Any

PACKAGE = "calculators"
LONGEST_PRINTED_CHARACTERS = 10_000
LONGEST_RESULT_CHARACTERS = 500_000
LONGEST_MESSAGE_CHARACTERS = 500
LONGEST_LABEL_CHARACTERS = 100

LOW_LEVEL = frozenset(
    {"_asyncio", "_pyodide", "_pyodide_core", "asyncio", "ctypes", "gc", "js"}
    | {"pyodide", "pyodide_js", "webbrowser"}
)
"""What leads to the browser, to its scheduler or to raw memory: packages and modules by name."""

_compiled: dict[str, CodeType] = {}
"""Our own modules, compiled once for all trials."""


class Fault(Exception):
    """What went wrong with the reader's version, and on which of its lines if on one."""

    def __init__(self, message: str, module: str = "", line: int | None = None) -> None:
        super().__init__(message)
        self.module = module
        self.line = line


def attempt(request: str) -> str:
    """Answer `{"calculator", "inputs", "edits": {module: source}}` with the edited modules.

    Returns `{"ok": true, "result": {...}, "printed"}`, or `{"ok": false, "module", "line",
    "message", "printed"}`; `module` is empty where no line of the reader's is to blame.
    """
    asked = json.loads(request)
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        reply = _reply(asked["calculator"], asked["inputs"], asked["edits"])
    text = printed.getvalue()[:LONGEST_PRINTED_CHARACTERS]
    return json.dumps(reply | {"printed": text})


def take_out() -> None:
    """Make `LOW_LEVEL` unknown to this Python, before any code of the reader's runs in it.

    The page's frame is what holds that code; this takes away what it would begin with.
    """
    for finder in sys.meta_path:
        getattr(finder, "jsproxies", {}).clear()  # what Pyodide would import of JavaScript
    sys.meta_path[:] = [_Unknown(), *(each for each in sys.meta_path if not _is_low(_home(each)))]
    for name in [name for name in sys.modules if _is_low(name)]:
        del sys.modules[name]


def _is_low(name: str) -> bool:
    return name.partition(".")[0] in LOW_LEVEL


def _home(finder: object) -> str:
    return str(getattr(finder, "__module__", ""))


def _reply(name: str, inputs: dict[str, object], edits: Mapping[str, str]) -> dict[str, Any]:
    try:
        codes = {module: _code(module, source) for module, source in edits.items()}
        return {"ok": True, "result": _result(name, inputs, codes)}
    except Fault as fault:
        return {"ok": False, "module": fault.module, "line": fault.line, "message": str(fault)}


def _code(module: str, source: str) -> CodeType:
    """Compiled under the name of its module, by which a traceback finds the reader's lines."""
    try:
        return compile(source, module, "exec")
    except SyntaxError as error:
        message = f"{type(error).__name__}: {error.msg}"
        raise Fault(message, module, error.lineno) from error
    except Exception as error:  # such as text with a null character, or nested too deeply
        raise Fault(_sentence(error), module) from error


def _result(name: str, inputs: dict[str, object], codes: Mapping[str, CodeType]) -> dict[str, Any]:
    try:
        with _anew(codes):
            registry = importlib.import_module(f"{PACKAGE}.registry")
            result: dict[str, Any] = dataclasses.asdict(registry.calculator(name).answer(inputs))
        length = len(json.dumps(result))
        unshowable = next(_unshowable(result), "")
    except BaseException as error:  # the reader's code may raise anything, and shall hear of it
        raise _fault(error, codes) from error
    if length > LONGEST_RESULT_CHARACTERS:
        raise Fault("The answer of your version is too long to show.")
    if unshowable:
        raise Fault(f"Your version gave a number that can’t be shown: {unshowable}.")
    return result


def _unshowable(part: object, label: str = "a figure of the answer") -> Iterator[str]:
    """What is no number or no finite one, by the label nearest to it: JSON has none of these.

    >>> list(_unshowable([{"label": "Days", "value": float("nan"), "low": 1.5}]))
    ['“Days” is not a number (nan)']
    """
    if isinstance(part, Mapping):
        own = part.get("label")
        label = f"“{own[:LONGEST_LABEL_CHARACTERS]}”" if isinstance(own, str) else label
        for each in part.values():
            yield from _unshowable(each, label)
    elif isinstance(part, list | tuple):
        for each in part:
            yield from _unshowable(each, label)
    elif isinstance(part, float) and not math.isfinite(part):
        yield f"{label} is {'not a number (nan)' if math.isnan(part) else 'infinite'}"


def _fault(error: BaseException, codes: Mapping[str, CodeType]) -> Fault:
    """The error with the last line of the reader's own that led to it."""
    if problems := getattr(error, "problems", ()):  # InputErrors, of whichever import
        said = " ".join(problem.message for problem in problems)
        return Fault(f"Your version does not take these inputs. {said}")
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if frame.filename in codes]
    if own:
        return Fault(_sentence(error), own[-1].filename, own[-1].lineno)
    if isinstance(error, ImportError) and error.name in codes:
        return Fault(_sentence(error), str(error.name))
    return Fault(f"{_sentence(error)}{_user_of_it(frames)}")


def _user_of_it(frames: Sequence[traceback.FrameSummary]) -> str:
    """Which of our modules could not work with the reader's version."""
    ours = [frame for frame in frames if f"/{PACKAGE}/" in frame.filename.replace("\\", "/")]
    theirs = [frame for frame in ours if not frame.filename.endswith("edited_formula.py")]
    if not theirs:
        return ""
    path = PACKAGE + theirs[-1].filename.replace("\\", "/").rpartition(f"/{PACKAGE}")[2]
    return f" (in {path}, line {theirs[-1].lineno}, which uses your version)"


def _sentence(error: BaseException) -> str:
    """What Python says, on one line, not for ever, and without the place of a file."""
    said = " ".join("".join(traceback.format_exception_only(error)).split())
    return re.sub(r" \([^()]*\.py\)$", "", said)[:LONGEST_MESSAGE_CHARACTERS]


@contextlib.contextmanager
def _anew(codes: Mapping[str, CodeType]) -> Iterator[None]:
    """Import the package anew, with these modules replaced, and put the old ones back after."""
    before = {name: sys.modules.pop(name) for name in list(sys.modules) if _is_ours(name)}
    finder = _Finder(codes)
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)
        for name in [name for name in sys.modules if _is_ours(name)]:
            del sys.modules[name]
        sys.modules.update(before)


def _is_ours(name: str) -> bool:
    return name == PACKAGE or name.startswith(f"{PACKAGE}.")


class _Unknown(importlib.abc.MetaPathFinder):
    """Refuses the modules of `LOW_LEVEL` as Python refuses one that does not exist."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if _is_low(fullname):
            raise ModuleNotFoundError(f"No module named {fullname!r}", name=fullname)
        return None


class _Finder(importlib.abc.MetaPathFinder):
    """Finds our modules where they always are, and gives the reader's version of some."""

    def __init__(self, codes: Mapping[str, CodeType]) -> None:
        self._codes = codes

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if not _is_ours(fullname):
            return None
        spec = PathFinder.find_spec(fullname, path)
        if spec is not None and hasattr(spec.loader, "get_code"):  # of a file or of a wheel
            spec.loader = _Loader(spec.loader, self._codes.get(fullname))
        return spec


class _Loader(importlib.abc.Loader):
    """Runs a module from the code given, or from its own, which is compiled once."""

    def __init__(self, original: Any, code: CodeType | None) -> None:
        self._original = original
        self._code = code
        # The catalog reads its data through whatever loaded it.
        self.get_data = getattr(original, "get_data", None)

    def exec_module(self, module: ModuleType) -> None:
        exec(self._code or self._own(module.__name__), module.__dict__)

    def _own(self, name: str) -> CodeType:
        if name not in _compiled:
            _compiled[name] = self._original.get_code(name)
        return _compiled[name]
