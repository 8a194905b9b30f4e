"""Completion for a shell: a script with all names in it, so that a Tab starts no Python."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from calculators.core.errors import InputErrors, Problem, quoted
from calculators.terminal.completion.bash import bash
from calculators.terminal.completion.fish import fish
from calculators.terminal.completion.words import Words, words
from calculators.terminal.completion.zsh import zsh
from calculators.terminal.nearest import did_you_mean
from calculators.terminal.options import wants_help
from calculators.terminal.program import program

SHELLS: Mapping[str, Callable[[Words], str]] = {"bash": bash, "zsh": zsh, "fish": fish}
USE = {
    "bash": "source <({program} completion bash)   in ~/.bashrc",
    "zsh": "source <({program} completion zsh)    in ~/.zshrc, after compinit",
    "fish": "{program} completion fish | source    in ~/.config/fish/config.fish",
}


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
    lines = (f"  {line.format(program=program())}" for line in USE.values())
    return "\n".join(
        [
            "Tab then completes calculators, options and choices behind the word `calculators`.",
            "Where that is no command of yours yet: alias calculators='python -m calculators'",
            "",
            *lines,
            "",
        ]
    )
