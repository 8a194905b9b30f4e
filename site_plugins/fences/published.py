"""Figures that others published, quoted in prose with a link to where they stand.

    `=published.market-saving`    the figure as printed; its source and date are the link's title

The record is `published.toml` beside this file.
"""

from __future__ import annotations

import tomllib
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

RECORD = Path(__file__).with_name("published.toml")


@cache
def record() -> dict[str, Any]:
    """The record: its figures and its mistakes, by id."""
    return tomllib.loads(RECORD.read_text(encoding="utf-8"))


def figure(ident: str) -> str:
    """The HTML of a published figure; raises `KeyError` for one that the record does not have."""
    found = record()["figure"][ident]
    title = f"{found['what']}. {found['source']}. Checked on {found['checked']}"
    return (
        f'<a class="sc-inline" href="{escape(found["url"])}" title="{escape(title)}">'
        f"{escape(found['text'])}</a>"
    )
