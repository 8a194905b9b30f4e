"""The ```price-list fence: every offer we work with, its prices of the day the site is built.

    ``` price-list
    frontier
    ```

The line names a tier, or `about` for the day and the sources, or `notes`. Prices come from the
engine of the calculators; evidence and licence links from the records under `data/offers/`.

The ```price-changes fence, which is empty, tells what each run of `make prices` changed, newest
first, from the record that it keeps in `calculators/data/price_changes.json`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from functools import cache
from html import escape
from typing import TYPE_CHECKING, Any

from calculators.catalog.offers import read_records
from calculators.core.inputs import noon, today
from calculators.core.records import read_json
from calculators.engines.price import ACCESS, TIERS, offers, package
from calculators.engines.price.rates import cliffs, coming, has_batch, peak, rates
from site_plugins.fences import fence_formatter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from calculators.catalog.offers import OfferRecord
    from calculators.engines.price import Offer
    from calculators.engines.price.rates import Rates

KINDS = {"input": "Read", "cached": "Cached", "write": "To cache", "output": "Answer"}
"""The columns of prices; an hour in the cache stands beside the usual five minutes."""
WORDS = {
    "input": "read",
    "cached": "cached",
    "write": "to cache",
    "write_1h": "to cache for 1 h",
    "output": "answer",
}
COLUMNS = ("Model", *KINDS.values(), "Context", "Weights", "More")
NOT_KNOWN = "not known"
FEW = 8
"""A longer list of names is folded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """An offer, its record kept by hand, and the number of its note, 0 where it has none."""

    offer: Offer
    record: OfferRecord
    note: int


def render(name: str, day: date) -> str:
    """The HTML of one part as of that day; raises `ValueError` for an unknown part."""
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
    offer, found = each.offer, short_rates(each.offer, at)
    cells = (
        *(_price(found, kind) for kind in KINDS),
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


def _price(found: Rates, kind: str) -> str:
    """Tokens without a price of their own cost what tokens read do."""
    price = usd(getattr(found, kind)) if kind in found.listed else "as read"
    if kind == "write" and "write_1h" in found.listed:
        return f"{price} <small>1 h: {usd(found.write_1h)}</small>"
    return price


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
    found = [escape(line) for line in lines(each.offer, at)]
    if each.note:
        found.append(f'<a href="#note-{each.note}">Note {each.note}</a>')
    return "<br>".join(found)


def _link(url: str, text: str, title: str = "") -> str:
    hint = f' title="{escape(title)}"' if title else ""
    return f'<a href="{escape(url)}" rel="noopener"{hint}>{escape(text)}</a>'


def usd(price: float) -> str:
    """A price to its last digit, as the seller writes it.

    >>> usd(20), usd(0.1), usd(1.84375), usd(0.003)
    ('$20.00', '$0.10', '$1.84375', '$0.003')
    """
    return f"${max(f'{price:.2f}', f'{price:.12f}'.rstrip('0'), key=len)}"


def short_rates(offer: Offer, at: datetime) -> Rates:
    """The rates of a short request."""
    return rates(offer, at=at, prompt_tokens=0)


def lines(offer: Offer, at: datetime) -> Iterator[str]:
    """A line for whatever is not in the columns, at a moment outside peak hours."""
    for start in cliffs(offer, at=at):
        yield f"Above {start:,} tokens: {_prices(rates(offer, at=at, prompt_tokens=start + 1))}"
    if has_batch(offer, at=at):
        for start in (0, *cliffs(offer, at=at)):
            above = f" above {start:,} tokens" if start else ""
            found = rates(offer, at=at, prompt_tokens=start + 1, batch=True)
            yield f"In a batch{above}: {_prices(found)}"
    yield from _peak(offer, at)
    yield from _coming(offer, at)
    if offer.withdrawn:
        yield f"No longer made from {offer.withdrawn}."


def _peak(offer: Offer, at: datetime) -> Iterator[str]:
    found = peak(offer, at=at)
    if found is None:
        return
    spans: dict[str, list[str]] = {}
    for start, end in found.hours:
        moment = datetime.combine(at.date(), time.fromisoformat(start), at.tzinfo)
        spans.setdefault(_prices(short_rates(offer, moment)), []).append(f"{start} to {end}")
    for prices, hours in spans.items():
        yield f"{' and '.join(hours)} UTC, {found.days}: {prices}"


def _coming(offer: Offer, at: datetime) -> Iterator[str]:
    for change in coming(offer, at):
        yield f"From {change.day}: {_prices(change.after)}"
    for change in coming(offer, at, batch=True):
        if change.after.batch:
            yield f"In a batch from {change.day}: {_prices(change.after)}"


def _prices(found: Rates) -> str:
    return ", ".join(
        f"{words} {usd(getattr(found, kind))}"
        for kind, words in WORDS.items()
        if kind in found.listed
    )


def render_changes(entries: Sequence[Mapping[str, Any]]) -> str:
    """The HTML of all entries of the record."""
    return "\n".join(map(_entry, entries))


def _entry(entry: Mapping[str, Any]) -> str:
    day = escape(entry["date"])
    parts = [
        f'<h3 id="changes-{day}"><time>{day}</time></h3>',
        f"<p>From {escape(entry['from'])}.</p>",
        _names(entry.get("added", ()), "added"),
        _names(entry.get("removed", ()), "no longer offered"),
        _changed(entry.get("changed", ())),
    ]
    return "\n".join(filter(None, parts))


def _names(names: Sequence[str], what: str) -> str:
    if not names:
        return ""
    head = f"{len(names)} {'offer' if len(names) == 1 else 'offers'} {what}"
    items = "".join(f"<li>{escape(name)}</li>" for name in names)
    if len(names) <= FEW:
        return f"<p>{head}:</p>\n<ul>{items}</ul>"
    return f"<details><summary>{head}</summary>\n<ul>{items}</ul>\n</details>"


def _changed(changed: Iterable[Mapping[str, str]]) -> str:
    rows = "\n".join(
        "<tr>"
        + "".join(f"<td>{escape(each[key])}</td>" for key in ("offer", "what", "before", "after"))
        + "</tr>"
        for each in changed
    )
    if not rows:
        return ""
    head = "".join(f"<th>{name}</th>" for name in ("Offer", "What", "Before", "Now"))
    return f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>"


def _list(source: str, number: Callable[[str], str]) -> str:
    return render(source.strip(), today())


def _changes(source: str, number: Callable[[str], str]) -> str:
    if source.strip():
        raise ValueError("it shows every entry and takes no text")
    return render_changes(read_json("price_changes.json"))


list_fence = fence_formatter("price-list", _list)
changes_fence = fence_formatter("price-changes", _changes)
