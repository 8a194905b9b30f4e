"""`make calculator NAME=…`: a new calculator with its page and its tests, all working, to fill.

It asks how many tokens a text has. Whoever needs another question changes one part after the
other, and the tests beside it; nothing else has to be written first.
"""

import re
from keyword import iskeyword
from pathlib import Path

from calculators.terminal.guide import COMMANDS
from calculators.terminal.lists import ALIASES
from calculators.terminal.options import JSON
from tools.drafts import check_title, filled, write_new
from tools.failure import Failure
from tools.places import ROOT

TEMPLATES = Path(__file__).with_name("calculator_template")
QUESTION = ("__init__", "inputs", "case", "verdict", "figures", "working", "changes")
_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
TAKEN = frozenset({*COMMANDS, *ALIASES, JSON, "calculators"})
"""Words that the command line knows already, as commands or behind `list` and `help`."""
USAGE = "Name it in small letters with hyphens: make calculator NAME=how-many-tokens"


def write_calculator(arguments: list[str], *, root: Path = ROOT) -> list[Path]:
    """Write the files of the calculator that the command line names; return their paths.

    Raises `Failure` where the name cannot be one, or is taken.
    """
    name, *title = arguments or [""]
    _check_name(name)
    check_title(" ".join(title))
    words = _words(name, " ".join(title).strip())
    written = write_new(
        {path: filled(TEMPLATES / name, words) for path, name in _places(words, root).items()},
        root=root,
    )
    _register(root / "calculators/registry.py", name)
    _list(root / "content/calculators.md", words)
    return written


def _check_name(name: str) -> None:
    if not _NAME.fullmatch(name):
        raise Failure(USAGE)
    if name in TAKEN:
        raise Failure(
            f"NAME is {name!r}, which means something else on the command line already. "
            f"Choose another name; these are taken: {', '.join(sorted(TAKEN))}."
        )
    if iskeyword(name):
        raise Failure(
            f"NAME is {name!r}, a word of Python itself, so no module can be called that. "
            f"Choose another name, such as {name}-count."
        )


def _words(name: str, title: str) -> dict[str, str]:
    module = name.replace("-", "_")
    title = title or f"{name.replace('-', ' ').capitalize()}?"
    return {
        "name": name,
        "module": module,
        "constant": module.upper(),
        "prefix": module.title().replace("_", ""),
        "title": title,
        "lower_title": title[0].lower() + title[1:],
    }


def _places(words: dict[str, str], root: Path) -> dict[Path, str]:
    """Where each file goes, and the template it is made from."""
    name, module = words["name"], words["module"]
    folder = root / "calculators/questions" / module
    tests = root / "tests/calculators/questions" / module
    return {
        **{folder / f"{part}.py": f"{part}.py.txt" for part in QUESTION},
        tests / f"test_{module}.py": "test.py.txt",
        root / "content/calculators" / f"{name}.md": "page.md.txt",
    }


def _register(registry: Path, name: str) -> None:
    """Add the name to the end of the list of calculators."""
    text = registry.read_text(encoding="utf-8")
    before, end, after = text.partition(')\n"""In the order in which they are listed.')
    registry.write_text(f'{before}    "{name}",\n{end}{after}', encoding="utf-8")


def _list(page: Path, words: dict[str, str]) -> None:
    """Add the calculator to the page that lists all, before its last sentence."""
    text = page.read_text(encoding="utf-8")
    before, end, after = text.rpartition("Each page also shows")
    section = filled(TEMPLATES / "section.md.txt", words)
    page.write_text(f"{before}{section}{end}{after}", encoding="utf-8")
