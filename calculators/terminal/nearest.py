"""What a misspelt word was probably meant to be."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

LONGEST = 80
"""Characters that are looked at: comparing takes time that grows with their square."""


def nearest(given: str, known: Iterable[str], most: int = 5) -> tuple[str, ...]:
    """The known words that are like the given one, the likeliest first.

    Those that begin with it stand first, for it may be an abbreviation.

    >>> nearest("fitt", ["fit", "speed"]), nearest("--con", ["--context", "--cards", "--slots"])
    (('fit',), ('--context',))
    >>> nearest("toaster", ["fit", "speed"])
    ()
    """
    words: dict[str, str] = {}
    for word in known:
        words.setdefault(_bare(word), word)
    asked = _bare(given[:LONGEST])
    if not asked:
        return ()
    begun = [word for word in words if word.startswith(asked)]
    close = get_close_matches(asked, words, n=most, cutoff=0.65)
    within = [word for word in words if len(asked) > 2 and asked in word]
    # A whole list of words that merely sound alike would hide the one that was begun.
    found = dict.fromkeys([*begun, *within, *close] if begun else [*close, *within])
    return tuple(words[word] for word in [*found][:most])


def _bare(word: str) -> str:
    """A word as it is compared: two flags are not alike for their dashes."""
    return word.strip().lower().lstrip("-")


def did_you_mean(given: str, known: Iterable[str]) -> str:
    """A question to put behind a message, or nothing.

    >>> did_you_mean("fitt", ["fit", "speed"]), did_you_mean("toaster", ["fit"])
    (' Did you mean fit?', '')
    >>> did_you_mean("--mod", ["--model", "--model-config", "--mode", "--slots"])
    ' Did you mean --model or --model-config or --mode?'
    >>> did_you_mean("--con", ["--color", "--context"])
    ' Did you mean --context?'
    """
    every = tuple(known)
    # An abbreviation has one meaning or a few, and nothing that merely sounds like it.
    begun = [word for word in every if given and word.lower().startswith(given.lower())]
    found = begun[:3] or nearest(given, every, most=3)
    return f" Did you mean {' or '.join(found)}?" if found else ""
