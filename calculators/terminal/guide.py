"""What the program says of itself: the overview, the help of a calculator, what its JSON holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from textwrap import fill

from calculators.core.calculator import Calculator
from calculators.core.errors import InputErrors, Problem, quoted
from calculators.registry import CALCULATORS, NAMES
from calculators.terminal.formats import ERROR_KEYS, KEYS
from calculators.terminal.nearest import did_you_mean
from calculators.terminal.options import JSON, Parser, options
from calculators.terminal.program import EXIT_CODES, program

HELP = "help"
WIDTH = 80
COMMANDS = {
    "help": (
        "[NAME]",
        "this overview, or how a calculator or a command is used; `help json`: keys",
    ),
    "list": ("[WHAT]", "models, machines, quantizations, or any other menu"),
    "memo": ("FILE", "kept answers put together, and the staff policy that follows"),
    "completion": ("SHELL", "a script that completes names in bash, zsh or fish"),
}
"""What the program does besides calculating: what follows the name, and what comes of it."""


def help_command(words: Sequence[str]) -> str:
    """The overview, or the help of a calculator or of the JSON; raises `InputErrors`."""
    if not words:
        return overview()
    if len(words) == 1 and words[0] == JSON:
        return json_help()
    if len(words) == 1 and words[0] in NAMES:
        return parser_of(CALCULATORS[words[0]]).format_help()
    word = " ".join(words)
    hint = did_you_mean(word, [JSON, *NAMES, *COMMANDS]) if len(words) == 1 else ""
    message = f"There is no help on {quoted(word)}.{hint or f' See {program()} help.'}"
    raise InputErrors([Problem(HELP, message)])


def parser_of(chosen: Calculator) -> Parser:
    """What reads the options of a calculator, and explains them."""
    described = (
        f"{chosen.question} Inputs that you leave out keep their usual values: "
        f"`{program()} {chosen.name}` alone answers too."
    )
    return Parser(chosen.name, described, options(chosen), "[--INPUT VALUE ...] [OUTPUT]")


def overview() -> str:
    """What there is, how it is asked, and what scripts can go by."""
    name = program()
    questions = {each.name: each.question for each in CALCULATORS.values()}
    commands = {f"{each} {takes}": said for each, (takes, said) in COMMANDS.items()}
    blocks = [
        "Calculators for choosing between open and closed AI models.",
        f"Usage: {name} CALCULATOR [--INPUT VALUE ...] [--format FORMAT]\n       {name} COMMAND",
        f"Calculators. Each has usual values for its inputs and answers without any:\n"
        f"{_listed(questions)}",
        f"Commands:\n{_listed(commands)}",
        f"Examples:\n{_examples(name)}",
        _folded(
            "Formats (--format): text, table, json, csv, html. The usual one is text, which has a "
            "picture where the answer has one."
        ),
        _folded(
            "Errors go to standard error, as JSON where JSON is asked for; standard output holds "
            "answers and nothing else. A line of a batch that fails has its error in its place."
        ),
        f"Exit codes:\n{_listed({str(code): words for code, words in EXIT_CODES.items()})}",
        f"{name} --version prints the version.",
    ]
    return "\n\n".join(blocks) + "\n"


def _examples(name: str) -> str:
    return "\n".join(
        f"  {name} {example}"
        for example in (
            "fit --model qwen3-8b --machine laptop-16gb",
            "fit --ram-gib 32 --format json --exit-code",
            "fit --batch lines.jsonl --format csv",
            "list models --matching qwen",
        )
    )


def _listed(words: Mapping[str, str]) -> str:
    wide = max(map(len, words)) + 4
    return "\n".join(
        fill(f"{f'  {name}':<{wide}}{said}", WIDTH, subsequent_indent=" " * wide)
        for name, said in words.items()
    )


def _folded(text: str) -> str:
    return fill(text, WIDTH)


def json_help() -> str:
    """What the keys of the JSON mean."""
    blocks = [
        _folded(
            "An answer is one JSON object on one line; a batch has one for each line, with its "
            "`id` where it has one. Keys may be added without notice."
        ),
        _listed(KEYS),
        "Where there is no answer (on standard error; in a batch in its place):",
        _listed(ERROR_KEYS),
    ]
    return "\n\n".join(blocks) + "\n"
