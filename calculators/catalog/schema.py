"""What a catalog record may say: every key, its type, and the rules between keys."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from calculators.catalog import geometry_from
from calculators.core.records import RecordError
from calculators.engines.machine.record import FORMS, KINDS, SPEED_CLASSES, SYSTEMS
from calculators.engines.memory.geometry import Geometry
from calculators.engines.memory.projector import KINDS as KINDS_OF_PROJECTOR
from calculators.engines.memory.projector import Projector
from calculators.engines.memory.quantization import QUANTIZATIONS

DATA = Path(__file__).parent.with_name("data")
"""Where the records are."""

_ID = re.compile(r"[a-z0-9]+([.-][a-z0-9]+)*")
_RELEASED = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")

TODO = "TODO"
"""How a text starts that a draft leaves to a person; a record with one may not ship."""


@dataclass(frozen=True, slots=True)
class Key:
    """One key of a record: its TOML type, whether it must be there, and the values allowed."""

    types: tuple[type, ...]
    required: bool = True
    allowed: Collection[Any] = ()


_TEXT = Key((str,))
_NUMBER = Key((int, float))
_DATE = Key((date,))
_TABLES = Key((list,))


def _optional(key: Key) -> Key:
    return dataclasses.replace(key, required=False)


SOURCE = {"title": _TEXT, "url": _TEXT, "establishes": _TEXT, "read": _TEXT}

MACHINE = {
    "id": _TEXT,
    "name": _TEXT,
    "form": Key((str,), allowed=FORMS),
    "kind": Key((str,), allowed=KINDS),
    "system": Key((str,), allowed=SYSTEMS),
    "headless": Key((bool,), required=False),
    "ram_gib": _NUMBER,
    "vram_gib": _optional(_NUMBER),
    "firmware_gib": _optional(_NUMBER),
    "gpu_share": _optional(_NUMBER),
    "ram_bandwidth_gb_s": _NUMBER,
    "gpu_bandwidth_gb_s": _optional(_NUMBER),
    "bandwidth_basis": _TEXT,
    "gpu_fp16_tflops": _optional(_NUMBER),
    "speed_class": Key((str,), allowed=SPEED_CLASSES),
    "released": Key((int,)),
    "price": Key((dict,), required=False),
    "notes": _optional(_TEXT),
    "checked": _DATE,
    "stale_after": _optional(_DATE),
    "source": _TABLES,
}

MODEL = {
    "id": _TEXT,
    "name": _TEXT,
    "developer": _TEXT,
    "hf_repo": _TEXT,
    "same_geometry": _optional(_TABLES),
    "released": _TEXT,
    "modalities": _TEXT,
    "licence": _TEXT,
    "licence_osi": Key((str,), allowed=("yes", "no", "not established")),
    "licence_note": _optional(_TEXT),
    "context_max": Key((int,)),
    "context_note": _optional(_TEXT),
    "total_parameters": _optional(_TEXT),
    "active_parameters": _optional(_TEXT),
    "quantizations": _optional(_TABLES),
    "recommended_quantization": Key((str,), allowed=QUANTIZATIONS),
    "notes": _optional(_TEXT),
    "checked": _DATE,
    "stale_after": _optional(_DATE),
    "geometry": Key((dict,)),
    "projector": Key((dict,), required=False),
    "source": _TABLES,
    "published_size": _optional(_TABLES),
    "publisher_mix": _optional(_TABLES),
}

PUBLISHED_SIZE = {
    "quantization": _TEXT,
    "gib": _NUMBER,
    "precision": _NUMBER,
    "file": _TEXT,
    "source": _TEXT,
}

PUBLISHER_MIX = {"name": _TEXT, "near": _TEXT, "gib": _NUMBER, "source": _TEXT}
"""A publisher's own mix, and the standard one that its name is taken for."""


PRICE = {"usd": _NUMBER, "what": _TEXT, "as_of": _TEXT, "url": _TEXT}


def check_machine(record: Mapping[str, Any], ident: str) -> None:
    """Raise `RecordError` unless this is a machine that may ship under that id."""
    _check_common(record, MACHINE, ident)
    card = {"vram_gib", "gpu_bandwidth_gb_s"} & record.keys()
    if len(card) != (2 if record["kind"] == "dedicated" else 0):
        raise RecordError(
            f"{ident}: vram_gib and gpu_bandwidth_gb_s belong to a dedicated card, both or neither"
        )
    if (record["kind"] == "apple") != (record["system"] == "macos"):
        raise RecordError(f'{ident}: kind "apple" and system "macos" go together')
    if "price" in record:
        _check_keys(record["price"], PRICE, f"{ident}: price")
        _check_address(record["price"]["url"], ident)
        if not _RELEASED.fullmatch(record["price"]["as_of"]):
            raise RecordError(f"{ident}: as_of of a price must be YYYY, YYYY-MM or YYYY-MM-DD")


def check_model(record: Mapping[str, Any], ident: str) -> None:
    """Raise `RecordError` unless this is a model that may ship under that id."""
    _check_common(record, MODEL, ident)
    if not _RELEASED.fullmatch(record["released"]):
        raise RecordError(f"{ident}: released must be YYYY, YYYY-MM or YYYY-MM-DD")
    offered = record.get("quantizations", tuple(QUANTIZATIONS))
    for name in (*offered, *(size["quantization"] for size in record.get("published_size", ()))):
        if name not in QUANTIZATIONS:
            raise RecordError(f"{ident}: no quantization is called {name!r}")
    if record["recommended_quantization"] not in offered:
        raise RecordError(f"{ident}: recommended_quantization is not among those offered")
    for size in record.get("published_size", ()):
        _check_keys(size, PUBLISHED_SIZE, f"{ident}: published_size")
    for mix in record.get("publisher_mix", ()):
        _check_keys(mix, PUBLISHER_MIX, f"{ident}: publisher_mix")
        if mix["near"] not in offered:
            raise RecordError(f"{ident}: publisher_mix is near {mix['near']!r}: not offered")
    _check_geometry(record["geometry"], ident)
    _check_projector(record.get("projector"), ident)


def _check_projector(fields: Mapping[str, Any] | None, ident: str) -> None:
    """The shape of an image part; the width it feeds is that of the model."""
    if fields is None:
        return
    known = {field.name for field in dataclasses.fields(Projector)} - {"output"}
    if unknown := fields.keys() - known:
        raise RecordError(f"{ident}: projector has no field {', '.join(sorted(unknown))}")
    if fields.get("kind") not in KINDS_OF_PROJECTOR or "width" not in fields:
        raise RecordError(f"{ident}: projector needs a width and a kind, one of the engine's")


def _check_geometry(fields: Mapping[str, Any], ident: str) -> None:
    unknown = fields.keys() - {field.name for field in dataclasses.fields(Geometry)}
    if unknown:
        raise RecordError(f"{ident}: geometry has no field {', '.join(sorted(unknown))}")
    try:
        geometry_from(fields)
    except (TypeError, ValueError) as error:
        raise RecordError(f"{ident}: geometry: {error}") from error


def _check_common(record: Mapping[str, Any], schema: Mapping[str, Key], ident: str) -> None:
    check_finished(record, ident)
    _check_keys(record, schema, ident)
    if record["id"] != ident or not _ID.fullmatch(ident):
        raise RecordError(f"{ident}: id must be the file's name: small letters, digits, - and .")
    if not record["source"]:
        raise RecordError(f"{ident}: needs at least one [[source]]")
    for source in record["source"]:
        _check_keys(source, SOURCE, f"{ident}: source")
        _check_address(source["url"], ident)


def check_finished(record: Mapping[str, Any], where: str) -> None:
    """Raise `RecordError` for a draft: a record in which a text is still to do."""
    if left := ", ".join(_left_to_do(record)):
        raise RecordError(f"{where}: still a draft; fill in or leave out {left}")


def _left_to_do(value: Any, name: str = "") -> Iterator[str]:
    """Where a record still says `TODO`: "licence", "source 2 title"."""
    if isinstance(value, str) and value.startswith(TODO):
        yield name
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from _left_to_do(each, f"{name} {key}".lstrip())
    elif isinstance(value, list):
        for number, each in enumerate(value, start=1):
            yield from _left_to_do(each, f"{name} {number}")


def _check_address(url: str, ident: str) -> None:
    address = urlsplit(url)
    if address.scheme != "https" or "." not in address.netloc:
        raise RecordError(f"{ident}: {url!r} is not an https address")


def _check_keys(record: Mapping[str, Any], schema: Mapping[str, Key], where: str) -> None:
    if unknown := record.keys() - schema.keys():
        raise RecordError(f"{where}: unknown key {', '.join(sorted(unknown))}")
    for name, key in schema.items():
        if name not in record:
            if key.required:
                raise RecordError(f"{where}: {name} is missing")
            continue
        _check_value(record[name], key, f"{where}: {name}")


def _check_value(value: Any, key: Key, where: str) -> None:
    # bool is an int to Python, never to a reader of the record.
    if type(value) not in key.types:
        expected = " or ".join(each.__name__ for each in key.types)
        raise RecordError(f"{where} must be {expected}, not {type(value).__name__}")
    if value == "":
        raise RecordError(f"{where} is empty; leave the key out")
    if isinstance(value, int | float) and not isinstance(value, bool) and value <= 0:
        raise RecordError(f"{where} must be above 0")
    if key.allowed and value not in key.allowed:
        raise RecordError(f"{where} must be one of {', '.join(map(str, key.allowed))}")


def check_subject(data: Mapping[str, Any], name: str) -> None:
    """Raise `RecordError` unless all in the file of a subject is dated and can be opened."""
    for where, record in _tables(data, name):
        check_finished({key: each for key, each in record.items() if not _has_id(each)}, where)
        for key, value in record.items():
            if key.endswith("url"):
                _check_address(value, where)
            if key in ("checked", "stale_after"):
                _check_value(value, _DATE, f"{where}: {key}")
    groups = (each for each in data.values() if isinstance(each, list))
    if "checked" not in data and not all("checked" in each for group in groups for each in group):
        raise RecordError(f"{name}: checked is missing, of the file or of each of its records")


def _has_id(value: Any) -> bool:
    """Whether these are records that are told of by their own names."""
    parts = value if isinstance(value, list) else [value]
    return any(isinstance(each, dict) and "id" in each for each in parts)


def _tables(value: Any, where: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every table in some data, with where it stands."""
    if isinstance(value, dict):
        where = f"{where} {value['id']}" if "id" in value else where
        yield where, value
        for each in value.values():
            yield from _tables(each, where)
    elif isinstance(value, list):
        for each in value:
            yield from _tables(each, where)


CHECKS: Mapping[str, Callable[[Mapping[str, Any], str], None]] = {
    "machines": check_machine,
    "models": check_model,
}
