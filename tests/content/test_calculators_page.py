import re

from calculators.registry import CALCULATORS
from tools.places import ROOT


def test_every_calculator_has_its_line_on_the_calculators_page() -> None:
    page = (ROOT / "content" / "calculators.md").read_text("utf-8")
    for name, calculator in CALCULATORS.items():
        assert f"[{calculator.title}](calculators/{name}.md){{ .md-button }} " in page


def test_every_calculator_has_a_page_of_its_name_that_opens_on_it() -> None:
    for name, calculator in CALCULATORS.items():
        page = (ROOT / "content" / "calculators" / f"{name}.md").read_text("utf-8")
        assert f'title: "{calculator.title}"\n' in page
        before, after = page.split(f"``` calculator\n{name}\n```\n")
        assert before.endswith("\n\n")
        [heading, says, *rest] = before.split("---\n")[2].strip().split("\n\n")
        assert (heading, rest) == (f"# {calculator.title}", [])
        assert len(re.findall(r"[.?!](?= |$)", says)) == 2
        assert after.index("## How to read it") < after.index("## The formula")
        assert after.rstrip().endswith(f"``` formula\n{name}\n```")
