"""The options of a command, each said once: they are parsed, explained and completed from here.

Those of a calculator are made from the declaration of its inputs. A script must not come to rely on
an abbreviation, which the next option makes ambiguous: `--con` is refused, and named in full.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from textwrap import wrap
from typing import NoReturn

from calculators.core.calculator import Calculator, Field
from calculators.core.errors import InputErrors, Problem, quoted
from calculators.core.form import MORE
from calculators.core.inputs import Choice, Moment, Number, Switch, Text
from calculators.core.numbers import format_quantity
from calculators.terminal.nearest import did_you_mean
from calculators.terminal.program import EXIT_CODES, program
from calculators.terminal.screen import AUTO, COLORS

TEXT, TABLE, JSON, CSV, HTML = "text", "table", "json", "csv", "html"
FORMATS = (TEXT, TABLE, JSON, CSV, HTML)
MOST_CHOICES_SHOWN = 20
HELP = ("-h", "--help")
OF_A_FORM = ("on this page", "in this tab", "stands here")
"""What only a help text says that stands beside its form."""


@dataclass(frozen=True, slots=True)
class Option:
    """A flag with what it takes; without a word for that, it takes nothing."""

    flag: str
    help: str
    metavar: str = ""
    choices: tuple[str, ...] = ()
    """All that it takes, where that is a list."""
    file: bool = False
    """It takes the name of a file."""
    group: str = ""
    input: str = ""
    """The name of the input that it sets, if it sets one."""

    @property
    def short(self) -> str:
        """What it is, in as few words as stand beside a name while it's completed."""
        return self.help.partition(". ")[0].partition(": ")[0].rstrip(".")

    @property
    def dest(self) -> str:
        """Where the parser keeps it; inputs have names of their own."""
        return f"input_{self.input}" if self.input else self.flag.strip("-").replace("-", "_")


AS_JSON = Option("--json", "the same as --format json")
AS_HTML = Option("--html", "the same as --format html")
COLOR = Option("--color", f"colours: {', '.join(COLORS)}. Default {AUTO}.", "WHEN", COLORS)
OUTPUT = (
    Option(
        "--format",
        "text: everything, with a picture. table: the figures. csv: the figures for a spreadsheet. "
        f"json: everything for a program. html: as on the page. Default {TEXT}, of a batch {JSON}.",
        "FORMAT",
        FORMATS,
    ),
    AS_JSON,
    AS_HTML,
    COLOR,
    Option("--exit-code", "exit with 3 where the answer is no (✗)"),
    Option(
        "--batch",
        "many answers: a file with a JSON object of inputs on each line; -: standard input",
        "FILE",
        file=True,
    ),
    Option("--help", "this help"),
)
"""What every calculator takes besides its inputs."""
_TAKEN = frozenset(each.flag for each in OUTPUT) | {"--version"}


def input_options(chosen: Calculator) -> tuple[Option, ...]:
    """A flag for each input, under the headings of the form."""
    return tuple(
        _input_option(chosen, field, heading)
        for heading, fields in chosen.groups.items()
        for field in fields
    )


def options(chosen: Calculator) -> tuple[Option, ...]:
    """Everything that a calculator takes."""
    return (*input_options(chosen), *OUTPUT)


def flag(name: str) -> str:
    """The flag of an input; one named like an option of every calculator has `use-` before it.

    >>> flag("per_day"), flag("batch")
    ('--per-day', '--use-batch')
    """
    bare = name.replace("_", "-")
    return f"--use-{bare}" if f"--{bare}" in _TAKEN else f"--{bare}"


def choices(field: Field) -> tuple[str, ...]:
    """The values that an input takes, where they are a list."""
    if isinstance(field.input, Choice):
        return tuple(option.value for option in field.input.options())
    return ("on", "off") if isinstance(field.input, Switch) else ()


def _input_option(chosen: Calculator, field: Field, heading: str) -> Option:
    return Option(
        flag=flag(field.name),
        help=_help(chosen, field),
        metavar=_metavar(field),
        choices=choices(field),
        file=isinstance(field.input, Text) and not field.input.typed,
        group=heading.removesuffix(MORE) or "What matters most",
        input=field.name,
    )


def _metavar(field: Field) -> str:
    if isinstance(field.input, Text) and field.input.typed:
        return "TEXT"
    kinds = (
        *((Number, "NUMBER"), (Choice, "CHOICE"), (Switch, "on|off")),
        *((Text, "FILE"), (Moment, "DATE")),
    )
    return next(word for kind, word in kinds if isinstance(field.input, kind))


def _help(chosen: Calculator, field: Field) -> str:
    words = [f"{field.input.label.rstrip('.')}.", _off_the_page(field.input.help)]
    known, listed = choices(field), ""
    if isinstance(field.input, Number):
        low, high = field.input.minimum, format_quantity(field.input.maximum, field.input.unit)
        words.append(f"From {low:g} to {high}.")
    elif isinstance(field.input, Choice) and len(known) > MOST_CHOICES_SHOWN:
        listed = f"All {len(known)}: {program()} list {chosen.name} {field.name}"
    elif isinstance(field.input, Choice):
        words.append(f"One of {', '.join(known)}.")
    elif isinstance(field.input, Text) and not field.input.typed:
        words.append("-: standard input.")
    elif isinstance(field.input, Moment) and not field.input.help:
        words.append("Such as 2026-11-24.")
    if "\n" in field.default_text:
        words.append("Default: an example.")
    elif field.default_text:
        words.append(f"Default {field.default_text}.")
    return " ".join(word for word in (*words, listed) if word)


def _off_the_page(text: str) -> str:
    """A help text without the sentences that are true of a form alone.

    >>> _off_the_page("From its publisher. It is read on this page.")
    'From its publisher.'
    """
    said = re.split(r"(?<=\.) ", text)
    return " ".join(each for each in said if not any(words in each for words in OF_A_FORM))


class Formatter(argparse.HelpFormatter):
    """Lines that never part a flag or an address of a command at its hyphens."""

    def _split_lines(self, text: str, width: int) -> list[str]:
        return wrap(" ".join(text.split()), width, break_on_hyphens=False)


class Parser(argparse.ArgumentParser):
    """`argparse` that takes no abbreviation, never exits, and names the fix of what it refuses."""

    def __init__(self, command: str, described: str, known: Sequence[Option], usage: str) -> None:
        super().__init__(
            prog=f"{program()} {command}",
            usage=f"{program()} {command} {usage}",
            description=described,
            epilog=f"Exit codes: {exit_codes()}.",
            formatter_class=Formatter,
            allow_abbrev=False,
            exit_on_error=False,
            add_help=False,
        )
        self.color = False  # Python 3.14 would colour the help by rules of its own
        self.command, self.known = command, known
        for option in known:
            self._add(option)

    def _add(self, option: Option) -> None:
        title = option.group or "Output"
        found = (each for each in self._action_groups if each.title == title)
        group = next(found, None) or self.add_argument_group(title)
        names = HELP if option.flag in HELP else (option.flag,)
        said = option.help.replace("%", "%%")
        if option.metavar:
            group.add_argument(*names, dest=option.dest, metavar=option.metavar, help=said)
        else:
            group.add_argument(*names, dest=option.dest, action="store_true", help=said)

    def read(self, arguments: Sequence[str], words: int = 0) -> argparse.Namespace:
        """The options, and in `words` what is no option; raises `InputErrors`.

        Behind `--` nothing is an option, so that a file may be called anything.
        """
        cut = arguments.index("--") if "--" in arguments else len(arguments)
        try:
            found, rest = self.parse_known_args(list(arguments[:cut]))
        except argparse.ArgumentError as error:
            raise self._refused(str(error.argument_name or ""), self._misused(error)) from None
        for word in rest:
            if word.startswith("-") and word != "-":
                name = word.partition("=")[0]
                hint = did_you_mean(name, (option.flag for option in self.known))
                raise self._refused(name, f"{quoted(name)} is not an option here.{hint}")
        rest += arguments[cut + 1 :]
        if len(rest) > words:
            word = rest[words]
            raise self._refused(word, f"{quoted(word)} stands alone.{self._meant(word)}")
        for option in self.known:
            self._check(option, getattr(found, option.dest))
        found.words = rest
        return found

    def error(self, message: str) -> NoReturn:
        """What `argparse` itself would print and exit for."""
        raise self._refused("", f"{message}.")

    def _misused(self, error: argparse.ArgumentError) -> str:
        """An option of the command that lacks its value, or has one that it doesn't take."""
        name = str(error.argument_name).rpartition("/")[2]
        option = next(each for each in self.known if each.flag == name)
        if not option.metavar:
            return f"{name} takes no value. Write {name} alone."
        return f"{name} has no value. Write {name} {_example(option)}."

    def _check(self, option: Option, value: object) -> None:
        """Inputs are checked as in the form; the options of the command are checked here."""
        if option.input or value is None or not option.choices or value in option.choices:
            return
        message = f"{option.flag}: {quoted(value)} is none of {', '.join(option.choices)}."
        raise InputErrors([Problem(option.flag, message)])

    def _meant(self, word: str) -> str:
        """The flag that a value lacks, where only one takes it."""
        takers = [option.flag for option in self.known if option.input and word in option.choices]
        if takers:
            return f" Did you mean {takers[0]} {word}?"
        inputs = [option for option in self.known if option.input]
        example = f"{inputs[0].flag} {inputs[0].metavar}" if inputs else ""
        return f" Each input has its name before it: {example}." if inputs else " Drop it."

    def _refused(self, field: str, message: str) -> InputErrors:
        more = f"See all of them: {program()} {self.command} --help"
        return InputErrors([Problem(field, f"{message} {more}")])


def _example(option: Option) -> str:
    return "|".join(option.choices) if 0 < len(option.choices) <= 5 else option.metavar


def exit_codes() -> str:
    """All of them in one sentence."""
    return "; ".join(f"{code} {meaning}" for code, meaning in EXIT_CODES.items())


def wants_help(arguments: Iterable[str]) -> bool:
    """Whether help is asked for, with whatever else."""
    return any(each in HELP for each in arguments)


def wants_json(arguments: Sequence[str]) -> bool:
    """Whether JSON is asked for, told before anything is parsed, for that may fail.

    >>> wants_json(["fit", "--format", "json"]), wants_json(["fit", "--json"]), wants_json(["fit"])
    (True, True, False)
    """
    asked = ("--format", JSON) in pairwise(arguments)
    return asked or "--json" in arguments or f"--format={JSON}" in arguments
