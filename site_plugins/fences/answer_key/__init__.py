"""The ```answer-key fence: predicted against measured, from the records that tests re-make.

    ``` answer-key
    writing groups
    ```

The line names a topic (`memory`, `working`, `writing`, `reading`) and what to show of it: `plot`,
`groups`, `parts`, `errors`, `misses` or `rows`; of `memory` also `exact`, `posted` and `models`.
In prose, `=answer-key.writing.longgen.in_band` is one figure of a set.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from site_plugins.fences import fence_formatter
from site_plugins.fences.answer_key import tables
from site_plugins.fences.answer_key.plot import plots
from site_plugins.fences.answer_key.points import percent, read, scores

if TYPE_CHECKING:
    from collections.abc import Callable

TOPICS = ("memory", "working", "writing", "reading")
TABLES: dict[str, Callable[[str], str]] = {
    "groups": tables.groups,
    "parts": tables.parts,
    "errors": tables.errors,
    "misses": tables.misses,
    "rows": tables.every_row,
}
OF_MEMORY: dict[str, Callable[[], str]] = {
    "exact": tables.exact,
    "posted": tables.posted,
    "models": tables.models,
}
SHARES = ("mean_error", "within_20", "in_band", "lowest", "middle", "highest")
COUNTED = ("exact", "weights", "conversation", "posted", "repack")


def render(body: str, number: Callable[[str], str]) -> str:
    """The HTML of a fence's body; raises `ValueError` for what the key does not have."""
    topic, _, what = body.strip().partition(" ")
    if topic in TOPICS and what == "plot":
        return plots(topic, number)
    if topic in TOPICS and what in TABLES:
        return TABLES[what](topic)
    if topic == "memory" and what in OF_MEMORY:
        return OF_MEMORY[what]()
    shown = ", ".join(("plot", *TABLES, *OF_MEMORY))
    raise ValueError(f"write one of {', '.join(TOPICS)}, then one of {shown}")


def figure(path: str) -> str:
    """One figure of a set, as prose shows it; raises `KeyError`.

    >>> figure("writing.longgen.rows"), figure("memory.exact.equal")
    ('36', '1,255')
    """
    topic, part, name = path.split(".")
    counted = topic == "memory" and part in COUNTED
    value = (_counts(part) if counted else scores(topic)[part])[name]
    return percent(value) if name in SHARES else f"{value:,.0f}"


def _counts(part: str) -> dict[str, float]:
    """Figures of memory that are counts, and belong to no set."""
    found = read("memory_points.json")
    if part == "repack":
        return dict(found[part])
    if part == "posted":
        equal = sum(tables.agrees(theirs, ours) for *_, theirs, ours in found[part])
        return {"rows": len(found[part]), "equal": equal}
    own = [each for each in found["exact"] if part in ("exact", each[0])]
    return {"rows": sum(each[2] for each in own), "equal": sum(each[3] for each in own)}


fence = fence_formatter("answer-key", render)
