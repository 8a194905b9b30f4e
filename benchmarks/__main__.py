"""`make bench`: what the built site costs a reader. `ARGS="some/page/"` names another page."""

import json
import sys

from benchmarks import lighthouse, start, weight
from benchmarks.lighthouse import LIMITS
from tools.browser import find_browser
from tools.places import BENCHMARKS, SITE

PAGE = "hardware/will-it-run-on-my-laptop/"
RESULTS = BENCHMARKS / "results"


def main(page: str = PAGE) -> int:
    """Measure a page, print a table, keep the figures; 1 where one misses its limit."""
    RESULTS.mkdir(exist_ok=True)
    browser = find_browser()
    assets = weight.measure(SITE, page, browser)
    scores = lighthouse.measure(SITE, page, browser, RESULTS / "lighthouse.json")
    total = weight.page_bytes(assets)
    print(_weight_table(assets, total))
    print(_score_table(scores))
    start.report(SITE, browser, RESULTS)
    _keep(page, assets, total, scores)
    missed = [name for name, score in scores.items() if score < LIMITS[name]]
    return 1 if missed or total > weight.LIMIT_BYTES else 0


def _weight_table(assets: list[weight.Asset], total: int) -> str:
    ordered = sorted(assets, key=lambda asset: (asset.part, -asset.sent_bytes))
    lines = [f"{asset.sent_bytes:>10,}  {asset.part:<12}  {asset.path}" for asset in ordered]
    limit = f"{total:>10,}  page in all, at most {weight.LIMIT_BYTES:,}"
    return "\n".join(["Bytes as sent, before any interaction", *lines, limit])


def _score_table(scores: dict[str, int]) -> str:
    lines = [
        f"{score:>10}  {name}, at least {lighthouse.LIMITS[name]}" for name, score in scores.items()
    ]
    return "\n".join(["Lighthouse, emulated phone", *lines])


def _keep(page: str, assets: list[weight.Asset], total: int, scores: dict[str, int]) -> None:
    figures = {
        "page": page,
        "page_bytes": total,
        "assets": [{"path": a.path, "sent_bytes": a.sent_bytes, "part": a.part} for a in assets],
        "lighthouse": scores,
    }
    (RESULTS / "page.json").write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
