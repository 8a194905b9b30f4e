"""Completion for a shell: a script with all names in it, so that a Tab starts no Python."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from shlex import quote

import calculators
from calculators.core.errors import InputErrors, Problem, quoted
from calculators.terminal.completion.bash import bash
from calculators.terminal.completion.fish import fish
from calculators.terminal.completion.words import Words, words
from calculators.terminal.completion.zsh import zsh
from calculators.terminal.nearest import did_you_mean
from calculators.terminal.options import wants_help
from calculators.terminal.program import installed

SHELLS: Mapping[str, Callable[[Words], str]] = {"bash": bash, "zsh": zsh, "fish": fish}
USE = {
    "bash": "source <(calculators completion bash)   in ~/.bashrc",
    "zsh": "source <(calculators completion zsh)    in ~/.zshrc, after compinit",
    "fish": "calculators completion fish | source    in ~/.config/fish/config.fish",
}
"""The line that a shell reads when it starts."""
# Functions and no aliases: zsh puts what an alias stands for in its place before it completes.
# They name the folder, since a shell starts in another one.
POSIX = 'calculators() {{ PYTHONPATH={folder} python -m calculators "$@"; }}'
COMMAND_OF = {
    "bash": POSIX,
    "zsh": POSIX,
    "fish": "function calculators; env PYTHONPATH={folder} python -m calculators $argv; end",
}
"""What makes the word a command where the package isn't installed."""


def completion(arguments: Sequence[str]) -> str:
    """The script for a shell, or how to use it; raises `InputErrors`."""
    if not arguments or wants_help(arguments):
        return usage()
    if len(arguments) == 1 and arguments[0] in SHELLS:
        return SHELLS[arguments[0]](words())
    word = " ".join(arguments)
    hint = did_you_mean(word, SHELLS)
    message = f"{quoted(word)} is none of the shells {', '.join(SHELLS)}.{hint}"
    raise InputErrors([Problem("completion", message)])


def usage() -> str:
    """How a shell gets it."""
    told = [
        "Tab then completes calculators, options and choices behind the word `calculators`.",
        "",
        *(f"  {line}" for line in USE.values()),
    ]
    if not installed():
        folder = quote(str(Path(calculators.__file__).parents[1]))
        told += [
            "",
            "That needs the command, which `pip install` of the wheel brings. Without it, Python",
            "finds the package in its own folder alone (elsewhere: No module named calculators).",
            "Then put a line before it that makes the word a command of yours in every folder:",
            "",
            *(f"  {shell:<4}  {line.format(folder=folder)}" for shell, line in COMMAND_OF.items()),
        ]
    return "\n".join([*told, ""])
