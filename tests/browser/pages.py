"""The addresses of all pages, and what is done to a page before it is looked at."""

from tools.places import ROOT

CONTENT = ROOT / "content"
SOURCES = sorted(path.relative_to(CONTENT).with_suffix("") for path in CONTENT.rglob("*.md"))
LESSONS = tuple(
    f"{path}/" for path in SOURCES if "\noutcomes:" in (CONTENT / f"{path}.md").read_text("utf-8")
)
PAGES = (*(f"{path}/".removesuffix("index/") for path in map(str, SOURCES)), "404.html", "503.html")

UNFOLD = "(all) => all.forEach((each) => { each.open = true; })"
