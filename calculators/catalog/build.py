"""Builds `data/catalog.json` from the TOML records: `python -m calculators.catalog.build`.

With `--check` it writes nothing and exits 1 when the file is not what the records say.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from calculators.catalog import geometry_from
from calculators.catalog.schema import CHECKS, RecordError
from calculators.engines.machine.record import GROUPS, Machine
from calculators.engines.memory.tensors import parameters

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

DATA = Path(__file__).parent.with_name("data")
CATALOG = DATA / "catalog.json"


def build(data: Path = DATA) -> str:
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
    try:
        record = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise RecordError(f"{path.name}: {error}") from error
    CHECKS[kind](record, path.stem)
    return record


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


def _lines(records: Sequence[Mapping[str, Any]]) -> str:
    # The only values JSON lacks are dates, and `str` writes those as ISO 8601.
    return ",\n".join(
        json.dumps(record, default=str, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
        for record in records
    )


def main(arguments: Sequence[str]) -> int:
    """Write the catalog, or with `--check` say whether it is what the records make of it."""
    if list(arguments) not in ([], ["--check"]):
        print("usage: python -m calculators.catalog.build [--check]", file=sys.stderr)
        return 2
    try:
        text = build()
    except RecordError as error:
        print(error, file=sys.stderr)
        return 1
    if not arguments:
        CATALOG.write_text(text, encoding="utf-8", newline="\n")
        return 0
    if CATALOG.is_file() and CATALOG.read_text(encoding="utf-8") == text:
        return 0
    print("data/catalog.json is stale: run python -m calculators.catalog.build", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
