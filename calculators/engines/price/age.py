"""When it is time to look for newer prices."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from calculators.engines.price.offer import Package

OLD_DAYS = 45
"""Some price moves every few weeks."""


def age_warning(package: Package, today: date) -> str:
    """A sentence for whoever builds where the prices are old, else nothing."""
    days = (today - date.fromisoformat(package.released)).days
    if days <= OLD_DAYS:
        return ""
    return (
        f"{package.name} {package.version}, which all prices come from, came out {days} days ago: "
        "look for a newer one (CONTRIBUTING.md, “Prices”)."
    )
