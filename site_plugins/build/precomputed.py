"""Answers before Python: what a reader is likely to ask first, worked out while the site is built.

For each calculator in a page these are the answers to one changed input (every option of a menu,
every stop of a slider, both sides of a switch), and to each change that the answer itself proposes
with a button. The same `answer` gives them that answers in the browser, so that they are results
and never a second formula; `assets/calculators/precomputed.js` looks them up until Python is live.

An input has a table of its own, and `several` holds the changes of more than one:

    assets/answers/<hash>/model.json
    {"texts": ["<p>", "Yes", …], "answers": {"{\\"model\\":\\"…\\"}": ["Yes, it fits.", "0-7 9"]}}

A key is what differs from the inputs that the page was built with, as JSON. An answer is its
announcement and its HTML, written as runs of the table's texts, which all of its answers share. The
hash in the address is that of all tables of the calculator, and the page names it: no page can meet
tables of another version.
"""

from __future__ import annotations

import json
import os
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from html import unescape
from itertools import chain, groupby
from multiprocessing import get_context
from pathlib import Path
from posixpath import relpath
from typing import TYPE_CHECKING

from calculators.browser import answer
from calculators.core.errors import InputErrors
from calculators.core.inputs import Choice, Input, Number, Switch
from calculators.registry import calculator
from site_plugins import ROOT
from site_plugins.build.bundle import content_hash
from site_plugins.runtime.cache import cached, key_of

if TYPE_CHECKING:
    from calculators.core.calculator import Calculator

FOLDER = "assets/answers"
SEVERAL = "several"
ELEMENT = re.compile(
    r'(?P<head><start-calculator name="(?P<name>[a-z-]+)" id="[^"]+")>(?P<inside>.*?)'
    r"</start-calculator>",
    re.DOTALL,
)
CONTROL = re.compile(r' name="(\w+)" data-default="([^"]*)"')
PROPOSAL = re.compile(r'data-action="apply" data-inputs="([^"]*)"')
TEXT = re.compile(r"[^<]+|<[^<]*")
"""A tag and the words behind it."""

Inputs = dict[str, str]
Tables = dict[str, bytes]


@dataclass(frozen=True, slots=True)
class Card:
    """A calculator as a page holds it."""

    name: str
    built: tuple[tuple[str, str], ...]
    """The inputs that the page was built with, by name."""
    proposed: tuple[str, ...]
    """Changes that its answer proposes, as JSON."""


def add_precomputed(site_dir: Path) -> None:
    """Put the tables beside the pages, and their address into each calculator."""
    pages = {path: path.read_text("utf-8") for path in sorted(site_dir.rglob("*.html"))}
    tables = made({card for page in pages.values() for card in cards(page)})
    for found in tables.values():
        _write(site_dir / folder(found), found)
    for path, page in pages.items():
        told = with_tables(page, tables, relpath(site_dir, path.parent))
        if told != page:
            path.write_text(told, "utf-8", newline="\n")


def cards(page: str) -> list[Card]:
    """The calculators of a page."""
    return [_card(found) for found in ELEMENT.finditer(page)]


def with_tables(page: str, tables: Mapping[Card, Tables], to_root: str) -> str:
    """The page, whose calculators know where their tables are and which inputs have one."""

    def tell(found: re.Match[str]) -> str:
        own = tables[_card(found)]
        names = " ".join(name.removesuffix(".json") for name in own)
        told = f' data-answers="{to_root}/{folder(own)}/" data-answered="{names}"' if own else ""
        return f"{found['head']}{told}>{found['inside']}</start-calculator>"

    return ELEMENT.sub(tell, page)


def made(wanted: Iterable[Card]) -> dict[Card, Tables]:
    """The tables of each card, on all cores; those made before for the same code are kept."""
    ordered = sorted(wanted, key=lambda card: (card.name, card.built, card.proposed))
    key = key_of("answers", _sources(), map(repr, ordered))
    files = cached(key, lambda: _files(ordered))
    found: dict[Card, Tables] = {card: {} for card in ordered}
    for file, content in files.items():
        number, name = file.split(".", 1)
        found[ordered[int(number)]][name] = content
    return found


def tables_of(card: Card) -> Tables:
    """The tables of one card, by the names of their files."""
    chosen, built = calculator(card.name), dict(card.built)
    asked = chain(changes(chosen, built), map(proposal, card.proposed))
    answers: dict[str, dict[str, tuple[str, str]]] = defaultdict(dict)
    for change in asked:
        differs = {
            name: change[name] for name in built if change.get(name, built[name]) != built[name]
        }
        key, table = as_key(differs), next(iter(differs)) if len(differs) == 1 else SEVERAL
        if not differs or key in answers[table]:
            continue
        try:
            found = answer(card.name, {**built, **differs})
        except InputErrors:
            continue  # what is refused is Python's to say, beside the field
        answers[table][key] = found["announcement"], found["html"]
    return {f"{name}.json": packed(table) for name, table in answers.items() if table}


def changes(chosen: Calculator, built: Mapping[str, str]) -> Iterator[Inputs]:
    """Each value of each input in the form that has a few of them."""
    for field in chosen.fields:
        if chosen.shows(field.name, built):
            yield from ({field.name: value} for value in values(field.input))


def values(kind: Input) -> Iterator[str]:
    """What can be chosen of an input without typing."""
    match kind:
        case Choice():
            yield from (option.value for option in kind.options())
        case Switch():
            yield from ("on", "off")
        case Number():
            yield from map(str, kind.stops)


def proposal(text: str) -> Inputs:
    """The inputs of a button, as a browser writes them into the form.

    >>> proposal('{"context": 4096, "second_copy": "off"}')
    {'context': '4096', 'second_copy': 'off'}
    """
    items = json.loads(text).items()
    return {name: item if isinstance(item, str) else json.dumps(item) for name, item in items}


def as_key(differs: Mapping[str, str]) -> str:
    """What differs from the built inputs, as `JSON.stringify` writes it.

    >>> as_key({"model": "qwen3-8b"})
    '{"model":"qwen3-8b"}'
    """
    return json.dumps(differs, separators=(",", ":"), ensure_ascii=False)


def packed(answers: Mapping[str, tuple[str, str]]) -> bytes:
    """A table as the browser reads it.

    >>> packed({"a": ("Yes.", "<p>Yes<p>really"), "b": ("No.", "<p>No<p>really")}).decode()
    '{"texts":["<p>Yes","<p>really","<p>No"],"answers":{"a":["Yes.","0-1"],"b":["No.","2 1"]}}'
    """
    numbers: dict[str, int] = {}
    written = {
        key: (said, runs(numbers.setdefault(text, len(numbers)) for text in TEXT.findall(html)))
        for key, (said, html) in answers.items()
    }
    table = {"texts": list(numbers), "answers": written}
    return json.dumps(table, separators=(",", ":"), ensure_ascii=False).encode()


def unpacked(table: bytes) -> dict[str, tuple[str, str]]:
    """The announcement and the HTML of each answer in a table; the inverse of `packed`."""
    read = json.loads(table)
    texts = read["texts"]
    return {
        key: (said, "".join(texts[number] for number in spread(written)))
        for key, (said, written) in read["answers"].items()
    }


def runs(numbers: Iterable[int]) -> str:
    """Numbers, where each run of consecutive ones is named by its first and its last.

    >>> runs([0, 1, 2, 9, 4, 5])
    '0-2 9 4-5'
    """
    groups = groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0])
    found = ([number for _, number in group] for _, group in groups)
    return " ".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in found)


def spread(written: str) -> Iterator[int]:
    """The numbers of such a text.

    >>> list(spread("0-2 9"))
    [0, 1, 2, 9]
    """
    for run in written.split():
        first, _, last = run.partition("-")
        yield from range(int(first), int(last or first) + 1)


def folder(tables: Tables) -> str:
    """Where the tables of a card lie, below the root of the site."""
    return f"{FOLDER}/{content_hash(tables)}"


def _card(found: re.Match[str]) -> Card:
    built = {name: unescape(text) for name, text in CONTROL.findall(found["inside"])}
    proposed = dict.fromkeys(map(unescape, PROPOSAL.findall(found["inside"])))
    return Card(found["name"], tuple(built.items()), tuple(proposed))


def _files(ordered: list[Card]) -> Tables:
    """The tables of all cards, each file behind the number of its card."""
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as pool:
        each = list(pool.map(tables_of, ordered))
    return {
        f"{number}.{name}": content
        for number, tables in enumerate(each)
        for name, content in tables.items()
    }


def _sources() -> dict[str, bytes]:
    """The code and the records that answers come from."""
    home = ROOT / "calculators"
    paths = (path for path in home.rglob("*") if path.suffix in (".py", ".json"))
    found = {path.relative_to(home).as_posix(): path.read_bytes() for path in sorted(paths)}
    return {**found, "precomputed.py": Path(__file__).read_bytes()}


def _write(home: Path, tables: Tables) -> None:
    home.mkdir(parents=True, exist_ok=True)
    for name, content in tables.items():
        (home / name).write_bytes(content)
