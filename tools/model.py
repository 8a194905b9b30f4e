"""`make model`: the draft of a model's record from its config.json, downloaded or given."""

import argparse
import re
import urllib.request
from collections.abc import Callable
from datetime import date
from pathlib import Path
from urllib.error import HTTPError

from calculators.catalog import models
from calculators.catalog.build import DATA
from calculators.catalog.schema import TODO
from calculators.engines.model_config.document import MAX_BYTES, ConfigError
from tools.failure import Failure
from tools.model_draft import draft_record, record_id

RECORDS = DATA / "models"
SITE = "https://huggingface.co"
SECONDS = 30
_REPOSITORY = re.compile(r"\w[\w.-]*/\w[\w.-]*", re.ASCII)

Fetch = Callable[[str], bytes]
"""Gives what is at an address; raises `OSError` (`HTTPError` where the server refuses)."""


def download(address: str) -> bytes:
    """What is at the address, and no more than a config.json may have."""
    with urllib.request.urlopen(address, timeout=SECONDS) as answer:
        content: bytes = answer.read(MAX_BYTES + 1)
    return content


def write_draft(
    arguments: list[str], *, fetch: Fetch = download, folder: Path = RECORDS, today: date
) -> Path:
    """Write the record that the command line asks for and return its path.

    Raises `Failure` where there is one already, or no config.json that can be used.
    """
    repository, given = _asked(arguments)
    path = folder / f"{record_id(repository)}.toml"
    _refuse_known(repository, path)
    if given:
        config, read = _opened(given), f"{TODO}: where the config.json is from"
    else:
        config, read = _fetched(repository, fetch), f"config.json, downloaded {today}"
    try:
        text = draft_record(repository, config.decode("utf-8-sig", "replace"), read=read)
    except ConfigError as error:
        raise Failure(str(error)) from error
    path.write_text(text, encoding="utf-8", newline="\n")
    return path


def _asked(arguments: list[str]) -> tuple[str, Path | None]:
    """Repository and, where one is given, the file of its config."""
    parser = argparse.ArgumentParser(
        prog="model",
        usage="make model ID=owner/name [CONFIG=path/to/config.json]\n"
        "   or: python -m tools model owner/name [--config path/to/config.json]",
    )
    parser.add_argument("repository")
    parser.add_argument("--config", type=Path)
    asked = parser.parse_args(arguments)
    if not _REPOSITORY.fullmatch(asked.repository) or not record_id(asked.repository):
        raise Failure(
            f"{asked.repository!r} is no model of Hugging Face: "
            "write owner/name as its page does, such as ID=Qwen/Qwen3-8B."
        )
    return asked.repository, asked.config


def _refuse_known(repository: str, path: Path) -> None:
    for model in models().values():
        if repository in (model.hf_repo, *model.same_geometry):
            raise Failure(f"{model.id}.toml already describes {repository}; correct it there.")
    if path.exists():
        raise Failure(
            f"{path.name} exists already and is left as it is; if {repository} has its shape, "
            "name it there in same_geometry."
        )


def _opened(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise Failure(f"{path} cannot be read: {error.strerror}.") from error


def _fetched(repository: str, fetch: Fetch) -> bytes:
    try:
        return fetch(f"{SITE}/{repository}/resolve/main/config.json")
    except HTTPError as error:
        raise Failure(_refusal(repository, error.code)) from error
    except OSError as error:  # urllib's own errors and time-outs among them
        raise Failure(f"{SITE} cannot be reached. {_by_hand(repository)}") from error


def _refusal(repository: str, code: int) -> str:
    if code in (401, 403):  # also the answer for a repository that is not there
        return (
            f"{repository} is gated, private or misspelt. To get a gated one, accept its terms "
            f"on {SITE}/{repository}. {_by_hand(repository)}"
        )
    if code == 404:
        return f"{SITE} has no config.json at {repository}: check the name, capitals included."
    return f"{SITE} answered with error {code}. {_by_hand(repository)}"


def _by_hand(repository: str) -> str:
    return f"With the file at hand: make model ID={repository} CONFIG=path/to/config.json"
