"""The ```mistake fence: wrong figures in print, each with our own folded below it.

    ``` mistake
    ten-turns
    lost-interest
    ```

Each line names a mistake of `mistakes.toml`, which holds the quote and its source. What is right
is worked out here by the functions of the calculators.
"""

from __future__ import annotations

import tomllib
from functools import cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from calculators.core.numbers import format_quantity
from calculators.engines.ownership.costs import electricity_usd, usd_per_mtok
from calculators.questions.agent.loop import Loop
from site_plugins.fences import fence_formatter

if TYPE_CHECKING:
    from collections.abc import Callable

    Given = dict[str, float]

DAYS_PER_YEAR = 365
RECORD = Path(__file__).with_name("mistakes.toml")


@cache
def mistakes() -> dict[str, Any]:
    """The mistakes by the name that a line of the fence gives."""
    return tomllib.loads(RECORD.read_text(encoding="utf-8"))


def render(body: str, number: Callable[[str], str]) -> str:
    """The HTML of the mistakes that the lines name; raises `ValueError` for an unknown one."""
    known = mistakes()
    idents = body.split()
    if strange := [ident for ident in idents if ident not in known]:
        raise ValueError(f"no mistake {', '.join(strange)}: one of {', '.join(known)}")
    return "\n".join(_mistake(known[ident], place) for place, ident in enumerate(idents, start=1))


def right(found: dict[str, Any]) -> dict[str, str]:
    """What a mistake should have been, worked out, in the words of its answer."""
    return _WAYS[found["works_out"]](found["given"])


def _mistake(found: dict[str, Any], place: int) -> str:
    values = {name: f'<b class="sc-inline">{escape(v)}</b>' for name, v in right(found).items()}
    link = f'<a href="{escape(found["url"])}">{escape(found["page"])}</a>'
    return (
        f"<p><b>{place}. {escape(found['title'])}.</b> {link}, read on {found['checked']}:</p>\n"
        f"<blockquote><p>{escape(found['quote'])}</p></blockquote>\n"
        f"<p>{escape(found['ask'])}{_also(found)}</p>\n"
        f"<details><summary>Show our figure</summary>\n"
        f"<p>{escape(found['answer']).format_map(values)}</p></details>"
    )


def _also(found: dict[str, Any]) -> str:
    if "also" not in found:
        return ""
    title, url = (escape(found["also"][part]) for part in ("title", "url"))
    return f' (<a href="{url}">{title}</a>)'


def _loop(given: Given) -> dict[str, str]:
    """Steps of so much growth, or of growth that is even from the first to the last.

    Even growth need not be a whole number of tokens, so it is counted in parts of one.
    """
    steps, first = int(given["steps"]), int(given["first_input_tokens"])
    parts, growth = 1, int(given.get("growth_tokens", 0))
    if "last_input_tokens" in given:
        parts, growth = steps - 1, int(given["last_input_tokens"]) - first
    loop = Loop(steps=steps, fixed_tokens=parts * first, output_tokens=0, result_tokens=growth)
    total = loop.sent(steps)
    return {
        "total": f"{total / parts:,.10g}",
        "last": f"{loop.prompt_of(steps) / parts:,.10g}",
        "ratio": f"{total / loop.prompt_of(1):.0f}",
    }


def _electricity(given: Given) -> dict[str, str]:
    most = electricity_usd(
        usd_per_kwh=given["usd_per_kwh"], busy_hours=given["hours"], busy_watts=given["watts"]
    )
    watts = given["watts"] * given["published_usd"] / most
    return {"usd": format_quantity(most, "USD"), "watts": f"{watts:,.0f}"}


def _per_mtok(given: Given) -> dict[str, str]:
    hours = given["hours_per_day"] * DAYS_PER_YEAR
    found = usd_per_mtok(
        usd_per_hour=given["usd_per_year"] / hours, tokens_per_s=given["tokens_per_s"]
    )
    return {"usd": format_quantity(found, "USD")}


_WAYS: dict[str, Callable[[Given], dict[str, str]]] = {
    "loop": _loop,
    "electricity": _electricity,
    "per_mtok": _per_mtok,
}
"""How a right figure is worked out, by the name that the record gives."""

fence = fence_formatter("mistake", render)
