"""What a lesson page weighs and how Lighthouse scores it, each against its limit."""

from pathlib import Path
from typing import Any

from benchmarks import lighthouse, weight
from benchmarks.lighthouse import LIMITS
from benchmarks.weight import Asset

PAGE = "hardware/will-it-run-on-my-laptop/"


def report(site: Path, browser: Path, results: Path, page: str = PAGE) -> dict[str, Any]:
    """Measure, print two tables, and return the figures."""
    assets = weight.measure(site, page, browser)
    scores = lighthouse.measure(site, page, browser, results / "lighthouse.json")
    total = weight.page_bytes(assets)
    print(_weight_table(assets, total))
    print(_score_table(scores))
    missed = [name for name, score in scores.items() if score < LIMITS[name]]
    return {
        "page": page,
        "page_bytes": total,
        "assets": [{"path": a.path, "sent_bytes": a.sent_bytes, "part": a.part} for a in assets],
        "lighthouse": scores,
        "missed": [*missed, *(["bytes"] if total > weight.LIMIT_BYTES else [])],
    }


def _weight_table(assets: list[Asset], total: int) -> str:
    ordered = sorted(assets, key=lambda asset: (asset.part, -asset.sent_bytes))
    lines = [f"{asset.sent_bytes:>10,}  {asset.part:<12}  {asset.path}" for asset in ordered]
    limit = f"{total:>10,}  page in all, at most {weight.LIMIT_BYTES:,}"
    return "\n".join(["Bytes as sent, before any interaction", *lines, limit])


def _score_table(scores: dict[str, int]) -> str:
    lines = [f"{score:>10}  {name}, at least {LIMITS[name]}" for name, score in scores.items()]
    return "\n".join(["Lighthouse, emulated phone", *lines])
