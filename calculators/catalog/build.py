"""Builds the JSON that ships from the TOML records: `python -m calculators.catalog.build`.

Models and machines, a file each, become `catalog.json`; a subject that is kept in one TOML file
becomes the JSON file of the same name. With `--check` it writes nothing and exits 1 when a file is
not what the records say.
"""

from __future__ import annotations

import csv
import json
import re
import sys
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from calculators.catalog import geometry_from
from calculators.catalog.offers import read_records as check_offers
from calculators.catalog.schema import CHECKS, check_subject
from calculators.catalog.schema import DATA as DATA
from calculators.core.records import RecordError, read_record
from calculators.engines.laws.record import Law
from calculators.engines.licence.record import Licence
from calculators.engines.machine.record import GROUPS, Machine
from calculators.engines.memory.tensors import parameters

SUBJECTS = ("finetune", "openness", "ownership", "plans", "sources", "triage")


def build(data: Path = DATA) -> dict[str, str]:
    """The text of each file that ships, by its name."""
    found = {
        "catalog.json": build_catalog(data),
        "capability.json": build_capability(data / "capability"),
        "cover.json": build_cover(data),
        "licences.json": build_licences(data),
        "rules.json": build_rules(data / "rules"),
    }
    return found | {f"{name}.json": build_subject(data / f"{name}.toml") for name in SUBJECTS}


def build_catalog(data: Path) -> str:
    """The whole catalog as text: sorted, one record per line so that a diff shows records."""
    found = {kind: read_records(data / kind, kind) for kind in CHECKS}
    found["machines"].sort(key=_machine_order)
    found["models"] = sorted(map(_completed, found["models"]), key=_model_order)
    kinds = ",\n".join(f'"{kind}":[\n{_lines(records)}\n]' for kind, records in found.items())
    return f"{{{kinds}}}\n"


def read_records(folder: Path, kind: str) -> list[dict[str, Any]]:
    """Every record of a folder, checked; raises `RecordError` for the first that may not ship."""
    return [_read(path, kind) for path in sorted(folder.glob("*.toml"))]


def _read(path: Path, kind: str) -> dict[str, Any]:
    record = _parsed(path)
    CHECKS[kind](record, path.stem)
    return record


def build_licences(data: Path) -> str:
    """The licences, a file each, beside which releases are under which: as text."""
    found = _parsed(data / "licence_terms.toml")
    texts = [_parsed(path) for path in sorted((data / "licences").glob("*.toml"))]
    for each in texts:
        check_subject({"licence": [each]}, each["id"])
        _check_shape(Licence, each)
    return _subject({**found, "licences": texts}, "licence_terms")


def build_capability(folder: Path) -> str:
    """The scores of an index and the estimates beside them: as text, a line each."""
    found = _parsed(folder / "capability.toml")
    scores = [
        [row["name"], *_numbers(_anchored(row), "eci", "low", "high"), row["date"], row["access"]]
        for row in _rows(folder / "eci.csv")
    ]
    small = [
        [row["release"], row["entry"], *_numbers(row, "eci", "low", "high", "published")]
        for row in _rows(folder / "small_models.csv")
    ]
    return _subject({**found, "scores": scores, "small": small}, "capability")


def _anchored(row: Mapping[str, str]) -> dict[str, str]:
    """Two models fix the scale, so their scores have no interval."""
    ends = {name: row[name] or row["eci"] for name in ("low", "high")}
    return {**row, **ends}


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _numbers(row: Mapping[str, str], *names: str) -> list[float | None]:
    return [float(row[name]) if row[name] else None for name in names]


def build_cover(data: Path) -> str:
    """Who stands behind answers, a vendor a file, the texts behind it, the hosts: as text.

    The hashes of the texts stay here: they are for whoever compares a text, not for a reader.
    """
    vendors = [_parsed(path) for path in sorted((data / "cover").glob("*.toml"))]
    found = _parsed(data / "cover_texts.toml")
    texts = {
        name: {key: value for key, value in each.items() if key != "sha256"}
        for name, each in found.items()
    }
    hosts = _parsed(data / "cover_hosts.toml")["hosts"]
    return _subject({"vendors": vendors, "texts": texts, "hosts": hosts}, "cover")


def build_rules(folder: Path) -> str:
    """The rules of law, a body of law a file: as text."""
    laws = [_parsed(path) for path in sorted(folder.glob("*.toml"))]
    text = _subject({"laws": laws}, "rules")
    for each in laws:
        _check_shape(Law, each)
    return text


def _check_shape(kind: type[Any], record: Mapping[str, Any]) -> None:
    """Raise `RecordError` unless its reader can read it; dates are text in what ships."""
    read_record(kind, json.loads(_line(record, sort_keys=False)), record["id"])


def build_subject(path: Path) -> str:
    """One subject as text: a line for each table of a list, in the order of the file."""
    return _subject(_parsed(path), path.stem)


def _subject(found: Mapping[str, Any], name: str) -> str:
    check_subject(found, name)
    parts = []
    for key, value in found.items():
        tables = isinstance(value, list) and all(isinstance(each, dict) for each in value)
        text = (
            f"[\n{_lines(value, sort_keys=False)}\n]" if tables else _line(value, sort_keys=False)
        )
        parts.append(f"{json.dumps(key)}:{text}")
    joined = ",\n".join(parts)
    return f"{{{joined}}}\n"


def _parsed(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise RecordError(f"{path.name}: {error}") from error


def _completed(record: Mapping[str, Any]) -> dict[str, Any]:
    """A model with its number of weights, so that a menu need not count them."""
    return {**record, "parameters": parameters(geometry_from(record["geometry"]))}


def _machine_order(record: Mapping[str, Any]) -> tuple[Any, ...]:
    fields = {key: record[key] for key in ("id", "name", "form", "kind", "system", "ram_gib")}
    return GROUPS.index(Machine(**fields).group), _natural(record["id"])


def _model_order(record: Mapping[str, Any]) -> tuple[Any, ...]:
    return record["developer"].casefold(), record["parameters"], record["id"]


def _natural(text: str) -> tuple[tuple[bool, int, str], ...]:
    """Order in which 8 comes before 16, and numbers before letters."""
    pieces = re.findall(r"\d+|\D+", text)
    return tuple((not p.isdigit(), int(p) if p.isdigit() else 0, p) for p in pieces)


def _lines(records: Sequence[Mapping[str, Any]], *, sort_keys: bool = True) -> str:
    return ",\n".join(_line(record, sort_keys=sort_keys) for record in records)


def _line(value: Any, *, sort_keys: bool) -> str:
    # The only values JSON lacks are dates, and `str` writes those as ISO 8601.
    shape: dict[str, Any] = {"ensure_ascii": False, "separators": (",", ":")}
    return json.dumps(value, default=str, sort_keys=sort_keys, **shape)


def main(arguments: Sequence[str]) -> int:
    """Write the files, or with `--check` say which are not what the records make of them."""
    if list(arguments) not in ([], ["--check"]):
        print("usage: python -m calculators.catalog.build [--check]", file=sys.stderr)
        return 2
    try:
        texts = build()
    except RecordError as error:
        print(error, file=sys.stderr)
        return 1
    stale = [name for name, text in texts.items() if _written(DATA / name) != text]
    if not arguments:
        for name in stale:
            (DATA / name).write_text(texts[name], encoding="utf-8", newline="\n")
        return _offers_fault()
    for name in stale:
        print(f"data/{name} is stale: run python -m calculators.catalog.build", file=sys.stderr)
    return 1 if stale else _offers_fault()


def _offers_fault() -> int:
    """1 for an offer that may not ship; `make prices` puts the others into `prices.json`."""
    try:
        check_offers()
    except RecordError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _written(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.is_file() else ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
