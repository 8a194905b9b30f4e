import os
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from site_plugins.runtime.cache import LOCKS, NEWEST, cached, key_of
from tests.paths import ROOT


def names(home: Path) -> set[str]:
    return {path.name for path in home.iterdir()} - {LOCKS}


def test_what_was_made_once_is_not_made_again(tmp_path: Path) -> None:
    made: list[int] = []

    def make() -> dict[str, bytes]:
        made.append(1)
        return {"a": b"1", "b": b"2"}

    assert cached("key", make, tmp_path) == cached("key", make, tmp_path) == {"a": b"1", "b": b"2"}
    assert made == [1]
    assert cached("other", make, tmp_path) == {"a": b"1", "b": b"2"}
    assert made == [1, 1]


def test_nothing_half_made_is_cached(tmp_path: Path) -> None:
    cached("key", lambda: {"a": b"1"}, tmp_path)
    assert names(tmp_path) == {"key"}


def test_what_fails_keeps_nothing_and_is_tried_anew(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError):
        cached("key", lambda: {"a": bytes(1 // 0)}, tmp_path)
    assert names(tmp_path) == set()
    assert cached("key", lambda: {"a": b"1"}, tmp_path) == {"a": b"1"}


def test_of_two_builds_at_once_the_second_waits_and_takes_what_the_first_made(
    tmp_path: Path,
) -> None:
    begun = threading.Event()

    def make(content: bytes) -> dict[str, bytes]:
        begun.set()
        time.sleep(0.2)
        return {"a": content}

    with ThreadPoolExecutor(2) as builds:
        first = builds.submit(cached, "key", lambda: make(b"1"), tmp_path)
        begun.wait()
        second = builds.submit(cached, "key", lambda: make(b"2"), tmp_path)
    assert first.result() == second.result() == {"a": b"1"}
    assert names(tmp_path) == {"key"}


def test_a_build_that_was_killed_keeps_nobody_out(tmp_path: Path) -> None:
    program = (
        "import os, pathlib, sys; from site_plugins.runtime.cache import cached; "
        "cached('key', lambda: os._exit(9), pathlib.Path(sys.argv[1]))"
    )
    ran = subprocess.run([sys.executable, "-c", program, tmp_path], cwd=ROOT, check=False)
    assert ran.returncode == 9
    assert cached("key", lambda: {"a": b"1"}, tmp_path) == {"a": b"1"}


def test_what_is_made_of_something_else_that_is_kept(tmp_path: Path) -> None:
    def make() -> dict[str, bytes]:
        return {"b": cached("inner", lambda: {"a": b"1"}, tmp_path)["a"]}

    assert cached("outer", make, tmp_path) == {"b": b"1"}
    assert names(tmp_path) == {"inner", "outer"}


def test_the_oldest_are_forgotten(tmp_path: Path) -> None:
    for number in range(NEWEST + 2):
        cached(f"key-{number}", lambda: {"a": b""}, tmp_path)
        os.utime(tmp_path / f"key-{number}", (number, number))
    cached("key-1", lambda: {}, tmp_path)
    cached("new", lambda: {"a": b""}, tmp_path)
    left = names(tmp_path)
    assert len(left) == NEWEST
    assert {"new", f"key-{NEWEST + 1}"} <= left
    assert "key-0" not in left


def test_every_part_is_in_the_key() -> None:
    keys = {
        key_of("kind", {"a": b"1"}, ["x"]),
        key_of("other", {"a": b"1"}, ["x"]),
        key_of("kind", {"a": b"2"}, ["x"]),
        key_of("kind", {"b": b"1"}, ["x"]),
        key_of("kind", {"a": b"1"}, ["y", "\ud800"]),
        key_of("kind", {"a": b"1"}, []),
    }
    assert len(keys) == 6
    assert key_of("kind", {"a": b"1"}, ["x"]) in keys
