"""Completion for bash, from version 3.2 on, which macOS has."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from calculators.terminal.completion.words import COMMAND, Words, quoted

SCRIPT = r"""# Completion of "calculators" for bash, to be sourced.

# What may stand in a place, which is told as "fit --model", "list fit" or "fit".
_calculators_words() {
  case "$1" in
PLACES
  esac
}

# Readline breaks words at = and :, so the line itself is split into "words", as the shell would.
# "open" is the quote that the last one leaves open, "before" what stands before it in that word.
_calculators_split() {
  local line="$1" sign word= begun= at
  for (( at = 0; at < ${#line}; at++ )); do
    sign="${line:at:1}"
    if [[ -n "$open" && "$sign" == "$open" ]]; then
      open= before=
    elif [[ "$open" == "'" ]]; then
      word+="$sign"
    elif [[ "$sign" == \\ ]]; then
      at=$(( at + 1 )) begun=1
      word+="${line:at:1}"
    elif [[ -z "$open" && "$sign" == [\"\'] ]]; then
      open="$sign" before="$word" begun=1
    elif [[ -z "$open" && "$sign" == [[:blank:]] ]]; then
      [[ -n "$begun" ]] && words+=("$word")
      word= begun=
    else
      word+="$sign" begun=1
    fi
  done
  words+=("$word")
}

_calculators() {
  local IFS=$' \t\n' open= before= current= name= behind= place word cut shown
  local -a words
  words=()
  _calculators_split "${COMP_LINE:0:COMP_POINT}"
  local last=$(( ${#words[@]} - 1 ))
  current="${words[last]}"
  COMPREPLY=()
  if (( last == 1 )); then
    place=
  else
    name="${words[1]}"
    place="$name"
    behind="${words[last - 1]}"
    if [[ "$current" == --*=* ]]; then
      place="$name ${current%%=*}"
      current="${current#*=}"
      before="${before#*=}"
    elif [[ "$behind" == --* ]] && _calculators_takes "$name $behind"; then
      place="$name $behind"
    elif [[ "$name" == list && $last -gt 2 ]]; then
      place="list ${words[2]}"
    fi
  fi
  if _calculators_file "$place" || [[ "$name" == memo && "$current" != -* ]]; then
    type compopt > /dev/null 2>&1 && compopt -o filenames 2> /dev/null
    while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen -f -- "$current")
    return
  fi
  # Readline replaces only what stands behind an open quote, where it takes every sign as it is,
  # or else behind the last sign that breaks a word.
  cut="$before"
  [[ -z "$open" && "$COMP_WORDBREAKS" == *:* && "$current" == *:* ]] && cut="${current%:*}:"
  while IFS= read -r word; do
    if [[ -n "$word" && "$word" == "$current"* ]]; then
      shown="${word#"$cut"}"
      [[ -z "$open" ]] && printf -v shown %q "$shown"
      COMPREPLY+=("$shown")
    fi
  done < <(_calculators_words "$place")
}

_calculators_takes() {
  case "$1" in
    TAKES) return 0 ;;
  esac
  return 1
}

_calculators_file() {
  case "$1" in
    FILES) return 0 ;;
  esac
  return 1
}

complete -F _calculators COMMAND
"""


def bash(words: Words) -> str:
    """The whole script."""
    places = [_place([""], words.first)]
    places += [_place(where, menu) for menu, where in words.menus().items()]
    places += [
        _place([name], [*words.bare.get(name, ()), *(option.flag for option in known)])
        for name, known in words.options.items()
    ]
    places += [
        _place([where], found) for where, found in words.bare.items() if where not in words.options
    ]
    menus = [place for where in words.menus().values() for place in where]
    takes = [*menus, *words.files(), *words.others()]
    return (
        SCRIPT.replace("PLACES", "\n".join(places))
        .replace("TAKES", _patterns(takes))
        .replace("FILES", _patterns(words.files()))
        .replace("COMMAND", COMMAND)
    )


def _place(where: Sequence[str], found: Iterable[str]) -> str:
    return f"    {_patterns(where)}) printf '%s\\n' {' '.join(map(quoted, found))} ;;"


def _patterns(places: Iterable[str]) -> str:
    return " | ".join(map(quoted, places))
