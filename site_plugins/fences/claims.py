"""The ```claims fence: what people say about open and closed AI, and how far each claim holds.

    ``` claims
    gemini-on-a-laptop
    urgent-to-adopt
    ```

Each line names a claim of `calculators/data/claims.toml`, which becomes a card that opens: verdict
and claim, then who says it, why we say so, and where to look. `tally` alone counts all of them, and
`timeline` lists what happened around the origin of models, from the same file.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from calculators.catalog.schema import check_subject
from calculators.core.records import RecordError, data_path, read_record
from site_plugins.fences import fence_formatter

if TYPE_CHECKING:
    from collections.abc import Mapping

Kind = TypeVar("Kind")

FILE = "claims.toml"
TALLY, TIMELINE = "tally", "timeline"
VERDICTS = {
    "true": ("✓", "True", "good"),
    "partly": ("!", "Partly true", "tight"),
    "false": ("✗", "False", "bad"),
    "unknown": ("?", "Not known", "open"),
}
"""Sign, words and look of each, in the order of the tally. The words say it without the sign."""
READ = {"text": "", "report": "reported by "}
"""A source is the text that a claim is about, or somebody who tells what it says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimSource:
    """Something to open: `dated` says when it was written, or which time it is about."""

    title: str
    dated: str
    url: str
    read: Literal["text", "report"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One sentence that people say, in `says`, and what is known of it on the day `checked`."""

    id: str
    says: str
    who: str
    verdict: Literal["true", "partly", "false", "unknown"]
    short: str
    why: str
    checked: str
    source: tuple[ClaimSource, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What somebody did or said on a `day`, which may be a month where no day is known."""

    day: str
    what: str
    checked: str
    source: tuple[ClaimSource, ...]


@cache
def records() -> Mapping[str, Any]:
    """The file as it is; raises `RecordError` where a record has no day or no address to open."""
    found = tomllib.loads(Path(data_path(FILE)).read_text(encoding="utf-8"))
    check_subject(found, FILE)
    return found


@cache
def claims() -> Mapping[str, Claim]:
    """Every claim by its id, in the order of the file."""
    found = [read_claim(each) for each in records()["claim"]]
    return {each.id: each for each in found}


def events() -> list[Event]:
    """What happened, in the order of the days."""
    found = [_read(Event, each, str(each["day"])) for each in records()["event"]]
    return sorted(found, key=lambda each: each.day)


def read_claim(data: Mapping[str, Any]) -> Claim:
    """One record as a claim; raises `RecordError` for a key or a verdict that there is none of."""
    return _read(Claim, data, str(data["id"]))


def _read(kind: type[Kind], data: Mapping[str, Any], where: str) -> Kind:
    if not data["source"]:
        raise RecordError(f"{where}: needs at least one source")
    return read_record(kind, {**data, "checked": str(data["checked"])}, where)


def named(body: str) -> list[Claim]:
    """The claims that the body of a fence names; raises `ValueError` for one there is none of."""
    idents = body.split()
    if unknown := [ident for ident in idents if ident not in claims()]:
        raise ValueError(f"no claim {unknown[0]!r}: one of {', '.join(claims())}")
    return [claims()[ident] for ident in idents]


def texts(body: str) -> list[str]:
    """What a reader reads of the cards that the body of a fence names, sources aside."""
    if body.strip() == TALLY:
        return []
    if body.strip() == TIMELINE:
        return [each.what for each in events()]
    return [text for card in named(body) for text in (card.says, card.short, card.why)]


def render(body: str) -> str:
    """The HTML of one fence: the tally, or a card for each claim that it names."""
    if body.strip() == TALLY:
        return _tally()
    if body.strip() == TIMELINE:
        return f'<ol class="sc-timeline">{"".join(map(_event, events()))}</ol>'
    return f'<div class="sc-claims">{"".join(map(_card, named(body)))}</div>'


def _tally() -> str:
    counted: Counter[str] = Counter(each.verdict for each in claims().values())
    rows = "".join(_row(verdict, counted[verdict]) for verdict in VERDICTS)
    return (
        f'<ul class="sc-tally" aria-label="{len(claims())} claims by verdict">{rows}</ul>'
        f'<p class="sc-tally-day">{len(claims())} claims, last checked on '
        f"<time>{max(each.checked for each in claims().values())}</time>.</p>"
    )


def _row(verdict: str, count: int) -> str:
    _, _, look = VERDICTS[verdict]
    boxes = "<i></i>" * count
    return (
        f"<li>{_badge(verdict)} <span>{count}</span> "
        f'<span class="sc-boxes sc-{look}" aria-hidden="true">{boxes}</span></li>'
    )


def _card(claim: Claim) -> str:
    sources = map(_source, claim.source)
    shown = "".join(f"<li>{each[0].upper()}{each[1:]}</li>" for each in sources)
    return (
        f'<details class="sc-claim" id="claim-{claim.id}"><summary>{_badge(claim.verdict)} '
        f"<q>{escape(claim.says, quote=False)}</q></summary>"
        f"<p><strong>{escape(claim.short, quote=False)}</strong> {escape(claim.why, quote=False)}"
        f'</p><p class="sc-who">Who says it: {escape(claim.who, quote=False)}. '
        f'Checked on <time>{claim.checked}</time>.</p><ul class="sc-who">{shown}</ul></details>'
    )


def _event(event: Event) -> str:
    shown = "; ".join(map(_source, event.source))
    return (
        f'<li><time datetime="{event.day}">{day_in_words(event.day)}</time> '
        f'{escape(event.what, quote=False)} <span class="sc-who">({shown})</span></li>'
    )


def day_in_words(iso: str) -> str:
    """A day or a month as prose writes it.

    >>> day_in_words("2026-04-23"), day_in_words("2026-03")
    ('23 April 2026', 'March 2026')
    """
    year, month, *day = map(int, iso.split("-"))
    return " ".join(filter(None, [*map(str, day), date(year, month, 1).strftime("%B %Y")]))


def _badge(verdict: str) -> str:
    sign, words, look = VERDICTS[verdict]
    return f'<span class="sc-badge sc-{look}"><span aria-hidden="true">{sign}</span> {words}</span>'


def _source(source: ClaimSource) -> str:
    link = f'<a href="{escape(source.url)}" rel="noopener">{escape(source.title, quote=False)}</a>'
    return f"{READ[source.read]}{link}, {escape(source.dated, quote=False)}"


fence = fence_formatter("claims", lambda body, _: render(body))
