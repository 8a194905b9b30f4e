"""Completion for zsh, where each name stands beside what it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from calculators.terminal.completion.words import COMMAND, Words, quoted

SCRIPT = r"""#compdef COMMAND
# Completion of "calculators" for zsh: source it behind compinit, or put it into a folder of $fpath
# as _calculators.

_calculators() {
  local place="${words[2]}" behind="${words[CURRENT-1]}" name="${words[2]}"
  local -a found
  if (( CURRENT == 2 )); then
    found=(FIRST)
    _describe calculator found
    return
  fi
  if [[ "${words[CURRENT]}" == --*=* ]]; then
    behind="${words[CURRENT]%%=*}"
    compset -P '*='
  fi
  case "$name $behind" in
    FILES) _files; return ;;
    OTHERS) _message value; return ;;
MENUS
  esac
  if [[ "$name" == list && CURRENT -gt 3 ]]; then
    name="list ${words[3]}"
  fi
  case "$name" in
NAMES
  esac
}

if [[ "$funcstack[1]" == _calculators ]]; then
  _calculators "$@"
else
  compdef _calculators COMMAND
fi
"""


def zsh(words: Words) -> str:
    """The whole script."""
    menus = "\n".join(
        f"    {_patterns(where)}) compadd -- {_all(menu)}; return ;;"
        for menu, where in words.menus().items()
    )
    names = []
    for name, known in words.options.items():
        flags = {option.flag: option.short for option in known}
        lines = [f"compadd -- {_all(words.bare[name])}"] if name in words.bare else []
        lines += [f"found=({_described(flags)}); _describe option found"] if flags else []
        lines += ["_files"] if name == "memo" else []
        names.append(f"    {quoted(name)}) {'; '.join(lines) or ':'} ;;")
    names += [
        f"    {quoted(where)}) compadd -- {_all(found)} ;;"
        for where, found in words.bare.items()
        if where not in words.options
    ]
    return (
        SCRIPT.replace("FIRST", _described(words.first))
        .replace("FILES", _patterns(words.files()))
        .replace("OTHERS", _patterns(words.others()))
        .replace("MENUS", menus)
        .replace("NAMES", "\n".join(names))
        .replace("COMMAND", COMMAND)
    )


def _described(meanings: Mapping[str, str]) -> str:
    """Names with what they are; a colon parts the two."""
    return _all(f"{name}:{said}" for name, said in meanings.items())


def _all(found: Iterable[str]) -> str:
    return " ".join(map(quoted, found))


def _patterns(places: Iterable[str]) -> str:
    return " | ".join(map(quoted, places))
