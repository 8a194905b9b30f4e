"""Completion for fish, where each name stands beside what it is."""

from __future__ import annotations

from collections.abc import Iterator

from calculators.terminal.completion.words import COMMAND, Words, quoted
from calculators.terminal.memo import MEMO
from calculators.terminal.options import Option

SCRIPT = r"""# Completion of "calculators" for fish.

# Whether the words behind the command begin with these.
function __calculators_in
    set -l words (commandline -opc)
    test (count $words) -gt (count $argv); or return
    set -l last (math 1 + (count $argv))
    test "$words[2..$last]" = "$argv"
end

# Whether they are these and no more.
function __calculators_just
    set -l words (commandline -opc)
    test (count $words) -eq (math 1 + (count $argv)); and __calculators_in $argv
end
"""


def fish(words: Words) -> str:
    """The whole script: a line for each name, and a function for each menu, which calls share."""
    return "\n".join([*_heads(words), *_menus(words), *_lines(words), ""])


def _heads(words: Words) -> Iterator[str]:
    yield SCRIPT
    yield f"complete -c {COMMAND} -f"
    for name, said in words.first.items():
        if name.startswith("--"):
            yield _line("__fish_use_subcommand", f"-l {name.strip('-')} -d {quoted(said)}")
        else:
            yield _line("__fish_use_subcommand", f"-a {quoted(name)} -d {quoted(said)}")


def _menus(words: Words) -> Iterator[str]:
    for number, menu in enumerate(words.menus()):
        values = " ".join(map(quoted, menu))
        yield f"function __calculators_menu_{number}\n    printf '%s\\n' {values}\nend"


def _lines(words: Words) -> Iterator[str]:
    numbers = {menu: number for number, menu in enumerate(words.menus())}
    for name, known in words.options.items():
        for option in known:
            said = f"{_option(option, numbers)} -d {quoted(option.short)}"
            yield _line(f"__calculators_in {name}", said)
    yield _line(f"__calculators_just {MEMO}", "-F")
    for place, found in words.bare.items():
        yield _line(f"__calculators_just {place}", f"-a {quoted(' '.join(found))}")


def _option(option: Option, numbers: dict[tuple[str, ...], int]) -> str:
    said = f"-l {option.flag.strip('-')}"
    if option.choices:
        return f"{said} -x -a '(__calculators_menu_{numbers[option.choices]})'"
    if option.file:
        return f"{said} -r -F"
    return f"{said} -x" if option.metavar else said


def _line(condition: str, rest: str) -> str:
    return f"complete -c {COMMAND} -n {quoted(condition)} {rest}"
