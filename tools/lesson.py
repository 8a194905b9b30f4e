"""`make lesson SLUG=…`: a lesson that builds and passes the tests, with `TODO` where words are due.

Beside the lesson stands its page for groups. The lesson comes into the navigation after the last
one of its part, and onto the path of one reader at least.
"""

import argparse
import json
import re
from datetime import date
from itertools import pairwise, takewhile
from pathlib import Path

from tools.drafts import check_title, filled, write_new
from tools.failure import Failure
from tools.places import ROOT

TEMPLATES = Path(__file__).with_name("lesson_template")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_READER = "student"
"""Whose path takes a lesson that is given none: every lesson is on a path."""


def write_lesson(arguments: list[str], *, root: Path = ROOT, today: date) -> list[Path]:
    """Write the files of the lesson that the command line names; return all paths touched.

    Raises `Failure` where the slug or the part cannot be one, or the lesson is there.
    """
    asked = _asked(arguments)
    words = _words(asked.slug, asked.title, asked.part, today)
    navigation, paths = root / "mkdocs.yml", root / "paths.yml"
    ways = paths.read_text("utf-8")
    if asked.part not in parts_of(ways):
        raise Failure(f"PART is {asked.part!r}: write one of {', '.join(parts_of(ways))}.")
    listed = with_entry(navigation.read_text("utf-8"), asked.part, words)
    for reader in dict.fromkeys(each.strip() for each in asked.paths.split(",")):
        ways = with_lesson(ways, reader, words["key"])
    lesson, session = (
        root / "content" / f"{place}.md" for place in (words["key"], f"teach/{asked.slug}")
    )
    written = write_new(
        {
            lesson: filled(TEMPLATES / "lesson.md.txt", words),
            session: filled(TEMPLATES / "session.md.txt", words),
        },
        root=root,
    )
    navigation.write_text(listed, encoding="utf-8", newline="\n")
    paths.write_text(ways, encoding="utf-8", newline="\n")
    return [*written, navigation, paths]


def _asked(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="lesson",
        usage='make lesson SLUG=how-green-is-it TITLE="How green is it?" PART=hardware '
        "[PATHS=owner,student]\n   or: python -m tools lesson SLUG TITLE PART [--paths …]",
    )
    for name in ("slug", "title", "part"):
        parser.add_argument(name)
    parser.add_argument("--paths", default=_READER, help="the readers whose path takes it")
    asked = parser.parse_args(arguments)
    if not _SLUG.fullmatch(asked.slug):
        raise Failure(
            f"SLUG is {asked.slug!r}: write small letters, digits and single hyphens, "
            "such as SLUG=how-green-is-it."
        )
    check_title(asked.title)
    if not asked.title.endswith("?"):
        raise Failure(
            f"TITLE is {asked.title!r}: a lesson's title asks a question, "
            'such as TITLE="How green is it?".'
        )
    return asked


def _words(slug: str, title: str, part: str, today: date) -> dict[str, str]:
    return {
        "slug": slug,
        "title": title,
        "quoted_title": _quoted(title),
        "quoted_session_title": _quoted(f"In a group: {title}"),
        "key": f"{part}/{slug}",
        "today": today.isoformat(),
    }


def _quoted(text: str) -> str:
    """As YAML reads it back: JSON's strings are YAML's too."""
    return json.dumps(text, ensure_ascii=False)


def with_entry(navigation: str, part: str, words: dict[str, str]) -> str:
    """The text of mkdocs.yml with the lesson after the last one of its part.

    Raises `Failure` where no lesson is of that part.
    """
    lines = navigation.splitlines(keepends=True)
    inside = [bool(re.match(rf" {{6}}- .*: {part}/[\w-]+\.md$", line)) for line in lines]
    ends = [at for at, (here, after) in enumerate(pairwise([*inside, False])) if here > after]
    if not ends:
        raise Failure(f"PART is {part!r}, of which the navigation has no page.")
    # Some parts have a page in other sections too: the section with the most is theirs.
    last = max(ends, key=lambda end: _run(inside, end))
    lines.insert(last + 1, f"      - {words['quoted_title']}: {words['key']}.md\n")
    return "".join(lines)


def _run(inside: list[bool], end: int) -> int:
    """How many lines up to this one are of the part, without a gap."""
    return len([*takewhile(bool, reversed(inside[: end + 1]))])


def parts_of(paths: str) -> list[str]:
    """The folders that hold lessons, by the text of paths.yml."""
    return sorted(set(re.findall(r"^ {8}- ([\w-]+)/", paths, re.MULTILINE)))


def with_lesson(paths: str, reader: str, key: str) -> str:
    """The text of paths.yml with the lesson at the end of one reader's path.

    Raises `Failure` where there is no such reader.
    """
    block = re.search(
        rf"^    {re.escape(reader)}:\n(?: {{6}}.*\n)* {{6}}lessons:\n(?: {{8}}- .*\n)+",
        paths,
        re.MULTILINE,
    )
    if block is None:
        readers = ", ".join(re.findall(r"^    (\w+):$", paths, re.MULTILINE))
        raise Failure(f"PATHS names {reader!r}, who has no path. There are: {readers}.")
    return f"{paths[: block.end()]}        - {key}\n{paths[block.end() :]}"
