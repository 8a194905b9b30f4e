"""One result, three ways to see it: HTML for the page, text for the terminal, JSON for programs."""

from calculators.core.view.data import to_data, to_json
from calculators.core.view.html import to_html
from calculators.core.view.text import to_text

__all__ = ["to_data", "to_html", "to_json", "to_text"]
