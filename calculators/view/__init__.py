"""One result, three ways to see it: HTML for the page, text for the terminal, JSON for programs."""

from calculators.view.data import to_data, to_json
from calculators.view.html import to_html
from calculators.view.text import to_text

__all__ = ["to_data", "to_html", "to_json", "to_text"]
