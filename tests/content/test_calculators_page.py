from calculators.registry import CALCULATORS
from tools.places import ROOT


def test_every_calculator_has_its_place_on_the_calculators_page() -> None:
    page = (ROOT / "content" / "calculators.md").read_text("utf-8")
    for name, calculator in CALCULATORS.items():
        assert f"(calculators/{name}.md)" in page
        assert f"## {calculator.title}" in page


def test_every_calculator_has_a_page_with_its_whole_formula() -> None:
    for name, calculator in CALCULATORS.items():
        page = (ROOT / "content" / "calculators" / f"{name}.md").read_text("utf-8")
        assert f"\n``` formula\n{name}\n" in page
        assert calculator.title.rstrip("?").lower() in page.lower()
