"""Records that ship with the package: the JSON files in `calculators/data/`."""

from __future__ import annotations

import json
import os
from typing import Any

_DATA = os.path.join(os.path.dirname(os.path.dirname(__file__)), "data")


def data_path(name: str) -> str:
    """Where the file of that name lies, which may be inside a wheel that was not unpacked."""
    return os.path.join(_DATA, name)


def read_data(name: str) -> bytes:
    """The bytes of a file in `calculators/data/`."""
    # A wheel that was not unpacked has no files to open; whatever loaded this module can read it.
    get_data = getattr(__spec__.loader, "get_data", None)
    if get_data is not None:
        return bytes(get_data(data_path(name)))
    with open(data_path(name), "rb") as file:
        return file.read()


def read_json(name: str) -> Any:
    """The content of a JSON file in `calculators/data/`."""
    return json.loads(read_data(name))
