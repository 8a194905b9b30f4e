"""`make record KIND=… ID=…`: the draft of a record, with `TODO` for what somebody has to look up.

Some kinds have a file for each record; others are entries of a file, to whose end the draft goes.
"""

import argparse
import re
import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from calculators.catalog.build import DATA
from tools.drafts import filled, write_new
from tools.failure import Failure

TEMPLATES = Path(__file__).with_name("record_template")
_ID = re.compile(r"[a-z0-9]+([.-][a-z0-9]+)*")
_OFFER = re.compile(r"[a-z0-9-]+/\w[\w./:-]*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Kind:
    """Where records of one kind stand, below `calculators/data/`."""

    place: str
    """A file; `{id}` is the record's id, `{in}` what is given as IN."""
    entries: str = ""
    """The name of the tables in a file that holds several records; empty where it holds one."""
    example: str = ""


KINDS = {
    "machine": Kind("machines/{id}.toml", example="ID=laptop-64gb"),
    "licence": Kind("licences/{id}.toml", example="ID=acme-1.0"),
    "offer": Kind("offers/{in}.toml", "offer", "ID=openai/gpt-7 IN=openai"),
    "plan": Kind("plans.toml", "plans", "ID=chatgpt-team"),
    "rule": Kind("rules/{in}.toml", "rule", "ID=uk-new-act IN=uk"),
    "source": Kind("sources.toml", "source", "ID=formula-new"),
}
"""A model has `make model`, which reads its config.json."""


def write_record(arguments: list[str], *, data: Path = DATA, today: date) -> Path:
    """Write the draft that the command line asks for, and return the file that it is in.

    Raises `Failure` where there is such a record already, or no such kind or id can be.
    """
    name, ident, inside = _asked(arguments)
    kind = KINDS[name]
    path = data / kind.place.format_map({"id": ident, "in": inside})
    provider, _, model = ident.partition("/")
    words = {"id": ident, "provider": provider, "model": model, "today": today.isoformat()}
    entry = filled(TEMPLATES / f"{name}.toml.txt", {**words, "in": inside})
    if not kind.entries:
        write_new({path: entry}, root=data.parent.parent)
        return path
    head = TEMPLATES / f"{name}_head.toml.txt"
    if not path.exists():  # the first of its maker, or of its body of law
        write_new({path: filled(head, {**words, "in": inside}) + entry}, root=data.parent.parent)
        return path
    text = path.read_text(encoding="utf-8")
    if ident in ids(text, kind.entries):
        raise Failure(f"{path.name} already describes {ident}; correct it there.")
    path.write_text(f"{text.rstrip()}\n\n{entry}", encoding="utf-8", newline="\n")
    return path


def ids(text: str, entries: str) -> list[str]:
    """The ids of the records in a file; an offer's is that of its host and of its model there.

    >>> ids('[[offer]]\\nprovider = "openai"\\nid = "gpt-7"\\n', "offer")
    ['openai/gpt-7']
    """
    found = tomllib.loads(text).get(entries, ())
    return [
        f"{each['provider']}/{each['id']}" if "provider" in each else each["id"] for each in found
    ]


def _asked(arguments: list[str]) -> tuple[str, str, str]:
    """The kind, the id, and the file that it goes into."""
    examples = "\n".join(
        f"  make record KIND={name} {each.example}" for name, each in KINDS.items()
    )
    parser = argparse.ArgumentParser(
        prog="record", usage=f"\n{examples}\n   or: python -m tools record KIND ID [--in FILE]"
    )
    parser.add_argument("kind")
    parser.add_argument("id", nargs="?", default="")
    parser.add_argument("--in", dest="inside", default="")
    asked = parser.parse_args(arguments or ["help"])
    if asked.kind not in KINDS:
        raise Failure(f"KIND is {asked.kind!r}: write one of {', '.join(KINDS)}.\n{examples}")
    kind = KINDS[asked.kind]
    if not (_OFFER if asked.kind == "offer" else _ID).fullmatch(asked.id):
        raise Failure(
            f"ID is {asked.id!r}: write small letters, digits, - and ., for example "
            f"make record KIND={asked.kind} {kind.example}"
        )
    if ("{in}" in kind.place) != bool(_ID.fullmatch(asked.inside)):
        wanted = "name the file that it goes into" if "{in}" in kind.place else "leave it out"
        raise Failure(
            f"IN is {asked.inside!r}: {wanted}, as in make record KIND={asked.kind} {kind.example}"
        )
    return asked.kind, asked.id, asked.inside
