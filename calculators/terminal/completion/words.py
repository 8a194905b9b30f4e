"""What may stand where on the command line, from the declarations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from calculators.core.calculator import Calculator
from calculators.core.inputs import Choice
from calculators.registry import CALCULATORS, NAMES
from calculators.terminal.guide import COMMANDS
from calculators.terminal.lists import ALIASES, LIST
from calculators.terminal.lists import OPTIONS as LIST_OPTIONS
from calculators.terminal.memo import MEMO
from calculators.terminal.memo import OPTIONS as MEMO_OPTIONS
from calculators.terminal.options import JSON, Option, options

COMMAND = "calculators"
SHELL_NAMES = ("bash", "zsh", "fish")


@dataclass(frozen=True, slots=True)
class Words:
    """All that a shell needs to know."""

    first: Mapping[str, str]
    """What may stand first, with what it is."""
    options: Mapping[str, Sequence[Option]]
    """What each of these takes; what takes none has an empty list."""
    bare: Mapping[str, Sequence[str]]
    """Words that may stand alone behind it, by what stands before: `list`, or `list fit`."""

    def menus(self) -> Mapping[tuple[str, ...], Sequence[str]]:
        """Each list of choices once, with the places that it belongs to, as `fit --model`."""
        found: dict[tuple[str, ...], list[str]] = {}
        for name, known in self.options.items():
            for option in known:
                if option.choices:
                    found.setdefault(option.choices, []).append(f"{name} {option.flag}")
        return found

    def files(self) -> Sequence[str]:
        """The places where the name of a file belongs, as `fit --model-config`."""
        return [
            f"{name} {option.flag}"
            for name, known in self.options.items()
            for option in known
            if option.file
        ]

    def others(self) -> Sequence[str]:
        """The places where something belongs that only the reader knows."""
        return [
            f"{name} {option.flag}"
            for name, known in self.options.items()
            for option in known
            if option.metavar and not option.choices and not option.file
        ]


def words() -> Words:
    """All calculators and commands, with what they take."""
    commands = {name: said for name, (_, said) in COMMANDS.items()}
    menus = {f"{LIST} {name}": found for name, found in _menus()}
    return Words(
        first={
            **{each.name: each.question for each in CALCULATORS.values()},
            **commands,
            **{"--help": "the overview", "--version": "the version"},
        },
        options={
            **{each.name: options(each) for each in CALCULATORS.values()},
            **{name: () for name in COMMANDS},
            LIST: LIST_OPTIONS,
            MEMO: MEMO_OPTIONS,
        },
        bare={
            "help": [JSON, *NAMES, *COMMANDS],
            LIST: [*ALIASES, "calculators", *(name for name, _ in _menus())],
            "completion": SHELL_NAMES,
            **menus,
        },
    )


def _menus() -> Iterator[tuple[str, Sequence[str]]]:
    for each in CALCULATORS.values():
        if found := _menus_of(each):
            yield each.name, found


def _menus_of(chosen: Calculator) -> Sequence[str]:
    return [field.name for field in chosen.fields if isinstance(field.input, Choice)]


def quoted(text: str) -> str:
    """A word as all three shells take it literally, backslashes apart, of which there are none.

    >>> print(quoted("the maker's"), quoted("NVIDIA CUDA"))
    'the maker'"'"'s' 'NVIDIA CUDA'
    """
    assert "\\" not in text, f"{text} has a backslash, which fish reads within quotes"
    return "'" + text.replace("'", "'\"'\"'") + "'"
