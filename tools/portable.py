"""`make portable`: the same content built by MkDocs and by those that may follow it, counted.

ProperDocs continues MkDocs 1; Zensical is by the authors of Material. Each builds a copy of the
sources, without the plugin, whose work is a command for any builder (`python -m site_plugins
finish`). Zensical runs twice: with our theme, and with its own, which shows the content alone.
Exit code 1 where one loses more than `KNOWN` says. `.tools/portable.md` is the report.
"""

import argparse
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from tools.packages import provide_environment
from tools.places import REQUIREMENTS, ROOT, TOOLS, programs_of
from tools.process import output, variables

HOME, WORK, REPORT = TOOLS / "portable", TOOLS / "portable-work", TOOLS / "portable.md"
SOURCES = ("benchmarks", "calculators", "content", "site_plugins")
OURS = re.compile(r"^  (?:custom_dir|static_templates):.*\n|^  # 503 is.*\n", re.MULTILINE)
"""The lines of the settings by which a builder takes our templates."""
PLUGIN = "\n  - start-here\n"
ELEMENTS = {
    "calculators": re.compile(r"<start-calculator[ >]"),
    "quizzes": re.compile(r"<start-quiz[ >]"),
    "guesses": re.compile(r"<start-predict[ >]"),
    "exercises": re.compile(r"<start-exercise[ >]"),
    "formulas": re.compile(r"<start-formula[ >]"),
    "pictures": re.compile(r"<figure[ >]"),
    "figures in prose": re.compile(r'class="sc-inline"'),
}
SCRIPT = "assets/calculators/element.js"
RUN = "calculators with their script"
Counts = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Builder:
    """Who builds, how, and what it is known to lose."""

    name: str
    package: str
    command: tuple[str, ...]
    own_theme: bool = False
    known: frozenset[str] = frozenset()
    """Pages and kinds that it loses; `everything` where it makes no page."""


MKDOCS = Builder("MkDocs", "mkdocs", ("mkdocs", "build", "--quiet", "--config-file"))
OTHERS = (
    Builder("ProperDocs", "properdocs", ("properdocs", "build", "--quiet", "--config-file")),
    Builder(
        "Zensical, our theme",
        "zensical",
        ("zensical", "build", "--config-file"),
        known=frozenset({"everything"}),  # our sitemap.xml needs the list of pages
    ),
    Builder(
        "Zensical, its own theme",
        "zensical",
        ("zensical", "build", "--config-file"),
        own_theme=True,
        known=frozenset({"503.html", "about/offline/index.html", "pages", RUN}),
    ),
)


@dataclass(frozen=True, slots=True)
class Built:
    """What one of them made."""

    builder: Builder
    version: str
    pages: Mapping[str, Counts]
    """What each page holds, by its place in the site."""
    error: str = ""
    """Its last line, where it ended with an error."""

    @property
    def counts(self) -> dict[str, int]:
        """All pages together."""
        kinds = (*ELEMENTS, RUN)
        sums = {kind: sum(page[kind] for page in self.pages.values()) for kind in kinds}
        return {"pages": len(self.pages), **sums}


def settings(text: str, *, site_dir: str, own_theme: bool) -> str:
    """The settings of the site for another builder, into another folder.

    >>> settings("site_dir: site\\ntheme:\\n  custom_dir: here\\nplugins:\\n  - start-here\\n",
    ...          site_dir="out", own_theme=True)
    'site_dir: out\\ntheme:\\nplugins:\\n'
    """
    text = text.replace(PLUGIN, "\n").replace("\nsite_dir: site\n", f"\nsite_dir: {site_dir}\n")
    text = re.sub(r"\Asite_dir: site$", f"site_dir: {site_dir}", text, flags=re.MULTILINE)
    return OURS.sub("", text) if own_theme else text


def counted(html: str, *, has_script: bool) -> dict[str, int]:
    """What a page holds.

    >>> counted("<start-quiz id=q></start-quiz>", has_script=True)["quizzes"]
    1
    """
    found = {kind: len(mark.findall(html)) for kind, mark in ELEMENTS.items()}
    runs = has_script and SCRIPT in html
    return {**found, RUN: found["calculators"] if runs else 0}


def read_site(folder: Path) -> dict[str, dict[str, int]]:
    """What each page of a built site holds."""
    has_script = (folder / SCRIPT).is_file()
    return {
        path.relative_to(folder).as_posix(): counted(path.read_text("utf-8"), has_script=has_script)
        for path in sorted(folder.rglob("*.html"))
    }


def losses(whole: Built, other: Built) -> list[str]:
    """What another builder has less of: kinds, then pages."""
    if not other.pages:
        return ["everything: it makes no page"]
    kinds = [
        f"{kind}: {count} of {whole.counts[kind]}"
        for kind, count in other.counts.items()
        if count < whole.counts[kind]
    ]
    missing = [f"page {name}" for name in whole.pages if name not in other.pages]
    poorer = [
        f"page {name} has fewer {kind}"
        for name, page in other.pages.items()
        for kind, count in page.items()
        if kind != RUN and count < whole.pages.get(name, page)[kind]
    ]
    return [*kinds, *missing, *poorer]


def unknown(found: Sequence[str], builder: Builder) -> list[str]:
    """Losses that nobody has noted yet."""
    if "everything" in builder.known:
        return []
    names = ((each.removeprefix("page ").partition(":")[0], each) for each in found)
    return [each for name, each in names if name not in builder.known]


def markdown(whole: Built, others: Sequence[Built], today: date) -> str:
    """The report."""
    built = [whole, *others]
    head = " | ".join(f"{each.builder.name} ({each.version})" for each in built)
    rows = "\n".join(
        f"| {kind} | {' | '.join(str(each.counts[kind]) for each in built)} |"
        for kind in whole.counts
    )
    table = f"| | {head} |\n|---|{'---:|' * len(built)}\n{rows}"
    parts = [f"# The same content, built by others, {today}", table]
    for other in others:
        lost = losses(whole, other)
        lines = [f"- {each}" for each in lost[:20]] or ["- nothing"]
        more = [f"- and {len(lost) - 20} more"] if len(lost) > 20 else []
        ended = [f"It ended with an error: {other.error}"] if other.error else []
        parts.append("\n".join([f"## {other.builder.name} loses\n", *lines, *more, *ended]))
        new = unknown(lost, other.builder)
        if new:
            parts.append(f"**{len(new)} of these are new.**")
    return "\n\n".join(parts) + "\n"


def main(arguments: Sequence[str] = ()) -> int:
    """Build with each and write the report; 1 where somebody loses more than is known."""
    argparse.ArgumentParser(
        prog="python -m tools.portable",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    ).parse_args([*arguments])  # it takes no options, and builds nothing where one is given
    lock = REQUIREMENTS / "portable.lock"
    provide_environment(HOME, lock, interpreter=sys.executable)
    _copy_sources()
    whole, *others = (_build(builder) for builder in (MKDOCS, *OTHERS))
    text = markdown(whole, others, datetime.now(UTC).date())
    REPORT.write_text(text, encoding="utf-8", newline="\n")
    print(text)
    if whole.error or not whole.counts["calculators"]:
        print(f"MkDocs itself failed: {whole.error}", file=sys.stderr)
        return 1
    return 1 if any(unknown(losses(whole, each), each.builder) for each in others) else 0


def _copy_sources() -> None:
    """A copy, for a builder leaves its cache in the folder that it works in."""
    shutil.rmtree(WORK, ignore_errors=True)
    left_out = shutil.ignore_patterns("__pycache__", "node_modules", "results")
    for name in SOURCES:
        shutil.copytree(ROOT / name, WORK / name, ignore=left_out)
    for path in ROOT.iterdir():
        if path.is_file() and not path.name.startswith("."):
            shutil.copy(path, WORK)


def _build(builder: Builder) -> Built:
    """One build; an error of the builder is part of what is told."""
    site = re.sub(r"\W+", "-", builder.name.lower())
    text = (WORK / "mkdocs.yml").read_text(encoding="utf-8")
    file = WORK / f"by-{site}.yml"
    file.write_text(settings(text, site_dir=site, own_theme=builder.own_theme), encoding="utf-8")
    command, *options = builder.command
    ran = subprocess.run(
        [str(programs_of(HOME) / command), *options, file.name],
        cwd=WORK, env=variables({"PYTHONPATH": str(WORK)}), capture_output=True, text=True,
    )  # fmt: skip
    last = [line for line in (ran.stdout + ran.stderr).splitlines() if line.strip()][-1:]
    error = " ".join(last) if ran.returncode else ""
    return Built(builder, _version(builder.package), read_site(WORK / site), error)


def _version(package: str) -> str:
    asked = f"from importlib.metadata import version; print(version({package!r}))"
    return output([programs_of(HOME) / "python", "-c", asked]) or "?"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
