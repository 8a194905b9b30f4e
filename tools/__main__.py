"""`python -m tools VERB`: the commands of the project, each with its own set-up."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 (this very check is what an old Python must reach)
    sys.exit(
        "This project needs Python 3.11 or newer; this is {}.{}. "
        "Name a newer one: make PYTHON=python3.13 …".format(*sys.version_info[:2])
    )

from tools.failure import Failure
from tools.verbs import BARE, VERBS


def main(arguments: list[str]) -> int:
    """Run the verb named first, handing on the rest; return the exit code."""
    verb, *rest = arguments or ["help"]
    if verb not in VERBS:
        for name, function in VERBS.items():
            print(f"python -m tools {name:<6} {(function.__doc__ or '').splitlines()[0]}")
        return 0 if verb in {"help", "-h", "--help"} else 2
    if rest and verb in BARE:
        helped = rest in (["-h"], ["--help"])
        print(VERBS[verb].__doc__ if helped else f"{verb} takes no options: drop {rest[0]}.")
        return 0 if helped else 2
    try:
        return VERBS[verb](rest)
    except Failure as failure:
        print(failure, file=sys.stderr)
    except KeyboardInterrupt:
        return 130
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
