"""The ```sources and ```looked-up fences: every source of the site, and when each fact was checked.

    ``` sources
    ```

lists whatever a record of the site rests on, by subject, with the day on which somebody compared
the two, and where it is used. ```looked-up tells the same by day, newest first. Both take no text:
all that they say comes from the records.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from typing import TYPE_CHECKING, Any

from calculators.catalog.offers import read_records
from calculators.core.records import github, read_json
from calculators.engines.openness.record import address
from site_plugins import ROOT
from site_plugins.fences import claims, fence_formatter
from site_plugins.fences.figures import published
from site_plugins.fences.mistake import mistakes

if TYPE_CHECKING:
    from collections.abc import Callable

CONTENT = ROOT / "content"
QUESTIONS = ROOT / "calculators" / "questions"
CALLED = ("title", "name", "label")
NAMES = (*CALLED, "what", "says", "id")
"""What a record calls itself, the best first; the rest only where it is the record that counts."""
FEED = (
    '<p>You can also follow this, and the prices, as a <a href="site:feed.xml">feed</a>, in any '
    "program that reads news.</p>"
)
FEW = 8
"""A longer list of names is folded."""


@dataclass(frozen=True, slots=True)
class Subject:
    """Records of one kind, and the pages that rest on them."""

    id: str
    title: str
    records: Callable[[], Any]
    used: tuple[str, ...]
    """Addresses of pages."""
    inside: str = ""
    """Where the single records are, if the day stands above all of them."""


@dataclass(frozen=True, slots=True)
class Cited:
    """Something to open that a record rests on."""

    title: str
    url: str
    checked: str


def _file(name: str, part: str = "") -> Callable[[], Any]:
    def read() -> Any:
        found = read_json(f"{name}.json")
        return found[part] if part else found

    return read


def _texts() -> Any:
    """Terms of vendors; they were read when their vendor's plans were."""
    cover = read_json("cover.json")
    return {"checked": max(each["checked"] for each in cover["vendors"]), "texts": cover["texts"]}


def _laws() -> Any:
    return read_json("rules.json")["laws"]


def _prices() -> Any:
    found = read_json("prices.json")
    package = {"title": "genai-prices", "url": "https://github.com/pydantic/genai-prices"}
    return {"checked": found["package"]["read"], "package": package, **found["providers"]}


def _offers() -> Any:
    return [each.fields for each in read_records()]


def records_of_the_site() -> dict[str, Any]:
    """Records that only the site shows, by the name of their file."""
    return {
        "claims.toml": claims.records(),
        "mistakes.toml": mistakes(),
        "published.toml": published(),
    }


SUBJECTS = (
    Subject("published", "Figures that others published", published, ()),
    Subject("claims", "Claims, and what is known of them", claims.records, ()),
    Subject("prices", "Prices of models", _prices, ("money/every-price/",)),
    Subject("offers", "Whether weights are published", _offers, ("money/every-price/",)),
    Subject("plans", "Plans for chat", _file("plans"), ("calculators/subscription/",), "plans"),
    Subject("texts", "Terms of vendors", _texts, ("rules/every-plan/",), "texts"),
    Subject("licences", "Licences", _file("licences"), ("rules/every-licence/",)),
    Subject("laws", "Rules of law", _laws, ("rules/every-rule/",)),
    Subject("openness", "How open a release is", _file("openness"), ("models/every-release/",)),
    Subject("capability", "How capable models are", _file("capability"), ("calculators/gap/",)),
    Subject("models", "Models", _file("catalog", "models"), ("calculators/fit/",)),
    Subject("machines", "Machines", _file("catalog", "machines"), ("calculators/finder/",)),
    Subject("speed", "How fast machines are", _file("speed"), ("calculators/speed/",), "classes"),
    Subject(
        "ownership",
        "Rents, power and pay",
        _file("ownership"),
        ("calculators/break-even/", "calculators/api-cost/"),
    ),
    Subject("training", "Training", _file("finetune"), ("calculators/customise/",)),
    Subject("tasks", "Which task goes where", _file("triage"), ("calculators/triage/",), "texts"),
    Subject("formulas", "What formulas and sentences rest on", _file("sources"), ()),
)


def cited(subject: Subject) -> list[Cited]:
    """What its records rest on, each address once, with the latest day."""
    found: dict[str, Cited] = {}
    for each in _walk(subject.records(), subject.title, ""):
        same = found.get(each.url)
        found[each.url] = (
            Cited(same.title, each.url, max(same.checked, each.checked)) if same else each
        )
    return sorted(found.values(), key=lambda each: each.title.lower())


def _walk(data: Any, name: str, checked: str) -> Iterator[Cited]:
    if isinstance(data, Mapping):
        name = _named(data, CALLED) or name
        checked = str(data.get("checked", checked))
        for key, each in data.items():
            if (url := _address(key, each, data)) is not None:
                yield Cited(_cited_as(data, name), url, checked)
            else:
                yield from _walk(each, name, checked)
    elif isinstance(data, list):
        for each in data:
            if isinstance(each, str) and each.startswith("https://"):
                yield Cited(name, each, checked)
            else:
                yield from _walk(each, name, checked)


def _cited_as(data: Mapping[str, Any], name: str) -> str:
    """`published.toml` and the claims name their source beside what it says."""
    return str(data.get("source", name)) if isinstance(data.get("source"), str) else name


def _address(key: str, value: Any, data: Mapping[str, Any]) -> str | None:
    if not isinstance(value, str):
        return None
    if value.startswith("https://") and key.endswith("url"):
        return value
    if key == "version" and "@" in value and "url" not in data:
        return github(value)
    if key == "at" and re.match(r"(hf|arxiv|osai|mot):|\S+@[0-9a-f]{7,}:", value):
        return address(value)
    return None


@dataclass(frozen=True, slots=True)
class LookedUp:
    """Records of one subject that somebody compared with their sources on one day."""

    day: str
    subject: Subject
    names: tuple[str, ...]


@cache
def looked_up() -> tuple[LookedUp, ...]:
    """All of them, the newest first; of one day in the order of the subjects."""
    found: dict[tuple[str, Subject], list[str]] = {}
    for subject in SUBJECTS:
        for name, day in _records(subject.records(), subject):
            found.setdefault((day, subject), []).append(name)
    newest = sorted(found.items(), key=lambda item: item[0][0], reverse=True)
    return tuple(
        LookedUp(day, subject, tuple(dict.fromkeys(names))) for (day, subject), names in newest
    )


def _records(data: Any, subject: Subject, name: str = "") -> Iterator[tuple[str, str]]:
    """The innermost records with a day of their own, by their names."""
    if isinstance(data, Mapping):
        name = _named(data, NAMES) or name
        inner = list(_inner(data.values(), subject, name))
        if inner or "checked" not in data:
            yield from inner
        elif subject.inside in data:
            inside = data[subject.inside]
            each = inside.values() if isinstance(inside, Mapping) else inside
            for part in each:
                yield _named(part, NAMES), str(data["checked"])
        else:
            yield name or subject.title, str(data["checked"])
    elif isinstance(data, list):
        yield from _inner(data, subject, name)


def _inner(parts: Iterable[Any], subject: Subject, name: str) -> Iterator[tuple[str, str]]:
    for part in parts:
        yield from _records(part, subject, name)


def _named(record: Mapping[str, Any], names: Sequence[str]) -> str:
    """What a record calls itself; empty where it has no name."""
    if "of" in record:  # a release is known by its models
        return ", ".join(record["of"])
    return next((str(record[key]) for key in names if isinstance(record.get(key), str)), "")


def pages_with(text: str) -> list[str]:
    """Addresses of the pages in whose Markdown this text stands."""
    return [place for place, page in _pages().items() if text in page]


@cache
def _pages() -> Mapping[str, str]:
    return {
        f"{path.relative_to(CONTENT).with_suffix('').as_posix()}/": path.read_text("utf-8")
        for path in sorted(CONTENT.rglob("*.md"))
        if path.name != "index.md"
    }


@cache
def _titles() -> Mapping[str, str]:
    """What pages call themselves, by address."""
    return {place: _title(page) for place, page in _pages().items()}


def _title(page: str) -> str:
    found = re.search(r"^(?:title:|#) (.+)$", page, re.MULTILINE)
    return found[1].strip("\"'") if found else ""


def used(subject: Subject, each: Cited) -> list[str]:
    """Addresses of the pages that rest on a source."""
    if subject.id == "published":
        names = [name for name, found in published().items() if found["url"] == each.url]
        return sorted({page for name in names for page in pages_with(f"`=published.{name}`")})
    if subject.id == "claims":
        return sorted({page for name in _claims_of(each.url) for page in pages_with(f"\n{name}\n")})
    if subject.id == "formulas":
        return _calculators_with(each.url)
    return list(subject.used)


def _claims_of(url: str) -> list[str]:
    """What a fence names it by; an event has no name but that of all events together."""
    found = claims.records()
    cards = [each["id"] for each in found["claim"] if _rests_on(each, url)]
    return cards or [claims.TIMELINE]


def _rests_on(record: Mapping[str, Any], url: str) -> bool:
    return any(part["url"] == url for part in record["source"])


def _calculators_with(url: str) -> list[str]:
    """Pages of the calculators whose code names it, or of all of them where an engine does."""
    idents = [each["id"] for each in read_json("sources.json")["source"] if each["url"] == url]
    found = [
        f"calculators/{name.replace('_', '-')}/"
        for name, code in _code().items()
        if any(f'"{ident}"' in code for ident in idents)
    ]
    return found or ["calculators/"]


@cache
def _code() -> Mapping[str, str]:
    folders = [path for path in sorted(QUESTIONS.iterdir()) if (path / "__init__.py").is_file()]
    return {
        folder.name: "".join(path.read_text("utf-8") for path in sorted(folder.rglob("*.py")))
        for folder in folders
        if folder.name != "common"
    }


def render_sources() -> str:
    """The HTML of all sources."""
    parts = [(subject, cited(subject)) for subject in SUBJECTS]
    count = len({each.url for _, found in parts for each in found})
    about = f"<p>{count} sources in {len(parts)} subjects.</p>"
    return "\n".join([about, *(_section(subject, found) for subject, found in parts)])


def _section(subject: Subject, found: Sequence[Cited]) -> str:
    rows = "".join(
        f'<tr><th scope="row"><a href="{escape(each.url)}" rel="noopener">{escape(each.title)}</a>'
        f'</th><td data-label="Checked"><time>{each.checked}</time></td>'
        f'<td data-label="Used in">{_links(used(subject, each))}</td></tr>'
        for each in found
    )
    head = "".join(f'<th scope="col">{name}</th>' for name in ("Source", "Checked", "Used in"))
    return (
        f'<details id="{subject.id}"><summary>{escape(subject.title)}: {len(found)}</summary>'
        f'<div class="sc-wide"><table class="sc-rows sc-sentences"><thead><tr>{head}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div></details>"
    )


def _links(addresses: Iterable[str]) -> str:
    return ", ".join(f'<a href="site:{each}">{escape(_titles()[each])}</a>' for each in addresses)


def render_looked_up() -> str:
    """The HTML of all days."""
    days = dict.fromkeys(each.day for each in looked_up())
    return "\n".join([FEED, *_stale(read_json("stale.json")), *map(_day, days)])


def _stale(marked: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """What `make refresh` marked as due for a new look; no heading where nothing is."""
    if marked:
        rows = (
            f"<li>{escape(file.partition('.')[0])}: {escape(', '.join(names))}</li>"
            for file, names in marked.items()
        )
        yield '<h3 id="stale">Due for a new look</h3>'
        yield "<p>We haven’t compared these with their sources for a while.</p>"
        yield f"<ul>{''.join(rows)}</ul>"


def _day(day: str) -> str:
    own = (each for each in looked_up() if each.day == day)
    return f'<h3 id="looked-up-{day}" data-search-exclude><time>{day}</time></h3>' + "".join(
        map(told, own)
    )


def told(each: LookedUp) -> str:
    """One line, whose names are folded where they are many."""
    link = f'<a href="site:about/sources/#{each.subject.id}">{escape(each.subject.title)}</a>'
    if each.names == (each.subject.title,):
        return f"<p>{link}.</p>"
    if len(each.names) <= FEW:
        return f"<p>{link}: {escape('; '.join(each.names))}.</p>"
    items = "".join(f"<li>{escape(name)}</li>" for name in each.names)
    title = escape(each.subject.title)
    return f"<details><summary>{title}: {len(each.names)}</summary><ul>{items}</ul></details>"


def _whole(render: Callable[[], str]) -> Callable[[str, Callable[[str], str]], str]:
    def make(source: str, number: Callable[[str], str]) -> str:
        if source.strip():
            raise ValueError("it shows every record and takes no text")
        return render()

    return make


sources_fence = fence_formatter("sources", _whole(render_sources))
looked_up_fence = fence_formatter("looked-up", _whole(render_looked_up))
