"""Patterns that read untrusted text take time that grows with its length, not with the square.

Each use that a module makes of its own patterns, where the module reads what people type, paste or
import, is given texts that make a careless pattern start over at every character.
"""

import importlib
import inspect
import pkgutil
import re
from collections.abc import Callable, Iterator
from itertools import product
from time import process_time

import pytest

import calculators

READERS = (
    "calculators.core.inputs",
    "calculators.core.nesting",
    "calculators.core.numbers",
    "calculators.core.records",
    "calculators.browser",
    "calculators.memo",
    "calculators.engines.model_config",
    "calculators.questions.common.loading",
    "calculators.questions.log_check",
)
CHARACTERS = 20_000
MOST_SECONDS = 0.4
"""A pattern that is linear takes hundredths of it, one that is quadratic several times as long."""
PIECES = (
    *('"', '\\"', "\\", "'", "a", "Z", "0", "1", "9.", "1,", "1.1", "1 ", "1_", " ", "\t", "\n"),
    *(".", ",", "-", "+", "(", " (", "<", "<a", "[", "{", "&", ":", "/", "\x1b", "\x1b[1;"),
    *(
        "www.",
        "http:",
        "1 GiB",
        "1,1 ",
        "2026-",
        " Direct3D",
        "radeon ",
        "\u00a0",
        "\u0663",
        "\ud800",
    ),
)
ENDS = ("", "!")
USE = re.compile(r"\b(_[A-Z_]+)\.(search|match|fullmatch|findall|finditer|sub|split)\(")


def uses() -> Iterator[tuple[str, Callable[[str], object]]]:
    """Each use that a module makes of one of its own patterns."""
    for found in pkgutil.walk_packages(calculators.__path__, "calculators."):
        if found.name.startswith(READERS):
            module = importlib.import_module(found.name)
            for name, use in sorted(set(USE.findall(inspect.getsource(module)))):
                yield f"{found.name}.{name}.{use}", used(getattr(module, name), use)


def used(pattern: re.Pattern[str], use: str) -> Callable[[str], object]:
    if use == "sub":
        return lambda text: pattern.sub("", text)
    if use == "finditer":
        return lambda text: list(pattern.finditer(text))
    return lambda text: getattr(pattern, use)(text)


FOUND = dict(uses())


def seconds(use: Callable[[str], object], text: str) -> float:
    began = process_time()
    use(text)
    return process_time() - began


def test_the_readers_have_patterns() -> None:
    assert len(FOUND) > 15
    assert "calculators.core.nesting._STRING.sub" in FOUND


@pytest.mark.parametrize("name", FOUND)
def test_no_text_makes_a_pattern_start_over_and_over(name: str) -> None:
    for piece, end in product(PIECES, ENDS):
        text = piece * (CHARACTERS // len(piece)) + end
        assert seconds(FOUND[name], text) < MOST_SECONDS, (piece, end)


def test_a_careless_pattern_would_be_found() -> None:
    """The positive control: a string whose closing quote is asked for, and is not there."""
    careless = re.compile(r'"(?:[^"\\]|\\.)*"')
    assert seconds(careless.findall, '\\"' * (CHARACTERS // 2)) > MOST_SECONDS
