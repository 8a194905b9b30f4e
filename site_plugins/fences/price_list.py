"""The ```price-list fence: every offer we work with, its prices of the day the site is built.

    ``` price-list
    frontier
    ```

The line names a tier, or `about` for the day and the sources, or `notes`. Prices come from the
engine of the calculators; evidence and licence links from the records under `data/offers/`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from html import escape
from typing import TYPE_CHECKING

from calculators.catalog.offers import read_records
from calculators.core.clock import noon, today
from calculators.engines.price import ACCESS, TIERS, offers, package
from site_plugins.fences import fence_formatter
from site_plugins.fences.price_lines import KINDS, more, now, usd

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date, datetime

    from calculators.catalog.offers import OfferRecord
    from calculators.engines.price import Offer, Rates

COLUMNS = ("Model", *KINDS.values(), "Context", "Weights", "More")
NOT_KNOWN = "not known"


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """An offer, what is kept of it by hand, and the number of its note, 0 where it has none."""

    offer: Offer
    record: OfferRecord
    note: int


def render(name: str, day: date) -> str:
    """The HTML of one part as of that day; raises `ValueError` for a part there is not."""
    found = listed(day)
    if name in TIERS:
        return "\n".join(_tables(found, name, noon(day)))
    if name == "about":
        return _about(found, day)
    if name == "notes":
        return _notes(found)
    raise ValueError(f"no part {name!r}: {', '.join(TIERS)}, about or notes")


def listed(day: date) -> list[Listed]:
    """Every offer made on that day, in the order of a menu."""
    own = [each for each in offers().values() if not each.ended(day.isoformat())]
    notes = dict.fromkeys(each.note for each in own if each.note)
    numbers = {text: number for number, text in enumerate(notes, 1)}
    return [
        Listed(offer=each, record=_records()[each.id], note=numbers.get(each.note, 0))
        for each in own
    ]


@cache
def _records() -> Mapping[str, OfferRecord]:
    return {record.key: record for record in read_records()}


def _about(found: Sequence[Listed], day: date) -> str:
    checked = sorted({each.record.fields["checked"] for each in found})
    days = " to ".join(dict.fromkeys((checked[0], checked[-1])))
    book = package()
    return (
        f"<p>{len(found)} offers, at their prices of <time>{day}</time>, the day this page was "
        f"built, outside peak hours. The prices are those of {escape(book.name)} "
        f"{escape(book.version)}, which came out on <time>{book.released}</time>; whether weights "
        f"are published, and their licences, we looked up ourselves ({days}).</p>"
    )


def _notes(found: Sequence[Listed]) -> str:
    texts = {each.note: each.offer.note for each in found if each.note}
    items = "".join(f'<li id="note-{n}">{escape(text)}</li>' for n, text in sorted(texts.items()))
    return f"<ol>{items}</ol>"


def _tables(found: Iterable[Listed], tier: str, at: datetime) -> Iterable[str]:
    own = [each for each in found if each.offer.tier == tier]
    for access, title in ACCESS.items():
        rows = [_row(each, at) for each in own if each.offer.access == access]
        if rows:
            yield _table(title, rows)


def _table(title: str, rows: Iterable[str]) -> str:
    head = "".join(f'<th scope="col">{column}</th>' for column in COLUMNS)
    return (
        f'<div class="sc-wide"><table class="sc-rows sc-sentences"><caption>{escape(title)}'
        f"</caption><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table></div>"
    )


def _row(each: Listed, at: datetime) -> str:
    offer, rates = each.offer, now(each.offer, at)
    cells = (
        *(_price(rates, kind) for kind in KINDS),
        NOT_KNOWN if offer.context_window is None else f"{offer.context_window:,}",
        _weights(each),
        _more(each, at),
    )
    body = "".join(
        f'<td data-label="{label}">{cell}</td>'
        for label, cell in zip(COLUMNS[1:], cells, strict=True)
    )
    return f'<tr><th scope="row">{escape(offer.label)}<br>{_sold_by(offer)}</th>{body}</tr>'


def _sold_by(offer: Offer) -> str:
    source = offer.source
    maker = "" if offer.host == offer.maker else f"<br><small>made by {escape(offer.maker)}</small>"
    return f"<small>{_link(source.url, offer.host)} {source.checked}</small>{maker}"


def _price(rates: Rates, kind: str) -> str:
    """Where the list has no price of its own for some tokens, they cost what others do."""
    found = usd(getattr(rates, kind)) if kind in rates.listed else "as read"
    if kind == "write" and "write_1h" in rates.listed:
        return f"{found} <small>1 h: {usd(rates.write_1h)}</small>"
    return found


def _weights(each: Listed) -> str:
    fields = each.record.fields
    evidence = fields["evidence"]
    parts = [_link(evidence["url"], each.offer.weights, evidence["title"])]
    if "licence_url" in fields:
        parts.append(_link(fields["licence_url"], fields["licence"]))
    elif "licence" in fields:
        parts.append(f"licence {escape(fields['licence'])}")
    return f"{', '.join(parts)} <small>{fields['checked']}</small>"


def _more(each: Listed, at: datetime) -> str:
    lines = [escape(line) for line in more(each.offer, at)]
    if each.note:
        lines.append(f'<a href="#note-{each.note}">Note {each.note}</a>')
    return "<br>".join(lines)


def _link(url: str, text: str, title: str = "") -> str:
    hint = f' title="{escape(title)}"' if title else ""
    return f'<a href="{escape(url)}" rel="noopener"{hint}>{escape(text)}</a>'


def _make(source: str, number: Callable[[str], str]) -> str:
    return render(source.strip(), today())


fence = fence_formatter("price-list", _make)
