"""`make lesson` writes a lesson that builds before anybody has filled it in."""

import re
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from tools.drafts import left_to_do
from tools.failure import Failure
from tools.lesson import parts_of, with_entry, with_lesson, write_lesson
from tools.places import ROOT

TODAY = date(2026, 11, 30)
ASKED = ["how-green-is-it", "How green is it?", "hardware"]
SETTINGS = (
    *("pyproject.toml", "mkdocs.yml", "paths.yml", "package.json", "package-lock.json"),
    "NOTICES.md",
)
HOLDS = (
    *("tests/content", "tests/site_plugins/series/test_session.py"),
    *("tests/site_plugins/series/test_paths.py", "tests/site_plugins/series/test_review.py"),
    *("tests/site_plugins/series/test_cards.py", "tests/site_plugins/series/test_twins.py"),
)
NAVIGATION = """nav:
  - Where to begin:
      - "Three doors?": start/three-doors.md
      - Which task?: rules/task.md
  - Rules:
      - Where?: rules/where.md
      - May I?: rules/may.md
  - About:
      - About: about/index.md
"""
WORDS = {"key": "rules/new", "quoted_title": '"New: yes?"'}
PATHS = """extra:
  paths:
    owner:
      reader: An owner
      lessons:
        - start/three-doors
    student:
      reader: A student
      lessons:
        - start/three-doors
        - rules/may
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the sources with a new lesson in it."""
    copy = tmp_path_factory.mktemp("project")
    for folder in ("benchmarks", "calculators", "content", "site_plugins", "tests", "tools"):
        left_out = shutil.ignore_patterns("__pycache__", "node_modules", "results")
        shutil.copytree(ROOT / folder, copy / folder, ignore=left_out)
    for name in SETTINGS:
        shutil.copy(ROOT / name, copy)
    written = write_lesson(ASKED, root=copy, today=TODAY)
    assert [path.relative_to(copy).as_posix() for path in written] == [
        *("content/hardware/how-green-is-it.md", "content/teach/how-green-is-it.md"),
        *("mkdocs.yml", "paths.yml"),
    ]
    return copy


def run(project: Path, *command: str) -> str:
    ran = subprocess.run(
        [sys.executable, *command], cwd=project, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stdout[-4000:] + ran.stderr
    return ran.stdout


def test_it_passes_what_is_asked_of_every_lesson(project: Path) -> None:
    told = run(project, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", *HOLDS)
    assert " passed" in told
    assert "failed" not in told


def test_it_builds_with_its_calculator_its_quiz_and_its_page_for_groups(project: Path) -> None:
    quick = project / "quick.yml"
    quick.write_text(
        "INHERIT: mkdocs.yml\nplugins: []\nnav:\n  - index.md\n  - hardware/how-green-is-it.md\n"
        "validation: {nav: {omitted_files: ignore}}\n",
        encoding="utf-8",
    )
    run(project, "-m", "mkdocs", "build", "--quiet", "--config-file", str(quick))
    page = (project / "site/hardware/how-green-is-it/index.html").read_text("utf-8")
    for element in ("start-calculator", "start-quiz", "start-predict", "start-exercise"):
        assert f"<{element} " in page
    session = (project / "site/teach/how-green-is-it/index.html").read_text("utf-8")
    assert "TODO: one sentence that sensible people disagree about" in session


def test_it_stands_in_the_menu_after_the_last_of_its_part(project: Path) -> None:
    menu = (project / "mkdocs.yml").read_text("utf-8")
    assert (
        "hardware/how-fast-will-it-be.md\n"
        '      - "How green is it?": hardware/how-green-is-it.md\n' in menu
    )


def test_what_is_left_to_do_is_told_by_the_check_with_its_lines(project: Path) -> None:
    found = [*left_to_do(project)]
    assert len(found) > 30
    assert {each.partition(":")[0] for each in found} == {
        "content/hardware/how-green-is-it.md",
        "content/teach/how-green-is-it.md",
    }
    assert found[0].startswith("content/hardware/how-green-is-it.md:3: description: ")


def test_no_page_of_this_series_is_a_draft() -> None:
    assert [*left_to_do(ROOT)] == []


def test_a_lesson_comes_where_most_of_its_part_are() -> None:
    listed = with_entry(NAVIGATION, "rules", WORDS)
    assert '      - May I?: rules/may.md\n      - "New: yes?": rules/new.md\n  - About:' in listed
    assert listed.replace('      - "New: yes?": rules/new.md\n', "") == NAVIGATION


def test_a_part_of_no_lesson_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Failure, match="PART is 'about', of which the navigation has no page"):
        with_entry(NAVIGATION.replace("about/", "other/"), "about", WORDS)
    with pytest.raises(Failure, match="PART is 'about': write one of hardware, models, money"):
        write_lesson([*ASKED[:2], "about"], today=TODAY)
    assert parts_of(PATHS) == ["rules", "start"]


def test_a_path_takes_it_as_its_last() -> None:
    assert with_lesson(PATHS, "owner", "rules/new") == PATHS.replace(
        "        - start/three-doors\n    student",
        "        - start/three-doors\n        - rules/new\n    student",
    )
    assert with_lesson(PATHS, "student", "rules/new") == f"{PATHS}        - rules/new\n"
    with pytest.raises(
        Failure, match=r"PATHS names 'teacher', who has no path\. There are: owner, "
    ):
        with_lesson(PATHS, "teacher", "rules/new")


@pytest.mark.parametrize("slug", ["", "How", "a b", "a-", "a--b", "../a"])
def test_a_slug_that_cannot_be_an_address_is_refused(slug: str) -> None:
    with pytest.raises(Failure, match=f"SLUG is {re.escape(repr(slug))}: write small letters"):
        write_lesson([slug or "", *ASKED[1:]], today=TODAY)


@pytest.mark.parametrize("title", ["", "How green"])
def test_a_title_that_asks_nothing_is_refused(title: str) -> None:
    with pytest.raises(Failure, match="a lesson's title asks a question"):
        write_lesson(["a", title, "hardware"], today=TODAY)


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ('How "green"?', 'leave out the " in it'),
        ("How\\green?", r"leave out the \\ in it"),
        ("What for $5?", r"leave out the \$ in it"),
        ("How\ngreen?", "write it on one line"),
    ],
)
def test_a_title_that_breaks_a_page_is_refused(title: str, said: str) -> None:
    with pytest.raises(Failure, match=f"^TITLE is .*: {said}"):
        write_lesson(["a", title, "hardware"], today=TODAY)


def test_a_reader_who_is_named_twice_has_the_lesson_once(tmp_path: Path) -> None:
    for name in ("mkdocs.yml", "paths.yml"):
        shutil.copy(ROOT / name, tmp_path)
    write_lesson([*ASKED, "--paths", "owner, student,owner"], root=tmp_path, today=TODAY)
    assert (tmp_path / "paths.yml").read_text("utf-8").count("- hardware/how-green-is-it\n") == 2


def test_no_lesson_is_written_over_and_nothing_else_changes() -> None:
    before = (ROOT / "mkdocs.yml").read_bytes(), (ROOT / "paths.yml").read_bytes()
    with pytest.raises(Failure, match=r"^content/start/three-doors\.md exists already"):
        write_lesson(["three-doors", "Three doors?", "start"], today=TODAY)
    assert before == ((ROOT / "mkdocs.yml").read_bytes(), (ROOT / "paths.yml").read_bytes())
