"""What is fuzzed: each target takes any bytes, and raises where a promise of a door is broken."""

from __future__ import annotations

import dataclasses
import json
import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from html.parser import HTMLParser
from typing import Any

from calculators.browser import respond
from calculators.browser.comparison import NotAResult, result_from
from calculators.core.errors import InputErrors
from calculators.core.inputs import Refused
from calculators.core.view import to_html
from calculators.engines.model_config.document import ConfigError
from calculators.engines.model_config.parse import parse_model_config
from calculators.memo.html import to_html as memo_html
from calculators.memo.joined import joined
from calculators.memo.kept import Kept, read, write
from calculators.questions.log_check.reading import read as read_log
from calculators.registry import CALCULATORS
from site_plugins import ROOT
from site_plugins.runtime.exercise import mixed_requests

Target = Callable[[bytes], None]
DATA = ROOT / "tests" / "data"
ACTIVE = frozenset(
    {"script", "iframe", "frame", "object", "embed", "base", "meta", "link", "style", "template"}
)
"""Elements that no answer has: they run something, or load it."""


class Broken(AssertionError):
    """A door did what it must never do."""


def text_of(data: bytes) -> str:
    """Any text that JavaScript may hand over: every byte means something, lone halves as well."""
    return data.decode("utf-8", "surrogateescape")


def json_door(data: bytes) -> None:
    """The one function that pages call: an answer or a refusal for any text, and no exception."""
    reply = json.loads(respond(text_of(data)))
    if reply["ok"]:
        check_html(reply["html"])
        check_finite(reply["data"])
    elif not all(each["message"] for each in reply["errors"]):
        raise Broken("A refusal says nothing.")


def inputs(data: bytes) -> None:
    """Each input of a form, from the text in an address: a value or `Refused`.

    The first byte chooses the calculator, the second its field.
    """
    calculator = list(CALCULATORS.values())[data[0] % len(CALCULATORS)] if data else None
    if calculator is None or len(data) < 2:
        return
    field = calculator.fields[data[1] % len(calculator.fields)]
    try:
        value = field.input.parse(text_of(data[2:]))
    except Refused as refusal:
        if not str(refusal):
            raise Broken(f"{field.name} is refused without a word.") from None
        return
    again = field.input.parse(field.input.write(value))
    if again != value:
        raise Broken(f"{field.name}: {value!r} is written so that it reads {again!r}.")


def config(data: bytes) -> None:
    """A pasted config.json: a model or `ConfigError`."""
    try:
        parsed = parse_model_config(text_of(data))
    except ConfigError as error:
        if not all(error.problems):
            raise Broken("A problem has no words.") from None
        return
    if parsed.geometry.layers < 1:
        raise Broken("A model without layers was read.")


def log(data: bytes) -> None:
    """A pasted log: a report, whatever stands in it."""
    read_log.cache_clear()
    read_log(text_of(data))


def memo(data: bytes) -> None:
    """An imported memo: read, put together and drawn, or `InputErrors`."""
    try:
        kept = read(text_of(data))
    except InputErrors:
        return
    if read(write(kept)) != kept:
        raise Broken("A memo is not read as it was written.")
    check_html(memo_html(joined(kept), editable=True))


def edited(data: bytes) -> None:
    """What a reader's own code gave in place of a result: drawn, or `NotAResult`."""
    try:
        sent = json.loads(text_of(data))
    except (ValueError, RecursionError):
        return
    try:
        result = result_from(sent)
    except NotAResult:
        return
    try:
        html = to_html(result)
    except Exception:  # numbers that no view was made for: `compared` refuses them in words
        return
    check_html(html)


TARGETS: Mapping[str, Target] = {
    "respond": json_door,
    "inputs": inputs,
    "config": config,
    "log": log,
    "memo": memo,
    "edited": edited,
}


def check_html(html: str) -> None:
    """Raise where a browser would run something of it, or load something."""
    reader = _Active()
    reader.feed(html)
    reader.close()
    if reader.found:
        raise Broken(f"An answer holds {reader.found[0]}.")


def check_finite(data: Any) -> None:
    """Raise where a number for programs is none: a figure, or an end of its range in `details`."""
    for name in ("figures", "details"):
        for path, number in _numbers(data[name], name):
            if not math.isfinite(number):
                raise Broken(f"{path} is {number}.")


def _numbers(value: Any, path: str) -> Iterator[tuple[str, float]]:
    """Every number inside a value, with the way to it."""
    if isinstance(value, dict):
        for name, inside in value.items():
            yield from _numbers(inside, f"{path}.{name}")
    elif isinstance(value, int | float):
        yield path, value


class _Active(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ACTIVE:
            self.found.append(f"<{tag}>")
        for name, value in attrs:
            scheme = (value or "").strip().lower().partition(":")[0]
            if name.startswith("on") or name == "srcdoc" or scheme == "javascript":
                self.found.append(f"{name}={value!r}")


def seeds(target: str) -> list[bytes]:
    """Where the fuzzer begins: honest texts of that kind, as the tests and the build ask them."""
    return [text.encode("utf-8", "surrogateescape") for text in _SEEDS[target]()]


def _field_texts() -> Iterator[str]:
    for number, calculator in enumerate(CALCULATORS.values()):
        for place, field in enumerate(calculator.fields):
            yield f"{chr(number)}{chr(place)}{field.default_text}"


def _files(pattern: str) -> list[str]:
    return [path.read_text("utf-8") for path in sorted(DATA.glob(pattern))]


def _configs() -> Iterator[str]:
    """One of each architecture that is read, and whole files of publishers."""
    yield from _files("configs/*--*.json")
    shortest: dict[str, object] = json.loads((DATA / "configs/minimal.json").read_text("utf-8"))
    yield from map(json.dumps, shortest.values())


def _memos() -> list[str]:
    return [
        write((Kept(calculator=name, kept_on="2026-11-29", task="E-mail"),)) for name in CALCULATORS
    ]


def _results() -> Iterator[str]:
    for calculator in CALCULATORS.values():
        yield json.dumps(dataclasses.asdict(calculator.answer({})))


_SEEDS: Mapping[str, Callable[[], Iterable[str]]] = {
    "respond": lambda: mixed_requests(count=300, seed=1),
    "inputs": _field_texts,
    "config": _configs,
    "log": lambda: _files("logs/*.log"),
    "memo": _memos,
    "edited": _results,
}
