"""Menus as lists: `list models`, `list fit machine`, `list fit`, and what a misspelt choice gets.

Help and messages show a short menu whole. Every longer one is listed here.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from calculators.core.calculator import Calculator, Field
from calculators.core.errors import InputErrors, Problem, quoted
from calculators.core.inputs import Choice, Refused
from calculators.core.inputs import Option as Listed
from calculators.registry import CALCULATORS, NAMES
from calculators.terminal.nearest import did_you_mean, nearest
from calculators.terminal.options import AS_JSON, CSV, JSON, TABLE, TEXT, Option, Parser, wants_help
from calculators.terminal.program import program
from calculators.terminal.sheet import csv_text, table_text

LIST = "list"
ALIASES = {
    "models": ("fit", "model"),
    "machines": ("fit", "machine"),
    "quantizations": ("fit", "quantization"),
}
"""Lists that people ask for by what is in them."""
SHORT = 8
"""The message about a choice lists a menu of so many itself."""
VERSION = 1
OPTIONS = (
    Option("--matching", "only what has all of these words in it", "WORDS"),
    Option(
        "--format", f"text, table, csv or json. Default {TEXT}.", "FORMAT", (TEXT, TABLE, CSV, JSON)
    ),
    AS_JSON,
    Option("--help", "this help"),
)


def list_command(arguments: Sequence[str], width: int) -> str:
    """The list that is asked for, ready to print; raises `InputErrors`."""
    parser = Parser(
        LIST,
        f"What there is to choose from. WHAT is {', '.join(ALIASES)}, or calculators; or a "
        "calculator, for all of its menus; or a calculator and one of its inputs.",
        OPTIONS,
        "[WHAT [INPUT]] [--matching WORDS] [--format FORMAT]",
    )
    if wants_help(arguments):
        return parser.format_help()
    given = parser.read(arguments, words=2)
    name, found = rows(given.words)
    if given.matching is not None:
        found = _matching(name, found, given.matching)
    return written(name, found, JSON if given.json else given.format or TEXT, width)


def rows(words: Sequence[str]) -> tuple[str, Sequence[Listed]]:
    """The name of a list and what is in it; raises `InputErrors`."""
    if not words:
        lists = [Listed(alias, f"as in {' '.join(path)}") for alias, path in ALIASES.items()]
        return "lists", [*lists, Listed("calculators", "all of them"), *_with_menus()]
    if words == ["calculators"]:
        return words[0], [Listed(name, each.question) for name, each in CALCULATORS.items()]
    path = ALIASES.get(words[0], tuple(words)) if len(words) == 1 else tuple(words)
    if path[0] not in NAMES:
        known = [*ALIASES, "calculators", *NAMES]
        hint = did_you_mean(path[0], known) or f" There are: {', '.join(known)}."
        raise InputErrors([Problem("list", f"There is no list {quoted(path[0])}.{hint}")])
    chosen = CALCULATORS[path[0]]
    if len(path) == 1:
        return chosen.name, [_menu(field) for field in _menus(chosen)]
    return " ".join(path), _input_of(chosen, path[1]).options()


def _with_menus() -> Iterable[Listed]:
    return (Listed(name, "its menus") for name, each in CALCULATORS.items() if _menus(each))


def _menus(chosen: Calculator) -> Sequence[Field]:
    return [field for field in chosen.fields if isinstance(field.input, Choice)]


def _menu(field: Field) -> Listed:
    assert isinstance(field.input, Choice)
    return Listed(field.name, f"{field.input.label}: {len(field.input.options())} choices")


def _input_of(chosen: Calculator, word: str) -> Choice:
    name = word.strip("-").replace("-", "_").lower()
    menus = {field.name: field.input for field in _menus(chosen)}
    found = menus.get(name)
    if isinstance(found, Choice):
        return found
    hint = did_you_mean(name, menus) or f" There are: {', '.join(menus)}."
    message = f"{quoted(word)} is not a menu of {chosen.name}.{hint}"
    raise InputErrors([Problem("list", message)])


def _matching(name: str, found: Sequence[Listed], words: str) -> Sequence[Listed]:
    """What has all of the words in its value, its label or its heading, case-insensitive."""
    asked = words.lower().split()
    kept = [
        each
        for each in found
        if all(word in f"{each.value} {each.label} {each.group}".lower() for word in asked)
    ]
    if not kept:
        hint = did_you_mean(words, (each.value for each in found))
        message = f"Nothing of {len(found)} in {name} has {quoted(words)} in it.{hint}"
        raise InputErrors([Problem("matching", message)])
    return kept


def written(name: str, found: Sequence[Listed], form: str, width: int) -> str:
    """A list in a format; in JSON with its version, and what it is a list of."""
    if form == JSON:
        data = {"version": VERSION, "list": name, "choices": [asdict(each) for each in found]}
        return json.dumps(data, ensure_ascii=False) + "\n"
    cells = [(each.value, each.label, each.group) for each in found]
    if form == CSV:
        return csv_text([("value", "label", "group"), *cells])
    if form == TABLE:
        return table_text(("Value", "What it is", "Group"), cells, width) + "\n"
    wide = max(len(each.value) for each in found)
    return "".join(f"{each.value:<{wide}}  {each.label}".rstrip() + "\n" for each in found)


@dataclass(frozen=True, slots=True)
class Hint:
    """What helps with a misspelt choice of a long menu."""

    nearest: tuple[str, ...]
    listed: str
    """The command that lists all."""
    count: int


class Hinted(InputErrors):
    """Problems of inputs, with a hint for each field that has one."""

    def __init__(self, errors: InputErrors, hints: Mapping[str, Hint]) -> None:
        super().__init__(errors.problems)
        self.hints = hints


def hinted(chosen: Calculator, given: Mapping[str, Any], errors: InputErrors) -> Hinted:
    """The same problems, with the nearest choices where one of a long menu is misspelt."""
    found = {}
    for name in {problem.field for problem in errors.problems}:
        field = next((each for each in _menus(chosen) if each.name == name), None)
        if field and isinstance(field.input, Choice) and name in given:
            options = field.input.options()
            if len(options) > SHORT and _misspelt(field.input, given[name]):
                listed = f"{program()} {LIST} {chosen.name} {name}"
                values = (option.value for option in options)
                found[name] = Hint(nearest(str(given[name]), values), listed, len(options))
    return Hinted(errors, found)


def _misspelt(menu: Choice, value: object) -> bool:
    try:
        menu.parse(value)
    except Refused:
        return True
    return False
