"""What the commands that write drafts share: nothing is written over, and no draft is published.

What such a command leaves to a person says `TODO`. `make check` refuses a page that still holds
one, and `python -m calculators.catalog.build` a record.
"""

import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from string import Template

from calculators.catalog.schema import TODO
from tools.failure import Failure
from tools.places import ROOT

CONTENT = ROOT / "content"
_SIGNS = '"\\$<>[]{}`'
"""What Python, YAML, a shell or Markdown would take for more than a sign of a title."""
_LEFT = re.compile(rf"\b{TODO}\b")


def filled(template: Path, words: Mapping[str, str]) -> str:
    """The text of a template with its words put in; raises `KeyError` for one that is missing."""
    return Template(template.read_text(encoding="utf-8")).substitute(words)


def check_title(title: str) -> None:
    """Raise `Failure` where a title would break a file that it is put into."""
    if not title.isprintable():
        raise Failure(f"TITLE is {title!r}: write it on one line, without control characters.")
    if sign := next((each for each in title if each in _SIGNS), None):
        raise Failure(
            f"TITLE is {title!r}: leave out the {sign} in it, which the files that it is put into "
            f"don't take for a mere sign. Nor do they these: {' '.join(_SIGNS)}"
        )


def write_new(files: Mapping[Path, str], *, root: Path = ROOT) -> list[Path]:
    """Write the files and return their paths; raises `Failure` where one is there already."""
    if taken := next((path for path in files if path.exists()), None):
        raise Failure(f"{taken.relative_to(root)} exists already and is left as it is.")
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    return [*files]


def check_drafts(root: Path = ROOT) -> int:
    """1 where a page still holds a `TODO`, each told with its line."""
    found = [*left_to_do(root)]
    for each in found:
        print(each, file=sys.stderr)
    return 1 if found else 0


def left_to_do(root: Path) -> Iterator[str]:
    """Each line of a page, or of the navigation, that is left to do.

    A page that explains what a `TODO` is has it as code, which doesn't count.
    """
    pages = (root / "content").rglob("*.md")
    for path in (*sorted(pages), root / "mkdocs.yml", root / "paths.yml"):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if _LEFT.search(line.replace(f"`{TODO}`", "")):
                yield f"{path.relative_to(root).as_posix()}:{number}: {line.strip()[:80]}"
