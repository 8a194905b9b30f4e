"""How long the site takes to build, and how that grows, beside plain MkDocs on the same text.

Both build copies of the real lessons, each with a title and inputs of its own. Plain MkDocs has
the same theme and Markdown extensions except ours: it shows a calculator's fence as code and works
nothing out.
"""

import re
import shutil
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

import yaml

from benchmarks.figures import exponent
from tools.failure import Failure
from tools.places import ROOT
from tools.process import variables

LESSONS = (20, 500)
RUNS = (3, 1)
PART = 20
"""So many lessons make a part of the menu."""
GOALS = {"ratio": 3.0, "exponent": 1.1}
OURS = "site_plugins"
HEADING = re.compile(r"^# (.+)$", re.MULTILINE)
CONTEXT = re.compile(r"\bcontext(=|: )(\d+)")
THE_THEMES_OWN = ("main.html", "404.html")
CHECKS_OFF = {"nav": {"omitted_files": "ignore", "not_found": "ignore"}}


@dataclass(frozen=True, slots=True)
class Growth:
    """Median seconds to build so many lessons, the smaller and the larger number of them."""

    lessons: tuple[int, int]
    ours: tuple[float, float]
    plain: tuple[float, float]

    @property
    def ratios(self) -> tuple[float, float]:
        """Ours over plain MkDocs, at either size."""
        return self.ours[0] / self.plain[0], self.ours[1] / self.plain[1]

    @property
    def exponents(self) -> tuple[float, float]:
        """How ours and plain MkDocs grow."""
        times = self.lessons[1] / self.lessons[0]
        return exponent(*self.ours, times=times), exponent(*self.plain, times=times)


def measure(
    lessons: tuple[int, int] = LESSONS, runs: tuple[int, int] = RUNS, *, root: Path = ROOT
) -> Growth:
    """Build both at both sizes, alternating."""
    found: dict[str, list[float]] = {"ours": [], "plain": []}
    for number, rounds in zip(lessons, runs, strict=True):
        with TemporaryDirectory() as home:
            write_lessons(root / "content", Path(home, "content"), number)
            configs = write_configs(root, Path(home), Path(home, "content"))
            taken = [{n: _build(c) for n, c in configs.items()} for _ in range(rounds)]
        for name, seconds in found.items():
            seconds.append(median(each[name] for each in taken))
    (ours_20, ours_500), (plain_20, plain_500) = found["ours"], found["plain"]
    return Growth(lessons, (ours_20, ours_500), (plain_20, plain_500))


def table(growth: Growth) -> str:
    """For a terminal."""
    lines = [f"{'Site build (s)':<16} {'ours':>8} {'plain':>8} {'ratio':>6}  goal"]
    rows = zip(growth.lessons, growth.ours, growth.plain, growth.ratios, strict=True)
    lines += [
        f"{f'{number} lessons':<16} {ours:>8.1f} {plain:>8.1f} {ratio:>6.2f}  "
        f"{_verdict(ratio, GOALS['ratio'])}"
        for number, ours, plain, ratio in rows
    ]
    ours, plain = growth.exponents
    goal = _verdict(ours, GOALS["exponent"])
    return "\n".join([*lines, f"{'exponent':<16} {ours:>8.2f} {plain:>8.2f} {'':>6}  {goal}"])


def as_data(growth: Growth) -> dict[str, Any]:
    """For a machine."""
    return {**asdict(growth), "ratios": growth.ratios, "exponents": growth.exponents}


def write_lessons(content: Path, folder: Path, number: int) -> list[Path]:
    """Copy the content, its lessons so often that there are this many, each with its own title."""
    shutil.copytree(content, folder)
    originals = [
        path for path in sorted(folder.rglob("*.md")) if is_lesson(path.read_text("utf-8"))
    ]
    copies = []
    for index in range(number):
        original = originals[index % len(originals)]
        copy = original.with_name(f"{original.stem}-{index + 1}.md")
        text = original.read_text(encoding="utf-8")
        copy.write_text(varied(text, index + 1), encoding="utf-8")
        copies.append(copy)
    return copies


def varied(text: str, number: int) -> str:
    """A copy with a title and contexts of its own: no answer is another copy's too.

    >>> varied("# Fit\\n`=fit.total_bytes context=8192`", 7)
    '# Fit (7)\\n`=fit.total_bytes context=8185`'
    """
    text = HEADING.sub(rf"# \1 ({number})", text, count=1)
    return CONTEXT.sub(lambda found: f"context{found[1]}{int(found[2]) - number}", text)


def is_lesson(text: str) -> bool:
    """Whether a page says how many minutes it takes, which lessons alone do."""
    return text.startswith("---\n") and "\nminutes:" in text.partition("\n---\n")[0]


def write_configs(root: Path, home: Path, content: Path) -> dict[str, Path]:
    """The site's own configuration and a plain one, for the same folder and menu."""
    own = read_config(root / "mkdocs.yml")
    where: dict[str, Any] = {
        "docs_dir": str(content),
        "nav": menu(content),
        "strict": False,
        "validation": CHECKS_OFF,
    }
    theme = {"custom_dir": str(root / OURS / "theme")}
    configs = {
        "ours": {"INHERIT": str(root / "mkdocs.yml"), "theme": theme, "watch": [], **where},
        "plain": plain(own) | where,
    }
    configs["plain"]["theme"]["custom_dir"] = str(write_stand_ins(root, home / "theme"))
    for name, config in configs.items():
        config["site_dir"] = str(home / f"{name}-site")
        (home / f"{name}.yml").write_text(yaml.safe_dump(config), encoding="utf-8")
    return {name: home / f"{name}.yml" for name in configs}


def write_stand_ins(root: Path, folder: Path) -> Path:
    """Templates of our names, which pages ask for, with nothing in them but the theme's own."""
    folder.mkdir()
    for template in sorted((root / OURS / "theme").glob("*.html")):
        if template.name not in THE_THEMES_OWN:
            (folder / template.name).write_text('{% extends "main.html" %}', encoding="utf-8")
    return folder


def plain(own: dict[str, Any]) -> dict[str, Any]:
    """The configuration without what is ours."""
    theme = {name: value for name, value in own["theme"].items() if name != "custom_dir"}
    return {
        "site_name": own["site_name"],
        "theme": theme,
        "plugins": [each for each in own["plugins"] if each != "start-here"],
        "markdown_extensions": [
            _plain_extension(each)
            for each in own["markdown_extensions"]
            if not str(each).startswith(OURS)
        ],
    }


def menu(content: Path) -> list[Any]:
    """All pages, in parts as a series has them."""
    pages = sorted(path.relative_to(content).as_posix() for path in content.rglob("*.md"))
    parts = [pages[start : start + PART] for start in range(0, len(pages), PART)]
    return ["index.md", *({f"Part {n}": part} for n, part in enumerate(parts, start=1))]


def read_config(path: Path) -> dict[str, Any]:
    """A `mkdocs.yml`, its references to Python objects and variables left out."""
    config: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), _Loader)
    return config


class _Loader(yaml.SafeLoader):
    pass


_Loader.add_multi_constructor("", lambda loader, suffix, node: None)


def _plain_extension(extension: Any) -> Any:
    if not isinstance(extension, dict):
        return extension
    return {
        name: {key: value for key, value in options.items() if key != "custom_fences"}
        for name, options in extension.items()
    }


def _build(config: Path) -> float:
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", str(config)]
    start = time.monotonic()
    done = subprocess.run(command, cwd=ROOT, env=variables(), capture_output=True, text=True)
    if done.returncode:
        raise Failure(f"The site of {config.stem} could not be built: {done.stderr[-1000:]}")
    return time.monotonic() - start


def _verdict(value: float, goal: float) -> str:
    return f"{goal:.1f} {'met' if value <= goal else 'missed'}"
